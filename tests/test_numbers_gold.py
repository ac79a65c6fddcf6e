"""Numbers of a public test suite in ../shared: right, or listed with the reason why not.

A reading is right where a number overlaps the gold's and has its value. A Chinese numeral that
stands alone is read with 元 behind it: no trade text has a number in words without a unit.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from tradetally.languages import language

ROOT = Path(__file__).resolve().parents[1]
SUITE = ROOT.parent / "shared" / "data" / "numbers"
DISPUTED = Path(__file__).parent / "data" / "numbers" / "disputed.tsv"
FOLDERS = {"en": "english", "zh": "chinese"}
MODELS = ("NumberModel", "PercentModel")
MISREAD = "misread"

Case = tuple[str, str, str, str]

needs_suite = pytest.mark.skipif(
    not SUITE.is_dir(), reason="the public number cases are not in ../shared/data/numbers"
)


def measured() -> dict[Case, bool]:
    """Return every gold number (language, model, input, mention) and whether it is read right."""
    out: dict[Case, bool] = {}
    for tongue, folder in FOLDERS.items():
        for model in MODELS:
            text = (SUITE / folder / f"{model}.json").read_text(encoding="utf-8-sig")
            for case in json.loads(text):
                for result in case["Results"]:
                    key = (tongue, model, case["Input"].replace("\t", " "), result["Text"])
                    out[key] = out.get(key, True) and is_right(tongue, case["Input"], result)
    return out


def is_right(tongue: str, text: str, result: dict[str, object]) -> bool:
    resolution = result["Resolution"]
    assert isinstance(resolution, dict)
    try:
        value = Decimal(str(resolution["value"]).rstrip("%"))
    except InvalidOperation:
        return False
    alone = (
        tongue == "zh" and str(result["Text"]) == text.strip() and "%" not in resolution["value"]
    )
    start, end = result["Start"], result["End"]
    assert isinstance(start, int) and isinstance(end, int)
    found = language(tongue).numbers(f"{text.rstrip()}元" if alone else text)
    return any(
        number.start <= end and start < number.end
        and abs(number.value - value) <= abs(number.value) * Decimal("0.00001")
        for number in found
    )  # fmt: skip


def disputed() -> dict[Case, str]:
    """Return the gold numbers that are not read as the suite has them, with the reason."""
    rows = [
        line.split("\t")
        for line in DISPUTED.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}


@needs_suite
def test_what_is_not_read_as_the_suite_has_it_is_listed_with_the_reason() -> None:
    wrong = {case for case, right in measured().items() if not right}
    listed = set(disputed())
    assert sorted(wrong - listed) == []
    assert sorted(listed - wrong) == []


@needs_suite
@pytest.mark.parametrize("tongue", FOLDERS)
def test_98_in_100_of_the_mentions_that_trade_texts_have_are_right(tongue: str) -> None:
    reasons = disputed()
    mine = {case: right for case, right in measured().items() if case[0] == tongue}
    mentions = [right for case, right in mine.items() if reasons.get(case, MISREAD) == MISREAD]
    assert len(mentions) > 50
    assert sum(mentions) >= 0.98 * len(mentions)
