"""The front door against DuckDB's bare query: figures of one commune of a whole country, and of the illustrative data.

Run with `python benchmarks/explore.py [repetitions] [millions of rows]`; prints seconds and ratios within one run. The
snapshot of 30 million rows, a few hundred megabytes, is written to a temporary folder and removed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from benchmarks.national import COMMUNES, YEAR, communes  # noqa: E402  after the path is set

BARE = """
SELECT unit, authority, award, recipient_kind, recipient_class, award_type, status, count_unit, file, sheet,
       count(*) AS number
FROM read_parquet(?)
WHERE unit = ? AND period = '' AND decided_on BETWEEN ? AND ?
GROUP BY ALL ORDER BY ALL
"""
"""What `facts` has to ask at the least: the rows of a unit's days by grain, with the sheets that they stand in."""
TARGET_RATIO, TARGET_SECONDS = 2.0, 0.1


def timed(work: Callable[[], Any]) -> float:
    """Seconds that a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_a_frame(connection: Any, query: str, values: list[Any]) -> Any:
    """What a query gives, as a frame."""
    return connection.execute(query, values).df()


def of_a_country(folder: Path, repetitions: int) -> dict[str, list[float]]:
    """`facts` of one commune and year after another beside the bare query of the same."""
    import duckdb

    from thidua.explore.opened import OpenedDataset
    from thidua.facts.dataset import Dataset, DatasetSettings
    from thidua.registry import Territory, get_unit

    settings = DatasetSettings(title="Cả nước", source="đo", basis="calendar")
    bare = duckdb.connect(config={"threads": 2})
    path = (folder / "facts.parquet").as_posix()
    first, last = date(int(YEAR), 1, 1), date(int(YEAR), 12, 31)
    found: dict[str, list[float]] = {}
    # Communes of one province: the dataset is opened once, as a person does.
    _, province = communes()[0]
    ours = [unit for unit, code in communes() if code == province]
    dataset = Dataset("ca-nuoc", folder, settings, Territory(province), date(int(YEAR) + 1, 1, 15), folder)
    opened = OpenedDataset(dataset)
    with opened.in_force():
        asked = [get_unit(one) for one in ours[: repetitions + 1]]
    for turn, unit in enumerate(asked):
        values = [path, unit.id, first, last]
        questions: dict[str, Callable[[], Any]] = {
            "bare query": partial(in_a_frame, bare, BARE, values),
            "facts()": partial(opened.facts, unit.id, YEAR),
        }
        # Who asks later finds the rows in memory: each is first as often.
        order = [list(questions)[(turn + place) % len(questions)] for place in range(len(questions))]
        told = {name: timed(questions[name]) for name in order}
        told["facts() again"] = timed(questions["facts()"])
        for name, seconds in told.items():
            found.setdefault(name if turn else f"{name}, first of all", []).append(seconds)
    return found


def of_the_illustrative(repetitions: int) -> dict[str, list[float]]:
    """What a person asks of the illustrative data once it is open."""
    import thidua

    opened = thidua.open("illustrative", root=REPOSITORY)
    opened.facts("Na Rì", "2016-H1")
    questions: dict[str, Callable[[int], Any]] = {
        "facts() of a unit and half": lambda year: opened.facts("Ba Bể", f"{year}-H1"),
        "facts() of eight units and a half": lambda year: opened.facts("các huyện, thành phố", f"{year}-H2"),
        "decisions() of a unit and half": lambda year: opened.decisions("Ba Bể", f"{year}-H1"),
        "units()": lambda _: opened.units(),
        "periods()": lambda _: opened.periods(),
        "awards()": lambda _: opened.awards(),
    }
    years = [2017 + turn % 7 for turn in range(repetitions)]
    return {name: [timed(partial(ask, year)) for year in years] for name, ask in questions.items()}


def show(found: dict[str, list[float]]) -> None:
    """Print medians with the least and the most."""
    for name, values in found.items():
        print(f"  {name:38} {statistics.median(values):8.4f} s ({min(values):.4f} to {max(values):.4f})")


def main(repetitions: int, rows: int) -> None:
    """Write, measure and print."""
    print(f"illustrative data; target {TARGET_SECONDS} s")
    show(of_the_illustrative(repetitions))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(
            [sys.executable, str(REPOSITORY / "benchmarks/national.py"), "write", name, str(rows)], check=True
        )
        size = (folder / "facts.parquet").stat().st_size / 1e6
        print(f"{rows:,} rows of {COMMUNES:,} communes, {size:.0f} MB; target {TARGET_RATIO} times the bare query")
        found = of_a_country(folder, repetitions)
        show(found)
        ratios = [ours / theirs for ours, theirs in zip(found["facts()"], found["bare query"], strict=True)]
        print(f"  facts() / bare query {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(numbers[0] if numbers else 9, (numbers[1] if len(numbers) > 1 else 30) * 1_000_000)
