"""Kernels of our own: private sockets that bear the mark of the run, and that take no message of any size."""

from __future__ import annotations

import asyncio
import math
import os
import threading
import time
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

import zmq
import zmq.asyncio
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.localinterfaces import localhost
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir
from traitlets import Bool, Unicode, default

from thidua.run.executing.mark import PREFIX, descendants, end
from thidua.run.executing.orphans import is_adopting
from thidua.run.executing.output import MAX_PIECE
from thidua.run.prepared.provisioner import PreparedProvisioner

STARTING = threading.Lock()
"""Held while a kernel is started: whoever takes it for good knows that there will be no further one."""


class PrivateKernelClient(AsyncKernelClient):
    """Reads what a kernel says, in pieces of bounded size.

    A larger piece makes ZeroMQ close the connection, which `disconnections` tells.
    """

    def _context_default(self) -> zmq.asyncio.Context:
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, MAX_PIECE)
        # Take quickly what comes: the kernel drops what is not taken.
        context.setsockopt(zmq.RCVHWM, 10_000)
        return context

    def start_channels(self, *which: bool, **channels: bool) -> None:
        """Begin to listen."""
        super().start_channels(*which, **channels)
        self.disconnections = self.iopub_channel.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        self._said: zmq.Socket[bytes] = zmq.Socket.shadow(self.iopub_channel.socket.underlying)

    async def hear(self) -> dict[str, Any]:
        """The next that the kernel says; whatever else is waited for has its turn before."""
        while True:
            try:
                pieces = self._said.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                await self.iopub_channel.socket.poll()
                continue
            # While messages wait, receiving them never gives way by itself.
            await asyncio.sleep(0)
            message: dict[str, Any] = self.session.deserialize(self.session.feed_identities(pieces)[1])
            return message

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and is heard.

        Jupyter's own way listens until there was silence for a fifth of a second; but a kernel says when it is idle.

        Raises
        ------
        RuntimeError
            If it dies before, or so many seconds go by.
        """
        until = time.monotonic() + (math.inf if timeout is None else timeout)
        while not await self._is_ready():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > until:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _is_ready(self) -> bool:
        asked = self.kernel_info()
        try:
            reply = await self.shell_channel.get_msg(timeout=1)
            said: dict[str, Any] = {}
            while said.get("content", {}).get("execution_state") != "idle" or said["parent_header"]["msg_id"] != asked:
                said = await self.iopub_channel.get_msg(timeout=0.2)
        except Empty:
            return False  # not there yet, or not heard yet
        if reply["msg_type"] == "kernel_info_reply":
            self._handle_kernel_info_reply(reply)
        return bool(reply["msg_type"] == "kernel_info_reply")

    def stop_channels(self) -> None:
        """Listen no more."""
        if self._iopub_channel is not None and not self.disconnections.closed:
            self.iopub_channel.socket.disable_monitor()
            self.disconnections.close()
        super().stop_channels()


class PrivateKernelManager(AsyncKernelManager):
    """Kernels talk over private sockets: no port to lose to another kernel, nothing to overhear on the network.

    Each kernel has sockets and a connection file of a name of its own, its mark. Jupyter's default name is the same
    for every kernel started in one folder, so that a second runner, or a kernel that outlived a killed one, would
    answer in another's place.
    """

    mark = Unicode(help="The mark of this kernel (see `thidua.run.executing.mark`).")
    is_prepared = Bool(help="Whether the kernel comes from a prepared process (see `thidua.run.prepared`).")

    # ZeroMQ has no such sockets on Windows, and the system limits their path to about 100 bytes.
    transport = "tcp" if os.name == "nt" or len(os.fsencode(jupyter_runtime_dir())) > 50 else "ipc"

    @default("client_factory")
    def _bounded_client(self) -> type[PrivateKernelClient]:
        return PrivateKernelClient

    @default("ip")
    def _own_sockets(self) -> str:
        return str(localhost()) if self.transport == "tcp" else str(self._files())

    @default("connection_file")
    def _own_connection_file(self) -> str:
        return f"{self._files()}.json"

    def _files(self) -> Path:
        folder = Path(jupyter_runtime_dir())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / f"{PREFIX}{self.mark}"

    async def start_kernel(self, **options: Any) -> None:
        """Start the kernel, unless this process is about to end."""
        with STARTING:
            if self.is_prepared and not self.has_kernel:
                self.kernel_id = str(uuid4())
                spec = self.kernel_spec
                self.provisioner = PreparedProvisioner(kernel_id=self.kernel_id, kernel_spec=spec, parent=self)
            await super().start_kernel(**options)

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        """End the kernel, and on systems that give us no orphans what it started and did not wait for."""
        started = [] if is_adopting() or self.provisioner is None else descendants(self.provisioner.pid)
        await super().shutdown_kernel(now=now, restart=restart)
        end(started)
