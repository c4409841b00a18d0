#!/bin/sh
# ipykernel 7.4.0 reads JPY_PARENT_PID, by which a kernel ends when its parent does, as `ipykernel.kernelapp` is imported
# and not as a kernel begins: whoever imports it first, forks, and lets the child become a kernel has one that watches
# nobody, and stays when its parent is killed. Told to the application (`parent_handle`) it counts. Exits 1 once that has
# changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ipykernel==7.4.0
JUPYTER_RUNTIME_DIR="$folder" IPYTHONDIR="$folder" "$folder/venv/bin/python" - <<'PYTHON'
import os
import sys
from importlib.metadata import version

os.environ.pop("JPY_PARENT_PID", None)
from ipykernel.kernelapp import IPKernelApp

watched, told = os.pipe()
if os.fork() == 0:
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    by_variable = IPKernelApp(argv=[]).parent_handle
    by_option = IPKernelApp(parent_handle=os.getppid()).parent_handle
    os.write(told, f"{by_variable} {by_option == os.getppid()}".encode())
    os._exit(0)
os.wait()
by_variable, is_by_option = os.read(watched, 100).decode().split()
print("ipykernel", version("ipykernel"))
print(f"the variable set after the import: a kernel watches process {by_variable}; told: {is_by_option}")
sys.exit((by_variable, is_by_option) != ("0", "True"))
PYTHON
