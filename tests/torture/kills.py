"""Two hundred kills: ``make torture``. Not a part of ``make test``, as it takes a while."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.kills import survive

KILLS = 200


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_lost_or_counted_twice(tmp_path: Path, seed: int) -> None:
    survive(tmp_path, KILLS // 8, seed)
