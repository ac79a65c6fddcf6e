"""Chinese: what the reader asks of a language, and what writes its numbers and periods.

The word lists are data (``*.toml``); the modules of numbers and periods have a ``find`` and a
``write`` that are each other's inverse.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from tradetally.languages import cues as cue_lists
from tradetally.languages.cues import Cue, Day, Phrases
from tradetally.languages.letters import count
from tradetally.languages.mentions import Number, Resolver, When
from tradetally.languages.zh import days as days_
from tradetally.languages.zh import layout, lists, numerals
from tradetally.languages.zh import numbers as numbers_
from tradetally.languages.zh import periods as periods_
from tradetally.periods import Period

NAME = "zh"
GRAMMAR = {
    "spaced": "no",
    "possessive": "",
    "narrowing": "",
    "unbroken": "市场 国有企业 国有及",
    "goods": "货物 商品",
    "order": "slices-first",
}

sentences = layout.sentences
is_furniture = layout.is_furniture
ends_article = layout.ends_article
item_splits = lists.item_splits
trimmed = lists.trimmed
may_name_product = lists.may_name_product
may_name_place = lists.may_name_place

_NO_NUMBER = re.compile(
    r"[\d０-９]{30,}|[零〇一二两三四五六七八九十百千万亿]{30,}|(?:\d{1,4}[-—–~]){15,}"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SYLLABLES = re.compile(r"[\u3040-\u30ff\uac00-\ud7a3]+")
_ENDS_NUMBER = frozenset(("", *"，。；、）,;)！!？? 大\n"))


def is_written_in(text: str) -> float:
    """Return the share of letters that are Chinese characters; none beside Japanese or Korean.

    >>> is_written_in("出口 exports"), is_written_in("輸出は増加した")
    (0.22, 0.0)
    """
    if _HAN.search(text) is None:
        return 0.0
    letters = count(_LETTERS, text)
    if count(_SYLLABLES, text) > letters / 20:
        return 0.0
    return round(count(_HAN, text) / letters, 2) if letters else 0.0


def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text.

    160.7亿 without a unit, as headlines have it, is in yuan; 1229亿个 are pieces of a product.
    """
    plain = _NO_NUMBER.sub(lambda match: "#" * len(match[0]), text)
    return tuple([_with_unit(number, text) for number in numbers_.find(plain)])


def _with_unit(number: Number, text: str) -> Number:
    if number.unit not in (None, "count") or text[number.end : number.end + 1] not in _ENDS_NUMBER:
        return number
    said, start, end = numerals.plain(text), number.start, number.end
    if number.unit is None and said.endswith("亿", start, end):
        return number._replace(unit="CNY")
    is_bare = number.unit == "count" and number.noun is None
    if is_bare and said.endswith(("万个", "亿个"), start, end):
        return number._replace(unit="piece")
    return number


def periods(text: str, *, published: date | None, context: Period | None) -> tuple[When, ...]:
    """Return the periods of a text, resolved."""
    return periods_.find(text, published=published, context=context)


def resolver(text: str) -> Resolver:
    """Return what resolves the periods of a text, which are looked for once."""
    return periods_.resolver(text)


def days(text: str) -> tuple[Day, ...]:
    """Return the calendar days of a text."""
    return days_.find(text)


def cues(text: str) -> tuple[Cue, ...]:
    """Return the cues of a text."""
    return cue_lists.find(_phrases(), text)


@cache
def _phrases() -> Phrases[tuple[str, str]]:
    path = Path(__file__).with_name("cues.toml")
    return Phrases(cue_lists.load(path), is_spaced=False)
