"""What it costs that the ledger is looked over, sealed and counted: with 2,000 editions and 5,000 messages.

python benchmarks/ledger.py [repetitions]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.run.ledger.ledgers import NOW, edition_name, fill
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.faults import LEDGER, check_pages
from thidua.run.ledger.file import keep_copy, open_ledger
from thidua.run.ledger.seal import SEAL, hash_of_file
from thidua.run.ledger.view import view_ledger

EDITIONS, MESSAGES, CHANGES = 2_000, 5_000, 200


def main(repetitions: int) -> None:
    """Print the median of each, and what a change costs with its count beside one without."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path = filled(root)
        print(f"{EDITIONS} editions, {MESSAGES} messages: {path.stat().st_size / 1e6:.1f} MB")
        with open_ledger(root) as ledger:
            sql = ledger._sql
            tell("quick_check", repetitions, lambda: sql.execute("PRAGMA quick_check").fetchone())
            tell("integrity_check and references", repetitions, lambda: check_pages(sql))
            tell("SHA-256 of the file", repetitions, lambda: hash_of_file(path))
            tell("a copy, looked over", repetitions, lambda: keep_copy(sql, root / "copy.sqlite"))
            tell("what is known of every edition", repetitions, lambda: states(ledger))
            tell("every message", repetitions, ledger.messages)
        tell("open and close, as it was left", repetitions, lambda: opened(root))
        tell("open and close, after a run that was killed", repetitions, lambda: opened(root, unsealed=True))
        tell("look at it", repetitions, lambda: viewed(root))
        ratios = []
        for _ in range(repetitions):
            ratios.append(change(root, counted=True) / change(root, counted=False))
        print(f"{'a change with its count / without':45} {show(ratios)}")


def filled(root: Path) -> Path:
    """The ledger, made without waiting for the disk; its file."""
    with open_ledger(root) as ledger:
        ledger._sql.execute("PRAGMA synchronous = OFF")
        fill(ledger, EDITIONS, messages=MESSAGES)
    return root / "reports" / LEDGER


def states(ledger: Ledger) -> None:
    """What a list of all packs asks of the ledger."""
    for name in map(edition_name, range(EDITIONS)):
        ledger.revision(name)
        ledger.decisions(name)
        ledger.attempt(name)
        ledger.addresses(name, 1)


def opened(root: Path, *, unsealed: bool = False) -> None:
    """Open and close it."""
    if unsealed:
        (root / "reports" / SEAL).unlink()
    with open_ledger(root):
        pass


def viewed(root: Path) -> None:
    """Look at it as `status` does."""
    with view_ledger(root):
        pass


def change(root: Path, *, counted: bool) -> float:
    """Seconds for so many steps, each on the disk when it is noted."""

    def note_steps() -> None:
        for number in range(CHANGES):
            ledger.take_step("s", f"{number}", str(time.perf_counter_ns()), note="", at=NOW)

    with open_ledger(root) as ledger:
        if not counted:
            ledger._beside = None
        return seconds(note_steps)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def tell(what: str, repetitions: int, work: Callable[[], object]) -> None:
    """Print how long it takes."""
    print(f"{what:45} {show([seconds(work) for _ in range(repetitions)])} s")


def show(found: list[float]) -> str:
    """Median (minimum to maximum)."""
    return f"{statistics.median(found):.3f} ({min(found):.3f} to {max(found):.3f})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
