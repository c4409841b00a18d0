#!/bin/sh
# python-docx 1.2.0 does not see content controls (w:sdt), the fields that a clerk fills in: their text is in no
# `paragraph.text` and no `cell.text`, and paragraphs and tables inside one are in no list of its document. Who reads a
# draft back with it to compare figures compares what is left, without a word. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FIELD = f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='f'/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>"
RUN = "<w:r><w:t>%s</w:t></w:r>"

draft = Document()
line = draft.add_paragraph("No. ")
line._p.append(parse_xml(FIELD % (RUN % "12/BC-UBND")))
cell = draft.add_table(1, 1).cell(0, 0)
cell.paragraphs[0]._p.append(parse_xml(FIELD % (RUN % "1.508")))
line._p.addnext(parse_xml(FIELD % f"<w:p>{RUN % 'To: the council'}</w:p>"))
kept = io.BytesIO()
draft.save(kept)

read = Document(kept)
texts = [paragraph.text for paragraph in read.paragraphs]
figure = read.tables[0].cell(0, 0).text
whole = "".join(read.element.body.itertext())
print("paragraphs:", texts, "cell:", [figure])
print("in the file:", [word for word in ("12/BC-UBND", "1.508", "To: the council") if word in whole])
sys.exit(texts != ["No. "] or figure != "")
PYTHON
