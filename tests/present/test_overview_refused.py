"""A register that was refused is told once: else a report without it reads as if nothing had been sent or done."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pandas as pd

from thidua.facts.versions import State
from thidua.present.chapters.quality.inbox import Quality, SentTable
from thidua.present.overview.late import _refused_registers

FIRST, LAST = date(2023, 1, 1), date(2023, 6, 30)


def sent(layout: str, unit: str, state: State = "rejected", *, file: str = "", by: str = "") -> SentTable:
    """A table of the first half of 2023."""
    name = file or f"{unit}-{layout}.xlsx"
    return SentTable(name, layout, unit, "2023-H1", FIRST, LAST, state, by, date(2023, 6, 20), f"{unit}@vidu.vn")


def told(*tables: SentTable) -> list[str]:
    """What is said of refused registers."""
    quality = Quality(cast(Any, None), tables, pd.DataFrame(), pd.DataFrame(), has_inbox=True)
    return [clause.words for clause in _refused_registers(quality)]


def test_refused_registers_of_a_unit_are_named_in_one_clause():
    """Na Rì sent its documents with five errors, and its report said nothing of them."""
    assert told(sent("directives", "huyen-na-ri")) == [
        "danh mục văn bản chỉ đạo của huyện Na Rì còn lỗi, chưa được tính"
    ]
    assert told(sent("movements", "huyen-na-ri"), sent("models", "huyen-na-ri")) == [
        "sổ phong trào, sổ điển hình tiên tiến của huyện Na Rì còn lỗi, chưa được tính"
    ]


def test_units_with_the_same_refused_register_are_named_together():
    """One clause for each register, not one for each unit, in the order of the province's list."""
    assert told(sent("indicators", "huyen-na-ri"), sent("indicators", "huyen-ba-be")) == [
        "sổ chỉ tiêu của huyện Ba Bể, huyện Na Rì còn lỗi, chưa được tính"
    ]


def test_refused_lists_of_awards_and_what_counts_are_not_told_here():
    """A refused list is a gap of the coverage and told there; what counts is no fault."""
    assert told(sent("decision_list", "huyen-na-ri"), sent("summary_return", "huyen-na-ri")) == []
    assert told(sent("models", "huyen-na-ri", "accepted"), sent("models", "huyen-na-ri", "superseded")) == []


def test_register_that_was_mended_is_not_told():
    """Once a good one counts in its place, nothing has to be mended."""
    bad, good = (sent("models", "huyen-na-ri", state, file=f"{state}.xlsx") for state in ("rejected", "accepted"))

    assert told(bad, good) == []
