"""Printed units → our unit and a power of ten: ``万吨`` is t × 10⁴, ``CNY 100 Million`` CNY × 10⁸.

The words are data (``units.csv``); what stands before them multiplies. Units of quantity are
``t``, ``kg``, ``m3``, ``m2``, ``m``, ``l``, ``bbl``, ``kWh`` and, for things that are counted,
``piece`` (个, 件), ``pair`` (双), ``set`` (台, 套: machines and appliances), ``vehicle`` (辆),
``ship`` (艘), ``aircraft`` (架) and ``head`` (头). Two of them are never added.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tradetally.codes import is_currency

_TENS = {"百": 2, "千": 3, "万": 4, "亿": 8}
_WORDS_OF_TEN = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_CURRENCY = re.compile(r"[A-Z]{3}")
_MONEY_WORDS = {0: "{}", 3: "thousand {}", 6: "million {}", 9: "billion {}", 12: "trillion {}"}
_YUAN_WORDS = {4: "万元", 8: "亿元"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is printed: our code for it, and the power of ten that it stands for.

    >>> parse_unit("亿元"), parse_unit("CNY 100 Million").scale, parse_unit("trillion CNY").scale
    (Unit(code='CNY', power=8), 100000000, 1000000000000)
    """

    code: str
    power: int = 0

    @property
    def scale(self) -> int:
        """How many of the code's units one printed unit is."""
        return int(10**self.power)

    @property
    def is_money(self) -> bool:
        """Whether it is a currency."""
        return _CURRENCY.fullmatch(self.code) is not None

    def __str__(self) -> str:
        """Return a spelling that ``parse_unit`` takes: ``万元``, ``billion USD``.

        >>> str(Unit("CNY", 4)), str(Unit("CNY")), str(Unit("USD", 9))
        ('万元', 'CNY', 'billion USD')
        """
        if self.code == "CNY" and self.power in _YUAN_WORDS:
            return _YUAN_WORDS[self.power]
        word = _MONEY_WORDS.get(self.power, f"1{'0' * self.power} {{}}")
        return word.format(self.code)


@cache
def parse_unit(text: str) -> Unit | None:
    """Return the unit that ``text`` spells, ``None`` if it spells none.

    >>> parse_unit("万立方米"), parse_unit("furlongs")
    (Unit(code='m3', power=4), None)
    """
    whole = text.strip()
    for cut in range(len(whole)):
        code = _words().get(whole[cut:])
        if code is not None and all(character in _TENS for character in whole[:cut]):
            return Unit(code, sum(_TENS[character] for character in whole[:cut]))
    power, rest = 0, []
    for part in whole.split():
        added = _power(part)
        power += added or 0
        if added is None:
            rest.append(part)
    base = " ".join(rest)
    code = _words().get(base) or _words().get(base.lower())
    if code is None and _CURRENCY.fullmatch(base) and is_currency(base):
        code = base
    return None if code is None else Unit(code, power)


def unit_in_heading(text: str) -> Unit | None:
    """Return the money unit in a line such as ``单位：人民币，万元，%``; ``None`` if it has none.

    >>> unit_in_heading("Unit: CNY 100 Million"), unit_in_heading("单位：人民币，万元，%")
    (Unit(code='CNY', power=8), Unit(code='CNY', power=4))
    """
    _, colon, said = text.replace("：", ":").partition(":")
    if not colon:
        return None
    units = [parse_unit(part) for part in re.split(r"[，,、]", said)]
    money = [unit for unit in units if unit is not None and unit.is_money]
    return max(money, key=lambda unit: unit.power, default=None)


def _power(part: str) -> int | None:
    if part.lower() in _WORDS_OF_TEN:
        return _WORDS_OF_TEN[part.lower()]
    digits = part.replace(",", "")
    return len(digits) - 1 if re.fullmatch("10+", digits) else None


@cache
def _words() -> dict[str, str]:
    text = resources.files(__package__).joinpath("units.csv").read_text(encoding="utf-8")
    return {row["printed"]: row["unit"] for row in csv.DictReader(text.splitlines())}
