"""The commands: each parses its call, does one thing through the public rooms, and shows it.

Exit status: 0 done; 1 ``check`` found a contradiction; 2 the input or the call is wrong.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
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
INTERRUPTED = 130

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
    *,
    out: Annotated[Path, Parameter(help="A folder to write to.")] = Path("demo-out"),
    lines: Annotated[int, Parameter(help="How many declarations to draw.")] = 500_000,
) -> int:
    """Run the whole chain: declarations, a book, a figure, a briefing, an article checked.

    Everything is in the package. It ends with a page that leads to all of it.

    Example: tradetally demo
    """
    from tradetally.demo import run

    run(out, lines)
    return DONE


@app.command
def sample(
    dir: Annotated[Path, Parameter(help="A folder that is empty or not there yet.")],  # noqa: A002
    /,
    *,
    lines: Annotated[int, Parameter(help="How many: 1000 to 1000000000.")],
    seed: Annotated[int, Parameter(help="Another seed, other lines.")] = 0,
    format: Annotated[  # noqa: A002
        Literal["parquet", "csv"], Parameter(help="What to write.")
    ] = "parquet",
) -> int:
    """Write synthetic declarations, calibrated to published figures and marked synthetic.

    The same lines and seed give the same files. Counts of enterprises hold from 3 million up.

    Example: tradetally sample declared --lines 20000
    """
    from tradetally.sample import check_call
    from tradetally.sample import sample as write
    from tradetally.show import samples

    check_call(dir, lines, seed)
    with samples.writing(lines) as progress:
        made = write(dir, lines, seed, format, progress)
    samples.show(made)
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


@app.command(name="compile")
def compile_(
    *sources: Annotated[Path, Parameter(help="Files of declaration lines, or their folder.")],
    book: Annotated[Path | None, Parameter(help="The book: made if there is none.")] = None,
    layout: Annotated[str | None, Parameter(help="The layout's name; told by looking.")] = None,
    engine: Annotated[Literal["duckdb", "spark"], Parameter(help="What runs it.")] = "duckdb",
    master: Annotated[str | None, Parameter(help="Spark's master: spark://host:7077.")] = None,
    flow: Annotated[str | None, Parameter(help="exports or imports.")] = None,
    period: Annotated[str | None, Parameter(help="The period that the files cover.")] = None,
    reporter: Annotated[str | None, Parameter(help="Whose trade it is: CN.")] = None,
    released: Annotated[str | None, Parameter(help="The day of release: YYYY-MM-DD.")] = None,
    tolerate: Annotated[
        float, Parameter(help="The share of a file's lines that may be rejected: 0.01 is 1%.")
    ] = 0.0,
    rates: Annotated[Path | None, Parameter(help="CSV: month,from,to,rate.")] = None,
    commodities: Annotated[Path | None, Parameter(help="CSV: the national list of codes.")] = None,
    corrections: Annotated[Path | None, Parameter(help="TOML: declared corrections.")] = None,
    settings: Annotated[Path | None, Parameter(help="TOML: severities and thresholds.")] = None,
    mapping: Annotated[Path | None, Parameter(help="TOML: how another layout is read.")] = None,
    suggest_mapping: Annotated[
        Path | None, Parameter(help="Draft a mapping for this file, and do no more.")
    ] = None,
    again: Annotated[
        bool, Parameter(negative=(), help="Read files anew that the book has already.")
    ] = False,
    explain: Annotated[
        bool, Parameter(negative=(), help="Tell of each step its rows in and out, and why.")
    ] = False,
    sql: Annotated[bool, Parameter(negative=(), help="With --explain: the query too.")] = False,
    format: Annotated[Literal["table", "jsonl"], Parameter(help="What to print.")] = "table",  # noqa: A002
) -> int:
    """Compile declaration lines into a book: a new vintage, or findings and nothing changed.

    Layouts are told by looking. In a folder, rates.csv, commodities.csv and products.csv beside
    the declarations are used. A file with an error stops unless --tolerate allows for it.

    Example: tradetally compile declarations --book china
    """
    from tradetally.show import compiling

    if suggest_mapping is not None:
        return _draft(suggest_mapping)
    from tradetally.book import Book
    from tradetally.records.compile import compile_lines
    from tradetally.records.lines import Options
    from tradetally.records.request import Paths, engine_of, request

    options = Options(
        layout=layout,
        flow=None if flow is None else _flow(flow),
        period=_period("--period", period),
        reporter=reporter,
        released=_day("--released", released),
        mapping=mapping,
    )
    made, used = request(
        _some("SOURCE", sources),
        options,
        Paths(rates=rates, commodities=commodities, corrections=corrections, settings=settings),
        tolerate=float(_share("--tolerate", tolerate)),
        is_again=again,
        wants_sql=explain and sql,
    )
    try:
        opened = Book.open_or_create(_book(book))
        with compiling.watching() as watch:
            runs = engine_of(engine, master)
            done = compile_lines(opened, made, engine=runs, watch=watch)
    except KeyboardInterrupt:
        sys.stderr.write("tradetally: interrupted; the book is as it was\n")
        return INTERRUPTED
    compiling.show(replace(done, notes=(*used, *done.notes)), format, explained=explain)
    if done.is_refused:
        return _refuse(compiling.refusal(done, tolerate))
    return DONE


def _draft(path: Path) -> int:
    from tradetally.records.mapping import suggest

    sys.stdout.write(suggest(path))
    return DONE


def _book(given: Path | None) -> Path:
    if given is None:
        raise BadInput("--book", expected="a folder", seen="none", todo="say where the book is")
    return given


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
def ask(
    question: Annotated[str, Parameter(help="A question in English or Chinese.")],
    *,
    book: BookOption,
    vintage: Annotated[str | None, Parameter(help="As known on this day: YYYY-MM-DD.")] = None,
    language: Annotated[
        Literal["en", "zh"] | None, Parameter(help="Its language; told by looking if left out.")
    ] = None,
    format: Annotated[Literal["text", "jsonl"], Parameter(help="What to print.")] = "text",  # noqa: A002
    chart: Annotated[Path | None, Parameter(help="An .svg to draw, where one helps.")] = None,
) -> int:
    """Answer a question about trade in one sentence, with its source and vintage.

    Example: tradetally ask "How much did exports to Africa grow in 2025?" --book china
    """
    from tradetally.ask import ask as answered
    from tradetally.show import asked, asked_chart

    day, has_chart = _day("--vintage", vintage), chart is not None
    reply = answered(question, book, vintage=day, language=language, wants_chart=has_chart)
    drawn = None if chart is None else asked_chart.write_chart(reply, chart)
    asked.show(reply, format, drawn)
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
def brief(
    period: Annotated[str, Parameter(help="What it is of: 2025, 2025-S1, 2025-Q2, 2025-07.")],
    *,
    book: BookOption,
    out: Annotated[Path, Parameter(help="A folder to write to.")],
    language: Annotated[
        Literal["en", "zh", "both"], Parameter(help="The language, or both.")
    ] = "both",
    against: Annotated[
        str | None, Parameter(help="List what changed since a vintage: 2025-06 or a day.")
    ] = None,
    only: Annotated[
        Literal["html", "pdf", "markdown", "charts", "workbook", "figures"] | None,
        Parameter(help="Write this format only."),
    ] = None,
) -> int:
    """Write the briefing of a period: what is notable in a book, read back before it goes out.

    Example: tradetally brief 2025 --book china --out briefing
    """
    from tradetally import passages
    from tradetally.show import briefings, handout

    spoken = () if language == "both" else (language,)
    is_text_only = only == "markdown"
    briefing = passages.brief(period, book, languages=spoken, is_text_only=is_text_only)
    briefings.show_written(handout.handout(briefing, out, only))
    if against is not None:
        changes = passages.brief_changes(briefing, book, against)
        briefings.show_changes(changes, against)
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
