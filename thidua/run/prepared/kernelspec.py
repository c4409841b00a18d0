"""The kernel "thidua (prepared)" that plain papermill, nbconvert and JupyterLab can name: `thidua-prepared`.

It is a folder with a `kernel.json` that names our provisioner; everything else of it is the ipykernel there is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from thidua.run.prepared.provisioner import NAME

DISPLAY_NAME = "thidua (prepared)"


def kernel_json() -> dict[str, object]:
    """What stands in its `kernel.json`."""
    return {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": DISPLAY_NAME,
        "language": "python",
        "metadata": {"debugger": True, "kernel_provisioner": {"provisioner_name": NAME}},
    }


def install_kernel(prefix: Path = Path(sys.prefix)) -> Path:
    """Put it where every Jupyter program of this environment finds it; the folder where it stands.

    Parameters
    ----------
    prefix
        The environment; that of this Python unless another is named.

    Raises
    ------
    OSError
        If it cannot be written there.
    """
    from jupyter_client.kernelspec import KernelSpecManager

    with TemporaryDirectory() as folder:
        (Path(folder) / "kernel.json").write_text(json.dumps(kernel_json(), indent=1), encoding="utf-8")
        return Path(KernelSpecManager().install_kernel_spec(folder, NAME, prefix=str(prefix)))


def main() -> None:
    """Install it into the environment of this Python."""
    print(f"{DISPLAY_NAME}: {install_kernel()}")


if __name__ == "__main__":
    main()
