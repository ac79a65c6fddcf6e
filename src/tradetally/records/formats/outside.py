"""The rules by which a source's row is outside the statistics: a row that other rows hold already.

A format marks such rows and keeps them, so that the ledger shows what was left out, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PARTNERS = "partner-aggregate"
COMMODITIES = "commodity-aggregate"
DIVISIONS = "division-aggregate"
BREAKDOWN = "breakdown"
TO_DATE = "year-to-date"
RE_EXPORTS = "re-exports"
RE_IMPORTS = "re-imports"
PART_OF_FLOW = "part-of-flow"
SERVICES = "services"
OTHER_CLASSIFICATION = "other-classification"

OUTSIDE: Mapping[str, str] = MappingProxyType(
    {
        PARTNERS: "the row is a sum over partners: the world, a continent, a union",
        COMMODITIES: "the row is a sum over commodities: all of them, a chapter, a heading",
        DIVISIONS: "the row is a sum over offices, or over domestic and foreign goods",
        BREAKDOWN: "the row divides another one by mode of transport, procedure or office",
        TO_DATE: "the row is a sum from January on that a later month of the year states again",
        RE_EXPORTS: "goods of foreign origin sent on, which the source's exports hold already",
        RE_IMPORTS: "own goods that came back, which the source's imports hold already",
        PART_OF_FLOW: "domestic exports, processing and the like, which the flow holds already",
        SERVICES: "the row is no merchandise",
        OTHER_CLASSIFICATION: "the commodity is not coded by the Harmonized System",
    }
)
"""Each rule, and what it says of a row."""
