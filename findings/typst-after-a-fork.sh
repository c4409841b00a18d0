#!/bin/sh
# typst 0.15.0 (the Python package): once a process has compiled a document, if only a line, a child forked from it waits
# for ever in its first compile. The threads that Typst shares its work among stay with the parent, and the child hands
# its work to them. Nothing is said, no limit ends it. To fork first and compile afterwards is sound: whatever is forked
# from (a forkserver, gunicorn's preload) imports typst and compiles nothing. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.0
"$folder/venv/bin/python" - <<'PYTHON'
import os
import signal
import sys
import time
from importlib.metadata import version

import typst

LINE = b"One line."


def ends(seconds=20):
    """Whether a child that is forked now compiles a line and ends."""
    child = os.fork()
    if child == 0:
        typst.compile(LINE)
        os._exit(0)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


before = ends()
typst.compile(LINE)
after = ends()
print("typst", version("typst"))
print("forked before its parent compiled, the child", "ends" if before else "waits for ever")
print("forked after it, the child", "ends" if after else "waits for ever")
sys.exit((before, after) != (True, False))
PYTHON
