"""Queries side by side: several at once on one database, each on a connection of its own.

DuckDB divides the work of a query by the row groups of the files that it reads. A month's file is
often a single one, so that one query after the other would leave all processors but one idle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")

_MOST = 4
"""How many run at once at most: each holds the rows of a file that it writes."""


class SideBySide:
    """Runs queries on connections to the database of ``con``; they are watched as one.

    >>> import duckdb
    >>> queries = SideBySide(duckdb.connect(), 3)
    >>> queries.run([lambda con, n=n: con.execute(f"SELECT {n}").fetchone()[0] for n in (1, 2, 3)])
    [1, 2, 3]
    """

    def __init__(self, con: Any, number: int) -> None:
        threads = con.execute("SELECT current_setting('threads')").fetchone()[0]
        self._connections = [con.cursor() for _ in range(min(threads, number, _MOST))]
        for connection in self._connections:
            for setting in ("enable_progress_bar = true", "enable_progress_bar_print = false"):
                connection.execute(f"SET {setting}")
        self._number = number
        self._done = 0
        self._running: set[Any] = set()
        self._is_stopped = False

    def run(self, queries: Sequence[Callable[[Any], Result]]) -> list[Result]:
        """Return what each query returns, in their order; the first failure stops all."""
        free: SimpleQueue[Any] = SimpleQueue()
        for connection in self._connections:
            free.put(connection)

        def one(query: Callable[[Any], Result]) -> Result:
            connection = free.get()
            self._running.add(connection)
            try:
                if self._is_stopped:
                    raise KeyboardInterrupt
                return query(connection)
            except BaseException:
                self.interrupt()
                raise
            finally:
                self._running.discard(connection)
                self._done += 1
                free.put(connection)

        with ThreadPoolExecutor(len(self._connections)) as pool:
            futures = [pool.submit(one, query) for query in queries]
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            raise next((error for error in errors if not _is_stop(error)), errors[0])
        return [future.result() for future in futures]

    def query_progress(self) -> float:
        """Return how many percent of the queries are done."""
        running = sum(max(float(one.query_progress()), 0.0) for one in tuple(self._running))
        return (100 * self._done + running) / self._number

    def interrupt(self) -> None:
        """Stop what is running, and start nothing more."""
        self._is_stopped = True
        for connection in self._connections:
            connection.interrupt()


def _is_stop(error: BaseException) -> bool:
    import duckdb

    return isinstance(error, (KeyboardInterrupt, duckdb.InterruptException))
