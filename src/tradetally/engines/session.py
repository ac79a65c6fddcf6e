"""A session of Spark as tradetally wants it: quiet, in UTC, and strict as DuckDB is."""

from __future__ import annotations

import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tradetally.errors import BadInput

_LOG = Path(__file__).with_name("log4j2.properties")

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # a month of declarations is small: Spark's 200 pieces of each would mostly be overhead
    "spark.sql.shuffle.partitions": "16",
    # what DuckDB does: a cast that fails and a sum that overflows stop the query
    "spark.sql.ansi.enabled": "true",
    # a row that is too short is looked for in columns that nobody asked for as well
    "spark.sql.csv.parser.columnPruning.enabled": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
    "spark.driver.maxResultSize": "0",
}


def check() -> None:
    """Raise ``BadInput`` where PySpark or Java is missing, with what installs it."""
    if find_spec("pyspark") is None:
        raise BadInput(
            "--engine spark",
            expected="PySpark 4.3",
            seen="that it is not installed",
            todo='python -m pip install "tradetally[spark]"',
        )
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else Path("java")
    if shutil.which(java) is None:
        raise BadInput(
            "--engine spark",
            expected="Java 17 or newer",
            seen=f"no {java}",
            todo="install a Java runtime, such as Debian's openjdk-17-jre-headless, "
            "or set JAVA_HOME to one",
        )


def start(master: str, *, memory: str, temp: Path) -> Any:
    """Return a session on a master, local or of a cluster."""
    with pandas_accepted():
        from pyspark.sql import SparkSession

        running = SparkSession.getActiveSession()
        if running is not None and running.sparkContext.master != master:
            raise BadInput(
                "--engine spark",
                expected=f"one Spark master in a process, {running.sparkContext.master}",
                seen=master,
                todo="close the engine on the other master first",
            )
        builder = SparkSession.builder.master(master).appName("tradetally")
        # its errors are raised as well; there it prints them with all of Java's stack
        logging.getLogger("SQLQueryContextLogger").disabled = True
        for setting, value in (_SETTINGS | _placed(master, memory, temp)).items():
            builder = builder.config(setting, value)
        return builder.getOrCreate()


@contextmanager
def pandas_accepted() -> Iterator[None]:
    """Pass over PySpark's warning, as it is imported, that it is not made for pandas 3.

    No pandas data goes to Spark or comes from it here: tables go and come as Arrow.
    """
    with warnings.catch_warnings():
        said = "PySpark does not yet fully support pandas"
        warnings.filterwarnings("ignore", message=said, category=FutureWarning)
        yield


def _placed(master: str, memory: str, temp: Path) -> dict[str, str]:
    """Return the settings that depend on where Spark runs."""
    settings = {
        "spark.driver.memory": memory,
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOG.as_uri()}",
        "spark.local.dir": str(temp),
        "spark.sql.warehouse.dir": str(temp / "warehouse"),
    }
    if master.startswith(("local", "spark://127.0.0.1", "spark://localhost")):
        # the machine's own address may be one that nothing answers on
        settings |= dict.fromkeys(("spark.driver.host", "spark.driver.bindAddress"), "127.0.0.1")
    return settings
