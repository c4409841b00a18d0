"""What keeps the public folder from being brought up to date, in one line each; nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from thidua.deliver.publication.known import MADE, Known, read_known
from thidua.deliver.publication.place import public_folder
from thidua.deliver.publication.shelf import Shelf
from thidua.errors import ConfigError
from thidua.registry import quoted

_BY_THEMSELVES = {".ds_store", "thumbs.db", "desktop.ini"}
"""What the file managers of macOS and Windows write into a folder that somebody looks at."""


def checked_folder(root: Path, folder: str, known: Known | None = None) -> Path:
    """The public folder, which is there or can be made.

    Raises
    ------
    ConfigError
        As `public_folder` does; also if the folder above is not there, and nothing was ever put into this one.
    """
    place = public_folder(root, folder)
    if not place.parent.is_dir() and not (known or read_known(root)).of(place):
        raise ConfigError(
            f"reports.toml, publish.folder: {quoted(folder, limit=120)}: the folder above is missing, {place.parent}; "
            "make it, or name another folder"
        )
    return place


def public_trouble(root: Path, folder: str) -> Iterator[str]:
    """A line for whatever will keep the next command from bringing public folders up to date."""
    known = read_known(root)
    try:
        place = checked_folder(root, folder, known)
        shelf = Shelf(place, known.of(place))
        shelf.look()
        if shelf.is_away:
            yield away_words(shelf, known)
        elif foreign := shelf.foreign():
            yield foreign_words(place, foreign)
    except ConfigError as problem:
        yield str(problem)
        return
    except OSError as problem:
        yield unchanged_words(place, problem)
    for name, files in known.folders.items():
        if set(files) - {MADE} and name != known.name(place):
            yield f"{root / name} was the public folder before and was not emptied yet"


def away_words(shelf: Shelf, known: Known) -> str:
    """That nothing is left of what was put into a folder, and how a person says that it is so on purpose."""
    name = known.name(shelf.place)
    return (
        f"the public folder is not there: nothing is left in {shelf.place} of what was put there; is its share "
        "offline? Nothing was changed there, and what is withdrawn may be seen again with it. If it was removed on "
        f"purpose, delete the line of {quoted(name, limit=120)} in reports/{known.path.name}"
    )


def foreign_words(place: Path, foreign: Sequence[str]) -> str:
    """That something else lies in the folder, what the first of it is, and what to do."""
    first = foreign[0]
    is_by_itself = first.rpartition("/")[2].casefold() in _BY_THEMSELVES
    what = quoted(first, limit=120) + (", which file managers make by themselves" if is_by_itself else "")
    more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
    return (
        f"{place} holds what this program did not write: {what}{more}; nothing new is shown: "
        f"{'delete it' if is_by_itself else 'move it away'}, or name a folder of its own in reports.toml, "
        "[publish] folder"
    )


def unchanged_words(place: Path, problem: OSError | RuntimeError) -> str:
    """What could not be changed in a folder, and why."""
    where = getattr(problem, "filename", None) or place
    reason = getattr(problem, "strerror", None) or problem
    return f"{where}: cannot be changed in the public folder ({reason}); close it if it is open"
