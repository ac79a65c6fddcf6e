"""Periods in English: found in a text and resolved, and written.

``find`` resolves what is relative: *last month* and *October* by the day of publication,
*the second quarter* and *the first half* by the year that the text is speaking of. Calendar
days are no periods; bases such as *the same period last year* are cues, not periods.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from tradetally.languages.en.dates import MONTH, MONTHS
from tradetally.languages.en.number_words import CARDINALS, ORDINALS
from tradetally.languages.en.period_forms import FORMS, OPENINGS, PARTS, YEAR
from tradetally.languages.letters import matches, small, words
from tradetally.languages.mentions import Resolver, When
from tradetally.periods import Period

_MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December"]  # fmt: skip


_DIGIT = re.compile(r"\d")
_YEAR, _MONTH = re.compile(YEAR), re.compile(MONTH)
_SHORT_YEAR = re.compile(r"[qQ][1-4]['’](\d\d)$")
_FISCAL_RUN = re.compile(r"(\d{4})[-–/]\d\d(?!\d)")
_APRIL = 4
_SHORT_RUN = re.compile(r"\d{4}[-–/](\d\d)$")  # 2015-16
_HINTS = frozenset(
    ("month", "months", "quarter", "quarters", "half", "year", "fiscal", "financial", *MONTHS)
)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What relative periods are resolved by."""

    published: date | None
    context: Period | None

    @property
    def year(self) -> int | None:
        if self.context is not None:
            return self.context.last_year
        return None if self.published is None else self.published.year

    def latest(self, months: int, position: int) -> Period | None:
        """Return the latest half, quarter or month of that position that is not to come."""
        if self.year is None:
            return None
        period = Period((self.year * 12) + (position - 1) * months, months)
        if self.published is not None and self.context is None and period.last_day > self.published:
            return period.shift(-12)
        return period


def find(
    text: str, *, published: date | None = None, context: Period | None = None
) -> tuple[When, ...]:
    """Return the periods of a text in order; what nothing resolves is left out.

    >>> [(w.text, str(w.period)) for w in find("the first half of 2025 and in October 2024")]
    [('the first half of 2025', '2025-S1'), ('October 2024', '2024-10')]
    """
    return resolver(text)(published, context)


def resolver(text: str) -> Resolver:
    """Return what resolves the periods of a text, which are looked for once."""
    return partial(_resolved, text, _spelled(text))


def _resolved(
    text: str,
    said: tuple[tuple[int, int, str], ...],
    published: date | None,
    context: Period | None,
) -> tuple[When, ...]:
    if not said:
        return ()
    anchor = _Anchor(published, context)
    out: list[When] = []
    for start, end, name in said:
        words_ = text[start:end]
        period = _READERS[name](words_, anchor)
        base = _earlier(words_, period) if name == "compared" and period is not None else None
        if period is not None:
            last = Period(period.stop - base.months, base.months) if base is not None else period
            fiscal = name.rpartition("_")[2] if name.startswith("fiscal_") else None
            if name == "years" and period.months == 24 and _SHORT_RUN.search(words_):
                fiscal = "run"
            out.append(When(start, end, words_, last, base, fiscal))
    return tuple(out)


