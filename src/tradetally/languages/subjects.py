"""What a figure is about, as a noun phrase: *exports of wind turbines to ASEAN*.

The order of the parts, and the words around each, are data of the language.
"""

from __future__ import annotations

import re

from tradetally import codes
from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.languages.phrases import Phrasebook, phrasebook
from tradetally.periods import Period

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_ANY_PERIOD = Period.year(2000)


def say_slice(slice_: Slice, flow: Flow, language: str) -> str:
    """Return a flow of a part of trade, as a noun phrase.

    >>> say_slice(Slice(partner="ASEAN", region="CN-GX"), Flow.EXPORTS, "en")
    "Guangxi's exports to ASEAN"
    >>> say_slice(Slice(partner="ASEAN", product="wind-turbines"), Flow.IMPORTS, "zh")
    '自东盟风力发电机组进口'
    """
    return say_cell(Cell(flow=flow, period=_ANY_PERIOD, slice=slice_), phrasebook(language))


def say_cell(
    cell: Cell,
    known: Phrasebook,
    *,
    sign: int = 0,
    in_currency: bool = False,
    article: bool = True,
    partner: str | None = None,
) -> str:
    """Return what a cell holds, without its period.

    A balance whose ``sign`` is known is a surplus or a deficit; ``in_currency`` says the money
    where it is not the reporter's own; ``partner`` stands for the name of the partner.
    """
    names = {dimension: say_code(dimension, code, known) for dimension, code in cell.slice.codes()}
    owners = names.get("ownership", known["subject.part.owners"])
    if cell.measure is Measure.ENTERPRISES:
        names.pop("ownership", None)
    if partner is not None:
        names["partner"] = partner
    parts = {
        dimension: _part(dimension, names, cell, known)
        for dimension in ("partner", "product", "regime", "ownership", "office", "route")
    }
    place = say_place(cell, known)
    is_named = bool(place) and cell.measure is not Measure.ENTERPRISES
    order = known.get(f"subject.order_{cell.measure}", "subject.order")
    words = {
        **parts,
        "place": place,
        "the": _article(cell, known, is_named=is_named) if article else "",
        "core": _core(cell, known, sign).format(owners=owners),
        "currency": _currency(cell, known) if in_currency else "",
        "adjusted": known.get(f"subject.part.{cell.adjusted}"),
    }
    return known.fill(order, words)


def say_place(cell: Cell, known: Phrasebook) -> str:
    """Return whose trade it is, where that is not the whole of China's."""
    dimension, code = "region", cell.slice.region
    if code is None and cell.reporter != "CN":
        dimension, code = "reporter", cell.reporter
    if code is None:
        return ""
    name = say_code("region" if dimension == "region" else "partner", code, known)
    part = f"subject.part.{dimension}"
    return known.get(f"{part}_{cell.measure}", part).format(name=name)


def say_whole(cell: Cell, known: Phrasebook, place: str | None = None) -> str:
    """Return the whole of a flow: *total exports*, or that of a slice.

    ``place`` stands for whose trade it is, where the whole is all that a country trades.
    """
    rest = cell.slice.with_code("region", None)
    plain = known.get(f"whole.{cell.measure}.{cell.flow}")
    if rest.is_everything and plain:
        return plain.format(place=say_place(cell, known) if place is None else place)
    some = known.get(f"whole.{cell.measure}.some", "whole.some")
    words = {"subject": say_cell(cell, known), "bare": say_cell(cell, known, article=False)}
    return known.fill(some, words)


def say_code(dimension: str, code: str, known: Phrasebook) -> str:
    """Return the name of a code as it stands inside a sentence."""
    name = codes.name(dimension, code, known.language)
    if _SLUG.fullmatch(name):
        return name.replace("-", " ")
    first = name.partition(" ")[0]
    if dimension in ("product", "ownership", "regime") and first[1:].islower():
        name = name if first in known.capital else name[0].lower() + name[1:]
    return f"the {name}" if code in known.the else name


def say_currency(currency: str, known: Phrasebook) -> str:
    """Return the name of a currency; one that the phrases lack from CLDR, else its code."""
    own = known.get(f"currency.{currency}")
    if own:
        return own
    from babel.numbers import get_currency_name  # heavy, and rarely needed

    return str(get_currency_name(currency, count=2, locale=known.language))


def _core(cell: Cell, known: Phrasebook, sign: int) -> str:
    flow: str = cell.flow
    if cell.flow is Flow.BALANCE and cell.measure is Measure.VALUE and sign:
        flow = "surplus" if sign > 0 else "deficit"
    return known[f"subject.core.{cell.measure}.{flow}"]


def _article(cell: Cell, known: Phrasebook, *, is_named: bool) -> str:
    """Return the article, which a name before it replaces, or what makes a count a number."""
    if is_named and not cell.measure.is_count:
        return ""
    return known.get(f"subject.the.{cell.measure}", f"subject.the.{cell.flow}")


def _part(dimension: str, names: dict[str, str], cell: Cell, known: Phrasebook) -> str:
    if dimension not in names:
        return ""
    phrase = known.get(f"subject.part.{dimension}", f"subject.part.{dimension}.{cell.flow}")
    return phrase.format(name=names[dimension])


def _currency(cell: Cell, known: Phrasebook) -> str:
    if cell.measure is not Measure.VALUE or cell.unit in (None, codes.currency(cell.reporter)):
        return ""
    return known["subject.part.currency"].format(name=say_currency(str(cell.unit), known))
