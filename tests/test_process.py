"""The process of a command: how it ends, and what it leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUN = "import sys; from tradetally.__main__ import run; {before}; sys.argv[1:] = {args}; run()"


LONG = "".join(f"China's exports rose {n / 10} percent in May 2024.\n" for n in range(1, 2001))


def ended(before: str, *args: str) -> subprocess.CompletedProcess[str]:
    script = RUN.format(before=before, args=list(args))
    return subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize(("args", "status"), [(("--version",), 0), (("read", "gone.txt"), 2)])
def test_what_is_to_be_done_at_an_exit_is_done(args: tuple[str, ...], status: int) -> None:
    done = ended("import atexit; atexit.register(print, 'the last word')", *args)
    assert done.returncode == status
    assert done.stdout.endswith("the last word\n")


def test_all_is_written_before_the_end(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(LONG)
    shown = ended("pass", "read", str(text))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.count("growth(exports, 2024-05)") == 2000
    assert shown.stdout.endswith("\n")


def test_a_reader_that_leaves_is_no_failure(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(LONG)
    script = f"{sys.executable} -m tradetally read {text} | head -1; echo ${{PIPESTATUS[0]}}"
    left = subprocess.run(["bash", "-c", script], check=True, capture_output=True, text=True)
    assert left.stdout.endswith("\n0\n")
    assert left.stderr == ""


ENGINE = """
from pathlib import Path
from tradetally.engines.{module} import {name}
engine = {name}(temp=Path({folder!r}){more})
rows = engine.values("rows", {{"n": list(range(1000))}}, {{"n": "int64"}})
wide = rows.cross_join(rows.rename(m="n").limit(1000).view()).mutate(text=rows["n"].cast("string"))
engine.keep("kept", wide.order_by("m"))
assert list(Path({folder!r}).iterdir())
"""


def left_behind(folder: Path, module: str, name: str, more: str = "") -> list[Path]:
    """Return what is in a folder after a process that made an engine there and did not close it."""
    script = ENGINE.format(module=module, name=name, folder=str(folder), more=more)
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    return list(folder.iterdir())


def test_duckdb_leaves_no_folder(tmp_path: Path) -> None:
    assert left_behind(tmp_path, "duckdb", "DuckDB", ', memory="50MB", threads=1') == []


def test_spark_leaves_no_folder(tmp_path: Path) -> None:
    session = pytest.importorskip("tradetally.engines.session")
    try:
        session.check()
    except Exception as missing:  # without PySpark or Java
        pytest.skip(str(missing))
    assert left_behind(tmp_path, "spark", "Spark") == []
