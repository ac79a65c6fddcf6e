"""Numbers in English: found in a text with what they assert, and written.

``find`` returns each number with its unit and comparison word, as short as it can be; ``write``
is its inverse. What a printed number asserts is in docs/semantics.md: half a unit of its last
digit either way, *nearly* v is [0.9 v, v], *about* v the larger of one unit of the last digit
and 5% of a round number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from tradetally.intervals import Interval
from tradetally.languages.en import units
from tradetally.languages.en.number_words import (
    DIGITS,
    FRACTIONS,
    ORDINAL,
    SCALES,
    WORDS,
    cardinal,
    ordinal,
)
from tradetally.languages.mentions import Number
from tradetally.statements import Relation

_SPANS = r"(?:years?|quarters?|months?)"
_ROW = r"(?:consecutive|straight|successive|continuous)"


def find(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, in order, none inside another.

    >>> [(n.text, str(n.value), n.unit) for n in find("It rose 3.8 percent to $5.2 billion.")]
    [('3.8 percent', '3.8', 'percent'), ('$5.2 billion', '5200000000', 'USD')]
    """
    firm: list[Number] = []
    for number in (*_spans_in_a_row(text), *_ranks(text), *_fractions(text), *_digit_words(text)):
        if not any(_overlap(number, other) for other in firm):
            firm.append(number)
    plain = _ranges(text, [found for match in _plain().finditer(text) if (found := _number(match))])
    firm += [number for number in plain if not any(_overlap(number, other) for other in firm)]
    return tuple(sorted((number for number in firm), key=lambda number: number.start))


def _overlap(one: Number, other: Number) -> bool:
    return one.start < other.end and other.start < one.end


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _plain() -> re.Pattern[str]:
    sign = r"(?:(?<![\w)%])[-−+△▲])"
    amount = rf"(?:(?:{sign}\s?)?{DIGITS}|\b{WORDS}\b)"
    scale = rf"(?:\s?-?(?:{_any(s for s in SCALES if len(s) > 3)})\b|\s?(?:bn|tn|trn|mln|bln|tln|mn)\b|[mbk]\b)"
    return re.compile(
        rf"(?:(?<![\w.,/])|(?<=[a-z]\$))"
        rf"(?:(?P<compare>\bbetween|{_any(units.MORE_OR_LESS)})(?<=[\w~.])\s?(?<![A-Za-z])(?<!\w))?"
        rf"(?P<sign>(?:{_any(units.SIGNS)})\s?)?"
        rf"(?P<amount>{amount})(?P<scale>{scale})?"
        rf"(?P<unit>{_unit()})?(?![\d\w])"
        rf"(?:\s?(?P<after>{_any(units.AFTER)})(?!\w))?",
        re.IGNORECASE,
    )


def _unit() -> str:
    stops = "were|are|was|is|of|in|to|and|with|have|had|as|which|for|by|from|at|on|or|other"
    adjectives = rf"(?:(?!(?:{stops})\b)[a-z][a-z-]+ ){{0,3}}?"
    return (
        rf"[\s-]?(?P<pp>{_any(units.POINTS)})(?!\w)"
        rf"|[\s-]?(?P<percent>{_any(units.PERCENT)})(?!\w)"
        rf"|[\s-](?P<currency>{_any(units.CURRENCIES)})\b"
        rf"|[\s-](?P<row>{_ROW} {_SPANS}|{_SPANS} (?:in a row|running|in succession))\b"
        rf"|(?P<times>[\s-]?(?:times|fold))\b"
        rf"|\s(?P<quantity>{_any(units.QUANTITIES)})\b"
        rf"|\s(?P<partners>{adjectives}(?:{_any(units.PARTNERS)}))\b"
        rf"|\s(?P<enterprises>{adjectives}(?:{_any(units.ENTERPRISES)}))\b"
        rf"|[\s-](?P<time>{_SPANS})\b"
    )


@dataclass(frozen=True, slots=True)
class _Printed:
    """A decimal as it was printed, with its scale."""

    value: Decimal
    scale: int
    is_word: bool

    @property
    def step(self) -> Fraction:
        """One unit of the last digit; thousands that end an integer are its digits."""
        exponent = self.value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        step = Fraction(self.scale) / 10**places
        if places == 0 and self.scale == 1 and self.value:
            whole = int(self.value)
            while whole % 1000 == 0 and not self.is_word:
                whole, step = whole // 1000, step * 1000
        return step

    @property
    def total(self) -> Fraction:
        return Fraction(self.value) * self.scale

    @property
    def is_round(self) -> bool:
        return self.value == int(self.value) and int(self.value) % 5 == 0


