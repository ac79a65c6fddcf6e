"""Compile: declaration lines become a new vintage of a book, or nothing changes.

The way of a run: the files are known by their digests; what they hold is surveyed in one pass;
lines are judged; items with several lines are compared; then the months that are touched are
written anew and published at once. Every pass reads the lines again and keeps next to nothing.
Parquet files of the common record are read as they are; lines of any other layout are written
down once, typed, since to read numbers out of texts costs more than all else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

from tradetally.book import Book
from tradetally.book.press import Press
from tradetally.engines import Engine, Progress, Table
from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.records import contested as contest
from tradetally.records.commodities import Commodity
from tradetally.records.contested import Contested
from tradetally.records.context import Context
from tradetally.records.corrections import Correction
from tradetally.records.coverage import Covered
from tradetally.records.exclusions import exclusions
from tradetally.records.formats import sorted_by_format
from tradetally.records.judging import Judged, judge, only_rejecting, prepared
from tradetally.records.lines import Lines, Options
from tradetally.records.lists import commodities_table, kept_rates, rates_table, sources_table
from tradetally.records.outcome import Compiled, Report, reports
from tradetally.records.printing import Printed, Proof, print_vintage
from tradetally.records.rates import Rate, merged
from tradetally.records.reading import reading
from tradetally.records.record import IDENTITY
from tradetally.records.reporting import Reported, reported
from tradetally.records.settings import Settings
from tradetally.records.sources import Source, digested
from tradetally.records.spellings import spellings
from tradetally.records.steps import JUDGING, STEPS, through
from tradetally.records.survey import Survey, nationals, needed, survey

Watch = Callable[[str, int], Progress | None]
"""Called with the name of a pass and its number of lines, 0 where that is not known yet.

It returns where the pass's progress goes."""


