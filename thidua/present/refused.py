"""What a notebook shows when its report cannot be opened: the message, where its reader is.

JupyterLab's Run All goes to the last cell; an error in the third is then far above, and all in between is blank.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from thidua.errors import ReportError
from thidua.present.language import tr

_STYLE = "border-left: 6px solid #b5451b; background: #fdf3ef; color: #000; padding: .6em 1em; font-size: 115%"
_GO_THERE = 'setTimeout(() => element.scrollIntoView({block: "center"}), 100);'
"""Run by JupyterLab below the message, after it has gone to the last cell itself."""


@contextmanager
def refused_visibly() -> Iterator[None]:
    """Where an error is written for a person, show it in the notebook as well, and bring the reader there.

    It is raised all the same: what follows does not run. Outside a notebook nothing is shown.
    """
    try:
        yield
    except ReportError as problem:
        if "ipykernel" in sys.modules:
            _show(str(problem))
        raise


def _show(message: str) -> None:
    from IPython import get_ipython
    from IPython.display import display

    if getattr(get_ipython(), "kernel", None) is None:
        return
    head = tr("Chưa lập được: {message}", message=message)
    todo = tr("Sửa ô tham số ở đầu sổ tay, rồi chạy lại tất cả các ô.")
    shown = f'<div style="{_STYLE}"><p><b>{html.escape(head)}</b></p><p>{html.escape(todo)}</p></div>'
    display({"text/plain": f"{head}\n{todo}", "text/html": shown}, raw=True)
    display({"text/plain": "", "application/javascript": _GO_THERE}, raw=True)
