"""One writer at a time, over all processes: a lock that its holder's death sets free."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tradetally.errors import BookBusy

NAME = "book.lock"


@contextmanager
def writing(folder: Path, wait: float) -> Iterator[None]:
    """Hold the write lock of a book's folder; raise ``BookBusy`` after ``wait`` seconds."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / NAME)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise BookBusy(
            f"--book: another process has been writing to {folder} for {wait:g} seconds."
            " To do: wait for it to end, then try again."
        ) from None
    try:
        yield
    finally:
        lock.release()
