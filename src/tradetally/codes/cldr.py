"""Country names, currencies and other codes from CLDR, kept in a small table beside the lists.

``iso3`` and ``m49`` are the three letters and the numbers (ISO 3166-1, UN M49) that stand for a
country, former ones among them, as CLDR's territory aliases have them.

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
    """Return the table as CSV: code, two names, currency of today, letters and numbers."""
    from babel import Locale
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    english, chinese = Locale("en").territories, Locale("zh").territories
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", "en", "zh", "currency", "iso3", "m49"])
    aliases = {
        written: codes[0]
        for written, codes in get_global("territory_aliases").items()
        if len(written) == 3 and len(codes) == 1
    }
    for code in sorted(str(territory) for territory in english):
        if len(code) == 2 and code not in _LEFT_OUT:
            currencies = get_territory_currencies(code)
            written = sorted(alias for alias, of in aliases.items() if of == code)
            letters = " ".join(alias for alias in written if alias.isalpha())
            numbers = " ".join(alias for alias in written if alias.isdigit())
            row = [english[code], chinese[code], (currencies or [""])[0], letters, numbers]
            writer.writerow([code, *row])
    return out.getvalue()


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
