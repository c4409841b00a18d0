"""How often recipients were commended: awards counted as instances (lượt), and the distinct recipients behind them.

Only decision lists name recipients; of what a return counts, or a list as "521 cá nhân", no one can say how many
different recipients it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from thidua.measures.counts import KINDS, counts_awards
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.values import values
from thidua.registry import fold_all


@dataclass(frozen=True, slots=True)
class Recipients:
    """The recipients of one kind in a period.

    Attributes
    ----------
    kind
        Code of the recipient kind.
    counted
        How many awards the figures count, lists and returns together; None where a part of them has no figure, or
        some count instances and others recipients.
    count_unit
        What ``counted`` counts, ``instance`` or ``recipient``; empty where it is None.
    listed
        How many rows of decision lists name a recipient, one row an award: of these alone the rest is known.
    distinct
        How many different recipients these rows name.
    again
        How many of the distinct have two awards or more.
    most
        The largest number of awards of one recipient; 0 without rows.
    unnamed
        How many rows of decision lists name nobody.
    """

    kind: str
    counted: int | None
    count_unit: str
    listed: int
    distinct: int
    again: int
    most: int
    unnamed: int = 0

    @property
    def share_again(self) -> Share:
        """The distinct recipients with two awards or more, as a share of all distinct ones."""
        return wilson_share(self.again, self.distinct)

    @property
    def is_all_listed(self) -> bool:
        """Whether every award that is counted stands in a list by name, so that the distinct are those of all."""
        return self.is_all_in_lists and not self.unnamed

    @property
    def is_all_in_lists(self) -> bool:
        """Whether every award that is counted stands in a list, with a name or without."""
        return self.count_unit == "instance" and self.counted == self.listed + self.unnamed


def recipients(facts: pd.DataFrame, rows: pd.DataFrame) -> list[Recipients]:
    """Awards as instances and as distinct recipients, by kind (K01), and recipients who come again (K15).

    Parameters
    ----------
    facts
        Awarded facts of one unit and period; see `thidua.facts.query.Facts.of`. What splits a count into classes and
        what the registry keeps beside the awards is left out.
    rows
        The rows of all accepted decision lists of the unit and period, also of awards that are counted from a return;
        columns as in `thidua.intake.columns.FACTS`.

    Returns
    -------
    list of Recipients
        One for each of collective, individual and household that was commended, in this order; empty if nobody was.

    Notes
    -----
    In Vietnamese: số lượt và số đối tượng khác nhau, số được khen nhiều lần. Unit: instances (lượt), and distinct
    recipients.

    Two rows name one recipient if kind, unit, folded name and place of work agree; see `recipient_keys`. Two people of
    one name at one place of work count as one. Source: indicators K01 and K15.
    """
    names = ("award", "recipient_class", "recipient_kind", "state", "count_unit", "count")
    whole = [row for award, of_class, *row in values(facts, *names) if not of_class and counts_awards(award)]
    is_listed = rows["status"].eq("awarded").to_numpy(dtype=bool) & _count_awards(rows["award"].tolist())
    kinds, is_named = rows["recipient_kind"].to_numpy(dtype=object), rows["recipient"].ne("").to_numpy(dtype=bool)
    found = []
    for kind in KINDS:
        of_kind = [row for of_kind, *row in whole if of_kind == kind]
        counted, count_unit = _total(of_kind)
        listed = is_listed & (kinds == kind)
        if not listed.any() and (counted == 0 or not of_kind):
            continue
        names_of = Counter(recipient_keys(rows[listed & is_named]))
        again, most = sum(times > 1 for times in names_of.values()), max(names_of.values(), default=0)
        unnamed = int(listed.sum()) - names_of.total()
        found.append(Recipients(kind, counted, count_unit, names_of.total(), len(names_of), again, most, unnamed))
    return found


def recipient_keys(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """What tells one recipient of a list from another: unit, kind, folded name and folded place of work.

    Notes
    -----
    One list says "Điều dưỡng, Trạm Y tế xã Cao Thượng" and another "Trạm Y tế xã Cao Thượng" of the same person: the
    place of work is what follows the last comma.

    Examples
    --------
    >>> row = {"unit": "huyen-ba-be", "recipient_kind": "individual", "recipient": "Lý Thị Hoà"}
    >>> two = pd.DataFrame([{**row, "workplace": "Y sĩ, Trạm Y tế"}, {**row, "workplace": "Trạm y tế"}])
    >>> len(set(recipient_keys(two)))
    1
    """
    names, places = fold_all(rows["recipient"].tolist()), fold_all(rows["workplace"].tolist())
    tails = (place.rpartition(",")[2].strip() for place in places)
    return list(zip(rows["unit"].tolist(), rows["recipient_kind"].tolist(), names, tails, strict=True))


def _count_awards(codes: Sequence[str]) -> NDArray[np.bool_]:
    """Which of these forms are awards; the registry keeps others beside them."""
    known = {code: counts_awards(code) for code in set(codes)}
    return np.array([known[code] for code in codes], dtype=bool)


def _total(figures: Iterable[Sequence[Any]]) -> tuple[int | None, str]:
    """The sum of these figures and what they count; None if one is missing, or if they count different things."""
    possible = [figure for figure in figures if figure[0] != "not_applicable"]
    units = {unit for _, unit, _ in possible}
    if len(units) != 1 or any(state != "counted" for state, _, _ in possible):
        return None, ""
    return int(sum(count for *_, count in possible)), str(units.pop())
