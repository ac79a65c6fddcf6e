"""Findings: each rule finds its line and says what was expected and seen."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from tests.declarations import compiled, line, write

from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.records.checks import CODES, RULES
from tradetally.records.commodities import read_commodities
from tradetally.records.corrections import read_corrections
from tradetally.records.findings import Finding, Severity
from tradetally.records.outcome import Compiled
from tradetally.records.rates import Rate
from tradetally.records.settings import read_settings

CASES: dict[str, dict[str, object]] = tomllib.loads(
    (Path(__file__).parent / "data" / "findings" / "cases.toml").read_text(encoding="utf-8")
)
ELSEWHERE = ("correction-unused", "duplicate-line", "conflicting-line")

CORRECTION = """[[correction]]
where = { enterprise = "E9" }
expect = { partner = "KR" }
set = { partner = "VN" }
reason = "declared by letter"

[[correction]]
where = { enterprise = "E7777" }
expect = { partner = "KR" }
set = { partner = "VN" }
reason = "an enterprise that is not there"
"""


def test_every_rule_has_a_case() -> None:
    assert {*CASES, *ELSEWHERE} == set(CODES)
    assert len(CODES) == len(set(CODES)) == 43


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Compiled, list[str]]:
    """Compile a file with one line for each rule, after thirty good ones."""
    folder = tmp_path_factory.mktemp("findings")
    lines = [line(declaration=f"G{at}", quantity=10 + at % 2 * 0.1) for at in range(30)]
    places = [""] * (len(lines) + 1)
    for code, case in CASES.items():
        changes = case["line"]
        assert isinstance(changes, Mapping)
        lines.append(line(**{"declaration": f"C-{code}", **changes}))
        places.append(code)
    file = write(folder / "a.csv", lines)
    listed = folder / "list.csv"
    listed.write_text("code,unit\n85423111,piece\n00542311,piece\n", encoding="utf-8")
    corrections = folder / "corrections.toml"
    corrections.write_text(CORRECTION, encoding="utf-8")
    january = Period.parse("2025-01")
    done = compiled(
        folder / "book",
        file,
        tolerate=1.0,
        period=january,
        rates=[Rate(january.start, "USD", "CNY", Decimal("7.2"))],
        commodities=read_commodities(listed),
        corrections=read_corrections(corrections),
    )
    return done, places


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_its_line(run: tuple[Compiled, list[str]], code: str) -> None:
    done, places = run
    found = [
        one
        for one in done.findings
        if one.code == code and one.line is not None and places[one.line - 1] == code
    ]
    assert len(found) == 1, code
    rule = next(rule for rule in RULES if rule.code == code)
    case = CASES[code]
    one = found[0]
    assert (one.expected, one.seen) == (case["expected"], case["seen"])
    assert (one.severity, one.column, one.todo) == (rule.severity, rule.column, rule.todo)
    assert one.help == f"docs/findings.md#{code}"


def test_no_finding_is_about_a_good_line(run: tuple[Compiled, list[str]]) -> None:
    done, places = run
    assert [one for one in done.findings if one.line and not places[one.line - 1]] == []


def test_a_correction_that_selects_no_line_is_found(run: tuple[Compiled, list[str]]) -> None:
    found = [one for one in run[0].findings if one.code == "correction-unused"]
    assert [(one.seen, one.file) for one in found] == [("none for correction 2", "")]


def test_a_warning_keeps_its_line_and_an_error_rejects_it(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.csv",
        [line(), line(item=2, net_mass_kg=7), line(item=3, consignment="QX")],
    )
    refused = compiled(tmp_path / "book", file)
    assert (refused.vintage, refused.too_many) == (None, {"a.csv": 1 / 3})
    kept = compiled(tmp_path / "book", file, tolerate=0.34)
    assert kept.ledger.total("counted") == 2
    assert kept.ledger.rules("rejected") == {"net-over-gross": 1}
    assert kept.counts == {"net-over-gross": 1, "unknown-consignment": 1}


def test_severity_is_a_setting(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [line(), line(item=2, net_mass_kg=7)])
    said = tmp_path / "settings.toml"
    said.write_text('[severity]\nnet-over-gross = "warning"\n', encoding="utf-8")
    kept = compiled(tmp_path / "book", file, settings=read_settings(said, CODES))
    assert [one.severity for one in kept.findings] == [Severity.WARNING]
    said.write_text('[severity]\nnet-over-gross = "off"\n', encoding="utf-8")
    off = compiled(tmp_path / "book2", file, settings=read_settings(said, CODES))
    assert (off.findings, off.ledger.total("counted")) == ((), 2)


def test_an_exclusion_of_ones_own(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [line(), line(item=2, enterprise="OWN", partner="XX")])
    said = tmp_path / "settings.toml"
    said.write_text(
        '[[exclude]]\nname = "own-goods"\nreason = "goods of the office"\n'
        'where = { enterprise = ["OWN", "OWN2"] }\n',
        encoding="utf-8",
    )
    done = compiled(tmp_path / "book", file, settings=read_settings(said, CODES))
    assert done.ledger.rules("excluded") == {"own-goods": 1}
    assert done.findings == ()


BAD_SETTINGS = {
    '[severity]\nnet-over-gros = "off"\n': (
        "the code of a finding (docs/findings.md), saw 'net-over-gros'."
        " To do: did you mean net-over-gross?"
    ),
    '[severity]\nnet-over-gross = "mild"\n': (
        "error, warning or off, saw net-over-gross = 'mild'. To do: use one of the three."
    ),
    "[threshold]\nspread = 3\n": (
        "a part: severity, thresholds or exclude, saw 'threshold'. To do: did you mean thresholds?"
    ),
    "[thresholds]\nspred = 3\n": (
        "the name of a threshold (docs/records.md), saw 'spred'. To do: did you mean spread?"
    ),
    '[thresholds]\nspread = "3"\n': (
        "a number, 0 or more, saw spread = '3'. To do: write a number without quotes."
    ),
    'severity = "off"\n': ("a table [severity], saw 'off'. To do: write [severity] above it."),
    '[[exclude]]\nname = "x"\n': (
        'a reason for each [[exclude]], saw None. To do: write reason = "…".'
    ),
    '[[exclude]]\nname = "X y"\nreason = "r"\n': (
        "a name of small letters, digits and hyphens, saw 'X y'. To do: write it like own-goods."
    ),
    '[[exclude]]\nname = "x"\nreason = "r"\nwhere = { regim = "a" }\n': (
        "a column of the common record (docs/records.md), saw 'regim'. To do: did you mean regime?"
    ),
    '[[exclude]]\nname = "x"\nreason = "r"\nwhere = {}\n': (
        'columns and values in where, as { declaration = "502", item = 1 }, saw nothing.'
        " To do: say which lines in where."
    ),
    '[[exclude]]\nname = "x"\nreason = "r"\nwhere = { item = "two" }\n': (
        "a number for item, saw 'two'. To do: mend that value."
    ),
}


@pytest.mark.parametrize("text", BAD_SETTINGS)
def test_bad_settings_are_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_settings(path, CODES)
    assert str(refusal.value) == f"{path}: expected {BAD_SETTINGS[text]}"


def test_settings_that_are_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("severity: off", encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_settings(path, CODES)
    assert str(refusal.value).startswith(f"--settings: expected TOML, saw {path}: ")
    assert str(refusal.value).endswith("To do: mend that line.")
    path.unlink()
    with pytest.raises(BadInput) as gone:
        read_settings(path, CODES)
    assert str(gone.value) == (
        f"--settings: expected a TOML file that can be read, saw {path}: No such file or"
        " directory. To do: see that the path is right."
    )


def test_a_place_is_as_an_editor_takes_it() -> None:
    one = Finding(
        code="missing-value",
        severity=Severity.ERROR,
        file="a.csv",
        line=None,
        column="",
        declaration="D1",
        item=1,
        expected="",
        seen="",
        todo="",
    )
    assert one.place == "a.csv"
