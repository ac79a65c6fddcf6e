"""Code lists: partners, products, regions, ownership and regimes, with names in two languages.

In comes a code, or a name in English or Chinese as a table or a text spells it; out go frozen
``Code`` values, sets of members as at a release, partitions and lists of peers. Whatever is
above the frozen values may call it. It reads only the files in ``data`` beside it, each when
it is first asked for, and knows no figure, no text and no book.

The lists are open for partners, products and regions: a name that no list holds is its own
code, contains nothing and may overlap everything.
"""

from tradetally.codes.code import DIMENSIONS, LANGUAGES, Code, Partition
from tradetally.codes.fiscal import fiscal_year, fiscal_year_from, fiscal_year_of
from tradetally.codes.groups import groups_of, is_group, members
from tradetally.codes.harmonized import covers
from tradetally.codes.lists import (
    acronyms,
    codes,
    find,
    from_customs,
    is_known,
    is_open,
    lookup,
    name,
    names,
    nearest,
)
from tradetally.codes.money import currency, has_sign_of, is_currency, shares_sign
from tradetally.codes.relations import ancestors, overlaps, parent
from tradetally.codes.spelling import align, normalise
from tradetally.codes.systems import SYSTEMS, UNIT_SYSTEMS, UnitOf, system, units
from tradetally.codes.wholes import default_peers, partitions, peers

__all__ = [
    "DIMENSIONS",
    "LANGUAGES",
    "SYSTEMS",
    "UNIT_SYSTEMS",
    "Code",
    "Partition",
    "UnitOf",
    "acronyms",
    "align",
    "ancestors",
    "codes",
    "covers",
    "currency",
    "default_peers",
    "find",
    "fiscal_year",
    "fiscal_year_from",
    "fiscal_year_of",
    "from_customs",
    "groups_of",
    "has_sign_of",
    "is_currency",
    "is_group",
    "is_known",
    "is_open",
    "lookup",
    "members",
    "name",
    "names",
    "nearest",
    "normalise",
    "overlaps",
    "parent",
    "partitions",
    "peers",
    "shares_sign",
    "system",
    "units",
]
