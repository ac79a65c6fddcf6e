"""The text form of a figure: ``growth(exports, product=wind-turbines, 2025)``.

``parse_figure`` takes the parameters in any order, ``write_figure`` prints one order only and
never a default, so that two figures are equal when their printed forms are. The grammar::

    figure    = indicator "(" flow { "," name "=" ( value | target ) } "," period ")"
    target    = "{" [flow] { "," name "=" value } [ "," period ] "}"
    value     = text without , ( ) { } "  |  "quoted, with "" for a quote"
    statement = figure relation number [unit] [@ round] [forecast] [converted]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache

from tradetally import codes
from tradetally.cells import DIMENSIONS, EVERYTHING, Cell, Flow, Measure, Slice
from tradetally.errors import BadFigure, BadPeriod
from tradetally.figures import INDICATORS
from tradetally.figures.indicator import usual_base
from tradetally.figures.streak import HELD
from tradetally.periods import Period
from tradetally.statements import Figure, Target, Threshold

EXAMPLE = "growth(exports, product=wind-turbines, 2025)"

_CELL_PARAMS = ("reporter", *DIMENSIONS, "measure", "unit", "adjusted")
_OWN_PARAMS = ("base", "versus", "of", "among", "by", "held", "over", "definition")
_FLOWS = {flow.value for flow in Flow}
_HEAD = re.compile(r"\s*([a-z_]+)\s*\((.*)\)\s*", re.DOTALL)
_SPECIAL = re.compile(r'[,(){}"]|^\s|\s$|^$')
_COUNTS = {Measure.ENTERPRISES, Measure.PARTNERS}


def parse_figure(text: str) -> Figure:
    """Return the figure that ``text`` spells; raise ``BadFigure`` saying what is wrong.

    >>> figure = parse_figure("growth(2025, exports, base=2024, product=wind-turbines)")
    >>> write_figure(figure)
    'growth(exports, product=wind-turbines, 2025)'
    """
    match = _HEAD.fullmatch(text)
    if match is None:
        raise _bad(text, "indicator(flow, parameters, period)", "write it like " + EXAMPLE)
    indicator = match[1]
    if indicator not in INDICATORS:
        raise _bad(text, "a known indicator", _nearest(indicator, INDICATORS))
    flow, period, params = _arguments(text, match[2])
    if flow is None or period is None:
        missing = "a flow (exports, imports, total, balance)" if flow is None else "a period"
        raise _bad(text, missing, "write it like " + EXAMPLE)
    _reject_unknown(text, indicator, params)
    cell = _cell(text, indicator, flow, period, params)
    figure = Figure(indicator, cell, **_own(text, cell, indicator, params))  # type: ignore[arg-type]
    return normal(_complete(text, figure))


@lru_cache(maxsize=2048)
def write_figure(figure: Figure) -> str:
    """Return the one text form of a figure; ``parse_figure`` is its inverse."""
    figure = normal(figure)
    cell = figure.cell
    words = [cell.flow.value]
    if cell.reporter != "CN":
        words.append(f"reporter={_quoted(cell.reporter)}")
    words += _slice_words(cell.slice)
    if cell.measure is not Measure.VALUE:
        words.append(f"measure={cell.measure.value}")
    if cell.unit is not None and cell.unit != usual_unit(cell):
        words.append(f"unit={_quoted(cell.unit)}")
    if cell.adjusted is not None:
        words.append(f"adjusted={_quoted(cell.adjusted)}")
    words += _own_words(figure)
    words.append(str(cell.period))
    return f"{figure.indicator}({', '.join(words)})"


def normal(figure: Figure) -> Figure:
    """Return the figure with every default left out, and a rank's peers said."""
    changes: dict[str, object] = {}
    takes = INDICATORS[figure.indicator].TAKES
    if "base" in takes and figure.base == usual_base(figure) and figure.versus is None:
        changes["base"] = None
    for name in ("of", "versus"):
        target = getattr(figure, name)
        if target is not None:
            changes[name] = _normal_target(figure, name, target)
    if figure.held == "growth":
        changes["held"] = None
    ranked = figure.indicator == "rank" or (figure.held or "").startswith("rank")
    if ranked and figure.among is None:
        changes["among"] = _default_peers(figure.cell.slice)
    return replace(figure, **changes) if changes else figure  # type: ignore[arg-type]


