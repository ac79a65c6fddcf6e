"""Typst, run on files in memory: pages as PDF or as pictures, with our typeface only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tradetally.show.extra import needed
from tradetally.show.fonts import folder

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def typeset(
    text: str,
    files: Mapping[str, str],
    format_: str,
    *,
    ppi: float | None = None,
    made: datetime = _EPOCH,
) -> tuple[bytes, ...]:
    """Return a text in Typst's markup as pages: one PDF (``pdf``), or a picture a page (``png``).

    ``files`` are those that the text names. The same text gives the same bytes: the time that
    the file says it was made is ``made``.
    """
    typst: Any = needed("typst", "briefing.pdf")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder())])
    with TemporaryDirectory(prefix="tradetally-") as room:
        for name, content in files.items():
            (Path(room) / name).write_text(content, encoding="utf-8")
        main = Path(room) / "main.typ"
        main.write_text(text, encoding="utf-8")
        compiler = typst.Compiler(str(main), root=room, font_paths=fonts)
        made_at = int(made.timestamp())
        out = compiler.compile(format=format_, ppi=ppi, timestamp=made_at)
    return (out,) if isinstance(out, bytes) else tuple(out)
