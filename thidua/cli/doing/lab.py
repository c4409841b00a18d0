"""What `lab` does: lays the notebooks of the desk, and runs JupyterLab over them."""

from __future__ import annotations

from importlib.util import find_spec

from thidua.cli.common import complain, writing
from thidua.desk.folder import lay_desk
from thidua.desk.lab import run_lab
from thidua.errors import ConfigError
from thidua.project import project_folder
from thidua.speech import say


def lab(port: int | None, no_browser: bool) -> None:
    """Open the desk until a person ends it."""
    if find_spec("jupyterlab") is None:  # before anything is laid
        command = "pip install 'thidua[lab]'"
        raise ConfigError(say("JupyterLab chưa được cài ở đây; hãy cài thêm: {command}", command=command))
    with writing():
        desk = lay_desk(project_folder(), complain)
    run_lab(desk, port=port, browser=not no_browser)
