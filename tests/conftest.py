"""What all tests share: the folder of real customs data, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tradetally.book import Book
from tradetally.passages import load

# no test asserts a wall time; where nobody looks for new cases, the same ones are tried each time
settings.register_profile("everywhere", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("everywhere")

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
