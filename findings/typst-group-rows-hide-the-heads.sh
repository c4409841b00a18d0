#!/bin/sh
# Typst 0.15.0: a group row that is repeated over pages, `table.header(level: 2, table.cell(colspan: 2)[Group])`, takes
# from each cell below it the head of its own column: /Headers of the cell names the group row alone, and that row names
# every column it spans. A screen reader that follows them says of the second column "Group, A, B"; without the group row
# it says "B". Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.0 pypdf==7.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys

import typst
from pypdf import PdfReader

HEAD = "table.header([A], [B]),"
GROUP = "table.header(level: 2, table.cell(colspan: 2)[Group]),"


def heads_of_the_second_cell(rows):
    """The heads of the second cell of the body, each with its own heads, as the tags name them."""
    pdf = typst.compile(f"#table(columns: 2, {rows} [a], [b])".encode())
    heads, cells = {}, []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("/S") in ("/TH", "/TD"):
                table = next(each for each in node["/A"] if each["/O"] == "/Table")
                named = [str(name) for name in table["/Headers"]]
                if node["/S"] == "/TD":
                    cells.append(named)
                else:
                    heads[str(node["/ID"])] = named
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return {name: heads[name] for name in cells[1]}


plain, grouped = heads_of_the_second_cell(HEAD), heads_of_the_second_cell(HEAD + GROUP)
print("without a group row:", plain)
print("below a group row:  ", grouped)
sys.exit(len(plain) != 1 or len(grouped) != 1 or len(next(iter(grouped.values()))) != 2)
PYTHON
