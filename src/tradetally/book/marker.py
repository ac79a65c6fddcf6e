"""The file that makes a folder a book: ``book.json``, with the format and when it was made."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from tradetally.errors import BadInput

FORMAT = 1
NAME = "book.json"
_DRAFT = f".{NAME}.new"
NAMES = (NAME, _DRAFT)

_NO_URL = re.compile(r"[\[\]^|\\\x00-\x1f]|%[0-9A-Fa-f]{2}")


def is_marked(folder: Path) -> bool:
    """Whether a folder says that it is a book."""
    return (folder / NAME).is_file()


def write(folder: Path) -> None:
    """Mark a folder as a book: the last thing done in making one, at once or not at all."""
    marker = {"format": FORMAT, "created": datetime.now(UTC).isoformat(timespec="seconds")}
    draft = folder / _DRAFT
    draft.write_text(json.dumps(marker) + "\n", encoding="utf-8")
    os.replace(draft, folder / NAME)  # noqa: PTH105 (replaces at once, which is the point)


def check(folder: Path) -> None:
    """Raise ``BadInput`` if a folder is no book, or none that this program can read."""
    check_path(folder)
    if not is_marked(folder):
        raise BadInput(
            "--book",
            expected="the folder of a book",
            seen=_what_is_there(folder),
            todo="check the path, or make a book with tradetally load or compile",
        )
    found = _format(folder)
    if found is None:
        raise BadInput(
            "--book",
            expected=f"a {NAME} with the book's format",
            seen=f"a damaged {folder / NAME}",
            todo=f'put {{"format": {FORMAT}}} into it; the tables beside it are untouched',
        )
    if found != FORMAT:
        raise BadInput(
            "--book",
            expected=f"a book of format {FORMAT}",
            seen=f"format {found} in {folder / NAME}",
            todo="use the version of tradetally that made it, or a newer one",
        )


def check_path(folder: Path) -> None:
    """Raise ``BadInput`` for a path that Delta Lake's library cannot make a URL of."""
    path = folder.absolute().as_posix()
    if _NO_URL.search(path):
        raise BadInput(
            "--book",
            expected=r"a path without any of [ ] ^ | \ and without a % code",
            seen=path,
            todo="rename that folder, or give another one",
        )


def _format(folder: Path) -> int | None:
    try:
        marker = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except ValueError:
        return None
    found = marker.get("format") if isinstance(marker, dict) else None
    return found if isinstance(found, int) else None


def _what_is_there(folder: Path) -> str:
    if folder.is_dir():
        return f"no {NAME} in {folder}"
    return f"the file {folder}" if folder.exists() else f"nothing at {folder}"
