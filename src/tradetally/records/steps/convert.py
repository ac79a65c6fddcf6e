"""Convert: the value in the reporter's currency and in US dollars, by the rate of its month.

The product of value and rate is rounded once, half away from zero, to the hundredth.
"""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.engines.portable import product
from tradetally.records.context import Context

USD = "USD"
FACTOR = "decimal(19, 10)"
"""More than 18 digits, since DuckDB multiplies two decimals of up to 18 digits in 18 digits."""
_KEYS = ("rate_start", "rate_reporter", "rate_currency")
_FACTORS = ("national", "usd")


def convert(lines: Table, context: Context) -> Table:
    """Return lines with ``value_national`` and ``value_usd``, null where there is no rate.

    ``has_national`` and ``has_usd`` say whether there is one, so that the checks need not convert.
    """
    import ibis

    if context.rates is not None:
        rates = context.rates
        keys = zip(("start", "reporter", "currency"), _KEYS, strict=True)
        lines = lines.left_join(rates, [lines[of] == rates[name] for of, name in keys])
        is_month = lines["months"] == 1
        factors = [is_month.ifelse(lines[name], None) for name in _FACTORS]
    else:
        factors = [ibis.literal(None, type=FACTOR) for _ in _FACTORS]
    value, currency = lines["value"], lines["currency"]
    national = lines["reporter"].cases(*sorted(context.national.items()), else_="")
    converted = lines.mutate(
        value_national=_converted(value, currency == national, factors[0]),
        value_usd=_converted(value, currency == USD, factors[1]),
        has_national=(currency == national) | factors[0].notnull(),
        has_usd=(currency == USD) | factors[1].notnull(),
    )
    return converted if context.rates is None else converted.drop(*_KEYS, *_FACTORS)


def _converted(value: Table, is_in_it: Table, factor: Table) -> Table:
    return is_in_it.ifelse(value, product(value, factor))
