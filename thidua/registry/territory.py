"""Which tables of places are in force: those of one province, with tables of the project and of a dataset over them.

A process works in one territory at a time. What depends on tables of places is kept apart for each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, overload

from thidua.errors import ConfigError
from thidua.registry.lookup import did_you_mean
from thidua.registry.text import quoted
from thidua.speech import say

HOME = "06"
"""The province of whoever names none: Bắc Kạn until 30/06/2025, and what became of its units since."""

OVERLAY = "registry"
"""The folder of tables in `data/`, and in the folder of a dataset."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Territory:
    """The tables in force: a province by its code of today, folders of tables that lie over it, the last on top.

    ``stamp`` is a hash of what these folders hold: a corrected table makes another territory.
    """

    province: str = HOME
    folders: tuple[Path, ...] = ()
    stamp: str = ""

    @property
    def key(self) -> str:
        """A text that differs where anything differs that is read from tables of places; no path is in it."""
        return f"{self.province} {self.stamp}".strip()

    @contextmanager
    def in_force(self) -> Iterator[Territory]:
        """Work in this territory for as long as the block runs."""
        before = current()
        use(self)
        try:
            yield self
        finally:
            use(before)


AT_HOME = Territory()
"""The tables of the package for `HOME`."""

_numbers = {AT_HOME: 0}
"""Every territory that was in force, by number: a number is looked up sooner than what folders and stamps say."""

_in_force = [(AT_HOME, 0)]


def current() -> Territory:
    """The territory in force; without any block or `use`, the tables of the package for `HOME`."""
    return _in_force[0][0]


def use(territory: Territory) -> None:
    """Work in this territory from now on, as a notebook does."""
    _in_force[0] = territory, _numbers.setdefault(territory, len(_numbers))


def territory_of(root: Path, folder: Path | None = None, province: str = HOME) -> Territory:
    """The territory of a project, or of one of its datasets.

    Parameters
    ----------
    root
        The project folder: tables in its ``data/registry/`` lie over those of the package.
    folder
        The folder of a dataset: tables in its ``registry/`` lie over both.
    province
        Code of a province of today, or "06" for what was Bắc Kạn alone.

    Raises
    ------
    ConfigError
        If no province has the code, or a table there has a name that the registry does not know.
    """
    from thidua.registry.tables import check_overlay, provinces

    if province not in {row["code"] for row in provinces()}:
        where = f"data/{folder.name}/dataset.toml: " if folder else ""
        hint = did_you_mean([f'"{province.zfill(2)}"'] if province.isdigit() and len(province) < 2 else [])
        told = say("{province} không phải là mã của một tỉnh hiện nay, như 19", province=quoted(province))
        raise ConfigError(where + told + hint)
    candidates = [root / "data" / OVERLAY, *([folder / OVERLAY] if folder else [])]
    found = tuple(one for one in candidates if one.is_dir())
    for one in found:
        check_overlay(one)
    return Territory(province, found, _stamp(found))


def _stamp(folders: Sequence[Path]) -> str:
    """A hash of all tables in these folders; empty where there are none."""
    tables = [path for folder in folders for path in sorted(folder.glob("*.csv"))]
    said = hashlib.sha256()
    for path in tables:
        try:
            content = path.read_bytes()
        except OSError as problem:
            hint = "close it elsewhere and try again"
            raise ConfigError(f"{path}: cannot be read ({problem.strerror}); {hint}") from None
        said.update(f"{path.parent.parent.name}/{path.name}\0{len(content)}\0".encode())
        said.update(content)
    return said.hexdigest()[:16] if tables else ""


@overload
def per_territory(function: Callable[P, R], /) -> Callable[P, R]: ...


@overload
def per_territory(*, maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]: ...


def per_territory(function: Any = None, /, *, maxsize: int | None = None) -> Any:
    """Keep what a function returns, for each territory apart; in place of `functools.cache`.

    Examples
    --------
    >>> @per_territory
    ... def province() -> str:
    ...     return current().province
    >>> with Territory("04").in_force():
    ...     there = province()
    >>> there, province()
    ('04', '06')
    """
    if function is None:
        return lambda decorated: _kept(decorated, maxsize)
    return _kept(function, maxsize)


def _kept(function: Callable[..., R], maxsize: int | None) -> Callable[..., R]:
    @lru_cache(maxsize=maxsize)
    def keep(_: int, *args: Any, **named: Any) -> R:
        return function(*args, **named)

    def asked(*args: Any, **named: Any) -> R:
        return keep(_in_force[0][1], *args, **named)

    asked.cache_clear = keep.cache_clear  # type: ignore[attr-defined]
    return update_wrapper(asked, function)
