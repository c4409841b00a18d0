"""Jupyter's way to start a kernel: forked from a prepared process where that can be, else as always."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from thidua.run.prepared.link import KernelServer, PreparedKernel, begin_kernel_server, can_fork
from thidua.run.prepared.waiting import take_waiting

NAME = "thidua-prepared"
"""Of this provisioner, and of the kernel that names it."""


class PreparedProvisioner(LocalProvisioner):
    """Starts an ipykernel as `LocalProvisioner` does, but in a process that has imported what it needs."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel that this command starts."""
        kernel = await self._prepared(cmd, **kwargs)
        if kernel is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid = kernel, kernel.pid
        # `LocalProvisioner` would signal the group by its number; the server knows whether that is still the kernel's.
        self.pgid = None if isinstance(kernel, PreparedKernel) or not hasattr(os, "getpgid") else os.getpgid(kernel.pid)
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Give a kernel that was asked to end the moment that it takes: its manager looks only ten times a second."""
        until = asyncio.get_running_loop().time() + 1
        while self.process is not None and self.process.poll() is None and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.005)

    async def _prepared(self, cmd: list[str], **kwargs: Any) -> PreparedKernel | subprocess.Popen[bytes] | None:
        if not _is_ours(cmd) or subprocess.PIPE in (kwargs.get("stdout"), kwargs.get("stderr")):
            return None
        if not can_fork():
            folder = str(Path(kwargs.get("cwd") or os.curdir).absolute())
            return take_waiting(cmd, kwargs["env"], folder, (kwargs.get("stdout"), kwargs.get("stderr")))
        for _ in range(2):  # the second time of a new server, if the first was out of date
            server = begin_kernel_server()
            if server is None or not server.serves(kwargs["env"]):
                return None
            if server.is_ready:
                kernel = _order(server, cmd, **kwargs)
            else:
                kernel = await asyncio.to_thread(_order, server, cmd, **kwargs)
            if kernel is not None:
                return kernel
        return None


def _order(
    server: KernelServer,
    cmd: list[str],
    *,
    env: dict[str, str],
    cwd: str | None = None,
    stdout: Any = None,
    stderr: Any = None,
    **_unused: Any,
) -> PreparedKernel | None:
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        files = nothing, _file(stdout, 1, nothing), _file(stderr, 2, nothing)
        return server.start(cmd, env, str(Path(cwd or os.curdir).absolute()), files)
    finally:
        os.close(nothing)


def _file(asked: Any, own: int, nothing: int) -> int:
    """The number of the open file that a stream of the kernel is; ours unless another is asked for."""
    if asked is None:
        return own
    if asked == subprocess.DEVNULL:
        return nothing
    return asked if isinstance(asked, int) else int(asked.fileno())


def _is_ours(cmd: list[str]) -> bool:
    """Whether a command starts an ipykernel with this very Python, with nothing else for Python itself."""
    return cmd[1:3] == ["-m", "ipykernel_launcher"] and Path(cmd[0]).absolute() == Path(sys.executable).absolute()
