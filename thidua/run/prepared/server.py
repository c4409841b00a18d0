"""The process that kernels are forked from: it has one thread, waits for orders, forks, and tells who has ended.

It ends when the process that it serves closes the link or dies, and its kernels with it.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import struct
import sys
import warnings
from collections.abc import Iterator
from typing import Any, NoReturn

from thidua.run.prepared.becoming import Order, become_kernel
from thidua.run.prepared.imports import beginning, is_out_of_date, prepare_kernel, read_places_of

LENGTH = struct.Struct("!I")
"""An order begins with its length in bytes; three open files come with that."""


def serve(link: socket.socket) -> NoReturn:
    """Fork a kernel for every order, until nobody is there to give one."""
    status = 1
    try:
        _Server(link).run()
        status = 0
    finally:
        os._exit(status)


class _Server:
    """Its kernels, and what it is told."""

    def __init__(self, link: socket.socket) -> None:
        self.link = link
        self.kernels: set[int] = set()
        self.wake, wakes = os.pipe()
        os.set_blocking(self.wake, False)
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        # The terminal's interrupt is for the runner, which ends us as it ends.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def run(self) -> None:
        """Serve until the link is closed."""
        with selectors.DefaultSelector() as ready:
            ready.register(self.link, selectors.EVENT_READ, self._order)
            ready.register(self.wake, selectors.EVENT_READ, self._ended)
            going_on = True
            while going_on:
                for key, _ in ready.select():
                    going_on = key.data() and going_on
        for pid in self.kernels:
            _signal(pid, signal.SIGKILL)

    def _order(self) -> bool:
        """Take one order; whether there was one."""
        header, files, _, _ = socket.recv_fds(self.link, LENGTH.size, 3)
        if len(header) < LENGTH.size:
            return False
        order = json.loads(b"".join(_pieces(self.link, *LENGTH.unpack(header))))
        if "signal" in order:
            if order["pid"] in self.kernels:
                _signal(order["pid"], order["signal"])
            return True
        self._start(order, files)
        for each in files:
            os.close(each)
        return True

    def _start(self, order: dict[str, Any], files: list[int]) -> None:
        began = beginning()
        if began is None or is_out_of_date():
            self._tell({"started": None})
            return
        read_places_of(order["environment"])
        # What is written but not sent yet would be sent by both.
        sys.stdout.flush()
        sys.stderr.flush()
        pid = _fork()
        if pid == 0:
            stdin, stdout, stderr = files
            asked = Order(order["command"], order["environment"], order["folder"])
            become_kernel(asked, began, (stdin, stdout, stderr))
        self.kernels.add(pid)
        self._tell({"started": pid})

    def _ended(self) -> bool:
        """Tell of those that have ended."""
        os.read(self.wake, 512)
        while self.kernels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            self.kernels.discard(pid)
            self._tell({"ended": pid, "status": os.waitstatus_to_exitcode(status)})
        return True

    def _tell(self, what: dict[str, Any]) -> None:
        self.link.sendall(json.dumps(what).encode() + b"\n")


def _pieces(link: socket.socket, length: int) -> Iterator[bytes]:
    while length and (piece := link.recv(length)):
        length -= len(piece)
        yield piece


def _signal(pid: int, number: int) -> None:
    """To a kernel and what it has started; it leads a group of its own as soon as it has begun."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        os.kill(pid, number)
    except PermissionError:
        os.kill(pid, number)


def _fork() -> int:
    """Fork this process, in which no other thread runs Python.

    Python from 3.12 on warns of threads of native libraries as well; those that are imported here are made for a fork.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def fork_server(link: socket.socket) -> int:
    """Fork a server of this process, which is prepared and has one thread; its number."""
    gc.collect()
    pid = _fork()
    if pid == 0:
        try:
            number = os.dup2(link.detach(), 3)
            os.closerange(4, os.sysconf("SC_OPEN_MAX"))
            serve(socket.socket(fileno=number))
        finally:
            os._exit(1)
    return pid


def main() -> NoReturn:
    """Serve the process that started this one, over the socket whose number it gave."""
    link = socket.socket(fileno=int(sys.argv[1]))
    prepare_kernel()
    serve(link)


if __name__ == "__main__":
    main()
