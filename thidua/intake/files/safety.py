"""What a sent file is, told from its bytes, and the one exception that refuses it.

Names and extensions are never looked at: senders rename. How each kind is read belongs to its own module.
"""

from __future__ import annotations

import re
from typing import Literal
from xml.parsers.expat import ExpatError, XMLParserType

from thidua.errors import DataError
from thidua.intake.finding import Finding

Content = Literal["zip", "ole", "text"]

MEGABYTE = 1_000_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"{\\rtf", "văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén GZIP"),
    # Before Excel 5 a workbook was its bare records.
    *((bytes((0x09, version)), "bảng tính Excel 4.0 trở về trước") for version in (0, 2, 4)),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_EXCEL_XML = re.compile(rb"<(?:\w+:)?Workbook\b")
_WEB_ARCHIVE = re.compile(rb"mime-version:", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Unreadable(DataError):  # noqa: N818 - it reads as what the file is
    """A file that gives no sheets; ``finding`` says why in the sender's language."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.file}: {finding.text}; {finding.advice}")
        self.finding = finding


def refusal(message: str, *, sheet: str = "", found: object = "", limit: object = "") -> Unreadable:
    """An `Unreadable` whose file is still to be named by whoever knows it."""
    words = (("limit", shown_number(limit)),) if limit != "" else ()
    return Unreadable(Finding(message, file="", sheet=sheet, found=shown_number(found), words=words))


def shown_number(value: object) -> str:
    """A number as Vietnamese readers write it (50.000; 2,5), anything else as its text."""
    if isinstance(value, float):
        return f"{value:,.1f}".translate(str.maketrans(",.", ".,")).removesuffix(",0")
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def content_of(data: bytes) -> Content:
    """Tell an archive, an OLE container and text apart.

    Raises
    ------
    Unreadable
        F01 for no bytes, F06 for a web page or XML under a workbook's name, F08 for any other known kind.
    """
    if not data:
        raise refusal("F01-empty")
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    if b"%PDF-" in data[:1024]:
        raise refusal("F08-foreign", found="tệp PDF")
    for signature, name in _FOREIGN:
        if data.startswith(signature):
            raise refusal("F08-foreign", found=name)
    if not data.startswith(_UTF16):
        _refuse_markup(data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip())
        # Escape (1B) stays allowed, and TCVN3 keeps no letter below 20 hex.
        if _CONTROLS.search(data, 0, 65_536):
            raise refusal("F08-foreign", found="tệp không rõ loại")
    return "text"


def _refuse_markup(start: bytes) -> None:
    if _EXCEL_XML.search(start) and start.startswith(b"<"):
        raise refusal("F06-markup", found="XML của Excel 2003")
    if start.startswith(b"<?xml") and b"<html" not in start.lower():
        raise refusal("F06-markup", found="XML")
    if start.startswith(b"<"):
        raise refusal("F06-markup", found="trang web (HTML)")
    if _WEB_ARCHIVE.match(start):
        raise refusal("F06-markup", found="trang web (MHTML)")


def read_xml(parser: XMLParserType, data: bytes) -> None:
    """Feed a whole XML part to a parser whose handlers are set.

    Raises
    ------
    Unreadable
        F07 if it is not well formed, or has a document type, which could define entities.
    """

    def refuse_doctype(*_: object) -> None:
        raise refusal("F07-damaged", found="DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(data, True)
    # LookupError and ValueError: an encoding that does not exist, or that is none for text.
    except (ExpatError, LookupError, ValueError) as problem:
        raise refusal("F07-damaged", found=problem) from None
