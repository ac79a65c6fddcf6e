"""The currency that a reporter's trade is told in."""

from __future__ import annotations

from tradetally.codes.files import cldr
from tradetally.codes.lists import lookup, nearest
from tradetally.errors import UnknownCode
from tradetally.periods import Period

_SHARED = {"JPY": "¥"}
"""The signs that usually mean another currency: ¥ is taken for the yuan."""


def currency(reporter: str, at: Period | None = None) -> str:
    """Return the ISO 4217 code of a reporter's own currency, today or at the end of ``at``.

    >>> currency("CN"), currency("EU"), currency("HR"), currency("HR", Period.parse("2022"))
    ('CNY', 'EUR', 'EUR', 'HRK')
    """
    if reporter == "EU":
        return "EUR"
    found = _then(reporter, at) if at is not None else cldr().get(reporter, {}).get("currency")
    if not found:
        lookup("partner", reporter)
        raise UnknownCode(reporter, dimension="reporter", nearest=nearest("partner", reporter))
    return found


def shares_sign(currency: str) -> bool:
    """Whether a currency is written with a sign that usually means another.

    >>> shares_sign("JPY"), shares_sign("EUR")
    (True, False)
    """
    return currency in _SHARED


def has_sign_of(amount: str, currency: str) -> bool:
    """Whether an amount is written with the sign that a currency shares with another.

    >>> has_sign_of("¥5 billion", "JPY"), has_sign_of("5 billion yuan", "JPY")
    (True, False)
    """
    return currency in _SHARED and _SHARED[currency] in amount


def is_currency(code: str) -> bool:
    """Whether a code is the currency of some country today.

    >>> is_currency("CNY"), is_currency("XYZ")
    (True, False)
    """
    return any(row["currency"] == code for row in cldr().values())


def _then(reporter: str, at: Period) -> str | None:
    from babel.numbers import get_territory_currencies

    day = at.last_day
    return next(iter(get_territory_currencies(reporter, start_date=day, end_date=day)), None)
