"""The brief: what a release says of a period, written from a book's figures and read back.

In come a book and a period; out goes a ``Briefing``, one text a language over one set of figures.
The way: ``candidates`` lists what could be said, ``tally`` answers all of it at once, ``choose``
keeps what is notable, ``arrange`` puts it into sections, ``say`` writes the sentences, ``verify``
reads each edition back and holds it against the book. ``differ`` compares two briefings. Called
by the passages; knows no file, no picture and no page.
"""

from tradetally.brief.briefing import (
    Briefing,
    Column,
    Edition,
    Point,
    Said,
    Section,
    Sentence,
    Series,
    Table,
)
from tradetally.brief.differ import Change, Moved, differ
from tradetally.brief.markdown import markdown
from tradetally.brief.verify import BriefingError
from tradetally.brief.write import write_briefing

__all__ = [
    "Briefing",
    "BriefingError",
    "Change",
    "Column",
    "Edition",
    "Moved",
    "Point",
    "Said",
    "Section",
    "Sentence",
    "Series",
    "Table",
    "differ",
    "markdown",
    "write_briefing",
]
