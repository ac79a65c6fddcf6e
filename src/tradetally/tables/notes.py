"""Notes: what a reader of a loaded table should know. Values, so that they can be counted."""

from __future__ import annotations

from dataclasses import dataclass

from tradetally.statements import Place


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on a table: a code to count by, a sentence, and where.

    ============================ ==========================================================
    code                         the remark
    ============================ ==========================================================
    ``unit-assumed``             nothing says the unit; the layout's usual one was taken
    ``beyond-world-trade``       an amount larger than the world's trade, in the unit given
    ``no-figure``                cells that hold nothing or ``-``: no statement
    ``open-code``                a name that no code list holds, kept as its own code
    ``open-unit``                a unit that no list holds, kept by its own word
    ``float-noise``              digits beyond what a double holds, rounded away
    ``said-twice``               one figure stands in two cells: one statement
    ``said-differently``         one figure stands in two cells with two numbers: both kept
    ``footnote``                 the table's own words
    ``flows-off``                exports + imports is not the total
    ``growth-off``               a growth that the table's own two levels do not give
    ``partition-incomplete``     members of a whole that are no rows: the sum says nothing
    ``partition-off``            all members are there and do not sum to the whole
    ============================ ==========================================================
    """

    code: str
    text: str
    where: Place

    def __str__(self) -> str:
        return f"{self.where}: {self.text} [{self.code}]"
