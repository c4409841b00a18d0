"""An executed notebook read back from its file, and written: plain data, its texts in one piece, as the reader's program holds it.

A notebook is JSON. nbformat would read it as well, but to check its form it compiles the grammar of web addresses,
which takes longer than everything a mail or a review does; what of the form matters here is checked here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from json.encoder import encode_basestring
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
    try:
        found = json.loads(path.read_bytes())
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


def notebook_bytes(notebook: Notebook) -> bytes:
    """The file of a notebook, letter for letter as nbformat writes it: `nbformat.writes`, and the end of its last line.

    Notes
    -----
    nbformat copies the notebook, compiles the grammar of web addresses, and has its JSON indented by a generator within
    generators: four fifths of the time. What it only keeps in memory is left out as it leaves it out.
    """
    metadata = {name: told for name, told in notebook["metadata"].items() if name not in _TRANSIENT}
    whole = {**notebook, "metadata": metadata, "cells": [_cell_in_lines(cell) for cell in notebook["cells"]]}
    pieces: list[str] = []
    _write(whole, "\n", pieces)
    return "".join([*pieces, "\n"]).encode()


_TRANSIENT = ("orig_nbformat", "orig_nbformat_minor", "signature")
_LINED = ("application/javascript", "image/svg+xml")
"""What is held line by line beside what is called text. Source: nbformat 5.10, v4/rwbase.py."""


def _cell_in_lines(cell: Mapping[str, Any]) -> dict[str, Any]:
    """The cell as its file holds it: the texts line by line."""
    metadata = {name: told for name, told in cell["metadata"].items() if name != "trusted"}
    lined = {**cell, "metadata": metadata}
    if "source" in cell:
        lined["source"] = _lines(cell["source"])
    if "attachments" in cell:
        lined["attachments"] = {name: _bundle_in_lines(shown) for name, shown in cell["attachments"].items()}
    if cell["cell_type"] == "code":
        lined["outputs"] = [_output_in_lines(output) for output in cell["outputs"]]
    return lined


def _output_in_lines(output: Mapping[str, Any]) -> Mapping[str, Any]:
    if output["output_type"] == "stream":
        return {**output, "text": _lines(output["text"])}
    if output["output_type"] in ("display_data", "execute_result") and "data" in output:
        return {**output, "data": _bundle_in_lines(output["data"])}
    return output


def _bundle_in_lines(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {mime: _lines(told) if mime.startswith("text/") or mime in _LINED else told for mime, told in shown.items()}


def _lines(text: Any) -> Any:
    return text.splitlines(True) if isinstance(text, str) else text


def _write(value: Any, line: str, pieces: list[str]) -> None:
    """JSON as `json.dumps` writes it: names sorted, each line indented by one more than ``line``, letters as they are."""
    if not value or not isinstance(value, _NESTED):
        pieces.append(_flat(line)(value))
        return
    inner = f"{line} "
    is_dict = isinstance(value, dict)
    if _PLAIN.issuperset(map(type, value.values() if is_dict else value)):
        flat = _flat(inner)(value)
        pieces += (flat[0], inner, flat[1:-1], line, flat[-1])
        return
    before = ("{" if is_dict else "[") + inner
    for each in sorted(value.items()) if is_dict else value:
        pieces.append(before)
        before = f",{inner}"
        if is_dict:
            name, each = each
            pieces += (encode_basestring(name), ": ")
        _write(each, inner, pieces)
    pieces += (line, "}" if is_dict else "]")


_NESTED = (dict, list, tuple)
_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _flat(inner: str) -> Callable[[Any], str]:
    """Writes what holds plain values alone, each on a line; json's own generator is not asked for it."""
    return json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(f",{inner}", ": ")).encode
