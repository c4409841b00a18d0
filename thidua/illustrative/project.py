"""A whole project with invented figures, in a folder of its own: what `thidua init` begins with.

Notebooks and settings are the project's own: a wheel takes them along as they are, a checkout has them beside the
package. The figures are written anew by the programs that made them up.
"""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from thidua.errors import ConfigError
from thidua.illustrative.dataset import write_dataset
from thidua.illustrative.today.dataset import write_dataset as write_dataset_of_today
from thidua.project import MARKER
from thidua.speech import say

NOTEBOOKS, README = "notebooks", "README.md"


def write_project(folder: Path) -> None:
    """Write notebooks, settings, two illustrative datasets and a page on them; `reports.toml` last.

    Raises
    ------
    ConfigError
        If the folder holds anything, or is none; then nothing is written.
    """
    if folder.exists() and not folder.is_dir():
        raise ConfigError(say("{folder}: không phải thư mục", folder=folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise ConfigError(say("{folder}: không trống; hãy chọn một thư mục trống, hoặc chưa có", folder=folder))
    source = _source()
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((source / NOTEBOOKS).rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            _copy(path, folder / path.relative_to(source))
    write_dataset(folder / "data" / "illustrative")
    write_dataset_of_today(folder / "data" / "illustrative-2026")
    (folder / README).write_bytes(files("thidua.illustrative").joinpath("project.md").read_bytes())
    _copy(source / MARKER, folder / MARKER)


def _source() -> Path:
    """Where the project's notebooks and settings stand in this install."""
    package = Path(str(files("thidua")))
    taken_along = package / "illustrative" / "source"
    return taken_along if taken_along.is_dir() else package.parent


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
