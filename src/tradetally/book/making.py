"""Making a book: a new or empty folder with its tables and, last of all, its marker."""

from __future__ import annotations

from pathlib import Path

from tradetally.book import lock, marker
from tradetally.book.recovery import STAGING
from tradetally.book.tables import TABLES, create
from tradetally.errors import BadInput


def make(folder: Path, wait: float) -> bool:
    """Make a folder a book; return whether it was none before."""
    marker.check_path(folder)
    if folder.exists() and not marker.is_marked(folder):
        _check_empty(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise lock.unwritable(folder, error) from error
    with lock.writing(folder, wait):
        if marker.is_marked(folder):
            return False
        create(folder, ["statements"])
        marker.write(folder)
    return True


def _check_empty(folder: Path) -> None:
    """Raise ``BadInput`` for a folder with files that no unfinished book leaves behind."""
    if not folder.is_dir():
        marker.check(folder)
    own = {lock.NAME, *marker.NAMES, *TABLES, STAGING}
    foreign = sorted(path.name for path in folder.iterdir() if path.name not in own)
    if foreign:
        raise BadInput(
            "--book",
            expected="a book, or an empty folder for a new one",
            seen=f"{foreign[0]} in {folder}",
            todo="give another folder",
        )
