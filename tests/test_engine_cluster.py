"""Spark on a master and two workers, each a process of its own, gives what DuckDB gives.

This takes a minute: it runs in ``make cluster``, where TRADETALLY_CLUSTER is set.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tradetally.engines import Engine, Table, portable, session
from tradetally.engines.duckdb import DuckDB
from tradetally.engines.spark import Spark
from tradetally.errors import BadInput

LINES = 200_000

pytestmark = pytest.mark.skipif(
    not os.environ.get("TRADETALLY_CLUSTER"), reason="takes a minute: see make cluster"
)


@dataclass(frozen=True)
class Cluster:
    """A standalone master: where it is, and what it says of itself."""

    url: str
    page: str

    def state(self) -> dict[str, Any]:
        with urlopen(f"{self.page}/json/", timeout=10) as answer:
            said: dict[str, Any] = json.load(answer)
            return said


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a master with two workers, up and known to each other."""
    try:
        session.check()
    except BadInput as missing:
        pytest.skip(str(missing))
    folder = tmp_path_factory.mktemp("cluster")
    port, page = free_port(), free_port()
    cluster = Cluster(f"spark://127.0.0.1:{port}", f"http://127.0.0.1:{page}")
    here = ["--host", "127.0.0.1"]
    with ExitStack() as stack:
        master = ["--port", str(port), "--webui-port", str(page)]
        stack.enter_context(process(folder, "master.Master", [*here, *master]))
        for number in (1, 2):
            limits = ["--cores", "1", "--memory", "1g", "--webui-port", "0"]
            place = ["--work-dir", str(folder / str(number))]
            command = [*here, *limits, *place, cluster.url]
            stack.enter_context(process(folder, "worker.Worker", command))
        wait_for_workers(cluster, 2)
        yield cluster


class process:  # noqa: N801 - it is used as a function
    """A part of a cluster, from the start of the block to its end."""

    def __init__(self, folder: Path, part: str, arguments: list[str]) -> None:
        import pyspark

        program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        command = [str(program), f"org.apache.spark.deploy.{part}", *arguments]
        self._log = (folder / "log").open("ab")
        quiet = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder)}
        self._process = subprocess.Popen(
            command, stdout=self._log, stderr=self._log, env=os.environ | quiet
        )

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)
        self._log.close()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for_workers(cluster: Cluster, number: int) -> None:
    for _ in range(240):
        try:
            if cluster.state()["aliveworkers"] == number:
                return
        except OSError:
            pass
        time.sleep(0.25)
    pytest.fail(f"no {number} workers at {cluster.page}")


def declarations(path: Path) -> str:
    """Write made-up lines of three months, the same each time."""
    dice = random.Random(2025)
    first = date(2025, 1, 1)
    table = pa.table(
        {
            "declaration": [f"{number // 3:09d}" for number in range(LINES)],
            "date": [first + timedelta(days=dice.randrange(90)) for _ in range(LINES)],
            "partner": [dice.choice(["US", "KR", "VN", None]) for _ in range(LINES)],
            "value": pa.array(
                [Decimal(dice.randrange(10**9)).scaleb(-2) for _ in range(LINES)],
                pa.decimal128(18, 2),
            ),
        }
    )
    pq.write_table(table, path, row_group_size=20_000)
    return str(path)


def compiled(engine: Engine, file: str, folder: Path) -> tuple[list[dict[str, Any]], list[Any]]:
    """Convert, publish by month, and sum what was published."""
    lines = engine.parquet("lines", [file])
    rates = engine.values(
        "rates",
        {"start": [24300, 24301], "rate": [Decimal("0.13912345"), Decimal("0.14")]},
        {"start": "int32", "rate": "decimal(18, 8)"},
    )
    dated = lines.mutate(start=portable.month_of(lines["date"]))
    rated = dated.left_join(rates, "start").drop("start_right")
    converted = rated.mutate(value_usd=portable.product(rated["value"], rated["rate"]))
    written = engine.write(converted.drop("rate"), folder, by="start", order=["partner"])
    kinds = {of: str(kind) for of, kind in converted.drop("rate").schema().items()}
    items = engine.table("items", [str(file.path) for file in written], kinds)
    totals = summed(items)
    return engine.rows(totals), [(file.value, file.rows) for file in written]


def summed(items: Table) -> Table:
    value = items["value"]
    return (
        items.group_by("start", "partner")
        .aggregate(
            lines=items.count(),
            declarations=items["declaration"].nunique(),
            value=value.sum(),
            value_usd=items["value_usd"].sum(),
            median=portable.quantiles(value, 0.5)[0],
        )
        .order_by("start", "partner")
    )


def test_a_cluster_gives_what_one_process_gives(cluster: Cluster, tmp_path: Path) -> None:
    file = declarations(tmp_path / "lines.parquet")
    alone = compiled(DuckDB(), file, tmp_path / "duckdb")
    engine = Spark(cluster.url, temp=tmp_path / "temp")
    try:
        together = compiled(engine, file, tmp_path / "spark")
        at_work = [worker["coresused"] for worker in cluster.state()["workers"]]
    finally:
        engine.close()
    assert together == alone
    assert at_work == [1, 1]
    totals, written = together
    assert [rows for _, rows in written] == [68627, 62040, 69333]
    assert len(totals) == 12
