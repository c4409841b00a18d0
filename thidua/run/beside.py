"""The editions that stand beside those of a build, and whether all of them were held against each other before.

What two editions say of one thing is compared in ``agreement``, which has to read all that they show. Editions are
named by their keys, which hold everything they were made from: the same set of keys need not be compared twice.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.errors import ReportError
from thidua.put import put
from thidua.run.build import Outcome
from thidua.run.currency import is_current
from thidua.run.plan import Edition, known_editions
from thidua.run.publish import published_notes

if TYPE_CHECKING:
    from thidua.run.ledger.book import Ledger

AGREED = ".agreed.json"
"""The file in reports/ that names, by dataset, the editions that were found to agree."""


def beside(made: Sequence[Outcome], ledger: Ledger) -> dict[str, Edition]:
    """The editions of a build that did not fail, and the others of their datasets that it would leave as they are.

    Parameters
    ----------
    made
        What became of the editions of a build; those that failed are beside none.
    ledger
        What was built before, whatever its units and periods. A stage shows its years, a province its districts.
    """
    found = {str(one.edition): one.edition for one in made if one.state != "failed"}
    return found | {str(edition): edition for edition in _built_before(made, ledger)}


def _built_before(made: Sequence[Outcome], ledger: Ledger) -> Iterator[Edition]:
    """The other editions of the datasets, of each project, that are of the data and settings as they are."""
    done = {str(one.edition) for one in made}
    datasets = {(one.edition.root, one.edition.dataset.name) for one in made}
    for root, dataset in datasets:
        names = [name for name in ledger.edition_names() if name.partition("/")[0] == dataset and name not in done]
        yield from (edition for edition in known_editions(root, names) if _is_of_now(edition))


def _is_of_now(edition: Edition) -> bool:
    try:
        return is_current(edition, ())
    except ReportError:
        # Facts that are not in order are told when the edition is built.
        return False


def have_agreed(editions: Mapping[str, Edition]) -> bool:
    """Whether just these editions, as they are, were found to agree before."""
    return all(_noted(root).get(dataset) == mark for (root, dataset), mark in _marks(editions).items())


def note_agreed(editions: Mapping[str, Edition]) -> None:
    """Remember that these editions, as they are, agree."""
    for (root, dataset), mark in _marks(editions).items():
        noted = _noted(root)
        if noted.get(dataset) != mark:
            try:
                put(root / "reports" / AGREED, json.dumps(noted | {dataset: mark}, indent=1, sort_keys=True))
            except OSError:
                return  # they are held against each other once more


def _marks(editions: Mapping[str, Edition]) -> dict[tuple[Path, str], str]:
    """One hash over the keys of the editions of each dataset of each project."""
    said: dict[tuple[Path, str], list[str]] = defaultdict(list)
    for name, edition in sorted(editions.items()):
        said[edition.root, edition.dataset.name].append(f"{name} {published_notes(edition).get('key')}\n")
    return {of: hashlib.sha256("".join(lines).encode()).hexdigest() for of, lines in said.items()}


def _noted(root: Path) -> dict[str, str]:
    try:
        noted = json.loads((root / "reports" / AGREED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}
