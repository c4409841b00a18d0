"""What a person is to write under a key of settings, said from the model alone.

Only words come from here; which value is wrong is for ``model``, and ``settings`` makes the line of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args, get_origin

from msgspec import Meta

from thidua.settings.model import Settings, Steps, fields_of, is_model, parts_of


def to_write(model: type[Settings], steps: Steps) -> str:
    """Say what belongs at a place of a model: "a whole number from 1 to 65535".

    Parameters
    ----------
    steps
        Keys and numbers of entries, from the outermost to the innermost.
    """
    wanted, marks = _at(model, steps)
    said = next((mark.description for mark in marks if isinstance(mark, Meta) and mark.description), "")
    return said or _words(wanted, marks)


def keys_at(model: type[Settings], steps: Steps) -> list[str]:
    """The keys that may stand in the table at a place, in alphabetical order."""
    wanted, _ = _at(model, steps)
    return sorted(fields_of(wanted)) if is_model(wanted) else []


def _at(model: type[Settings], steps: Steps) -> tuple[Any, tuple[Any, ...]]:
    """The type at a place, and what is said of it."""
    wanted: Any = model
    marks: tuple[Any, ...] = ()
    for step in steps:
        if is_model(wanted) and step in fields_of(wanted):
            wanted, marks = parts_of(fields_of(wanted)[str(step)].type)
        elif get_args(wanted):
            # Of a dict the values; of a list its items.
            inside = get_args(wanted)
            wanted, marks = parts_of(inside[-1] if get_origin(wanted) is dict else inside[0])
    return wanted, marks


def _words(wanted: Any, marks: Sequence[Any]) -> str:
    if wanted is bool:
        return "true or false, without quotes"
    if wanted in (int, float):
        return f"{'a whole number' if wanted is int else 'a number'}{_range(marks)}, without quotes"
    if wanted is date:
        return "a day without quotes: 2024-01-15"
    if get_origin(wanted) is Literal:
        *most, last = (f'"{value}"' for value in get_args(wanted))
        return f"{', '.join(most)} or {last}" if most else last
    if get_origin(wanted) is tuple:
        filled = " that is not empty" if any(isinstance(mark, Meta) and mark.min_length for mark in marks) else ""
        return f"a list in brackets{filled}: [{_example(get_args(wanted)[0])}]"
    if wanted is str:
        return "text in quotes"
    return "a table of keys, each on a line of its own"


def _example(wanted: Any) -> str:
    bare, _ = parts_of(wanted)
    if get_origin(bare) is Literal:
        return ", ".join(f'"{value}"' for value in get_args(bare)[:2])
    return "{…}, {…}" if is_model(bare) else '"…", "…"'


def _range(marks: Sequence[Any]) -> str:
    """ "from 1 to 10", "above 0", "of 0 or more"."""
    found = next((mark for mark in marks if isinstance(mark, Meta)), Meta())
    if found.ge is not None:
        return f" of {found.ge} or more" if found.le is None else f" from {found.ge} to {found.le}"
    low = "" if found.gt is None else f" above {found.gt}"
    high = "" if found.le is None else f"{' and' if low else ''} of at most {found.le}"
    return low + high
