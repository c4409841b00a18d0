"""Files that travel with a mail, under Vietnamese names that every mail program and every Windows disk accepts."""

from __future__ import annotations

import re
from base64 import encodebytes
from collections.abc import Sequence
from email.message import Message
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from thidua.deliver.lines import one_line
from thidua.deliver.mail.writing.headers import encoded_words, folded
from thidua.errors import DeliveryError

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}
NAME_LETTERS, NAME_BYTES = 120, 240
"""How long a file name may be: what Windows shows and zips keep; a Linux disk counts bytes, at most 255."""
_LINE = 76
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
# Windows opens a device instead of a file under these names, whatever follows the dot.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)


def file_name(title: str, extension: str, *, taken: Sequence[str] = ()) -> str:
    """The name of an attached file: its title and extension, safe on Windows, Linux and in a header.

    Parameters
    ----------
    title
        Vietnamese words, from whomever they come.
    extension
        "pdf", "xlsx", "docx" or "html".
    taken
        Names that other files of the same mail have; the new one differs from them, also in lower case.

    Examples
    --------
    >>> file_name("Báo cáo 6 tháng/2023: huyện Ba Bể.", "pdf")
    'Báo cáo 6 tháng-2023- huyện Ba Bể.pdf'
    >>> file_name("CON", "pdf"), file_name("A", "pdf", taken=["a.pdf"])
    ('_CON.pdf', 'A (2).pdf')
    """
    words = _FORBIDDEN.sub("-", one_line(title)).strip(" .")
    words = _RESERVED.sub(lambda found: f"_{found[0]}", words, count=1) if _RESERVED.match(words) else words
    used = {name.casefold() for name in taken}
    number = 1
    while True:
        end = f"{'' if number == 1 else f' ({number})'}.{extension}"
        name = _cut(words or "báo cáo", end) + end
        if name.casefold() not in used:
            return name
        number += 1


def _cut(words: str, end: str) -> str:
    """As much of the words as leaves room for the end, by letters and by bytes; never half a letter."""
    cut = words[: NAME_LETTERS - len(end)]
    cut = cut.encode()[: NAME_BYTES - len(end.encode())].decode(errors="ignore")
    return cut.rstrip(" .") or "_"


def attachment(file: Path, name: str) -> Message:
    """A file as one part of a mail.

    Its name is written twice: as encoded words in ``Content-Type`` (RFC 2047: old Outlook, Lotus, webmail that knows
    no other) and as a parameter in ``Content-Disposition`` (RFC 2231: the standard, and all others).

    Raises
    ------
    DeliveryError
        If the file cannot be read; names it.
    """
    try:
        return _part(file, name, file.stat().st_mtime_ns)
    except OSError as problem:
        raise DeliveryError(f"{file}: cannot be attached: {problem.strerror or problem}") from problem


@lru_cache(maxsize=32)
def _part(file: Path, name: str, changed: int) -> Message:
    """Encoded once though many get it; ``changed`` only tells two states of a file apart."""
    part = Message()
    words = encoded_words(name)
    part["Content-Type"] = folded("Content-Type", f'{TYPES[name.rpartition(".")[2]]};\n name="{words}"')
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = "attachment;\n " + ";\n ".join(_parameter("filename", name))
    part.set_payload(encodebytes(file.read_bytes()).decode("ascii"))
    return part


def _parameter(key: str, value: str) -> list[str]:
    """A parameter in RFC 2231 form, in numbered pieces where one line cannot hold it."""
    whole = f"{key}*=utf-8''{quote(value, safe='')}"
    if len(whole) < _LINE:
        return [whole]
    room = _LINE - len(f" {key}*10*=;")
    pieces, piece = [], "utf-8''"
    for letter in value:
        encoded = quote(letter, safe="")
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            piece = ""
        piece += encoded
    pieces.append(piece)
    return [f"{key}*{number}*={piece}" for number, piece in enumerate(pieces)]
