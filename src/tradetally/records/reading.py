"""Reading: what goes wrong with files said as bad input."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from tradetally.errors import BadInput

_FULL = ("No space left on device", "not enough space", "disk is full", "failed to write")


@contextmanager
def reading() -> Iterator[None]:
    """Say of an ``OSError`` whether the disk is full or a source cannot be read to its end."""
    try:
        yield
    except MemoryError as error:
        raise BadInput(
            "SOURCE",
            expected="to do with the memory that the engine may take",
            seen=str(error).splitlines()[0],
            todo="compile fewer files at a time; nothing was changed",
        ) from error
    except OSError as error:
        said = str(error).strip().splitlines()[0]
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or any(one in str(error) for one in _FULL):
            raise BadInput(
                "--book",
                expected="room on the disk for a new vintage",
                seen=said,
                todo="make room and give the same command again; the book is as it was",
            ) from error
        raise BadInput(
            "SOURCE",
            expected="files that can be read to their end",
            seen=said,
            todo="fetch the file again, or mend that line; the book is as it was",
        ) from error
