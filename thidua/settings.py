"""TOML settings read once into strict models; a mistake becomes one line with the nearest known key."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from thidua.errors import ConfigError


class Settings(BaseModel):
    """Base of every settings model: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Settings)


def read_settings(path: Path, model: type[Model]) -> Model:
    """Read a TOML file into `model`.

    Raises
    ------
    ConfigError
        If the file is missing, is no TOML, or holds a key or value the model does not know; names file, key
        and the nearest known key.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path.name}: not found in {path.parent}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path.name}: cannot be read as TOML: {problem}") from None
    try:
        return model.model_validate(values)
    except ValidationError as problems:
        raise ConfigError(f"{path.name}: {_first_problem(problems, model)}") from None


def _first_problem(problems: ValidationError, model: type[Settings]) -> str:
    # A misspelt key is both unknown and missing: the unknown one carries the hint.
    first = min(problems.errors(include_url=False), key=lambda problem: problem["type"] != "extra_forbidden")
    where = ".".join(str(step) for step in first["loc"])
    more = f" ({problems.error_count()} problems in all)" if problems.error_count() > 1 else ""
    if first["type"] != "extra_forbidden":
        return f"{where}: {first['msg']}{more}"
    known = sorted(_keys(model))
    near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known keys are {', '.join(known)}"
    return f"unknown key {where}; {hint}{more}"


def _keys(model: type[BaseModel]) -> set[str]:
    """The keys of a model and of the models inside it."""
    found: set[str] = set()
    for name, info in model.model_fields.items():
        found.add(name)
        for inner in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                found |= _keys(inner)
    return found
