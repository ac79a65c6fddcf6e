"""Coverage: for which reporter, flow and months a book's items are complete.

Where a source has lines of a reporter, flow and month it is taken to have all of them, unless
its format says that it is an extract: then it is complete for the partners that it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tradetally.engines import Engine, Table
from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.records.survey import Survey


@dataclass(frozen=True, slots=True)
class Covered:
    """A reporter, flow and period that items of a layout are complete for.

    ``partners`` is empty for all trade; of an extract it has its partners' codes.
    """

    reporter: str
    flow: str
    start: int
    months: int
    layout: str
    partners: str

    def row(self) -> dict[str, object]:
        """Return it as the book keeps it."""
        return {name: getattr(self, name) for name in self.__slots__}

    def clashes(self, other: Covered) -> bool:
        """Whether items of both would count the same trade twice."""
        is_same = (self.reporter, self.flow) == (other.reporter, other.flow)
        meets = self.start < other.start + other.months and other.start < self.start + self.months
        kinds = (self.layout, self.months) != (other.layout, other.months)
        ours, theirs = set(self.partners.split()), set(other.partners.split())
        return is_same and meets and kinds and (not ours or not theirs or bool(ours & theirs))


def covered(
    engine: Engine, lines: Table, found: Survey, extracts: Mapping[str, tuple[str, ...]]
) -> tuple[Covered, ...]:
    """Return what files cover; ``extracts`` are the layouts that are no whole trade."""
    spans = dict.fromkeys(
        (span.reporter, span.flow, span.start, span.months, span.layout)
        for span in found.counted
        if span.start is not None
    )
    partners = _partners(engine, lines, extracts)
    covers = []
    for span in spans:
        layout = span[-1]
        said = extracts.get(layout)
        has = "" if said is None else " ".join(said or partners.get(span, ()))
        covers.append(Covered(*span, partners=has))
    return tuple(covers)


def _partners(
    engine: Engine, lines: Table, extracts: Mapping[str, tuple[str, ...]]
) -> dict[tuple[object, ...], list[str]]:
    """Return the partners that the lines of extracts have, by span."""
    unsaid = [layout for layout, partners in extracts.items() if not partners]
    if not unsaid:
        return {}
    some = lines.filter(lines["layout"].isin(unsaid) & (lines["outside"] == ""))
    keys = ("reporter", "flow", "start", "months", "layout")
    found: dict[tuple[object, ...], list[str]] = {}
    rows = engine.rows(some.select(*keys, "partner").distinct())
    for row in sorted(rows, key=lambda row: row["partner"]):
        found.setdefault(tuple(row[name] for name in keys), []).append(row["partner"])
    return found


def merged(before: Iterable[Covered], new: Sequence[Covered]) -> tuple[Covered, ...]:
    """Return what is new in coverage; raise ``BadInput`` where trade would count twice."""
    known = tuple(before)
    for at, one in enumerate(new):
        for other in (*known, *new[:at]):
            if one.clashes(other):
                raise BadInput(
                    "SOURCE",
                    expected=f"one layout for the {one.flow} of {one.reporter}"
                    f" in {Period(one.start, one.months)}",
                    seen=f"{one.layout} beside {other.layout}"
                    f" ({Period(other.start, other.months)})",
                    todo="compile them into books of their own",
                )
    return tuple(one for one in new if one not in known)
