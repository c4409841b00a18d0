"""Where the project stands: the folder that holds data, notebooks, reports and their configuration."""

from __future__ import annotations

import os
from pathlib import Path

from thidua.errors import ConfigError
from thidua.speech import say

MARKER = "reports.toml"
ROOT = "THIDUA_ROOT"
"""The variable that names the project's folder to whoever works in another one."""


def project_folder(start: Path | None = None) -> Path:
    """The folder that `THIDUA_ROOT` names, or else the nearest at or above the working folder with `reports.toml`.

    A notebook finds the same folder whether JupyterLab, papermill or our runner executes it.

    Parameters
    ----------
    start
        Where to look instead, whatever `THIDUA_ROOT` says.

    Raises
    ------
    ConfigError
        If there is none; names the folder where the search began.
    """
    named = os.environ.get(ROOT, "").strip() if start is None else ""
    if named:
        folder = Path(named).expanduser().resolve()
        if not (folder / MARKER).is_file():
            raise ConfigError(
                say(
                    "{variable}: không có {file} trong {folder}; hãy ghi thư mục của dự án, hoặc bỏ biến này",
                    variable=ROOT,
                    file=MARKER,
                    folder=folder,
                )
            )
        return folder
    begin = (start or Path.cwd()).resolve()
    found = above(begin)
    if found is None:
        raise ConfigError(
            say(
                "{folder}: không có {file} ở đây hoặc ở thư mục cấp trên; hãy chuyển vào thư mục của dự án, "
                "hoặc ghi thư mục ấy vào biến môi trường {variable}",
                folder=begin,
                file=MARKER,
                variable=ROOT,
            )
        )
    return found


def above(begin: Path) -> Path | None:
    """The nearest folder at or above this one that holds `reports.toml`; None if there is none."""
    return next((folder for folder in (begin, *begin.parents) if (folder / MARKER).is_file()), None)
