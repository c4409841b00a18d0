"""The command line in a folder that is read-only for it, whoever runs the tests (root may write everywhere)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FORBIDDEN = """
import os, sys
root = os.path.realpath(sys.argv[1])

EVENTS = "open os.mkdir os.rmdir os.remove os.rename os.link os.truncate os.chmod os.utime sqlite3.connect".split()

def watch(event, arguments):
    if event not in EVENTS:
        return
    where = os.fspath(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else ""
    where = os.fsdecode(where).removeprefix("file:").partition("?")[0]
    writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if event == "open" else True
    if writes and os.path.realpath(where).startswith(root) and "immutable" not in str(arguments[0]):
        raise PermissionError(30, "Read-only file system", where)

sys.addaudithook(watch)
sys.argv = ["run_reports.py", *sys.argv[2:]]
from thidua.cli import main
main()
"""
"""Runs a command in a process that may write nothing under a folder."""


def run_read_only(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder that is read-only for it."""
    command = [sys.executable, "-B", "-c", FORBIDDEN, str(root), *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
