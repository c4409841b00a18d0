"""Editions made by workers of a cluster are those that this machine would make, each published once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from tests.conftest import Project
from tests.run.cluster.clusters import LocalCluster, cluster_of, until
from tests.run.cluster.strangers import stranger  # noqa: F401 a fixture
from tests.run.test_several import UNITS, three  # noqa: F401 a fixture
from thidua.errors import ConfigError
from thidua.run.cluster import Cluster
from thidua.run.plan import plan_editions
from thidua.run.several import build_editions

FORMATS = ("html", "xlsx")


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler and two workers, for all tests that kill none of them."""
    with cluster_of(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


@pytest.mark.long
@pytest.mark.xdist_group("cluster")
def test_a_cluster_makes_what_this_machine_makes(three: Project, two_workers: LocalCluster):  # noqa: F811
    """Byte for byte: whoever builds again at home finds all current; nothing of ours stays on the cluster."""
    editions = plan_editions(three.root)

    elsewhere = list(build_editions(editions, FORMATS, cluster=Cluster(two_workers.address)))
    files = {path: path.read_bytes() for path in (three.root / "reports").rglob("thu.*")}
    again = list(build_editions(editions, FORMATS, jobs=1))
    for path in files:
        path.unlink()
    here = list(build_editions(editions, FORMATS, jobs=1))

    assert [(one.state, one.reason) for one in elsewhere] == [("ready", "")] * 3
    assert [one.state for one in again] == ["current"] * 3
    assert {str(one.edition): one.key for one in here} == {str(one.edition): one.key for one in elsewhere}
    assert {path: path.read_bytes() for path in (three.root / "reports").rglob("thu.*")} == files
    assert not (three.root / "reports" / ".making").exists()
    until(lambda: not two_workers.crews() and not two_workers.guests())


@pytest.mark.long
@pytest.mark.xdist_group("cluster")
def test_a_report_that_fails_on_a_cluster_fails_as_it_would_here(three: Project, two_workers: LocalCluster):  # noqa: F811
    """Whoever mends it finds the notebook with its error where it always is; the others have their reports."""
    three.write_notebook(
        'if unit == "huyen-na-ri": raise ValueError("một dòng")',
        'from thidua.present.part import prose\nprose("loi", "Một câu.")',
    )

    outcomes = build_editions(plan_editions(three.root), ("html",), cluster=Cluster(two_workers.address))
    found = {one.edition.unit.id: one for one in outcomes}

    assert [found[unit].state for unit in ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi")] == [
        "ready",
        "failed",
        "ready",
    ]
    assert "một dòng" in found["huyen-na-ri"].reason
    evidence = found["huyen-na-ri"].evidence
    assert evidence is not None
    assert "một dòng" in evidence.read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.xdist_group("cluster")
def test_results_may_go_through_a_folder_that_both_see(project: Project, two_workers: LocalCluster):
    """Large results need not pass the scheduler; what they went through is empty afterwards."""
    shared = project.root / "shared"
    through = Cluster(two_workers.address, through=f"file://{shared}")

    outcomes = list(build_editions(plan_editions(project.root), ("html",), cluster=through))

    assert [(one.state, one.reason) for one in outcomes] == [("ready", "")]
    assert project.edition().file("html").is_file()
    assert list(shared.iterdir()) == []


@pytest.mark.long
def test_an_address_without_a_scheduler_is_told_in_one_line(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    stranger: str,  # noqa: F811
):
    """An operator who mistyped a port sees the port; where another service listens, Dask would wait for ever."""
    monkeypatch.setattr("thidua.run.cluster.client.CONNECTING", 1)
    why = "no scheduler answers" if stranger.endswith(":9") else "somebody listens, but answers as no scheduler of Dask"
    began = time.monotonic()

    with pytest.raises(ConfigError, match=rf"^{stranger}: {why}.*start one: dask scheduler$"):
        list(build_editions(plan_editions(project.root), ("html",), cluster=Cluster(stranger)))

    assert time.monotonic() - began < 30


@pytest.mark.long
@pytest.mark.xdist_group("cluster")
def test_the_address_of_a_worker_is_told_apart(project: Project, two_workers: LocalCluster):
    """Whoever starts both sees both addresses, and may copy the other."""
    with Client(two_workers.address, set_as_default=False) as client:
        client.wait_for_workers(1)
        worker = next(iter(client.scheduler_info()["workers"]))

    with pytest.raises(ConfigError, match=f"^{worker}: a worker of Dask answers; look at the port"):
        list(build_editions(plan_editions(project.root), ("html",), cluster=Cluster(worker)))


@pytest.mark.long
def test_a_worker_of_other_versions_is_refused_in_one_line(project: Project, tmp_path: Path):
    """What it made would differ in places, and nobody would know from where."""
    with cluster_of(tmp_path / "cluster", 0) as cluster:
        cluster.add_unfit_worker()
        outcomes = build_editions(plan_editions(project.root), ("html",), cluster=Cluster(cluster.address))
        with pytest.raises(
            ConfigError, match=r"^tcp://\S+ has tzdata 0\.1, and the runner \S+; install the same there"
        ):
            list(outcomes)

        assert cluster.crews() == []
    assert not project.edition().file("html").exists()
