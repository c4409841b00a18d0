"""What would be seen if a file came today: the dataset with it in its inbox, in a folder of its own.

The inbox itself is left as it is, and nothing that is built reads the copy.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from thidua.errors import ConfigError, DataError
from thidua.facts.dataset import Dataset, open_dataset
from thidua.facts.inbox import as_name
from thidua.present.language import tr
from thidua.project import MARKER
from thidua.registry import quoted

TODAY = "– hôm nay"
"""The folder of the copied inbox that holds what came today: no name there is that of another file.

Of files that came on one day the order of their names is that in which they came (`thidua.facts.versions`), and these
came last: a dash stands after every letter.
"""

_SNAPSHOT = re.compile(r"[0-9a-f]{16}|current\.json|.*\.lock|\..*")
"""What a copy makes anew; what was read of each file it takes along."""

_folders: list[TemporaryDirectory[str]] = []
"""They last as long as the program: their datasets may be asked at any time."""


def with_files(dataset: Dataset, files: Iterable[Any]) -> Dataset:
    """The dataset as it would be if these files came today.

    Parameters
    ----------
    files
        Workbooks as a unit sends them, or lists of them: ``.xlsx``, ``.xls``, ``.ods`` or ``.csv``.

    Returns
    -------
    Dataset
        In a folder of its own, which goes when the program ends; its title says which files it has beside the others.

    Raises
    ------
    ConfigError
        If there is no such file, or two of one name.
    DataError
        If one of them would not be counted: then nothing would change. Names the first reason, with sheet and cell.
    """
    paths = list(dict.fromkeys(_paths(files)))
    if not paths:
        raise ConfigError('no file is named; write with_files("danh-sach.xlsx")')
    _check(paths)
    late = open_dataset(dataset.name, _copy(dataset, paths))
    late = replace(late, today=dataset.today)
    _refuse_uncounted(late, paths)
    names = ", ".join(as_name(Path(path.name)) for path in paths)
    said = {
        f"title{end}": tr("{title}, thêm {files}", title=getattr(dataset.settings, f"title{end}"), files=names)
        for end in ("", "_en")
        if getattr(dataset.settings, f"title{end}")
    }
    return replace(late, settings=late.settings.changed(**said))


def _paths(files: Iterable[Any]) -> Iterator[Path]:
    """The files, of lists each."""
    for file in files:
        if isinstance(file, str | Path):
            yield Path(file)
        elif isinstance(file, list | tuple | set):
            yield from _paths(file)
        else:
            raise ConfigError(f'{quoted(file)} is no file; write its name: with_files("danh-sach.xlsx")')


def _check(paths: Sequence[Path]) -> None:
    names: dict[str, Path] = {}
    for path in paths:
        if not path.is_file():
            raise ConfigError(
                f"there is no file {quoted(str(path))}; write where it is: with_files({quoted(path.name)})"
            )
        if names.setdefault(path.name, path) != path:
            raise ConfigError(f"{path} and {names[path.name]} have one name; give one of them another")


def _copy(dataset: Dataset, paths: Sequence[Path]) -> Path:
    """A project folder with this dataset alone, and the files in its inbox."""
    folder = TemporaryDirectory(prefix="thidua-")
    _folders.append(folder)
    root, project = Path(folder.name), dataset.folder.parent.parent
    shutil.copy(project / MARKER, root / MARKER)
    for beside in ("notebooks", "data/registry"):
        if (project / beside).is_dir():
            shutil.copytree(project / beside, root / beside)
    target = root / "data" / dataset.name
    shutil.copytree(dataset.folder, target, ignore=_made_anew)
    today = target / "inbox" / TODAY
    today.mkdir(parents=True)
    for path in paths:
        # The day of its last change is that on which it came: today.
        shutil.copyfile(path, today / path.name)
    return root


def _made_anew(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if _SNAPSHOT.fullmatch(name)] if Path(folder).name == "snapshots" else []


def _refuse_uncounted(late: Dataset, paths: Sequence[Path]) -> None:
    """Refuse files that change nothing: read with errors, held back as doubtful, or without a table."""
    received = late.received()
    came = {f"{TODAY}/{as_name(Path(path.name))}" for path in paths}
    for finding in received.findings:
        if finding.file in came and finding.severity == "error":
            place = f", {finding.place}" if finding.place else ""
            raise DataError(f"{finding.file}{place}: {finding.text}; {finding.advice}")
    counted = {part.sent.file for part in received.parts if part.state == "accepted"}
    instead = {part.sent.file: part.superseded_by for part in received.parts if part.superseded_by}
    for file in sorted(came - counted):
        why = f"{instead[file]} takes its place" if file in instead else "it has none that is understood"
        raise DataError(f"{file}: no table of it would count; {why}")
