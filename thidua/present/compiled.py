"""Compiled templates, kept as Python keeps its compiled modules: in `__pycache__` beside them, for the next process.

What is kept is of the same text, the same Jinja and the same options; else the template is compiled anew.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2.bccache import Bucket

_OPTIONS_IN = "html.py"
"""The module that gives templates their options: escaping, above all, is compiled into them."""


def kept_templates(package: str) -> jinja2.BytecodeCache | None:
    """What the templates of a package are kept in; None where Python keeps nothing compiled."""
    if sys.dont_write_bytecode:
        return None
    beside = Path(str(files(package).joinpath("templates", "any.py")))
    return KeptTemplates(Path(cache_from_source(beside)).parent)


class KeptTemplates(jinja2.FileSystemBytecodeCache):
    """A folder of compiled templates, which is begun with the first; where nothing can be written it stays as it is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}.pyc")

    def get_source_checksum(self, source: str) -> str:
        """Of all that the compiled form depends on."""
        options = files("thidua.present").joinpath(_OPTIONS_IN).read_text(encoding="utf-8")
        return super().get_source_checksum(f"{jinja2.__version__}\0{options}\0{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find one; of a file that cannot be read, or was torn, nothing."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, if that can be: a package that its user may not write to is as good, and slower."""
        try:
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return
