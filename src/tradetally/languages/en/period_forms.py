"""How English spells periods in small letters: one pattern a form, tried in this order.

Tables only; ``periods`` says what each form means.
"""

from __future__ import annotations

from tradetally.languages.en.dates import MONTH
from tradetally.languages.en.number_words import CARDINALS
from tradetally.languages.letters import any_of

YEAR = r"(?:(?:19|20)\d\d)(?![\d%])(?![.,]\d)"
PARTS = (
    "first",
    "second",
    "third",
    "fourth",
    "last",
    "final",
    "latter",
    "1st",
    "2nd",
    "3rd",
    "4th",
)

_PART = any_of(PARTS)
_COUNT = rf"(?:\d\d?|{any_of(list(CARDINALS)[1:13])})"
_THE = r"(?:the )?"
_OF_YEAR = rf"(?:,? (?:of |in )?(?:the year )?(?:{YEAR}|this year|last year|the year))?"
_SPAN = r"(?:three|3|six|6|nine|9|12|twelve) months"
_DASH = r"(?:-|–|—|to|through|-to-|-through-)"
_FISCAL = r"(?:(?:fiscal|financial)(?: year)?(?: \(fy\))?|fy)"
_QUARTER = r"(?:q|quarter )[1-4]"
_MOVE = r"(?:increase|decrease|rise|fall|decline|change|gain|drop)\b"
_TOTAL = r"(?:figures?|totals?|exports?|imports?|trade|surplus|deficit|shipments)\b"
_MONTHS = rf"(?: \(?{MONTH} to {MONTH}\)?)?"

