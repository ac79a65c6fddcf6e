"""The context of a table: flow, month, unit and release, which its cells do not say.

Each is taken from the first that says it: the caller's options, the sheet itself, the file's
name; the unit and the day of release, last, from what is usual for the layout, and then a note
(or ``is_assumed``) says so. What contradicts itself, or is missing, is one message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import Protocol

from tradetally.cells import Flow
from tradetally.errors import BadInput, BadPeriod
from tradetally.periods import Period
from tradetally.statements import Place, Release
from tradetally.tables.filename import flow_in_name, month_in_name
from tradetally.tables.notes import Note
from tradetally.tables.sheet import Sheet
from tradetally.tables.units import Unit, parse_unit


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller says of a table; ``None`` leaves it to the table and to its file's name.

    ``period`` is the last month that the table states, or January to that month.
    """

    layout: str | None = None
    flow: Flow | None = None
    period: Period | None = None
    unit: str | None = None
    released: date | None = None
    reporter: str = "CN"


@dataclass(frozen=True, slots=True)
class Said:
    """What a sheet says of itself: its last month, with or without the year, and its unit."""

    month: Period | None = None
    month_of_year: int | None = None
    unit: Unit | None = None


CHINA_ALL_FLOWS = MappingProxyType(
    {
        "flow": "the table states exports, imports and their total",
        "reporter": "the table is China's",
    }
)
"""Why a table of China's customs that states every flow takes neither option."""


class Kind(Protocol):
    """What a layout says of its tables, whatever is in them."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """The name that ``--layout`` takes."""
        ...

    @property
    def TAKES(self) -> frozenset[str]:  # noqa: N802
        """The options that fit."""
        ...

    @property
    def REASONS(self) -> Mapping[str, str]:  # noqa: N802
        """Why each of the other options does not."""
        ...

    @property
    def UNIT(self) -> str:  # noqa: N802
        """The unit of its amounts where nothing says one."""
        ...

    @property
    def RELEASE_DAY(self) -> int:  # noqa: N802
        """The day of the following month on which it usually comes out."""
        ...

    def says(self, sheet: Sheet) -> Said:
        """Return what the sheet says of itself."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a layout needs to read its cells."""

    document: str
    reporter: str
    flow: Flow
    month: Period
    unit: Unit
    release: Release
    is_unit_given: bool = False

    @property
    def year_to_date(self) -> Period:
        """January to the table's last month."""
        return Period.year_to_date(self.month)


def context_of(layout: Kind, sheet: Sheet, options: Options) -> tuple[Context, tuple[Note, ...]]:
    """Return the context of a sheet; raise ``BadInput`` where nothing says what is needed."""
    reject_unfit(layout, options)
    said = layout.says(sheet)
    month = _month(sheet, said, options)
    flow = options.flow or flow_in_name(sheet.document)
    if month is None or (flow is None and "flow" in layout.TAKES):
        raise _missing(sheet.document, layout, month, flow)
    unit, notes = _unit(layout, sheet, said, options)
    context = Context(
        document=sheet.document,
        reporter=options.reporter,
        flow=flow or Flow.TOTAL,
        month=month,
        unit=unit,
        release=release_of(sheet, month, options, layout.RELEASE_DAY),
        is_unit_given=options.unit is not None,
    )
    return context, notes


def reject_unfit(layout: Kind, options: Options) -> None:
    """Raise ``BadInput`` for an option that the layout has no use for."""
    for field in fields(options):
        given = getattr(options, field.name)
        if field.name == "layout" or given == field.default or field.name in layout.TAKES:
            continue
        raise BadInput(
            f"--{field.name}",
            expected=f"only options that fit the layout {layout.NAME}",
            seen=f"--{field.name} {given}",
            todo=f"leave it out: {layout.REASONS[field.name]}",
        )
    if options.flow in (Flow.TOTAL, Flow.BALANCE):
        raise BadInput(
            "--flow", expected="exports or imports", seen=str(options.flow.value),
            todo="say whose rows the table lists",
        )  # fmt: skip


