"""One typeface for both languages, from a package, so that pictures look alike everywhere.

The package has the regular weight only: headings differ by size and colour, never by weight.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tradetally.show.extra import needed

FAMILY = "Noto Sans CJK SC"
STACK = f'"{FAMILY}", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
"""The typeface and what a browser without it takes."""


@cache
def folder() -> Path:
    """Return the folder of the font file."""
    package = needed("noto_cjk_sans_otc", "fonts")
    return Path(str(package.FONT_PATH)).parent
