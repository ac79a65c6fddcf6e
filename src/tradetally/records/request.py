"""A request made of what the command line says: sources gathered, lists and settings read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradetally.engines import Engine
from tradetally.errors import BadInput
from tradetally.records.checks import CODES
from tradetally.records.commodities import read_commodities
from tradetally.records.compile import Request
from tradetally.records.corrections import read_corrections
from tradetally.records.lines import Options
from tradetally.records.lists import read_products
from tradetally.records.rates import read_rates
from tradetally.records.settings import Settings, read_settings
from tradetally.records.sources import gather

ENGINES = ("duckdb", "spark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The files of lists and settings that the caller names."""

    rates: Path | None = None
    commodities: Path | None = None
    corrections: Path | None = None
    settings: Path | None = None


def request(
    sources: Sequence[Path],
    options: Options,
    paths: Paths,
    *,
    tolerate: float = 0.0,
    is_again: bool = False,
    wants_sql: bool = False,
) -> tuple[Request, tuple[str, ...]]:
    """Return what is to be compiled, and a sentence for each list found beside the sources."""
    given = gather(sources)
    rates = paths.rates or given.rates
    commodities = paths.commodities or given.commodities
    used = [path for path in (rates, commodities, given.products) if path in given.beside]
    made = Request(
        files=given.files,
        options=options,
        rates=read_rates(rates) if rates else (),
        commodities=read_commodities(commodities) if commodities else None,
        products=read_products(given.products) if given.products else (),
        corrections=read_corrections(paths.corrections) if paths.corrections else (),
        settings=read_settings(paths.settings, CODES) if paths.settings else Settings(),
        tolerate=tolerate,
        is_again=is_again,
        wants_sql=wants_sql,
    )
    return made, tuple(f"{path} is used, as it lies beside the declarations" for path in used)


def engine_of(name: str, master: str | None) -> Engine | None:
    """Return the engine of that name; none for DuckDB, which a book makes for itself."""
    if name == "duckdb":
        if master is not None:
            raise BadInput(
                "--master",
                expected="--engine spark beside it",
                seen="--engine duckdb",
                todo="leave --master out, or add --engine spark",
            )
        return None
    from tradetally.engines.spark import Spark

    return Spark(master or "local[*]")
