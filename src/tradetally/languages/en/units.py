"""Units as English texts spell them: money, quantities, things counted, comparison words.

Tables only. The order of the alternatives does not matter: they are matched longest first.
"""

from __future__ import annotations

PERCENT = ("%", "％", "percent", "per cent", "pct", "per-cent")
POINTS = (
    "percentage points", "percentage point", "percentage-point", "percentage-points",
    "percent points", "percent point", "ppts", "ppt", "pps", "pp", "p.p.", "pct points",
    "pct point",
)  # fmt: skip
SIGNS: dict[str, str] = {
    "US$": "USD", "$US": "USD", "U.S.$": "USD", "$": "USD", "USD": "USD", "US $": "USD",
    "C$": "CAD", "A$": "AUD", "$A": "AUD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "R$": "BRL",
    "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "CNY", "RMB": "CNY",
    "CNY": "CNY", "JPY": "JPY", "KRW": "KRW", "₩": "KRW", "₹": "INR", "INR": "INR",
    "CHF": "CHF", "HKD": "HKD", "Rs": "INR", "RM": "MYR", "MYR": "MYR", "NZ$": "NZD", "Rp": "IDR",
    "IDR": "IDR", "SGD": "SGD", "TWD": "TWD", "AUD": "AUD", "CAD": "CAD", "THB": "THB",
    "PHP": "PHP", "₱": "PHP", "₽": "RUB", "₺": "TRY", "SEK": "SEK", "Rs.": "INR", "VND": "VND",
    "₫": "VND", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "BRL": "BRL", "MXN": "MXN",
    "ZAR": "ZAR", "SAR": "SAR", "AED": "AED", "NZD": "NZD",
}  # fmt: skip
CURRENCIES: dict[str, str] = {
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "cny": "CNY", "chinese yuan": "CNY",
    "yuan renminbi": "CNY",
    "u.s. dollars": "USD", "us dollars": "USD", "dollars": "USD", "dollar": "USD",
    "usd": "USD", "u.s. dollar": "USD", "us dollar": "USD", "american dollars": "USD",
    "euros": "EUR", "euro": "EUR", "eur": "EUR", "pounds": "GBP", "pounds sterling": "GBP",
    "sterling": "GBP", "gbp": "GBP", "yen": "JPY", "japanese yen": "JPY", "jpy": "JPY",
    "won": "KRW", "korean won": "KRW", "south korean won": "KRW", "krw": "KRW",
    "hong kong dollars": "HKD", "australian dollars": "AUD", "canadian dollars": "CAD",
    "new taiwan dollars": "TWD", "taiwan dollars": "TWD", "singapore dollars": "SGD",
    "rupees": "INR", "roubles": "RUB", "rubles": "RUB", "baht": "THB", "ringgit": "MYR",
    "rupiah": "IDR", "dong": "VND", "reais": "BRL", "swiss francs": "CHF", "francs": "CHF",
    "lira": "TRY", "pesos": "MXN", "rand": "ZAR", "kronor": "SEK", "swedish crowns": "SEK",
    "norwegian crowns": "NOK", "danish crowns": "DKK", "zlotys": "PLN", "zloty": "PLN",
    "philippine pesos": "PHP", "indian rupees": "INR", "new zealand dollars": "NZD",
    "vietnamese dong": "VND", "malaysian ringgit": "MYR", "riyals": "SAR", "dirhams": "AED",
}  # fmt: skip
QUANTITIES: dict[str, str] = {
    "tonnes": "t", "tonne": "t", "tons": "t", "ton": "t", "metric tons": "t",
    "metric tonnes": "t", "metric ton": "t", "mt": "t",
    "barrels": "bbl", "barrel": "bbl", "barrels per day": "bbl/d", "barrels a day": "bbl/d",
    "bpd": "bbl/d", "b/d": "bbl/d", "barrels/day": "bbl/d", "barrels daily": "bbl/d",
    "kilograms": "kg", "kilogrammes": "kg", "kg": "kg", "kilogram": "kg",
    "cubic meters": "m3", "cubic metres": "m3", "cubic meter": "m3", "cubic feet": "ft3",
    "units": "piece", "sets": "piece", "pieces": "piece", "vehicles": "piece", "cars": "piece",
    "automobiles": "piece", "teus": "TEU", "teu": "TEU", "containers": "TEU",
    "20-foot equivalent units": "TEU", "twenty-foot equivalent units": "TEU",
    "carats": "ct", "ounces": "oz", "kilowatt-hours": "kWh", "kwh": "kWh", "gigawatts": "GW",
    "gw": "GW", "megawatts": "MW", "mw": "MW", "gwh": "GWh", "kilometers": "km",
    "kilometres": "km", "km": "km", "hectares": "ha", "liters": "l", "litres": "l",
    "bushels": "bu", "bales": "bale", "pairs": "pair",
}  # fmt: skip
PARTNERS = (
    "countries and regions", "countries or regions", "countries and territories", "countries",
    "economies", "trading partners", "trade partners", "partner countries", "markets",
    "nations", "nations and regions", "regions", "partners",
)  # fmt: skip
ENTERPRISES = (
    "enterprises", "companies", "firms", "business entities", "entities", "traders",
    "exporters", "importers", "businesses", "market entities", "exporting firms",
    "foreign trade entities", "operators",
)  # fmt: skip
WRITTEN: dict[str, str] = {
    "CNY": "yuan", "USD": "U.S. dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen",
    "KRW": "won", "HKD": "Hong Kong dollars", "AUD": "Australian dollars",
    "CAD": "Canadian dollars", "TWD": "New Taiwan dollars", "SGD": "Singapore dollars",
    "INR": "rupees", "RUB": "roubles", "THB": "baht", "MYR": "ringgit", "IDR": "rupiah",
    "VND": "dong", "BRL": "reais", "CHF": "Swiss francs", "TRY": "lira", "MXN": "pesos",
    "ZAR": "rand", "SEK": "kronor", "NOK": "Norwegian crowns", "DKK": "Danish crowns",
    "PLN": "zlotys", "PHP": "Philippine pesos", "NZD": "New Zealand dollars", "SAR": "riyals",
    "AED": "dirhams", "t": "tonnes", "bbl": "barrels", "bbl/d": "barrels per day",
    "kg": "kilograms", "m3": "cubic metres", "ft3": "cubic feet", "piece": "pieces",
    "TEU": "TEUs", "ct": "carats", "oz": "ounces", "kWh": "kilowatt-hours", "GW": "gigawatts",
    "MW": "megawatts", "GWh": "GWh", "km": "kilometres", "ha": "hectares", "l": "litres",
    "bu": "bushels", "bale": "bales", "pair": "pairs",
}  # fmt: skip
IN_TABLES: dict[str, str] = {
    "set": "sets", "vehicle": "vehicles", "ship": "ships", "m": "metres", "m2": "square metres",
}  # fmt: skip
"""Units that only tables tell apart: written so, and read as pieces or not at all."""

