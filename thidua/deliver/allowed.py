"""What readers may see: released editions as they stand, of kinds that are public, without the names of people.

A list of what may be seen, never of what may not: what is not on it is nowhere in the public folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thidua.deliver.packs import EditionState, Pack
from thidua.run.formats import READERS
from thidua.run.plan import Edition


def may_be_public(edition: Edition, kinds: Sequence[str] | None) -> bool:
    """Whether an edition may be shown once it is released.

    Parameters
    ----------
    kinds
        The kinds of report that are public; None for all.
    """
    return not edition.names and (kinds is None or edition.kind in kinds)


def is_public(state: EditionState, kinds: Sequence[str] | None) -> bool:
    """Whether an edition is shown now: released, sealed, its last revision, and of those that may be."""
    return state.release == "released" and state.is_sealed and may_be_public(state.edition, kinds)


def public_packs(packs: Sequence[Pack], kinds: Sequence[str] | None) -> list[Pack]:
    """The packs with nothing but the editions that are shown, in the same order; those with none are left out."""
    shown = [
        replace(pack, editions=tuple(state for state in pack.editions if is_public(state, kinds))) for pack in packs
    ]
    return [pack for pack in shown if pack.editions]


def public_files(state: EditionState) -> dict[str, str]:
    """The files of an edition that readers get, the hash that the ledger knows by extension; no notebook, no draft."""
    known = state.revision.files if state.revision else {}
    return {extension: known[extension] for extension in READERS if extension in known}


def stable_address(edition: Edition, extension: str) -> tuple[str, ...]:
    """Where a file of an edition stands below the public folder, whatever its revision: made of ids alone."""
    return (edition.dataset.name, str(edition.period), edition.unit.id, f"{edition.name}.{extension}")
