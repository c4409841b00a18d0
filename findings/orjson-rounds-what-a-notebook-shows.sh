#!/bin/sh
# jupyter_client 8.10.0 packs its messages with orjson wherever that happens to be installed, and reads them with it.
# orjson 3.13.0 reads a whole number beyond 64 bits as a fraction: what a notebook shows as application/json (a table and
# its data, say) is rounded in the executed notebook without a word, where without orjson it is as the kernel sent it.
# Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  jupyter_client==8.10.0 nbclient==0.11.0 nbformat ipykernel==7.4.0
cat > "$folder/show.py" <<'PYTHON'
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

SHOW = 'from IPython.display import display\ndisplay({"application/json": {"number": 2**64 + 1}}, raw=True)'
notebook = new_notebook(cells=[new_code_cell(SHOW)])
NotebookClient(notebook, kernel_name="python3").execute()
print(repr(notebook.cells[0].outputs[0].data["application/json"]["number"]))
PYTHON
show() {
  JUPYTER_RUNTIME_DIR="$folder" IPYTHONDIR="$folder" "$folder/venv/bin/python" "$folder/show.py" 2>/dev/null
}
without=$(show)
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check orjson==3.13.0
with=$(show)
echo "jupyter_client 8.10.0, 2**64 + 1 shown by a notebook: $without"
echo "the same with orjson 3.13.0 installed: $with"
[ "$without" = 18446744073709551617 ] && [ "$with" = 1.8446744073709552e+19 ]
