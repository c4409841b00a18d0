"""The name of an answer: that of the sender's file, made safe for the office's share.

What stands in the answer belongs to ``answer``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path, PurePosixPath

_REFUSED_BY_WINDOWS = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


def answer_name(path: Path, file: str) -> PurePosixPath:
    """The path of the answer below the folder of answers.

    Parameters
    ----------
    path, file
        The file as sent, and its path below the inbox.

    Returns
    -------
    PurePosixPath
        The same sub-folders and name with .xlsx; never outside the folder, and only what Windows takes as a name.
        Of files beside each other that would share a name ("a.xls", "a.xlsx"), all but the first get a number.
    """
    *above, name = [part for part in file.split("/") if part not in ("", ".", "..")] or ["tệp"]
    beside = [each.name for each in path.parent.iterdir() if _stem(each.name) == _stem(path.name)]
    beside.sort(key=lambda each: (not each.lower().endswith(".xlsx"), each))
    number = beside.index(path.name) + 1 if path.name in beside else 1
    ending = f" ({PurePosixPath(name).suffix.lstrip('.')} {number})" if number > 1 else ""
    return PurePosixPath(*map(_safe_name, above), _safe_name(PurePosixPath(name).stem + ending) + ".xlsx")


def _stem(name: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(name).stem).casefold()


def _safe_name(part: str) -> str:
    """A name that Windows takes; a changed one is told apart by its digest."""
    written = unicodedata.normalize("NFC", part)
    plain = _REFUSED_BY_WINDOWS.sub("_", written).rstrip(" .")[:100].rstrip(" .")
    plain = f"_{plain}" if not plain or _DEVICES.fullmatch(plain) else plain
    if plain == written:
        return plain
    return f"{plain}~{hashlib.sha256(part.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
