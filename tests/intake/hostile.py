"""Files built byte by byte for tests: archives with one part changed, and OLE containers of any streams."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import openpyxl

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
_SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def small_xlsx() -> bytes:
    """A workbook of one text."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "Giấy khen"
    book.save(file)
    return file.getvalue()


def part_of(archive: bytes, name: str) -> bytes:
    """One part of an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        return parts.read(name)


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return file.getvalue()


def xlsx_of(rows: str, *, before: str = "", columns: str = "", after: str = "") -> bytes:
    """A workbook whose only sheet has these rows, as XML, and these columns and merged areas."""
    cells = f"{columns}<sheetData>{rows}</sheetData>{after}"
    sheet = f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">{cells}</worksheet>'
    return with_part(small_xlsx(), _SHEET, sheet.encode())


def ods_of(rows: str, *, styles: str = "", settings: str = "") -> bytes:
    """A document whose only sheet has these columns and rows, as XML, and these styles and settings."""
    whole = (WORKBOOKS / "decision_list.ods").read_bytes()
    content = part_of(whole, "content.xml").decode()
    start, end = content.index("<table:table "), content.index("<table:named-expressions")
    table = f'{settings}<table:table table:name="Trang 1">{rows}</table:table>'
    head = content[:start].replace("</office:automatic-styles>", f"{styles}</office:automatic-styles>")
    return with_part(whole, "content.xml", (head + table + content[end:]).encode())


def ods_cell(text: str, attributes: str = "") -> str:
    """A cell of text, as XML."""
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def ods_number(number: float, attributes: str = "") -> str:
    """A cell of a number, as XML."""
    return f'<table:table-cell office:value-type="float" office:value="{number}"{attributes}/>'


def ods_row(cells: str, attributes: str = "") -> str:
    """A row, as XML."""
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def ole_of(streams: dict[str, bytes]) -> bytes:
    """A container of these streams; each is padded to 4,096 bytes, below which a stream is stored elsewhere."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    body, table, entries = b"", [], [_ole_entry("Root Entry", 5, end, 0)]
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % 512)
        count, start = len(padded) // 512, len(table)
        entries.append(_ole_entry(name, 2, start, len(padded)))
        table += [*range(start + 1, start + count), end]
        body += padded
    entries += [bytes(128)] * (-len(entries) % 4)
    directory, directory_at = b"".join(entries), len(table)
    count = len(directory) // 512
    table += [*range(directory_at + 1, directory_at + count), end]
    fat_count = -(-len(table) // 127)
    fat_at = len(table)
    table += [fat_mark] * fat_count
    table += [free] * (-len(table) % 128)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, len(table) // 128, directory_at, 0, 4096, end, 0, end, 0, fat_at)
    header += struct.pack("<108I", *[fat_at + at if at < fat_count else free for at in range(1, 109)])
    return header + body + directory + struct.pack(f"<{len(table)}I", *table)


def _ole_entry(name: str, kind: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters) + 2, kind, 1)
    return (
        head
        + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
        + bytes(36)
        + struct.pack("<IIxxxx", start, size)
    )


def record(kind: int, content: bytes) -> bytes:
    """One record of an .xls."""
    return struct.pack("<HH", kind, len(content)) + content


BOF, EOF = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), record(0x000A, b"")


def xls_of(*sheet: bytes, before: bytes = b"") -> bytes:
    """An old workbook of one sheet of these records."""
    opening = BOF + before
    start = len(opening) + 4 + 8 + 1 + len(EOF)
    bound = record(0x0085, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"A")
    return ole_of({"Workbook": opening + bound + EOF + BOF + b"".join(sheet) + EOF})


def xls_number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell of an .xls, row and column from 0, in the cell format of that number."""
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))
