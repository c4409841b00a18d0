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

    Parameters
    ----------
    start
        Where to look instead, whatever `THIDUA_ROOT` says.

    Raises
    ------
    ConfigError
        If there is none; names the folder where the search began.
    """
    found = _named() if start is None else None
    if found is not None:
        return found
    begin = (start or Path.cwd()).resolve()
    found = above(begin)
    if found is None:
        raise ConfigError(
            say(
                "{folder}: không có {file} ở đây hoặc ở thư mục cấp trên; hãy chuyển vào thư mục của dự án, ghi thư "
                "mục ấy sau -C, hoặc vào biến môi trường {variable}",
                folder=begin,
                file=MARKER,
                variable=ROOT,
            )
        )
    return found


def project_of_notebook(root: str | Path | None) -> Path:
    """The folder that a notebook's ``root`` names, or else the one that `project_folder` finds.

    A notebook finds the same folder whether JupyterLab, papermill or our runner executes it. A scheduler that executes
    a copy of it elsewhere names the folder.

    Parameters
    ----------
    root
        None and "" name nothing.

    Raises
    ------
    ConfigError
        If ``root`` names no project; or if nothing names one and there is none at or above the working folder.
    """
    if root is not None and not isinstance(root, str | Path):
        raise ConfigError(say("root là {root}; hãy ghi thư mục của dự án thành chữ", root=repr(root)))
    if isinstance(root, Path) or (root is not None and root.strip()):
        folder = Path(root).expanduser().resolve()
        if (folder / MARKER).is_file():
            return folder
        raise ConfigError(
            say("root: không có {file} trong {folder}; hãy ghi thư mục của dự án", file=MARKER, folder=folder)
        )
    found = _named() or above(Path.cwd())
    if found is None:
        raise ConfigError(
            say(
                "{folder}: không có {file} ở đây hoặc ở thư mục cấp trên; hãy ghi thư mục của dự án vào tham số root, "
                "hoặc vào biến môi trường {variable}",
                folder=Path.cwd(),
                file=MARKER,
                variable=ROOT,
            )
        )
    return found


def above(begin: Path) -> Path | None:
    """The nearest folder at or above this one that holds `reports.toml`; None if there is none."""
    return next((folder for folder in (begin, *begin.parents) if (folder / MARKER).is_file()), None)


def named_folder() -> Path | None:
    """The folder that `THIDUA_ROOT` names, whatever stands there; None if it names none."""
    named = os.environ.get(ROOT, "").strip()
    return Path(named).expanduser().resolve() if named else None


def _named() -> Path | None:
    """The project that `THIDUA_ROOT` names; None if it names none."""
    folder = named_folder()
    if folder is None or (folder / MARKER).is_file():
        return folder
    raise ConfigError(
        say(
            "{variable}: không có {file} trong {folder}; hãy ghi thư mục của dự án, hoặc bỏ biến này",
            variable=ROOT,
            file=MARKER,
            folder=folder,
        )
    )
