"""How long each edition took when it was made last: the slowest are begun first, and what is left can be told.

Kept in a file of `reports/`, which nothing but this reads: without it all is done in the order of the plan.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.put import put

if TYPE_CHECKING:
    from thidua.run.plan import Edition

FILE = ".durations.json"


class Durations:
    """Seconds by edition."""

    def __init__(self, path: Path) -> None:
        """Read what is known; nothing if there is no such file, or it is none of ours."""
        self._path = path
        self._seconds = _read(path)
        of_kind: dict[str, list[float]] = defaultdict(list)
        for name, seconds in self._seconds.items():
            of_kind[_kind(name)].append(seconds)
        self._of_kind = {kind: sum(known) / len(known) for kind, known in of_kind.items()}

    @classmethod
    def of(cls, root: Path) -> Durations:
        """Those of a project."""
        return cls(root / "reports" / FILE)

    def expected(self, edition: Edition) -> float | None:
        """What an edition will take: what it took, or what others of its kind took; None if nothing is known."""
        name = str(edition)
        return self._seconds.get(name, self._of_kind.get(_kind(name)))

    def slowest_first(self, editions: Iterable[Edition]) -> list[Edition]:
        """The editions in the order in which they are begun, those of which nothing is known before all others."""
        return sorted(editions, key=lambda edition: -(self.expected(edition) or float("inf")))

    def keep(self, seconds: Mapping[str, float]) -> None:
        """Note what editions took by their names; those of others stay."""
        if seconds:
            kept = {**self._seconds, **{name: round(took, 1) for name, took in seconds.items()}}
            try:
                put(self._path, (json.dumps(kept, indent=0) + "\n").encode())
            except OSError:
                return  # the next build begins its editions in another order, and is no worse for it


def _kind(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _read(path: Path) -> dict[str, float]:
    try:
        return {str(name): float(seconds) for name, seconds in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
