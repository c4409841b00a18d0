"""Whose figures a frame holds: noted on every answer of a dataset, and kept by most steps of pandas.

A figure that is invented must say so on every page, and each must name its source, however it came there; its words and
numbers are written in the language in which it was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thidua.present.language import language
from thidua.present.words import lower_first

if TYPE_CHECKING:
    from thidua.facts.dataset import Dataset


def noted(answer: Any, dataset: Dataset) -> Any:
    """An answer of a dataset; a frame says from here on, in its ``attrs``, whose figures it has and in what words.

    These are ``source``, ``illustrative``, ``lang`` and ``basis``.
    """
    if hasattr(answer, "attrs"):
        settings = dataset.settings
        title = settings.title_en if language() == "en" and settings.title_en else settings.title
        answer.attrs.update(source=lower_first(title), illustrative=settings.illustrative)
        answer.attrs.update(lang=language(), basis=settings.basis)
    return answer
