"""The demo: the whole chain, from declarations that nobody made to an article that is checked.

In comes a folder to write to; out come two books, a briefing, verdicts and one page that leads to
all of them. ``place`` is that folder, ``chain`` does the steps, ``commands`` has what does the
same by hand, ``told`` says it on the terminal and ``page`` as HTML. Called by the command only.

What is synthetic stays by itself: figures and briefing come from the book of made-up
declarations, the verdict on the article from figures that were published.
"""

from __future__ import annotations

from pathlib import Path

LINES = 500_000

__all__ = ["LINES", "run"]


def run(out: Path, lines: int = LINES) -> Path:
    """Go through the whole chain; return the page that leads to everything.

    Raises ``BadInput`` for a folder that holds what no demo wrote, and for a number of lines that
    ``sample`` would not take.
    """
    from tradetally.demo import chain, told
    from tradetally.demo.commands import by_hand
    from tradetally.demo.page import Shown, write_page
    from tradetally.demo.place import prepare
    from tradetally.sample import check_call

    check_call(out / "not-there-yet", lines, 0)  # the number alone is in question
    place = prepare(out)
    hand = by_hand(place, lines)
    say = told.Teller()
    say.step("Synthetic declarations, calibrated to published figures", hand["sample"])
    sample = chain.declare(place, lines)
    told.declared(sample, say)
    say.step("Compiled into a book: every line accounted for", hand["compile"])
    compiled = chain.compile_(place)
    told.compiled(compiled, say)
    say.step("One figure, with what it stands on", hand["figure"])
    answer = chain.answer(place, say.working)
    told.answered(answer, say)
    say.step("The briefing of the year, in two languages", hand["brief"])
    released = chain.release(place, say.working)
    told.released(released, place, say)
    say.step("An article, held against what was really published", hand["check"])
    held = chain.hold(place, say.working)
    told.held(held, place, say)
    write_page(Shown(place, lines, sample, compiled, answer, released, held))
    say.step("All of it on one page", ())
    told.written(place, say)
    return place.index
