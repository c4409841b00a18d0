"""A model of settings: its keys are annotations, and every value is what its annotation says or is refused.

Types, limits and lengths are judged by msgspec, which takes nothing for what it is not. It tells one problem, without
the key of a table: here every problem is found at its place. What is said of it is for ``settings``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Self, Union, dataclass_transform, get_args, get_origin

from msgspec import Struct, StructMeta, ValidationError, convert, structs, to_builtins

Steps = tuple[int | str, ...]
"""A place in settings: keys and numbers of entries, from the outermost to the innermost."""

KEY = "[key]"
"""The last step of a place where the name of a key is wrong, and not what stands under it."""


@dataclass(frozen=True, slots=True)
class After:
    """What else a value of the right type must be: refuses with a ValueError that says why."""

    judge: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, what stands there, and why, if its own judge said so."""

    kind: Literal["unknown", "missing", "wrong", "judged"]
    steps: Steps
    got: Any = None
    said: str = ""


class InvalidError(ValueError):
    """Values that a model does not take, with every problem of them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.steps}: {one.said or one.kind}" for one in problems))
        self.problems = problems


class _ByName(StructMeta):
    """Hands down what msgspec does not: that every key is named, so that one with a default may stand before others."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> Any:
        return super().__new__(mcs, name, bases, namespace, kw_only=True, **options)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Settings(Struct, metaclass=_ByName, frozen=True, forbid_unknown_fields=True):
    """Base of every model; values that cannot stand together its ``__post_init__`` refuses, with a ValueError."""

    gone: ClassVar[Mapping[str, str]] = {}
    """Keys of before, and what is said to who still writes them."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """The model of some values by key; only what code itself sets needs no judging.

        Raises
        ------
        InvalidError
            If a key or a value is none that the model has.
        """
        if problems := list(_problems(cls, values, ())):
            raise InvalidError(problems)
        kept: Self = _converted(values, cls)
        return kept

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """The keys it has, in the order in which they are written down."""
        return cls.__struct_fields__

    def changed(self, **values: Any) -> Self:
        """The same settings with some values changed."""
        return structs.replace(self, **values)

    def as_json(self, *, but: frozenset[str] = frozenset()) -> str:
        """All values but those under some keys, as a text that differs where one of them does."""
        values = to_builtins({key: getattr(self, key) for key in self.key_names() if key not in but})
        return json.dumps(values, ensure_ascii=False)


@cache
def fields_of(model: type[Settings]) -> Mapping[str, structs.FieldInfo]:
    """What there is to know of every key, those of the models that it builds on first."""
    return {field.name: field for field in structs.fields(model)}


def parts_of(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """An annotation without what is said of it, and that; of "this or nothing" the first."""
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        bare, more = parts_of(inner)
        return bare, (*more, *said)
    if get_origin(annotation) in (Union, UnionType):
        return parts_of(next(each for each in get_args(annotation) if each is not NoneType))
    return annotation, ()


def is_model(wanted: Any) -> bool:
    """Whether a table of keys is wanted."""
    return isinstance(wanted, type) and issubclass(wanted, Settings)


def _converted(value: Any, wanted: Any) -> Any:
    """A value as it is kept: days are what TOML takes for days, never text."""
    return convert(value, wanted, builtin_types=(date, datetime, time))


def _problems(annotation: Any, value: Any, at: Steps) -> Iterator[Problem]:
    """Every problem of a value: those of what stands in it, else its own."""
    wanted, marks = parts_of(annotation)
    inside = list(_inside(wanted, value, at))
    yield from inside
    if inside:
        return
    try:
        kept = _converted(value, annotation)
        if kept is None:
            return
        if wanted is float and not math.isfinite(kept):
            raise ValidationError
        for mark in marks:
            if isinstance(mark, After):
                mark.judge(kept)
    except ValidationError as refused:
        # What a model refuses itself, msgspec passes on with the place behind it.
        said = str(refused.__cause__ or "")
        yield Problem("judged" if said else "wrong", at, value, said)
    except ValueError as refused:
        yield Problem("judged", at, value, str(refused))


def _inside(wanted: Any, value: Any, at: Steps) -> Iterator[Problem]:
    """The problems of the entries of a table or a list."""
    kind, types = get_origin(wanted), get_args(wanted)
    if is_model(wanted) and isinstance(value, Mapping):
        yield from _of_keys(wanted, value, at)
    elif kind is dict and isinstance(value, Mapping):
        for key, each in value.items():
            yield from _problems(types[0], key, (*at, key, KEY))
            yield from _problems(types[1], each, (*at, key))
    elif kind is tuple and isinstance(value, list | tuple):
        like = types[:1] * len(value) if types[-1] is Ellipsis else types
        for number, (one, each) in enumerate(zip(like, value, strict=False)):
            yield from _problems(one, each, (*at, number))


def _of_keys(model: type[Settings], values: Mapping[str, Any], at: Steps) -> Iterator[Problem]:
    """The problems of the keys of a model, those that it does not have last."""
    if gone := next((model.gone[key] for key in values if key in model.gone), ""):
        yield Problem("judged", at, values, gone)
        return
    fields = fields_of(model)
    for key, field in fields.items():
        if key in values:
            yield from _problems(field.type, values[key], (*at, key))
        elif field.required:
            yield Problem("missing", (*at, key), values)
    yield from (Problem("unknown", (*at, key), values[key]) for key in values if key not in fields)
