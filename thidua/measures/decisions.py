"""Decisions on awards as the lists name them: which rows are of one decision, and how many decisions there are.

How they are listed is made in ``present``; how a number is read belongs to ``intake``.
"""

from __future__ import annotations

import pandas as pd

from thidua.intake.cells.decisions import decision_key
from thidua.registry import get_authority

_SHARED = ("TW", "BO", "TINH")
"""Levels whose decisions commend the recipients of many units: the unit of a row is not the one that decided."""


def deciding_units(rows: pd.DataFrame) -> pd.Series:
    """The unit that numbered the decision of each row, below the province; empty for the province and above.

    Parameters
    ----------
    rows
        Rows of decision lists; columns as in `thidua.intake.columns.FACTS`.

    Returns
    -------
    pandas.Series
        An id of a unit for each row, with the index of ``rows``. Numbers start anew each year with every authority, so
        that those of two districts are two decisions: what a district, a department, a commune or an agency decided
        is numbered in the unit of the row, and what the province or a ministry did is the same for all.
    """
    authorities = rows["authority"].tolist()
    is_shared = {code: bool(code) and get_authority(code).level in _SHARED for code in set(authorities)}
    own = ["" if is_shared[code] else unit for code, unit in zip(authorities, rows["unit"].tolist(), strict=True)]
    return pd.Series(own, index=rows.index, dtype="str")


def decision_ids(rows: pd.DataFrame) -> pd.Series:
    """What tells the decision of each row from others: authority, deciding unit, number and day.

    Notes
    -----
    Numbers are compared as `thidua.intake.cells.decisions.decision_key` writes them. Rows without a number are of one
    decision if authority, deciding unit and day agree.

    Examples
    --------
    >>> row = {"authority": "district_chair", "unit": "huyen-ba-be", "decision_no": "5/QĐ-UBND", "decided_on": "12/3"}
    >>> rows = pd.DataFrame([row, {**row, "decision_no": "05/QĐ-UBND"}, {**row, "unit": "huyen-na-ri"}])
    >>> decision_ids(rows).nunique()
    2
    """
    numbers = [decision_key(text) for text in rows["decision_no"].tolist()]
    parts = (rows["authority"].tolist(), deciding_units(rows).tolist(), numbers, rows["decided_on"].tolist())
    return pd.Series(list(zip(*parts, strict=True)), index=rows.index, dtype=object)


def decision_count(rows: pd.DataFrame) -> int:
    """How many decisions these rows of lists are of.

    Notes
    -----
    In Vietnamese: số quyết định khen thưởng. Unit: decisions. Source: indicator K01; the rows of decision lists.
    """
    return int(decision_ids(rows).nunique())
