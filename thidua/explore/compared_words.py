"""A comparison in words: what differs most, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from thidua.explore.explained_words import signed, verdict_words
from thidua.explore.told import LINE, Told, why_not_added
from thidua.present.chance import comparisons_words
from thidua.present.language import tr, tr_count
from thidua.present.numbers import MISSING, write_number
from thidua.present.words import kinds_name

if TYPE_CHECKING:
    from thidua.explore.comparison import Comparison


def sentences_of(found: Comparison) -> Iterator[str]:
    """The sentences of a comparison, in the language of now."""
    a, b = (one.words(found.dataset) for one in (found.a, found.b))
    number = len(found.frame)
    yield tr_count("{a} và {b}: so được {number} dòng.", number, a=a, b=b, number=write_number(number))
    largest = found.frame.assign(size=found.frame["difference"].abs()).sort_values("size", ascending=False)
    columns = ["award_name", "recipient_kind", "a", "b", "difference", "verdict"]
    shown = largest.loc[largest["size"] > 0, columns].head(3).itertuples(index=False, name=None)
    for form, kind, first, second, difference, verdict in shown:
        numbers = {"a": write_number(first), "b": write_number(second), "difference": signed(difference)}
        told = tr("{form}, {kind}: {a} và {b} ({difference})", form=form, kind=kinds_name(kind, 2), **numbers)
        yield f"{told}; {verdict_words(verdict)}." if verdict else f"{told}."
    if words := comparisons_words(found.comparisons):
        yield words
    for name, side in (("a", found.a), ("b", found.b)):
        for why, rows in found.left_out[found.left_out["side"] == name].groupby("why"):
            yield _left_words(rows, side.words(found.dataset), is_otherwise=why == "otherwise")


def _left_words(rows: pd.DataFrame, side: str, *, is_otherwise: bool) -> str:
    """What of a side is not compared: one number where it has one, else the forms alone."""
    forms = ", ".join(dict.fromkeys(rows["award_name"]))
    if is_otherwise:
        return tr(
            "Không so vì hai bên đếm khác nhau (lượt hay số; tách hay gộp hình thức, đối tượng): {forms} của {side}.",
            side=side,
            forms=forms,
        )
    if not _may_be_added(rows):
        return tr("Không so vì bên kia chưa đủ số liệu: {forms} của {side}.", side=side, forms=forms)
    counts = rows["count"]
    number = MISSING if counts.isna().any() else write_number(int(counts.sum()))
    text = {"number": number, "side": side, "forms": forms}
    return tr("Không so vì bên kia chưa đủ số liệu: {number} của {side} ({forms}).", **text)


def _may_be_added(rows: pd.DataFrame) -> bool:
    """Whether the numbers of rows make one; where they come from is not asked: any may have been quoted."""
    lines = rows[list(LINE)].itertuples(index=False, name=None)
    told = [Told(award, level, kind=kind, count_unit=counted, is_quoted=True) for award, level, kind, counted in lines]
    return not why_not_added(told)
