"""Where the project stands: the folder that holds data, notebooks, reports and their configuration."""

from __future__ import annotations

from pathlib import Path

from thidua.errors import ConfigError

MARKER = "reports.toml"


def project_folder(start: Path | None = None) -> Path:
    """The nearest folder at or above `start` (default: where the program runs) that holds `reports.toml`.

    A notebook finds the same folder whether JupyterLab, papermill or our runner executes it.

    Raises
    ------
    ConfigError
        If there is none; names the folder where the search began.
    """
    begin = (start or Path.cwd()).resolve()
    for folder in (begin, *begin.parents):
        if (folder / MARKER).is_file():
            return folder
    raise ConfigError(f"{begin}: no {MARKER} here or above; change to the project's folder and try again")
