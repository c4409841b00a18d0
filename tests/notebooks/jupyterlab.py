"""A real JupyterLab server that knows nothing of its user's settings and asks nothing of the network."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STARTS_WITHIN, ENDS_WITHIN = 60, 20
CONFIGURATION = {
    "LabApp": {
        "news_url": None,
        "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "extension_manager": "readonly",
    },
    # Containers that run tests often have no other user than root; the server listens to this computer alone.
    "ServerApp": {"open_browser": False, "ip": "127.0.0.1", "terminals_enabled": False, "allow_root": True},
    "FileContentsManager": {"delete_to_trash": False},
}
NOTIFICATIONS = {"fetchNews": "false", "checkForUpdates": False}


@dataclass(frozen=True)
class JupyterLab:
    """A running server: its address ends with a slash."""

    address: str
    token: str

    def notebook_address(self, path: str) -> str:
        """Where a browser opens a notebook, given by its path from the project's folder."""
        return f"{self.address}lab/tree/{path}?reset&token={self.token}"

    def ask(self, path: str, method: str = "GET") -> bytes:
        """The answer of the server's own interface."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.address + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=ENDS_WITHIN) as answer:
            return answer.read()

    def kernels(self) -> list[dict[str, Any]]:
        """The kernels that run now, with their state and how many pages are connected."""
        return json.loads(self.ask("api/kernels"))

    def stop_kernels(self) -> None:
        """End every kernel, so that none outlives the notebook it was started for."""
        for kernel in self.kernels():
            self.ask(f"api/kernels/{kernel['id']}", "DELETE")


@contextmanager
def running_jupyterlab(root: Path, own: Path) -> Iterator[JupyterLab]:
    """JupyterLab over the folder `root`, with everything it writes of its own under `own`."""
    settings = own / "settings" / "@jupyterlab" / "apputils-extension"
    for folder in (own / "config", own / "runtime", own / "data", own / "ipython", settings):
        folder.mkdir(parents=True)
    (own / "config" / "jupyter_lab_config.json").write_text(json.dumps(CONFIGURATION), encoding="utf-8")
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NOTIFICATIONS), encoding="utf-8")
    token = secrets.token_hex(16)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_TOKEN": token,
    }
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.port={free_port()}", f"--ServerApp.root_dir={root}"]
    with (own / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
        try:
            lab = JupyterLab(wait_for_server(server, own / "runtime", own / "log"), token)
            yield lab
            lab.stop_kernels()
            lab.ask("api/shutdown", "POST")
            server.wait(ENDS_WITHIN)
        finally:
            if server.poll() is None:
                server.terminate()  # the server ends its kernels on this signal
                try:
                    server.wait(ENDS_WITHIN)
                except subprocess.TimeoutExpired:
                    server.kill()
                    server.wait()


def free_port() -> int:
    """A port nobody listens on now; should another take it first, the server tries the next ones."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_server(server: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Where the server says it listens, once it answers there."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        for notes in runtime.glob("jpserver-*.json"):
            address = f"http://127.0.0.1:{json.loads(notes.read_text(encoding='utf-8'))['port']}/"
            # Not answering yet is what this loop waits out.
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}api", timeout=1):
                return address
        time.sleep(0.1)
    raise AssertionError("JupyterLab did not start:\n" + log.read_text(encoding="utf-8")[-3000:])
