#!/bin/sh
# python-calamine 0.9.1 takes the words of a drawing that is anchored to a cell of an .ods for the cell's own text, and
# drops what stands in a CDATA section, though both cells say "Nông Thị Huệ" (ODF 1.3 part 3, 9.1.4: a shape in a cell
# is only anchored there; XML 1.0, 2.7: CDATA is text). Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-calamine==0.9.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys
import zipfile
from importlib.metadata import version

from python_calamine import CalamineWorkbook

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = {"office": "office", "table": "table", "text": "text", "draw": "drawing"}
SPACES = " ".join(f'xmlns:{prefix}="{URN}:{name}:1.0"' for prefix, name in NAMES.items())
SHAPE = "<draw:custom-shape><text:p>Đã duyệt</text:p></draw:custom-shape>"


def read(inside):
    cell = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    table = f'<table:table table:name="a"><table:table-row>{cell}</table:table-row></table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?><office:document-content {SPACES} office:version="1.3">{body}</office:document-content>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{URN}:manifest:1.0"/>')
        archive.writestr("content.xml", content)
    file.seek(0)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


found = [read(f"{SHAPE}<text:p>Nông Thị Huệ</text:p>"), read("<text:p><![CDATA[Nông]]> Thị Huệ</text:p>")]
print("python-calamine", version("python-calamine"))
print("a drawing in the cell:", found[0])
print("a CDATA section in the cell:", found[1])
sys.exit(found != [[["Đã duyệt\nNông Thị Huệ"]], [[" Thị Huệ"]]])
PYTHON