def _number(match: re.Match[str]) -> Number | None:
    """Return the number of a match of the plain pattern; ``None`` for a pronoun *one*."""
    printed = _printed(match["amount"], match["scale"])
    unit, noun = _unit_of(match)
    is_bare = unit is None and match["scale"] is None
    if is_bare and match["amount"].lower() in ("one", "a", "an"):
        return None
    compare = (match["compare"] or "").lower()
    start = match.start("amount")
    if match["sign"]:
        start = match.start("sign")
    if compare and compare != "between":
        start = match.start("compare")
    value, interval, relation = _assert(printed, compare, (match["after"] or "").lower(), unit)
    end = match.end()
    return Number(start, end, match.string[start:end], value, interval, unit, relation, noun)


def _ranges(text: str, numbers: list[Number]) -> Iterator[Number]:
    """Yield the numbers with ``7-8 percent``, ``between 5 and 6%`` as one."""
    pending: Number | None = None
    for number in numbers:
        if pending is not None:
            joined = _range(text, pending, number)
            if joined is not None:
                yield joined
                pending = None
                continue
            yield pending
        pending = number
    if pending is not None:
        yield pending


def _range(text: str, one: Number, other: Number) -> Number | None:
    glue = text[one.end : other.start].strip().lower()
    before = text[max(0, one.start - 8) : one.start].lower().split()[-1:]
    scales = _scale_of(other), _scale_of(one)
    low = one.value if one.unit is not None or scales[1] > 1 else one.value * scales[0]
    if one.unit not in (None, other.unit) or other.unit is None or low >= other.value:
        return None
    is_twice = one.unit is not None and other.unit not in ("percent", "pp")
    is_year = one.unit is None and 1900 <= one.value <= 2100
    is_glue = (
        glue in ("-", "–", "—")
        or (glue == "to" and before[:1] not in (["from"], ["by"]) and not is_twice)
        or (glue == "and" and before == ["between"])
    )
    if is_year or not is_glue or other.relation is not Relation.EQ:
        return None
    start = one.start - 8 if glue == "and" else one.start
    relation = Relation.IN if one.relation is Relation.EQ else one.relation
    value = (low + other.value) / 2
    value = value.to_integral_value() if value == value.to_integral_value() else value
    return Number(
        start, other.end, text[start : other.end], value,
        Interval.of(low, other.value), other.unit, relation, other.noun,
    )  # fmt: skip


def _scale_of(number: Number) -> int:
    scales = re.findall(r"[a-z]+", number.text.lower())
    return next((SCALES[word] for word in scales if word in SCALES), 1)


def _unit_of(match: re.Match[str]) -> tuple[str | None, str | None]:
    """Return the unit in base form and the noun that is counted."""
    if match["sign"]:
        return units.SIGNS.get(
            match["sign"].strip(), units.SIGNS.get(match["sign"].strip().upper(), "USD")
        ), None
    for group, unit in (("pp", "pp"), ("percent", "percent"), ("times", "ratio")):
        if match[group]:
            return unit, None
    if match["currency"]:
        return units.CURRENCIES[match["currency"].lower()], None
    if match["quantity"]:
        return units.QUANTITIES[match["quantity"].lower()], None
    if match["row"]:
        return _time_unit(match["row"]), "in a row"
    if match["time"]:
        return _time_unit(match["time"]), None
    if match["partners"]:
        return "count", "partners"
    if match["enterprises"]:
        return "count", "enterprises"
    return None, None


def _time_unit(text: str) -> str:
    found = re.search(r"year|quarter|month", text.lower().replace("annual", "year"))
    return f"{found[0]}s" if found else "years"


def _printed(amount: str, scale: str | None) -> _Printed:
    name = (scale or "").strip(" -").lower()
    is_word = re.search(r"\d", amount) is None
    return _Printed(cardinal(amount), SCALES.get(name, 1), is_word)


def _decimal(printed: _Printed) -> Decimal:
    scaled = printed.value * printed.scale
    is_whole = printed.scale > 1 and scaled == scaled.to_integral_value()
    return scaled.to_integral_value() if is_whole else scaled


def _assert(
    printed: _Printed, compare: str, after: str, unit: str | None
) -> tuple[Decimal, Interval, Relation]:
    """Return the value, what it asserts, and how it stands to the figure."""
    kind = units.MORE_OR_LESS.get(compare) or units.AFTER.get(after) or "eq"
    total, half = printed.total, printed.step / 2
    value = _decimal(printed)
    if kind == "gt":
        low = total + 1 if unit == "count" else total
        return value, Interval(low, None), Relation.GT
    if kind == "ge":
        return value, Interval(total, None), Relation.GE
    if kind in ("lt", "le"):
        high = total - 1 if kind == "lt" and unit == "count" else total
        return value, Interval(None, high), Relation(kind)
    if kind == "nearly":
        ends = sorted((total * Fraction(9, 10), total))
        return value, Interval(ends[0], ends[1]), Relation.APPROX
    if kind == "about":
        round_share = abs(total) / 20 if printed.is_round else Fraction(0)
        reach = max(printed.step, round_share)
        return value, Interval(total - reach, total + reach), Relation.APPROX
    is_exact = unit == "count" and printed.step <= 1
    if is_exact or unit in ("rank", "years", "quarters", "months"):
        return value, Interval(total, total), Relation.EQ
    return value, Interval(total - half, total + half), Relation.EQ


