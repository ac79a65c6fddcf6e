"""The commands: each parses its call, does one thing through the public rooms, and shows it.

Exit status: 0 done; 1 ``check`` found a contradiction; 2 the input or the call is wrong.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from cyclopts import App, CycloptsError, Parameter

from tradetally.cells import Flow
from tradetally.errors import BadInput, BadPeriod, TradetallyError
from tradetally.periods import Period

DONE = 0
CONTRADICTED = 1
REFUSED = 2

Given = TypeVar("Given")

app = App(
    name="tradetally",
    help="Make, explain and check figures about merchandise trade.",
    help_epilogue="Start with `tradetally demo`. Docs: docs/ in the source tree.",
    version_flags=["--version"],
    help_format="plaintext",
)

BookOption = Annotated[Path, Parameter(name="--book", help="The book: a directory of releases.")]
Text = Annotated[
    str,
    Parameter(
        help="Texts: .txt, .md, .html, .pdf or .docx files, or - .", allow_leading_hyphen=True
    ),
]
LanguageOption = Annotated[
    Literal["en", "zh"] | None, Parameter(help="The texts' language; told by looking if left out.")
]
PublishedOption = Annotated[
    str | None, Parameter(help="The texts' date (YYYY-MM-DD), where they carry none.")
]


@app.command
def demo(
    *, out: Annotated[Path, Parameter(help="A folder to write to.")] = Path("demo-out")
) -> int:
    """Run the whole chain on the bundled samples: load, answer, check, and an HTML report.

    Example: tradetally demo
    """
    from tradetally.demo import run

    run(out)
    return DONE


@app.command
def load(
    *tables: Annotated[Path, Parameter(help="Published tables: .csv or .html files.")],
    book: BookOption,
    layout: Annotated[str | None, Parameter(help="The layout's name; told by looking.")] = None,
    flow: Annotated[str | None, Parameter(help="exports or imports.")] = None,
    period: Annotated[str | None, Parameter(help="The last month it states: 2025-12.")] = None,
    unit: Annotated[str | None, Parameter(help="The unit of its amounts: 万元, CNY, …")] = None,
    released: Annotated[str | None, Parameter(help="The day of release: YYYY-MM-DD.")] = None,
    strict: Annotated[bool, Parameter(help="Stop where totals do not add up.")] = False,
) -> int:
    """Load published tables into a book, each number with the interval that it asserts.

    Layout, flow, month and unit are told by looking at the file and its name; what is said here
    wins. A table that cannot be read changes nothing.

    Example: tradetally load exports_2025-12.csv partners_2025-12.csv --book china
    """
    from tradetally import passages
    from tradetally.show import terminal
    from tradetally.tables import Options

    said = Options(
        layout=layout,
        flow=_flow(flow),
        period=_period("--period", period),
        unit=unit,
        released=_day("--released", released),
    )
    console = terminal.console()
    loaded = passages.load(
        _some("TABLE", tables), book, said, strict=strict, progress=terminal.progress
    )
    terminal.loaded_table(loaded, console)
    return DONE


@app.command
def read(
    *texts: Text,
    language: LanguageOption = None,
    published: PublishedOption = None,
    format: Annotated[Literal["table", "jsonl"], Parameter(help="What to print.")] = "table",  # noqa: A002
    explain: Annotated[
        bool, Parameter(negative=(), help="Tell which words decided each field of a statement.")
    ] = False,
    text: Annotated[
        bool, Parameter(negative=(), help="Print the text that offsets point into, and no more.")
    ] = False,
) -> int:
    """Read the statements of texts: every number, as a figure or set aside with a reason.

    Example: tradetally read article.txt --format jsonl
    """
    from tradetally import passages
    from tradetally.show import readings

    day = _day("--published", published)
    for name in _texts(texts):
        if text:
            readings.show_text(passages.text_of(name))
            continue
        reading = passages.read(name, language=language, published=day)
        readings.show(reading, format, explained=explain)
    return DONE


@app.command
def check(
    *texts: Text,
    book: Annotated[
        Path | None, Parameter(help="The book; without one a text is held against itself.")
    ] = None,
    language: LanguageOption = None,
    published: PublishedOption = None,
    format: Annotated[  # noqa: A002
        Literal["table", "jsonl", "html"], Parameter(help="What to write.")
    ] = "table",
    out: Annotated[Path | None, Parameter(help="A file to write to; else the terminal.")] = None,
    revision: Annotated[
        float | None, Parameter(help="How far a level may have moved between rounds: 0.01 is 1%.")
    ] = None,
) -> int:
    """Judge every number of texts against a book; exit status 1 if one is contradicted.

    Example: tradetally check article.txt --book china --format html --out report.html
    """
    from tradetally import passages
    from tradetally.show import checks

    day = _day("--published", published)
    share = None if revision is None else _share("--revision", revision)
    checked = passages.check(_texts(texts), book, language=language, published=day, revision=share)
    checks.show(checked, format, out)
    return CONTRADICTED if any(one.judged.has_contradiction for one in checked) else DONE


@app.command
def figure(
    figure: Annotated[str, Parameter(help="Its text form: growth(total, 2025).")],
    *,
    book: BookOption,
    vintage: Annotated[str | None, Parameter(help="As known on this day: YYYY-MM-DD.")] = None,
    format: Annotated[Literal["table", "jsonl"], Parameter(help="What to print.")] = "table",  # noqa: A002
) -> int:
    """Answer one figure: with its cells, its query, its vintage and its sources.

    Example: tradetally figure "growth(total, partner=ASEAN, 2025)" --book china
    """
    from tradetally import passages
    from tradetally.show import answers

    answers.show(passages.figure(figure, book, vintage=_day("--vintage", vintage)), format)
    return DONE


@app.command
def bounds(
    figure: Annotated[str | None, Parameter(help="Its text form: growth(total, 2025-S2).")] = None,
    *,
    book: Annotated[Path | None, Parameter(help="The book: a directory of releases.")] = None,
    from_: Annotated[
        tuple[str, ...], Parameter(name="--from", help="Texts to go by.", consume_multiple=True)
    ] = (),
    all_: Annotated[
        bool, Parameter(name="--all", help="All that follows and is not said.")
    ] = False,
    revision: Annotated[
        float, Parameter(help="How far a level may have moved between rounds: 0.01 is 1%.")
    ] = 0.0,
    format: Annotated[Literal["table", "jsonl"], Parameter(help="What to print.")] = "table",  # noqa: A002
) -> int:
    """Bound a figure by all that releases state, with the statements that pin each end.

    Releases are taken at face value unless --revision allows for some.

    Example: tradetally bounds "growth(total, 2025-S2)" --from july.txt january.txt
    """
    from tradetally import passages
    from tradetally.show import implications

    share = _share("--revision", revision)
    if all_:
        implications.show_bounds(passages.implied(book, texts=from_, revision=share), format)
    elif figure is None:
        raise BadInput("FIGURE", expected="a figure, or --all", seen="neither", todo="name one")
    else:
        found = passages.bounds(figure, book, texts=from_, revision=share)
        implications.show_bound(found, format)
    return DONE


@app.command
def revisions(
    *,
    book: BookOption,
    format: Annotated[Literal["table", "jsonl"], Parameter(help="What to print.")] = "table",  # noqa: A002
) -> int:
    """List the levels that a later release implies were revised since they were published.

    Example: tradetally revisions --book china
    """
    from tradetally import passages
    from tradetally.show import implications

    implications.show_moved(passages.revisions(book), format)
    return DONE


def _share(option: str, said: float) -> Fraction:
    if not 0 <= said < 1:
        raise BadInput(
            option, expected="a share from 0 to 1", seen=str(said), todo="write 1% as 0.01"
        )
    return Fraction(str(said))


def _texts(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts; raise for none, and for an option that there is not."""
    for text in given:
        if text.startswith("-") and text != "-":
            raise BadInput(
                text, expected="an option of this command", seen=repr(text), todo="see --help"
            )
    return _some("TEXT", given)