def _spelled(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where the periods of a text stand, and their forms."""
    lowered = small(text)
    if _DIGIT.search(text) is None and _HINTS.isdisjoint(words(lowered)):
        return ()
    found = matches(_pattern(), f" {lowered}")
    return tuple([(match.start(), match.end() - 1, match.lastgroup or "") for match in found])


@cache
def _pattern() -> re.Pattern[str]:
    forms = "|".join(f"(?P<{name}>{form})" for name, form in FORMS.items())
    return re.compile(rf"[^\w.](?={OPENINGS})(?:{forms})(?!\w)")


def _said_year(text: str, anchor: _Anchor) -> int | None:
    years = _YEAR.findall(text)
    if years:
        return int(years[-1])
    short = _SHORT_YEAR.search(text)
    if short is not None:
        return 2000 + int(short[1])
    lowered = text.lower()
    if anchor.published is not None and "this year" in lowered:
        return anchor.published.year
    if anchor.published is not None and "last year" in lowered:
        return anchor.published.year - 1
    return None


def _months(text: str) -> list[int]:
    return [MONTHS[month.rstrip(".")] for month in _MONTH.findall(text.lower())]


def _numbered(text: str, anchor: _Anchor, size: int) -> Period | None:
    """Return the n-th half or quarter that the text says."""
    bare = _YEAR.sub("", text.lower())
    digit = re.search(r"[1-4]", bare)
    if digit:
        position = int(digit[0])
    else:
        said = words(bare)
        word = next((part for part in PARTS if part in said), None)
        position = ORDINALS.get(word or "", 12 // size)
    if position > 12 // size:
        return None
    year = _said_year(text, anchor)
    if year is None:
        return anchor.latest(size, position)
    return Period(year * 12 + (position - 1) * size, size)


def _half(text: str, anchor: _Anchor) -> Period | None:
    return _numbered(text, anchor, 6)


def _quarter(text: str, anchor: _Anchor) -> Period | None:
    return _numbered(text, anchor, 3)


def _first_months(text: str, anchor: _Anchor) -> Period | None:
    return _from_january(text, anchor, _count(text))


def _count(text: str) -> int:
    """Return how many months a text says, in digits or a word."""
    bare = _YEAR.sub("", text.lower())
    digit = re.search(r"\d+", bare)
    said = words(bare)
    return int(digit[0]) if digit else next(n for w, n in CARDINALS.items() if w in said and n)


def _same_months(text: str, anchor: _Anchor) -> Period | None:
    """Return the months spoken of: *in the seven months* is January to July in a text on July."""
    count = _count(text)
    if "same" in text.lower():
        return _from_january(text, anchor, count)
    context = anchor.context
    if context is None or context.months == count:
        return context
    period = Period(context.last_year * 12, count)
    return period if period.stop == context.stop else None


def _first_quarters(text: str, anchor: _Anchor) -> Period | None:
    return _from_january(text, anchor, 9 if re.search("three|3 ", text.lower()) else 6)


def _from_january(text: str, anchor: _Anchor, months: int) -> Period | None:
    year = _said_year(text, anchor)
    if year is None and (latest := anchor.latest(months, 1)) is not None:
        return latest
    return Period(year * 12, months) if year is not None and 1 <= months <= 12 else None


def _month(text: str, anchor: _Anchor) -> Period | None:
    if re.fullmatch(r"\d{4}-\d\d", text):
        return Period.parse(text)
    year = _said_year(text, anchor)
    return None if year is None else Period.month(year, _months(text)[0])


def _lone_month(text: str, anchor: _Anchor) -> Period | None:
    """Return the latest month of that name that has begun; *may* and *march* need a capital."""
    if not re.search(r"[A-Z]", text):
        return None
    number = _months(text)[0]
    if anchor.published is not None:
        year = anchor.published.year
        period = Period.month(year, number)
        is_to_come = number > anchor.published.month
        if is_to_come or (text.lower().startswith("last") and period.last_day > anchor.published):
            period = period.shift(-12)
        if anchor.context is not None and abs(anchor.context.last_year - year) > 1:
            return Period.month(anchor.context.last_year, number)
        return period
    return None if anchor.year is None else Period.month(anchor.year, number)


def _month_run(text: str, anchor: _Anchor) -> Period | None:
    first, last = _months(text)[:2]
    short = _FISCAL_RUN.search(text)
    if short is not None:  # April-January 2022-23
        start = (int(short[1]) + (first < _APRIL)) * 12 + first - 1
        return Period(start, (last - first) % 12 + 1)
    years = [int(year) for year in _YEAR.findall(text)]
    if years:
        stop = years[-1] * 12 + last
        start = years[0] * 12 + first - 1 if len(years) > 1 else stop - ((last - first) % 12) - 1
        return Period(start, stop - start)
    ending = _lone_month(_MONTH_NAMES[last - 1], anchor)
    if ending is None:
        return None
    months = (last - first) % 12 + 1
    is_year_before = re.search("last|previous", text.lower()) is not None
    return Period(ending.stop - months - 12 * is_year_before, months)


_QUARTERS = re.compile(r"(?:q|quarter )([1-4])")


def _compared(text: str, anchor: _Anchor) -> Period | None:
    """Return what two periods that are compared span: ``between May and June 2019``."""
    if _QUARTERS.search(text.lower()):
        return _quarters(text, anchor)
    if not _months(text):
        first, last = (int(year) for year in _YEAR.findall(text))
        return Period(first * 12, (last - first + 1) * 12) if first < last else None
    run = _month_run(text, anchor)
    if run is None or "months to" not in text.lower():
        return run
    return Period(run.start - 2, run.months + 2) if "three" in text.lower() else None


def _quarters(text: str, anchor: _Anchor) -> Period | None:
    """Return what two quarters span: ``between Q4 2018 and Q1 2019``."""
    first, last = (int(quarter) for quarter in _QUARTERS.findall(text.lower()))
    years = [int(year) for year in _YEAR.findall(text)]
    latest = None if years else anchor.latest(3, last)
    if not years and latest is None:
        return None
    year = years[-1] if latest is None else latest.first_year
    start = Period((years[0] if len(years) > 1 else year - (first >= last)) * 12 + first * 3 - 3, 3)
    stop = year * 12 + last * 3
    return Period(start.start, stop - start.start) if start.start < stop else None


def _earlier(text: str, span: Period) -> Period | None:
    """Return the first of two periods that are compared; none where all months between count."""
    if "months to" in text.lower() or _QUARTERS.search(text.lower()):
        return Period(span.start, 3)
    if not _months(text):
        return Period(span.start, 12)
    is_next = span.months == 2 and not span.is_year_to_date
    return Period(span.start, 1) if is_next or span.months == 13 else None


def _months_to(text: str, anchor: _Anchor) -> Period | None:
    ending = _month(text, anchor) or _lone_month(_MONTH_NAMES[_months(text)[0] - 1], anchor)
    count = {"three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9}.get(
        re.sub(r"^the ", "", text.lower()).split()[0], 12
    )
    return None if ending is None else Period(ending.stop - count, count)


def _fiscal_from(text: str, anchor: _Anchor) -> Period | None:
    """Return the first of the two years that name a fiscal one: ``FY 2024-25``."""
    first, last = re.findall(r"\d+", text)[:2]
    return Period.year(int(first)) if int(last) % 100 == (int(first) + 1) % 100 else None


def _fiscal_named(text: str, anchor: _Anchor) -> Period | None:
    """Return the year that names a fiscal one: ``fiscal 2023``, ``FY24``."""
    year = int(re.findall(r"\d+", text)[0])
    return Period.year(year if year > 99 else 2000 + year)


def _fiscal_part(text: str, anchor: _Anchor) -> Period | None:
    """Return the same half or quarter of the calendar year that stands for a fiscal one."""
    words_, _, year = text.lower().partition(" of ")
    whole = (_fiscal_from if re.search(r"\d[-–/]", year) else _fiscal_named)(year, anchor)
    size = 6 if "half" in words_ else 3
    return None if whole is None else _numbered(words_, _Anchor(None, whole), size)


def _fiscal_now(text: str, anchor: _Anchor) -> Period | None:
    """Return the year of publication, or the last one told, or a part of it: so many months."""
    year = anchor.published.year if anchor.published is not None else anchor.year
    part, of, _ = text.lower().rpartition(" of ")
    if year is None or not of:
        return None if year is None else Period.year(year)
    whole = _Anchor(None, Period.year(year))
    if "months" in part:
        return Period(year * 12, _count(part))
    if "quarters" in part:
        return _first_quarters(part, whole)
    return _numbered(part, whole, 6 if "half" in part else 3)


def _years(text: str, anchor: _Anchor) -> Period | None:
    first, last = re.findall(r"\d+", text)[:2]
    end = int(first[:2] + last) if len(last) == 2 else int(last)
    return Period(int(first) * 12, (end - int(first) + 1) * 12) if end > int(first) else None


def _relative(text: str, anchor: _Anchor) -> Period | None:
    lowered = text.lower()
    if "same" in lowered:
        return anchor.context
    if "date" in lowered and anchor.context is not None:
        return Period.year_to_date(anchor.context.last_month)
    if anchor.published is None:
        return anchor.context if "date" in lowered or "year" in lowered else None
    today = anchor.published
    this = Period.month(today.year, today.month)
    if "year" in lowered:
        return (
            Period.year_to_date(this.previous()) if today.month > 1 else Period.year(today.year - 1)
        )
    if "quarter" in lowered:
        this = Period(this.start - this.start % 3, 3)
    is_of_now = re.search("this|current", lowered) is not None
    told = anchor.context
    if is_of_now and told is not None and told.months == this.months and told.stop <= this.start:
        return told  # a release of April says "this month" of the March that it is about
    return this if is_of_now else this.previous()


def _year(text: str, anchor: _Anchor) -> Period | None:
    said = _said_year(text, anchor)
    if said is not None:
        return Period.year(said)
    if re.search("previous|past|last", text.lower()) and anchor.year is not None:
        return Period.year(anchor.year - 1)
    return None if anchor.year is None else Period.year(anchor.year)


_READERS: dict[str, Callable[[str, _Anchor], Period | None]] = {
    "fiscal_from": _fiscal_from, "fiscal_named": _fiscal_named,
    "fiscal_part_from": _fiscal_part, "fiscal_part_named": _fiscal_part,
    "fiscal_last": _fiscal_now, "fiscal_this": _fiscal_now,
    "months_to": _months_to, "year_to": _months_to,
    "first_months": _first_months, "same_months": _same_months,
    "first_quarters": _first_quarters, "month_run": _month_run, "compared": _compared,
    "half": _half, "quarter": _quarter, "month": _month, "years": _years,
    "relative": _relative, "year": _year, "lone_month": _lone_month,
}  # fmt: skip


def write(period: Period) -> str:
    """Return a period as running text says it; ``find`` is its inverse.

    >>> write(Period.parse("2025-S1")), write(Period.parse("2025-01/2025-11"))
    ('the first half of 2025', 'the first 11 months of 2025')
    """
    year, month = divmod(period.start, 12)
    if period.months == 1:
        return f"{_MONTH_NAMES[month]} {year}"
    if month == 0 and period.months % 12 == 0:
        return str(year) if period.months == 12 else f"{year}-{period.last_year}"
    if period.months == 6 and month % 6 == 0:
        return f"the {'second' if month else 'first'} half of {year}"
    if period.months == 3 and month % 3 == 0:
        return f"the {PARTS[month // 3]} quarter of {year}"
    if period.is_year_to_date:
        return f"the first {period.months} months of {year}"
    last = period.last_month
    first_year = "" if year == last.last_year else f" {year}"
    return f"{_MONTH_NAMES[month]}{first_year} to {_MONTH_NAMES[last.start % 12]} {last.last_year}"
