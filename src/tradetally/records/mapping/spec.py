"""The mapping file as frozen values, checked against the common record when it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

import msgspec

from tradetally.codes import SYSTEMS, UNIT_SYSTEMS
from tradetally.errors import BadInput
from tradetally.records.record import COLUMNS

BLANK = "FILL IN"
"""What a draft has where its user must say something."""

BY_YEAR = "by year"
"""As the value of ``hs_edition``: the edition that the line's year has."""

FORMS = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y",
         "%Y年%m月%d日", "%Y-%m", "%Y%m", "%Y/%m", "%m/%Y", "%Y年%m月", "%Y")  # fmt: skip
"""The forms of a date that a mapping may name."""

NEEDED = ("declaration", "date", "reporter", "flow", "commodity", "partner", "value", "currency")
_SETTABLE = tuple(
    column.name for column in COLUMNS if column.name not in ("file", "line", "start", "outside")
)
_UNITS = ("quantity_unit", "quantity2_unit")
_CODED = {"partner": "partner", "consignment": "partner", "reporter": "partner",
          "region": "region", "regime": "regime"}  # fmt: skip
_LAYOUT = re.compile(r"[a-z][a-z0-9_-]*")


class FromColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a column of the record comes from: ``column``, ``columns`` or the constant ``is``."""

    column: str | None = None
    columns: list[str] = []
    """Several columns, joined with a stroke: the key of a line that has no number."""
    constant: str | int | None = msgspec.field(default=None, name="is")
    form: str | None = None
    """How a date is written: one of ``FORMS``."""
    scale: int | float | None = None
    """By how much a number is multiplied: 1000 for thousands."""
    digits: int | None = None
    """How many digits a code has that lost its leading zeros."""
    codes: str | None = None
    """The system that codes are of; units too."""
    values: dict[str, str] = {}
    """What single values become, before any code system."""

    @property
    def factor(self) -> Decimal:
        """The scale as it is written: 0.1 is a tenth."""
        return Decimal(str(self.scale if self.scale is not None else 1))


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a CSV file is written; what is not said is told by looking."""

    delimiter: str | None = None
    encoding: str | None = None
    skip: int = 0
    """How many lines there are before the header."""
    names: list[str] = []
    """The columns' names, where the file has no header."""
    thousands: str = ""
    point: str = "."
    empty: list[str] = []
    """Texts that stand for nothing: ``NA``, ``—``."""


class Covers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the files hold: all trade of the months that they have, or an extract of partners."""

    whole: bool
    partners: list[str] = []


class Outside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows that are outside the statistics, by a rule: those with these values in a column."""

    rule: str
    column: str
    values: list[str] = []
    starts: list[str] = []
    shorter_than: int | None = None
    """Codes of fewer characters: chapters and headings among commodities."""


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping file."""

    layout: str
    columns: dict[str, FromColumn]
    covers: Covers
    file: File = File()
    outside: list[Outside] = []


def read_spec(path: Path) -> Spec:
    """Return the mapping in a file; raise ``BadInput`` for what it gets wrong."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _bad(str(path), "a mapping file", "no such file", "check its name") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(
            path.name, "a TOML file in UTF-8", f"{error}", "mend the line, or draft it anew"
        ) from None
    blanks = [place for place, value in _places(given) if value == BLANK]
    if blanks:
        raise _bad(
            path.name,
            f"every {BLANK!r} replaced by what the source means",
            f"it at {', '.join(blanks)}",
            "say it there, or take the line out where the record needs it not",
        )
    try:
        spec = msgspec.convert(given, Spec)
    except msgspec.ValidationError as error:
        raise _bad(
            path.name, "a mapping as in docs/formats.md", str(error), "mend that place"
        ) from None
    _check(path.name, spec)
    return spec


def _check(source: str, spec: Spec) -> None:
    if not _LAYOUT.fullmatch(spec.layout):
        todo = "write it like my_office"
        raise _bad(source, "a layout of small letters, digits, - and _", repr(spec.layout), todo)
    for name, said in spec.columns.items():
        if name not in _SETTABLE:
            near = get_close_matches(name, _SETTABLE, n=1, cutoff=0.6)
            todo = f"did you mean {near[0]}?" if near else "see the columns in docs/formats.md"
            raise _bad(source, "columns of the common record", f"columns.{name}", todo)
        _check_column(f"{source}, columns.{name}", name, said)
    missing = [name for name in NEEDED if name not in spec.columns]
    if missing:
        raise _bad(
            source,
            f"the columns {', '.join(NEEDED)}",
            f"none for {', '.join(missing)}",
            "add them, as { column = … } or { is = … }",
        )


def _check_column(place: str, name: str, said: FromColumn) -> None:
    given = [said.column is not None, bool(said.columns), said.constant is not None]
    if sum(given) != 1:
        seen = f"{sum(given)} of them"
        raise _bad(place, "one of column, columns and is", seen, "say where it comes from, once")
    if said.form is not None and said.form not in FORMS:
        raise _bad(place, f"a form of {', '.join(FORMS)}", repr(said.form), "choose one of them")
    if name == "date" and said.form is None:
        todo = 'add form = "%Y-%m-%d", or how else it is written'
        raise _bad(place, "the form of the date", "none", todo)
    known = UNIT_SYSTEMS if name in _UNITS else SYSTEMS.get(_CODED.get(name, ""), ())
    if said.codes is not None and said.codes not in known:
        expected = f"a code system of {', '.join(known)}" if known else "no code system"
        raise _bad(place, expected, repr(said.codes), "choose one, or list the values")


def dimension_of(name: str) -> str | None:
    """Return the code list that a column of the record is coded by; ``None`` where by none.

    >>> dimension_of("consignment"), dimension_of("office")
    ('partner', None)
    """
    return _CODED.get(name)


def _places(given: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Yield each value of a TOML table with the place that it is at."""
    for name, value in given.items():
        place = f"{before}{name}"
        if isinstance(value, Mapping):
            yield from _places(value, f"{place}.")
        elif isinstance(value, list):
            for one in value:
                if isinstance(one, Mapping):
                    yield from _places(one, f"{place}.")
                else:
                    yield place, one
        else:
            yield place, value


def _bad(argument: str, expected: str, seen: str, todo: str) -> BadInput:
    return BadInput(argument, expected=expected, seen=seen, todo=todo)