FORMS: dict[str, str] = {
    "fiscal_from": (
        rf"{_THE}{_FISCAL}\s?(?:19|20)\d\d\s?[-–/]\s?(?:\d\d)?\d\d(?:\s?\(april{_DASH}march\))?"
    ),
    "fiscal_named": rf"{_THE}{_FISCAL}\s?(?:(?:19|20)\d\d|['’]?\d\d)(?![\d%]|[.,]\d)",
    "fiscal_part_from": (
        rf"{_THE}(?:{_PART}) (?:half|quarter) of {_THE}(?:{_FISCAL}\s?)?"
        rf"(?:19|20)\d\d\s?[-–/]\s?(?:\d\d)?\d\d(?!\d)"
    ),
    "fiscal_part_named": (
        rf"{_THE}(?:{_PART}) (?:half|quarter) of {_THE}{_FISCAL}\s?"
        r"(?:(?:19|20)\d\d|['’]?\d\d)(?![\d%]|[.,]\d)"
    ),
    "fiscal_last": rf"{_THE}(?:last|previous|past|preceding|prior) (?:fiscal|financial)(?: year)?",
    "fiscal_this": rf"{_THE}(?:this|current|ongoing) (?:fiscal|financial)(?: year)?",
    "compared": (
        rf"between {_THE}(?:{_SPAN} to )?{MONTH}(?: {YEAR})? and "
        rf"{_THE}(?:{_SPAN} to )?{MONTH}(?:,? {YEAR})?"
        rf"|between {YEAR} and {YEAR}"
        rf"|between {_QUARTER}(?: {YEAR})? and {_QUARTER}(?: {YEAR})?"
        rf"|{_THE}{MONTH}[ -]to[ -]{MONTH}(?= {_MOVE})"
    ),
    "months_to": rf"{_THE}{_SPAN} (?:to|ending|ended)(?: in)?(?: the end of)? {MONTH}{_OF_YEAR}",
    "year_to": (
        rf"{_THE}(?:year|12 months|twelve months) (?:to|(?:that )?end(?:ing|ed)|through)(?: in)? "
        rf"{MONTH}(?: {YEAR})?"
    ),
    "first_months": (
        rf"{_THE}first {_COUNT} months{_OF_YEAR}|{YEAR} first {_COUNT} months"
        rf"|(?<=in ){_THE}{_COUNT} months of (?:{YEAR}|this year|last year|the year)"
    ),
    "same_months": (
        rf"the same {_COUNT} months (?:of|in) (?:{YEAR}|last year)"
        rf"|{_THE}{_COUNT}-month(?= {_TOTAL})"
        rf"|(?:(?<=in )|(?<=over )|(?<=during )|(?<=for ))the {_COUNT}(?:-month period| months)"
        rf"(?! (?:to|until|ending|ended|from|since|of|before|after|through)\b)"
    ),
    "first_quarters": rf"{_THE}first (?:two|three|2|3) quarters{_OF_YEAR}",
    "month_run": (
        rf"(?:the |from )?(?:{MONTH}(?: {YEAR})?)\s?{_DASH}\s?{MONTH}"
        rf"(?:(?: period)?,? (?:of |in )?(?:(?:19|20)\d\d[-–/]\d\d(?!\d)|{YEAR}))?(?: period)?"
        rf"(?:(?: of| in)? (?:the )?(?:this|current|last|previous) (?:fiscal|financial)(?: year)?)?"
        rf"|january and february(?:,? (?:of |in )?{YEAR})?"
    ),
    "half": (
        rf"{_THE}(?:{_PART}) half(?! of {_THE}{_FISCAL}){_OF_YEAR}"
        rf"|(?:{YEAR}\s?)?(?<![a-z])h[12]\b(?:[ ,]+{YEAR})?|\b[12]h\s?{YEAR}?"
    ),
    "quarter": (
        rf"{_THE}quarter [1-4],?"
        rf"(?: {MONTH} to {MONTH} {YEAR}|{_MONTHS}(?:(?: of| in)? {YEAR})?)|"
        rf"{_THE}(?:{_PART})[ -]quarter{_OF_YEAR}"
        rf"|(?:(?:19|20)\d\d\s?)?(?<![a-z])q[1-4]"
        rf"(?:['’]\d\d\b|\b(?:[ ,]+{YEAR}| (?:this|last) year)?)"
        rf"|\b[1-4]q\s?(?:{YEAR})?"
    ),
    "month": (
        rf"{MONTH},?(?: of)?(?: {YEAR}| (?:this|last) year)"
        r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![-\d])"
    ),
    "years": (
        rf"(?:the |from )?{YEAR}\s?"
        rf"(?:(?:-|–|—|to)\s?{YEAR}|[-–—/]\s?\d\d(?!\d|[.,]\d|%))(?: period)?"
    ),
    "relative": (
        rf"{_THE}(?:last|past|previous|this|current|same) (?:month|quarter)"
        rf"|{_THE}year[ -]to[ -]date|so far this year"
        r"|(?:since )?the (?:beginning|start) of (?:this|the) year"
    ),
    "year": (
        rf"{_THE}(?:(?:whole|full|entire|calendar) )?(?:year (?:of )?)?\b{YEAR}"
        rf"|(?:this|last|the previous|the past) year|{_THE}(?:whole|full|entire) year"
        r"|(?:throughout|during|for|over) the year(?! to\b)"
    ),
    "lone_month": rf"(?:this |last )?{MONTH}",
}

_HEADS = any_of(
    (
        *(f"{part}{after}" for part in PARTS if part.isalpha() for after in " -"),
        *(f"{count}{after}" for count in list(CARDINALS)[1:13] for after in " -"),
        *("fy", "fiscal ", "financial ", "year", "quarter "),
        *("last ", "past ", "previous ", "this ", "current ", "same ", "preceding ", "prior "),
        "ongoing ",
        *("whole ", "full ", "entire ", "calendar "),
    )
)
OPENINGS = (
    rf"(?:the |from |between |between the )?(?:\d|{MONTH}|{_HEADS}|[hq][1-4])"
    r"|(?:since )?the (?:beginning|start) |so far |(?:throughout|during|for|over) the year"
)
"""How a period may start, so that most words are passed over at once."""