def unwatched(_name: str, _lines: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be compiled, and how."""

    files: tuple[Path, ...]
    options: Options = field(default_factory=Options)
    rates: tuple[Rate, ...] = ()
    commodities: tuple[Commodity, ...] | None = None
    products: tuple[Mapping[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    settings: Settings = field(default_factory=Settings)
    tolerate: float = 0.0
    """The share of a file's lines that may be rejected."""
    is_again: bool = False
    """Whether files that the book has already are read anew."""
    wants_sql: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """The lines of all files beside their layouts: as they are read again, and as ``given``."""

    lines: Table
    given: Table
    layouts: Mapping[str, Lines]
    layout_of: Mapping[str, str]


def compile_lines(
    book: Book, request: Request, *, engine: Engine | None = None, watch: Watch = unwatched
) -> Compiled:
    """Compile files into a new vintage of a book; return what came of every line.

    Raises ``BadInput`` for files and lists that cannot be used. Too many rejected lines are no
    exception: the outcome says so (``is_refused``). In both cases the book is as it was.
    """
    begun = time.monotonic()
    sources = digested(request.files)
    with book.publishing(engine) as press, reading():
        fresh, already = _fresh(press, sources, request.is_again)
        if not fresh:
            return Compiled(already=already)
        done = _Run(press, request, fresh, watch).outcome()
        return replace(done, already=already, seconds=time.monotonic() - begun)


def _fresh(
    press: Press, sources: Sequence[Source], is_again: bool
) -> tuple[tuple[Source, ...], dict[str, int]]:
    """Return the files that the book does not have, each content once, and those that it has."""
    known = {one.digest: vintage.number for vintage in press.vintages for one in vintage.sources}
    fresh: dict[str, Source] = {}
    already = {}
    for one in sources:
        if one.digest in fresh or (one.digest in known and not is_again):
            already[one.name] = known.get(one.digest, press.number)
        else:
            fresh[one.digest] = one
    return tuple(fresh.values()), already


class _Run:
    """One run: each method is a pass, in their order in ``outcome``."""

    def __init__(
        self, press: Press, request: Request, sources: tuple[Source, ...], watch: Watch
    ) -> None:
        self.press = press
        self.engine = press.engine
        self.request = request
        self.sources = sources
        self.watch = watch
        known = {one.digest for vintage in press.vintages for one in vintage.sources}
        self.withdrawn = tuple(one.digest for one in sources if one.digest in known)

    def outcome(self) -> Compiled:
        read = self.read()
        known = self.before_survey(read)
        found, context, rates, judged = self.judged(read, known)
        spelled = spellings(self.engine, judged, context)
        if spelled:
            known = replace(known, spellings=spelled)
            found, context, rates, judged = self.judged(read, known)
        covered = self.covered(read, found, context)
        rejecting = only_rejecting(judged, context)
        contested = self.contested(read, found, rejecting)
        findings = reported(self.engine, judged, contested, self.sources, context)
        sql = self.sql(read, replace(context, contested=None)) if self.request.wants_sql else ()
        notes = tuple(note for lines in read.layouts.values() for note in lines.notes)
        too_many = _too_many(found, judged, contested, self.request.tolerate)
        if too_many:
            return _outcome(findings, too_many=too_many, notes=notes)
        proof = Proof(
            plain=self.accepted(read, rejecting, contested),
            found=found,
            judged=judged,
            contested=contested,
            findings=findings,
            sources=self.sources,
            layout_of=read.layout_of,
            withdrawn=self.withdrawn,
            covered=covered,
            rates=rates,
            products=self.request.products,
            released=self.request.options.released,
            is_synthetic=any(one.is_synthetic for one in read.layouts.values()),
        )
        printed = print_vintage(self.press, proof, self.watch)
        told = reports(printed.ledger, judged.corrected, sql)
        return _outcome(findings, printed=printed, notes=notes, reports=told)

    def judged(
        self, read: _Read, context: Context
    ) -> tuple[Survey, Context, tuple[Rate, ...], Judged]:
        """Return what the files hold, what is known then, and which lines break which rule."""
        found = survey(self.engine, through(read.lines, JUDGING[:3], context))
        if not found.lines:
            raise BadInput("SOURCE", expected="lines", seen="none", todo="see what the files hold")
        context, rates = self.after_survey(found, context)
        context = prepared(self.engine, read.lines, context)
        watched = self.watch("check", found.lines)
        return found, context, rates, judge(self.engine, read.lines, context, watched)

    def read(self) -> _Read:
        """Return the lines of all files, in one table."""
        import ibis

        files = [one.path for one in self.sources]
        layouts: dict[str, Lines] = {}
        layout_of: dict[str, str] = {}
        tables, given = [], []
        for group in sorted_by_format(files, self.request.options):
            lines = group.format.lines(self.engine, group.files, self.request.options)
            layouts[lines.layout] = lines
            layout_of |= {str(path): lines.layout for path in group.files}
            table = lines.table if lines.is_typed else self.written_down(lines)
            layout = ibis.literal(lines.layout)
            tables.append(table.mutate(layout=layout))
            given.append(lines.table.mutate(layout=layout))
        return _Read(_united(tables), _united(given), layouts, layout_of)

    def written_down(self, lines: Lines) -> Table:
        """Return lines that texts were read to, from Parquet."""
        folder = self.press.staging / "lines" / lines.layout
        watched = self.watch("read", 0)
        written = self.engine.write(lines.table, folder, progress=watched)
        kinds = {name: str(kind) for name, kind in lines.table.schema().items()}
        paths = [str(file.path) for file in written]
        return self.engine.table(f"{lines.layout}_lines", paths, kinds)

    def before_survey(self, read: _Read) -> Context:
        """Return what is known before a line is read."""
        said = self.request.options.period
        periods = dict.fromkeys(read.layout_of, said) if said else {}
        for lines in read.layouts.values():
            periods |= {} if said else _by_path(lines, read.layout_of)
        listed = self.request.commodities
        return Context(
            settings=self.request.settings,
            exclusions=(*exclusions(), *self.request.settings.exclusions),
            corrections=self.request.corrections,
            periods=periods,
            commodities=None if listed is None else commodities_table(self.engine, listed),
        )

    def after_survey(self, found: Survey, context: Context) -> tuple[Context, tuple[Rate, ...]]:
        """Return the context with rates and rules, and the rates that are new to the book."""
        kept = kept_rates(self.press)
        fresh = merged(kept, self.request.rates)
        national = nationals(found)
        table, into = rates_table(self.engine, (*kept, *fresh), national)
        own, usd = needed(found, national, into)
        context = replace(
            context, national=national, rates=table, needs_national=own, needs_usd=usd
        )
        return context, fresh

    def covered(self, read: _Read, found: Survey, context: Context) -> tuple[Covered, ...]:
        """Return what the files cover that the book does not yet."""
        from tradetally.records import coverage

        extracts = {
            layout: lines.partners for layout, lines in read.layouts.items() if not lines.is_whole
        }
        plain = through(read.lines, JUDGING[:3], context)
        new = coverage.covered(self.engine, plain, found, extracts)
        before = [Covered(**row) for row in self.engine.rows(self.press.table("coverage"))]
        return coverage.merged(before, new)

    def contested(self, read: _Read, found: Survey, rejecting: Context) -> Contested | None:
        """Return the items whose lines must be compared, and compare them."""

        def accepted(keys: Table) -> Table:
            return self.accepted(read, rejecting, only=keys)

        lines = self.identities(read, rejecting)
        return contest.find(self.press, lines, accepted, found, self.withdrawn)

    def identities(self, read: _Read, rejecting: Context) -> Table:
        """Return the identity, version and status of the lines that count.

        Without the conversion, which nothing here needs unless a line is rejected for want of it.
        """
        steps = STEPS if rejecting.bits else (*STEPS[:3], *STEPS[4:])
        lines = through(read.lines, steps, replace(rejecting, contested=None))
        return lines.select(*IDENTITY, "version", "status")

    def accepted(
        self,
        read: _Read,
        rejecting: Context,
        contested: Contested | None = None,
        only: Table | None = None,
    ) -> Table:
        """Return the lines that count, with the columns of items, ``file`` and ``line``.

        All but the contested ones, or only those of some identities: these are picked before
        what costs most, the conversion.
        """
        from tradetally.records.publish import as_items

        context = replace(rejecting, contested=None if contested is None else contested.keys)
        lines = through(read.lines, STEPS[:2], context)
        if only is not None:
            same = [lines[name] == only[f"contested_{name}"] for name in IDENTITY]
            lines = lines.semi_join(only, same)
        lines = through(lines, STEPS[2:], context)
        return as_items(lines, sources_table(self.engine, self.sources))

    def sql(self, read: _Read, context: Context) -> tuple[str, ...]:
        """Return the query up to each step."""
        steps = range(1, len(STEPS) + 1)
        return tuple(self.engine.sql(through(read.given, STEPS[:upto], context)) for upto in steps)


def _united(tables: Sequence[Table]) -> Table:
    """Return tables as one; a column that one of them does not have is empty there."""
    import ibis

    names = dict.fromkeys(name for table in tables for name in table.columns)
    alike = [
        table.mutate(**{name: ibis.literal("") for name in names if name not in table.columns})
        for table in tables
    ]
    return reduce(lambda one, other: one.union(other), [table.select(*names) for table in alike])


def _by_path(lines: Lines, layout_of: Mapping[str, str]) -> Mapping[str, Period]:
    """Return the periods that files say they cover, by path."""
    return {
        path: lines.periods[name]
        for path, layout in layout_of.items()
        for name in (path, Path(path).name)
        if layout == lines.layout and name in lines.periods
    }


def _too_many(
    found: Survey, judged: Judged, contested: Contested | None, tolerate: float
) -> dict[str, float]:
    """Return the files with a larger share of rejected lines than is tolerated."""
    lines_of = found.lines_of()
    rejected: dict[str, int] = {}
    entries = (*judged.rejected, *(contested.entries if contested else ()))
    for entry in entries:
        if entry.fate == "rejected":
            rejected[entry.file] = rejected.get(entry.file, 0) + entry.amount.lines
    shares = {file: count / lines_of[file] for file, count in rejected.items()}
    return {Path(file).name: share for file, share in sorted(shares.items()) if share > tolerate}


def _outcome(
    findings: Reported,
    *,
    printed: Printed | None = None,
    too_many: Mapping[str, float] | None = None,
    notes: tuple[str, ...] = (),
    reports: tuple[Report, ...] = (),
) -> Compiled:
    out = Compiled(findings=findings.first, counts=findings.counts, notes=notes)
    if printed is None:
        return replace(out, too_many=too_many or {})
    return replace(
        out,
        vintage=printed.vintage,
        ledger=printed.ledger,
        months=printed.months,
        reports=reports,
    )
