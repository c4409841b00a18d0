"""Official scores of a block: the sums of its scoring sheet, the rank they give, and the votes (K13).

Nothing here is computed from counts of awards: statistics stand elsewhere, and are no rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from thidua.errors import DataError


class Score(NamedTuple):
    """The scoring sheet of one member, summed over its criteria.

    Attributes
    ----------
    unit
        Its id.
    maximum, self_score, cross_score
        Points that could be had, that it gave itself, that the cross-check gave; None where a criterion has none.
    bonus, minus
        Points added and taken away; a blank adds nothing, and None says that the sheet has none at all.
    final
        The cross-checked points with the bonus and without the minus; a criterion that was not cross-checked counts
        with its own points, and None says that one has neither.
    votes
        Votes of the other members for it; None where the sheet has none.
    rank
        First and last place that it shares: (2, 3) for two members with the second highest score; None without one.
    unchecked
        How many criteria count with its own points.
    """

    unit: str
    maximum: float | None
    self_score: float | None
    cross_score: float | None
    bonus: float | None
    minus: float | None
    final: float | None
    votes: int | None
    rank: tuple[int, int] | None
    unchecked: int = 0

    @property
    def is_tied(self) -> bool:
        """Whether it shares its place."""
        return self.rank is not None and self.rank[0] != self.rank[1]


def block_scores(scores: pd.DataFrame, members: Sequence[str]) -> tuple[Score, ...]:
    """Sum the scoring sheet of each member and rank the members by it (K13).

    Parameters
    ----------
    scores
        The register of scores of one period, one row a member and criterion, as `thidua.facts.query.Facts.register`
        gives it; rows of other units are left out.
    members
        Ids of the members of the block, in their order.

    Returns
    -------
    tuple of Score
        The highest first, equal ones in the order of the members, then those without a score.

    Raises
    ------
    DataError
        If a member has the same criterion twice; names both.

    Notes
    -----
    In Vietnamese: điểm thi đua và thứ hạng trong khối, cụm. Unit: points and places.

    Points. Rule: final = cross-checked (its own where there is none) + bonus - minus, as the sheet adds up; equal
    scores share their places, and no lot or second criterion parts them. Who sent no sheet has no points, which is
    not 0, and no rank. Source: indicator K13; the block's own criteria of the year.
    """
    sheets = {unit: scores[scores["unit"] == unit] for unit in members}
    for unit, sheet in sheets.items():
        twice = sheet.loc[sheet["criterion"].duplicated(), "criterion"]
        if not twice.empty:
            raise DataError(f'{unit}: the scoring sheet has the criterion "{twice.iloc[0]}" twice')
    summed = [_score(unit, sheet) for unit, sheet in sheets.items()]
    ranks = _ranks({one.unit: one.final for one in summed if one.final is not None})
    ranked = [one._replace(rank=ranks.get(one.unit)) for one in summed]
    return tuple(sorted(ranked, key=lambda one: one.rank or (len(ranked) + 1, 0)))


def rank_moves(now: Iterable[Score], before: Iterable[Score]) -> dict[str, int]:
    """How many places each member rose (above 0) or fell since the year before, by its first place.

    Members without a place in one of the two years are left out; if others are ranked now than then, nobody moved
    in a way that can be told, and there are none.

    Examples
    --------
    >>> one = Score("a", None, None, None, None, None, 900.0, None, (2, 3))
    >>> rank_moves([one], [one._replace(rank=(5, 5))])
    {'a': 3}
    """
    places = {one.unit: one.rank[0] for one in before if one.rank is not None}
    ranked = {one.unit: one.rank[0] for one in now if one.rank is not None}
    return {unit: places[unit] - rank for unit, rank in ranked.items()} if ranked.keys() == places.keys() else {}


def vote_ranks(scores: Iterable[Score]) -> dict[str, tuple[int, int]]:
    """First and last place of each member by its votes, apart from its points; without votes it has none.

    Examples
    --------
    >>> one = Score("a", None, None, None, None, None, None, 3, None)
    >>> vote_ranks([one, one._replace(unit="b"), one._replace(unit="c", votes=0), one._replace(unit="d", votes=None)])
    {'a': (1, 2), 'b': (1, 2), 'c': (3, 3)}
    """
    return _ranks({one.unit: one.votes for one in scores if one.votes is not None})


def _score(unit: str, sheet: pd.DataFrame) -> Score:
    bonus, minus, votes = _any(sheet["bonus"]), _any(sheet["minus"]), _any(sheet["votes"])
    checked = _all(sheet["cross_score"].fillna(sheet["self_score"]))
    return Score(
        unit=unit,
        maximum=_all(sheet["maximum"]),
        self_score=_all(sheet["self_score"]),
        cross_score=_all(sheet["cross_score"]),
        bonus=bonus,
        minus=minus,
        final=None if checked is None else checked + (bonus or 0) - (minus or 0),
        votes=None if votes is None else int(votes),
        rank=None,
        unchecked=int((sheet["cross_score"].isna() & sheet["self_score"].notna()).sum()),
    )


def _all(points: pd.Series) -> float | None:
    """The sum, if every criterion has its points."""
    return None if points.empty or points.isna().any() else _points(points)


def _any(points: pd.Series) -> float | None:
    """The sum of what was entered, if anything was."""
    return None if points.isna().all() else _points(points)


def _points(points: pd.Series) -> float:
    """A sum of points; they have two decimals at most, and a tie must not hang on the last binary digit."""
    return round(float(points.sum()), 6)


def _ranks(finals: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """Competition ranking: equal scores share all of their places."""
    rounded = {unit: round(final, 6) for unit, final in finals.items()}
    better = {unit: sum(other > final for other in rounded.values()) for unit, final in rounded.items()}
    equal = {unit: sum(other == final for other in rounded.values()) for unit, final in rounded.items()}
    return {unit: (better[unit] + 1, better[unit] + equal[unit]) for unit in finals}
