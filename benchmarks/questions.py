"""What a person asks after a first look: why did it fall, what is unusual, who beside whom, over a whole province.

Run with `python benchmarks/questions.py [repetitions]`; prints wall and CPU seconds of each. Each is asked of a
dataset that was opened anew, its facts looked up and nothing asked before: what a person waits for who asks this first.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

TARGET = 1.0
"""Seconds for `explain` and `unusual` over a province."""

PROVINCES = (("illustrative", "tinh-bac-kan", "2023"), ("illustrative-2026", "tinh-thai-nguyen-2025", "2026-H1"))


def opened(name: str) -> Any:
    """A dataset as it is just after it was opened."""
    import thidua

    found = thidua.open(name, root=REPOSITORY)
    _ = found.dataset.facts
    return found


def questions(unit: str, period: str) -> dict[str, Callable[[Any], Any]]:
    """Each question over one province."""
    from thidua.registry import Period

    asked = Period.parse(period)
    named = {"unit": unit, "period": period, "award": "BKT"}
    return {
        "ground of both periods alone": lambda data: data.dataset.facts.ground(
            data.one_unit(unit, asked), asked, asked.comparison()
        ),
        "explain(unit, period)": lambda data: data.explain(unit, period),
        "explain(unit, period, award), in words": lambda data: str(data.explain(unit, period, "BKT")),
        "unusual(period)": lambda data: data.unusual(period),
        "trace(figure)": lambda data: data.trace(**named),
        "search(name)": lambda data: data.search("Nguyễn Thị Hương"),
    }


def timed(question: Callable[[Any], Any], data: Any) -> tuple[float, float]:
    """Wall and CPU seconds of one question."""
    began, worked = time.perf_counter(), time.process_time()
    question(data)
    return time.perf_counter() - began, time.process_time() - worked


def main(repetitions: int) -> None:
    """Measure and print."""
    for name, unit, period in PROVINCES:
        print(f"{name}: {unit}, {period}; target {TARGET} s for explain and unusual")
        for words, question in questions(unit, period).items():
            # The first of all waits for imports, which a person waits for once.
            timed(question, opened(name))
            found = [timed(question, opened(name)) for _ in range(repetitions)]
            walls, worked = zip(*found, strict=True)
            print(
                f"  {words:40} {statistics.median(walls):6.3f} s ({min(walls):.3f} to {max(walls):.3f}), "
                f"CPU {statistics.median(worked):.3f} s"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
