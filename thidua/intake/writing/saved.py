"""Saving a workbook so that the same content is the same bytes, with what openpyxl does not write itself.

What stands in the workbook is decided by the modules that make it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook

_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^<>]*)>(<f\b[^<>]*?(?:/>|>[^<]*</f>))<v(?: ?/>|></v>)</c>')


def saved_workbook(
    book: Workbook, *, modified: datetime, results: Mapping[str, Mapping[str, tuple[str, str]]] | None = None
) -> bytes:
    """The bytes of a workbook; the same content gives the same bytes, on any day.

    Parameters
    ----------
    book
        The workbook.
    modified
        The time of the last change that the file is to state.
    results
        By sheet and cell, the type ("", "str", "b", "e") and value, as XML, of what a formula gives: a reader that
        does not compute sees it. openpyxl stores none.
    """
    made, saved = io.BytesIO(), io.BytesIO()
    book.save(made)
    sheets = {f"xl/worksheets/sheet{number}.xml": each.title for number, each in enumerate(book.worksheets, 1)}
    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(made) as source, ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp, content)
            elif name in sheets:
                content = _with_results(content, (results or {}).get(sheets[name], {}))
            entry = ZipInfo(name, _FIRST_ZIP_DAY)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    return saved.getvalue()


def _with_results(content: bytes, results: Mapping[str, tuple[str, str]]) -> bytes:
    if not results:
        return content

    def filled(found: re.Match[bytes]) -> bytes:
        cell, attributes, formula = found.groups()
        if cell.decode() not in results:
            return found[0]
        kind, value = (text.encode() for text in results[cell.decode()])
        of_kind = b' t="' + kind + b'"' if kind else b""
        return b'<c r="' + cell + b'"' + attributes + of_kind + b">" + formula + b"<v>" + value + b"</v></c>"

    return _FORMULA.sub(filled, content)
