"""Keeps what was read of a file, so that a file is read once: a line of JSON, then its tables as Arrow streams.

What is kept is named by the content of the file and by everything that decides how it is read; it may be deleted at
any time.
"""

from __future__ import annotations

import io
import json
import zlib
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from thidua.intake.finding import Finding, Repair
from thidua.intake.read_file import FileRead, Part
from thidua.put import put

_CHECKSUM = 9
"""Bytes that the checksum takes at the beginning: Arrow would read half a file, or a flipped bit, without a word."""


def keep(path: Path, read: FileRead) -> None:
    """Write what was read of a file; nobody sees half of it."""
    said: dict[str, Any] = {
        "format": read.format,
        "parts": [asdict(part) for part in read.parts],
        "findings": [asdict(finding) for finding in read.findings],
        "repairs": [asdict(repair) for repair in read.repairs],
        "tables": list(read.tables),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    content = io.BytesIO()
    content.write(json.dumps(said, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass") + b"\n")
    for table in read.tables.values():
        with pa.ipc.new_stream(content, table.schema) as stream:
            stream.write_table(table)
    put(path, _checksum(content.getvalue()) + content.getvalue(), several=True)


def find_kept(path: Path, *, file: str, digest: str) -> FileRead | None:
    """What was kept of a file, under the name it has now; None if nothing whole is there."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    checksum, content = content[:_CHECKSUM], content[_CHECKSUM:]
    if checksum != _checksum(content):
        return None
    kept = io.BytesIO(content)
    said = json.loads(kept.readline().decode("utf-8", "surrogatepass"))
    tables = {name: pa.ipc.open_stream(kept).read_all() for name in said["tables"]}
    return FileRead(
        file,
        digest,
        said["format"],
        tuple(Part(**{**part, **_days(part)}) for part in said["parts"]),
        {name: _renamed(table, file) for name, table in tables.items()},
        tuple(Finding(**{**each, "file": file, "words": _pairs(each["words"])}) for each in said["findings"]),
        tuple(Repair(**{**each, "file": file, "kinds": tuple(each["kinds"])}) for each in said["repairs"]),
    )


def _checksum(content: bytes) -> bytes:
    return f"{zlib.crc32(content):08x}\n".encode()


def _days(part: dict[str, Any]) -> dict[str, date | None]:
    return {name: date.fromisoformat(part[name]) if part[name] else None for name in ("first_day", "last_day")}


def _pairs(words: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in words)


def _renamed(table: pa.Table, file: str) -> pa.Table:
    """The same content may come again under another name."""
    at = table.schema.get_field_index("file")
    return table.set_column(at, table.schema.field(at), pa.repeat(file, len(table)))
