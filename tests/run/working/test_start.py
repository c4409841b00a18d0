"""Workers come from a process that has imported everything, wherever the package was found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import thidua
from thidua.run.working.start import can_fork

RUNNER = """
import sys
sys.path.insert(0, sys.argv[1])
from multiprocessing import get_context
from pathlib import Path
from thidua.run.executing.mark import Run
from thidua.run.working.start import begin_prepared

begin_prepared(Run.here(Path(sys.argv[1])))
with get_context("forkserver").Pool(1) as workers:
    print(workers.apply(eval, ("__import__('sys').modules['thidua.run.prepared.ahead'].__file__",)))
"""


@pytest.mark.long
@pytest.mark.skipif(not can_fork(), reason="nothing is forked here")
def test_worker_finds_imported_what_only_its_runner_knew_the_way_to(tmp_path: Path) -> None:
    """Python up to 3.13.0 would import it nowhere ahead, say nothing, and be as slow as without."""
    (tmp_path / "thidua").symlink_to(Path(thidua.__file__).parent)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    ran = subprocess.run(
        [sys.executable, "-c", RUNNER, str(tmp_path)], cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert ran.stdout.strip() == str(tmp_path / "thidua" / "run" / "prepared" / "ahead.py"), ran.stderr
