"""What libraries import as they are imported, and no report asks for: it is imported when it is asked something.

So jsonschema, which nbformat imports, compiles a grammar of internationalised addresses, for seconds; papermill takes
along what fetches notebooks from the web, and scipy what compiles Fortran.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

PUT_OFF = {
    "rfc3987_syntax": ("is_valid_syntax",),
    "rfc3986_validator": ("validate_rfc3986",),
    "arrow": (),
    "uri_template": (),
    "webcolors": (),
    "requests": (),
    "numpy.f2py": (),
    "fontTools.agl": (),
}
"""Each with the functions that are taken out of it as it is imported."""


class _Waiting(ModuleType):
    """Stands for a module until it is asked something."""

    def __getattr__(self, name: str) -> Any:
        """As the module itself has it; what Python asks of every module as it is imported is none of its business."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_imported(self.__name__), name)


_asked: set[str] = set()
"""What has been asked something: it is put off no longer."""


def _imported(name: str) -> ModuleType:
    _asked.add(name)
    if isinstance(sys.modules.get(name), _Waiting):
        del sys.modules[name]
    return import_module(name)


def _ask(name: str, function: str, *given: Any, **named: Any) -> Any:
    return getattr(_imported(name), function)(*given, **named)


class _Finder(MetaPathFinder, Loader):
    """Finds what waits in the place of what is put off; what is not installed is not found."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where it is put off; whoever imports what is inside of it asks for the whole."""
        parent = fullname.rpartition(".")[0]
        if isinstance(sys.modules.get(parent), _Waiting):
            return PathFinder.find_spec(fullname, _imported(parent).__path__)
        if fullname not in PUT_OFF or fullname in _asked or PathFinder.find_spec(fullname, path) is None:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """One that waits."""
        return _Waiting(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Give it the functions that are taken out of it at once."""
        for function in PUT_OFF[module.__name__]:
            setattr(module, function, partial(_ask, module.__name__, function))


@contextmanager
def imported_when_asked() -> Iterator[None]:
    """What is imported meanwhile imports these when it needs them; everybody else finds the modules themselves."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in PUT_OFF:
            if isinstance(sys.modules.get(name), _Waiting):
                del sys.modules[name]
