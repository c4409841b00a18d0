"""Whatever dies while a cluster builds: nothing is lost, nothing is published twice, and nothing is left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.run.cluster.clusters import LocalCluster, cluster_of, until
from tests.run.executing.test_killed_runner import Yard, is_alive, yard  # noqa: F401 a fixture
from thidua.run.ledger.file import open_ledger
from thidua.run.plan import plan_editions

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("cluster")]

HASTY = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "6s"}
"""A scheduler that takes a worker for dead after six seconds without a word, not after five minutes."""


@contextmanager
def runner(yard: Yard, cluster: LocalCluster, *, at_work: int) -> Iterator[subprocess.Popen[str]]:  # noqa: F811
    """The real command, as soon as so many notebooks are at work on the cluster."""
    command = yard.command("--cluster", cluster.address)
    pipe = subprocess.PIPE
    running = subprocess.Popen(command, cwd=yard.project.root, stdout=pipe, stderr=subprocess.STDOUT, text=True)
    try:
        until(lambda: len(kernels(yard)) >= at_work or running.poll() is not None)
        assert running.poll() is None, running.communicate()[0]
        yield running
    finally:
        running.kill()
        running.wait()
        if running.stdout is not None:
            running.stdout.close()


def kernels(yard: Yard) -> dict[str, int]:  # noqa: F811
    """By its unit, the process in which each notebook was begun last."""
    told = {path.name: path.read_text(encoding="utf-8") for path in yard.begun.iterdir()}
    return {unit: int(pid) for unit, pid in told.items() if pid}


def worker_of(cluster: LocalCluster, kernel: int) -> psutil.Popen:
    """The worker that is above a kernel."""
    above = {each.pid for each in psutil.Process(kernel).parents()}
    return next(each for each in cluster.workers if each.pid in above)


def revisions(root: Path) -> list[int]:
    """How many revisions there are of each edition."""
    with open_ledger(root) as ledger:
        return [len(ledger.revisions(str(edition))) for edition in plan_editions(root)]


def test_what_a_dead_worker_had_in_hand_is_made_by_another(yard: Yard, tmp_path: Path):  # noqa: F811
    """A machine that is switched off costs the time of what it had begun, and nothing else."""
    with cluster_of(tmp_path / "cluster", 2) as cluster, runner(yard, cluster, at_work=2) as running:
        kernel = next(iter(kernels(yard).values()))
        worker = worker_of(cluster, kernel)
        crew = next(each.pid for each in cluster.crews() if each.pid in {one.pid for one in worker.children()})

        worker.kill()
        until(lambda: not is_alive(kernel) and not is_alive(crew))
        yard.go_on.touch()
        told = running.communicate(timeout=300)[0]

        assert "3 built, 0 already current, 0 failed" in told
        assert running.returncode == 0
        until(lambda: cluster.crews() == [])
    assert revisions(yard.project.root) == [1, 1, 1]
    assert not yard.making.exists()


def test_what_a_worker_sends_that_was_thought_dead_is_not_published(yard: Yard, tmp_path: Path):  # noqa: F811
    """A machine whose network was gone comes back with what another has made meanwhile: one edition, one revision."""
    with cluster_of(tmp_path / "cluster", 2, **HASTY) as cluster, runner(yard, cluster, at_work=2) as running:
        unit, kernel = next(iter(kernels(yard).items()))
        worker = worker_of(cluster, kernel)

        worker.send_signal(signal.SIGSTOP)
        until(lambda: "Remove worker" in cluster.told())
        yard.go_on.touch()
        worker.send_signal(signal.SIGCONT)
        told = running.communicate(timeout=300)[0]

        assert "3 built, 0 already current, 0 failed" in told
    assert kernels(yard)[unit] != kernel
    assert revisions(yard.project.root) == [1, 1, 1]
    assert not yard.making.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_a_runner_that_is_killed_takes_what_it_brought_with_it(yard: Yard, tmp_path: Path):  # noqa: F811
    """No process goes on for nobody, and nothing of the office lies about on other machines."""
    with cluster_of(tmp_path / "cluster", 2) as cluster, runner(yard, cluster, at_work=2) as running:
        begun = list(kernels(yard).values())
        assert len(cluster.crews()) == 2
        assert cluster.guests()

        running.kill()
        until(lambda: cluster.crews() == [] and not any(is_alive(kernel) for kernel in begun))
        until(lambda: not cluster.guests())

        assert all(each.is_running() for each in cluster.workers)
    assert yard.published() == []
    assert "3 built, 0 already current, 0 failed" in yard.build()
    assert not yard.making.exists()


def test_a_scheduler_that_is_gone_is_told_in_one_line(yard: Yard, tmp_path: Path):  # noqa: F811
    """The operator reads what to do, and the next build makes what this one could not."""
    with cluster_of(tmp_path / "cluster", 1) as cluster, runner(yard, cluster, at_work=1) as running:
        cluster.scheduler.kill()
        told = running.communicate(timeout=300)[0]

        assert running.returncode == 2
        assert "the scheduler no longer answers; what is published stays: build again" in told
        assert "Traceback" not in told
    assert yard.published() == []


def test_a_machine_that_comes_later_and_lacks_something_is_given_nothing(yard: Yard, tmp_path: Path):  # noqa: F811
    """It would fail one edition after the other, sooner than the others make theirs."""
    with cluster_of(tmp_path / "cluster", 1) as cluster, runner(yard, cluster, at_work=1) as running:
        cluster.add_unfit_worker()
        until(lambda: cluster.told().count("Starting Worker plugin thidua-") == 2)
        yard.go_on.touch()
        told = running.communicate(timeout=300)[0]

        assert "3 built, 0 already current, 0 failed" in told
    assert revisions(yard.project.root) == [1, 1, 1]


def test_an_interrupted_build_leaves_nothing_on_the_cluster(yard: Yard, tmp_path: Path):  # noqa: F811
    """Whoever stops a build gets the screen back, and the machines of others theirs."""
    with cluster_of(tmp_path / "cluster", 1) as cluster, runner(yard, cluster, at_work=1) as running:
        running.send_signal(signal.SIGTERM)
        told = running.communicate(timeout=60)[0]

        assert running.returncode == 1
        assert told.split() == ["Stopped."]
        until(lambda: not cluster.crews() and not cluster.guests())
    assert yard.published() == []
    assert not yard.making.exists()
