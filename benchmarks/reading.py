"""How fast texts are read, and how well numbers and units beside a general tool for quantities.

``python -m benchmarks.reading [FOLDER…] [--dense MB]`` reads the texts of the folders, or the
samples of the package; ``--dense`` also two texts of so many megabytes: one made of their
articles with other digits each time, one of a single sentence. ``quantulum3``
(requirements/bench.txt) reads the same sentences if it is installed; of both it is counted how
many of the hand-made numbers in tests/data/read/english.txt they find with the value and the
unit.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time

from tradetally import demo
from tradetally.languages import detect, language
from tradetally.read import Document, lines, open_document, read
from tradetally.read.text.body import paragraphs

SEED_SIZED = 5_500  # bytes
SENTENCE = "China's exports rose 5.9 percent to $302 billion in May 2024. "
CASES = Path(__file__).resolve().parents[1] / "tests" / "data" / "read" / "english.txt"
SAMPLES = Path(demo.__file__).parent / "samples"

Found = set[tuple[Decimal, str]]


def best(run: Callable[[], object], times: int = 5) -> float:
    """Return the seconds of the quickest of several runs."""
    seconds = []
    for _ in range(times):
        start = perf_counter()
        run()
        seconds.append(perf_counter() - start)
    return min(seconds)


def texts_a_second(documents: list[Document]) -> float:
    """Return how many texts of 5.5 kB are read a second on one core, once all is loaded.

    No text is read twice as it was: each time its sentences end differently.
    """
    for document in documents:
        read(document)
    seconds = 0.0
    for document in documents:
        texts = [document.text.replace(". ", f" {mark}. ") for mark in "abcde"]
        seconds += min(best(lambda text=text: read(Document("text", text)), 1) for text in texts)  # type: ignore[misc]
    size = sum(len(document.text.encode()) for document in documents)
    return size / SEED_SIZED / seconds


def dense_text(documents: list[Document], megabytes: int) -> str:
    """Return the articles of documents, one after the other again and again, each time changed."""
    articles = [
        "\n".join(part.text for part in paragraphs(d.text, detect(d.text)) if not part.is_furniture)
        for d in documents
    ]
    chance, out, size = random.Random(1), list[str](), 0
    while size < megabytes * 1_000_000:
        for article in articles:
            out.append(re.sub(r"(?<=[\d.])\d", lambda _: str(chance.randrange(10)), article))
            size += len(out[-1].encode()) + 1
    return "\n".join(out)


def long_text(what: str, text: str) -> str:
    """Return how long one long text takes, in seconds of one processor, and what came out."""
    start = process_time()
    reading = read(Document("long", text))
    middle = process_time()
    written = sum(len(line) for line in lines(reading))
    return (
        f"{len(text.encode()) / 1e6:.1f} MB of {what}: {middle - start:.1f} s, "
        f"{len(reading.statements):,} statements, "
        f"written in {process_time() - middle:.1f} s ({written:,} characters)"
    )


def first_text(path: Path) -> float:
    """Return the seconds from the shell to the first text read."""
    command = [sys.executable, "-m", "tradetally", "read", str(path), "--format", "jsonl"]
    return best(lambda: subprocess.run(command, check=True, capture_output=True), 3)


def cases() -> list[tuple[str, Found]]:
    """Return the texts of the English cases, each with its numbers and units."""
    out: list[tuple[str, Found]] = []
    is_text = False
    for line in CASES.read_text(encoding="utf-8").splitlines():
        said = line.strip()
        if said.startswith("> "):
            if not is_text:
                out.append(("", set()))
            out[-1] = (f"{out[-1][0]}\n{said[2:]}", out[-1][1])
            is_text = True
        elif " | " in said and not said.startswith("-"):
            is_text = False
            words = [w for w in said.split() if w not in ("forecast", "converted")]
            if words[-1] in ("percent", "pp") or (len(words[-1]) == 3 and words[-1].isupper()):
                out[-1][1].add((abs(Decimal(words[-2])).normalize(), words[-1]))
    return out


def ours(text: str) -> Found:
    """Return the amounts and rates that our reader's numbers have."""
    return {(abs(n.value).normalize(), n.unit or "") for n in language("en").numbers(text)}


_THEIRS = {
    "percentage": "percent", "percentage point": "pp", "dollar": "USD", "euro": "EUR",
    "pound sterling": "GBP", "yen": "JPY", "japanese yen": "JPY", "renminbi": "CNY",
    "chinese yuan": "CNY", "yuan": "CNY", "won": "KRW", "south korean won": "KRW",
}  # fmt: skip


def theirs(text: str) -> Found:
    """Return the amounts and rates that quantulum3 finds."""
    from quantulum3 import parser

    return {
        (abs(Decimal(repr(q.value))).normalize(), _THEIRS.get(q.unit.name.lower(), q.unit.name))
        for q in parser.parse(text)
    }


def right(find: Callable[[str], Found], texts: Iterable[tuple[str, Found]]) -> str:
    """Return how many of the expected numbers a reader finds with value and unit."""
    pairs = [(expected, find(text)) for text, expected in texts]
    total = sum(len(expected) for expected, _ in pairs)
    found = sum(len(expected & given) for expected, given in pairs)
    return f"{found} of {total} ({100 * found / total:.1f}%)"


def main() -> None:
    """Print what is measured."""
    at = sys.argv.index("--dense") if "--dense" in sys.argv else len(sys.argv)
    folders = [Path(word) for word in sys.argv[1:at]] or [SAMPLES]
    paths = [
        p for folder in folders for p in sorted(folder.glob("*")) if p.suffix in (".txt", ".md")
    ]
    documents = [open_document(path) for path in paths]
    print(f"{len(documents)} texts, {sum(len(d.text) for d in documents):,} characters")
    print(f"read: {texts_a_second(documents):.1f} texts of 5.5 kB a second")
    print(f"first text from the shell: {first_text(paths[0]):.2f} s")
    if at < len(sys.argv):
        megabytes = int(sys.argv[at + 1])
        print(long_text("dense text", dense_text(documents, megabytes)))
        times = megabytes * 1_000_000 // len(SENTENCE)
        print(long_text("one sentence", SENTENCE * times))
    texts = cases()
    print(f"numbers with units, tradetally: {right(ours, texts)}")
    try:
        import quantulum3  # noqa: F401
    except ImportError:
        print("quantulum3 is not installed: pip install -r requirements/bench.txt")
        return
    few = texts[:40]
    theirs(few[0][0])
    whole = best(lambda: [read(Document("case", text), language="en") for text, _ in few], 3)
    numbers = best(lambda: [ours(text) for text, _ in few], 3)
    other = best(lambda: [theirs(text) for text, _ in few], 1)
    print(f"numbers with units, quantulum3: {right(theirs, texts)}")
    print(f"quantulum3 takes {other / numbers:.0f} times our numbers' time, "
          f"{other / whole:.1f} times that of whole statements")  # fmt: skip


if __name__ == "__main__":
    main()
