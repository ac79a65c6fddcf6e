"""Country names and currencies from CLDR, kept in a small table beside the other lists.

Babel's locale files take longer to open than everything else that a command loads, so the
few hundred names that are needed are copied out of them once. Run this module after Babel
was updated; a test compares the table with Babel::

    python -m tradetally.codes.cldr
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "cldr.csv"

# No partners: unions, test locales, islets without a code of their own, and AQ, whose name
# is the continent's.
_LEFT_OUT = frozenset(
    ["AC", "AQ", "CP", "CQ", "DG", "EU", "EZ", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


def table() -> str:
    """Return the table as CSV: code, English and Chinese name, currency of today."""
    from babel import Locale
    from babel.numbers import get_territory_currencies

    english, chinese = Locale("en").territories, Locale("zh").territories
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", "en", "zh", "currency"])
    for code in sorted(str(territory) for territory in english):
        if len(code) == 2 and code not in _LEFT_OUT:
            currencies = get_territory_currencies(code)
            writer.writerow([code, english[code], chinese[code], (currencies or [""])[0]])
    return out.getvalue()


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
