#!/bin/sh
# papermill 2.7.0 writes the whole notebook before and after each code cell, with all outputs so far, whatever
# `autosave_cell_every` says: of a notebook of 66 cells that show tables and pictures this takes as long as everything
# else. `request_save_on_cell_execute=False` leaves it out, and then nothing is written until the end: what a run had
# done that is killed is lost. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check papermill==2.7.0 ipykernel==7.4.0
JUPYTER_RUNTIME_DIR="$folder" IPYTHONDIR="$folder" "$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
import time
from importlib.metadata import version
from pathlib import Path

import nbformat
import papermill
from papermill.iorw import papermill_io

CELLS = 40
folder = Path(sys.argv[1])
notebook = nbformat.v4.new_notebook(
    cells=[nbformat.v4.new_code_cell("from IPython.display import HTML\nHTML('x' * 40_000)") for _ in range(CELLS)],
    metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
)
nbformat.write(notebook, folder / "in.ipynb")
writes = []
write = papermill_io.write
papermill_io.write = lambda text, path, *rest: (writes.append(len(text)), write(text, path, *rest))


def run(**asked):
    """How often the notebook was written, how many letters in all, and the seconds of processor of this side."""
    writes.clear()
    began = time.process_time()
    papermill.execute_notebook(folder / "in.ipynb", folder / "out.ipynb", progress_bar=False, **asked)
    return len(writes), sum(writes), time.process_time() - began


run()
often, most, slow = run(autosave_cell_every=0)
few, least, quick = run(autosave_cell_every=0, request_save_on_cell_execute=False)
print("papermill", version("papermill"))
print(f"{CELLS} cells: written {often} times, {most / 1e6:.0f} million letters, {slow:.1f} s of processor")
print(f"without: {few} times, {least / 1e6:.0f} million, {quick:.1f} s")
sys.exit(not (often >= 2 * CELLS and few < CELLS / 4))
PYTHON
