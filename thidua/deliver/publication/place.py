"""Where the public folder is, and where it must never be: over, in or around what is the office's own."""

from __future__ import annotations

from pathlib import Path

from thidua.errors import ConfigError

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
    said = f'reports.toml, publish.folder: "{folder}"'
    try:
        place, project = (root / folder).resolve(), root.resolve()
        own = [(project / name).resolve() for name in OWN]
    except (OSError, RuntimeError) as problem:
        raise ConfigError(f"{said} cannot be followed ({problem}); name another folder") from None
    for kept in (project, *own):
        if _lies_in(kept, place):
            raise ConfigError(f"{said} would show {_name(kept, project)}; name a folder of its own, such as public")
    for kept in own:
        if _lies_in(place, kept):
            raise ConfigError(f"{said} lies in {_name(kept, project)}, which is never shown; name another folder")
    if place.exists() and not place.is_dir():
        raise ConfigError(f"{said} is no folder; move that file away, or name another folder")
    return place


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
