"""How much one cell of a notebook may print: a report shows a table, a chart or a paragraph, never a flood."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

from thidua.errors import NotebookError

MAX_LETTERS = 8_000_000
"""Of all that a cell shows. The largest of our own editions has 378.000 (a chart of the province as SVG, with the table
of its data; read from every notebook under reports/ on 29/11/2026): twenty times as much passes."""

MAX_LINES = 10_000
"""Printed as text; our own editions print none."""

MAX_OUTPUTS = 1_000
"""Shown one by one; our own editions show one a cell. ZeroMQ keeps as many messages waiting and drops further ones
without a word: up to here nothing is lost."""

MAX_PIECE = 2 * MAX_LETTERS
"""Bytes of one message: our sockets take no larger one, so that it never comes into our memory. A Vietnamese letter
takes up to three bytes, but most of what a report shows are marks of HTML and SVG, which take one."""

_IS_JSON = re.compile(r"^application/(.*\+)?json$")
"""The kinds of data that the schema of notebooks lets hold anything; all others hold text (`mimebundle` there)."""

_SHOWN = ("display_data", "execute_result", "update_display_data", "clear_output", "error")


class TooMuchOutputError(NotebookError):
    """A cell printed more than it may; says how much it may."""


TOO_LARGE = f"printed more than {MAX_LETTERS // 1_000_000} MB; print less"


class CellOutput:
    """What one cell has printed so far."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.letters = self.lines = self.outputs = 0

    def add(self, message: dict[str, Any]) -> None:
        """Count one message of a kernel.

        Raises
        ------
        TooMuchOutputError
            If it is more than a cell may print.
        """
        kind, content = message["msg_type"], message["content"]
        self.outputs += kind in _SHOWN or kind.startswith("comm")
        self.lines += content["text"].count("\n") if kind == "stream" else 0
        self.letters += letters(content) + sum(len(buffer) for buffer in message.get("buffers", ()))
        if self.lines > MAX_LINES:
            raise TooMuchOutputError(f"printed more than {MAX_LINES:,} lines; print less")
        if self.letters > MAX_LETTERS:
            raise TooMuchOutputError(TOO_LARGE)
        if self.outputs > MAX_OUTPUTS:
            raise TooMuchOutputError(f"printed more than {MAX_OUTPUTS:,} outputs; print less")


def letters(value: Any) -> int:
    """How many letters of text are in what a message holds; a number or a truth counts for one."""
    count, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            count += len(each)
        elif isinstance(each, dict):
            count += sum(map(len, each))
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        else:
            count += 1
    return count


def usual_output(message: dict[str, Any]) -> NotebookNode | None:
    """What a cell shows, as `nbformat.v4.output_from_msg` makes it of a message; None if that has to judge it."""
    kind, content = message["msg_type"], message["content"]
    data, metadata, number = content.get("data"), content.get("metadata"), content.get("execution_count")
    if kind not in ("execute_result", "display_data") or not isinstance(data, dict) or not isinstance(metadata, dict):
        return None
    if not all(isinstance(shown, str) or _IS_JSON.search(name) for name, shown in data.items()):
        return None
    shown = NotebookNode(output_type=kind)
    shown.update(metadata=metadata, data=data)
    if kind == "execute_result":
        if type(number) is not int or number < 0:
            return None
        shown.execution_count = number
    return shown