def release_of(sheet: Sheet, month: Period, options: Options, usual_day: int) -> Release:
    """Return the release of a table whose last month is ``month``."""
    given = options.released or sheet.published
    if given is None:
        return Release(month, assumed_day(month, usual_day), is_assumed=True)
    if given <= month.last_day:
        raise BadInput(
            "--released" if options.released else sheet.document,
            expected=f"a day of release after the table's last month, {month}",
            seen=given.isoformat(),
            todo="give the day on which the table came out, or the table's own month",
        )
    return Release(month, given)


def assumed_day(month: Period, day: int) -> date:
    """Return the usual day of release: ``day`` of the month after; January's with February's.

    >>> assumed_day(Period.parse("2025-12"), 18), assumed_day(Period.parse("2025-01"), 20)
    (datetime.date(2026, 1, 18), datetime.date(2025, 3, 20))
    """
    is_january = month.start % 12 == 0
    following = month.shift(2 if is_january else 1)
    return following.last_day.replace(day=day)


def _month(sheet: Sheet, said: Said, options: Options) -> Period | None:
    """Return the last month that the table states, checked against what the sheet itself says."""
    if options.period is None:
        month = said.month or month_in_name(sheet.document)
    elif options.period.months == 1 or options.period.is_year_to_date:
        month = options.period.last_month
    else:
        raise BadPeriod(
            "--period",
            expected="the table's last month, or January to that month",
            seen=str(options.period),
            todo="give a month such as 2025-06",
        )
    if said.month is not None and said.month_of_year not in (None, _month_of_year(said.month)):
        raise BadPeriod(
            sheet.document,
            expected="a title and a header of one month",
            seen=f"{said.month} in the title and month {said.month_of_year} in the header",
            todo="fetch the page again",
        )
    if month is not None and not _is_own(month, said):
        raise BadPeriod(
            sheet.document if options.period is None else "--period",
            expected=f"{_own(said)}, which the table's own heading says",
            seen=str(options.period or month),
            todo="give the month of the table with --period, or rename the file",
        )
    return month


def _is_own(month: Period, said: Said) -> bool:
    """Whether a month is the one that the sheet itself says, as far as it says one."""
    is_own_month = said.month_of_year in (None, _month_of_year(month))
    return is_own_month and said.month in (None, month)


def _own(said: Said) -> str:
    return f"month {said.month_of_year} of a year" if said.month is None else str(said.month)


def _month_of_year(month: Period) -> int:
    return month.start % 12 + 1


def _missing(document: str, layout: Kind, month: Period | None, flow: Flow | None) -> BadInput:
    lacks = {"period": month is None, "flow": flow is None and "flow" in layout.TAKES}
    words = {"period": "the table's last month", "flow": "its flow"}
    options = {"period": "--period 2025-12", "flow": "--flow exports"}
    names = [name for name, lacking in lacks.items() if lacking]
    example = "exports_2025-12.csv" if "flow" in layout.TAKES else "partners_2025-12.csv"
    return BadInput(
        document,
        expected=f"{' and '.join(words[name] for name in names)} in the file's name"
        f" (as in {example}) or as an option",
        seen="neither" if len(names) == 2 else "no single one",
        todo=f"give {' '.join(options[name] for name in names)}",
    )


def _unit(
    layout: Kind, sheet: Sheet, said: Said, options: Options
) -> tuple[Unit, tuple[Note, ...]]:
    if options.unit is not None:
        unit = parse_unit(options.unit)
        if unit is None or not unit.is_money:
            raise BadInput(
                "--unit",
                expected="a unit of money such as CNY, 万元, 亿元, million USD",
                seen=repr(options.unit),
                todo="write it as one of these",
            )
        return unit, ()
    if said.unit is not None:
        return said.unit, ()
    unit = parse_unit(layout.UNIT) or Unit("CNY")
    text = f"nothing says the unit of the amounts; read in {layout.UNIT}, the unit of this table"
    return unit, (Note("unit-assumed", text, Place(sheet.document, "")),)
