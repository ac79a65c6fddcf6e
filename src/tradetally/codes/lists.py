"""The lists: from a code to its entry, and from a name to its code."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tradetally.codes import harmonized
from tradetally.codes.code import DIMENSIONS, LANGUAGES, Code
from tradetally.codes.files import Entry, cldr, entries
from tradetally.codes.spelling import is_acronym, normalise
from tradetally.errors import BadInput, UnknownCode

_OPEN = frozenset({"partner", "product", "region"})
_OF_WHICH = re.compile(r"^\s*(?:of\s+which|其中)\s*[:：]?\s*", re.IGNORECASE)


@cache
def codes(dimension: str) -> Mapping[str, Code]:
    """Return every listed code of a dimension, in the order of its files.

    >>> list(codes("ownership"))
    ['private', 'collective', 'state', 'foreign', 'other']
    """
    listed = entries(dimension)
    siblings: dict[str, dict[str, None]] = {}
    for code, entry in listed.items():
        for sibling in entry.siblings:
            siblings.setdefault(code, {})[sibling] = None
            siblings.setdefault(sibling, {})[code] = None
    return MappingProxyType(
        {
            code: _code(code, dimension, entry, tuple(siblings.get(code, ())))
            for code, entry in listed.items()
        }
    )


def lookup(dimension: str, code: str) -> Code:
    """Return the entry of ``code``; raise ``UnknownCode`` with the nearest ones if it has none.

    A Harmonized System code of 2 to 10 digits, written ``HS8542``, is a product.

    >>> lookup("region", "CN-GD").names["zh"], lookup("product", "HS8542").parent
    ('广东省', 'HS85')
    >>> lookup("ownership", "privat")
    Traceback (most recent call last):
    tradetally.errors.UnknownCode: ownership: expected a code of the ownership list, saw 'privat'.
    To do: did you mean private?
    """
    found = codes(dimension).get(code)
    if found is None and dimension == "product":
        found = harmonized.code(code, codes("product"))
    if found is None:
        raise UnknownCode(code, dimension=dimension, nearest=nearest(dimension, code))
    return found


def is_known(dimension: str, code: str) -> bool:
    """Whether a list holds ``code``. Partners, products and regions may also be named freely.

    >>> is_known("product", "wind-turbines"), is_known("product", "dried, fresh fruit")
    (True, False)
    """
    return code in codes(dimension) or (
        dimension == "product" and harmonized.code(code, codes("product")) is not None
    )


def is_open(dimension: str) -> bool:
    """Whether words that no list holds may stand for a code of this dimension.

    >>> is_open("product"), is_open("ownership")
    (True, False)
    """
    return dimension in _OPEN or dimension not in DIMENSIONS


def nearest(dimension: str, text: str) -> tuple[str, ...]:
    """Return up to three codes whose spelling or name is like ``text``, the closest first.

    >>> nearest("partner", "Asian"), nearest("product", "crud oil")
    (('ASIA', 'ASEAN'), ('crude-oil',))
    """
    wanted = normalise(text)
    spelled = {normalise(code): code for code in codes(dimension)}
    for language in LANGUAGES:
        spelled = {**names(dimension, language), **spelled}
    close = difflib.get_close_matches(wanted, spelled, n=6, cutoff=0.8)
    return tuple(dict.fromkeys(spelled[match] for match in close))[:3]


def find(dimension: str, name: str, language: str | None = None) -> Code | None:
    """Return the code whose name or alias ``name`` is, in one language or in any; else none.

    >>> find("product", "干鲜瓜果及坚果").code, find("partner", "of which: Germany").code
    ('fruits-nuts', 'DE')
    >>> find("partner", "德国", "en") is None
    True
    """
    for spelled in dict.fromkeys((normalise(name), normalise(_OF_WHICH.sub("", name)))):
        for one in LANGUAGES if language is None else (language,):
            code = names(dimension, one).get(spelled)
            if code is not None:
                return codes(dimension)[code]
    label = _labels(dimension).get(normalise(name))
    return None if label is None else codes(dimension)[label]


@cache
def _labels(dimension: str) -> Mapping[str, str]:
    every = codes(dimension).values()
    return {normalise(label): code.code for code in every for label in code.labels}


@cache
def names(dimension: str, language: str) -> Mapping[str, str]:
    """Return the code of every name and alias, in the spelling that ``normalise`` gives.

    >>> names("partner", "zh")["东盟"], names("partner", "en")["us"]
    ('ASEAN', 'US')
    """
    found: dict[str, str] = {}
    for code, entry in codes(dimension).items():
        for alias in entry.aliases.get(language, ()):
            other = found.setdefault(normalise(alias), code)
            if other != code:
                raise ValueError(f"{dimension}: {alias!r} is a name of {other} and of {code}")
    return MappingProxyType(found)


@cache
def acronyms(dimension: str, language: str) -> frozenset[str]:
    """Return the names (normalised) that count in running text only when written in capitals.

    >>> "us" in acronyms("partner", "en"), "asia" in acronyms("partner", "en")
    (True, False)
    """
    every = codes(dimension).values()
    aliases = (alias for code in every for alias in code.aliases.get(language, ()))
    return frozenset(normalise(alias) for alias in aliases if is_acronym(alias))


def name(dimension: str, code: str, language: str) -> str:
    """Return the name of ``code`` that is shown; the code itself if an open list has it not.

    >>> name("partner", "KR", "zh"), name("product", "metal widgets", "en")
    ('韩国', 'metal widgets')
    """
    if language not in LANGUAGES:
        raise BadInput(
            "language",
            expected=" or ".join(LANGUAGES),
            seen=repr(language),
            todo="choose a language that the code lists have names in",
        )
    if is_open(dimension) and not is_known(dimension, code):
        return code
    return lookup(dimension, code).names[language]


def from_customs(dimension: str, number: str) -> Code | None:
    """Return the code that has this number in the lists of China's customs; else none.

    >>> from_customs("partner", "502").code, from_customs("regime", "33").code
    ('US', 'bonded-warehousing')
    """
    code = _customs(dimension).get(number)
    return None if code is None else codes(dimension)[code]


@cache
def _customs(dimension: str) -> Mapping[str, str]:
    return {number: code.code for code in codes(dimension).values() for number in code.customs}


def _code(code: str, dimension: str, entry: Entry, siblings: tuple[str, ...]) -> Code:
    also = cldr().get(code, {}) if dimension == "partner" else {}
    aliases = {
        language: tuple(dict.fromkeys(filter(None, (*listed, also.get(language)))))
        for language, listed in (("en", entry.en), ("zh", entry.zh))
    }
    return Code(
        code=code,
        dimension=dimension,
        kind=entry.kind,
        names=MappingProxyType({language: said[0] for language, said in aliases.items()}),
        aliases=MappingProxyType(aliases),
        labels=tuple(entry.labels),
        parent=entry.parent,
        definition=entry.definition,
        approximate=entry.approximate,
        caveat=entry.caveat,
        siblings=siblings,
        customs=tuple(entry.customs.split()),
        rows=tuple(entry.rows.split()),
        across=entry.across,
        partly=tuple(entry.partly),
        sums=entry.sums,
        closed=entry.closed,
    )
