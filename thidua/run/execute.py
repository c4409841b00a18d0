"""Executes the notebook of an edition with papermill, and keeps what it did whether or not it succeeded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import papermill
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.localinterfaces import localhost
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from papermill.inspection import inspect_notebook
from traitlets import default

from thidua import errors
from thidua.errors import NotebookError, ReportError


class PrivateKernelManager(AsyncKernelManager):
    """Kernels talk over private sockets: no port to lose to another kernel, nothing to overhear on the network.

    Each kernel has sockets of a name of its own. Jupyter's default name is the same for every kernel started in one
    folder, so that a second runner, or a kernel that outlived a killed one, would answer in another's place.
    """

    # ZeroMQ has no such sockets on Windows, and the system limits their path to about 100 bytes.
    transport = "tcp" if os.name == "nt" or len(os.fsencode(jupyter_runtime_dir())) > 50 else "ipc"

    @default("ip")
    def _own_sockets(self) -> str:
        if self.transport == "tcp":
            return str(localhost())
        folder = Path(jupyter_runtime_dir())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return str(folder / f"thidua-{uuid4().hex}")


def execute_notebook(
    notebook: Path,
    executed: Path,
    parameters: dict[str, str],
    *,
    cell_timeout: int,
    environment: Mapping[str, str] | None = None,
) -> NotebookNode:
    """Run a notebook top to bottom in a fresh kernel.

    Parameters
    ----------
    notebook
        The notebook; it must declare every parameter it is given.
    executed
        Where papermill writes what it did, also when it fails.
    cell_timeout
        Seconds that one cell may take.
    environment
        What the kernel finds in its environment beside what is in ours.

    Returns
    -------
    NotebookNode
        The executed notebook with papermill's notes on each cell, for the verdict.

    Raises
    ------
    NotebookError
        If the notebook cannot be read, lacks a parameter, a cell fails or takes too long, or the kernel dies:
        one plain sentence why. A `ReportError` raised inside the notebook keeps its message.
    """
    _check_parameters(notebook, parameters)
    try:
        with _environment(environment or {}):
            papermill.execute_notebook(
                notebook,
                executed,
                parameters,
                progress_bar=False,
                cwd=notebook.parent,
                execution_timeout=cell_timeout,
                kernel_manager_class=PrivateKernelManager,
                extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
            )
    except PapermillExecutionError as failure:
        raise NotebookError(_failure_words(failure)) from failure
    except CellTimeoutError as failure:
        raise NotebookError(f"{_last_started(executed)} took longer than {cell_timeout} seconds") from failure
    except DeadKernelError as failure:
        raise NotebookError(f"the kernel died in or after {_last_started(executed)}") from failure
    except (NoSuchKernel, OSError, RuntimeError, ValueError) as failure:
        # What starting a kernel and talking to it can raise: no kernel of that name, no answer, a full disk.
        words = (str(failure).splitlines() or [""])[0]
        raise NotebookError(f"the kernel could not be run: {type(failure).__name__}: {words:.200}") from failure
    return nbformat.read(executed, as_version=4)


@contextmanager
def _environment(more: Mapping[str, str]) -> Iterator[None]:
    """Add to our environment, which a kernel inherits: papermill hands on none of its own."""
    before = {name: os.environ.get(name) for name in more}
    os.environ.update(more)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _check_parameters(notebook: Path, parameters: dict[str, str]) -> None:
    try:
        declared: dict[str, Any] = inspect_notebook(notebook)
    except FileNotFoundError:
        raise NotebookError(f"{notebook.name}: no such notebook in {notebook.parent.name}/") from None
    except (ValueError, nbformat.ValidationError) as problem:
        raise NotebookError(f"{notebook.name}: is not a notebook ({str(problem).splitlines()[0]:.100})") from problem
    missing = [name for name in parameters if name not in declared]
    if missing:
        raise NotebookError(
            f'{notebook.name}: does not declare the parameter "{missing[0]}"; '
            f"its cell tagged parameters declares {', '.join(declared) or 'none'}"
        )


def _failure_words(failure: PapermillExecutionError) -> str:
    known = getattr(errors, str(failure.ename), None)
    if isinstance(known, type) and issubclass(known, ReportError):
        return str(failure.evalue)
    first_line = (str(failure.evalue).splitlines() or [""])[0]
    return f"code cell [{failure.exec_count}] failed: {failure.ename}: {first_line:.200}"


def _last_started(executed: Path) -> str:
    """The last code cell that the kernel began, as its number in the notebook's margin."""
    notebook = nbformat.read(executed, as_version=4)
    started = [c.execution_count for c in notebook.cells if c.cell_type == "code" and c.execution_count]
    return f"code cell [{max(started)}]" if started else "its first cell"