@cache
def _row_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<ordinal>{ORDINAL}) (?:(?:{_ROW}) (?P<a>{_SPANS}|annual|yearly|monthly|quarterly)|(?P<b>{_SPANS}) (?:in a row|running|in succession))\b",
        re.IGNORECASE,
    )


def _spans_in_a_row(text: str) -> Iterator[Number]:
    for match in _row_pattern().finditer(text):
        value = Decimal(ordinal(match["ordinal"]))
        unit = _time_unit(match["a"] or match["b"])
        yield Number(
            match.start(), match.end(), match[0], value, Interval.of(value), unit, noun="in a row"
        )


@cache
def _rank_pattern() -> re.Pattern[str]:
    number = rf"(?:No\. ?|number )(?:\d+|one|two|three|four|five)|{ORDINAL}|top"
    best = r"(?:largest|biggest|highest|most important|busiest|fastest(?:-growing)?)"
    return re.compile(
        rf"(?:\b(?:rank(?:ed|ing|s)?|placed?|placing|came|coming|stood|remain(?:ed|s|ing)?)"
        rf" (?:in |at )?(?:the )?(?P<a>{number})\b(?! (?:half|quarter|time|year|month|largest|biggest))"
        rf"|\b(?P<b>{ORDINAL}[ -]{best})\b|\b(?P<c>{ORDINAL})(?= (?:place|position|in the (?:nation|country|world)|nationwide|nationally))"
        rf"|(?P<d>\bNo\. ?\d+))",
        re.IGNORECASE,
    )


def _ranks(text: str) -> Iterator[Number]:
    for match in _rank_pattern().finditer(text):
        group = next(name for name in "abcd" if match[name])
        words = match[group]
        if words.lower() == "top":
            continue
        value = _rank_value(words)
        start, end = match.span(group)
        yield Number(start, end, words, value, Interval.of(value), "rank")


def _rank_value(words: str) -> Decimal:
    digits = re.search(r"\d+", words)
    if digits:
        return Decimal(digits[0])
    first = re.split(r"[ -]", words.lower())
    if first[0] in ("no.", "number"):
        return cardinal(first[1])
    return Decimal(ordinal(first[0]))


@cache
def _fraction_pattern() -> re.Pattern[str]:
    names = "|".join(word.replace(" ", "[ -]") for word in sorted(FRACTIONS, key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<compare>{_any(units.MORE_OR_LESS)}) )?(?P<name>{names})(?= of (?!20|19|next|last))",
        re.IGNORECASE,
    )


def _fractions(text: str) -> Iterator[Number]:
    """Yield *a third of*, *nearly half of*: percent, as round as the words are."""
    for match in _fraction_pattern().finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].lower()
        if re.search(r"\b(?:first|second|latter|this|the|other|last) $", before):
            continue
        top, bottom = FRACTIONS[match["name"].lower().replace("-", " ")]
        percent = Fraction(100 * top, bottom)
        value = Decimal(100 * top) / bottom
        kind = units.MORE_OR_LESS.get((match["compare"] or "about").lower(), "about")
        if kind in ("gt", "ge", "lt", "le"):
            ends = (percent, None) if kind in ("gt", "ge") else (None, percent)
            interval, relation = Interval(*ends), Relation(kind)
        else:
            low = percent * Fraction(9, 10) if kind == "nearly" else percent * Fraction(19, 20)
            high = percent if kind == "nearly" else percent * Fraction(21, 20)
            interval, relation = Interval(low, high), Relation.APPROX
        yield Number(
            match.start(),
            match.end(),
            match[0],
            value.quantize(Decimal("0.01")).normalize(),
            interval,
            "percent",
            relation,
        )


@cache
def _digit_word_pattern() -> re.Pattern[str]:
    return re.compile(r"\b(single|double|triple)[- ]digits?\b", re.IGNORECASE)


def _digit_words(text: str) -> Iterator[Number]:
    """Yield *double-digit*: at least ten percent, under a hundred."""
    for match in _digit_word_pattern().finditer(text):
        low, high = {"single": (0, 10), "double": (10, 100), "triple": (100, 1000)}[
            match[1].lower()
        ]
        yield Number(
            match.start(),
            match.end(),
            match[0],
            Decimal(low),
            Interval.of(low, high),
            "percent",
            Relation.GE,
            "digits",
        )
