"""What the user reads where an engine cannot be had, and that asking for it costs nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tradetally.engines import session
from tradetally.engines.spark import Spark
from tradetally.errors import BadInput


def test_without_pyspark_the_install_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    with pytest.raises(BadInput) as refused:
        Spark()
    assert str(refused.value) == (
        "--engine spark: expected PySpark 4.3, saw that it is not installed. "
        'To do: python -m pip install "tradetally[spark]".'
    )


@pytest.mark.parametrize(
    ("home", "java"), [(None, "java"), ("/nowhere/jdk", "/nowhere/jdk/bin/java")]
)
def test_without_java_a_package_is_named(
    monkeypatch: pytest.MonkeyPatch, home: str | None, java: str
) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: "there")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if home:
        monkeypatch.setenv("JAVA_HOME", home)
    with pytest.raises(BadInput) as refused:
        Spark()
    assert str(refused.value) == (
        f"--engine spark: expected Java 17 or newer, saw no {java}. "
        "To do: install a Java runtime, such as Debian's openjdk-17-jre-headless, "
        "or set JAVA_HOME to one."
    )


def test_engines_import_nothing_heavy_until_they_are_made() -> None:
    heavy = ["duckdb", "ibis", "numpy", "pandas", "py4j", "pyarrow", "pyspark"]
    script = (
        "import sys, tradetally.engines.duckdb, tradetally.engines.spark, "
        "tradetally.engines.portable, tradetally.engines.columns\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_a_query_of_duckdb_imports_no_arrow() -> None:
    script = (
        "import sys\n"
        "from tradetally.engines.duckdb import DuckDB\n"
        "engine = DuckDB()\n"
        "asked = engine.values('asked', {'n': [1]}, {'n': 'int8'})\n"
        "assert engine.rows(asked) == [{'n': 1}]\n"
        "print([name for name in ('pandas', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
