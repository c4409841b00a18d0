"""Whether an edition is current: made again it would have the same inputs, and be given the same answers.

What an edition read stands in its notebook (`thidua.facts.reads`); what is answered now is for `thidua.facts.digests`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset, open_dataset
from thidua.facts.digests import LIVE
from thidua.run.key import FIXED, INPUTS, changed_inputs, edition_inputs, fixed_inputs, input_of, key_of
from thidua.run.plan import Edition
from thidua.run.publish import published_formats, published_notes


@dataclass(frozen=True)
class Change:
    """What is no longer as it was when an edition was made.

    Attributes
    ----------
    is_stale
        Whether anything is; of an old notebook it may not be known what.
    inputs
        Which of `INPUTS`, in their order.
    asked
        The questions that are answered otherwise, each with the name of its dataset.
    """

    is_stale: bool
    inputs: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()


def is_current(edition: Edition, formats: tuple[str, ...]) -> bool:
    """Whether the published edition would be made again as it stands, in all these formats.

    Raises
    ------
    DataError
        If the facts of the dataset are not in order.
    """
    notes = published_notes(edition)
    if not notes or change_since(edition, notes).is_stale:
        return False
    return set(formats) <= set(published_formats(edition))


def change_since(edition: Edition, notes: Mapping[str, Any], *, snapshot: str = "") -> Change:
    """What has changed since an edition was made.

    Parameters
    ----------
    notes
        What its notebook says of it, as `published_notes` gives it.
    snapshot
        The name of the snapshot that it was made from, if that is known: the same snapshot answers the same.

    Raises
    ------
    DataError
        If the facts of the dataset are not in order.
    """
    if notes.get("reads") is None:
        # Made by a notebook that opened no dataset of ours, or before reads were noted.
        now = edition_inputs(edition)
        if notes["key"] == key_of(now):
            return Change(is_stale=False)
        inputs = changed_inputs(notes["inputs"], now)
        if "package" in inputs:
            # Another one may hash the same facts otherwise: whether they changed is not known then.
            inputs = tuple(name for name in inputs if name in FIXED)
        return Change(is_stale=True, inputs=inputs)
    now = fixed_inputs(edition)
    fixed = [name for name in FIXED if notes["inputs"].get(name) != now[name]]
    asked = () if fixed else tuple(_answered_otherwise(edition, notes["reads"], snapshot))
    changed = {*fixed, *(input_of(question) for _, question in asked)}
    return Change(bool(changed), tuple(name for name in INPUTS if name in changed), asked)


def _answered_otherwise(
    edition: Edition, reads: Mapping[str, Mapping[str, str]], snapshot: str
) -> Iterator[tuple[str, str]]:
    for name, answers in reads.items():
        dataset = _dataset(edition, name)
        is_same = name == edition.dataset.name and snapshot != "" and edition.dataset.current_snapshot.name == snapshot
        for question, answered in answers.items():
            if is_same and question.partition(" ")[0] not in LIVE:
                continue
            if dataset is None or dataset.digests.of(question) != answered:
                yield name, question


def _dataset(edition: Edition, name: str) -> Dataset | None:
    """A dataset that an edition read, most often its own; None if it is not there, or not in order."""
    if name == edition.dataset.name:
        return edition.dataset
    try:
        return open_dataset(name, edition.root)
    except ConfigError:
        return None


def learn(edition: Edition, notes: Mapping[str, Any], snapshot: str) -> None:
    """Keep the answers that a new edition was given: whoever looks at it next need not ask again."""
    told = (notes.get("reads") or {}).get(edition.dataset.name)
    if told and edition.dataset.current_snapshot.name == snapshot:
        edition.dataset.digests.learn(told)


def foresee(editions: Iterable[Edition]) -> None:
    """Ask at once of each dataset what it will take to tell which of its published editions are current.

    Raises
    ------
    DataError
        If the facts of a dataset are not in order.
    """
    asked: dict[int, tuple[Dataset, dict[str, None]]] = defaultdict()
    for edition in editions:
        reads = published_notes(edition).get("reads") or {}
        _, of_dataset = asked.setdefault(id(edition.dataset), (edition.dataset, {}))
        of_dataset |= dict.fromkeys(reads.get(edition.dataset.name, ()))
    for dataset, of_dataset in asked.values():
        dataset.digests.foresee(of_dataset)
