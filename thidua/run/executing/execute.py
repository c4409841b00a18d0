"""Executes the notebook of an edition with papermill, and keeps what it did whether or not it succeeded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from thidua import errors
from thidua.errors import NotebookError, ReportError
from thidua.put import is_full
from thidua.run.executing.engine import ENGINE
from thidua.run.executing.mark import VARIABLE, Run, clear_sockets, marked
from thidua.run.executing.orphans import ended_with_us
from thidua.run.executing.output import TooMuchOutputError
from thidua.run.executing.steps import declared_parameters, executed_by_papermill
from thidua.run.prepared.link import begin_kernel_server
from thidua.run.reports import Engine


def execute_notebook(
    notebook: Path,
    executed: Path,
    parameters: dict[str, str],
    *,
    run: Run,
    cell_timeout: int,
    environment: Mapping[str, str] | None = None,
    engine: Engine = "prepared",
) -> NotebookNode:
    """Run a notebook top to bottom in a fresh kernel, and leave no process behind that it started.

    Parameters
    ----------
    notebook
        The notebook; it must declare every parameter it is given.
    executed
        Where papermill writes what it did, also when it fails.
    run
        Whose kernel it is.
    cell_timeout
        Seconds that one cell may take, with what it prints until it is received.
    environment
        What the kernel finds in its environment beside what is in ours.
    engine
        Where the kernel comes from: forked from a process that has imported what it needs, or started afresh as
        nbclient does. What comes out is the same.

    Returns
    -------
    NotebookNode
        The executed notebook with papermill's notes on each cell, for the verdict.

    Raises
    ------
    NotebookError
        If the notebook cannot be read, lacks a parameter, a cell fails, takes too long or prints too much, or the
        kernel dies: one plain sentence why. A `ReportError` raised inside the notebook keeps its message.
    OSError
        If the disk is full.
    """
    _check_parameters(notebook, parameters)
    mark = run.kernel_mark()
    if engine == "prepared":
        with marked(str(run)):
            begin_kernel_server()  # it stays when the kernel's processes are ended
    try:
        with ended_with_us(lambda other: other == mark):
            return executed_by_papermill(
                notebook,
                executed,
                parameters,
                engine_name=ENGINE,
                cell_timeout=cell_timeout,
                mark=mark,
                is_prepared=engine == "prepared",
                environment={**os.environ, **(environment or {}), VARIABLE: mark},
            )
    except PapermillExecutionError as failure:
        raise NotebookError(_failure_words(failure)) from failure
    except CellTimeoutError as failure:
        raise NotebookError(f"{_last_started(executed)} took longer than {cell_timeout} seconds") from failure
    except TooMuchOutputError as failure:
        raise NotebookError(f"{_last_started(executed)} {failure}") from failure
    except DeadKernelError as failure:
        raise NotebookError(f"the kernel died in or after {_last_started(executed)}") from failure
    except (NoSuchKernel, OSError, RuntimeError, ValueError) as failure:
        if isinstance(failure, OSError) and is_full(failure):
            raise  # not of the kernel's doing
        # What starting a kernel and talking to it can raise: no kernel of that name, no answer.
        words = (str(failure).splitlines() or [""])[0]
        raise NotebookError(f"the kernel could not be run: {type(failure).__name__}: {words:.200}") from failure
    finally:
        clear_sockets(lambda other: other == mark)


def _check_parameters(notebook: Path, parameters: dict[str, str]) -> None:
    try:
        declared = declared_parameters(notebook)
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
