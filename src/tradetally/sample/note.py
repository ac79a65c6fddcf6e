"""SYNTHETIC.md: what a sample is, what it reproduces and what it does not."""

from __future__ import annotations

from collections.abc import Sequence

from tradetally.intervals import Interval, number_text
from tradetally.sample import facts
from tradetally.sample.columns import PREFIX
from tradetally.sample.plan import AMENDED, CANCELLED, Plan
from tradetally.sample.report import Held
from tradetally.sample.traders import FEWEST_LINES
from tradetally.sample.write import MARK

_HEAD = """# Synthetic declarations

These are no real declarations. `tradetally sample` drew them: {lines:,} lines, seed {seed},
months 2023-01 to 2025-12. No line, enterprise, declaration number or commodity code stands for a
real one; the headings of the commodity codes are those of the Harmonized System 2022. Everything
that is made from these files is synthetic too. They can be told: every declaration number begins
with `{prefix}`, and every Parquet file has the metadata `{mark} = true`.

What is real is what they sum to. Compiled, they give the published figures of 2024 and 2025 that
are listed in the releases below, within their printed rounding. All else (other shares, prices,
the months inside a quarter, 2023, the rates) is illustrative.

- `declarations/`: a file a month, columns as in the common record (docs/records.md);
  {amended:,} lines are amended and {cancelled:,} declarations cancelled later, in the same file
- `rates.csv`: monthly rates, made up around the published yearly averages
- `commodities.csv`: the commodity list, with units
- `products.csv`: which codes a product has here, exactly, where its official list is not published

## Releases
"""


def note(plan: Plan, held: Sequence[Held]) -> str:
    """Return the text of SYNTHETIC.md."""
    met = [one for one in held if one.is_met]
    parts = [
        _HEAD.format(
            lines=plan.lines,
            seed=plan.seed,
            prefix=PREFIX,
            mark=MARK,
            amended=plan.dead(AMENDED),
            cancelled=plan.dead(CANCELLED),
        )
    ]
    parts += [f"- {source}\n" for source in facts.sources()]
    parts.append(f"\n## Reproduced: {len(met)} of {len(held)} statements\n\n")
    parts += [f"- `{one.target.place.text}`\n" for one in met]
    missed = [one for one in held if not one.is_met]
    if missed:
        parts.append(f"\n## Not reproduced with {plan.lines:,} lines\n\n")
        if plan.lines < FEWEST_LINES:
            parts.append(f"Counts of enterprises need at least {FEWEST_LINES:,} lines.\n\n")
        parts += [f"- `{one.target.place.text}`{_here(one)}\n" for one in missed]
    parts.append("\n## Left out\n\nStatements of the same releases that no sample can show:\n\n")
    parts += [f"- `{statement}`: {reason}\n" for statement, reason in facts.left_out()]
    return "".join(parts)


def _here(one: Held) -> str:
    """Return what the figure is in the sample, where it says something."""
    if one.target.figure.cell.measure.value == "enterprises" or one.value == Interval.of(0):
        return ""
    middle = one.value.middle
    return "" if middle is None else f" (here {number_text(middle)})"
