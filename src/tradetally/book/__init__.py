"""A book: a folder that holds what sources state and what was compiled, every version of it.

In come statements with the source that they are from, and compiled tables, a vintage at a time;
out go levels, an interval for each cell asked, and the statements about a scope, however many
cells are asked for, as of any round and any earlier version of the book. On disk a book is a
marker, ``book.json``, and Delta Lake tables that DuckDB, Spark and others can read as well:
``statements``; once something was compiled, ``items`` and their marginals, ``coverage``,
``ledger``, ``findings`` and ``rates``; and ``vintages``, the manifest of what was published.
Called by records, tally and everything above; knows no text and no layout.

::

    book = Book.open_or_create("trade.book")
    book.add(statements, source=Source.of_file(path, Tier.TABLE, layout="gacc_bulletin"))
    book.levels(cells, at=Period.parse("2025-12"))

    with book.publishing() as press:
        press.put("items", press.engine.write(items, press.staging, by="start"), replaces=months)
        press.publish(Vintage(round=Period.parse("2025-12")))

``book`` is the book itself; ``marker``, ``making``, ``lock``, ``tables``, ``columns`` and
``marginals`` are what is on disk; ``writing``, ``exact``, ``ledger`` and ``press`` the way in;
``queries``, ``reading`` and ``levels`` the way out; ``source`` and ``vintage`` the values that
come and go. Nothing heavy is imported until a book is opened.
"""

from tradetally.book.book import Book
from tradetally.book.press import Press
from tradetally.book.source import Added, Source, Version
from tradetally.book.vintage import Vintage

__all__ = ["Added", "Book", "Press", "Source", "Version", "Vintage"]
