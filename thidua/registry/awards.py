"""The catalogue of titles and forms of commendation, and three things counted beside them.

Who may confer an award is in ``authorities``, limits are in ``caps``, its manner is in ``award_types``.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.registry.dated import Dated
from thidua.registry.dated_names import named_on
from thidua.registry.lookup import look_up, split_merged
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class Award(Dated):
    """A title or form of commendation.

    Attributes
    ----------
    code
        Stable code, never used again: ``LDTT``, ``HCLD3``.
    name_vi, short_vi, name_en
        The Vietnamese name is the key; the English one is a label.
    group
        title, order, medal, honorary, flag, certificate_of_merit, commendation_certificate, badge,
        commemorative, prize or other.
    family
        Common code of the classes of one order (``HCLD``); otherwise the award's own code.
    recipient_kinds
        Codes of the kinds of recipients.
    valid_from, valid_to
        First and last day; None means before the registry's first record, or still valid.
    legal_basis, remark, confidence
        Where it comes from, what to know, how sure the row is.
    is_award
        False for what is counted beside awards and never enters their totals.
    """

    code: str
    name_vi: str
    short_vi: str
    name_en: str
    group: str
    family: str
    recipient_kinds: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    is_award: bool
    remark: str
    confidence: str


@cache
def _awards() -> dict[str, Award]:
    return {award.code: award for award in typed("awards", Award)}


def get_award(code: str, on: date | None = None) -> Award:
    """Return the award of that code, under the name that it has on a day if one is given.

    Raises
    ------
    ConfigError
        If there is none; names the nearest codes.
    """
    award = look_up("award", code, _awards())
    return award if on is None else named_on("awards", award, on)


def awards(on: date | None = None) -> tuple[Award, ...]:
    """Return the catalogue, or what of it holds on that day under the names of the day, in the table's order."""
    if on is None:
        return tuple(_awards().values())
    return tuple(named_on("awards", award, on) for award in _awards().values() if award.is_valid(on))


def merged_awards(codes: str) -> tuple[Award, ...]:
    """Return the awards of a figure that merges several, order kept; a single code gives one.

    Raises
    ------
    ConfigError
        If a code is unknown or stands twice.

    Examples
    --------
    >>> [award.short_vi for award in merged_awards("LDTT+CSTT")]
    ['LĐTT', 'CSTT']
    """
    return tuple(get_award(code) for code in split_merged("award", codes))


def held_awards(code: str) -> tuple[Award, ...]:
    """Return the classes that a figure of class 0 holds; none for any other award.

    Examples
    --------
    >>> [award.code for award in held_awards("HCLD0")]
    ['HCLD1', 'HCLD2', 'HCLD3']
    """
    whole = get_award(code)
    if whole.code != f"{whole.family}0":
        return ()
    return tuple(award for award in awards() if award.family == whole.family and award != whole)
