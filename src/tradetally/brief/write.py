"""The whole way: from a book and a period to a briefing that reads back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tradetally import codes
from tradetally.book import Book
from tradetally.brief import choose, features, parts, series, tables
from tradetally.brief.briefing import Briefing, Edition, Said
from tradetally.brief.caveats import caveats
from tradetally.brief.choose import Choice
from tradetally.brief.editions import edition
from tradetally.brief.facts import Facts
from tradetally.brief.message import Message
from tradetally.brief.verify import verify
from tradetally.cells import Cell, Flow
from tradetally.errors import BadInput
from tradetally.languages.phrases import spoken
from tradetally.periods import Period
from tradetally.statements import Figure, Release
from tradetally.tally.batch import Answers, answers


def write_briefing(
    book: Book,
    period: Period,
    languages: Sequence[str] = (),
    at: Period | None = None,
    *,
    reporter: str = "CN",
    is_text_only: bool = False,
) -> Briefing:
    """Return the briefing of a period, as known in the round ``at`` (now without).

    ``is_text_only`` leaves out what charts and tables need. Every edition is read back and held
    against the book: ``BriefingError`` shows a sentence that says another thing than was meant.
    Raises ``BadInput`` for a period without data.
    """
    unit = codes.currency(reporter) or "USD"
    level = Figure("level", Cell(flow=Flow.TOTAL, period=period, unit=unit, reporter=reporter))
    facts = _facts(book, level, at, is_text_only=is_text_only)
    chosen = choose.choose(facts)
    facts.ask(choose.details(chosen, facts))
    top = features.headline(facts)
    messages = _messages(chosen, facts)
    if top is None:
        raise _nothing(book, level, at)
    is_synthetic = any(fact.is_synthetic for one in messages for fact in one.clause.facts)
    keys = caveats(messages, facts, is_synthetic=is_synthetic)
    editions = {
        language: edition(language, top, messages, keys, facts)
        for language in languages or spoken()
    }
    figures = _figures(next(iter(editions.values())))
    release = facts.release
    briefing = Briefing(reporter, period, release, is_synthetic, editions, figures, caveats=keys)
    verify(briefing, book, facts.known, release.round)
    return briefing if is_text_only else _with_extras(briefing, chosen, facts)


def _with_extras(briefing: Briefing, chosen: Sequence[Choice], facts: Facts) -> Briefing:
    facts.ask(series.wanted(chosen, facts))
    return replace(briefing, series=series.series(chosen, facts), tables=tables.tables(facts))


def _messages(chosen: Sequence[Choice], facts: Facts) -> tuple[Message, ...]:
    """Return what is worth saying: of trade as a whole, and of its parts."""
    of_parts = [message for choice in chosen for message in parts.messages(choice, facts)]
    return (
        *features.lead(facts),
        *features.balance(facts),
        *features.scale(facts),
        *features.numbers(facts),
        *of_parts,
        *features.latest(facts),
    )


def _figures(one: Edition) -> tuple[Said, ...]:
    said = (said for sentence in (one.headline, *one.sentences) for said in sentence.said)
    return tuple({(s.figure, s.relation): s for s in said}.values())


def _wanted(facts: Facts, *, is_text_only: bool) -> Iterator[Figure]:
    """Yield the figures that are asked for before anything is chosen."""
    yield from choose.wanted(facts)
    yield from features.wanted(facts)
    if not is_text_only:
        yield from tables.wanted(facts)


def _facts(book: Book, level: Figure, at: Period | None, *, is_text_only: bool) -> Facts:
    """Return what is known of a period in the release that a briefing stands on.

    That is the latest release that has the growth of the total or of a flow; without one, the
    latest that has a level of one. All that may be wanted is asked with it, in one query.
    """
    releases = {one.round: one for one in book.rounds() if at is None or one.round <= at}
    if not releases:
        raise _nothing(book, level, at)
    latest = max(releases)
    flows = [replace(level, cell=level.cell.of(flow)) for flow in _FLOWS]
    asked = [replace(one, indicator=name) for name in ("growth", "level") for one in flows]

    def facts_in(release: Release) -> tuple[Facts, Period | None]:
        cell = level.cell
        known = Answers(book, release.round)
        facts = Facts(known, cell.reporter, cell.unit or "", cell.period, release)
        wanted = tuple(_wanted(facts, is_text_only=is_text_only))
        known.fetch([*asked, *wanted])
        found = known.of(asked)
        facts.ask(wanted)
        return facts, next((found[one].round for one in asked if one in found), None)

    facts, round_ = facts_in(releases[latest])
    if round_ is None:
        raise _nothing(book, level, at)
    return facts if round_ == latest else facts_in(releases[round_])[0]


def _nothing(book: Book, level: Figure, at: Period | None) -> BadInput:
    """Return that a book has nothing of a period, with the nearest periods that it has."""
    months = [release.round for release in book.rounds() if at is None or release.round <= at]
    figures = [
        replace(level, cell=level.cell.of(flow).at(Period.year_to_date(month)))
        for month in months
        for flow in _FLOWS
    ]
    found = {figure.period for figure in answers(figures, book, at)}
    near = sorted(found, key=lambda one: (abs(one.stop - level.period.stop), one))[:6]
    names = ", ".join(map(str, sorted(near)))
    return BadInput(
        "PERIOD",
        expected="a period that the book has figures of" + ("" if at is None else f" in {at}"),
        seen=str(level.period),
        todo=f"choose one such as {names}" if names else "load or compile figures first",
    )


_FLOWS = (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS)
