"""Reading: a text becomes statements, and every other number is set aside with a reason.

In comes a document, out goes a ``Reading``. The way is: main body (``body``), sentences with
their marks (``marks``), what is known before the first (``opening``), subjects (``topics``), what
each number says (``claims``), of which period (``times``), of which slice of a list (``lists``),
statements (``assemble``). All words are data of a language; this room knows no language, and no
book.
"""

from tradetally.read.jsonl import lines
from tradetally.read.reader import read
from tradetally.read.reading import Reading, SetAside
from tradetally.read.text.documents import Document, open_document

__all__ = ["Document", "Reading", "SetAside", "lines", "open_document", "read"]
