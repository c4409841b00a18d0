"""jsonschema, which nbformat imports, compiles a grammar of internationalised addresses as it is imported: for seconds.

Here it gets one that is compiled when an address is checked for the first time, which no notebook's schema asks for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_GRAMMAR = "rfc3987_syntax"


class _Waiting(ModuleType):
    """Stands for the grammar until it is asked something."""

    @staticmethod
    def is_valid_syntax(term: str, value: str) -> bool:
        """As the grammar itself answers."""
        return bool(import_module(_GRAMMAR).is_valid_syntax(term, value))


@contextmanager
def compiled_when_asked() -> Iterator[None]:
    """What is imported meanwhile compiles the grammar when it needs it; everybody else finds the grammar itself."""
    if _GRAMMAR in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    stand_in = sys.modules[_GRAMMAR] = _Waiting(_GRAMMAR)
    try:
        yield
    finally:
        if sys.modules.get(_GRAMMAR) is stand_in:
            del sys.modules[_GRAMMAR]
