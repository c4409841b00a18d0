"""As what programs open a file: by its name, or by marks that each looks for at a place of its own.

A file with the marks of two formats shows one thing in one program and another in the next.
"""

from __future__ import annotations

import re

from thidua.verify.archive import has_archive

_PDF_WITHIN = 1_024
"""So far from the begin of a file readers of PDF look for its mark."""

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|script|body)[\s>]", re.IGNORECASE)
_NO_NAME = re.compile(r"[\x00-\x1f\x7f:]")
"""In a name, what one program ends it at and the next does not."""


def is_named(name: str, extension: str) -> bool:
    """Whether a file of this name is opened as what its extension says, and as nothing else."""
    last = re.split(r"[\\/]", name)[-1]
    return last.lower().endswith(f".{extension}") and _NO_NAME.search(last) is None


def is_of_several(content: bytes) -> bool:
    """Whether a file that is neither mail nor archive has the marks of two formats."""
    pdf = content[:_PDF_WITHIN].find(b"%PDF-")
    is_page = _PAGE.search(content[:_PDF_WITHIN]) is not None
    # A workbook or document of Office is a zip and nothing else.
    is_archive = has_archive(content) and b"[Content_Types].xml" not in content
    starts = content.startswith(b"PK\x03\x04")
    return sum((pdf >= 0 and not starts, is_page, is_archive and not starts)) > 1
