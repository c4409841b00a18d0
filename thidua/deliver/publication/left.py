"""Folders that were the public one before: what is ours is taken from them, now or once they are there again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from thidua.deliver.catalogue.page import PAGE
from thidua.deliver.publication.known import MADE, Known, Written
from thidua.deliver.publication.place import own_fault
from thidua.deliver.publication.shelf import Shelf
from thidua.deliver.publication.trouble import away_words, unchanged_words


def leave_others(root: Path, known: Known, place: Path, tell: Callable[[str], None]) -> None:
    """Take what is ours from folders that were the public one before.

    One that cannot be emptied keeps its entry: it is told, and tried again, in each run.

    Parameters
    ----------
    place
        The folder that is the public one now.
    """
    for name in [each for each in known.folders if each != known.name(place)]:
        try:
            other = (root / name).resolve()
            if own_fault(root, other):
                # What is the office's own by now is not touched.
                del known.folders[name]
                continue
            problem = _left(Shelf(other, known.folders[name]), known, place)
        except (OSError, RuntimeError) as stopped:
            problem = unchanged_words(root / name, stopped)
        if problem:
            tell(f"the public folder before this one could not be emptied: {problem}")


def _left(shelf: Shelf, known: Known, place: Path) -> str:
    """Empty a folder; why nothing was done, if its share seems to be offline."""
    shelf.look()
    if shelf.is_away:
        return away_words(shelf, known)
    shelf.take_halves()
    try:
        # The page last: as long as it stands, the folder is not taken for one that is away.
        shelf.take_all([each for each in shelf.known if each not in (PAGE, MADE)])
        if PAGE in shelf.known:
            shelf.known[PAGE] = Written(shelf.known[PAGE].made_of)
            known.keep()
            shelf.take(PAGE)
        if MADE in shelf.known and not place.is_relative_to(shelf.place):
            if shelf.place.is_dir() and not any(shelf.place.iterdir()):
                shelf.place.rmdir()
            del shelf.known[MADE]
    finally:
        known.keep()
    return ""
