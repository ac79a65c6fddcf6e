"""Chinese numerals as exact decimals: 四十五, 3千亿, 25万6千, 两, 二点五, 1,234.5.

All functions take text that ``plain`` has been through: one character for each of the original,
with full-width digits, traditional and banker's numerals made ordinary.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_FULL = "０１２３４５６７８９％．，＋－～萬億兩點壹贰貳叁參肆伍陆陸柒捌玖拾佰仟個幾餘負倆"
_HALF = "0123456789%.,+-~万亿两点一二二三三四五六六七八九十百千个几余负两"
_PLAIN = str.maketrans(_FULL, _HALF)
_UNUSUAL = re.compile(f"[{_FULL}]")

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

NUMERALS = "0123456789零〇一二两三四五六七八九十百千万亿"
FIGURES = r"(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?"
HAN = r"[零〇一二两三四五六七八九十百千万亿]++(?:点[零〇一二三四五六七八九]++)?"
SPELLED = rf"(?=[十百千万亿]*[零〇一二两三四五六七八九十]){HAN}"
_PARTS = re.compile(rf"({FIGURES})|([{''.join(_DIGITS)}]+)|([十百千万亿]+)|(点.+)")
_FACTORS = {
    "": 1, "十": 10, "百": 100, "千": 1000,
    "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_SCALES = "十百千万亿"
_FIGURED = re.compile(rf"({FIGURES})([{_SCALES}]*)")
DASHES = "—–-~至到"
DASH = rf"\s*(?:{'|'.join(DASHES)})+\s*"
SCALE = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千|百)"


@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """Return the text with ordinary digits and numerals, character for character.

    It is asked for in turn for the days, the numbers and the periods of a sentence.

    >>> plain("增长３．８％，兩萬家")
    '增长3.8%,两万家'
    """
    text = text.replace("，", ",")
    return text.translate(_PLAIN) if _UNUSUAL.search(text) else text


def parse(text: str) -> Decimal | None:
    """Return what a numeral says; ``None`` for characters that spell no number.

    >>> [str(parse(text)) for text in ("四十五", "25万6千", "3.5千亿", "十四五", "二〇二五")]
    ['45', '256000', '350000000000', 'None', '2025']
    """
    if text.isdecimal():
        return Decimal(text)
    figured = _FIGURED.fullmatch(text)
    if figured is not None and figured[2] in _FACTORS:
        return simple(Decimal(figured[1].replace(",", "")) * _FACTORS[figured[2]])
    parts = _PARTS.findall(text)
    if "".join(map("".join, parts)) != text or not parts:
        return None
    if len(parts) == 1 and len(parts[0][1]) > 1:
        return Decimal("".join(str(_DIGITS[digit]) for digit in text))
    return _sum(parts)


def _sum(parts: list[tuple[str, str, str, str]]) -> Decimal | None:
    """Add up numerals and scales, or return ``None`` where they do not follow one another."""
    whole, section, number = Decimal(0), Decimal(0), None
    smallest = spoken = 10**9
    for figures, han, scales, decimals in parts:
        if figures or han:
            digit = _unit_number(figures, han)
            if number or digit is None:
                return None
            is_after_zero = number == 0 or han[:1] in ("零", "〇")
            number, spoken = digit, 10 if is_after_zero or "." in figures else smallest
        for scale in scales:
            if scale in _SMALL:
                if _SMALL[scale] >= smallest:
                    return None
                smallest = _SMALL[scale]
                section += (number or Decimal(1)) * smallest
            else:
                section += number or 0
                whole, section = _raised(whole, section, _LARGE[scale]), Decimal(0)
                smallest = _LARGE[scale] if whole % 10**8 else 10**8
                smallest = min(smallest, 10**9)
            number = None
        if decimals:
            digits = "".join(str(_DIGITS[digit]) for digit in decimals[1:])
            number, spoken = (number or Decimal(0)) + Decimal(f"0.{digits}"), 10
    return simple(whole + section + _last(number, spoken))


def _last(number: Decimal | None, after: int) -> Decimal:
    """Return the last digit's worth: the 五 of 两百五 is fifty, that of 两百零五 is five."""
    if number is None:
        return Decimal(0)
    short = 100 <= after <= 10**8 and number < 10
    return number * after / 10 if short else number


def _raised(whole: Decimal, section: Decimal, scale: int) -> Decimal:
    """Apply 万 or 亿 to the section before it, or to all so far (1万2千亿, 3万亿)."""
    if whole and section and whole >= scale:
        return whole + section * scale
    return (whole + section or Decimal(1)) * scale


def _unit_number(figures: str, han: str) -> Decimal | None:
    """Return digits as a number, or one Chinese digit, perhaps after a zero (零五)."""
    if figures:
        return Decimal(figures.replace(",", ""))
    significant = han.lstrip("零〇") or "零"
    return Decimal(_DIGITS[significant]) if len(significant) == 1 else None


def simple(number: Decimal) -> Decimal:
    """Return a whole number without an exponent or decimals; any other as it is printed."""
    return Decimal(int(number)) if number == number.to_integral_value() else number


def unit_of_last_digit(text: str) -> Decimal:
    """Return the worth of one in the last printed digit: 0.01 万亿 for 45.47万亿.

    Thousands that end figures without a scale are rounded ones: one in 780000 is a thousand.

    >>> [int(unit_of_last_digit(text)) for text in ("45.47万亿", "三", "780000", "2千亿")]
    [10000000000, 1, 1000, 100000000000]
    """
    digits = text.rstrip(_SCALES)
    scales = text[len(digits) :]
    point = max(digits.find("."), digits.find("点"))
    if point < 0 and not scales:
        zeros = len(digits) - len(digits.rstrip("0"))
        return Decimal(1000 ** (zeros // 3) if zeros < len(digits) else 1)
    places = len(digits) - point - 1 if point >= 0 else 0
    return Decimal(_FACTORS.get(scales) or parse(scales) or 1).scaleb(-places)
