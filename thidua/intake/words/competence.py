"""Who may confer an award or a merged figure on a day, as quick lookups for many rows.

The rights themselves are dated rows of the registry; which words mean which award or authority is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from thidua.registry import Competence, competences, get_authority
from thidua.registry.territory import per_territory


@per_territory(maxsize=65536)
def conferring(award: str, on: date | None) -> tuple[str, ...]:
    """Return the authorities that may confer the award on that day, in their order on a page.

    Parameters
    ----------
    award
        A code, or several of a merged figure ("LDTT+CSTT"), which an authority must then all confer.
    on
        The day; None for any day.

    Returns
    -------
    tuple of str
        Codes of authorities; empty when nobody may or the award is unknown.

    Examples
    --------
    >>> conferring("GKH", date(2021, 6, 1)), conferring("GKH", date(2025, 7, 1))
    (('district_chair',), ())
    """
    rights = _rights()
    given = [
        [one.authority for one in rights.get(code, ()) if on is None or one.is_valid(on)] for code in award.split("+")
    ]
    common = set(given[0]).intersection(*given[1:])
    return tuple(sorted(common, key=lambda code: get_authority(code).rank))


def conferring_then(award: str, on: date | None) -> tuple[str, ...]:
    """Return who may confer the award on that day, or who ever may when nobody may then.

    Notes
    -----
    A district's certificate dated after 30/06/2025 is still a district's certificate: the sender is told that its
    day is wrong, not that its authority is unknown.
    """
    return conferring(award, on) or conferring(award, None)


@per_territory
def _rights() -> Mapping[str, tuple[Competence, ...]]:
    rights: dict[str, tuple[Competence, ...]] = {}
    for one in competences():
        rights[one.award] = (*rights.get(one.award, ()), one)
    return rights
