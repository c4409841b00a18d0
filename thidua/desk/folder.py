"""The folder ``desk/`` of a project: copies of its notebooks, each the analyst's own from the first change on.

Git ignores the folder, and JupyterLab sees no other: whatever is run, changed or saved there, the notebooks that
editions are made from stay as they are. A copy that somebody changed is never written over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from thidua.errors import ConfigError
from thidua.put import put
from thidua.run.cells import cells_hash
from thidua.speech import say

DESK, REPORTS, OLD = "desk", "notebooks", "old"
"""The folder itself, and within it the folders of the copies of production notebooks, and of those without one."""

LAID = ".laid.json"
"""Notes which cells each copy had when it was laid; its name begins with a dot, so that JupyterLab does not show it."""


def lay_desk(root: Path, tell: Callable[[str], None]) -> Path:
    """Lay copies of the notebooks into ``desk/``; the folder.

    A copy whose cells are as they were laid is replaced by a newer original; what it last showed goes with it. One
    that was changed stays, and the newer original is laid beside it, once. A copy whose original is gone is put aside
    into ``old/``, unless it was changed.

    Parameters
    ----------
    root
        The project folder.
    tell
        Says a line to the operator.

    Raises
    ------
    ConfigError
        If the project has no notebook for the desk.
    """
    folder = root / DESK
    originals = dict(_originals(root))
    if not any(copy.parent == Path() for copy in originals):
        raise ConfigError(
            say("notebooks/{folder}: không có sổ tay nào; bàn làm việc mở explore.ipynb từ đó", folder=DESK)
        )
    folder.mkdir(exist_ok=True)
    laid = _read_notes(folder / LAID)
    for copy, original in originals.items():
        _lay(original, folder, copy, laid, tell)
    for name in sorted(laid.keys() - {copy.as_posix() for copy in originals}):
        _put_away(folder, name, laid, tell)
    (folder / LAID).write_text(json.dumps(laid, indent=1, sort_keys=True), encoding="utf-8")
    return folder


def _originals(root: Path) -> Iterator[tuple[Path, Path]]:
    """Where each copy stands in the desk, and its original: those of the desk itself, then the production notebooks."""
    notebooks = root / "notebooks"
    for original in sorted((notebooks / DESK).glob("*.ipynb")):
        yield Path(original.name), original
    for original in sorted(notebooks.glob("*.ipynb")):
        yield Path(REPORTS) / original.name, original


def _lay(original: Path, folder: Path, place: Path, laid: dict[str, str], tell: Callable[[str], None]) -> None:
    """Lay one copy, or its newer original beside it; ``laid`` notes the cells of the original that was laid last."""
    copy, name, now = folder / place, place.as_posix(), cells_hash(original)
    known = laid.get(name)
    if not copy.exists() or cells_hash(copy) == known != now:
        _write(original, copy)
    elif cells_hash(copy) not in (known, now) and known != now:
        beside = _free_name(copy)
        _write(original, beside)
        tell(
            say(
                "desk/{name} đã sửa nên được giữ nguyên; bản gốc mới hơn ở bên cạnh: {beside}",
                name=name,
                beside=beside.name,
            )
        )
    laid[name] = now


def _put_away(folder: Path, name: str, laid: dict[str, str], tell: Callable[[str], None]) -> None:
    """Put a copy aside that no report is made from any more; what a person wrote stays where it was written."""
    copy = folder / name
    if copy.is_file() and cells_hash(copy) == laid[name]:
        aside = folder / OLD / name
        if aside.exists():
            aside = _free_name(aside)
        aside.parent.mkdir(parents=True, exist_ok=True)
        copy.rename(aside)
        where = aside.relative_to(folder).as_posix()
        tell(say("desk/{name} không còn bản gốc, nên được cất vào desk/{where}", name=name, where=where))
    elif copy.is_file():
        tell(say("desk/{name} đã sửa nên được giữ nguyên; bản gốc không còn nữa", name=name))
    del laid[name]


def _free_name(copy: Path) -> Path:
    """A name beside a copy that nothing has: "explore.new.ipynb", "explore.new-2.ipynb"."""
    names = (copy.with_name(f"{copy.stem}.new{number}.ipynb") for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not name.exists())


def _write(original: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    put(copy, original.read_bytes())


def _read_notes(path: Path) -> dict[str, str]:
    """What was laid; nothing where nobody has noted it, or where the note is no longer one."""
    try:
        noted = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(cells) for name, cells in noted.items()} if isinstance(noted, dict) else {}
