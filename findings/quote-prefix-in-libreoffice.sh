#!/bin/sh
# LibreOffice 7.4.7 drops quotePrefix when it saves a workbook: a text "=1+1" that a sender was shown as a text comes
# back as a text still, but without the mark that keeps it one when its cell is edited. openpyxl keeps the mark. Exits 1
# once that has changed; 2 where there is no LibreOffice.
set -eu
command -v soffice >/dev/null || exit 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import openpyxl
import xlsxwriter

TEXTS = ("=1+1", "-Giấy khen", "12/2023")
book = xlsxwriter.Workbook("sent.xlsx")
sheet, marked = book.add_worksheet(), book.add_format({"quote_prefix": True})
for row, text in enumerate(TEXTS):
    sheet.write_string(row, 0, text, marked)
book.close()

Path("saved").mkdir()
convert = ["soffice", f"-env:UserInstallation={Path('profile').absolute().as_uri()}", "--headless", "--convert-to", "xlsx"]
subprocess.run([*convert, "--outdir", "saved", "sent.xlsx"], check=True, capture_output=True)
openpyxl.load_workbook("sent.xlsx").save("copied.xlsx")


def marks(path):
    return [(cell.value, cell.data_type, cell.quotePrefix) for cell in openpyxl.load_workbook(path).active["A"]]


for path in ("sent.xlsx", "copied.xlsx", "saved/sent.xlsx"):
    print(path, marks(path))
kept = [is_marked for path in ("sent.xlsx", "copied.xlsx") for _, _, is_marked in marks(path)]
sys.exit(not all(kept) or any(is_marked for _, _, is_marked in marks("saved/sent.xlsx")))
PYTHON
