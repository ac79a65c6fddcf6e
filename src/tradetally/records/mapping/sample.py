"""What a draft looks at: the columns of a file, with the texts in its first rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path

from tradetally import codes
from tradetally.codes import system
from tradetally.errors import BadInput
from tradetally.records.formats.files import require_lines
from tradetally.records.formats.opening import columns_of, is_json, open_head, rows_of
from tradetally.records.lines import Head
from tradetally.records.mapping.spec import FORMS

ROWS = 5_000
NOTHING = frozenset({"", "NA", "N/A", "null", "NULL", "None", "nan", "NaN", "-", "—", "--"})
"""Texts that stand for nothing."""

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}([,.]\d{3})+)([.,]\d+)?(e[+-]?\d+)?", re.IGNORECASE)
_HS = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-9])(?:\d\d(?:\d{2,6})?)?")
_HS_CUT = re.compile(r"[1-9]\d{4,9}")
_ENOUGH, _MOST = 0.95, 0.6
_SYSTEMS = {"iso2": r"[A-Z]{2}", "iso3": r"[A-Z]{3}|[A-Z]\d\d", "m49": r"\d{1,3}",
            "customs": r"\d{3}", "census": r"\d{4}"}  # fmt: skip
WORLD = frozenset({"0", "000", "W00", "WLD", "-"})
"""What stands for all partners together."""


@dataclass(frozen=True)
class Seen:
    """A column, and what its cells hold in the first rows, without those that hold nothing."""

    name: str
    values: tuple[str, ...]
    is_temporal: bool = False
    is_text: bool = True
    empties: tuple[str, ...] = ()
    """What stands in cells that hold nothing, but for the empty text."""

    @cached_property
    def plain(self) -> str:
        """The name in small letters with single blanks: ``refYear`` is ``ref year``."""
        parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name)
        return " ".join(re.sub(r"[\W_]+", " ", parted).lower().split())

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The texts that there are."""
        return frozenset(self.values)

    @cached_property
    def form(self) -> str | None:
        """The form of date that all cells have."""
        if self.is_temporal:
            return "%Y-%m-%d"
        return next((form for form in FORMS if self._has(form)), None)

    @cached_property
    def is_number(self) -> bool:
        """Whether all cells are numbers."""
        return bool(self.values) and all(_NUMBER.fullmatch(one) for one in self.distinct)

    @cached_property
    def is_commodity(self) -> bool:
        """Whether nearly all cells are codes of the Harmonized System."""
        if self.form is not None and self.form != "%Y":
            return False
        known = [one for one in self.values if one != "TOTAL"]
        long = any(len(one) >= 6 for one in known)
        return long and self._share(
            known, lambda one: bool(_HS.fullmatch(one) or _HS_CUT.fullmatch(one))
        )

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The systems of country codes that most cells are of, the one that most are of first."""
        known = [one for one in self.values if one not in WORLD] or list(self.values)
        shares = {}
        for name, pattern in _SYSTEMS.items():
            listed = {one for one in system("partner", name) if re.fullmatch(pattern, one)}
            listed |= WORLD if name == "m49" else set()
            shares[name] = sum(one in listed for one in known) / max(1, len(known))
        best = max(shares.values())
        return tuple(name for name in _SYSTEMS if shares[name] == best >= _MOST)

    @cached_property
    def named(self) -> frozenset[str]:
        """The countries whose names are cells."""
        found = (codes.find("partner", one) for one in self.distinct if not one.isdigit())
        return frozenset(code.code for code in found if code is not None)

    def _share(self, values: Sequence[str], holds: Callable[[str], bool]) -> bool:
        return bool(values) and sum(map(holds, values)) >= _ENOUGH * len(values)

    def _has(self, form: str) -> bool:
        return bool(self.values) and all(_is_day(one, form) for one in self.distinct)


def look(path: Path) -> list[Seen]:
    """Return the columns of a CSV or Parquet file; raise ``BadInput`` for another one."""
    head = open_head(path)
    if is_json(head):
        raise BadInput(
            path.name,
            expected="a CSV or Parquet file",
            seen="JSON",
            todo="save its records as CSV in UTF-8",
        )
    if head.is_parquet:
        return list(_of_parquet(head))
    require_lines(head)
    columns = columns_of(head)
    rows = list(islice(rows_of(head), ROWS + 1))[1:]
    if len(head.text) > len(head.first) and not head.text.endswith("\n") and len(rows) > 1:
        rows = rows[:-1]  # the head ends within it
    return [
        _seen(name or f"column_{at + 1}", [row[at] for row in rows if len(row) > at])
        for at, name in enumerate(columns)
    ]


def _of_parquet(head: Head) -> Iterator[Seen]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(head.path) as file:
        batch = next(file.iter_batches(batch_size=ROWS), None)
    for at, name in enumerate(head.columns):
        kind = batch.schema.types[at] if batch is not None else pa.string()
        cells = batch.column(at).to_pylist() if batch is not None else []
        texts = ["" if cell is None else str(cell) for cell in cells]
        if pa.types.is_floating(kind):
            texts = [text.removesuffix(".0") for text in texts]
        yield _seen(
            name, texts, is_temporal=pa.types.is_temporal(kind), is_text=pa.types.is_string(kind)
        )


def _seen(name: str, cells: list[str], *, is_temporal: bool = False, is_text: bool = True) -> Seen:
    texts = [cell.strip() for cell in cells]
    return Seen(
        name,
        tuple(text for text in texts if text not in NOTHING),
        is_temporal=is_temporal,
        is_text=is_text,
        empties=tuple(sorted({text for text in texts if text in NOTHING and text})),
    )


def _is_day(text: str, form: str) -> bool:
    # strptime takes 1-digit months and days, the engines do not
    if len(text) != len(form.replace("%Y", "0000").replace("%m", "00").replace("%d", "00")):
        return False
    try:
        return 1900 <= datetime.strptime(text, form).year <= 2100
    except ValueError:
        return False
