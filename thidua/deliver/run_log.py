"""The run log of a meeting pack, `reports/<dataset>/<period>/run-log.txt`: what was done, for a person to read."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

RUN_LOG = "run-log.txt"


def log(root: Path, pack: str, line: str, *, now: datetime) -> None:
    """Add a line with its time; on the disk when this returns. Several lines in one stay together, set in."""
    path = root / "reports" / pack / RUN_LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *more = line.splitlines() or [""]
    text = "\n".join([f"{now:%d/%m/%Y %H:%M:%S}  {first}", *(f"{'':21}{each}" for each in more)])
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
