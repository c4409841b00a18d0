"""Whose figures a frame holds: noted on every answer of a dataset, kept by most steps of pandas, read by `table`.

A figure that is illustrative must say so on every page, and each must name its source, however it came there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from thidua.errors import ConfigError
from thidua.present.known import Known
from thidua.present.language import language
from thidua.present.source_words import source_words
from thidua.present.words import lower_first

if TYPE_CHECKING:
    from thidua.facts.dataset import Dataset

NOTED = "thidua"
"""Under this name a frame's ``attrs`` say it."""


class Whose(NamedTuple):
    """The source line of figures, and whether they are invented."""

    source: str
    is_illustrative: bool


def noted(answer: Any, dataset: Dataset) -> Any:
    """An answer of a dataset; a frame says from here on whose figures it holds."""
    if hasattr(answer, "attrs"):
        answer.attrs[NOTED] = list(_of_dataset(dataset))
    return answer


def whose(frame: Any, of: Any, source: str) -> Whose:
    """Whose figures a frame holds.

    Parameters
    ----------
    of
        The report or opened dataset that they come from; None reads what the frame says.
    source
        The source line, if it is another one than that of the dataset.

    Raises
    ------
    ConfigError
        If neither the frame nor `of` nor `source` says it; tells what to write.
    """
    found = _said(frame, of)
    if found is None and not source:
        raise ConfigError('nothing says whose figures these are; write of=report, of=data, or source="…"')
    return Whose(source or (found.source if found else ""), found is not None and found.is_illustrative)


def _said(frame: Any, of: Any) -> Whose | None:
    if isinstance(of, Known):
        return Whose(source_words(of), of.is_illustrative)
    if of is not None:
        dataset = getattr(of, "dataset", None)
        if dataset is None:
            raise ConfigError(f"of is a {type(of).__name__}; write of=report or of=data, which thidua.open gave")
        return _of_dataset(dataset)
    told = frame.attrs.get(NOTED)
    return None if told is None else Whose(*told)


def _of_dataset(dataset: Dataset) -> Whose:
    settings = dataset.settings
    title = settings.title_en if language() == "en" and settings.title_en else settings.title
    return Whose(lower_first(title), settings.illustrative)
