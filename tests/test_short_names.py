"""A briefing says names short: each is still understood as the code that it stands for."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from tradetally import codes

LANGUAGES = ("en", "zh")


def short_names() -> list[tuple[str, str, str]]:
    found = []
    for language in LANGUAGES:
        data = files("tradetally.languages") / language / "briefing.toml"
        short = tomllib.loads(data.read_text(encoding="utf-8"))["short"]
        found += [(language, code, name) for code, name in short.items()]
    assert len(found) > 50
    return found


@pytest.mark.parametrize(("language", "code", "name"), short_names())
def test_is_understood(language: str, code: str, name: str) -> None:
    bare = name.removeprefix("the ")
    understood = {
        (found.dimension, found.code)
        for dimension in codes.DIMENSIONS
        if (found := codes.find(dimension, bare, language=language)) is not None
    }
    assert code in {one for _, one in understood}
