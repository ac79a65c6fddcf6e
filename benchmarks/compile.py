"""How fast declaration lines become a published book, against what a user would do instead.

``python -m benchmarks.compile FOLDER`` with the folder of a sample (``tradetally sample FOLDER
--lines 20000000``). In one run, each in a process of its own so that its peak memory is its own:

* ``compile``: all steps, findings, items, sums, ledger, published;
* ``query``: one DuckDB query by hand that reads the same columns, joins the month's rates and
  writes the same columns as Parquet by month: the practical limit;
* ``pandas``: the script that a user would write (``--pandas``; needs pandas): read, check, convert,
  group by month, flow, code, partner, province, ownership and regime, write.

Times are wall times and processor times: on a machine that others use, the latter compare.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

QUERY = """
COPY (
    SELECT declaration, item, version, status, date, year(date) * 12 + month(date) - 1 AS start,
        1::INTEGER AS "months", reporter, flow, commodity, hs_edition, partner, consignment, region,
        office, regime, ownership, enterprise, route, quantity, quantity_unit, quantity2,
        quantity2_unit, net_mass_kg, value, currency,
        CASE WHEN currency = 'CNY' THEN value ELSE (value * cny)::DECIMAL(18, 2) END
            AS value_national,
        CASE WHEN currency = 'USD' THEN value ELSE (value * usd)::DECIMAL(18, 2) END AS value_usd
    FROM {lines} AS line
    LEFT JOIN rates ON rates.start = year(date) * 12 + month(date) - 1
        AND rates.code = line.currency
) TO '{out}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (start))
"""

RATES = """
CREATE TABLE rates AS
SELECT left(month, 4)::INTEGER * 12 + right(month, 2)::INTEGER - 1 AS start, "from" AS code,
    max(CASE WHEN "to" = 'CNY' THEN rate END)::DECIMAL(19, 8) AS cny,
    max(CASE WHEN "to" = 'USD' THEN rate END)::DECIMAL(19, 8) AS usd