MORE_OR_LESS: dict[str, str] = {
    "more than": "gt", "over": "gt", "above": "gt", "exceeding": "gt", "in excess of": "gt",
    "upwards of": "gt", "greater than": "gt", "well over": "gt", "well above": "gt",
    "just over": "gt", "just above": "gt", "slightly more than": "gt", "a little over": "gt",
    "at least": "ge", "no less than": "ge", "not less than": "ge", "no fewer than": "ge",
    "a minimum of": "ge",
    "less than": "lt", "under": "lt", "below": "lt", "fewer than": "lt", "just under": "lt",
    "just below": "lt", "a little under": "lt",
    "up to": "le", "at most": "le", "no more than": "le", "not more than": "le",
    "a maximum of": "le", "as much as": "le", "as many as": "le",
    "nearly": "nearly", "almost": "nearly", "close to": "nearly", "approaching": "nearly",
    "about": "about", "around": "about", "approximately": "about", "roughly": "about",
    "some": "about", "an estimated": "about", "approx.": "about", "approx": "about",
    "circa": "about", "~": "about", "c.": "about",
}  # fmt: skip
AFTER: dict[str, str] = {
    "or more": "ge", "or so": "about", "or higher": "ge", "or above": "ge", "or less": "le",
    "and above": "ge", "plus": "gt", "+": "gt",
}  # fmt: skip
