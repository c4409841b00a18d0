"""One commune's year asked of a whole country's: 3,321 communes, 30 million rows of decision lists in one snapshot.

Run with `python benchmarks/national.py [repetitions] [millions of rows]`; prints seconds and peak memory of fresh
processes that each ask for another commune. Cold means that the file is in nobody's memory. The snapshot, a few
hundred megabytes, is written to a temporary folder and removed.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

COMMUNES = 3_321
COMMUNES_AT_ONCE = 27
YEAR = "2026"
TARGET_SECONDS, TARGET_MEGABYTES = 0.2, 300


@cache
def communes() -> list[tuple[str, str]]:
    """Every commune, ward and special zone of today in the order of ids, each with the code of its province."""
    from thidua.registry import reporting_units
    from thidua.registry.tables import provinces
    from thidua.registry.territory import HOME, Territory

    found: list[tuple[str, str]] = []
    for row in provinces():
        if row["code"] == HOME:
            continue  # a part of today's Thái Nguyên
        with Territory(row["code"]).in_force():
            found += [(one.id, row["code"]) for one in reporting_units(date(2026, 6, 30)) if one.level != "department"]
    return sorted(found)


def commune(number: int) -> str:
    """The id of a commune by its place in that order."""
    return communes()[number][0]


def write_country(snapshot: Path, rows: int) -> None:
    """The facts of a country's year, sorted by commune and day as a snapshot has them."""
    import numpy as np  # here and below, because a process that asks does not need them
    import pyarrow as pa
    import pyarrow.parquet as pq

    from thidua.facts.snapshot import ROW_GROUP, plain_table, writing_options
    from thidua.intake.columns import FACTS

    chance = np.random.default_rng(2025)
    schema = plain_table(FACTS.empty_table()).schema
    with pq.ParquetWriter(snapshot / "facts.parquet", schema, **writing_options(schema)) as writer:
        for first in range(0, COMMUNES, COMMUNES_AT_ONCE):
            communes = range(first, min(first + COMMUNES_AT_ONCE, COMMUNES))
            number = rows * communes.stop // COMMUNES - rows * first // COMMUNES
            columns = decision_rows(chance, communes, number)
            arrays = [pa.array(columns[name], kind) for name, kind in zip(schema.names, schema.types, strict=True)]
            writer.write_table(pa.table(arrays, schema=schema), row_group_size=ROW_GROUP)


def decision_rows(chance: np.random.Generator, communes: range, number: int) -> dict[str, list[Any]]:
    """Rows of decision lists by column: people with names, decisions of working days, codes of the registry."""
    import numpy as np

    # A commune and a day in one number: sorted, they are in the order of a snapshot.
    place, day = divmod(np.sort(chance.integers(communes.start * 365, communes.stop * 365, number)), 365)
    words = {
        "authority": ["commune_chair", "province_chair"],
        "award": ["GKX", "LDTT", "CSTDCS", "TTLDTT", "BKT"],
        "recipient_kind": ["individual", "individual", "individual", "collective", "household"],
        "recipient_class": ["direct_labour", "other_leader", ""],
        "award_type": ["regular", "thematic", "adhoc"],
        "gender": ["female", "male", ""],
    }
    columns: dict[str, list[Any]] = {
        name: [values[one] for one in chance.integers(0, len(values), number)] for name, values in words.items()
    }
    families, given = chance.integers(0, 40, number), chance.integers(0, 5000, number)
    batch = day // 30
    columns |= {
        "unit": [commune(one) for one in place],
        "award_label": [f"Hình thức {code}" for code in columns["award"]],
        "recipient": [f"Họ {family} Tên {name}" for family, name in zip(families, given, strict=True)],
        "workplace": [f"Thôn {one % 20}" for one in given],
        "decision_no": [f"{one}/QĐ-UBND" for one in day * 3],
        "decided_on": (day + 20_454).tolist(),
        "achieved_on": (day + 20_415).tolist(),
        "file": [f"{commune(one)}-{month}.xlsx" for one, month in zip(place, batch, strict=True)],
        "sheet": ["Khen thưởng"] * number,
        "cell": [f"A{row % 9000 + 7}" for row in range(number)],
        "status": ["awarded"] * number,
        "origin": ["decision_list"] * number,
        "count": [1] * number,
        "state": ["counted"] * number,
        "count_unit": ["instance"] * number,
    }
    unknown = ("proposed_on", "presented_on", "ethnic_minority", "small_collective")
    columns |= {name: [None] * number for name in unknown}
    texts = ("period", "fact_id", "derived_from", "source", "quote", "place", "achievement", "note", "how")
    return columns | {name: [""] * number for name in texts}


def ask(snapshot: Path, unit: str, province: str) -> dict[str, float]:
    """What a fresh process does for one commune; times in seconds, memory in megabytes."""
    began = time.perf_counter()
    import pandas  # noqa: F401  a notebook has it already

    from thidua.facts.query import Facts
    from thidua.registry import Period, Territory, get_basis, get_unit

    imported = time.perf_counter()
    territory = Territory(province)
    with territory.in_force():
        asked = get_unit(unit)
    facts = Facts(snapshot, get_basis("calendar"), territory)
    frame = facts.of(asked, Period.parse(YEAR))
    first = time.perf_counter()
    facts.of(asked, Period.parse(YEAR))
    again = time.perf_counter()
    return {
        "imports": imported - began,
        "first query": first - imported,
        "same query again": again - first,
        "peak memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows counted": int(frame.loc[frame["recipient_class"] == "", "count"].sum()),
    }


def forget(path: Path) -> None:
    """Let the operating system drop the file from its memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def measure(path: Path, repetitions: int, *, cold: bool) -> dict[str, list[float]]:
    """Ask in fresh processes for communes spread over the country."""
    found: dict[str, list[float]] = {}
    for turn in range(repetitions):
        if cold:
            forget(path)
        unit, province = communes()[(turn * 2 + 1) * COMMUNES // (2 * repetitions)]
        began = time.perf_counter()
        asked = subprocess.run(
            [sys.executable, __file__, "ask", str(path.parent), unit, province],
            check=True,
            capture_output=True,
            text=True,
        )
        told = {"whole process": time.perf_counter() - began, **json.loads(asked.stdout)}
        for name, value in told.items():
            found.setdefault(name, []).append(value)
    return found


def main(repetitions: int, rows: int) -> None:
    """Write, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = Path(folder) / "facts.parquet"
        # In a process of its own: Linux hands a parent's peak memory on to its children, as if it were theirs.
        subprocess.run([sys.executable, __file__, "write", folder, str(rows)], check=True)
        size = path.stat().st_size / 1e6
        print(f"{rows:,} rows of {COMMUNES:,} communes, {size:.0f} MB, written in {time.perf_counter() - began:.0f} s")
        print(f"target: a slice in {TARGET_SECONDS} s and {TARGET_MEGABYTES} MB")
        for cold in (True, False):
            print("cold" if cold else "warm")
            for name, values in measure(path, repetitions, cold=cold).items():
                unit = {"peak memory": "MB", "rows counted": ""}.get(name, "s")
                median, low, high = statistics.median(values), min(values), max(values)
                print(f"  {name:18} {median:9.3f} {unit:2} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    if sys.argv[1:2] == ["ask"]:
        print(json.dumps(ask(Path(sys.argv[2]), *sys.argv[3:5])))
    elif sys.argv[1:2] == ["write"]:
        write_country(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        numbers = [int(word) for word in sys.argv[1:]]
        main(numbers[0] if numbers else 9, (numbers[1] if len(numbers) > 1 else 30) * 1_000_000)
