"""JupyterLab as the desk runs it: for this computer alone, over the folder ``desk/`` alone, asking nobody anything.

JupyterLab would ask for news and for newer versions of itself and its extensions; nothing of that leaves here. What it
keeps of its own (settings, workspaces) stands in ``desk/.jupyter/``, so that neither a person's other JupyterLab nor
this one changes the other.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from thidua.project import ROOT
from thidua.run.prepared.kernelspec import install_kernel

OWN = ".jupyter"
"""The folder in ``desk/`` for what JupyterLab keeps; its name begins with a dot, so that it is not shown."""

SETTINGS: dict[str, dict[str, Any]] = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "translation-extension/plugin": {"locale": "vi_VN"},
}
"""What JupyterLab is set to when a desk is first opened; a person may choose otherwise in its menu of settings."""


def configuration(desk: Path, *, port: int | None, browser: bool) -> dict[str, dict[str, Any]]:
    """The settings of the server.

    Parameters
    ----------
    desk
        The folder that JupyterLab sees, and nothing outside it.
    port
        Where it listens; None takes the first free port from 8888 on.
    browser
        Whether a browser is opened.
    """
    own = desk / OWN
    listens = {} if port is None else {"port": port, "port_retries": 0}
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "allow_remote_access": False,
            "root_dir": str(desk),
            "preferred_dir": str(desk),
            "open_browser": browser,
            # A terminal would reach whatever the folder keeps out of reach.
            "terminals_enabled": False,
            # In a container there may be no other user; only this computer is listened to, and a token is asked for.
            "allow_root": True,
            **listens,
        },
        "LabApp": {
            "default_url": "/lab/tree/explore.ipynb",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
            "extension_manager": "readonly",
            "user_settings_dir": str(own / "settings"),
            "workspaces_dir": str(own / "workspaces"),
        },
        "FileContentsManager": {"delete_to_trash": False, "allow_hidden": False},
    }


def run_lab(desk: Path, *, port: int | None = None, browser: bool = True) -> None:
    """Run JupyterLab over the desk until a person ends it.

    Parameters
    ----------
    desk
        The folder that `thidua.desk.folder.lay_desk` laid.
    """
    own = desk / OWN
    for name, values in SETTINGS.items():
        _set_once(own / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings", values)
    config = own / "config"
    config.mkdir(parents=True, exist_ok=True)
    said = json.dumps(configuration(desk, port=port, browser=browser), indent=1)
    (config / "jupyter_lab_config.json").write_text(said, encoding="utf-8")
    os.environ["JUPYTER_CONFIG_DIR"] = str(config)
    install_kernel(own)
    paths = (str(own / "share" / "jupyter"), os.environ.get("JUPYTER_PATH", ""))
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, paths))
    if not os.environ.get("JUPYTER_TOKEN"):
        # An empty one would let in everybody on this computer; without one the server makes its own.
        os.environ.pop("JUPYTER_TOKEN", None)
    # A copy that an extension runs in a folder of its own, such as jupyter-scheduler, finds the project by this.
    os.environ[ROOT] = str(desk.parent)
    os.chdir(desk)
    from jupyterlab.labapp import LabApp  # takes a second, and reads the environment as it is now

    # Said on the command line as well: what a computer sets for all its users may come before the file.
    LabApp.launch_instance(["--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={desk}", "--log-level=WARN"])


def _set_once(path: Path, values: dict[str, Any]) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values, indent=1), encoding="utf-8")
