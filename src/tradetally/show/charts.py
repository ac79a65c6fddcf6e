"""Charts as pictures: SVG by Vega-Altair and vl-convert, without a browser or a network.

In comes a briefing; out comes one picture for each of its series that has something to show, in
one language, always the same bytes. ``pictures`` makes PNG of all of them in one run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tradetally.show import canvas
from tradetally.show.canvas import FALL, INK, QUIET, SMALL, TEXT, TITLE
from tradetally.show.chart_kinds import Drawing, drawings
from tradetally.show.extra import needed
from tradetally.show.fonts import FAMILY
from tradetally.show.marks import plain
from tradetally.show.words import Words, words

if TYPE_CHECKING:
    from tradetally.brief.briefing import Briefing, Point, Series

FALLBACKS = f"{FAMILY}, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a series: its key (unique in a briefing), words for it, and the SVG."""

    key: str
    language: str
    title: str
    alt: str
    svg: str
    points: tuple[Point, ...]


def charts(briefing: Briefing, language: str) -> tuple[Chart, ...]:
    """Return the pictures of a briefing in one language, in its order."""
    _converter()  # says what to install before anything else asks for it
    known = words(language)
    return tuple(
        _chart(_Drawn(key, series, points, one), known, is_synthetic=briefing.is_synthetic)
        for series in briefing.series
        for key, points, one in drawings(series, known)
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    key: str
    series: Series
    points: Sequence[Point]
    drawing: Drawing


def _chart(drawn: _Drawn, words: Words, *, is_synthetic: bool) -> Chart:
    series, one = drawn.series, drawn.drawing
    head: list[canvas.Line] = [(plain(one.title), TITLE, INK)]
    if is_synthetic:
        head.append((words("page", "synthetic"), SMALL, FALL))
    head.append((one.unit, TEXT, QUIET))
    sources = words.listed(series.sources)
    foot = [words("chart", "source", sources=sources, release=words.release(series.release))]
    if one.note:
        foot.insert(0, f"{one.note}{words('alt', 'stop')}".strip())
    spec = canvas.stacked(
        [
            canvas.lines_panel(head),
            *one.panels,
            canvas.lines_panel([(line, SMALL, QUIET) for line in foot]),
        ]
    )
    described = one.described
    if is_synthetic:
        described = words("page", "synthetic") + words("alt", "stop") + described
    key = re.sub(r"[^a-z0-9]+", "-", drawn.key.lower()).strip("-")
    svg = _labelled(_svg(spec, words("chart", "locale")), f"{key}-{words.language}",
                    one.title, described)  # fmt: skip
    return Chart(key, words.language, one.title, described, svg, tuple(drawn.points))


def _svg(spec: dict[str, Any], locale: str) -> str:
    svg: str = _converter().vegalite_to_svg(spec, time_format_locale=locale)
    svg = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", svg)
    width = canvas.WIDTH + 2 * canvas.MARGIN
    size = r'width="\d+" height="(\d+)" viewBox="0 0 \d+ \d+"'
    svg = re.sub(size, rf'width="{width}" height="\1" viewBox="0 0 {width} \1"', svg, count=1)
    paper = r'<rect width="\d+" (height="\d+" fill)'
    svg = re.sub(paper, rf'<rect width="{width}" \1', svg, count=1)
    return svg.replace(f'font-family="{canvas.MEASURED}"', f'font-family="{FALLBACKS}"')


def _labelled(svg: str, key: str, title: str, described: str) -> str:
    """Return the picture with its title and description, for who cannot see it."""
    from html import escape

    names = f'role="img" aria-labelledby="{key}-title" aria-describedby="{key}-desc"'
    start, end = svg.split(">", 1)
    head = (
        f'<title id="{key}-title">{escape(plain(title))}</title>'
        f'<desc id="{key}-desc">{escape(plain(described))}</desc>'
    )
    return f"{start} {names}>{head}{end}"


@cache
def _converter() -> Any:
    needed("altair", "charts")
    return needed("vl_convert", "charts")


def pictures(drawn: Sequence[Chart], ppi: int = 192) -> tuple[bytes, ...]:
    """Return charts as PNG, 192 pixels an inch being twice their size on a screen.

    One run of Typst draws all of them in a tenth of the time that one run a chart would take.
    """
    if not drawn:
        return ()
    from tradetally.show.typesetting import typeset

    files = {f"{at}.svg": chart.svg for at, chart in enumerate(drawn)}
    pages = "\n#pagebreak()\n".join(f'#image("{name}")' for name in files)
    text = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}\n"
    return typeset(text, files, "png", ppi=ppi)
