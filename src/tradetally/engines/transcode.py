"""Text files in other encodings, copied to UTF-8 for engines that read nothing else."""

from __future__ import annotations

import codecs
import itertools
from pathlib import Path

from tradetally.engines.columns import decoded

_BLOCK = 1 << 20


def is_utf8(encoding: str) -> bool:
    """Tell whether files in an encoding can be read as they are.

    >>> is_utf8("UTF8"), is_utf8("utf-8-sig"), is_utf8("gb18030")
    (True, True, False)
    """
    return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")


def as_utf8(file: str, encoding: str, folder: Path, skip: int = 0) -> str:
    """Return the path of a copy of a text file in UTF-8, without its first lines, if asked.

    It is made block by block.

    Raises ``OSError`` for text that is not in the encoding.
    """
    numbered = (folder / f"{at}-{Path(file).stem}.csv" for at in itertools.count())
    copy = next(path for path in numbered if not path.exists())
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with Path(file).open("rb") as given, copy.open("wb") as taken:
        block = b"not yet"
        while block:
            block = given.read(_BLOCK)
            with decoded(file, encoding, lines):
                text = decoder.decode(block, final=not block)
            ends = text.count("\n")
            taken.write(_after(text, skip - lines).encode())
            lines += ends
    return str(copy)


def _after(text: str, lines: int) -> str:
    r"""Return what is left of a text after some of its lines.

    >>> _after("1\n2\n3\n", 1), _after("1\n2", 2), _after("1\n2", -1)
    ('2\n3\n', '', '1\n2')
    """
    if lines <= 0:
        return text
    return text.split("\n", lines)[lines] if text.count("\n") >= lines else ""