def usual_unit(cell: Cell) -> str | None:
    """Return the unit that goes without saying: the reporter's currency, or ``count``."""
    if cell.measure in _COUNTS:
        return "count"
    return codes.currency(cell.reporter) if cell.measure is Measure.VALUE else None


def _default_peers(slice_: Slice) -> str | None:
    names = [codes.default_peers(dimension, code) for dimension, code in slice_.codes()]
    return next((name for name in names if name is not None), None)


def _normal_target(figure: Figure, name: str, target: Target) -> Target | None:
    flow = None if target.flow is figure.cell.flow else target.flow
    period = None if target.period == figure.period else target.period
    if name == "of" and flow is None and period is None and target.slice == EVERYTHING:
        return None
    return Target(target.slice, flow, period)


def _arguments(text: str, inside: str) -> tuple[Flow | None, Period | None, dict[str, str]]:
    """Return the flow, the period and the named parameters of a figure or a target."""
    flow: Flow | None = None
    period: Period | None = None
    params: dict[str, str] = {}
    for part in _parts(text, inside):
        name, equals, value = part.partition("=")
        name = name.strip()
        if equals and re.fullmatch(r"[a-z_]+", name):
            if name in params:
                raise _bad(text, "each parameter once", f"keep one {name}=")
            params[name] = value.strip()
        elif part in _FLOWS and flow is None:
            flow = Flow(part)
        elif period is None and part[:1].isdigit():
            period = _period(text, part)
        else:
            names = (*_FLOWS, *_CELL_PARAMS, *_OWN_PARAMS)
            raise _bad(
                text,
                f"a flow, a name=value or a period where {part!r} stands",
                _nearest(part, names),
            )
    return flow, period, params


def _parts(text: str, inside: str) -> list[str]:
    """Split at the commas that stand in no braces and no quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, character in enumerate(inside):
        if character == '"':
            quoted = not quoted
        elif not quoted:
            depth += (character in "{(") - (character in "})")
            if character == "," and depth == 0:
                parts.append(inside[start:at].strip())
                start = at + 1
            if depth < 0:
                break
    if depth or quoted:
        raise _bad(text, "brackets and quotes that close", "close every { and every quote")
    parts.append(inside[start:].strip())
    if "" in parts:
        raise _bad(text, "something between the commas", "leave out the empty place")
    return parts


def _reject_unknown(text: str, indicator: str, params: dict[str, str]) -> None:
    takes = {"definition", *INDICATORS[indicator].TAKES}
    for name in params:
        if name in _CELL_PARAMS or name in takes:
            continue
        if name in _OWN_PARAMS:
            todo = f"leave out {name}=; {indicator} takes {', '.join(sorted(takes))}"
            raise _bad(text, f"a parameter that {indicator} takes", todo)
        raise _bad(text, "a known parameter", _nearest(name, (*_CELL_PARAMS, *sorted(takes))))


def _cell(text: str, indicator: str, flow: Flow, period: Period, params: dict[str, str]) -> Cell:
    measure = _measure(text, params.get("measure", "value"))
    slice_ = Slice(**{d: _value(text, params[d]) for d in DIMENSIONS if d in params})
    reporter = _value(text, params.get("reporter", "CN"))
    cell = Cell(
        flow=flow, period=period, slice=slice_, measure=measure, unit=None, reporter=reporter
    )
    unit = _value(text, params["unit"]) if "unit" in params else usual_unit(cell)
    if measure is Measure.VOLUME and unit is None and indicator in ("level", "change"):
        raise _bad(text, "unit= for a volume", "say what is counted, as unit=t")
    adjusted = _value(text, params["adjusted"]) if "adjusted" in params else None
    return replace(cell, unit=unit, adjusted=adjusted)


def _own(text: str, cell: Cell, indicator: str, params: dict[str, str]) -> dict[str, object]:
    """Return the indicator's own parameters, as the values that ``Figure`` holds."""
    own: dict[str, object] = {}
    for name in ("among", "definition", "by"):
        if name in params:
            own[name] = _value(text, params[name])
    if "held" in params:
        own["held"] = _held(text, _value(text, params["held"]))
    if "over" in params:
        own["over"] = _threshold(text, _value(text, params["over"]))
    if "base" in params:
        said = _value(text, params["base"])
        own["base"] = cell.period.previous() if said == "previous" else _period(text, said)
    for name in ("versus", "of"):
        if name in params:
            own[name] = _target(text, name, params[name])
    return own


