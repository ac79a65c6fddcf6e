"""The jobs of a Spark session under watch, what goes wrong with them, and the files they leave."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tradetally.engines import Table, Written

_NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__"
_FILES = "FAILED_READ_FILE|CANNOT_READ|MALFORMED_|PATH_NOT_FOUND|UNABLE_TO_INFER_SCHEMA"


class Jobs:
    """What a session runs: how far it is, and a way to stop it."""

    def __init__(self, session: Any) -> None:
        self._context = session.sparkContext

    def query_progress(self) -> float:
        """Return how many percent of the tasks known by now are done."""
        tracker = self._context.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        tasks = sum(stage.numTasks for stage in stages if stage)
        done = sum(stage.numCompletedTasks for stage in stages if stage)
        return 100 * done / tasks if tasks else -1.0

    def interrupt(self) -> None:
        """Stop all jobs."""
        self._context.cancelAllJobs()


@contextmanager
def failures_said(cause: Callable[[], str | None] = lambda: None) -> Iterator[None]:
    """Say in Python's own terms that a file cannot be read.

    ``cause`` is asked what is wrong with it, as Spark says too much and too little.
    """
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JJavaError, PySparkException) as error:
        said = str(error)
        if "OutOfMemoryError" in said:
            raise MemoryError("java.lang.OutOfMemoryError") from error
        found = re.search(rf"\[({_FILES})[^\n]*", said)
        if found:
            raise OSError(cause() or found[0]) from error
        raise


def moved(staging: Path, folder: Path, by: Table | None) -> tuple[Written, ...]:
    """Move the files that Spark wrote to a folder, under new names, and return what they hold."""
    import pyarrow.parquet as pq

    written = []
    for file in staging.rglob("*.parquet"):
        rows = pq.read_metadata(file).num_rows
        if not rows:
            continue
        target = folder
        value: int | str | None = None
        if by is not None:
            told = file.parent.name.partition("=")[2]
            target = folder / f"{by.get_name()}={told}"
            target.mkdir(exist_ok=True)
            value = _value(unquote(told), by)
        path = file.rename(target / f"{os.urandom(16).hex()}.parquet")
        written.append(Written(path, rows, path.stat().st_size, value))
    return tuple(sorted(written, key=lambda file: file.path))


def _value(told: str, by: Table) -> int | str | None:
    if told == _NULL_FOLDER:
        return None
    return int(told) if by.type().is_integer() else told
