"""Whatever is killed, and whenever: nothing is lost, torn or published twice, and nothing is left over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.run.executing.kills import Field


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="kills what is forked")
@pytest.mark.parametrize("seed", [1, 2])
def test_random_kills_lose_tear_and_double_nothing(tmp_path: Path, seed: int):
    """Memory runs short, an operator ends the wrong process, the power fails: twice two builds under fire."""
    field = Field(tmp_path, seed)
    for number in (1, 2):
        field.round(number)

    assert field.killed.total() >= 2
