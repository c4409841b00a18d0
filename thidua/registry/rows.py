"""Rows of a CSV file as office programs save it, with the line each begins on; what they mean is for who reads them.

Excel writes commas or semicolons as Windows is set, a mark at the beginning, tabs and two bytes a letter as "Unicode
text", and a first line `sep=;` if told to; rows and columns that were emptied stay as separators.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from thidua.csv_cells import usual_cells
from thidua.errors import ConfigError
from thidua.registry.text import quoted

SEPARATORS = ";\t,"
_FIRST_LINE = re.compile(r'"?sep=(.)"?[;,\t]*', re.IGNORECASE)

Cells = dict[str, str]


def read_saved_rows(path: Path, columns: Sequence[str], *, optional: Sequence[str] = ()) -> Iterator[tuple[str, Cells]]:
    """Each row that is not empty: where it stands, and its cells by column without spaces around them.

    Parameters
    ----------
    columns
        The columns there may be, in small letters; all but the optional ones must be there.

    Raises
    ------
    ConfigError
        If the file is missing or no such text, if a column is missing or named twice, or if a cell stands under no
        column that is known; names file and line.
    """
    records = _records(path, _text(path))
    _, first = next(records, (0, []))
    heading = [cell.casefold() for cell in first]
    for name in columns:
        if heading.count(name) > 1 or (name not in heading and name not in optional):
            said = f"has the column {name} twice" if name in heading else f"lacks the column {name}"
            raise ConfigError(f"{path.name}: {said}; expected {', '.join(columns)}")
    for line, cells in records:
        where = f"{path.name}, line {line}"
        row = dict.fromkeys(columns, "")
        for number, cell in enumerate(cells):
            name = heading[number] if number < len(heading) else ""
            if name in columns:
                row[name] = cell
            elif cell:
                column = f"the unknown column {quoted(first[number])}" if name else "no column"
                raise ConfigError(f"{where}: {quoted(cell)} stands under {column}; expected {', '.join(columns)}")
        yield where, row


def _records(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with something in them, each with the line it begins on: a cell in quotes may go over several lines."""
    said = _FIRST_LINE.fullmatch(text.splitlines()[0]) if text.splitlines() else None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=said[1] if said else _separator(text), strict=True)
    line = 1
    try:
        with usual_cells():
            for cells in rows:
                stripped = [cell.strip() for cell in cells]
                if any(stripped) and not (said and line == 1):
                    yield line, stripped
                line = rows.line_num + 1
    except csv.Error as problem:
        raise ConfigError(f"{path.name}, line {line}: is no row of a CSV file ({problem}); save it again") from None


def _separator(text: str) -> str:
    """What stands most often in the first line that has letters: the names of columns hold no separator."""
    first = next((line for line in text.splitlines() if any(map(str.isalpha, line))), "")
    return max(SEPARATORS, key=first.count)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path.name}: no such file; write it, or the name that it has") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path.name}: cannot be read as text ({problem}); save it as CSV UTF-8") from None
    if "\0" in text:
        raise ConfigError(f"{path.name}: cannot be read as text (it holds a zero); save it as CSV UTF-8")
    return text
