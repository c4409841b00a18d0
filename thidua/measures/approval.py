"""Approval: how many of the proposed awards were decided, by form and by level (K10 of the indicator catalogue)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from thidua.measures.intervals import Share
from thidua.measures.outcomes import Outcome, added_up, outcomes, shared


class Approval(NamedTuple):
    """The outcomes of what was proposed, and their shares by level.

    ``by_level`` holds the levels that have a share, highest first; ``total`` is the share of all of them. Both leave
    out the forms whose share cannot be told.
    """

    forms: tuple[Outcome, ...]
    by_level: dict[str, Share]
    total: Share | None


def approval(facts: pd.DataFrame) -> Approval:
    """Decided awards out of the proposed ones of one unit (K10).

    Parameters
    ----------
    facts
        All facts of one unit and period, whatever their status. The proposed numbers come from summary returns, whose
        annex has a column for them; the decided ones are those that the reports count.

    Notes
    -----
    In Vietnamese: tỷ lệ đề nghị được quyết định khen. Unit: per cent of the proposed, with a 95 % interval.

    A share of awards (lượt or số) with its Wilson interval. Both numbers must be of one unit: a list or quotation
    names awards that no return proposed, so the shares of a province are those of its units, see
    `approval_of_units`. Source: indicator K10; the annual annex of the province's software (proposed TT, CN; decided
    TT, CN).
    """
    return _approval(outcomes(facts, "proposed"))


def approval_of_units(facts: Mapping[str, pd.DataFrame]) -> Approval:
    """Decided awards out of the proposed ones, over the units that know both numbers of a form.

    Parameters
    ----------
    facts
        All facts of each unit in one period, by its id.
    """
    return _approval(added_up({unit: outcomes(rows, "proposed") for unit, rows in facts.items()}))


def _approval(forms: tuple[Outcome, ...]) -> Approval:
    levels = dict.fromkeys(one.level for one in forms)
    shares = {level: shared(one for one in forms if one.level == level) for level in levels}
    return Approval(forms, {level: share for level, share in shares.items() if share is not None}, shared(forms))
