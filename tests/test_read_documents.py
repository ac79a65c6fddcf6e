"""Documents: files of every kind become text, and what cannot be read gets one message."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from tradetally.errors import BadInput
from tradetally.languages import language
from tradetally.read import Document, open_document, read
from tradetally.read.text.body import date_in, paragraphs

SENTENCE = "China's exports rose 5.9 percent to $302 billion in May 2024."


def values(path: Path) -> list[float]:
    return [float(statement.value) for statement in read(open_document(path)).statements]


CHINESE = "今年前5个月，我国出口增长5.9%，其中对东盟出口增长9%。"
WESTERN = "China’s exports to Spain (España) rose 5.9 per cent to £302m in May 2024 – a record."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, code) for text in (SENTENCE, CHINESE) for code in ("utf-8", "utf-16", "gb18030")),
        *((text, "utf-8-sig") for text in (SENTENCE, CHINESE, WESTERN)),
        (WESTERN, "utf-8"),
        (WESTERN, "cp1252"),
        ("It was ‘China’s best year’: exports rose 5.9 percent.", "cp1252"),
    ],
)
def test_a_text_file_in_any_of_these_encodings_keeps_its_text(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    document = open_document(path)
    assert (document.name, document.text) == ("story", text)


def test_a_page_gives_its_article_its_title_and_its_date(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>Exports rise</title>"
        '<meta property="article:published_time" content="2024-06-07T10:00:00Z"></head><body>'
        "<nav><a href='/'>Home</a> <a href='/2'>2</a></nav><article><h1>Exports rise</h1>"
        f"<p>{SENTENCE} The figures came out on Friday, and they were better than many had "
        "feared after a weak spring for shippers all over the country.</p>"
        "<p>Imports fell 2 percent in May, the customs office said, as factories bought less "
        "ore and less crude oil than in the month before, and prices went down.</p>"
        "</article><footer>Copyright 2024</footer></body></html>",
        encoding="utf-8",
    )
    document = open_document(path)
    assert document.published == date(2024, 6, 7)
    assert "Home" not in document.text
    assert values(path) == [5.9, 302e9, -2.0]


def test_a_word_file_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    file = docx.Document()
    file.add_paragraph("Trade in May")
    file.add_paragraph(SENTENCE)
    stream = io.BytesIO()
    file.save(stream)
    path.write_bytes(stream.getvalue())
    assert values(path) == [5.9, 302e9]


def test_a_pdf_is_read_by_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    content = f"BT /F1 12 Tf 20 700 Td ({SENTENCE}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    body += f"xref\n0 6\n0000000000 65535 f \n{table}"
    body += f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{body.index('xref')}\n%%EOF"
    path.write_bytes(body.encode("latin-1"))
    assert values(path) == [5.9, 302e9]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.txt",
            b"",
            "a.txt: expected a text, saw an empty file. To do: give a file with a text in it.",
        ),
        (
            "a.txt",
            b"\x00\x01\x02\x00",
            "a.txt: expected a text, saw a binary file. To do: save the text as .txt in UTF-8.",
        ),
        (
            "a.xyz",
            b"text",
            "a.xyz: expected a text file (.txt, .md, .html, .htm, .pdf, .docx) or - for standard"
            " input, saw the suffix '.xyz'. To do: save the text as .txt in UTF-8.",
        ),
        (
            "a.txt",
            b"Exports grew fast.",
            "a.txt: expected a text with numbers in it, saw no number."
            " To do: give a text that states figures.",
        ),
        (
            "a.pdf",
            b"no pdf 1",
            "a.pdf: expected a PDF with text, saw a file that is no readable PDF."
            " To do: save the text as .txt.",
        ),
        (
            "a.docx",
            b"no docx 1",
            "a.docx: expected a .docx file, saw a file that is none."
            " To do: save it as .docx or .txt.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content)
    with pytest.raises(BadInput) as refusal:
        open_document(name)
    assert str(refusal.value) == message


def test_a_file_that_is_absent_gets_one_message() -> None:
    with pytest.raises(BadInput) as refusal:
        open_document("absent.txt")
    assert str(refusal.value) == (
        "absent.txt: expected a file that can be read, saw no such file or directory."
        " To do: check the path."
    )


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(BadInput) as refusal:
        read(Document("a", SENTENCE), language="fr")
    assert "a language that tradetally reads (en" in str(refusal.value)
    assert "saw 'fr'" in str(refusal.value)


def test_the_texts_own_date_is_the_events_not_the_pages() -> None:
    text = (
        "Briefing on trade\n\nexample.org | January 28, 2026\n\nDate:\n\nJan. 14, 2026\n\n"
        "A view of the port on October 13, 2025. Photo: VCG\n\n" + SENTENCE
    )
    english = language("en")
    assert date_in(text, paragraphs(text, english), english) == date(2026, 1, 14)


def test_furniture_is_set_aside_with_its_numbers() -> None:
    text = (
        f"Exports surge in May\n\nShare:\n\n{SENTENCE}\n\nExports surge in May\n\n1 2 3 >\n\n"
        "Recommended Articles\n\nAnother country's exports rose 7 percent in 2024."
    )
    reading = read(Document("a", text))
    assert [float(s.value) for s in reading.statements] == [5.9, 302e9]
    furniture = [a.place.text for a in reading.set_aside if a.reason == "furniture"]
    assert furniture == ["1", "2", "3", "7", "2024"]
