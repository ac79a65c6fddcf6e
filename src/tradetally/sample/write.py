"""A sample as a folder: month files of declarations, and the lists that go with them.

Months are written side by side, each in chunks, so memory is bounded whatever the size. A file
depends on the plan alone, not on which month was first: the same lines and seed are the same
bytes. Until all months are there, their folder has a name that nothing reads.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any, Literal

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from tradetally.periods import Period
from tradetally.sample import axes
from tradetally.sample.columns import table
from tradetally.sample.goods import definitions, goods
from tradetally.sample.lines import make_lines
from tradetally.sample.plan import Plan
from tradetally.sample.rates import rates

Format = Literal["parquet", "csv"]
Progress = Callable[[int], None]
"""Called, by any thread, with the lines that were written since it was called last."""

DECLARATIONS = "declarations"
MARK = "tradetally.synthetic"
WORKERS = 2

_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Job:
    """What every month is written by, and to; ``stop`` is set once one of them failed."""

    plan: Plan
    folder: Path
    kind: Format
    progress: Progress
    stop: Event


def write_declarations(plan: Plan, folder: Path, kind: Format, progress: Progress) -> None:
    """Write every month's file; where that is interrupted, nothing is left."""
    unfinished = folder / _UNFINISHED
    unfinished.mkdir(parents=True)
    stop = Event()
    try:
        with ThreadPoolExecutor(min(WORKERS, os.cpu_count() or 1)) as pool:
            try:
                job = Job(plan, unfinished, kind, progress, stop)
                months = [pool.submit(_write_month, job, month) for month in range(axes.MONTHS)]
                for done in as_completed(months):
                    done.result()
            except BaseException:
                stop.set()
                pool.shutdown(wait=True, cancel_futures=True)
                raise
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    unfinished.rename(folder / DECLARATIONS)


def _write_month(job: Job, month: int) -> None:
    path = job.folder / f"{Period(axes.START + month, 1)}.{job.kind}"
    writer: Any = None
    for chunk in job.plan.chunks(month):
        if job.stop.is_set():
            break
        made = table(make_lines(job.plan, chunk), chunk)
        if job.kind == "csv":
            made = _plain(made)
        writer = writer or _writer(path, made.schema, job.plan, job.kind)
        writer.write_table(made)
        job.progress(made.num_rows)
    if writer is not None:
        writer.close()


def _writer(path: Path, schema: pa.Schema, plan: Plan, kind: Format) -> Any:
    if kind == "csv":
        return pyarrow.csv.CSVWriter(path, schema)
    coded = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    writer = pyarrow.parquet.ParquetWriter(
        path,
        schema,
        compression="zstd",
        use_dictionary=coded,
        store_decimal_as_integer=True,
        store_schema=False,
    )
    writer.add_key_value_metadata(
        {MARK: "true", "tradetally.seed": str(plan.seed), "tradetally.lines": str(plan.lines)}
    )
    return writer


def _plain(made: pa.Table) -> pa.Table:
    """Return a table with texts in place of coded columns, which CSV cannot have."""
    fields = (
        pa.field(each.name, pa.string() if pa.types.is_dictionary(each.type) else each.type)
        for each in made.schema
    )
    return made.cast(pa.schema(fields))


def write_lists(folder: Path) -> None:
    """Write the rates, the commodity list and the products' definitions."""
    _csv(folder / "rates.csv", ("month", "from", "to", "rate"), rates().table())
    listed = goods()
    units = zip(listed.codes, listed.units, listed.second_units, strict=True)
    header = ("code", "unit", "second_unit", "since", "until")
    _csv(folder / "commodities.csv", header, ((*map(str, row), "", "") for row in units))
    own = ((one.product, one.definition, "", "", one.note) for one in definitions())
    _csv(folder / "products.csv", ("product", "definition", "since", "until", "note"), own)


def _csv(path: Path, header: Sequence[str], body: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(body)
