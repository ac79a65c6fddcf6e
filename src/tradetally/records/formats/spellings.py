"""A source's own codes and units, spelled as our lists spell them, by joining a small table.

A spelling that the table does not have stays as it is: the reference check reports it.
"""

from __future__ import annotations

from collections.abc import Mapping

from tradetally.codes import UnitOf
from tradetally.engines import Engine, Table
from tradetally.records.formats.texts import scaled


def spelled(
    engine: Engine, table: Table, column: str, spellings: Mapping[str, str], *, as_: str
) -> Table:
    """Return ``table`` with a column ``as_``: what ``spellings`` has for the text in ``column``."""
    import ibis

    name = f"{table_name(table)}_{as_}_spellings"
    mapping = engine.values(
        name,
        {"written": list(spellings), "code": list(spellings.values())},
        {"written": "string", "code": "string"},
    ).rename({f"{as_}_written": "written", f"{as_}_code": "code"})
    joined = table.left_join(mapping, table[column] == mapping[f"{as_}_written"])
    code = ibis.coalesce(joined[f"{as_}_code"], joined[column])
    return joined.mutate(**{as_: code}).drop(f"{as_}_written", f"{as_}_code")


def in_our_units(
    engine: Engine, table: Table, quantity: str, unit: str, units: Mapping[str, UnitOf]
) -> Table:
    """Return ``table`` with ``quantity`` and ``unit`` in our units, where ``units`` has theirs.

    ``quantity`` is a column of decimals, ``unit`` one of text; both keep their names.
    """
    import ibis

    mapping = engine.values(
        f"{table_name(table)}_{unit}_units",
        {
            "written": list(units),
            "unit": [one.unit for one in units.values()],
            "scale": [one.scale for one in units.values()],
        },
        {"written": "string", "unit": "string", "scale": "decimal(9, 3)"},
    ).rename({f"{unit}_written": "written", f"{unit}_unit": "unit", f"{unit}_scale": "scale"})
    joined = table.left_join(mapping, table[unit] == mapping[f"{unit}_written"])
    kind = table[quantity].type()
    scale = ibis.coalesce(joined[f"{unit}_scale"], ibis.literal(1, type="decimal(9, 3)"))
    times = scaled(joined[quantity], scale, str(kind))
    ours = ibis.coalesce(joined[f"{unit}_unit"], joined[unit])
    return joined.mutate(**{quantity: times, unit: ours}).drop(
        f"{unit}_written", f"{unit}_unit", f"{unit}_scale"
    )


def table_name(table: Table) -> str:
    """Return the name of the engine's table that an expression starts from."""
    from ibis.expr import operations as ops

    return str(table.op().find(ops.UnboundTable)[0].name)
