#!/bin/sh
# ipykernel 7.4.0: a kernel whose parent ends before the kernel begins to look (it imports for about a second) looks for
# parent 1 instead (parentpoller.py), and never ends where orphans go to another process: below `systemd --user`, or in
# any tree with a "child subreaper" (prctl(2)). Linux only. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ipykernel==7.4.0 psutil
JUPYTER_RUNTIME_DIR="$folder" IPYTHONDIR="$folder" "$folder/venv/bin/python" - <<'PYTHON'
import ctypes
import os
import subprocess
import sys
import time
from importlib.metadata import version

import psutil

PR_SET_CHILD_SUBREAPER = 36
PARENT = """
import os, subprocess, sys, time
start = [sys.executable, "-m", "ipykernel_launcher"]
env = {**os.environ, "JPY_PARENT_PID": str(os.getpid())}
print(subprocess.Popen(start, env=env, stdout=subprocess.DEVNULL, start_new_session=True).pid, flush=True)
time.sleep(float(sys.argv[1]))
"""


def outlives(seconds):
    """Whether a kernel is alive six seconds after its parent, which ends so long after it has started it."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(seconds)], stdout=subprocess.PIPE, text=True)
    kernel = psutil.Process(int(parent.stdout.readline()))
    parent.wait()
    parent.stdout.close()
    time.sleep(6)
    try:
        alive = kernel.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    kernel.kill()
    os.waitpid(kernel.pid, 0)
    return alive


assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
early, late = outlives(0), outlives(10)
print("ipykernel", version("ipykernel"))
print("its parent ended at once: the kernel is", "alive" if early else "ended")
print("its parent ended after ten seconds: the kernel is", "alive" if late else "ended")
sys.exit((early, late) != (True, False))
PYTHON
