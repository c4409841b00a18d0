"""How long a build will go on, as far as it can be told from how long editions took before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from thidua.run.plan import Edition


class Forecast:
    """What is left of a build, told anew whenever it is asked for; several threads may tell it what happens.

    Parameters
    ----------
    editions
        All that may be made.
    expected
        What an edition will take, in seconds; None if nothing is known of its kind.
    """

    def __init__(self, editions: Sequence[Edition], expected: Callable[[Edition], float | None]) -> None:
        """Nothing is begun yet."""
        self._expected = {str(edition): expected(edition) for edition in editions}
        self._begun: dict[str, float] = {}
        self._took: dict[str, float] = {}
        self._lock = threading.Lock()
        self._at_once = 0

    @property
    def running(self) -> list[str]:
        """The names of the editions that are being made, in the order in which they were begun."""
        with self._lock:
            return list(self._begun)

    def began(self, name: str, *, now: float) -> None:
        """An edition is begun, at a time in seconds."""
        with self._lock:
            self._begun[name] = now
            self._at_once = max(self._at_once, len(self._begun))

    def ended(self, name: str, *, now: float) -> None:
        """An edition has ended; one that was never begun was current already."""
        with self._lock:
            begun = self._begun.pop(name, None)
            if begun is None:
                self._expected.pop(name, None)
            else:
                self._took[name] = now - begun

    def left(self, *, now: float) -> float | None:
        """Seconds until the last edition has ended; None as long as nothing is known.

        What an edition took before is put into the pace of this run: the machine may be busier than it was. What is
        known of none is expected to take what the others took.
        """
        with self._lock:
            usual = self._usual()
            if usual is None or not self._at_once:
                return None
            work = 0.0
            for name, expected in self._expected.items():
                if name not in self._took:
                    whole = usual if expected is None else expected * self._pace()
                    work += max(whole - (now - self._begun.get(name, now)), 0.0)
            return work / self._at_once

    def _usual(self) -> float | None:
        known = list(self._took.values()) or [each for each in self._expected.values() if each is not None]
        return sum(known) / len(known) if known else None

    def _pace(self) -> float:
        """How much longer editions take in this run than before."""
        both = [(took, self._expected[name]) for name, took in self._took.items()]
        before = sum(expected for _, expected in both if expected)
        return sum(took for took, expected in both if expected) / before if before else 1.0
