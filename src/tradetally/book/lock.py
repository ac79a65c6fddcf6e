"""One writer at a time, over all processes: a lock that its holder's death sets free."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tradetally.errors import BadInput, BookBusy

NAME = "book.lock"


@contextmanager
def writing(folder: Path, wait: float) -> Iterator[None]:
    """Hold the write lock of a book's folder, and say clearly what keeps it from being written.

    Raises ``BookBusy`` after ``wait`` seconds, and ``BadInput`` if the disk does not take what
    is written: then the book is as it was.
    """
    from deltalake.exceptions import DeltaError
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / NAME, timeout=wait):
            yield
    except Timeout:
        raise BookBusy(
            f"--book: another process has been writing to {folder} for {wait:g} seconds."
            " To do: wait for it to end, then try again."
        ) from None
    except (OSError, DeltaError) as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: Exception) -> BadInput:
    """Return what to say where the disk does not take what is written."""
    return BadInput(
        "--book",
        expected=f"to write to {folder}",
        seen=str(error).splitlines()[0].rstrip("."),
        todo="see that there is room on the disk and the folder is yours;"
        " what the book held before is as it was",
    )
