"""What a worker of dask.distributed does for a runner: unpacks what came, and keeps processes that make editions.

It travels whole (see `client`): a worker need not have our package, so nothing but `pipe` is imported of it here. The
processes are not the worker's own: they have the code of the runner, a main thread of their own, and can be ended.
"""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from distributed import SchedulerPlugin, WorkerPlugin, get_worker

from thidua.run.cluster.pipe import receive, send

if TYPE_CHECKING:
    from distributed import Scheduler, Worker


class Host(WorkerPlugin):
    """The runner's guest in one worker: a folder of its own there, and a crew for each of the worker's threads."""

    def __init__(self, name: str, cargo: bytes, *, python: str, libraries: dict[str, str]) -> None:
        """Bring an archive to where these versions of Python and of libraries are."""
        self.name = name
        self.cargo = cargo
        self.python = python
        self.libraries = libraries

    async def setup(self, worker: Worker) -> None:
        """Look what the machine has, unpack, and start the crews while nobody waits for them yet."""
        self.home = Path(worker.local_directory) / f"{self.name}-{os.getpid()}"
        self.alone = threading.Lock()
        self.idle: list[Crew] = []
        self.crews: list[Crew] = []
        self.is_over, self.problem = False, "is still being settled in"
        # Its worker has to answer the scheduler meanwhile, or is taken for dead.
        await asyncio.to_thread(self._settle, worker)
        if not self.problem:
            # Only who offers this is given editions: a machine that comes later and lacks something gets none.
            await worker.set_resources(**{self.name: worker.state.nthreads})

    def _settle(self, worker: Worker) -> None:
        with self.alone:
            self.problem = "was seen out before it had settled" if self.is_over else self._lacks()
            if not self.problem:
                # What an earlier build of the project left, whose runner was killed.
                shutil.rmtree(self.home, ignore_errors=True)
                self.home.mkdir(mode=0o700)
                with tarfile.open(fileobj=io.BytesIO(self.cargo)) as archive:
                    archive.extractall(self.home, filter="data")
                self.idle = [self._begin() for _ in range(worker.state.nthreads)]
            self.cargo = b""

    async def teardown(self, worker: Worker) -> None:
        """Leave: end the crews, and take away what was unpacked, or is being unpacked at this moment."""
        await asyncio.to_thread(self._leave)

    def _leave(self) -> None:
        with self.alone:
            self.is_over = True
            for crew in self.crews:
                crew.end()
            shutil.rmtree(self.home, ignore_errors=True)

    def make(self, order: bytes) -> bytes | None:
        """Have one edition made; the answer as it travels, None if the crew died of it."""
        with self.alone:
            if self.is_over:
                return None
            crew = self.idle.pop() if self.idle else self._begin()
        answer = crew.ask(order)
        with self.alone:
            if answer is None:
                crew.end()
                self.crews.remove(crew)
            else:
                self.idle.append(crew)
        return answer

    def _begin(self) -> Crew:
        crew = Crew(self.home)
        self.crews.append(crew)
        return crew

    def _lacks(self) -> str:
        """What the machine has otherwise than the runner: other versions would give other bytes, or other figures."""
        here = ".".join(map(str, sys.version_info[:3]))
        if here != self.python:
            return f"has Python {here}, and the runner {self.python}"
        for name, wanted in self.libraries.items():
            try:
                found = metadata.version(name)
            except metadata.PackageNotFoundError:
                return f"has no {name}, and the runner {wanted}"
            if found != wanted:
                return f"has {name} {found}, and the runner {wanted}"
        return ""


class Crew:
    """One process that makes editions, one after the other; it ends when the worker that speaks to it does."""

    def __init__(self, home: Path) -> None:
        """Start it, with the code and the project that were unpacked there."""
        environment = {**os.environ, "THIDUA_ROOT": "", "PYTHONPATH": str(home / "code")}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "thidua.run.cluster.crew", str(home / "project")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=home / "project",
            env=environment,
        )

    def ask(self, order: bytes) -> bytes | None:
        """Send an order and wait for the answer; None if the process ended."""
        to, back = self.process.stdin, self.process.stdout
        if to is None or back is None:
            return None
        try:
            send(to, order)
            return receive(back)
        except OSError:
            return None

    def end(self) -> None:
        """End it, and all that it started."""
        try:
            for each in psutil.Process(self.process.pid).children(recursive=True):
                each.kill()
        except psutil.Error:
            pass  # it ended meanwhile, or one of them did, and takes the others with it
        self.process.kill()
        self.process.wait()


class Warden(SchedulerPlugin):
    """Sees the guests of a runner out of every worker as soon as the runner has gone, however it went."""

    def __init__(self, name: str, client: str) -> None:
        """The guests of this name are of the runner that the scheduler knows as this client."""
        self.name = name
        self.client = client

    def remove_client(self, scheduler: Scheduler, client: str) -> None:
        """The runner closed its connection, or was killed, and the system closed it."""
        if client == self.client:
            scheduler.remove_plugin(name=self.name)
            scheduler.loop.add_callback(scheduler.unregister_worker_plugin, comm=None, name=self.name)


def problem_of(name: str, dask_worker: Worker) -> str:
    """What keeps the guest of this name from working in the worker that this is asked of."""
    guest = dask_worker.plugins.get(name)
    return guest.problem if isinstance(guest, WorkerPlugin) else "did not take what was sent to it"


def make(name: str, order: bytes) -> bytes | None:
    """Have the guest of this name make an edition, in the worker that this is run in."""
    answer: bytes | None = get_worker().plugins[name].make(order)
    return answer
