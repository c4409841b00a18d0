"""A process that makes editions for a runner, and ends with it: what a killed runner began is nobody's work.

Python leaves the workers of a killed process to themselves (python/cpython#111873): they go on with what they have,
take what still waits for them, and then wait for ever.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

from thidua.run.executing.mark import Run, clear_sockets, end_processes
from thidua.run.executing.orphans import adopt_for_life, end_adopted, end_with_parent
from thidua.run.prepared.link import begin_kernel_server


def begin_worker(run: Run, environment: Mapping[str, str], is_forked: bool = False) -> None:
    """What each worker does first: take the environment of its runner, and watch for the runner's end.

    Parameters
    ----------
    environment
        That of the runner now: a worker that is forked has that of a process which was started before.
    is_forked
        Whether it was forked from a prepared process, which has one thread; it ends at once when that one does.
    """
    os.environ.clear()
    os.environ.update(environment)
    adopt_for_life()
    if is_forked:
        end_with_parent(os.getppid())
        # The terminal's interrupt is for the runner, which ends us; what a notebook starts may hear its own again.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        begin_kernel_server()  # while there is one thread
    Thread(target=_end_with_runner, args=(run,), name="end with the runner", daemon=True).start()


def _end_with_runner(run: Run) -> None:
    """Wait for the end of the runner, then end its kernels and what they left, remove their sockets, and end."""
    runner = parent_process()
    if runner is None:
        return
    wait([runner.sentinel])
    try:
        from thidua.run.executing.kernel import (
            STARTING,  # takes a second to import, which a worker does as it begins to work
        )

        # Never given back: no kernel is started from now on.
        STARTING.acquire()
        end_processes(run.is_of_kernel)
        end_adopted()
        clear_sockets(run.is_of_kernel)
    finally:
        os._exit(1)
