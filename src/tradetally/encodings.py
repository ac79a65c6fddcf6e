"""Encodings: what tells Chinese bytes from Western ones, which GB18030 allows as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENOUGH = 1 << 20

_CHARACTERS = re.compile(
    rb"(?P<long>[\x81-\xfe][0-9][\x81-\xfe][0-9])"
    rb"|(?P<mixed>[\x81-\xfe][\x40-\x7e])"
    rb"|(?P<high>[\x81-\xfe][\x80-\xfe])"
)


def is_chinese(content: bytes) -> bool:
    """Whether bytes that are valid as GB18030 are Chinese, and not letters of Windows-1252.

    A Western letter beyond ASCII and the ASCII letter behind it are one character there: *China’s*
    reads *China抯*. Nearly all characters of a Chinese text have two bytes beyond ASCII.

    >>> is_chinese("出口增长5%".encode("gb18030")), is_chinese("China’s café".encode("cp1252"))
    (True, False)
    """
    kinds = [match.lastgroup for match in _CHARACTERS.finditer(content, 0, _ENOUGH)]
    return kinds.count("mixed") <= kinds.count("high")


def likely(content: bytes) -> Iterator[str]:
    """Yield the encodings to try on a text, one after the other: UTF-8, and GB18030 if it may be.

    >>> list(likely("Año".encode("cp1252")))
    ['utf-8-sig']
    """
    yield "utf-8-sig"
    if is_chinese(content):
        yield "gb18030"
