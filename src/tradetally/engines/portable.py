"""Expressions that mean the same on every engine, where the engines' own casts do not.

In come columns of a table, out go columns. What the engines share needs no function: ``strip``,
``upper``, ``replace``, ``substr``, ``length``, ``contains``, ``startswith``, ``re_search`` and
``re_extract`` (classes in brackets, ``[0-9]``, and no backslash), ``isin``, ``cases``,
``count``, ``nunique``, ``any``, ``all``, ``min``, ``max``, sums of whole numbers and of decimals,
``row_number``, ``distinct``, ``union`` and joins. What they do not share is a mean or a quantile
between two values, a sum of floats, a division of decimals, and the reading of a text as a
number: DuckDB takes 1.5 and 1_0 for whole numbers, Spark full-width digits for decimals.
"""

from __future__ import annotations

import re

from tradetally.engines import Table

_SPACE = "[ \t\r\n\v\f]*"
"""What may stand around a number: within the pattern it costs less than stripping each text."""

_DECIMAL = f"^{_SPACE}[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{{1,2}})?{_SPACE}$"
_WHOLE = f"^{_SPACE}[+-]?[0-9]+{_SPACE}$"
_MANY = 1e11
_GUARD = 1e-3
_PARTS = {"%Y": "[1-9][0-9]{3}", "%m": "[0-9]{2}", "%d": "[0-9]{2}"}


def decimal_of(text: Table, precision: int, scale: int) -> Table:
    """Return texts as decimals, rounded half away from zero; null for what is no number.

    Read are digits with at most one point, a sign and an exponent, and spaces around them:
    ``-1234.5``, ``.5``, ``1.2e+07``. Thousands separators are the caller's to take off. A number
    that is too large for the precision is null.

    >>> from tradetally.engines.duckdb import DuckDB
    >>> engine = DuckDB()
    >>> given = engine.values("given", {"seen": ["-0.125", "1,5"]}, {"seen": "string"})
    >>> engine.rows(given.select(value=decimal_of(given["seen"], 18, 2)))
    [{'value': Decimal('-0.13')}, {'value': None}]
    """
    is_number = text.re_search(_DECIMAL)
    return is_number.ifelse(text, None).try_cast(f"decimal({precision}, {scale})")


def whole_of(text: Table, kind: str = "int64") -> Table:
    """Return texts, with spaces around them or not, as whole numbers.

    Null is what is none, or too large for ``kind``.

    >>> from tradetally.engines.duckdb import DuckDB
    >>> engine = DuckDB()
    >>> given = engine.values("given", {"seen": ["007", "7.0"]}, {"seen": "string"})
    >>> engine.rows(given.select(value=whole_of(given["seen"])))
    [{'value': 7}, {'value': None}]
    """
    return text.re_search(_WHOLE).ifelse(text, None).try_cast(kind)


def day_of(text: Table, form: str = "%Y-%m-%d") -> Table:
    """Return texts as days; null for what has another form, or is no day of the calendar.

    ``form`` has ``%Y``, ``%m`` and, unless the first of the month is meant, ``%d``, once each;
    they stand for 4, 2 and 2 digits, years from 1000. There may be spaces around.

    >>> from tradetally.engines.duckdb import DuckDB
    >>> engine = DuckDB()
    >>> given = engine.values("given", {"seen": ["20240229", "20230229"]}, {"seen": "string"})
    >>> engine.rows(given.select(day=day_of(given["seen"], "%Y%m%d")))
    [{'day': datetime.date(2024, 2, 29)}, {'day': None}]
    """
    pieces = [piece for piece in re.split("(%[Ymd])", form) if piece]
    pattern = "".join(_PARTS.get(piece) or _literally(piece) for piece in pieces)
    matching = text.re_search(f"^{_SPACE}{pattern}{_SPACE}$").ifelse(text, None)
    if form == "%Y-%m-%d":
        return matching.try_cast("date")
    matching = matching.strip()
    iso = _part(matching, pieces, "%Y") + "-" + _part(matching, pieces, "%m") + "-"
    day = _part(matching, pieces, "%d") if "%d" in pieces else "01"
    return (iso + day).try_cast("date")


def product(amount: Table, rate: Table, precision: int = 18, scale: int = 2) -> Table:
    """Return a decimal times a decimal, rounded half away from zero to ``scale`` decimals.

    Each has at most 18 digits, and the product as many as ``precision`` says: a larger one stops
    the query.
    """
    # The exact product needs 128 bits, in which DuckDB takes nine times as long as in 64. The
    # product of floats is off by less than 6e-16 of itself: below a hundred thousand million
    # units of the last decimal that is under 6e-5 of one, so that it rounds as the exact product
    # does unless it lies nearer than that to a half.
    near = amount.cast("float64") * rate.cast("float64")
    units = near.abs() * 10.0**scale
    beside_half = ((units - units.floor()).cast("float64") - 0.5).abs()
    is_clear = (units < _MANY) & (beside_half > _GUARD)
    exact = amount * rate.cast(f"decimal(19, {rate.type().scale})")
    kind = f"decimal({precision}, {scale})"
    return is_clear.ifelse(near.cast(kind), exact.cast(kind))


def ratio(above: Table, below: Table) -> Table:
    """Return the quotient of two numbers as a float; null where the lower one is 0 or null.

    Both are turned to floats first: decimals are divided in other ways by every engine. Numbers
    of up to 15 digits give the same float to the last bit.
    """
    return above.cast("float64") / below.cast("float64").nullif(0)


def month_of(day: Table) -> Table:
    """Return the months since year 0 of days, as ``Period.start`` counts: 2025-01 is 24300."""
    return (day.year().cast("int32") * 12 + day.month().cast("int32") - 1).cast("int32")


def quantiles(number: Table, *shares: float, where: Table | None = None) -> Table:
    """Return, for each share, the smallest number that at least that share do not exceed.

    An array of numbers of the group itself, as floats: between two the engines' last bits differ.
    """
    import ibis
    import ibis.expr.datatypes as dt

    def quantile_disc(number: float, shares: list[float]) -> list[float]:
        raise NotImplementedError  # it stands for the engine's own

    floats = dt.Array(dt.float64)
    disc = ibis.udf.agg.builtin(quantile_disc, signature=((dt.float64, floats), floats))
    counted = number if where is None else where.ifelse(number, None)
    return disc(counted.cast("float64"), list(shares))


def _part(text: Table, pieces: list[str], part: str) -> Table:
    before = pieces[: pieces.index(part)]
    start = sum({"%Y": 4, "%m": 2, "%d": 2}.get(piece, len(piece)) for piece in before)
    return text.substr(start, 4 if part == "%Y" else 2)


def _literally(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-/ " else f"[{sign}]" for sign in text)
