"""The briefing as one HTML file: all languages, every number with what it stands on.

One file holds every language, so that one thing is sent and one address serves: the language is
chosen by the address (``briefing.html#zh``), and a number's anchor opens its own language. The
file needs no network. Its one small script sorts tables; without it everything else is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from tradetally.brief.briefing import Briefing
from tradetally.show import canvas
from tradetally.show.briefing_view import text
from tradetally.show.charts import FALLBACKS, Chart
from tradetally.show.html import TEMPLATES
from tradetally.show.marks import plain

if TYPE_CHECKING:
    from jinja2 import Template

_COLOURS = {
    canvas.INK: "ink",
    canvas.QUIET: "quiet",
    canvas.RULE: "rule",
    canvas.NOW: "now",
    canvas.BEFORE: "before",
    canvas.FALL: "fall",
    canvas.LINES[2]: "third",
    canvas.LINES[3]: "fourth",
    canvas.LINES[4]: "fifth",
}
_COLOUR = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')


def page(briefing: Briefing, charts: Mapping[str, Sequence[Chart]]) -> str:
    """Return a briefing as a page; ``charts`` has each language's pictures."""
    texts = [text(briefing, language, charts.get(language, ())) for language in briefing.editions]
    return _template().render(texts=texts, briefing=briefing)


def inline(chart: Chart) -> Markup:
    """Return a picture as a part of the page: in its colours and typeface, as wide as it may be.

    The SVG is our own and its words are escaped in it.
    """
    svg = re.sub(rf'<rect width="\d+" height="\d+" fill="{canvas.PAPER}"/>', "", chart.svg, count=1)
    svg = re.sub(r' (width|height)="\d+"(?=[^>]*viewBox)', "", svg)
    svg = svg.replace(f' font-family="{FALLBACKS}"', "")
    svg = re.sub(r' xmlns(:xlink)?="[^"]+"| version="1.1"', "", svg)
    return Markup(_COLOUR.sub(_coloured, svg))


def _coloured(found: re.Match[str]) -> str:
    name = _COLOURS.get(found[2])
    return found[0] if name is None else f'{found[1]}="var(--{name})"'


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(plain=plain, inline=inline)
    return environment.get_template("briefing.html.j2")
