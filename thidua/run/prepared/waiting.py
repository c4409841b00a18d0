"""Where nothing is forked: processes that are started ahead, import what a kernel needs, and wait to become one.

Each becomes one kernel. The next one imports while a report is made, so that it is ready for the report after that.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from typing import Any

import thidua
from thidua.run.prepared.becoming import Order, become_kernel
from thidua.run.prepared.imports import beginning, prepare_kernel

AHEAD = 2
"""One for the report that begins, and one for the next."""

OF_ITSELF = ("JPY_", "IPY_INTERRUPT_EVENT")
"""How the names begin of what a process was told of itself as it was started: on Windows, by what it is interrupted."""


@dataclass(frozen=True)
class _Waiting:
    process: Popen[bytes]
    environment: dict[str, str]
    files: tuple[Any, Any]
    """Its standard output and error, as it was started."""
    code: int
    """When the newest file of the program was written."""


_waiting: list[_Waiting] = []


def keep_waiting(environment: Mapping[str, str], files: tuple[Any, Any] = (DEVNULL, None)) -> None:
    """Have as many processes waiting as are needed for kernels of this environment, output and error."""
    usable = [each for each in _waiting if _fits(each, environment, files)]
    for each in [each for each in _waiting if each not in usable]:
        _end(each)
    for _ in range(AHEAD - len(usable)):
        _waiting.append(_start(environment, files))


def take_waiting(
    command: list[str], environment: Mapping[str, str], folder: str, files: tuple[Any, Any]
) -> Popen[bytes]:
    """The one that waits longest, become the kernel that this command starts."""
    keep_waiting(environment, files)
    process = _waiting.pop(0).process
    order = {"command": command, "environment": dict(environment), "folder": folder}
    if process.stdin is not None:
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.close()
    return process


def waiting_pids() -> set[int]:
    """The numbers of those that wait."""
    return {each.process.pid for each in _waiting}


def _start(environment: Mapping[str, str], files: tuple[Any, Any]) -> _Waiting:
    from jupyter_client.launcher import launch_kernel  # on Windows it makes what a kernel is interrupted by

    command = [sys.executable, "-m", "thidua.run.prepared.waiting"]
    stdout, stderr = files
    process = launch_kernel(command, stdin=PIPE, stdout=stdout, stderr=stderr, env=dict(environment))
    return _Waiting(process, of_all(environment), files, _written())


def _fits(one: _Waiting, environment: Mapping[str, str], files: tuple[Any, Any]) -> bool:
    return (
        one.process.poll() is None
        and one.files == files
        and one.environment == of_all(environment)
        and one.code == _written()
    )


def of_all(environment: Mapping[str, str]) -> dict[str, str]:
    """What a library may read of an environment as it is imported: it must be the same in all kernels prepared in it.

    What is ours may differ from kernel to kernel, and what Jupyter tells a kernel of itself.
    """
    return {name: value for name, value in environment.items() if not name.startswith(("THIDUA_", *OF_ITSELF))}


def _written() -> int:
    package = Path(thidua.__file__).parent
    return max(file.stat().st_mtime_ns for file in package.rglob("*.py"))


def end_waiting() -> None:
    """End those that became no kernel."""
    while _waiting:
        _end(_waiting[0])


def _end(one: _Waiting) -> None:
    _waiting.remove(one)
    if one.process.stdin is not None:
        one.process.stdin.close()
    one.process.kill()
    try:
        one.process.wait(10)
    except TimeoutExpired:
        return  # it hangs in the system's hands, and is left to it


atexit.register(end_waiting)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_waiting.clear)


def main() -> None:
    """Wait for an order, and become the kernel that it asks for; end if none will come."""
    prepare_kernel()
    line = sys.stdin.buffer.readline()
    began = beginning()
    if not line or began is None:
        return
    order = json.loads(line)
    own = {name: value for name, value in os.environ.items() if name.startswith(OF_ITSELF)}
    become_kernel(Order(order["command"], {**order["environment"], **own}, order["folder"]), began)


if __name__ == "__main__":
    main()
