"""The briefing as a PDF on A4, one a language, set by Typst: the same words, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

import msgspec

from tradetally.brief.briefing import Briefing
from tradetally.show.briefing_view import Paragraph, Text, text
from tradetally.show.charts import Chart
from tradetally.show.data_tables import DataTable
from tradetally.show.fonts import FAMILY
from tradetally.show.html import TEMPLATES
from tradetally.show.typesetting import typeset

_REGIONS = {"zh": "cn"}
_ENTRY = ("number", "said", "figure", "interval", "sources")


def pdf(briefing: Briefing, language: str, charts: Sequence[Chart] = ()) -> bytes:
    """Return a briefing in one language as a PDF; its date is the day of the release."""
    shown = text(briefing, language, charts)
    files = {_file(chart): chart.svg for chart in charts}
    files["data.json"] = msgspec.json.encode(_data(briefing, shown)).decode()
    template = (TEMPLATES / "briefing.typ").read_text(encoding="utf-8")
    day = briefing.release.day or briefing.release.round.last_day
    made = datetime.combine(day, time(), tzinfo=UTC)
    return typeset(template, files, "pdf", made=made)[0]


def _data(briefing: Briefing, shown: Text) -> dict[str, object]:
    """Return what the template sets, as plain values."""
    say = shown.words
    mark = say("page", "synthetic_short") if shown.is_synthetic else ""
    return {
        "language": shown.language,
        "region": _REGIONS.get(shown.language),
        "font": FAMILY,
        "title": f"[{mark}] {shown.title}" if mark else shown.title,
        "author": [],
        "keywords": [str(briefing.period), briefing.reporter, *([mark] if mark else [])],
        "kicker": shown.kicker,
        "synthetic": mark,
        "synthetic_long": say("page", "synthetic") if mark else "",
        "page_of": say("page", "page_of"),
        "headline": _pieces(shown.headline),
        "dateline": shown.dateline,
        "lead": _pieces(shown.lead),
        "parts": [
            {
                "title": part.title,
                "is_list": part.is_list,
                "paragraphs": [_pieces(paragraph) for paragraph in part.paragraphs],
                "charts": _charts(part.charts),
            }
            for part in shown.parts
        ],
        "lead_charts": _charts(shown.lead_charts),
        "charts": _charts(shown.charts),
        "tables": [_table(table, shown) for table in shown.tables],
        "words": {
            "tables": say("page", "tables"),
            "figures": say("page", "figures"),
            "entries": [say("entry", key) for key in _ENTRY],
        },
        "entries": [
            {
                "number": str(entry.number),
                "key": entry.key,
                "printed": entry.printed,
                "name": entry.name,
                "form": entry.form,
                "interval": entry.interval,
                "how": entry.how,
                "sources": say("page", "joint").join(entry.sources) or say("page", "none"),
                "release": entry.release,
            }
            for entry in shown.entries
        ],
    }


def _pieces(paragraph: Paragraph) -> list[dict[str, str | None]]:
    return [
        {"text": piece.text, "entry": piece.entry.key if piece.entry else None}
        for piece in paragraph
    ]


def _charts(charts: Sequence[Chart]) -> list[dict[str, str]]:
    return [{"file": _file(chart), "alt": chart.alt} for chart in charts]


def _file(chart: Chart) -> str:
    return f"{chart.key}.svg"


def _table(table: DataTable, shown: Text) -> dict[str, object]:
    say = shown.words
    listed = say.listed(table.sources)
    title = table.title
    if shown.is_synthetic:
        title = f"{title} [{say('page', 'synthetic_short')}]"
    return {
        "title": title,
        "heads": [{"text": head.text, "number": head.is_number} for head in table.heads],
        "rows": [[datum.text for datum in row] for row in table.rows],
        "source": f"{say('page', 'sources')}{say('page', 'colon')}{listed}",
    }
