"""Times the tally on made-up bulletins: ``python benchmarks/tally.py``.

Prints seconds and, beside them, the same question put to a plain linear program over the whole
round (what one would write without neighbourhoods), as a ratio in one run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bulletins import ROUND, figures, statements

from tradetally.cells import EVERYTHING
from tradetally.tally.bounds import bound
from tradetally.tally.conflicts import conflicts
from tradetally.tally.knowledge import Knowledge

BOUNDS = 200
WHOLE = 3


def timed(what: str, run: Callable[[], object]) -> float:
    """Run something once, print how long it took and return that."""
    start = time.perf_counter()
    run()
    took = time.perf_counter() - start
    print(f"{what:<58}{took:8.2f} s")
    return took


def main() -> None:
    """Time feasibility, bounds and conflicts on one year of bulletins."""
    exact, said = statements(10_000)
    print(f"{len(said)} statements over {len(exact)} cells")
    knowledge = Knowledge(said)
    told = {statement.figure for statement in said}
    unsaid = [figure for figure in figures(exact) if figure not in told][:BOUNDS]

    timed("feasible, and what each cell may be", lambda: knowledge.solution(ROUND))
    near = timed(
        f"bounds of {len(unsaid)} figures, neighbourhoods",
        lambda: [bound(figure, knowledge, ROUND, derive=False, patience=1) for figure in unsaid],
    )
    far = timed(
        f"bounds of {WHOLE} figures, the whole round each",
        lambda: [
            bound(figure, knowledge, ROUND, derive=False, reach=10**9) for figure in unsaid[:WHOLE]
        ],
    )
    print(f"{'whole over neighbourhood, a figure':<58}{far / WHOLE / (near / len(unsaid)):8.1f} ×")

    _, few = statements(2_000)
    wrong = next(
        s for s in few if s.figure.indicator == "level" and s.figure.cell.slice != EVERYTHING
    )
    false = replace(wrong, interval=wrong.interval * 3, value=wrong.value * 3)
    timed("2000 statements, one false: the small sets", lambda: conflicts([*few, false], ROUND))


if __name__ == "__main__":
    main()
