"""What all tests share: the folder of real customs data, where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """Return the folder of real texts and tables; skip, by name, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the real data in ../shared, which is not part of the project")
    return SHARED
