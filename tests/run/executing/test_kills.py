"""Whatever is killed, and whenever: nothing is lost, torn or published twice, and nothing is left over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.run.cluster.clusters import cluster_of
from tests.run.executing.kills import OF_CLUSTER, Field


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="kills what is forked")
@pytest.mark.parametrize("seed", [1, 2])
def test_random_kills_lose_tear_and_double_nothing(tmp_path: Path, seed: int):
    """Memory runs short, an operator ends the wrong process, the power fails: twice two builds under fire."""
    field = Field(tmp_path, seed)
    for number in (1, 2):
        field.round(number)

    assert field.killed.total() >= 2


@pytest.mark.long
@pytest.mark.xdist_group("cluster")
@pytest.mark.skipif(sys.platform != "linux", reason="kills what is forked")
def test_random_kills_on_a_cluster_lose_tear_and_double_nothing(tmp_path: Path):
    """Machines of others are switched off at any moment: twice a build of which at least one worker is killed."""
    with cluster_of(tmp_path / "cluster", 2) as cluster:
        field = Field(tmp_path / "project", 1, cluster)
        for number in (1, 2):
            field.round(number)

    assert field.killed[OF_CLUSTER[0]] >= 2
