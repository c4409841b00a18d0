"""The process that workers are forked from is begun with the command, before it is known what there is to make.

It imports for seconds, while the runner reads the plan. Where there is nothing to make it is ended with the command; so
it is begun this early only if something was written since the last editions were made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import thidua
from thidua.facts.holding import SNAPSHOTS
from thidua.project import MARKER
from thidua.run.executing.mark import Run
from thidua.run.working.durations import FILE
from thidua.run.working.start import begin_prepared


def begin_early(root: Path) -> None:
    """Begin it if it will probably be needed."""
    if is_something_new(root):
        begin_prepared(Run.here(root))


def is_something_new(root: Path) -> bool:
    """Whether editions were never made here, or what they are made from was written since: a guess that costs little.

    An edition that is missing for another reason is noticed when the plan is made.
    """
    try:
        made = (root / "reports" / FILE).stat().st_mtime_ns
    except OSError:
        return True
    package = Path(thidua.__file__).parent
    return _moment(str(root / MARKER)) > made or any(
        moment > made for folder in (root / "data", root / "notebooks", package) for moment in _written(folder)
    )


def _written(folder: Path) -> Iterator[int]:
    """When each folder and file was last written, but for what a build keeps: hidden, compiled, made of the others."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__")) and name != SNAPSHOTS]
        yield from (_moment(f"{place}{os.sep}{name}") for name in (*folders, *files) if not name.startswith("."))


def _moment(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - of a thousand files it takes half the time
    except OSError:
        return 0  # it was removed meanwhile
