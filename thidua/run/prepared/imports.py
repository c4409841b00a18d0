"""What a process imports ahead, so that kernels and workers forked from it need not; nothing else is done ahead.

A kernel forked from it finds modules imported and tables of the package read, and nothing that a fresh one would not
find in the end: no figure, no setting, no open file, no thread.
"""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing import current_process, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

import thidua
from thidua.run.prepared.put_off import imported_when_asked

KERNEL = (
    "ipykernel_launcher",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "fontTools.ttLib",
    "pandas.core.arrays.arrow._arrow_utils",
    "pandas.io.formats.html",
    "pyarrow.acero",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "pyarrow.vendored.version",
    "tornado.platform.asyncio",
    "scipy.special",
    "mistune",
    "pandas.core.methods.to_dict",
    "thidua.facts.query",
    "thidua.facts.snapshot",
    "thidua.present.ahead",
    "thidua.present.drawing.canvas",
    "thidua.present.report",
    "thidua.run.prepared.becoming",
    "thidua.run.prepared.streams",
    "thidua.run.prepared.drawing",
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
    ignored: frozenset[int]
    """The signals that it would ignore: Python's own two, and what it was told with `nohup`."""
    environment: dict[str, str]
    """What libraries write into the environment as they are imported."""
    modules: dict[str, int]
    """By file, when what was imported or read ahead was last written, in nanoseconds."""


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
        with _uncollected(), _noting_environment() as written, imported_when_asked():
            _import(KERNEL)
            _read()
        answer = fresh.communicate()[0]
    path, ignored, *options = json.loads(answer)
    main = type(current_process())
    is_usual = _options(*options) == _options(*_own_options()) and parent_process() is None
    modules = tuple(each for each in path if each)
    _beginning = Beginning(modules, is_usual, main, frozenset(ignored), written, _written())


_ASKED = """
import json, signal, sys
ignored = [number for number in signal.valid_signals() if signal.getsignal(number) is signal.SIG_IGN]
print(json.dumps([sys.path, ignored, sys.warnoptions, sys._xoptions, repr(sys.flags)]))
"""


@contextmanager
def _noting_environment() -> Iterator[dict[str, str]]:
    """What the imports write into the environment: a kernel is to find it, this process is not.

    The debugger, as a kernel imports it, warns of modules frozen into Python: once a kernel, never here.
    """
    before = dict(os.environ)
    written: dict[str, str] = {}
    os.environ[_UNCHECKED] = "1"
    try:
        yield written
    finally:
        after = {**os.environ, _UNCHECKED: before.get(_UNCHECKED)}
        written.update({name: value for name, value in after.items() if value is not None and name not in before})
        os.environ.clear()
        os.environ.update(before)


_UNCHECKED = "PYDEVD_DISABLE_FILE_VALIDATION"


def _own_options() -> tuple[list[str], dict[str, object], str]:
    return sys.warnoptions, dict(sys._xoptions), repr(sys.flags)


def _options(warnings: list[str], implementation: dict[str, object], flags: str) -> tuple[object, ...]:
    """What Python was told, as far as a notebook may notice.

    Not whether the folder of a program is among those of its modules: that of a kernel never is. What the environment
    says of warnings, `multiprocessing` says once more.
    """
    return tuple(dict.fromkeys(warnings)), implementation, re.sub(r"safe_path=\w+", "", flags)


def prepare_worker() -> None:
    """Import what workers need; children forked from this process are prepared as well."""
    with _uncollected(), imported_when_asked():
        _import(WORKER)


def is_out_of_date() -> bool:
    """Whether a module was written since it was imported here, or a library installed: a fresh kernel knows better."""
    return _beginning is not None and _written(_beginning.modules) != _beginning.modules


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have the collector rest, and never see what there is then: every child would go through all of it again.

    Almost all that is imported stays. To look for the fiftieth part that does not, took a tenth of the time; to look
    for it as this process ends, half a second.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_collecting:
            gc.enable()


def _import(names: tuple[str, ...]) -> None:
    for name in names:
        try:
            import_module(name)
        except Exception:  # whatever an author's mistake raises: the cell that imports it tells of it
            continue


def _read() -> None:
    """Read the tables of the package, unless they are not in order: the cell that needs them tells of it."""
    if (ahead := sys.modules.get("thidua.present.ahead")) is not None:
        try:
            ahead.read_ahead()
        except Exception:  # whatever an author's mistake raises
            return


def read_places_of(environment: Mapping[str, str]) -> None:
    """Read the tables of places of the province that a kernel's environment names, once for all kernels from here."""
    from thidua.registry.ahead import PROVINCE, read_places

    province = environment.get(PROVINCE)
    if province is None or province in _read_of:
        return
    _read_of.add(province)
    try:
        read_places(province)
    except Exception:  # whatever an author's mistake raises: the cell that needs them tells of it
        return
    gc.freeze()


_read_of: set[str] = set()


def _written(files: dict[str, int] | None = None) -> dict[str, int]:
    """When the folders of libraries, and modules that stand elsewhere than these, were last written."""
    return {name: _moment(name) for name in (_watched() if files is None else files)}


def _moment(name: str) -> int:
    try:
        return os.stat(name).st_mtime_ns  # noqa: PTH116 - before every kernel hundreds are asked: it takes half the time
    except OSError:
        return 0


def _watched() -> list[str]:
    modules = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    libraries = _libraries()
    read = [file for file in _files(Path(thidua.__file__).parent) if not file.endswith(".py")]
    return [*libraries, *read, *sorted({name for name in modules if name and not name.startswith(libraries)})]


def _files(package: Path) -> Iterator[str]:
    """What stands in a package, but for what was compiled of it."""
    for place, folders, files in os.walk(package):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(place, name) for name in files)  # noqa: PTH118 - it takes a quarter of the time


@cache
def _libraries() -> tuple[str, ...]:
    import sysconfig

    paths = sysconfig.get_paths()
    return tuple(dict.fromkeys(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")))
