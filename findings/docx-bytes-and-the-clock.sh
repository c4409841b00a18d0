#!/bin/sh
# python-docx 1.2.0 gives each member of the package the hour at which it is saved (`ZipFile.writestr` with a plain
# name): the same document saved two seconds later has other bytes, though none of its parts differs. Whoever tells by
# a hash whether a draft has changed hears that it always has. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys
import time
from zipfile import ZipFile

from docx import Document


def saved():
    kept = io.BytesIO()
    Document().save(kept)
    return kept


def parts(package):
    with ZipFile(package) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


first = saved()
time.sleep(2.1)  # the clock of a ZIP file counts in twos
second = saved()
same_bytes, same_parts = first.getvalue() == second.getvalue(), parts(first) == parts(second)
print("same parts:", same_parts, "same bytes:", same_bytes)
sys.exit(same_bytes or not same_parts)
PYTHON
