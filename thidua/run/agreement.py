"""One thing, one number: figures with equal keys show equal values, within an edition and over all of a dataset.

Which figures there are is read by `figures`. A contradiction is nobody's to resolve here: the editions in which it
stands are not ready, and the sentence why names both places and both values.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from thidua.errors import NotebookError
from thidua.present.keyed import Key, written
from thidua.present.shown import Shown
from thidua.run.build import Outcome
from thidua.run.figures import Figure, figures_among, figures_of, unprinted
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
    if one.shown != other.shown or one.value == other.value:
        return one.shown == other.shown
    decimals = min(one.decimals, other.decimals)
    return written(one.value, one.shown, decimals) == written(other.value, other.shown, decimals)


def judge_keys(shown: Sequence[Shown]) -> None:
    """Refuse an edition that gives one thing two values, or whose words lack a figure that they claim to tell.

    Raises
    ------
    NotebookError
        Naming both places and both values, or the part and the figure.
    """
    if lacking := unprinted(shown):
        raise NotebookError(lacking)
    found = contradictions(figures_among(shown))
    if found:
        raise NotebookError(_told(found))


def disagreements(editions: Mapping[str, Edition]) -> Iterator[Outcome]:
    """The editions that give one thing another value than an edition beside them does, as failed outcomes.

    Parameters
    ----------
    editions
        By name, all that stand beside each other (see `thidua.run.beside`).

    Returns
    -------
    iterator of Outcome
        Without a key, so that a schedule builds them again though nothing of their own has changed: the fault may be
        the other edition's.
    """
    # Two datasets count two things, whatever they call them.
    figures: dict[str, list[Figure]] = defaultdict(list)
    for name, edition in editions.items():
        figures[edition.dataset.name] += _published_figures(edition, name)
    found: dict[str, list[Contradiction]] = defaultdict(list)
    for contradiction in chain.from_iterable(map(contradictions, figures.values())):
        for name in dict.fromkeys((contradiction.first.edition, contradiction.second.edition)):
            found[name].append(contradiction)
    for name, contradicting in found.items():
        yield Outcome(editions[name], "failed", _told(contradicting))


def _published_figures(edition: Edition, name: str) -> Iterator[Figure]:
    """Read as plain JSON: checking a notebook against its schema takes longer than all the rest."""
    if published_notes(edition):
        yield from figures_of(json.loads(edition.file("ipynb").read_bytes()), edition=name)


def _told(found: Sequence[Contradiction]) -> str:
    rest = len(found) - 1
    more = f" (and {rest} more such {'places' if rest > 1 else 'place'})" if rest else ""
    return f"one thing has two values: {found[0]}{more}"


def _brief(key: Key) -> str:
    """The key for an operator; several units added up are told by their number."""
    units = key.whose.split("+")
    return str(key if len(units) == 1 else key | Key(whose=f"{len(units)} units"))
