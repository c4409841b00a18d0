"""An executed notebook read back from its file: plain data, its texts in one piece, as the reader's program holds it.

A notebook is JSON. nbformat would read it as well, but to check its form it compiles the grammar of web addresses,
which takes longer than everything a mail or a review does; what of the form matters here is checked here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thidua.errors import NotebookError

Notebook = Mapping[str, Any]
"""A notebook of format 4, as nbformat holds it or as `read_notebook` gives it."""


def read_notebook(path: Path) -> Notebook:
    """Read a notebook of format 4, the lines of its texts joined.

    Raises
    ------
    NotebookError
        If it is no such notebook; says what is wrong, without the file.
    OSError
        If it cannot be read.
    """
    return notebook_of(path.read_bytes())


def notebook_of(content: bytes) -> Notebook:
    """The notebook of format 4 that a file holds; see `read_notebook`.

    Raises
    ------
    NotebookError
        If it is no such notebook; says what is wrong, without the file.
    """
    try:
        found = json.loads(content)
        if found["nbformat"] != 4:
            raise NotebookError(f"is a notebook of format {str(found['nbformat'])[:20]}; expected 4")
        return {**found, "metadata": dict(found["metadata"]), "cells": [_cell(cell) for cell in found["cells"]]}
    except (ValueError, RecursionError) as problem:
        raise NotebookError(f"is no JSON: {problem}") from None
    except (KeyError, TypeError, AttributeError) as problem:
        raise NotebookError(f"has not the form of a notebook ({type(problem).__name__}: {problem})") from None


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    read = {**cell, "cell_type": str(cell["cell_type"]), "source": _text(cell["source"])}
    read["metadata"] = dict(cell["metadata"])
    if read["cell_type"] == "code":
        read["outputs"] = [_output(output) for output in cell["outputs"]]
    return read


def _output(output: Mapping[str, Any]) -> dict[str, Any]:
    read = {**output, "output_type": str(output["output_type"])}
    if read["output_type"] == "stream":
        read["text"] = _text(output["text"])
    if read["output_type"] in ("display_data", "execute_result"):
        read["data"] = {mime: shown if _is_json(mime) else _text(shown) for mime, shown in output["data"].items()}
    return read


def _is_json(mime: str) -> bool:
    """Whether what is shown is data; anything else is text, which a file holds line by line."""
    return mime == "application/json" or (mime.startswith("application/") and mime.endswith("+json"))


def _text(lines: Any) -> str:
    if isinstance(lines, str):
        return lines
    if not isinstance(lines, list):
        raise TypeError(f"text expected, not {type(lines).__name__}")
    return "".join(lines)
