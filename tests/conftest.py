"""What all tests share: the folder of real customs data, where there is one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tradetally.book import Book
from tradetally.engines import Engine, session
from tradetally.engines.duckdb import DuckDB
from tradetally.engines.spark import Spark
from tradetally.errors import BadInput
from tradetally.passages import load

# no test asserts a wall time; where nobody looks for new cases, the same ones are tried each time
settings.register_profile("everywhere", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("everywhere")

collect_ignore = ["fuzz"]  # needs atheris: see `make fuzz`

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """Return the folder of real texts and tables; skip, by name, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the real data in ../shared, which is not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def customs_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a book with the real bulletin and location tables of China's customs."""
    data = SHARED / "data"
    if not data.is_dir():
        pytest.skip("needs the real data in ../shared, which is not part of the project")
    tables = [
        *sorted((data / "gacc_bulletin").glob("*.csv")),
        *sorted((data / "gacc_province").glob("20*.csv")),
    ]
    assert len(tables) == 24
    folder = tmp_path_factory.mktemp("customs") / "book"
    load(tables, folder)
    return Book.open(folder)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return Spark on this machine, started once; skip, by name, without PySpark or Java."""
    try:
        session.check()
    except BadInput as missing:
        pytest.skip(str(missing))
    engine = Spark("local[2]", memory="2g", temp=tmp_path_factory.mktemp("spark"))
    yield engine
    engine.close()


@pytest.fixture(params=["duckdb", "spark"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return each engine in turn: one body of a test, the same rows."""
    if request.param == "spark":
        yield request.getfixturevalue("spark")
        return
    engine = DuckDB()
    yield engine
    engine.close()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Send the tests on Spark to one process, as each would start a Spark of its own.

    pytest-xdist's marks for groups do nothing with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class OneSpark(LoadScopeScheduling):  # type: ignore[misc] # xdist tells no types
        def _split_scope(self, nodeid: str) -> str:
            return "spark" if re.search(r"[\[-]spark[\]-]", nodeid) else nodeid

    return OneSpark(config, log)
