"""The clock that stays running: it goes on after every failure, and ends when it is told to."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from thidua.deliver.schedule.watch import is_too_far

WATCHING = """
import sys, time
from thidua.stopping import run_until_stopped
from thidua.deliver.schedule.watch import watch
from thidua.errors import ConfigError

runs = 0

def say(text):
    print(text, flush=True)

def run_due():
    global runs
    runs += 1
    say(f"run {runs}")
    if runs == 1:
        raise ConfigError("reports.toml:\\nnot found")
    if runs == 2:
        sys.exit(1)
    if runs == 3:
        {}["day"]
    say("ready")
    time.sleep(0.3)
    say("finished")

run_until_stopped(lambda: watch(run_due, every_seconds=0.05, tell=say))
say("ended")
"""


@pytest.fixture
def watching():
    """A real process that watches; it fails three times, then each run takes longer than the interval."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", WATCHING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


def until(process, word):
    """The lines that it says up to this one."""
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if lines[-1] == word:
            return lines
    raise AssertionError(f"ended without {word!r}: {lines}, {process.stderr.read()}")


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl+C", "SIGTERM"])
def test_it_survives_failures_and_ends_cleanly_after_the_run(watching, number):
    """Two kinds of error and a bug, each told in one line; a run that is under way when it ends is finished."""
    lines = until(watching, "ready")
    watching.send_signal(number)
    rest, problems = watching.communicate(timeout=30)

    assert [line for line in lines if line.startswith("run ")] == ["run 1", "run 2", "run 3", "run 4"]
    told = [line for line in lines if line.startswith("this run failed, the next one tries again: ")]
    assert ["ConfigError: reports.toml: not found" in told[0], "SystemExit: 1" in told[1]] == [True, True]
    assert "KeyError: 'day' (" in told[2]
    assert rest.splitlines() == ["stopping: a run that is under way is finished first", "finished", "ended"]
    assert (watching.returncode, problems) == (0, "")


@pytest.mark.long
def test_run_that_takes_longer_is_not_joined_by_a_second(watching):
    """One runner at a time, and no heap of runs to make up afterwards."""
    until(watching, "ready")
    lines = [watching.stdout.readline().strip() for _ in range(6)]

    assert lines == ["finished", "run 5", "ready", "finished", "run 6", "ready"]


def test_clock_that_was_set_back_is_noticed():
    """A machine that starts in the wrong year and is put right would else wait for that year to come."""
    now = datetime(2023, 6, 20, 8, tzinfo=UTC)

    assert is_too_far(now + timedelta(days=365), now, 900)
    assert not is_too_far(now + timedelta(minutes=15), now, 900)
    assert not is_too_far(now - timedelta(days=365), now, 900)
