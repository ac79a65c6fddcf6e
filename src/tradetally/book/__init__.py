"""A book: a folder that holds what sources state and what was compiled, every version of it.

In come statements (and compiled cells) with the source that they are from; out go levels, an
interval for each cell asked, and the statements about a scope, both in one query however many
cells are asked for, as of any round and any earlier version of the book. On disk a book is a
marker, ``book.json``, and two Delta Lake tables, ``statements`` and ``cells``, that DuckDB, Spark
and others can read as well. Called by tally and everything above it; knows no text and no layout.

::

    book = Book.open_or_create("trade.book")
    book.add(statements, source=Source.of_file(path, Tier.TABLE, layout="gacc_bulletin"))
    book.levels(cells, at=Period.parse("2025-12"))

``book`` is the book itself; ``marker``, ``lock``, ``tables`` and ``columns`` are what is on disk;
``writing``, ``exact`` and ``ledger`` the way in; ``queries``, ``reading`` and ``levels`` the way
out; ``source`` the values that come and go. Nothing heavy is imported until a book is opened.
"""

from tradetally.book.book import Book
from tradetally.book.source import Added, Observation, Source, Version

__all__ = ["Added", "Book", "Observation", "Source", "Version"]
