#!/bin/sh
# rfc3987-syntax 1.1.0 (of jsonschema[format-nongpl], which jupyter-events asks for) compiles a Lark grammar as it is
# imported, and jsonschema imports it whenever it is there: with Jupyter installed, `import nbformat` takes some nine times
# the processor time that it takes without. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check nbformat==5.11.1 "jsonschema[format-nongpl]" \
  rfc3987-syntax==1.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import sys
import time

WITHOUT = "import sys, time; sys.modules['rfc3987_syntax'] = None; "
TIMED = "import time; began = time.process_time(); import nbformat; print(time.process_time() - began)"


def seconds(code):
    return min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))


with_it, without = seconds(TIMED), seconds(WITHOUT + TIMED)
print(f"import nbformat: {with_it:.2f} s of processor, {without:.2f} s without rfc3987-syntax")
sys.exit(0 if with_it > 3 * without else 1)
PYTHON
