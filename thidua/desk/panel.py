"""A panel of the desk: what it shows, the one call that gives the same, and a plain sentence where it cannot."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets
from IPython.display import clear_output, display

from thidua.errors import ReportError
from thidua.explore.opened import OpenedDataset
from thidua.present.language import tr

_CODE = (
    "user-select: all; display: block; white-space: pre-wrap; background: #f5f5f5; padding: .3em .6em; color: #1a1a1a"
)
_REFUSED = "border-left: 6px solid #b5451b; background: #fdf3ef; color: #000; padding: .4em 1em"
LABEL = {"description_width": "7em"}
WIDE = widgets.Layout(width="31em", max_width="96%")


class Panel:
    """One panel; `box` is the widget that a cell shows.

    Parameters
    ----------
    controls
        What a person chooses with, above the call and the answer.
    """

    def __init__(self, *controls: Any) -> None:
        self.call = ""
        """The one call that gives what the panel shows."""
        self._call = widgets.HTML()
        self.answer = widgets.Output()
        """Where what is found is shown."""
        self.box = widgets.VBox([*controls, self._call, self.answer])

    def show_call(self, call: str) -> None:
        """Show the call below the controls: one click chooses all of it, Ctrl+C copies it."""
        self.call = call
        self._call.value = call_html(call)

    @contextmanager
    def answering(self, opened: OpenedDataset) -> Iterator[None]:
        """Show what is displayed meanwhile in the place of the last answer; an error for a person is one sentence."""
        with self.answer:
            clear_output(wait=True)
            try:
                with opened.in_force():
                    yield
            except ReportError as problem:
                show_refusal(str(problem))


def call_html(call: str) -> str:
    """A call as the page shows it."""
    label = tr("Câu lệnh cho kết quả này (bấm vào để chọn, Ctrl+C để chép):")
    return f'<div style="color: #595959">{html.escape(label)}</div><code style="{_CODE}">{html.escape(call)}</code>'


def show_refusal(message: str) -> None:
    """Show why something cannot be answered."""
    shown = f'<div style="{_REFUSED}">{html.escape(message)}</div>'
    display({"text/plain": message, "text/html": shown}, raw=True)


def show_words(*lines: str) -> None:
    """Show sentences, letter for letter."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    display({"text/plain": "\n".join(lines), "text/html": f'<div style="max-width: 60em">{paragraphs}</div>'}, raw=True)


def call_of(opened: OpenedDataset, question: str, *values: Any, **named: Any) -> str:
    """The text of a call: what is left out (None) is not written."""
    said = [f'"{opened.name}"', *([f'lang="{opened.lang}"'] if opened.lang != "vi" else [])]
    given = [_said(value) for value in values]
    given += [f"{name}={_said(value)}" for name, value in named.items() if value is not None]
    return f"thidua.open({', '.join(said)}).{question}({', '.join(given)})"


def _said(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list | tuple):
        inner = ", ".join(_said(one) for one in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    return repr(value)


def dropdown(label: str, options: list[tuple[str, Any]], value: Any) -> Any:
    """A choice of one; a value that is not among the options gives way to the first of them."""
    values = [one for _, one in options]
    chosen = value if value in values else next(iter(values), None)
    return widgets.Dropdown(description=label, options=options, value=chosen, style=LABEL, layout=WIDE)


def button(label: str, icon: str = "") -> Any:
    """A button as wide as its words."""
    return widgets.Button(description=label, icon=icon, layout=widgets.Layout(width="auto"))
