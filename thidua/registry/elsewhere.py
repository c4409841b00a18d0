"""Rows of the project's own tables that are of another province than the one at work.

`data/registry/` lies over the tables of every dataset, and a project may have datasets of several provinces: what a row
says of a unit of Cao Bằng is nothing to one of Thái Nguyên. A unit that no province has stays an error.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path

from thidua.registry import tables
from thidua.registry.tables import Row, parts
from thidua.there import is_file

_UNITS = ("unit", "units", "block", "pred", "succ", "parent")
"""The columns that name a unit by its id."""


def rows_here(rows: Sequence[Row], overlay: Path) -> list[Row]:
    """The rows of a table in this folder, without those of other provinces; a dataset's own folder keeps all.

    Parameters
    ----------
    rows
        The rows of one table of ``overlay``.
    overlay
        The folder: ``data/registry``, or that of a dataset.
    """
    if (overlay.parent / "dataset.toml").is_file():
        return list(rows)
    return [row for row in rows if set(_named(row)) <= _own_ids() or not _is_elsewhere(row, overlay)]


def _named(row: Row) -> Iterator[str]:
    for column in _UNITS:
        if column in row:
            yield from parts(row, column)


def _is_elsewhere(row: Row, overlay: Path) -> bool:
    own, others = _own_ids(), _ids_elsewhere(overlay)
    return any(one not in own and one in others for one in _named(row))


def _own_ids() -> frozenset[str]:
    return _ids_of(tables.folders())


@cache
def _ids_of(folders: Collection[str]) -> frozenset[str]:
    """The ids of the units in these folders of the package, and of the departments that provinces have by rule."""
    units = [row for folder in folders for row in tables.rows_of(folder, "units")]
    provinces = [row["id"] for row in units if row["level"] == "province"]
    places = [one.removeprefix("tinh-").removeprefix("thanh-pho-") for one in provinces]
    codes = [row["code"] for row in tables.own_rows("departments")]
    return frozenset(row["id"] for row in units) | {f"so-{code}-{place}" for code in codes for place in places}


def _ids_elsewhere(overlay: Path) -> frozenset[str]:
    """The ids of the units of all other provinces, and of those that the project puts below them."""
    own = tables.folders()
    others = {folder for row in tables.provinces() for folder in parts(row, "folders")}.difference(own)
    found = set(_ids_of(tuple(sorted(others))) - _own_ids())
    path = overlay / "units.csv"
    if is_file(path):
        for row in tables.overlay_rows(path, "units"):
            if row["parent"] in found:
                found.add(row["id"])
    return frozenset(found)
