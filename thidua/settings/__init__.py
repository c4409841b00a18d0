"""TOML settings read once into strict models; a mistake becomes one line: file, key, the value got, what to write."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from thidua.errors import ConfigError
from thidua.registry.text import quoted
from thidua.settings.model import KEY, InvalidError, Settings
from thidua.settings.to_write import keys_at, to_write

__all__ = ["InvalidError", "Settings", "problem_line", "read_settings", "shown_key"]

LARGEST = 1_000_000
"""So many bytes no settings have that a person wrote; a wrong file is told before it is read."""
_BARE_KEY = re.compile(r"[\w-]{1,60}")


Model = TypeVar("Model", bound=Settings)


def read_settings(path: Path, model: type[Model], *, name: str = "") -> Model:
    """Read a TOML file into `model`: a number in quotes is no number, and 1 is not true.

    Parameters
    ----------
    name
        How messages call the file; its own name if empty.

    Raises
    ------
    ConfigError
        If the file is missing, is no TOML, or holds a key or value the model does not know; names file, key, the
        value got and what to write instead, or the nearest known key.
    """
    name = name or path.name
    content = _content(path, name)
    settings: Model = _judged(content, cast(Any, model), name)
    return settings


@lru_cache(maxsize=64)
def _judged(content: bytes, model: type[Model], name: str) -> Model:
    """The settings of a file of this content: a command asks for the same file a dozen times."""
    try:
        return model.of(_values(content, name))
    except InvalidError as invalid:
        raise ConfigError(f"{name}: {problem_line(invalid, model)}") from None


def problem_line(invalid: InvalidError, model: type[Settings]) -> str:
    """Say the first problem of some values in one line, without the file, and how many there are in all."""
    # A misspelt key is both unknown and missing: the unknown one carries the hint.
    first = min(invalid.problems, key=lambda problem: problem.kind != "unknown")
    more = f" ({len(invalid.problems)} problems in all)" if len(invalid.problems) > 1 else ""
    steps, got = first.steps, first.got
    if steps[-1:] == (KEY,):
        where, told = shown_key(steps[:-2]), f"the name {_got(got)}"
    else:
        where, told = shown_key(steps), _got(got)
    if first.kind == "unknown":
        known = keys_at(model, steps[:-1])
        near = difflib.get_close_matches(str(steps[-1])[:100], known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known keys are {', '.join(known)}"
        return f"unknown key {where}; {hint}{more}"
    if first.kind == "missing":
        return f"{where} is missing; write {to_write(model, steps)}{more}"
    if first.kind == "wrong":
        return f"{_there(where)}{told}; write {to_write(model, steps)}{more}"
    # What several keys say together is told with their values; of one key, its own value is.
    there = _there(where) if isinstance(got, Mapping) else f"{_there(where)}{told}; "
    return f"{there}{first.said}{more}"


def shown_key(steps: Sequence[int | str]) -> str:
    """Name a place as a person finds it in the file: ``recipients (entry 3).units``."""
    shown = ""
    for step in steps:
        if isinstance(step, int):
            shown += f" (entry {step + 1})"
        elif step != KEY:
            shown += f"{'.' if shown else ''}{step if _BARE_KEY.fullmatch(step) else quoted(step)}"
    return shown


def _there(where: str) -> str:
    return f"{where}: " if where else ""


def _got(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number of more than 60 digits"
    return quoted(value) if isinstance(value, str | int | float) else quoted(str(value)).strip('"')


def _content(path: Path, name: str) -> bytes:
    """The bytes of the file; the path is told in full only where it is missing."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            raise ConfigError(f"{name}: has {size:,} bytes, settings have {LARGEST:,} at most; is it another file?")
        return path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{name}: not found in {path.parent}") from None
    except OSError as problem:
        raise ConfigError(f"{name}: cannot be read ({problem.strerror}); expected a file of settings") from None


def _values(content: bytes, name: str) -> dict[str, Any]:
    """What the file says."""
    try:
        # Editors of Windows put a mark of three bytes before the first letter, and two at the end of each line.
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise ConfigError(f"{name}: cannot be read as TOML: is not UTF-8 text; save it as UTF-8") from None
    except RecursionError:
        raise ConfigError(f"{name}: cannot be read as TOML: brackets within brackets without end") from None
    except ValueError as problem:
        # Also a number of thousands of digits, which is no error of TOML.
        raise ConfigError(f"{name}: cannot be read as TOML: {quoted(str(problem), limit=160).strip(chr(34))}") from None
