"""Amend: of each item the highest version, whichever file it came in, and whenever.

Nearly every item has one line, at version 1. The others are *contested* and are compared apart
(``records.contested``, ``records.versions``), so that the step itself is a look-up among few.
"""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.records.context import Context
from tradetally.records.record import IDENTITY


def amend(lines: Table, context: Context) -> Table:
    """Return the lines that count without a look at any other line of their item."""
    plain = lines.filter((lines["outside"] == "") & ~lines["is_rejected"])
    if context.contested is None:
        return plain
    contested = context.contested
    same = [plain[of] == contested[f"contested_{of}"] for of in IDENTITY]
    return plain.anti_join(contested, same)
