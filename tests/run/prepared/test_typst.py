"""A process that has compiled with Typst once cannot be forked from: the child would wait for ever in its first PDF."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.run.prepared.link import can_fork

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="as workers are there"),
    pytest.mark.skipif(not can_fork(), reason="nothing is forked here"),
]

WORKER = """
import os, signal, sys, threading, time
from pathlib import Path
from tests.run.prepared.test_kernel import text_of
import thidua.run.prepared.ahead
from thidua.run.prepared.link import begin_kernel_server

first = begin_kernel_server().pid
threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
import typst
typst.compile(b"One line.")
if sys.argv[2] == "lost":
    os.kill(first, signal.SIGKILL)
    time.sleep(0.5)
said = text_of(Path(sys.argv[1]), "import typst; print(typst.compile(b'Another.')[:5].decode())")
print(said.strip(), "of the first" if begin_kernel_server().pid == first else "of another")
"""
"""As a worker begins, a thread that looks after its runner included; then a notebook makes a PDF itself."""


@pytest.mark.long
@pytest.mark.parametrize(("server", "said"), [("kept", "%PDF- of the first"), ("lost", "%PDF- of another")])
def test_notebook_can_make_a_pdf_after_its_worker_has_made_one(server: str, said: str, tmp_path: Path) -> None:
    """Else a notebook that previews its PDF hangs in the second report of a worker, and in no trial."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", WORKER, str(tmp_path), server]

    ran = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")

    assert (ran.stdout.strip(), ran.returncode) == (said, 0), ran.stderr
