"""A text file of separated values as rows of text, whatever its encoding and its separator.

What a text means (a number, a day, letters of an old font) is left to the readers of cells.
"""

from __future__ import annotations

import csv
import io
from collections import Counter

from thidua.csv_cells import usual_cells
from thidua.intake.cells.values import Cell
from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import refusal

_SEPARATORS = ";\t,"
"""In the order they are preferred: Excel set to Vietnamese writes the semicolon, and commas stand in names."""
_SNIFFED_LINES = 40
# The five bytes that cp1252 leaves open stay what they are, so that nothing is lost before the text is repaired.
_CP1252 = {byte: bytes((byte,)).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (129, 141, 143, 144, 157)}


def read_csv(data: bytes, limits: Limits) -> list[list[Cell]]:
    """Read every line as cells of text, all lines equally wide; line r is row r.

    Raises
    ------
    Unreadable
        F07 if the text ends inside a character or a quotation never ends, F10 if it is too long or too wide.
    """
    text = _decode(data)
    try:
        with usual_cells():
            return _rows(text, limits)
    except csv.Error as problem:
        raise refusal("F07-damaged", found=problem) from None


def _rows(text: str, limits: Limits) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    width = 0
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1):
        filled = max((place for place, cell in enumerate(row, 1) if cell and not cell.isspace()), default=0)
        if not filled or (number == 1 and text.startswith("sep=")):
            continue
        width = max(width, filled)
        _check_size(number, width, limits)
        rows.extend([] for _ in range(number - 1 - len(rows)))
        rows.append([*row[:filled]])
    return [row + [""] * (width - len(row)) for row in rows]


def _check_size(rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.max_rows:
        raise refusal("F10-rows", found=rows, limit=limits.max_rows)
    if columns > limits.max_columns:
        raise refusal("F10-columns", found=columns, limit=limits.max_columns)
    if rows * columns > limits.max_cells:
        raise refusal("F10-cells", found=rows * columns, limit=limits.max_cells)


def _decode(data: bytes) -> str:
    """UTF-16 by its mark, else UTF-8, else one character for each byte as old Vietnamese fonts expect it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as problem:
            raise refusal("F07-damaged", found=problem) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_CP1252)


def _separator(text: str) -> str:
    """The separator that splits most of the first filled lines into one and the same number of cells."""
    if text.startswith("sep=") and text[4:5] in (*_SEPARATORS,):
        return text[4]
    start = [line for line in text[:100_000].split("\n") if line.strip()][:_SNIFFED_LINES]
    scores = []
    for preference, separator in enumerate(_SEPARATORS):
        widths = Counter(len(row) for row in csv.reader(start, delimiter=separator))
        del widths[1], widths[0]
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        scores.append((count, width, -preference, separator))
    return max(scores)[-1]
