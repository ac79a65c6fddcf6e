"""What an interrupted publication leaves behind, and how it is undone.

Files for a vintage are listed in ``moved.json`` before they are moved beside their tables. While
the manifest has no such vintage, they belong to none; and a table with a later version than the
last vintage names is put back to that one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tradetally.book.marginals import COMPILED
from tradetally.book.tables import create, delta
from tradetally.book.vintage import Vintage

if TYPE_CHECKING:
    from deltalake import DeltaTable

STAGING = ".staging"
_MOVED = "moved.json"


def recover(folder: Path, vintages: Sequence[Vintage]) -> None:
    """Undo what an unfinished publication left behind; to be called under the write lock."""
    create(folder, (*COMPILED, "vintages"))
    pinned = dict(vintages[-1].tables) if vintages else {}
    for name in COMPILED:
        table = delta(folder, name)
        wanted = pinned.get(name, 0)
        if table.version() != wanted and not _is_restored(table, wanted):
            table.restore(wanted)
    note = folder / STAGING / _MOVED
    if note.is_file():
        _delete_moved(folder, note, vintages[-1].number if vintages else 0)
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def _is_restored(table: DeltaTable, wanted: int) -> bool:
    """Whether the last commit is already the one that put a table back to a version."""
    last = table.history(1)[0]
    said = last.get("operationParameters", {})
    return last.get("operation") == "RESTORE" and str(said.get("version")) == str(wanted)


def _delete_moved(folder: Path, note: Path, published: int) -> None:
    """Delete the files that were moved for a vintage which was not published."""
    with suppress(ValueError):  # cut off: then nothing was moved yet
        said = json.loads(note.read_text(encoding="utf-8"))
        if said["vintage"] > published:
            for name, places in said["moved"].items():
                for place in places:
                    (folder / name / place).unlink(missing_ok=True)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Make a new folder for what is on the way, and remove all of it in the end."""
    staging = folder / STAGING / "files"
    staging.mkdir(parents=True)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def write_down(folder: Path, text: str) -> None:
    """Note which files are moved: the note is there whole or not at all, whatever comes next."""
    path = folder / STAGING / _MOVED
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)  # noqa: PTH105 (replaces at once, which is the point)
