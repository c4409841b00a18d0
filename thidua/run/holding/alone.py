"""One runner at a time: a lock on the output folder that the system lets go of however a run ends.

What it is worth between two machines says `thidua.run.holding.hold`.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from thidua.put import put
from thidua.run.holding.machine import this_host


@contextmanager
def alone(root: Path, doing: str, *, now: datetime, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold `reports/` while this runs; while another holds it, say who, and wait for it to end.

    Parameters
    ----------
    doing
        What this run is, as another one will tell it: "build".
    tell
        Says a line to the operator.
    """
    folder = root / "reports"
    folder.mkdir(exist_ok=True)
    lock, holder = FileLock(folder / ".lock"), folder / ".holder"
    try:
        lock.acquire(blocking=False)
    except Timeout:
        tell(f"{_said_by(holder)} is running here; waiting for it to end")
        lock.acquire()
    try:
        said = f'"{doing}" of {_user()}, process {os.getpid()} on {this_host()}, since {now:%d/%m/%Y %H:%M}'
        put(holder, said)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _said_by(holder: Path) -> str:
    """Who holds the lock, in their own words; they are not there for the instant before they have written them."""
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return "another run"


def _user() -> str:
    """Who runs this; a service may run under a number that has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "an unknown user"
