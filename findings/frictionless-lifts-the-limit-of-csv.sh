#!/bin/sh
# frictionless 5.21.0 lifts the limit of a cell of Python's CSV reader as its reader of CSV is imported, for the whole process:
# a quotation that is never closed, which csv.reader refused before with "field larger than field limit (131072)", is from then
# on one cell that holds the rest of the file, in any code of the process. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check frictionless==5.21.0
"$folder/venv/bin/python" - <<'PYTHON'
import csv
import sys

TEXT = ['unit,count\n', '"Ba Bể,5\n', *["Na Rì,7\n"] * 20_000]


def read():
    try:
        return [len(row) for row in csv.reader(TEXT)]
    except csv.Error as problem:
        return str(problem)


before, limit = read(), csv.field_size_limit()
from frictionless import Resource

Resource(data=[["a"], ["b"]]).read_rows()
between = csv.field_size_limit()
import frictionless.formats.csv

after = read()
print(f"before: {before}, limit {limit:,}; after frictionless: {between:,}; with its CSV: {csv.field_size_limit():,}, cells of each row {after}")
sys.exit(0 if "field larger" in before and csv.field_size_limit() > limit and after == [2, 1] else 1)
PYTHON
