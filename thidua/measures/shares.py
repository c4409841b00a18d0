"""Shares that the reports quote: recipient classes, fighters among advanced workers, the honoured few."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from thidua.errors import DataError
from thidua.measures.counts import class_counts, count_of
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.values import values
from thidua.registry import Cap, coarse_class, get_recipient_class


class ClassShare(NamedTuple):
    """One recipient class of one form: its share of all individuals who received the form."""

    award: str
    recipient_class: str
    derived: bool
    share: Share


def class_shares(facts: pd.DataFrame) -> list[ClassShare]:
    """The share of each recipient class among the individuals of a form (K05 of the indicator catalogue).

    Parameters
    ----------
    facts
        Facts of one unit, period and status; rows with a ``recipient_class`` are the parts, the row of the
        same form without one is the whole.

    Returns
    -------
    list of ClassShare
        In file order, types of award added up. Empty if the source gives no classes, or counts them differently from
        the whole.

    Raises
    ------
    DataError
        If the classes of a form add up to more than its individuals.

    Notes
    -----
    In Vietnamese: cơ cấu thành phần người được khen, trong đó người trực tiếp lao động. Unit: per cent of
    individuals, with a 95 % interval. Source: indicator K05, class e ÷ (a + b + d + e).
    """
    shares: list[ClassShare] = []
    for award, parts in _class_counts(facts).items():
        whole = count_of(facts, award, "individual")
        units = {unit for form, unit in values(facts, "award", "count_unit") if form == award}
        if whole is None or len(units) != 1:
            continue
        if (total := sum(one.number for one in parts)) > whole:
            raise DataError(f"{award}: recipient classes add up to {total}, more than all {whole} individuals")
        for recipient_class in dict.fromkeys(one.recipient_class for one in parts):
            same = [one for one in parts if one.recipient_class == recipient_class]
            share = wilson_share(int(sum(one.number for one in same)), whole)
            shares.append(ClassShare(award, recipient_class, any(one.derived_from for one in same), share))
    return shares


class _ClassCount(NamedTuple):
    """A count of the individuals of one class."""

    recipient_class: str
    derived_from: str
    number: int


def _class_counts(facts: pd.DataFrame) -> dict[str, list[_ClassCount]]:
    """The class counts of each form in one scheme: where some classes are coarse, the others are made so."""
    names = ("award", "state", "recipient_class", "derived_from", "count")
    found: dict[str, list[_ClassCount]] = {}
    for award, state, *count in values(class_counts(facts), *names):
        if state == "counted":
            found.setdefault(award, []).append(_ClassCount._make(count))
    return {award: _in_one_scheme(parts) for award, parts in found.items()}


def _in_one_scheme(parts: list[_ClassCount]) -> list[_ClassCount]:
    if not any(get_recipient_class(one.recipient_class).scheme == "coarse" for one in parts):
        return parts
    return [one._replace(recipient_class=coarse_class(one.recipient_class).code) for one in parts]


def first_form(shares: list[ClassShare], *awards: str) -> list[ClassShare]:
    """The shares of the first of these forms of which classes are known; of none of them, an empty list."""
    known = {item.award for item in shares}
    award = next((award for award in awards if award in known), None)
    return [item for item in shares if item.award == award]


class RatioToCap(NamedTuple):
    """Fighters as a share of advanced workers, and the cap in force, if any."""

    award: str
    of_award: str
    share: Share
    cap: Cap | None

    @property
    def is_within(self) -> bool | None:
        """Whether the share keeps to the cap; None where no cap was in force or the share is unknown."""
        if self.cap is None or self.share.share is None:
            return None
        return 100 * self.share.share <= self.cap.limit_percent


def share_of_advanced(
    facts: pd.DataFrame, cap: Cap | None, *, award: str = "CSTDCS", of_award: str = "LDTT"
) -> RatioToCap | None:
    """Grassroots emulation fighters as a share of advanced workers (K04 of the indicator catalogue).

    Parameters
    ----------
    facts
        Awarded facts of one unit and period. A figure that merges advanced workers with advanced soldiers
        ("LDTT+CSTT") serves as the denominator where there is no figure for workers alone.
    cap
        The cap in force in the period, from the registry.

    Returns
    -------
    RatioToCap or None
        None if numerator or denominator is not known, if they are counted differently (lượt against số), or if
        they contradict each other: batches of different school years may.

    Notes
    -----
    In Vietnamese: tỷ lệ Chiến sĩ thi đua cơ sở so với Lao động tiên tiến. Unit: per cent of advanced workers,
    beside the cap of the law. Source: indicator K04; the cap with its law is a row of ``caps.csv`` of the registry.
    """
    whole_of = next(
        (code for code in (of_award, f"{of_award}+CSTT") if count_of(facts, code, "individual") is not None),
        None,
    )
    part = count_of(facts, award, "individual")
    if whole_of is None or part is None:
        return None
    rows = values(facts, "award", "recipient_class", "count_unit")
    units = {unit for form, of_class, unit in rows if not of_class and form in (award, whole_of)}
    whole = count_of(facts, whole_of, "individual")
    if len(units) != 1 or whole is None or part > whole:
        return None
    return RatioToCap(award, whole_of, wilson_share(part, whole), cap)


def honoured_share(facts: pd.DataFrame, *, honoured: str = "DHTT", among: str = "BKT") -> Share | None:
    """Exemplary models honoured at a conference as a share of those commended in the same period.

    Parameters
    ----------
    facts
        All facts of one unit and period, whatever their status.

    Returns
    -------
    Share or None
        None if either figure is not known, or if they contradict each other. The honoured are part
        of the commended: never a sum of the two.

    Notes
    -----
    In Vietnamese: tỷ lệ điển hình được biểu dương trong số được khen. Unit: per cent of those commended, with a 95
    % interval. Source: the reports on exemplary models; Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212.
    """
    part = count_of(facts[facts["status"] == "honoured"], honoured)
    whole = count_of(facts[facts["status"] == "awarded"], among)
    return None if part is None or whole is None or part > whole else wilson_share(part, whole)
