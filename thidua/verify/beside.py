"""What reads differently in a file that bears the name of a report, beside the file that was made here.

A copy that Word saved again holds the same words in other bytes, and one in which somebody changed a figure looks just
the same: a person wants to know which it is. What a stranger wrote is read in a process of its own, which may take so
much time and memory and no more, and is believed in nothing: the answer stays "other content".
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
FORMATS = ("pdf", "xlsx", "docx", "html")


@dataclass(frozen=True)
class Difference:
    """One place that reads differently: where it is, what the report made here says, what the file says."""

    place: str
    before: str
    now: str


@dataclass(frozen=True)
class Beside:
    """How a file reads beside a report.

    Attributes
    ----------
    count
        At how many places they differ; 0 if every word and figure that was read is the same.
    first
        Some of these places.
    """

    count: int
    first: tuple[Difference, ...]


def beside(content: bytes, genuine: Path, extension: str) -> Beside | None:
    """Read a stranger's file beside a file of a report.

    Parameters
    ----------
    extension
        The format of both.

    Returns
    -------
    Beside or None
        None if it cannot be read, or not in that time.
    """
    # What this process imports, and nothing that lies in the folder where somebody called it.
    command = [sys.executable, "-P", "-m", "thidua.verify.reading", str(genuine), extension]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True, env=environment)
        said = json.loads(done.stdout)
        return Beside(said["count"], tuple(Difference(*each) for each in said["first"]))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None


def format_of(content: bytes) -> str:
    """The format of a content by how it begins; empty if it is none of ours."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return next((name for name, part in (("docx", b"word/"), ("xlsx", b"xl/")) if part in content[-65_536:]), "")
    return "html" if b"<html" in content[:4096].lower() else ""
