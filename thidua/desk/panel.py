"""A panel of the desk: what it shows, the one call that gives the same, and a plain sentence where it cannot."""

from __future__ import annotations

import base64
import html
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets
from IPython.display import clear_output, display

from thidua.errors import ReportError
from thidua.explore.opened import OpenedDataset
from thidua.present.chart import CHART_MIME
from thidua.present.html import notebook_stylesheet
from thidua.present.language import tr

_CODE = (
    "user-select: all; display: block; white-space: pre-wrap; background: #f5f5f5; padding: .3em .6em; color: #1a1a1a"
)
_REFUSED = "border-left: 6px solid #b5451b; background: #fdf3ef; color: #000; padding: .4em 1em"
_COME = 'setTimeout(() => element.scrollIntoView({block: "center", behavior: "smooth"}), 200);'
LABEL = {"description_width": "8.5em"}
WIDE = widgets.Layout(width="32em", max_width="96%")


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
        self.answer = widgets.VBox()
        """Where what is found is shown."""
        self._come = widgets.Output()
        self.box = widgets.VBox([*controls, self._call, self._come, self.answer])

    def show_call(self, call: str) -> None:
        """Show the call below the controls: one click chooses all of it, Ctrl+C copies it. None is shown as ""."""
        self.call = call
        self._call.value = call_html(call) if call else ""

    @contextmanager
    def answering(self, opened: OpenedDataset, where: Any = None) -> Iterator[list[Any]]:
        """Show the widgets of a list in the place of the last answer; an error for a person is one sentence.

        Whatever goes wrong, the last answer does not stay: it would stand under what is chosen now. They are widgets
        and no captured outputs: a notebook client without a browser loses replies over those.
        """
        found: list[Any] = []
        try:
            with opened.in_force():
                yield found
            if found and opened.dataset.settings.illustrative:
                found.append(marked(tr("Số liệu minh họa, không phải số liệu của đơn vị nào")))
        except ReportError as problem:
            found[:] = [refusal(str(problem))]
        except Exception as problem:
            # A mistake of the program, raised where a widget calls, would be told nowhere; other panels go on.
            with opened.in_force():
                said = tr("Chương trình có lỗi ở đây, nên không có gì để xem: {problem}", problem=repr(problem))
            found[:] = [refusal(said), trace(problem)]
        (where or self.answer).children = tuple(found)

    def bring_here(self) -> None:
        """Bring the reader to this panel: what they clicked may stand far above it."""
        with self._come:
            clear_output(wait=True)
            display({"text/plain": "", "application/javascript": _COME}, raw=True)


def call_html(call: str) -> str:
    """A call as the page shows it."""
    label = tr("Câu lệnh cho kết quả này (bấm vào để chọn, Ctrl+C để chép):")
    return f'<div style="color: #595959">{html.escape(label)}</div><code style="{_CODE}">{html.escape(call)}</code>'


def refusal(message: str) -> Any:
    """Why something cannot be answered."""
    return widgets.HTML(f'<div style="{_REFUSED}">{html.escape(message)}</div>')


def trace(problem: Exception) -> Any:
    """Where in the program it went wrong, for who mends it."""
    told = html.escape("".join(traceback.format_exception(problem)))
    return widgets.HTML(f"<details><summary>{type(problem).__name__}</summary><pre>{told}</pre></details>")


def marked(line: str) -> Any:
    """What must be known of all that stands above it."""
    return widgets.HTML(f'<div style="color: #b5451b">{html.escape(line)}</div>')


def words(*lines: str) -> Any:
    """Sentences, letter for letter."""
    paragraphs = "".join(f'<p style="margin: .2em 0">{html.escape(line)}</p>' for line in lines if line)
    return widgets.HTML(f'<div style="max-width: 60em">{paragraphs}</div>')


def shown(found: Any) -> Any:
    """What shows itself in a notebook: a card, a chart as its picture, a table or part in the look of the reports."""
    if hasattr(found, "_repr_html_"):
        return widgets.HTML(found._repr_html_())
    told = found._repr_mimebundle_()
    if CHART_MIME in told:
        picture = base64.b64encode(told[CHART_MIME].encode()).decode()
        alt = html.escape(told["text/plain"], quote=True)
        return widgets.HTML(f'<img alt="{alt}" style="max-width: 100%" src="data:image/svg+xml;base64,{picture}">')
    return widgets.HTML(f"<style>{notebook_stylesheet()}</style>{told['text/html']}")


def call_of(opened: OpenedDataset, question: str, *values: Any, **named: Any) -> str:
    """The text of a call: what is left out (None) is not written."""
    given = [_said(value) for value in values]
    given += [f"{name}={_said(value)}" for name, value in named.items() if value is not None]
    return f"{opening(opened)}.{question}({', '.join(given)})"


def opening(opened: OpenedDataset) -> str:
    """The text of the call that opens a dataset."""
    said = [f'"{opened.name}"', *([f'lang="{opened.lang}"'] if opened.lang != "vi" else [])]
    return f"thidua.open({', '.join(said)})"


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


def offer(box: Any, options: list[tuple[str, Any]], value: Any) -> None:
    """Offer other options in a choice of one, keeping a value that is still among them."""
    values = [one for _, one in options]
    box.options = options
    box.value = value if value in values else next(iter(values), None)


def button(label: str, icon: str = "") -> Any:
    """A button as wide as its words."""
    return widgets.Button(description=label, icon=icon, layout=widgets.Layout(width="auto"))
