"""One runner at a time, and the second is told who the first is."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from thidua.run.holding.alone import alone
from thidua.run.holding.machine import this_host

NOW = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)
HOLDER = """
import sys, time
from datetime import datetime, timezone
from pathlib import Path
from thidua.run.holding.alone import alone
with alone(Path(sys.argv[1]), "due", now=datetime(2023, 6, 20, 8, 0, tzinfo=timezone.utc), tell=print):
    print("holding", flush=True)
    time.sleep(60)
"""


def test_a_second_runner_says_who_holds_the_folder_and_goes_on_when_that_one_is_killed(tmp_path: Path):
    """A lock that outlived its owner would stop every night to come."""
    first = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    assert first.stdout.readline() == "holding\n"
    told: list[str] = []
    was_told = threading.Event()

    def tell(line: str) -> None:
        told.append(line)
        was_told.set()
        first.kill()

    with alone(tmp_path, "build", now=NOW, tell=tell):
        assert was_told.is_set()
    first.wait()
    first.stdout.close()

    assert len(told) == 1
    assert told[0].startswith('"due" of ')
    assert told[0].endswith(
        f", process {first.pid} on {this_host()}, since 20/06/2023 08:00 is running here; waiting for it to end"
    )


def test_nothing_is_said_and_nothing_is_left_when_nobody_else_runs(tmp_path: Path):
    """The holder's note is for others, while it is true."""
    told: list[str] = []
    with alone(tmp_path, "build", now=NOW, tell=told.append):
        assert (tmp_path / "reports" / ".holder").exists()

    assert told == []
    assert not (tmp_path / "reports" / ".holder").exists()