def _complete(text: str, figure: Figure) -> Figure:
    """Raise where an indicator lacks what it cannot do without."""
    if figure.indicator == "rank" and normal(figure).among is None:
        raise _bad(text, "among= for a rank", "say the peers, as among=CN-provinces")
    if figure.indicator == "rank" and figure.by not in (None, "level", "growth"):
        raise _bad(text, "by=level or by=growth", "leave by= out to rank by level")
    if figure.indicator == "growth_gap" and figure.versus is None:
        raise _bad(text, "versus= for a growth_gap", "say the other side, as versus={imports}")
    if figure.by == "level":
        return replace(figure, by=None)
    return figure


def _target(text: str, name: str, value: str) -> Target:
    if not (value.startswith("{") and value.endswith("}")):
        raise _bad(text, f"{name}={{…}}", f"write it like {name}={{total, region=CN-GX}}")
    flow, period, params = (
        _arguments(text, value[1:-1]) if value[1:-1].strip() else (None, None, {})
    )
    for key in params:
        if key not in DIMENSIONS:
            raise _bad(text, f"only slices in {name}={{…}}", _nearest(key, DIMENSIONS))
    return Target(Slice(**{key: _value(text, said) for key, said in params.items()}), flow, period)


def _held(text: str, held: str) -> str:
    if HELD.fullmatch(held) is None:
        raise _bad(
            text,
            "held=growth, fall, surplus, deficit, record, rank N or growth >= N",
            "write one of these",
        )
    return held


def _threshold(text: str, said: str) -> Threshold:
    number, _, unit = said.partition(" ")
    try:
        return Threshold(Decimal(number), unit.strip())
    except InvalidOperation:
        raise _bad(text, "over=NUMBER UNIT", "write it like over=1000000000000 CNY") from None


def _period(text: str, said: str) -> Period:
    try:
        return Period.parse(said)
    except BadPeriod as bad:
        raise BadPeriod(
            f"figure {text!r}", expected=bad.expected, seen=bad.seen, todo=bad.todo
        ) from None


def _measure(text: str, said: str) -> Measure:
    try:
        return Measure(said)
    except ValueError:
        known = [member.value for member in Measure]
        raise _bad(text, "a known measure", _nearest(said, known)) from None


def _value(text: str, said: str) -> str:
    if said.startswith('"'):
        if len(said) < 2 or not said.endswith('"') or '"' in said[1:-1].replace('""', ""):
            raise _bad(text, "a value in one pair of quotes", 'write a quote inside as ""')
        return said[1:-1].replace('""', '"')
    if said == "" or _SPECIAL.search(said):
        raise _bad(text, "a value", 'quote what holds , ( ) { } or "')
    return said


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _SPECIAL.search(value) else value


def _slice_words(slice_: Slice) -> list[str]:
    return [f"{dimension}={_quoted(code)}" for dimension, code in slice_.codes()]


def _own_words(figure: Figure) -> list[str]:
    words = []
    for name in _OWN_PARAMS:
        value = getattr(figure, name)
        if isinstance(value, Target):
            words.append(f"{name}={_target_text(figure, value)}")
        elif isinstance(value, Threshold):
            words.append(f"{name}={value.value:f} {value.unit}".rstrip())
        elif value is not None:
            words.append(f"{name}={value if isinstance(value, Period) else _quoted(value)}")
    return words


def _target_text(figure: Figure, target: Target) -> str:
    words = [(target.flow or figure.cell.flow).value, *_slice_words(target.slice)]
    if target.period is not None:
        words.append(str(target.period))
    return "{" + ", ".join(words) + "}"


def _bad(text: str, expected: str, todo: str) -> BadFigure:
    return BadFigure("figure", expected=expected, seen=repr(text), todo=todo)


def _nearest(seen: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(seen, names, n=2, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return "use one of " + ", ".join(names)
