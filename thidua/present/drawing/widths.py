"""The width that is drawn for: that of the text on paper and desk, and a narrow one for phones and mails.

A form of chart asks here how wide its sheet is, and is drawn once for each width. A narrow picture is no wide one made
small: its letters are as large, its names stand above their rows, and it has no page to fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

from thidua.present.chart import NARROW_MM, WIDTH_MM, Drawn

_Given = ParamSpec("_Given")
_WIDTH: ContextVar[float | None] = ContextVar("width", default=None)
"""In mm; None where no form has begun to draw."""


def width_mm() -> float:
    """The width of the sheet that is drawn."""
    return _WIDTH.get() or WIDTH_MM


def is_narrow() -> bool:
    """Whether the sheet is narrower than the text."""
    return width_mm() < WIDTH_MM


def share(wide_mm: float) -> float:
    """What a length of the sheet of the text width is on the one that is drawn, in mm.

    Examples
    --------
    >>> share(33.0)
    33.0
    >>> with on_width(90):
    ...     share(33.0)
    18.0
    """
    return wide_mm * width_mm() / WIDTH_MM


@contextmanager
def on_width(mm: float) -> Iterator[None]:
    """Draw on sheets of this width."""
    before = _WIDTH.set(mm)
    try:
        yield
    finally:
        _WIDTH.reset(before)


def drawn_twice(form: Callable[_Given, str]) -> Callable[_Given, Drawn]:
    """The form drawn for both widths; within another form, or for one width, only for that."""

    @wraps(form)
    def both(*args: _Given.args, **kwargs: _Given.kwargs) -> Drawn:
        if _WIDTH.get() is not None:
            return Drawn(form(*args, **kwargs))
        with on_width(WIDTH_MM):
            wide = form(*args, **kwargs)
        with on_width(NARROW_MM):
            return Drawn(wide, form(*args, **kwargs))

    return both
