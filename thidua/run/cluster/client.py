"""The runner's side of a cluster: finds its workers fit, sends them what they need, hands out editions, takes them in.

What comes back is put into a work folder of the run, as if a worker of this machine had made it, and published by the
runner alone. A worker that dies has its editions made elsewhere; what one that was thought dead still sends, the
scheduler no longer takes.
"""

from __future__ import annotations

import asyncio
import logging
import platform
import socket
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from shutil import rmtree
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import cloudpickle
from distributed import Client, Future, KilledWorker, Security, rpc
from distributed.comm import parse_address, parse_host_port

from thidua.errors import ConfigError, ReportError
from thidua.put import naming
from thidua.run.build import Made, Outcome
from thidua.run.cluster import Cluster, host, pipe, store
from thidua.run.cluster.cargo import pack
from thidua.run.cluster.order import Answer, Order
from thidua.run.formats import FORMATS
from thidua.run.key import INPUTS, broad_inputs, changed_inputs
from thidua.run.libraries import libraries
from thidua.run.publish import new_work_folder
from thidua.speech import now_said

if TYPE_CHECKING:
    from thidua.run.executing.mark import Run
    from thidua.run.plan import Edition

CONNECTING = 10
"""Seconds within which a scheduler has to answer."""
PATIENCE = 60.0
"""Seconds that a cluster may be without any worker: one that restarts, or a scheduler's first."""
AHEAD = 3
"""Editions handed out for each place of the cluster: one is made, others wait beside it while results travel."""
TRIES = 2
"""How often an edition is begun whose process dies: the system may end one that had no part in what was wrong."""

for _module in (host, pipe):
    cloudpickle.register_pickle_by_value(_module)


@dataclass
class _Job:
    edition: Edition
    order: Order
    inputs: Mapping[str, str]
    """What it is made from, as it is here before it travels; facts need no look, since a snapshot does not change."""
    tries: int = 0


def made_on_cluster(
    editions: Sequence[Edition],
    formats: tuple[str, ...],
    run: Run,
    cluster: Cluster,
    *,
    began: Callable[[Edition], None] = lambda edition: None,
) -> Generator[Made, None, None]:
    """What a cluster makes of editions that read a snapshot, as they end, each in a work folder of the run.

    Raises
    ------
    ConfigError
        If nobody answers at the address, no worker comes or none is left, one has other versions of Python or of
        libraries than this machine, or the store cannot be opened. What was made before is not lost.
    """
    through = f"{cluster.through.rstrip('/')}/{run}" if cluster.through else ""
    if through:
        store.check(through)
    try:
        with _without_logs(), _client(cluster.address) as client:
            jobs = [_Job(each, Order.of(each, _kept(each, formats), through), broad_inputs(each)) for each in editions]
            name = _bring(client, cluster.address, editions, run)
            yield from _Hall(client, cluster.address, name, run, began).made(jobs)
    finally:
        if through:
            store.clear(through)


