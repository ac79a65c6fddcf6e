"""Every indicator is named and said in every language; worked sentences, line by line."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from tradetally.cells import Flow, Slice
from tradetally.errors import BadInput
from tradetally.figures import INDICATORS
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.languages.phrases import phrasebook, spoken
from tradetally.languages.say import name_figure, say, say_slice
from tradetally.statements import Relation

DATA = Path(__file__).parent / "data" / "say"


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


FIGURES = rows("figures.tsv")
SENTENCES = {language: rows(f"{language}.tsv") for language in spoken()}
SAID = [
    (language, figure, sentence)
    for language, sentences in SENTENCES.items()
    for figure, sentence in zip(FIGURES, sentences, strict=True)
]


def claim(text: str) -> Decimal | Interval:
    low, dots, high = text.partition("..")
    return Interval.of(low or None, high or None) if dots else Decimal(text)


def test_there_is_a_sentence_for_every_indicator() -> None:
    assert {figure.split("(")[0] for figure, *_ in FIGURES} == set(INDICATORS)


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_language_has_every_indicators_phrases(indicator: str, language: str) -> None:
    known = phrasebook(language)
    assert known[f"figure.{indicator}.name"]
    for way in ("rise", "fall", "open"):
        named = {field for _, field, *_ in Formatter().parse(known[f"figure.{indicator}.{way}"])}
        assert "period" in named
        number_is_needed = indicator != "record"
        assert bool(named & {"number", "signed", "trade_with"}) is number_is_needed


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("relation", Relation)
def test_a_language_has_a_word_for_every_relation(relation: Relation, language: str) -> None:
    assert "{number}" in phrasebook(language)[f"relation.{relation}"]


def test_the_languages_name_the_same_phrases() -> None:
    english, chinese = (set(phrasebook(language).texts) for language in ("en", "zh"))
    only = {name for name in english ^ chinese if name.startswith(("figure", "subject.core"))}
    assert only == {
        "figure.share.compared",
        "figure.contribution.compared",
        "figure.rank.compared",
        "figure.count.total",
    }


@pytest.mark.parametrize(("language", "figure", "sentence"), SAID)
def test_a_figure_is_named_and_said(language: str, figure: list[str], sentence: list[str]) -> None:
    text, said, unit, relation = figure
    parsed = parse_figure(text)
    assert name_figure(parsed, language) == sentence[0]
    assert say(parsed, claim(said), unit, language, Relation(relation)) == sentence[1]


@pytest.mark.parametrize(
    ("slice_", "flow", "english", "chinese"),
    [
        (Slice(), Flow.TOTAL, "imports and exports", "进出口"),
        (Slice(partner="US"), Flow.EXPORTS, "exports to the United States", "对美国出口"),
        (
            Slice(partner="EU", product="crude-oil", ownership="private"),
            Flow.IMPORTS,
            "imports of crude oil from the European Union by private enterprises",
            "民营企业自欧盟原油进口",
        ),
        (
            Slice(region="CN-GD", regime="processing"),
            Flow.EXPORTS,
            "Guangdong's exports under processing trade",
            "广东省加工贸易方式出口",
        ),
        (Slice(partner="JP"), Flow.BALANCE, "the trade balance with Japan", "对日本贸易差额"),
        (Slice(product="smart rings"), Flow.EXPORTS, "exports of smart rings", "smart rings出口"),
    ],
)
def test_a_slice_is_said(slice_: Slice, flow: Flow, english: str, chinese: str) -> None:
    assert say_slice(slice_, flow, "en") == english
    assert say_slice(slice_, flow, "zh") == chinese


def test_a_language_without_phrases_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        name_figure(parse_figure("level(total, 2025)"), "fr")
    assert str(refusal.value) == (
        "language: expected en or zh, saw 'fr'."
        " To do: choose a language that figures can be said in."
    )


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("figure", [row[0] for row in FIGURES])
def test_a_sentence_says_its_number_and_its_period(figure: str, language: str) -> None:
    parsed = parse_figure(figure)
    if parsed.indicator == "record":
        return
    unit = INDICATORS[parsed.indicator].UNIT or ("years" if parsed.indicator == "streak" else "CNY")
    sentence = say(parsed, Decimal(7), unit, language)
    numbers = import_module(f"tradetally.languages.{language}.numbers").find(sentence)
    assert 7 in [number.value for number in numbers]
    periods = import_module(f"tradetally.languages.{language}.periods")
    found = periods.find(sentence, published=None, context=None)
    assert parsed.period in [when.period for when in found]
