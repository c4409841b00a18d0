"""Where the public folder is, and where it must never be: over, in or around what is the office's own."""

from __future__ import annotations

from pathlib import Path

from thidua.errors import ConfigError
from thidua.registry import quoted
from thidua.there import is_something_else

OWN = ("reports", "data", "notebooks", "thidua", ".git")
"""Folders of a project in which nothing is shown."""


def public_folder(root: Path, folder: str) -> Path:
    """The public folder of a project, without links on its way.

    Parameters
    ----------
    folder
        As ``[publish] folder`` names it: relative to the project, or from the root of the disk.

    Raises
    ------
    ConfigError
        If it is, holds, or lies in a folder of the office's own, or is no folder; one line that says which.
    """
    said = f"reports.toml, publish.folder: {quoted(folder, limit=120)}"
    if folder.startswith("~"):
        raise ConfigError(f'{said}: "~" is not understood; write the whole path')
    try:
        place = (root / folder).resolve()
        fault = own_fault(root, place)
        is_no_folder = is_something_else(place)  # here links that lead round in a circle are met since Python 3.13
    except (OSError, RuntimeError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise ConfigError(f"{said} cannot be followed ({reason}); is its share offline? or name another") from None
    if fault:
        raise ConfigError(f"{said} {fault}; name a folder of its own, such as public")
    if is_no_folder:
        raise ConfigError(f"{said} is no folder; move that file away, or name another folder")
    return place


def own_fault(root: Path, place: Path) -> str:
    """Why nothing may be shown at a place: it is, holds, or lies in a folder of the office's own; empty if it may."""
    project = root.resolve()
    own = [(project / name).resolve() for name in OWN]
    for kept in (project, *own):
        if _lies_in(kept, place):
            return f"would show {_name(kept, project)}"
    for kept in own:
        if _lies_in(place, kept):
            return f"lies in {_name(kept, project)}, which is never shown"
    return ""


def _lies_in(inner: Path, outer: Path) -> bool:
    """Whether a folder is another one or lies below it, also where two names mean one folder."""
    return any(_is_same(each, outer) for each in (inner, *inner.parents))


def _is_same(one: Path, other: Path) -> bool:
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False  # one of the two is not there yet


def _name(kept: Path, project: Path) -> str:
    return "the project itself" if kept == project else f"{kept.name}/"
