"""How English texts are laid out: sentences, furniture, where an article ends."""

from __future__ import annotations

import re
from functools import cache

_ABBREVIATIONS = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Co|Corp|Inc|Ltd|St|No|vs|approx|est|cf|e\.g|i\.e"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|[A-Z])"
)

_OPENING = re.compile(r"(?:The|In|It|China|Exports|Imports|This|That|But|Meanwhile)\b")


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?\n](?:(?<=\n)|[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9$€£])|[\"”’')]*\s*$)")


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s(\"“]){_ABBREVIATIONS}\.$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a paragraph start and end.

    >>> [text[a:b] for text in ["In U.S. dollars it rose. It fell."] for a, b in sentences(text)]
    ['In U.S. dollars it rose.', 'It fell.']
    """
    out: list[tuple[int, int]] = []
    start = 0
    for match in _sentence_end().finditer(text):
        if match[0].startswith(".") and match.end() < len(text):
            before = text[max(0, match.start() - 8) : match.start() + 1]
            is_short = _abbreviation().search(before) is not None
            if is_short and _OPENING.match(text[match.end() :].lstrip()[:12]) is None:
                continue
        _add(out, text, start, match.end())
        start = match.end()
    _add(out, text, start, len(text))
    return tuple(out)


def _add(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        lead = len(part) - len(part.lstrip())
        out.append((start + lead, start + len(part.rstrip())))


_FURNITURE = re.compile(
    r"\s*(?:share(?: this)?:?|read in \w+|skip to (?:main )?content.*|last updated.*|advertisement"
    r"|(?:photo|image|picture|source|credit|edit(?:or|ed by)?|editing|reporting|writing|author"
    r"|responsible editor|file photo|copyright|special statement)\b\s?(?:by|:|/|©).*"
    r"|©.*|\[?\(?(?:photo|file photo|image)\b.*|[\d\s>|<»…-]+"
    r"|(?:follow us|subscribe|sign up|print|email|tweet"
    r"|facebook|twitter|home|news|china|business|world|links|tags?:.*|think tank|related.*))\s*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r".*\((?:photo|image)\b[^)]*\)\s*|.*\d{4}-\d\d-\d\d \d\d:\d\d.*updated.*"
    r"|.*\b(?:taken on|file photo|/xinhua|/vcg|/getty)\b.*\s*",
    re.IGNORECASE,
)
_CREDITED = ("photo", "image", "updated", "taken on", "/xinhua", "/vcg", "/getty")
_END = re.compile(
    r"\s*(?:recommended (?:articles|reading)"
    r"|related (?:articles|stories|news|links)|more (?:from|news)|read more"
    r"|most (?:read|popular)|you may also like|also read|trending)\b.*",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line is a page's furniture.

    >>> is_furniture("Share:"), is_furniture("Exports rose 5 percent.")
    (True, False)
    """
    if _FURNITURE.fullmatch(line) is not None:
        return True
    may_be_credit = any(map(line.lower().__contains__, _CREDITED))
    return may_be_credit and _CREDIT.fullmatch(line) is not None


def ends_article(line: str) -> bool:
    """Whether nothing after this line belongs to the article."""
    return len(line) < 60 and _END.fullmatch(line) is not None
