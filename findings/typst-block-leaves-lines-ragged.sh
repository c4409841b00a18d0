#!/bin/sh
# Typst 0.15.0: a justified paragraph of two lines in a `block` without a width is broken at the same place but ends
# short of the margin: its lines are stretched to the longest of them and no further, here 5 mm less than the page has.
# So the last paragraph before a signature, kept with it by `block(sticky: true, …)`, is ragged where all others are
# not. `width: 100%` cures it.
# Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.0 pypdfium2==5.15.2
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import pypdfium2
import typst

WORDS = "[The quick brown fox jumps over the lazy dogs that sleep]"
PAGE = "#set page(width: 96mm, height: 40mm, margin: 5mm)\n#set par(justify: true)\n"


def first_line(source):
    """The letters of the first line, and how far it ends from the right margin, in millimetres."""
    page = pypdfium2.PdfDocument(typst.compile((PAGE + source).encode()))[0]
    text = page.get_textpage()
    boxes = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
    top = max(box[3] for letter, box in boxes if letter.strip())
    line = [(letter, box) for letter, box in boxes if letter.strip() and box[3] > top - 6]
    return "".join(letter for letter, _ in line), 91 - max(box[2] for _, box in line) / 72 * 25.4


found = {name: first_line(source) for name, source in {
    "a paragraph": f"#par{WORDS}",
    "in a block": f"#block(par{WORDS})",
    "in a block of width 100%": f"#block(width: 100%, par{WORDS})",
}.items()}
for name, (letters, short) in found.items():
    print(f"{name}: the first line ({len(letters)} letters) ends {short:.2f} mm before the margin")
plain, block, wide = found.values()
sys.exit(not (plain[0] == block[0] == wide[0] and plain[1] < 0.3 and wide[1] < 0.3 and block[1] > 1))
PYTHON
