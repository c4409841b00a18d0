"""A prepared process becomes the kernel that a manager asked for, as if it had been started by the same command."""

from __future__ import annotations

import atexit
import ctypes
import gc
import io
import itertools
import locale
import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from types import ModuleType
from typing import NoReturn, TextIO

from thidua.run.prepared.drawing import read_settings_again
from thidua.run.prepared.imports import Beginning

_DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's <sys/prctl.h>."""


@dataclass(frozen=True)
class Order:
    """A kernel that is asked for."""

    command: list[str]
    """As one would start it: the interpreter, ``-m``, ``ipykernel_launcher``, and what that is told."""
    environment: dict[str, str]
    folder: str
    """Where it works."""


def become_kernel(order: Order, beginning: Beginning, stdio: tuple[int, int, int] | None = None) -> NoReturn:
    """Be the kernel of this order until it ends, and end with it.

    Parameters
    ----------
    beginning
        What a fresh process would begin with.
    stdio
        For a forked process, open files for its standard input, output and error; every other open file is closed.
        None for one that was started for this kernel alone, and has its own.
    """
    status = 1
    try:
        if stdio is not None:
            _leave_parent()
            _open_only(stdio)
            _forget_parent(beginning)
        _begin_afresh(order, beginning)
        status = _run(is_forked=stdio is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _leave_parent() -> None:
    """In a session of its own, ending when the process that it was forked from does."""
    parent = os.getppid()
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)  # it ended before it could be told


def _open_only(stdio: tuple[int, int, int]) -> None:
    """Have these three files open as 0, 1 and 2, and no other."""
    for number, each in enumerate(stdio):
        if each != number:
            os.dup2(each, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    out, err = sys.__stdout__, sys.__stderr__
    encoding = out.encoding if out is not None else "utf-8"
    errors = out.errors if out is not None else "strict"
    streams = {
        "stdin": _text(0, "r", encoding, errors),
        "stdout": _text(1, "w", encoding, errors, out),
        "stderr": _text(2, "w", err.encoding if err is not None else "utf-8", "backslashreplace", err),
    }
    vars(sys).update(streams, **{f"__{name}__": stream for name, stream in streams.items()})


def _text(number: int, mode: str, encoding: str, errors: str | None, before: TextIO | None = None) -> io.TextIOWrapper:
    """One of the three, as Python opens it; `before` was opened so, with the same options."""
    name = ("<stdin>", "<stdout>", "<stderr>")[number]
    raw = io.FileIO(number, mode, closefd=False)
    raw.name = name  # as Python itself names them
    buffer = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    return io.TextIOWrapper(
        buffer,
        encoding=encoding,
        errors=errors,
        newline="\n",
        line_buffering=bool(getattr(before, "line_buffering", False)) if number == 2 else raw.isatty(),
        write_through=bool(getattr(before, "write_through", False)),
    )


def _forget_parent(beginning: Beginning) -> None:
    """Put back what the processes above have set for themselves."""
    locale.setlocale(locale.LC_ALL, "C")
    locale.setlocale(locale.LC_CTYPE, "")
    _signals(beginning)
    _main_process(beginning)
    if (numpy := sys.modules.get("numpy.random")) is not None:
        numpy.seed()  # Python's own generator begins anew after a fork by itself
    # A library's temporary folder is removed by the process that made it.
    atexit.unregister(shutil.rmtree)


def _begin_afresh(order: Order, beginning: Beginning) -> None:
    """Be as the command would have begun, in its environment and folder."""
    os.environ.clear()
    os.environ.update({**beginning.environment, **order.environment})
    os.chdir(order.folder)
    if hasattr(time, "tzset"):
        time.tzset()
    sys.orig_argv[:] = order.command
    sys.argv[:] = [sys.modules["ipykernel_launcher"].__file__ or "", *order.command[3:]]
    sys.path[:] = beginning.path
    sys.modules["__main__"] = ModuleType("__main__")
    sys.modules.pop("__mp_main__", None)
    if (matplotlib := sys.modules.get("matplotlib")) is not None:
        read_settings_again(matplotlib)
    # By this threads are named.
    vars(threading)["_counter"] = itertools.count(1).__next__


def _signals(beginning: Beginning) -> None:
    """As Python begins, whatever the processes above have asked for."""
    signal.set_wakeup_fd(-1)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        begins_with = signal.SIG_IGN if number in beginning.ignored else signal.SIG_DFL
        if signal.getsignal(number) not in (None, begins_with):
            signal.signal(number, begins_with)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _main_process(beginning: Beginning) -> None:
    """For `multiprocessing`, a main process: one that may have children, and knows of none."""
    from multiprocessing import process, resource_tracker, util

    util._finalizer_registry.clear()  # type: ignore[attr-defined]
    process._current_process = beginning.main()  # type: ignore[attr-defined]
    process._parent_process = None  # type: ignore[attr-defined]
    process._children.clear()  # type: ignore[attr-defined]
    multiprocessing.set_start_method(None, force=True)
    tracker = resource_tracker._resource_tracker
    tracker._fd = tracker._pid = None  # type: ignore[attr-defined]
    if (forkserver := sys.modules.get("multiprocessing.forkserver")) is not None:
        forkserver._forkserver = forkserver.ForkServer()  # type: ignore[attr-defined]


def _run(*, is_forked: bool) -> int:
    """Run the kernel; its exit status."""
    from ipykernel.kernelapp import IPKernelApp

    told: dict[str, object] = {"outstream_class": "thidua.run.prepared.streams.OutStream"}
    if is_forked:
        # ipykernel reads whose child it is from the environment as it is imported, which was before.
        told["parent_handle"] = os.getppid()
        os.environ["JPY_PARENT_PID"] = str(os.getppid())
    try:
        IPKernelApp.launch_instance(**told)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    _end()
    return status


def _end() -> None:
    """What Python does as it ends, but for taking every module apart: what the notebook left open is written."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
