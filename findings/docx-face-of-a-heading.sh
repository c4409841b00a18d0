#!/bin/sh
# python-docx 1.2.0: `style.font.name = "Times New Roman"` of a heading or title writes the name beside the theme's faces
# (w:asciiTheme, w:hAnsiTheme) that its own template gives these styles, and those win (ECMA-376 part 1, 17.3.2.26): the
# headings of a letter stay in the theme's face while python-docx reads back the name it was given. LibreOffice, if it is
# here, shows it. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0 pypdf==7.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import shutil
import subprocess
import sys
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

letter = Document()
for name in ("Normal", "Heading 1"):
    letter.styles[name].font.name = "Times New Roman"
letter.add_heading("Danh gia chung", 1)
letter.add_paragraph("Trong ky khen 12 tap the.")
letter.save("letter.docx")

faces = letter.styles["Heading 1"].element.rPr.rFonts
stays = faces.get(qn("w:asciiTheme"))
print("python-docx says:", letter.styles["Heading 1"].font.name)
print("the style says: w:ascii", faces.get(qn("w:ascii")), "but w:asciiTheme", stays)

drawn = []
if shutil.which("soffice"):
    convert = ["soffice", f"-env:UserInstallation={Path('profile').absolute().as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*convert, "letter.docx"], check=True, capture_output=True)
    seen = lambda text, _cm, _tm, font, _size: text.strip() and drawn.append(font["/BaseFont"].split("+")[-1])
    PdfReader("letter.pdf").pages[0].extract_text(visitor_text=seen)
    print("LibreOffice draws heading and text in:", drawn)
sys.exit(stays is None or len(set(drawn)) == 1)
PYTHON
