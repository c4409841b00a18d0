"""How this program was called: what it tells a person to type next is something that is there."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

SCRIPT = "run_reports.py"
"""The path that a checkout has for people and other programs; an installed package has none."""

AS_MODULE = ("-m", "thidua")
"""What Python runs wherever the package is, installed or not."""


def program() -> str:
    """The words before a command: "thidua", "python -m thidua" or "python run_reports.py"."""
    typed = Path(sys.argv[0]) if sys.argv else Path()
    if typed.name == "__main__.py" and typed.parent.name == "thidua":
        return "python -m thidua"
    if typed.stem.lower() == "thidua" or not (typed.name == SCRIPT or _is_checkout()):
        return "thidua"
    return f"python {SCRIPT}"


def _is_checkout() -> bool:
    return (Path(str(files("thidua"))).parent / SCRIPT).is_file()
