"""Whatever is given to be read ends in a reading or in one refusal: no hang, no traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradetally import passages
from tradetally.errors import BadInput
from tradetally.languages import known
from tradetally.read import Document, Reading, lines, read
from tradetally.read.text.formats import extract

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.sampled_from(
    ["exports ", "rose ", "5 percent", "to ", "China", "'s ", "(", ")", ", ", ". ", "respectively",
     "$3 billion", "in May 2024", "of ", "and ", "share", "first", "-", "１２", "，", "。", "出口",
     "增长", "5%", "其中", "对东盟", "亿元", "万", "分别", "同期", "第三", "\n", "\u00a0", "9" * 50]
)  # fmt: skip

HOSTILE = {
    "a run of digits": "Exports rose to " + "7" * 100_000 + " yuan in 2024.",
    "digits apart": "Exports rose " + "1 " * 20_000 + "percent in 2024.",
    "digits and commas": "Exports rose " + "1," * 50_000 + "5 percent in 2024.",
    "nested brackets": "Exports rose 5 percent in 2024 " + "(" * 50_000 + "3%" + ")" * 50_000,
    "one endless sentence": "exports rose 5 percent, imports from China fell 3 percent and " * 2000,
    "an endless list": "Exports to " + "ASEAN, the EU, " * 5000 + "rose 5 percent in 2024.",
    "words of change": "In 2024 exports " + "rose fell " * 10_000 + "by 5 percent.",
    "number words": "It is one hundred and five " * 4000 + " exports in 2024.",
    "blanks": "exports in 2024 rose 5" + " " * 200_000 + "percent",
    "Chinese without an end": "2024年出口增长5%，其中对东盟增长3.2%、" * 3000,
    "Chinese digits": "2024年出口" + "一二三" * 30_000 + "亿元",
    "lines of digits": "Exports in 2024\n" + "5\n" * 30_000,
}


def reading(text: str) -> Reading | None:
    """Return what is read from a text, or ``None`` where it is refused."""
    try:
        return read(Document("hostile", text))
    except BadInput:
        return None


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_is_read_or_refused_at_once(text: str) -> None:
    start = process_time()
    found = reading(text)
    assert found is None or all(lines(found))
    assert process_time() - start < 15


@QUICK
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(known()))
def test_any_words_of_trade_are_read(text: str, language: str) -> None:
    found = read(Document("fuzz", text), language=language)
    places = [one.place for one in found.statements] + [one.place for one in found.set_aside]
    for place in places:
        assert text[place.start : place.end] == place.text


@QUICK
@given(st.text(max_size=300), st.sampled_from(known()))
def test_any_text_is_read(text: str, language: str) -> None:
    list(lines(read(Document("fuzz", text), language=language)))


@QUICK
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx"]))
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    try:
        text = extract(suffix, content, "file").text
    except BadInput:
        return
    text.encode("utf-8")


def test_a_text_of_double_length_takes_about_double_the_time() -> None:
    paragraph = "China's exports to ASEAN rose 5.{} percent to $30{} billion in May 2024.\n\n"
    text = "".join(paragraph.format(n % 10, n) for n in range(600))
    times = []
    for size in (1, 4):
        start = process_time()
        read(Document("long", text * size))
        times.append(process_time() - start)
    assert times[1] < 12 * times[0]


def refused(tmp_path: Path, name: str, content: bytes) -> str:
    """Return the message with which a file is refused, without its folder."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        passages.read(str(path))
    return str(caught.value).replace(f"{tmp_path}/", "")


def test_a_page_of_twenty_megabytes_is_refused(tmp_path: Path) -> None:
    message = refused(tmp_path, "page.html", b"<p>Exports rose 5 percent.</p>" * 700_000)
    assert message == (
        "page.html: expected a file of at most 5 MB, saw a larger one. "
        "To do: cut the text out and save it as .txt."
    )


def test_a_word_file_that_unpacks_to_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000_000)
    message = refused(tmp_path, "bomb.docx", packed.getvalue())
    assert message == (
        "bomb.docx: expected a .docx file of at most 50 MB unpacked, saw one of 100 MB. "
        "To do: cut the text out and save it as .txt."
    )


def test_a_pdf_that_draws_without_end_is_refused(tmp_path: Path) -> None:
    message = refused(tmp_path, "bomb.pdf", pdf(b"q Q " * 600_000))
    assert message == (
        "bomb.pdf: expected a PDF with a release in it, saw one that never ends. "
        "To do: cut the text out and save it as .txt."
    )


def pdf(drawing: bytes) -> bytes:
    """Return a PDF of one page that holds ``drawing``."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = StreamObject()
    stream.set_data(drawing)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject()})
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe" + b"\x00\xd8" * 500 + b"5",
        b"\xfe\xff\x005",
        bytes(range(1, 256)) * 20,
        b"\x81" * 99,
    ],
    ids=["lone halves of UTF-16", "cut UTF-16", "every byte", "no encoding"],
)
def test_broken_encodings_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(content)
    try:
        found = passages.read(str(path))
    except BadInput:
        return
    assert "\n".join(lines(found)).encode("utf-8")
