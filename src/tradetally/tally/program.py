"""A sparse linear program over cells, solved by HiGHS and confirmed in exact arithmetic.

HiGHS finds an optimum in floating point; its multipliers, taken as exact rationals, prove a bound
by weak duality whatever they are. So a bound is never better than it should be, only worse, by
about a billionth. Columns are scaled to their size and rows to their largest weight, because money
in 1e12 and shares in 1e-3 meet in one program. The options follow what was measured on tables of
trade: presolve off and primal simplex keep one warm basis for many bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from tradetally.cells import Cell
from tradetally.intervals import ANYTHING, Interval
from tradetally.periods import Period
from tradetally.statements import Statement

Variable = tuple[Cell, Period]
"""A cell in a round."""

Linear = Mapping[Variable, Fraction]

TOLERANCE = 1e-9
SIMPLE = 10**6
"""Multipliers are also tried as simple fractions: most are, and then the proof is exact."""

_PRIMAL_SIMPLEX = 4


@dataclass(frozen=True, slots=True)
class Constraint:
    """A row: the sum of ``weight · variable`` lies in ``bounds``; ``source`` is who says so."""

    terms: tuple[tuple[Variable, Fraction], ...]
    bounds: Interval
    source: Statement | str


@dataclass(frozen=True, slots=True)
class Optimum:
    """A proven lower bound of a linear form, what proves it, and where it is reached.

    ``multipliers`` are those of the rows; ``held`` are the variables whose own hulls take part.
    """

    value: Fraction
    multipliers: Mapping[int, Fraction]
    held: tuple[Variable, ...]
    point: Callable[[Variable], Fraction]

    def at(self, form: Linear) -> Fraction:
        """Return the value of a linear form at this point."""
        return sum((weight * self.point(name) for name, weight in form.items()), Fraction(0))


class Program:
    """Constraints over variables with known hulls; asked for many smallest values in turn."""

    def __init__(
        self, constraints: Sequence[Constraint], hulls: Mapping[Variable, Interval]
    ) -> None:
        self.constraints = tuple(_merged(constraint) for constraint in constraints)
        names = dict.fromkeys(name for c in self.constraints for name, _ in c.terms)
        self._columns = {name: at for at, name in enumerate(names)}
        self._hulls = [hulls.get(name, ANYTHING) for name in names]
        self._sizes = _sizes(self.constraints, self._columns, self._hulls)
        self._costed: set[int] = set()
        self._scales = [self._scale(constraint) for constraint in self.constraints]

    def knows(self, form: Linear) -> bool:
        """Whether some constraint names every variable of a form."""
        return all(name in self._columns for name in form)

    def least(self, form: Linear) -> Optimum | None:
        """Return a proven lower bound of a linear form; ``None`` where there is none.

        There is none where the constraints cannot all hold, where the form has no lower end, or
        where it names a variable that no constraint does.
        """
        import highspy

        if not self.knows(form):
            return None
        costs = {self._columns[name]: weight for name, weight in form.items()}
        size = max((abs(w) * self._sizes[at] for at, w in costs.items()), default=Fraction(1)) or 1
        model = self._model
        for at in self._costed - costs.keys():
            model.changeColCost(at, 0.0)
        for at, weight in costs.items():
            model.changeColCost(at, float(weight * self._sizes[at] / size))
        self._costed = set(costs)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = model.getSolution()
        duals = {
            at: Fraction(dual) * size / self._scales[at]
            for at, dual in enumerate(solution.row_dual)
            if abs(dual) > TOLERANCE
        }
        proof = self._best_proof(costs, duals)
        if proof is None:
            return None
        value, duals = proof
        reduced = solution.col_dual
        held = tuple(name for name, at in self._columns.items() if abs(reduced[at]) > TOLERANCE)
        levels = solution.col_value

        def point(name: Variable) -> Fraction:
            at = self._columns[name]
            return Fraction(levels[at]) * self._sizes[at]

        return Optimum(value, duals, held, point)

    def _best_proof(
        self, costs: Mapping[int, Fraction], duals: dict[int, Fraction]
    ) -> tuple[Fraction, dict[int, Fraction]] | None:
        """Return the better of two proofs: multipliers as they came, or as simple fractions."""
        snapped = {at: dual.limit_denominator(SIMPLE) for at, dual in duals.items()}
        proven = [(self._proven(costs, each), each) for each in (snapped, duals)]
        found = [(value, each) for value, each in proven if value is not None]
        return max(found, key=lambda proof: proof[0], default=None)

    def conflict(self) -> tuple[int, ...]:
        """Return an irreducible set of rows that cannot all hold; empty if all can."""
        import highspy

        model = self._model
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
            return ()
        model.setOptionValue("iis_strategy", int(highspy.IisStrategy.kIisStrategyIrreducible))
        _, iis = model.getIis()
        return tuple(sorted(iis.row_index_))

    def _proven(
        self, costs: Mapping[int, Fraction], duals: Mapping[int, Fraction]
    ) -> Fraction | None:
        """Return the bound that multipliers prove: weak duality, exactly."""
        bound = Fraction(0)
        rest = dict(costs)
        for row, dual in duals.items():
            constraint = self.constraints[row]
            end = constraint.bounds.low if dual > 0 else constraint.bounds.high
            if end is None:
                continue
            bound += dual * end
            for name, weight in constraint.terms:
                at = self._columns[name]
                rest[at] = rest.get(at, Fraction(0)) - dual * weight
        for at, weight in rest.items():
            if weight:
                end = self._hulls[at].low if weight > 0 else self._hulls[at].high
                if end is None:
                    return None
                bound += weight * end
        return bound

    def _scale(self, constraint: Constraint) -> Fraction:
        """Return the size of a row's largest term."""
        sizes = (abs(w) * self._sizes[self._columns[name]] for name, w in constraint.terms)
        return max(sizes, default=Fraction(1)) or Fraction(1)

    @cached_property
    def _model(self) -> Any:
        import highspy

        model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("solver", "simplex"),
            ("simplex_strategy", _PRIMAL_SIMPLEX),
            ("threads", 1),
        ):
            model.setOptionValue(option, value)
        for hull, size in zip(self._hulls, self._sizes, strict=True):
            model.addVar(*_ends(hull, size))
        for constraint, scale in zip(self.constraints, self._scales, strict=True):
            columns = [self._columns[name] for name, _ in constraint.terms]
            weights = [
                float(weight * self._sizes[at] / scale)
                for at, (_, weight) in zip(columns, constraint.terms, strict=True)
            ]
            low, high = _ends(constraint.bounds, scale)
            _add_row(model, low, high, columns, weights)
        return model


