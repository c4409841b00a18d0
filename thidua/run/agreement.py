"""One thing, one number: figures with equal keys show equal values, within an edition and over all of a dataset.

Which figures there are is read by `figures`. A contradiction is nobody's to resolve here: the editions in which it
stands are not ready, and the sentence why names both places and both values.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.errors import NotebookError, ReportError
from thidua.present.keyed import Key, written
from thidua.run.figures import Figure, figures_of, unprinted
from thidua.run.key import edition_key
from thidua.run.plan import Edition
from thidua.run.publish import published_notes


@dataclass(frozen=True)
class Contradiction:
    """Two places that give one thing two values; the first stands for those that agree with each other."""

    key: Key
    first: Figure
    second: Figure

    def __str__(self) -> str:
        """Say where, how much, and what it is that they both count."""
        return f"{self.first}, but {self.second}; both are {_brief(self.key)}"


def contradictions(figures: Iterable[Figure]) -> list[Contradiction]:
    """Every place whose value differs from what most places show of the same thing.

    Parameters
    ----------
    figures
        Of one edition or of several.

    Returns
    -------
    list of Contradiction
        In the order of the figures, one for each place that differs.

    Notes
    -----
    Two rounded figures agree if they agree at the coarser rounding. "…" against a number is a contradiction: if it is
    unknown in one place it is so everywhere; what is known in part has another ``whose``.
    """
    by_key: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_key[figure.key].append(figure)
    found = []
    for key, same in by_key.items():
        most = Counter(figure.value for figure in same).most_common(1)[0][0]
        usual = next(figure for figure in same if figure.value == most)
        found += [Contradiction(key, usual, figure) for figure in same if not agree(usual, figure)]
    return found


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures show the same value, at the coarser of their roundings."""
    if isinstance(one.value, str) or isinstance(other.value, str):
        return one.value == other.value
    if one.shown != other.shown:
        return False
    decimals = min(one.decimals, other.decimals)
    return written(one.value, one.shown, decimals) == written(other.value, other.shown, decimals)


def judge_keys(notebook: Mapping[str, Any]) -> None:
    """Refuse an edition that gives one thing two values, or whose words lack a figure that they claim to tell.

    Raises
    ------
    NotebookError
        Naming both places and both values, or the part and the figure.
    """
    if lacking := unprinted(notebook):
        raise NotebookError(lacking)
    found = contradictions(figures_of(notebook))
    if found:
        raise NotebookError(_told(found))


def disagreeing(editions: Sequence[Edition]) -> Iterator[tuple[Edition, str]]:
    """The editions that give one thing another value than an edition beside them does, each with one sentence why.

    Parameters
    ----------
    editions
        Of one dataset, whatever their units and periods: a stage shows its years, a province its districts. Only
        those that are made from the facts, code and settings of now are set beside each other; an older one waits
        to be built.
    """
    current = {str(edition): edition for edition in editions if _is_of_now(edition)}
    figures = [figure for name, edition in current.items() for figure in _published_figures(edition, name)]
    by_edition: dict[str, list[Contradiction]] = defaultdict(list)
    for found in contradictions(figures):
        for name in dict.fromkeys((found.first.edition, found.second.edition)):
            by_edition[name].append(found)
    for name, all_found in by_edition.items():
        yield current[name], _told(all_found)


def _is_of_now(edition: Edition) -> bool:
    notes = published_notes(edition)
    try:
        return bool(notes) and notes["key"] == edition_key(edition)
    except ReportError:
        # Facts that are not in order are told when the edition is built.
        return False


def _published_figures(edition: Edition, name: str) -> Iterator[Figure]:
    """Read as plain JSON: checking a notebook against its schema takes longer than all the rest."""
    return figures_of(json.loads(edition.file("ipynb").read_bytes()), edition=name)


def _told(found: Sequence[Contradiction]) -> str:
    rest = len(found) - 1
    more = f" (and {rest} more such {'places' if rest > 1 else 'place'})" if rest else ""
    return f"one thing has two values: {found[0]}{more}"


def _brief(key: Key) -> str:
    """The key for an operator; several units added up are told by their number."""
    units = key.whose.split("+")
    return str(key if len(units) == 1 else key | Key(whose=f"{len(units)} units"))