def _kept(edition: Edition, formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats to make: those asked for, and those published before, which are kept in step."""
    return tuple(name for name in FORMATS if name in formats or edition.file(name).exists())


@contextmanager
def _without_logs() -> Iterator[None]:
    """Dask tells its own story, with tracebacks, of what is told here in one line."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        _await_scheduler(address)
        client = Client(address, name="thidua", timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        raise ConfigError(f"{address}: no scheduler answers ({problem}); start one: dask scheduler") from None
    try:
        yield client
    finally:
        client.close(timeout=1)


def _await_scheduler(address: str) -> None:
    """Wait until a scheduler answers there: Dask's own client, interrupted while it waits, goes on for long.

    Where somebody listens and says nothing it waits for ever, whatever time it is given.

    Raises
    ------
    OSError
        If nobody listens in time.
    ConfigError
        If whoever listens is no scheduler.
    """
    scheme, _ = parse_address(address)
    if scheme not in ("tcp", "tls"):
        return
    last = time.monotonic() + CONNECTING
    _await_listener(address, last)
    try:
        kind = asyncio.run(_kind_of(address, max(1.0, last - time.monotonic())))
    except TimeoutError:
        kind = ""
    if kind != "Scheduler":
        who = f"a {kind.lower()} of Dask answers" if kind else "somebody listens, but answers as no scheduler of Dask"
        raise ConfigError(f"{address}: {who}; look at the port, or start one: dask scheduler")


def _await_listener(address: str, last: float) -> None:
    host_and_port = parse_host_port(address)
    while True:
        try:
            socket.create_connection(host_and_port, timeout=max(0.1, last - time.monotonic())).close()
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)
        else:
            return


async def _kind_of(address: str, seconds: float) -> str:
    """What a server of Dask says that it is: "Scheduler", "Worker"; raises `TimeoutError` if none answers in time."""
    async with (
        asyncio.timeout(seconds),
        rpc(address, connection_args=Security().get_connection_args("client")) as asked,
    ):
        return str((await asked.identity())["type"])


def _bring(client: Client, address: str, editions: Sequence[Edition], run: Run) -> str:
    """Bring each worker, also one that comes later, what it needs; the name of our guest there.

    It is taken away when the client is closed, or ends otherwise.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ConfigError(f"{address}: has no worker; start some: dask worker {address} --nthreads 1") from None
    _check_python(client)
    cargo = pack(editions[0].root, {each.dataset.name: each.dataset for each in editions}.values())
    # One of each project: what the last build sent, whose runner may have been killed, makes place for this.
    name = f"thidua-{run.project}"
    python = platform.python_version()
    client.register_plugin(host.Warden(name, client.id), name=name)
    client.register_plugin(host.Host(name, cargo.content, python=python, libraries=libraries()), name=name)
    for worker, problem in client.run(host.problem_of, name).items():
        if problem:
            raise ConfigError(f"{worker} {problem}; install the same there, or leave it out of the cluster")
    return name


def _check_python(client: Client) -> None:
    """Before anything is sent that another Python could not read."""
    here = platform.python_version()
    for worker, known in client.get_versions()["workers"].items():
        found = ".".join(known["host"]["python"].split(".")[:3])
        if found != here:
            raise ConfigError(f"{worker} has Python {found}, and the runner {here}; install the same there")


class _Hall:
    """Editions wait here, are handed out so many at a time, and come back."""

    def __init__(self, client: Client, address: str, name: str, run: Run, began: Callable[[Edition], None]) -> None:
        self._client, self._address, self._name, self._run, self._began = client, address, name, run, began
        self._waiting: deque[_Job] = deque()
        self._out: dict[Future, _Job] = {}
        self._back: SimpleQueue[Future] = SimpleQueue()
        self._alone_since: float | None = None
        self._bug: RuntimeError | None = None

    def made(self, jobs: Sequence[_Job]) -> Generator[Made, None, None]:
        """What becomes of them; a bug of the program is raised when all that can be made is made."""
        self._waiting.extend(jobs)
        try:
            while self._waiting or self._out:
                while self._waiting and len(self._out) < AHEAD * self._places():
                    self._hand_out(self._waiting.popleft())
                future = self._next()
                job = self._out.pop(future)
                made = self._taken_in(job, future)
                future.release()
                if made is not None:
                    yield made
        finally:
            self._client.cancel(list(self._out), force=True)
        if self._bug is not None:
            raise self._bug

    def _places(self) -> int:
        return max(1, sum(int(each["nthreads"]) for each in self._workers().values()))

    def _workers(self) -> dict[str, Any]:
        known: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return known

    def _hand_out(self, job: _Job) -> None:
        job.tries += 1
        self._began(job.edition)
        key = f"{job.order.edition}-{uuid4().hex}"
        place = {self._name: 1}
        future = self._client.submit(host.make, self._name, job.order.to_bytes(), key=key, pure=False, resources=place)
        self._out[future] = job
        future.add_done_callback(self._back.put)

    def _next(self) -> Future:
        """The next that has come to an end; raises if nobody is left who could bring one to an end."""
        while True:
            try:
                return self._back.get(timeout=1)
            except Empty:
                self._check_alive()

    def _check_alive(self) -> None:
        if self._client.status != "running":
            raise ConfigError(f"{self._address}: the scheduler no longer answers; what is published stays: build again")
        if self._workers():
            self._alone_since = None
            return
        self._alone_since = self._alone_since or time.monotonic()
        if time.monotonic() - self._alone_since > PATIENCE:
            raise ConfigError(f"{self._address}: no worker is left; what is published stays: build again")

    def _taken_in(self, job: _Job, future: Future) -> Made | None:
        """What came of a job, in a work folder of the run; None if it is handed out again, or a bug kept it from it."""
        if future.status == "cancelled":
            self._check_alive()
            self._waiting.appendleft(job)
            return None
        problem = future.exception()
        if isinstance(problem, KilledWorker):
            return Made(Outcome(job.edition, "failed", "every worker of the cluster that began it was lost"))
        if problem is not None:
            raise problem
        answer = future.result()
        if answer is None:
            if job.tries < TRIES:
                self._waiting.appendleft(job)
                return None
            return Made(Outcome(job.edition, "failed", "the process that made it was ended from outside, twice"))
        said = Answer.from_bytes(answer)
        if said.bug:
            self._bug = self._bug or RuntimeError(f"{job.edition}, on the cluster:\n{said.bug}")
            return None
        try:
            return _received(job, said, self._run)
        except OSError as problem:
            return Made(Outcome(job.edition, "failed", f"what was made of it did not arrive: {problem}"))


def _received(job: _Job, answer: Answer, run: Run) -> Made:
    """An answer as what a worker of this machine would hand over; failed if the runner would now make another."""
    edition, outcome = job.edition, answer.outcome_of(job.edition)
    if not answer.files and not answer.left:
        return Made(outcome)
    work = new_work_folder(edition.root, run)
    try:
        for name, content in store.take(answer).items():
            with naming(work / name):
                (work / name).write_bytes(content)
    except OSError:
        rmtree(work, ignore_errors=True)  # where the disk is full, what comes next needs the space
        raise
    if outcome.state != "failed" and (reason := _changed(job)):
        return Made(replace(outcome, state="failed", reason=reason, key=""), work=work)
    return Made(outcome, answer.formats, work)


def _changed(job: _Job) -> str:
    """What changed here since it was handed out, so that nobody can say which of the two it tells."""
    try:
        now = broad_inputs(replace(job.edition, dataset=job.edition.dataset.as_set_now()))
    except ReportError as problem:
        return str(problem)
    words = ", ".join(now_said(INPUTS[name]) for name in changed_inputs(job.inputs, now))
    return f"{words} changed while it was built; build it again" if words else ""