FROM read_csv('{rates}', all_varchar = true) GROUP BY ALL
"""

TYPES = """{'declaration': 'VARCHAR', 'item': 'INTEGER', 'version': 'INTEGER', 'date': 'DATE',
    'released': 'DATE', 'start': 'INTEGER', 'months': 'INTEGER', 'commodity': 'VARCHAR',
    'enterprise': 'VARCHAR', 'quantity': 'DECIMAL(18, 3)', 'quantity2': 'DECIMAL(18, 3)',
    'net_mass_kg': 'DECIMAL(18, 3)', 'gross_mass_kg': 'DECIMAL(18, 3)',
    'unit_price': 'DECIMAL(18, 4)', 'value': 'DECIMAL(18, 2)'}"""


def compile_(folder: Path, out: Path) -> int:
    """Compile the sample into a new book; return how many lines it counts."""
    from tradetally.book import Book
    from tradetally.records.compile import compile_lines
    from tradetally.records.lines import Options
    from tradetally.records.request import Paths, request

    made, _ = request([folder], Options(), Paths())
    return compile_lines(Book.create(out), made).ledger.total("counted")


def query(folder: Path, out: Path) -> int:
    """Write the months with one query; return how many lines it wrote."""
    import duckdb

    out.mkdir()
    con = duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(out / "spill")})
    con.execute("SET preserve_insertion_order = false")
    con.execute(RATES.format(rates=folder / "rates.csv"))
    files = folder / "declarations"
    lines = f"read_parquet('{files}/*.parquet')"
    if not list(files.glob("*.parquet")):
        lines = f"read_csv('{files}/*.csv', header = true, types = {TYPES})"
    rows = con.execute(QUERY.format(lines=lines, out=out / "months")).fetchone()
    return int(rows[0]) if rows else 0


def pandas(folder: Path, out: Path) -> int:
    """Do with pandas what a user would; return how many lines went in."""
    import pandas as pd

    out.mkdir()
    files = sorted((folder / "declarations").iterdir())
    rates = pd.read_csv(folder / "rates.csv")
    wide = rates.pivot(index=["month", "from"], columns="to", values="rate").reset_index()
    lines = pd.concat(map(_read, files), ignore_index=True)
    came = len(lines)
    lines = lines.sort_values("version").drop_duplicates(["declaration", "item"], keep="last")
    lines = lines[lines["status"] == "active"]
    lines["month"] = pd.to_datetime(lines["date"]).dt.strftime("%Y-%m")
    is_good = (
        lines["commodity"].str.fullmatch(r"\d{6,10}")
        & lines["flow"].isin(["exports", "imports"])
        & lines["value"].notna()
        & lines["partner"].ne("")
    )
    lines = lines[is_good].merge(
        wide, left_on=["month", "currency"], right_on=["month", "from"], how="left"
    )
    value = lines["value"].astype(float)
    lines["value_national"] = value.where(lines["currency"] == "CNY", value * lines["CNY"])
    lines["value_usd"] = value.where(lines["currency"] == "USD", value * lines["USD"])
    keys = ["month", "flow", "commodity", "partner", "region", "ownership", "regime"]
    sums = lines.groupby(keys, observed=True)[["value_national", "value_usd", "net_mass_kg"]]
    sums.sum().reset_index().to_parquet(out / "cells.parquet")
    return came


def _read(file: Path) -> Any:
    import pandas as pd

    if file.suffix == ".parquet":
        return pd.read_parquet(file, columns=USED)
    text = {"declaration": str, "commodity": str}
    empty = {"value": [""], "net_mass_kg": [""]}
    return pd.read_csv(file, usecols=USED, dtype=text, keep_default_na=False, na_values=empty)


USED = [
    *("declaration", "item", "version", "status", "date", "flow", "commodity", "partner"),
    *("region", "ownership", "regime", "net_mass_kg", "value", "currency"),
]
"""The columns that the pandas script needs; with all of them it does not fit into 24 GB."""

WAYS: dict[str, Callable[[Path, Path], int]] = {
    "compile": compile_,
    "query": query,
    "pandas": pandas,
}


def _child(way: str, folder: Path, out: Path, told: Any) -> None:
    begun, used = time.monotonic(), time.process_time()
    lines = WAYS[way](folder, out)
    spent = {"seconds": time.monotonic() - begun, "processor": time.process_time() - used}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told.send({"way": way, "lines": lines, **spent, "peak_gb": peak / 1e9})


def measured(way: str, folder: Path, scratch: Path) -> dict[str, Any]:
    """Run one way in a process of its own; return its times and its peak memory."""
    spawn = multiprocessing.get_context("spawn")
    hears, told = spawn.Pipe(duplex=False)
    out = scratch / way
    child = spawn.Process(target=_child, args=(way, folder, out, told))
    child.start()
    told.close()
    try:
        found: dict[str, Any] = hears.recv()
    except EOFError:
        raise SystemExit(f"{way} failed") from None
    finally:
        child.join()
        shutil.rmtree(out, ignore_errors=True)
    return found


def main() -> None:
    """Measure each way and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pandas", action="store_true")
    parser.add_argument("--scratch", type=Path, help="a folder on the disk to write to")
    said = parser.parse_args()
    ways = [way for way in WAYS if way != "pandas" or said.pandas]
    with tempfile.TemporaryDirectory(dir=said.scratch) as scratch:
        found = {way: measured(way, said.folder, Path(scratch)) for way in ways}
    for one in found.values():
        print(
            f"{one['way']:8} {one['lines']:>12,} lines {one['seconds']:8.1f} s"
            f" ({one['processor']:.1f} s of processors), {one['peak_gb']:.2f} GB at most"
        )
    for way in ways[1:]:
        for kind in ("seconds", "processor"):
            ratio = found["compile"][kind] / found[way][kind]
            print(f"compile takes {ratio:.2f} of the {kind} of {way}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
