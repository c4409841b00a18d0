"""What a process imports ahead, so that kernels and workers forked from it need not; nothing else is done ahead.

A kernel forked from it finds modules imported and tables of the package read, and nothing that a fresh one would not
find in the end: no figure, no setting, no open file, no thread.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing import current_process, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

KERNEL = (
    "ipykernel_launcher",
    "ipykernel.kernelapp",
    "IPython.core.completer",
    "matplotlib.pyplot",
    "pandas",
    "thidua.present.report",
)
"""What a notebook of a report needs, and the kernel itself. Not matplotlib_inline's backend: as it is imported it joins
the shell that there is."""

WORKER = (
    "nbformat",
    "papermill",
    "thidua.run.executing.execute",
    "thidua.run.export",
    "thidua.run.emptiness",
)
"""What executes a notebook and makes its files."""


@dataclass(frozen=True)
class Beginning:
    """What a process had as it began: a kernel started afresh in its place would begin with the same."""

    path: tuple[str, ...]
    """Where modules are looked for, without the folder of the program that was started."""
    is_usual: bool
    """Whether Python itself was started with no other options than a kernel's would be."""
    main: type[BaseProcess]
    """What `multiprocessing` takes a process for that it has not started."""
    modules: dict[str, int]
    """By file, when what was imported ahead was last written, in nanoseconds."""


_beginning: Beginning | None = None


def beginning() -> Beginning | None:
    """How the process began that this one was prepared in; None if it was not prepared for kernels."""
    return _beginning


def prepare_kernel() -> None:
    """Import what kernels need, while this process has one thread; children forked from it are prepared as well."""
    global _beginning
    if _beginning is not None:
        return
    with subprocess.Popen([sys.executable, "-c", _ASKED], stdout=subprocess.PIPE) as fresh:
        _import(KERNEL)
        answer = fresh.communicate()[0]
    path, *options = json.loads(answer)
    main = type(current_process())
    is_usual = options == _options() and parent_process() is None
    _beginning = Beginning(tuple(each for each in path if each), is_usual, main, _written())
    _settle()


_ASKED = "import json, sys; print(json.dumps([sys.path, sys.warnoptions, sys._xoptions, list(sys.flags)]))"


def _options() -> list[object]:
    return [sys.warnoptions, sys._xoptions, list(sys.flags)]


def prepare_worker() -> None:
    """Import what workers need; children forked from this process are prepared as well."""
    _import(WORKER)
    _settle()


def is_out_of_date() -> bool:
    """Whether a module was written since it was imported here, or a library installed: a fresh kernel knows better."""
    return _beginning is not None and _written(_beginning.modules) != _beginning.modules


def _import(names: tuple[str, ...]) -> None:
    for name in names:
        try:
            import_module(name)
        except Exception:  # whatever an author's mistake raises: the cell that imports it tells of it
            continue


def _settle() -> None:
    """Put what there is out of the collector's sight: it would go through all of it again in every child."""
    gc.collect()
    gc.freeze()


def _written(files: dict[str, int] | None = None) -> dict[str, int]:
    """When the folders of libraries, and modules that stand elsewhere than these, were last written."""
    return {name: _moment(name) for name in (_watched() if files is None else files)}


def _moment(name: str) -> int:
    try:
        return Path(name).stat().st_mtime_ns
    except OSError:
        return 0


def _watched() -> list[str]:
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    libraries = _libraries()
    return [*libraries, *sorted({name for name in files if name and not name.startswith(libraries)})]


@cache
def _libraries() -> tuple[str, ...]:
    import sysconfig

    paths = sysconfig.get_paths()
    return tuple(dict.fromkeys(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")))
