"""What a person is to write under a key of settings, said from the model alone.

Only words come from here; which value is wrong is pydantic's to say, and ``settings`` makes the line of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

Steps = Sequence[int | str]


def to_write(model: type[BaseModel], steps: Steps) -> str:
    """Say what belongs at a place of a model: "a whole number from 1 to 65535".

    Parameters
    ----------
    steps
        Keys and numbers of entries, from the outermost to the innermost, as pydantic names a place.
    """
    wanted, limits, said = _at(model, steps)
    return said or _words(wanted, limits)


def keys_at(model: type[BaseModel], steps: Steps) -> list[str]:
    """The keys that may stand in the table at a place, in alphabetical order."""
    wanted, _, _ = _at(model, steps)
    return sorted(wanted.model_fields) if isinstance(wanted, type) and issubclass(wanted, BaseModel) else []


def _at(model: type[BaseModel], steps: Steps) -> tuple[Any, list[Any], str]:
    """The type at a place, its limits, and what its field says of itself."""
    wanted: Any = model
    limits: list[Any] = []
    said = ""
    for step in steps:
        if isinstance(wanted, type) and issubclass(wanted, BaseModel) and step in wanted.model_fields:
            info = wanted.model_fields[str(step)]
            wanted, inner = _bare(info.annotation)
            limits, said = [*inner, *info.metadata], info.description or ""
        elif get_args(wanted):
            # Of a dict the values, or its keys where pydantic says so; of a list its items.
            inside = get_args(wanted)
            wanted, limits = _bare(inside[-1] if get_origin(wanted) is not tuple else inside[0])
            said = ""
    return wanted, limits, said


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """A type without what is said of it, and that; of "this or nothing" the first."""
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        bare, more = _bare(inner)
        return bare, [*more, *_limits(said)]
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation, []


def _limits(said: Iterable[Any]) -> Iterable[Any]:
    """The single limits: pydantic's own ``Field`` holds several."""
    for each in said:
        yield from getattr(each, "metadata", (each,))


def _words(wanted: Any, limits: Sequence[Any]) -> str:
    if wanted is bool:
        return "true or false, without quotes"
    if wanted in (int, float):
        return f"{'a whole number' if wanted is int else 'a number'}{_range(limits)}, without quotes"
    if wanted is date:
        return "a day without quotes: 2024-01-15"
    if get_origin(wanted) is Literal:
        *most, last = (f'"{value}"' for value in get_args(wanted))
        return f"{', '.join(most)} or {last}" if most else last
    if get_origin(wanted) is tuple:
        return f"a list in brackets{_length(limits)}: [{_example(get_args(wanted)[0])}]"
    if wanted is str:
        return f"text in quotes{_length(limits, of='letters')}"
    return "a table of keys, each on a line of its own"


def _example(wanted: Any) -> str:
    bare, _ = _bare(wanted)
    if get_origin(bare) is Literal:
        return ", ".join(f'"{value}"' for value in get_args(bare)[:2])
    return "{…}, {…}" if isinstance(bare, type) and issubclass(bare, BaseModel) else '"…", "…"'


def _range(limits: Sequence[Any]) -> str:
    """ "from 1 to 10", "above 0", "of 0 or more"."""
    least, above, most = _limit(limits, "ge"), _limit(limits, "gt"), _limit(limits, "le")
    if least is not None:
        return f" of {least} or more" if most is None else f" from {least} to {most}"
    low = "" if above is None else f" above {above}"
    high = "" if most is None else f"{' and' if low else ''} of at most {most}"
    return low + high


def _length(limits: Sequence[Any], of: str = "entries") -> str:
    """ "of at most 300 letters", "that is not empty"."""
    most, least = _limit(limits, "max_length"), _limit(limits, "min_length")
    return ("" if most is None else f" of at most {most} {of}") + (" that is not empty" if least else "")


def _limit(limits: Sequence[Any], name: str) -> Any:
    """One limit by its name, None if there is none; the types that pydantic keeps them in are not its own."""
    return next((found for each in limits if (found := getattr(each, name, None)) is not None), None)
