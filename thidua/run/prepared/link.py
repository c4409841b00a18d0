"""What a process that wants kernels has to do with their server: begin one, order kernels, and look after them."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

from thidua.run.prepared.imports import beginning
from thidua.run.prepared.server import LENGTH, fork_server
from thidua.run.prepared.waiting import keep_waiting, of_all, waiting_pids

START = "THIDUA_START"
"""In the environment: "spawn" has nothing forked, as on Windows."""


class KernelServer:
    """A server of this process."""

    def __init__(self) -> None:
        """Begin one: forked from this process if that is prepared and has one thread, else a process of its own."""
        self.link, theirs = socket.socketpair()
        self.environment = dict(os.environ)
        self._lock = threading.Lock()
        self._heard = b""
        self._kernels: set[int] = set()
        self._statuses: dict[int, int] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self.is_ready = False
        """Whether it has answered once: before, it may still be importing."""
        with theirs:
            began = beginning()
            if began is not None and began.is_usual and _has_one_thread():
                self.pid = fork_server(theirs)
                self.is_ready = True
            else:
                command = [sys.executable, "-m", "thidua.run.prepared.server", str(theirs.fileno())]
                self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
                self.pid = self._process.pid
        self.is_gone = False

    def serves(self, environment: Mapping[str, str]) -> bool:
        """Whether a kernel of this environment can come from it."""
        return not self.is_gone and of_all(environment) == of_all(self.environment)

    def start(
        self, command: list[str], environment: Mapping[str, str], folder: str, files: tuple[int, int, int]
    ) -> PreparedKernel | None:
        """A kernel; None if the server is gone or out of date, and with it this object."""
        order = {"command": command, "environment": dict(environment), "folder": folder}
        with self._lock:
            try:
                self._send(order, files)
                while not self.is_gone:
                    for said in self._hear(None):
                        if "started" in said:
                            self.is_ready = True
                            return self._started(said["started"])
            except OSError:
                self._lose()
        return None

    def _started(self, pid: int | None) -> PreparedKernel | None:
        if pid is None:
            self._lose()
            return None
        self._kernels.add(pid)
        return PreparedKernel(pid, self)

    @property
    def is_idle(self) -> bool:
        """Whether every kernel of it has ended."""
        return all(self.status(pid) is not None for pid in list(self._kernels))

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to a kernel that has not ended; by the server, which knows whose number it is."""
        with self._lock:
            try:
                self._send({"signal": number, "pid": pid}, ())
            except OSError:
                self._lose()

    def status(self, pid: int, timeout: float | None = 0) -> int | None:
        """How a kernel ended, as `subprocess.Popen.returncode` tells it; None if it has not."""
        with self._lock:
            if not self.is_gone and pid not in self._statuses:
                self._hear(timeout)
            if self.is_gone:
                return self._statuses.get(pid, -signal.SIGKILL)  # it ended with its server
            return self._statuses.get(pid)

    def close(self) -> None:
        """End it, and with it its kernels."""
        with self._lock:
            self._lose()

    def _send(self, what: dict[str, Any], files: tuple[int, ...]) -> None:
        body = json.dumps(what).encode()
        socket.send_fds(self.link, [LENGTH.pack(len(body))], files)
        self.link.sendall(body)

    def _hear(self, timeout: float | None) -> list[dict[str, Any]]:
        """What it has said by now; waits for something as long as told."""
        if not select.select([self.link], [], [], timeout)[0]:
            return []
        try:
            piece = self.link.recv(65536)
        except OSError:
            piece = b""
        if not piece:
            self._lose()
            return []
        *lines, self._heard = (self._heard + piece).split(b"\n")
        said = [json.loads(line) for line in lines]
        self._statuses.update({each["ended"]: each["status"] for each in said if "ended" in each})
        return said

    def _lose(self) -> None:
        if self.is_gone:
            return
        self.is_gone = True
        self.link.close()
        if self._process is not None:
            if not self.is_ready:
                self._process.kill()  # it would first import everything
            self._process.wait()
        else:
            try:
                os.waitpid(self.pid, 0)
            except ChildProcessError:
                return  # somebody else took it away


class PreparedKernel:
    """A kernel's process, with what `jupyter_client` asks of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, server: KernelServer) -> None:
        """The kernel of this number."""
        self.pid = pid
        self.returncode: int | None = None
        self._server = server

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        return self._ask(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end, at most so many seconds; how it ended, None if it has not."""
        return self._ask(timeout)

    def _ask(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            self.returncode = self._server.status(self.pid, timeout)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to it and what it has started."""
        if self.poll() is None:
            self._server.signal(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


KEPT = 2
"""Servers that are kept for environments that come again."""

_servers: list[KernelServer] = []
"""Those of this process, the one used last first."""
_beginning_one = threading.Lock()


def can_fork() -> bool:
    """Whether kernels are forked here."""
    return hasattr(os, "fork") and os.environ.get(START) != "spawn"


def begin_kernel_server() -> KernelServer | None:
    """The server of this process, begun unless there is one; where nothing is forked None, and processes that wait.

    A worker calls this first, while it has one thread: its server is then forked from it, and ready at once.
    """
    if not can_fork():
        keep_waiting(os.environ)
        return None
    with _beginning_one:
        server = next((each for each in _servers if each.serves(os.environ)), None) or KernelServer()
        _servers[:] = [server, *(each for each in _servers if each is not server and not each.is_gone)]
        for each in [each for each in _servers[KEPT:] if each.is_idle]:
            _servers.remove(each)
            each.close()
        return server


def _has_one_thread() -> bool:
    """Whether no other thread runs Python, started by `threading` or not: a child would wait for ever for what it held.

    Those of native libraries that are imported here are made for a fork.
    """
    return len(sys._current_frames()) == 1


def kept_pids() -> set[int]:
    """The numbers of the processes that stand ready for kernels, and are none."""
    return {*(each.pid for each in _servers), *waiting_pids()}


def _end_servers() -> None:
    while _servers:
        _servers.pop().close()


def _forget_servers() -> None:
    """A forked child has no server yet: those of its parent are its parent's."""
    global _beginning_one
    _servers.clear()
    _beginning_one = threading.Lock()


atexit.register(_end_servers)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_servers)