def _some(argument: str, given: tuple[Given, ...]) -> tuple[Given, ...]:
    """Return what was given; raise if nothing was."""
    if not given:
        raise BadInput(argument, expected="at least one", seen="none", todo="name a file")
    return given


def _day(option: str, said: str | None) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise BadInput(
            option,
            expected="a day as YYYY-MM-DD",
            seen=repr(said),
            todo="write it like 2026-01-14",
        ) from None


def _period(option: str, said: str | None) -> Period | None:
    try:
        return None if said is None else Period.parse(said)
    except BadPeriod as bad:
        raise BadPeriod(option, expected=bad.expected, seen=bad.seen, todo=bad.todo) from None


def _flow(said: str | None) -> Flow | None:
    if said is None:
        return None
    try:
        return Flow(said)
    except ValueError:
        near = get_close_matches(said, [flow.value for flow in Flow], n=1, cutoff=0.5)
        raise BadInput(
            "--flow",
            expected="exports, imports, total or balance",
            seen=repr(said),
            todo=f"did you mean {near[0]}?" if near else "use one of them",
        ) from None


def main() -> None:
    """Run the command line; print a refusal as one message and exit with its status."""
    gc.set_threshold(100_000, 20, 100)  # a command is short: collecting often costs a tenth
    try:
        status = app(
            sys.argv[1:], exit_on_error=False, print_error=False, result_action="return_value"
        )
        sys.stdout.flush()
    except CycloptsError as error:
        status = _refuse(f"{error} See tradetally --help.")
    except TradetallyError as error:
        status = _refuse(str(error))
    except BrokenPipeError:
        status = _left_early()
    except OSError as error:
        status = _refuse(f"{error.strerror or error}: {error.filename or 'standard output'}")
    sys.exit(status if isinstance(status, int) else DONE)


def _left_early() -> int:
    """End in peace where the reader of a pipe has left; what is unwritten goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _refuse(message: str) -> int:
    sys.stderr.write(f"tradetally: {message}\n")
    return REFUSED
