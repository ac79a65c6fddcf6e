"""Code systems: what formats spell as our lists do, and what they have no code for."""

from __future__ import annotations

import pytest

from tradetally import codes
from tradetally.errors import BadInput


@pytest.mark.parametrize(("dimension", "name"), [
    (dimension, name) for dimension, names in codes.SYSTEMS.items() for name in names
])  # fmt: skip
def test_every_code_of_a_system_is_listed(dimension: str, name: str) -> None:
    listed = codes.system(dimension, name)
    assert len(listed) >= 20
    assert all(codes.is_known(dimension, code) for code in listed.values())


def test_every_country_has_letters_numbers_and_most_are_in_schedule_c() -> None:
    countries = {code for code, of in codes.codes("partner").items() if of.kind == "country"}
    of_spain = {"EA", "IC"}  # customs lists Ceuta, Melilla and the Canaries, ISO does not
    assert countries - set(codes.system("partner", "iso3").values()) == of_spain
    assert countries - set(codes.system("partner", "m49").values()) == of_spain
    # islets, and what Schedule C counts with another country
    assert len(countries - set(codes.system("partner", "census").values())) == 13


@pytest.mark.parametrize("name", codes.UNIT_SYSTEMS)
def test_units_have_scales(name: str) -> None:
    listed = codes.units(name)
    assert len(listed) >= 14
    assert all(of.unit and of.scale > 0 for of in listed.values())


def test_a_system_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        codes.system("partner", "fips")
    assert str(caught.value) == (
        "code system: expected one of partner iso2, partner iso3, partner m49, partner census, "
        "partner customs, region customs, regime customs, saw partner fips. To do: name a "
        "dimension and one of its systems, or list the values themselves."
    )
    with pytest.raises(BadInput) as caught:
        codes.units("imperial")
    assert str(caught.value) == (
        "code system: expected one of customs, comtrade, census for units, saw 'imperial'. "
        "To do: name one of these systems, or list the values themselves."
    )
