"""From messages to the text of each language: headline, lead, sections in their order, caveats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tradetally.brief.briefing import Edition, Section, Sentence
from tradetally.brief.caveats import reach
from tradetally.brief.facts import Facts
from tradetally.brief.features import suffix
from tradetally.brief.message import Clause, Message, Writer
from tradetally.brief.plan import SECTIONS
from tradetally.cells import Flow
from tradetally.languages.sentences import patterns
from tradetally.periods import Period
from tradetally.statements import Release


def edition(
    language: str, top: Clause, messages: Sequence[Message], keys: Iterable[str], facts: Facts
) -> Edition:
    """Return the text of a language: the messages as sentences, the caveats behind them."""
    writer = Writer(language)
    line = writer.line(top)
    lead = _paragraph(writer, [one for one in messages if one.section == "lead"], None)
    sections = []
    for name in SECTIONS:
        own = [one for one in messages if one.section == name]
        if own:
            title = patterns(language)[f"title.{name}.{_way(name, facts, own)}"]
            sections.append(Section(name, title, _paragraph(writer, own, None)))
    known = patterns(language)
    since = reach(messages)
    words = "" if since is None else writer.speaker.period(since)
    notes = tuple(Sentence((writer.speaker.clause(key, period=words),)) for key in keys)
    sections.append(Section("caveats", known["title.caveats.none"], notes))
    return Edition(
        language, line, lead, tuple(sections), _dateline(facts.release, language, writer)
    )


def _paragraph(
    writer: Writer, messages: Sequence[Message], said: Period | None
) -> tuple[Sentence, ...]:
    """Return sentences that name their period where it is another than the one before."""
    out = []
    for message in messages:
        opening = None if message.period == said else message.period
        said = message.period
        sentence = writer.sentence(message.clause, opening)
        out.append(replace(sentence, because=message.because))
    return tuple(out)


def _way(name: str, facts: Facts, messages: Sequence[Message]) -> str:
    """Return which title a section has: by what grew in it."""
    if name == "scale":
        is_record = any(one.clause.pattern == "scale.record" for one in messages)
        return "record" if is_record else "mark"
    if name == "latest":
        return "_".join(sorted({_LENGTHS[one.period.months] for one in messages}))
    if name in ("exports", "imports"):
        return _plain(suffix(facts.said(facts.figure("growth", Flow(name)))))
    signs = [
        fact.sign
        for message in messages
        for fact in message.clause.facts
        if fact.figure.indicator == "growth" and fact.figure.cell.flow is Flow.TOTAL
    ]
    rose, fell = signs.count(1), signs.count(-1)
    return "up" if rose > 2 * fell else "down" if fell > 2 * rose else "none"


_LENGTHS = {1: "month", 3: "quarter"}


def _plain(way: str) -> str:
    return way if way in ("up", "down") else "none"


def _dateline(release: Release, language: str, writer: Writer) -> str:
    from babel.dates import format_date

    speaker = writer.speaker
    round_ = speaker.period(release.round)
    if release.day is None or release.is_assumed:
        return speaker.clause("note.dateline", round=round_)
    day = format_date(release.day, format="long", locale=language)
    return speaker.clause("note.dateline_day", round=round_, day=day)
