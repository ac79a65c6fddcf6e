"""Samples: synthetic declarations of any size, calibrated to published figures.

In come a number of lines and a seed; out comes a folder of month files in the native layout, with
the rates and lists that compiling needs. ``calibrate`` solves the targets (``data/targets.txt``)
with the program that ``bounds`` uses; ``goals`` are what the strata must sum to, ``strata`` draws
and rakes them, ``traders`` and ``plan`` give them enterprises and lines, ``lines`` and ``columns``
make the lines, ``write`` streams them. Called by the command ``sample``; knows no book.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tradetally.errors import BadInput

if TYPE_CHECKING:
    from tradetally.sample.report import Held

FEWEST, MOST = 1_000, 1_000_000_000
NOTE = "SYNTHETIC.md"

__all__ = ["FEWEST", "MOST", "NOTE", "Sample", "check_call", "sample"]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was written: where, how many lines, and each target with what the sample has."""

    folder: Path
    lines: int
    seed: int
    held: tuple[Held, ...]

    @property
    def missed(self) -> tuple[Held, ...]:
        """The targets that a sample of this size does not reproduce."""
        return tuple(one for one in self.held if not one.is_met)


def sample(
    folder: Path,
    lines: int,
    seed: int = 0,
    kind: Literal["parquet", "csv"] = "parquet",
    progress: Callable[[int], None] = lambda _: None,
) -> Sample:
    """Write synthetic declarations to a folder that is empty or not there yet.

    ``progress`` is called with the lines that were written since it was called last, by any
    thread. Raises ``BadInput`` for a folder that holds something, or a number out of range.
    """
    check_call(folder, lines, seed)
    from tradetally.sample.note import note
    from tradetally.sample.plan import make_plan
    from tradetally.sample.report import planned
    from tradetally.sample.write import write_declarations, write_lists

    plan = make_plan(lines, seed)
    held = planned(plan)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NOTE).write_text(note(plan, held), encoding="utf-8")
    try:
        write_declarations(plan, folder, kind, progress)
    except BaseException:
        (folder / NOTE).unlink()
        raise
    write_lists(folder)
    return Sample(folder, lines, seed, tuple(held))


def check_call(folder: Path, lines: int, seed: int) -> None:
    """Raise ``BadInput`` for a number out of range, or a folder that holds something."""
    if not FEWEST <= lines <= MOST:
        raise BadInput(
            "--lines",
            expected=f"a number from {FEWEST:,} to {MOST:,}",
            seen=f"{lines:,}",
            todo="choose one in that range",
        )
    if seed < 0:
        raise BadInput(
            "--seed", expected="a whole number from 0", seen=str(seed), todo="leave out the sign"
        )
    if folder.exists() and not folder.is_dir():
        raise BadInput(
            "DIR", expected="a folder", seen=f"a file: {folder}", todo="name another place"
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise BadInput(
            "DIR",
            expected="a folder that is empty or not there yet",
            seen=f"{folder}, which holds {min(one.name for one in folder.iterdir())}",
            todo="name another folder, or remove what is in it",
        )
