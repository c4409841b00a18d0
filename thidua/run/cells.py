"""What the cells of a notebook say, apart from what they showed when they ran: by this two notebooks are compared."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

INJECTED = "injected-parameters"
"""The tag of the cell that papermill writes the parameters of an edition into; no author's notebook has one."""


class Said(NamedTuple):
    """One cell as its author wrote it; its id, of which a person finds it, says nothing of a report."""

    kind: str
    source: str
    tags: tuple[str, ...]


def said_cells(notebook: bytes) -> list[Said]:
    """The cells of a notebook's file, without the one that papermill injects.

    Raises
    ------
    ValueError
        If it is no notebook.
    """
    try:
        cells = [_said(cell) for cell in json.loads(notebook)["cells"]]
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"no notebook ({type(problem).__name__}: {problem})") from None
    return [cell for cell in cells if INJECTED not in cell.tags]


def cells_hash(notebook: Path) -> str:
    """A hash over what the cells of a notebook say; of a file that is no notebook over its bytes, as nothing else has.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    content = notebook.read_bytes()
    try:
        return hashlib.sha256(json.dumps(said_cells(content)).encode()).hexdigest()
    except ValueError:
        return hashlib.sha256(b"no notebook\0" + content).hexdigest()


def _said(cell: dict[str, Any]) -> Said:
    source = cell["source"]
    tags = cell.get("metadata", {}).get("tags", [])
    return Said(str(cell["cell_type"]), source if isinstance(source, str) else "".join(source), tuple(tags))
