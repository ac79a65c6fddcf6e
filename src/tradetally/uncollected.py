"""Work without the collector of cycles: what is read has none, and a long text is much of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles again and again while values without any pile up.

    It is a fifth of the time that a text of megabytes takes, and half of what the statements of a
    book take. Values are freed as ever once nothing holds them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
