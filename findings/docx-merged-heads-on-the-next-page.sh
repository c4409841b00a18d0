#!/bin/sh
# LibreOffice 7.4.7 gives the lower of two repeated head rows of a .docx table its height from its own cells alone on
# every page but the first: a head that stands in both rows (w:vMerge) and needs more lines loses the last of them there
# ("one two three four" reads "one two"). With a height for the lower row (w:trHeight) it is whole. Needs LibreOffice
# Writer on the path (Debian: apt-get install --no-install-recommends libreoffice-writer). Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pypdf==7.1.0
cd "$folder"
soffice --version
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import sys
import zipfile
from pathlib import Path

from pypdf import PdfReader

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{OFFICE}"/></Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="a" Type="{RELATION}" Target="word/document.xml"/></Relationships>"""
BOTH, BELOW, ABOVE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'


def cell(width, words, more=""):
    words = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{words}</w:tc>'


def row(*cells, head=False, height=0):
    more = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' * bool(height) + "<w:tblHeader/>" * head
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


def heads_of_two_pages(height):
    upper = row(cell(900, "one two three four", BOTH), cell(4000, "above", ABOVE), head=True)
    lower = row(cell(900, "", BELOW), cell(2000, "left"), cell(2000, "right"), head=True, height=height)
    body = "".join(row(cell(900, "row"), cell(2000, "x"), cell(2000, "y")) for _ in range(90))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (900, 2000, 2000))
    table = f'<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{upper}{lower}{body}</w:tbl>'
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELS)
        file.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{table}<w:p/><w:sectPr/></w:body></w:document>")
    profile = Path("profile").absolute().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "a.docx"],
        check=True, capture_output=True,
    )
    pages = [page.extract_text().split() for page in PdfReader("a.pdf").pages[:2]]
    return [" ".join(word for word in ("one", "two", "three", "four") if word in page) for page in pages]


plain, high = heads_of_two_pages(0), heads_of_two_pages(900)
print("first and second page, rows as high as they need:", plain)
print("first and second page, the lower row with a height:", high)
sys.exit(not (plain[0] == high[0] == high[1] == "one two three four" != plain[1]))
PYTHON
