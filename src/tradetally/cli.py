"""The commands: each parses its call, does one thing through the public rooms, and shows it.

Exit status: 0 done; 1 ``check`` found a contradiction; 2 the input or the call is wrong.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from tradetally.errors import BadInput, TradetallyError

if TYPE_CHECKING:
    from tradetally.periods import Period

CONTRADICTED = 1
REFUSED = 2

app = App(
    name="tradetally",
    help="Make, explain and check figures about merchandise trade.",
    help_epilogue="Start with `tradetally demo`. Docs: docs/ in the source tree.",
    version_flags=["--version"],
    help_format="plaintext",
)

BookOption = Annotated[Path, Parameter(name="--book", help="The book: a directory of releases.")]
Texts = Annotated[
    tuple[str, ...], Parameter(help="Texts: .txt, .md, .html, .pdf or .docx files, or - .")
]
LanguageOption = Annotated[
    Literal["en", "zh"] | None, Parameter(help="The texts' language; told by looking if left out.")
]
PublishedOption = Annotated[
    str | None, Parameter(help="The texts' date (YYYY-MM-DD), where they carry none.")
]


@app.command
def demo(*, out: Annotated[Path, Parameter(help="Where to write.")] = Path("demo-out")) -> int:
    """Run the whole chain on the bundled samples: load, read, check, and an HTML report.

    Example: tradetally demo
    """
    from tradetally.demo import run

    run(out)
    return 0


@app.command
def load(
    *tables: Annotated[Path, Parameter(help="Published tables: .csv or .html files.")],
    book: BookOption,
    layout: Annotated[str | None, Parameter(help="The layout's name; told by looking.")] = None,
    flow: Annotated[str | None, Parameter(help="exports, imports or total.")] = None,
    period: Annotated[str | None, Parameter(help="The last month of the table: 2025-12.")] = None,
    unit: Annotated[str | None, Parameter(help="The unit of its amounts: 万元, CNY, …")] = None,
    released: Annotated[str | None, Parameter(help="The day of release: YYYY-MM-DD.")] = None,
    strict: Annotated[bool, Parameter(help="Stop where totals do not add up.")] = False,
) -> int:
    """Load published tables into a book, as statements with the interval each number asserts.

    Example: tradetally load exports_2025-12.csv partners_2025-12.csv --book china
    """
    from tradetally.loading import load_tables
    from tradetally.show import terminal
    from tradetally.tables import Options

    options = Options.from_words(layout, flow, period, unit, _day("--released", released))
    _need("TABLE", tables)
    terminal.show_loaded(load_tables(tables, book, options, strict=strict))
    return 0


@app.command
def read(
    *texts: Texts,
    language: LanguageOption = None,
    published: PublishedOption = None,
    format: Annotated[Literal["jsonl", "table"], Parameter(help="What to print.")] = "table",  # noqa: A002
) -> int:
    """Read the statements of texts: every number, as a figure or set aside with a reason.

    Example: tradetally read article.txt --format jsonl
    """
    from tradetally.read import read_text
    from tradetally.read.jsonl import reading_lines
    from tradetally.show import terminal

    for name in _need("TEXT", texts):
        reading = read_text(name, language=language, published=_day("--published", published))
        if format == "jsonl":
            sys.stdout.writelines(line + "\n" for line in reading_lines(reading))
        else:
            terminal.show_reading(reading)
    return 0


@app.command
def check(
    *texts: Texts,
    book: BookOption,
    language: LanguageOption = None,
    published: PublishedOption = None,
    format: Annotated[  # noqa: A002
        Literal["table", "jsonl", "html"], Parameter(help="What to write.")
    ] = "table",
    out: Annotated[Path | None, Parameter(help="Where to write it; the terminal if left out.")] = None,
) -> int:
    """Judge every number of texts against a book; exit status 1 if one is contradicted.

    Example: tradetally check article.txt --book china --format html --out report.html
    """
    from tradetally.checking import check_texts
    from tradetally.show import write_check

    day = _day("--published", published)
    checked = check_texts(_need("TEXT", texts), book, language=language, published=day)
    write_check(checked, format, out)
    return CONTRADICTED if any(one.judged.has_contradiction for one in checked) else 0


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
    from tradetally.book import Book
    from tradetally.figures.text import parse_figure
    from tradetally.show import write_answer
    from tradetally.tally.answer import answer

    asked = parse_figure(figure)
    opened = Book.open(book)
    at = _round_on(opened.rounds(), _day("--vintage", vintage))
    write_answer(answer(asked, opened, at), format)
    return 0


def main() -> None:
    """Run the command line; print a refusal as one message and exit with its status."""
    try:
        status = app(exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        _refuse(f"{error}\nTo do: see tradetally --help.")
    except TradetallyError as error:
        _refuse(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        status = 0
    sys.exit(status if isinstance(status, int) else 0)


def _refuse(message: str) -> None:
    sys.stderr.write(f"tradetally: {message}\n")
    sys.exit(REFUSED)
