"""How long the snapshots of a dataset stay: whoever reads one for a while holds it, others are cleared away."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.errors import DataError
from thidua.put import put

SNAPSHOTS = "snapshots"
"""The folder of a dataset in which everything stands that can be made again."""

ASIDE = ".aside-"
"""How a folder begins that is being written, or cleared away."""

_HOLD = ".held-"
"""How the file begins that somebody has locked who reads a snapshot for a while."""


WANTED = "wanted.json"
"""The file beside the snapshots that names those from which the editions that stand were made."""


def want(home: Path, names: Iterable[str]) -> None:
    """Keep the snapshots of these names from now on: what changed since is told row by row from them.

    Where the folder may not be written to they go when newer ones come, and it is told less closely what changed.
    """
    wanted = sorted(set(names))
    if wanted == sorted(_wanted(home)):
        return
    try:
        put(home / WANTED, json.dumps(wanted), several=True)
    except OSError:
        return


def _wanted(home: Path) -> set[str]:
    try:
        wanted = json.loads((home / WANTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {str(name) for name in wanted} if isinstance(wanted, list) else set()


def remove_others(folder: Path, keep: Iterable[str]) -> None:
    """Remove every snapshot but those of these names, or `held` or wanted, and what a killed run left.

    Only where nobody else is writing.

    One that another program holds open, as Windows does not let go, stays until the next time.
    """
    kept = {*keep, *_held(folder), *_wanted(folder)}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(ASIDE):
            shutil.rmtree(path, ignore_errors=True)
        elif re.fullmatch("[0-9a-f]{16}", path.name) and path.name not in kept:
            aside = folder / f"{ASIDE}{path.name}"
            try:
                path.rename(aside)
            except PermissionError:
                continue
            shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def held(snapshot: Path) -> Iterator[None]:
    """Keep a snapshot where it is while this runs, however many newer ones are made; the system ends it with us.

    Raises
    ------
    DataError
        If it is gone already.
    """
    from filelock import FileLock  # takes a while to import, and not everybody who opens a dataset reads of it

    hold = FileLock(snapshot.parent / f"{_HOLD}{snapshot.name}-{secrets.token_hex(8)}")
    with hold:
        if not snapshot.is_dir():
            raise DataError(f"data/{snapshot.parents[1].name}: snapshot {snapshot.name} is gone; begin again")
        yield
    Path(hold.lock_file).unlink(missing_ok=True)


def _held(folder: Path) -> set[str]:
    """The names of the snapshots that somebody holds; what a killed run left of its hold is removed."""
    from filelock import FileLock, Timeout

    names = set()
    for path in folder.glob(f"{_HOLD}*"):
        hold = FileLock(path)
        try:
            hold.acquire(blocking=False)
        except Timeout:
            names.add(path.name.removeprefix(_HOLD).partition("-")[0])
        else:
            hold.release()
            path.unlink(missing_ok=True)
    return names
