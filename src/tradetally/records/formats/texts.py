"""From the text of a cell to a number, a day or a month, in the same way on every engine."""

from __future__ import annotations

from decimal import Decimal

from tradetally.engines import Table
from tradetally.engines.portable import day_of, decimal_of, month_of, whole_of
from tradetally.records.record import DAY, WHOLE

__all__ = [
    "day_of",
    "first_day",
    "hs_edition",
    "joined",
    "month_of",
    "month_start",
    "number",
    "number_of",
    "scaled",
    "text_of",
    "unread",
    "whole",
]

_THREES = "^[+-]?[0-9]{1,3}([,][0-9]{3})*([.][0-9]*)?$"


def number(text: Table, kind: str, *, thousands: str = ",", point: str = ".") -> Table:
    """Return the decimal that a text spells, of an Ibis type; null where it spells none.

    Thousands marks must stand before three digits each: ``1,5`` is no number. Digits beyond the
    type's scale are rounded half away from zero.
    """
    plain = text.strip()
    if point != ".":
        # marks first become what they are not, so that the two may change places
        plain = plain.replace(thousands, "_") if thousands else plain
        plain = plain.replace(point, ".")
        thousands, plain = (",", plain.replace("_", ",")) if thousands else ("", plain)
    elif thousands not in ("", ","):
        plain = plain.replace(thousands, ",")
    if thousands:
        has_threes = plain.re_search(_THREES) | ~plain.contains(",")
        plain = has_threes.ifelse(plain.replace(",", ""), None)
    return _decimal(plain, kind)


def number_of(column: Table, kind: str) -> Table:
    """Return a column of any type as a decimal; floating numbers by the text that they print as.

    Rounding a binary fraction itself would depend on the engine.
    """
    if column.type().is_string():
        return _decimal(column, kind)
    if column.type().is_floating():
        return _decimal(column.cast("string"), kind)
    return column.try_cast(kind)


def scaled(number: Table, factor: Table | Decimal, kind: str) -> Table:
    """Return decimals of up to 18 digits times a factor below 10⁹, both of at most 6 decimals.

    The result has the Ibis type ``kind``; null is what is too large for it.
    """
    import ibis

    given = ibis.literal(factor) if isinstance(factor, Decimal) else factor
    exact = given.cast("decimal(15, 6)")
    # DuckDB keeps the product of two decimals of up to 18 digits within 18, unless one is wider;
    # Ibis takes a product to have its first factor's type, and drops a cast to that: so two casts
    wide = number.cast("decimal(20, 6)") * exact
    return wide.cast("decimal(38, 12)").try_cast(kind)


def _decimal(text: Table, kind: str) -> Table:
    import ibis

    dtype = ibis.dtype(kind)
    return decimal_of(text, dtype.precision, dtype.scale)


def unread(text: Table, read: Table) -> Table:
    """Return a text that could not be read, for a finding to show; null where it could."""
    return (read.isnull() & (text != "")).ifelse(text, None)


def text_of(column: Table) -> Table:
    """Return a column of any type as text without spaces around it."""
    text = column if column.type().is_string() else column.cast("string")
    return text.strip()


def whole(text: Table) -> Table:
    """Return the whole number that a text spells; null where it spells none."""
    return whole_of(text, WHOLE)


def month_start(year: Table, month: Table) -> Table:
    """Return the months since year 0 of a month (1 to 12) of a year; null for no such month."""
    is_month = month.between(1, 12)
    return is_month.ifelse(year * 12 + month - 1, None).cast(WHOLE)


def first_day(start: Table) -> Table:
    """Return the first day of a month given as months since year 0."""
    year = (start // 12).cast("string").lpad(4, "0")
    month = (start % 12 + 1).cast("string").lpad(2, "0")
    return (year + "-" + month + "-01").cast(DAY)


def hs_edition(year: Table) -> Table:
    """Return the edition of the Harmonized System that countries code by from a year on.

    That is the year for which the World Customs Organization issued it; empty where unknown.
    """
    import ibis

    editions = [(2022, "HS2022"), (2017, "HS2017"), (2012, "HS2012"), (2007, "HS2007"),
                (2002, "HS2002"), (1996, "HS1996"), (1988, "HS1992")]  # fmt: skip
    return ibis.cases(*((year >= since, name) for since, name in editions), else_="")


def joined(*parts: Table) -> Table:
    """Return texts with a stroke between them: the key of a line in a source that numbers none."""
    result = parts[0]
    for part in parts[1:]:
        result = result + "/" + part
    return result
