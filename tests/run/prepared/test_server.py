"""Who dies takes those below it along, and the next report begins as if nothing had been."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.run.prepared.test_kernel import text_of
from thidua.errors import NotebookError
from thidua.run.prepared import imports
from thidua.run.prepared.link import KernelServer, begin_kernel_server, can_fork

pytestmark = [
    pytest.mark.xdist_group("prepared kernels"),  # one server for all of them
    pytest.mark.skipif(not can_fork(), reason="nothing is forked here"),
]

ASK = "import os; print(os.getpid(), os.getppid())"


def is_gone(pid: int, seconds: float = 20) -> bool:
    """Whether a process ends in that time; one that nobody has taken away yet has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.long
def test_server_that_dies_costs_the_report_at_hand_alone(tmp_path: Path) -> None:
    """The next one gets a new server, and no kernel of the old one goes on."""
    pids = tmp_path / "pids"
    dies = f"""
import os, signal, time
from pathlib import Path
Path({str(pids)!r}).write_text(f"{{os.getpid()}} {{os.getppid()}}")
os.kill(os.getppid(), signal.SIGKILL)
time.sleep(60)
"""
    with pytest.raises(NotebookError, match="the kernel died"):
        text_of(tmp_path, dies)

    kernel, server = map(int, pids.read_text().split())
    assert is_gone(kernel)
    assert is_gone(server)
    assert text_of(tmp_path, ASK).split()[1] != str(server)


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="a signal at the death of the parent is Linux's")
def test_kernels_end_with_their_server(capfd: pytest.CaptureFixture[str]) -> None:
    """A server ends when the process that it serves closes its end of the link, as it does when it dies; in silence."""
    server = KernelServer()
    command = [sys.executable, "-m", "ipykernel_launcher"]
    nothing = os.open(os.devnull, os.O_RDWR)
    kernel = server.start(command, os.environ, str(Path.cwd()), (nothing, nothing, nothing))
    os.close(nothing)
    assert kernel is not None
    assert kernel.poll() is None

    server.close()

    assert is_gone(kernel.pid)
    assert kernel.poll() == -signal.SIGKILL
    assert capfd.readouterr().err == ""


def test_module_that_was_written_since_is_imported_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An author who changes the program and restarts the kernel sees the change."""
    module = tmp_path / "module.py"
    module.write_text("", encoding="utf-8")
    began = imports.Beginning((), True, psutil.Process, frozenset(), {}, {str(module): module.stat().st_mtime_ns})  # type: ignore[arg-type]
    monkeypatch.setattr(imports, "_beginning", began)
    assert not imports.is_out_of_date()

    os.utime(module, ns=(1, 1))

    assert imports.is_out_of_date()
    monkeypatch.setattr(imports, "_beginning", replace(began, modules={}))
    assert not imports.is_out_of_date()


def test_server_stays_while_the_environment_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What names a run or a kernel may differ; what a library could have read may not."""
    server = begin_kernel_server()
    monkeypatch.setenv("THIDUA_RUN", "another")
    monkeypatch.setenv("JPY_SESSION_NAME", "another")
    assert begin_kernel_server() is server

    monkeypatch.setenv("MPLBACKEND", "svg")

    assert begin_kernel_server() is not server
