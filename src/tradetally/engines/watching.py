"""A running query under watch: its progress told, and stopped at once where the user says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from tradetally.engines import Progress

Result = TypeVar("Result")

_PAUSE = 0.2


class Queries(Protocol):
    """What runs queries: DuckDB's own connection has these two, and so has Spark's watch."""

    def query_progress(self) -> float:
        """Return how many percent of the running query are done, or a negative number."""

    def interrupt(self) -> None:
        """Stop what is running."""


def watched(
    queries: Queries, work: Callable[[], Result], progress: Progress | None = None
) -> Result:
    """Return what ``work`` returns, which runs a query: it can be stopped, and looked at.

    It runs in a thread. In this one DuckDB looks for a Ctrl-C between tasks only, and a task may
    take ten seconds; here it is seen at once. ``progress`` is called in the caller's thread.
    """
    results: list[Result] = []
    errors: list[BaseException] = []
    over = threading.Event()  # a join that Ctrl-C stops takes the thread for ended, up to 3.12

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # handed on below, whatever it is
            errors.append(error)
        over.set()

    threading.Thread(target=run, daemon=True).start()
    try:
        _wait(queries, over, progress)
    except BaseException:
        while not over.is_set():
            queries.interrupt()
            over.wait(_PAUSE)
        raise
    if errors:
        raise errors[0]
    return results[0]


def _wait(queries: Queries, over: threading.Event, progress: Progress | None) -> None:
    best = 0.0
    while not over.wait(_PAUSE):
        share = min(queries.query_progress() / 100, 1.0)
        if progress is not None and share > best:
            best = share
            progress(share)
    if progress is not None:
        progress(1.0)
