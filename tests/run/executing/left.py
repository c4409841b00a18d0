"""What is there of a runner of a project: its processes, its sockets and connection files.

A number alone tells no runner: the system gives it to others again, of other tests too.
"""

from __future__ import annotations

from pathlib import Path

import psutil
from jupyter_core.paths import jupyter_runtime_dir

from thidua.run.executing.mark import PREFIX, VARIABLE, Run


def of_run(pid: int, root: Path) -> list[psutil.Process]:
    """The workers and kernels, and what they started, of the runner of this number."""
    project = Run.here(root).project
    found = []
    for process in psutil.process_iter():
        try:
            run = Run.of(process.environ().get(VARIABLE, ""))
        except (psutil.Error, OSError):
            continue
        if run is not None and (run.project, run.pid) == (project, pid):
            found.append(process)
    return found


def sockets_of(pid: int, root: Path) -> list[str]:
    """Sockets and connection files of a runner in Jupyter's folder."""
    return sorted(path.name for path in Path(jupyter_runtime_dir()).glob(f"{PREFIX}{Run.here(root).project}-{pid}-*"))


def is_alive(pid: int) -> bool:
    """Whether a process is at work, and no zombie that nobody took away."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
