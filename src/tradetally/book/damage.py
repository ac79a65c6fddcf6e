"""What to say where a file of a book is gone or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tradetally.errors import BadInput


@contextmanager
def whole(folder: Path) -> Iterator[None]:
    """Say clearly that a file of a book cannot be read."""
    try:
        yield
    except OSError as error:
        raise BadInput(
            "--book",
            expected=f"every file of the book in {folder}",
            seen=str(error).splitlines()[0],
            todo="restore the folder from a copy, or load the book anew",
        ) from error
