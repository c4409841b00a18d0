"""What the reader of cells is handed in place of the file, where it would refuse or lose what a sheet shows.

It is made of the parts that were checked, and says the same as they do; what is put back behind its back is the true
text of error values, which the scan of each sheet keeps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

from thidua.intake.files.sheet_scan import SheetScan
from thidua.intake.files.zip_file import store_parts

KNOWN_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", ""))
"""Any other, such as #SPILL!, makes python-calamine 0.9.1 refuse the whole workbook."""

_READ = (".xml", ".rels")
_SHARED_TEXTS = "xl/sharedstrings.xml"
_ERROR_CELL = re.compile(
    rb"(<(?:\w+:)?c\s[^<>]*?\bt\s*=\s*[\"']e[\"'][^<>]*>\s*(?:<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?"
    rb"<(?:\w+:)?v(?:\s[^<>]*)?>)[^<]*"
)
# Excel drops the spaces at both ends of a whole text that does not preserve them, as the reader of cells does with each
# run of a rich text; but a run that is one space parts two words (python-excel/xlrd issue 225).
_RUN_WITH_SPACES = re.compile(rb"<((?:\w+:)?t)>(?=(?:\s[^<]*|[^<]*\s)</(?:\w+:)?t>\s*</(?:\w+:)?r>)")


def handed_xlsx(parts: dict[str, bytes], scans: Iterable[SheetScan]) -> io.BytesIO:
    """An archive of the parts of an .xlsx, which are taken out of `parts` one by one.

    Notes
    -----
    The reader of cells looks for merged areas in a second pass through the whole sheet, which ends where they stand:
    an empty list of them before the cells ends it at once, and halves the time.
    """
    has_unknown_errors = any(not KNOWN_ERRORS.issuperset(scan.errors) for scan in scans)
    for name in list(parts):
        if not name.endswith(_READ):
            del parts[name]
        elif b"sheetData" in parts[name]:
            parts[name] = _readable_sheet(parts[name], has_unknown_errors=has_unknown_errors)
    if _SHARED_TEXTS in parts:
        parts[_SHARED_TEXTS] = _with_spaces(parts[_SHARED_TEXTS])
    return store_parts(parts)


def _readable_sheet(data: bytes, *, has_unknown_errors: bool) -> bytes:
    if has_unknown_errors:
        data = _ERROR_CELL.sub(rb"\1#N/A", data)
    start = data.find(b"<sheetData")
    # A letter that most sheets have nowhere among their cells says sooner that no text stands inside a cell.
    letter = data.find(b"i", start)
    if letter >= 0 and data.find(b"<is", letter - 1) >= 0:
        data = _with_spaces(data)
    if start >= 0:
        data = b"".join((data[:start], b"<mergeCells></mergeCells>", data[start:]))
    return data


def _with_spaces(texts: bytes) -> bytes:
    if b"r>" not in texts:
        return texts
    return _RUN_WITH_SPACES.sub(rb'<\1 xml:space="preserve">', texts)


def handed_ods(parts: Mapping[str, bytes], mime_type: bytes) -> io.BytesIO:
    """An archive of what is read of an .ods: only its content."""
    manifest = b'<?xml version="1.0"?><manifest:manifest/>'
    return store_parts({"content.xml": parts["content.xml"], "META-INF/manifest.xml": manifest, "mimetype": mime_type})
