"""A model of settings: its keys are annotations, and every value is what its annotation says or is refused.

Nothing is taken for what it is not: text in quotes is no number, 1 is not true, an unknown key is a slip. All problems
of some values are found at once; what is said of them is for ``settings``.

Notes
-----
We had pydantic for this. It takes a fifth of a second to import and to prepare its models, which every command paid,
also one that prints a list; and of its messages we used none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Self, TypeAlias, TypeVar, Union, dataclass_transform, get_args, get_origin
from typing import get_type_hints as hints_of

Steps: TypeAlias = "tuple[int | str, ...]"
"""A place in settings: keys and numbers of entries, from the outermost to the innermost."""

KEY = "[key]"
"""The last step of a place where the name of a key is wrong, and not what stands under it."""


@dataclass(frozen=True, slots=True)
class After:
    """What else a value must be; takes the value, returns what is kept, refuses with a ValueError that says why."""

    judge: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Before:
    """How a value may be written besides, turned into what is meant before anything is judged."""

    meant: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Range:
    """Between which numbers: from ``least``, or above ``above``, to ``most``."""

    least: float | None = None
    most: float | None = None
    above: float | None = None

    def has(self, value: float) -> bool:
        """Whether a number is in it."""
        is_above = (self.least is None or value >= self.least) and (self.above is None or value > self.above)
        return is_above and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class Filled:
    """That a list may not be empty."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says instead of what follows from the annotation."""

    text: str


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


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Settings:
    """Base of every model; an instance never changes, and two of the same values are equal."""

    def __init__(self, **values: Any) -> None:
        found: list[Problem] = []
        self.__dict__.update(_kept(type(self), values, (), found))
        if found:
            raise InvalidError(found)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """The model of some values by key.

        Raises
        ------
        InvalidError
            If a key or a value is none that the model has.
        """
        return cls(**values)

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """The keys it has, in the order in which they are written down."""
        return tuple(annotations_of(cls))

    def changed(self, **values: Any) -> Self:
        """The same settings with some values changed, which are not judged again: code knows what it sets."""
        return _made(type(self), {**self.__dict__, **values})

    def as_json(self, *, but: frozenset[str] = frozenset()) -> str:
        """All values but those under some keys, as a text that differs where one of them does."""
        values = {key: getattr(self, key) for key in self.key_names() if key not in but}
        return json.dumps(values, ensure_ascii=False, default=_plain)

    def judged(self) -> None:
        """Refuse, with a ValueError, values that are each right and cannot stand together."""

    @classmethod
    def looked_at(cls, values: Mapping[str, Any]) -> None:
        """Refuse, with a ValueError, what was written before any single key is judged."""

    def __setattr__(self, key: str, value: Any) -> None:
        raise AttributeError(f"settings never change: {key}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, key) for key in self.key_names())


_annotations: dict[type[Settings], Mapping[str, Any]] = {}


def annotations_of(model: type[Settings]) -> Mapping[str, Any]:
    """The annotation of every key, those of the models that it builds on first."""
    if model not in _annotations:
        _annotations[model] = hints_of(model, include_extras=True)
    return _annotations[model]


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


_WRONG = object()
"""What a value is that was refused."""

Model = TypeVar("Model", bound=Settings)


def _kept(model: type[Settings], values: Mapping[str, Any], at: Steps, problems: list[Problem]) -> dict[str, Any]:
    """The values of a model that it takes, by key; what it does not take is added to the problems."""
    before, wanted = len(problems), annotations_of(model)
    try:
        model.looked_at(values)
    except ValueError as problem:
        problems.append(Problem("judged", at, values, str(problem)))
        return {}
    kept: dict[str, Any] = {}
    for key, annotation in wanted.items():
        if key in values:
            kept[key] = _taken(annotation, values[key], (*at, key), problems)
        elif not hasattr(model, key):
            problems.append(Problem("missing", (*at, key), values))
    problems += [Problem("unknown", (*at, key), values[key]) for key in values if key not in wanted]
    if len(problems) == before:
        try:
            _made(model, kept).judged()
        except ValueError as problem:
            problems.append(Problem("judged", at, values, str(problem)))
    return kept


def _made(model: type[Model], kept: dict[str, Any]) -> Model:
    made = model.__new__(model)
    made.__dict__.update(kept)
    return made


def _taken(annotation: Any, value: Any, at: Steps, problems: list[Problem]) -> Any:
    """A value as it is kept, or `_WRONG` with one problem more."""
    if value is None and _may_be_none(annotation):
        return None
    wanted, marks = parts_of(annotation)
    for mark in marks:
        if isinstance(mark, Before):
            value = mark.meant(value)
    before = len(problems)
    kept = _of_kind(wanted, value, at, problems)
    if len(problems) > before:
        return _WRONG
    if kept is _WRONG or not _within(kept, marks):
        problems.append(Problem("wrong", at, value))
        return _WRONG
    for mark in marks:
        if isinstance(mark, After):
            try:
                kept = mark.judge(kept)
            except ValueError as problem:
                problems.append(Problem("judged", at, value, str(problem)))
                return _WRONG
    return kept


def _may_be_none(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return _may_be_none(get_args(annotation)[0])
    return NoneType in get_args(annotation) and get_origin(annotation) in (Union, UnionType)


def _within(value: Any, marks: tuple[Any, ...]) -> bool:
    """Whether a value is within the limits that are set."""
    return all(
        (not isinstance(mark, Range) or mark.has(value)) and (not isinstance(mark, Filled) or bool(value))
        for mark in marks
    )


def _of_kind(wanted: Any, value: Any, at: Steps, problems: list[Problem]) -> Any:
    """A value if it is of the kind that is wanted, and all in it is; else `_WRONG`, or a problem within."""
    if wanted is Any:
        return value
    if is_model(wanted):
        if isinstance(value, wanted):
            return value
        return _made(wanted, _kept(wanted, value, at, problems)) if isinstance(value, Mapping) else _WRONG
    kind, inside = get_origin(wanted), get_args(wanted)
    if kind is Literal:
        return value if any(value == each and type(value) is type(each) for each in inside) else _WRONG
    if kind is tuple:
        return _row(inside, value, at, problems)
    if kind is dict:
        return _table(inside, value, at, problems) if isinstance(value, Mapping) else _WRONG
    return _scalar(wanted, value)


def _row(inside: tuple[Any, ...], value: Any, at: Steps, problems: list[Problem]) -> Any:
    """A list of like things, or of just these."""
    if not isinstance(value, tuple):
        return _WRONG
    wanted = inside[:1] * len(value) if inside[-1] is Ellipsis else inside
    if len(wanted) != len(value):
        return _WRONG
    return tuple(
        _taken(one, each, (*at, number), problems) for number, (one, each) in enumerate(zip(wanted, value, strict=True))
    )


def _table(inside: tuple[Any, ...], value: Mapping[Any, Any], at: Steps, problems: list[Problem]) -> dict[Any, Any]:
    """A table in which a person names the keys."""
    return {
        _taken(inside[0], key, (*at, key, KEY), problems): _taken(inside[1], each, (*at, key), problems)
        for key, each in value.items()
    }


def _scalar(wanted: Any, value: Any) -> Any:
    """A single value if it is of a type, whole numbers among the numbers; nothing else is taken for another."""
    if wanted is float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number and _is_finite(value) else _WRONG
    is_other = (isinstance(value, bool) and wanted is not bool) or isinstance(value, datetime)
    return value if isinstance(value, wanted) and not is_other else _WRONG


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False  # a whole number beyond what a float holds


def _plain(value: Any) -> Any:
    """What JSON has no form of: a model as its values, a day as text."""
    if isinstance(value, Settings):
        return {key: getattr(value, key) for key in value.key_names()}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no settings hold {value!r}")