def _merged(constraint: Constraint) -> Constraint:
    """Return a constraint that names each variable once (a whole may be its own part)."""
    weights: dict[Variable, Fraction] = {}
    for name, weight in constraint.terms:
        weights[name] = weights.get(name, Fraction(0)) + weight
    if len(weights) == len(constraint.terms):
        return constraint
    return replace(constraint, terms=tuple((n, w) for n, w in weights.items() if w))


def _add_row(
    model: Any, low: float, high: float, columns: Sequence[int], weights: Sequence[float]
) -> None:
    import numpy as np

    model.addRow(
        low, high, len(columns), np.array(columns, dtype=np.int32), np.array(weights, dtype=float)
    )


def _ends(interval: Interval, size: Fraction) -> tuple[float, float]:
    low = float("-inf") if interval.low is None else float(interval.low / size)
    high = float("inf") if interval.high is None else float(interval.high / size)
    return low, high


def _sizes(
    constraints: Sequence[Constraint], columns: Mapping[Variable, int], hulls: Sequence[Interval]
) -> list[Fraction]:
    """Return the size of each variable: its larger known end, or what its rows let it reach.

    A variable without an end takes the size of the largest rest of a row: next to trillions a
    column of size 1 would have a weight so small that the solver takes it for none.
    """
    known = [_size(hull) for hull in hulls]
    reached = list(known)
    for constraint in constraints:
        ends = (constraint.bounds.low, constraint.bounds.high)
        terms = [(abs(weight), columns[name]) for name, weight in constraint.terms]
        rest = max(weight * known[at] for weight, at in terms) if terms else Fraction(0)
        rest = max(rest, *(abs(end) for end in ends if end is not None), Fraction(0))
        for weight, at in terms:
            if not known[at] and weight:
                reached[at] = max(reached[at], rest / weight)
    return [size or Fraction(1) for size in reached]


def _size(hull: Interval) -> Fraction:
    """Return the larger known end of a variable; 0 where none is known."""
    return max((abs(end) for end in (hull.low, hull.high) if end is not None), default=Fraction(0))
