"""Reading: a text becomes statements, and every other number is set aside with a reason.

In comes a document, out goes a ``Reading``. ``reader`` leads through the rooms: ``text`` (files,
the body of an article), ``line`` (a sentence with its marks, and the values it is read to),
``subject`` (what a number is of), ``claim`` (what it says) and ``when`` (of which period, from
which base); ``sentences`` joins these three for a sentence, ``memory`` has what it leaves for the
next, ``assemble`` makes statements. All words are data of a language; this room knows no language,
and no book.
"""

from tradetally.read.jsonl import lines
from tradetally.read.reader import read
from tradetally.read.reading import Reading, SetAside
from tradetally.read.text.documents import Document, open_document

__all__ = ["Document", "Reading", "SetAside", "lines", "open_document", "read"]
