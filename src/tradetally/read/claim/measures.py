"""Which measure a number is of: money, quantity, price, or how many trade."""

from __future__ import annotations

from tradetally.cells import Measure
from tradetally.languages import Name, Number
from tradetally.read.claim.tallies import names_flow, noun_of, of_traders, tally_ahead
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import Claim, is_money
from tradetally.read.line.subjects import FLOWS, MEASURES, Item, Subject

_LEAST_AMOUNT = 100  # money: less is what one of something costs, or a rate of exchange
_NEAR = 25  # characters from a count to the kind of enterprise that it counts


def measured(claim_: Claim, subject: Subject, line: Line) -> Subject | None:
    """Return the subject with the measure that the number's unit tells."""
    unit = claim_.number.unit
    if claim_.indicator == "record":
        return subject
    if claim_.indicator in ("share", "share_change") and _is_of_traders(claim_, line):
        return subject._replace(measure=Measure.ENTERPRISES)
    tally = tally_ahead(line, claim_.number) if "counted" in line.by_kind else None
    is_named = claim_.indicator == "growth" or (unit == "count" and names_flow(tally))
    if tally is not None and is_named:
        return of_traders(subject, line, tally)
    if unit == "count":
        return _counted(claim_, subject, line)
    if is_money(unit):
        is_price = subject.measure is Measure.PRICE and claim_.indicator in ("level", "change")
        is_price = is_price or 0 < abs(claim_.number.value) < _LEAST_AMOUNT
        return None if is_price else subject._replace(measure=Measure.VALUE)
    if claim_.indicator in ("level", "change") and unit is not None:
        return subject._replace(measure=Measure.VOLUME)
    said = measure_behind(claim_, line) or _measure_ahead(claim_, line)
    if said is not None and subject.measure in (Measure.VALUE, Measure.VOLUME):
        return subject._replace(measure=said)
    return subject


def _counted(claim_: Claim, subject: Subject, line: Line) -> Subject | None:
    """Return what counts of traders and partners are of; ``None`` where they are not of trade."""
    noun = claim_.number.noun
    owners = {item.words for item in subject.of("ownership")}
    trade_before = [c for c in line.of("flow") if c.end <= claim_.number.start]
    if not trade_before and noun == "enterprises":
        subject = Subject(reporter=subject.reporter, items=subject.of("region"))
        verb = line.first_after(claim_.number.end, "flow")
        if verb is not None and verb.start - claim_.number.end <= 1:  # 66,400 businesses exported
            subject = subject._replace(flow=FLOWS[verb.value][0])
        if not (line.of("refer", "flow", "counted") or _is_near_trade(line)):
            return None
    elif not (line.of("flow", "noise") or subject.has_flow):
        return None
    measure = Measure.PARTNERS if noun == "partners" else Measure.ENTERPRISES
    counted = line.last_before(claim_.number.start, "counted")
    first = counted.start if counted is not None else claim_.number.start
    owners_ = [n for n in line.names if n.dimension == "ownership"]
    owned = [n for n in owners_ if 0 <= claim_.number.start - n.end <= 1]
    owned = owned or [n for n in owners_ if n.start >= first]
    own = [n for n in line.names if n.text in owners]
    owned = owned or [n for n in own if n.end <= claim_.number.start]
    items = tuple(i for i in subject.items if i.dimension in ("region", "product", "partner"))
    if owned and measure is Measure.ENTERPRISES and _is_beside(line, owned[0], claim_.number):
        items += (Item("ownership", owned[0].code, owned[0].text),)
    if measure is Measure.PARTNERS and not line.of("flow", "those", "refer"):
        return Subject(measure=measure, reporter=subject.reporter, items=subject.of("region"))
    if measure is Measure.PARTNERS:
        items = tuple(i for i in subject.items if i.dimension != "partner")
    return subject._replace(measure=measure, items=items)


def _is_near_trade(line: Line) -> bool:
    """Whether a sentence has words of trade that are no flow: ``exporters``, ``进出口实绩``."""
    return any(cue.value == "not-flow" for cue in line.of("noise"))


def with_product(subject: Subject, before: Subject | None) -> Subject:
    """Return a quantity with the product last spoken of: tonnes of all goods are no figure."""
    is_open = subject.measure is Measure.VOLUME and not subject.of("product")
    if before is None or not is_open or before.flow is not subject.flow:
        return subject
    return subject._replace(items=(*before.of("product"), *subject.items))


def _is_beside(line: Line, owner: Name, number: Number) -> bool:
    """Whether a kind of enterprise is that of a count: before it, or in its clause behind it."""
    if owner.start <= number.end:
        return True
    parted = [cue.start for cue in line.of("break") if cue.value in ("hard", "comma")]
    starts = [*parted, *(other.start for other in line.numbers)]
    is_near = owner.start <= number.end + _NEAR
    return is_near and not any(number.end <= start <= owner.start for start in starts)


def _is_of_traders(claim_: Claim, line: Line) -> bool:
    """Whether the whole of a share is enterprises: ``accounted for 86% of all exporters``."""
    start, end = claim_.number.start, claim_.number.end
    behind = line.between(end, min(end + 70, len(line.text)), "counted", "break")
    share = line.last_before(start, "share") or line.last_before(start, "rate")
    ahead = line.between(share.end, start, "counted") if share is not None else ()
    wholes = [*ahead, *(behind[:1] if _opens_with_of(line, end) else ())]
    return any(noun_of(cue) == "enterprises" for cue in wholes)


def _opens_with_of(line: Line, place: int) -> bool:
    link = line.first_after(place, "link")
    return link is not None and link.value == "of" and link.start - place <= 2


def _measure_ahead(claim_: Claim, line: Line) -> Measure | None:
    """Return the measure that opens a sentence on one rate: ``By volume, shipments slipped 2%``."""
    rates = [number for number in line.numbers if number.unit == "percent"]
    cue = line.cues[0] if line.cues and claim_.indicator == "growth" else None
    if cue is None or (cue.kind, cue.start) != ("measure", 0) or len(rates) > 1:
        return None
    following = line.first_after(cue.end, "break")
    is_set_off = following is not None and following.start == cue.end
    return MEASURES[cue.value] if is_set_off else None


def measure_behind(claim_: Claim, line: Line) -> Measure | None:
    """Return the measure that growth is said to be of: ``rose 4.4 percent by volume``."""
    end = claim_.number.end
    is_growth = claim_.indicator in ("growth", "average_growth")
    cue = line.first_after(end, "measure") if is_growth else None
    if cue is None:
        return None
    between = line.between(end, cue.start)
    is_near = line.words_between(end, cue.start) == "" and cue.start - end < 40
    is_tied = all(c.kind in ("base", "move", "degree") or c.value in ("in", "by") for c in between)
    return MEASURES[cue.value] if is_near and is_tied else None
