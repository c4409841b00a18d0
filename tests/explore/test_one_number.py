"""The figure that a row of facts shows is the figure that its source gives: one thing has one number."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

import thidua
from tests.present.reports import REPOSITORY
from thidua.errors import ConfigError
from thidua.explore.opened import OpenedDataset

QUESTIONS: dict[str, dict[str, object]] = {
    "figure by figure": {},
    "by form": {"by": "award"},
    "one sum": {"by": ()},
    "by level and kind": {"by": ["level", "recipient_kind"]},
    "some forms in one sum": {"by": (), "awards": ["giấy khen", "bằng khen", "LĐTT"]},
    "some forms by kind": {"by": "recipient_kind", "awards": ["Huân chương Lao động", "CSTĐCS"]},
    "one form": {"by": (), "awards": "Cờ thi đua của Chính phủ"},
    "other statuses": {"status": ["proposed", "revoked"]},
}
ASKED = {
    "illustrative": (["Ba Bể", "thành phố Bắc Kạn", "tỉnh Bắc Kạn", "khối huyện, thành phố"], ["2022-H2", "2023"]),
    "illustrative-2026": (["Ba Bể", "tỉnh Thái Nguyên"], ["2024", "2025"]),
    "published": (["thành phố Bắc Kạn", "tỉnh Bắc Kạn"], ["2015..2020", "2016..2020", "2020", "2021-M10"]),
}


LONG = {("illustrative", "figure by figure")} | {
    ("illustrative-2026", question) for question in ("figure by figure", "by form", "by level and kind")
}
"""The hundreds of figures that a smaller question, or the same one of another dataset, asks for as well."""


@cache
def opened(name: str) -> OpenedDataset:
    """A dataset of the repository, opened once: nothing here changes it."""
    return thidua.open(name, root=REPOSITORY)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        pytest.param(name, question, marks=[pytest.mark.long] if (name, question) in LONG else [])
        for name in ASKED
        for question in QUESTIONS
    ],
)
def test_figure_of_each_row_is_traced_to_the_same_number(name: str, question: str) -> None:
    """Whoever follows a figure to its cells must arrive at it; what is not known stays so all the way down."""
    dataset = opened(name)
    frame = dataset.facts(*ASKED[name], **QUESTIONS[question])
    shown = {row.figure: (None if pd.isna(row.count) else int(row.count), row.state) for row in frame.itertuples()}
    traced = {figure: dataset.trace(figure) for figure in shown}

    assert len(shown) == len(frame)
    assert {figure: (one.count, one.whole.state) for figure, one in traced.items()} == shown
    parts = set(frame.loc[frame["count"].notna() & (frame["coverage"] == "một phần"), "figure"])
    noted = {figure for figure, one in traced.items() if "Mới là phần đã biết" in one.note}
    assert noted <= parts
    # The text of a figure does not tell whether a form that nobody could give here was asked for by itself.
    assert noted == parts or question.startswith("some forms")


def test_rest_that_is_in_no_class_is_traced_as_its_whole() -> None:
    """No source tells it: it is what a whole has more than its classes."""
    dataset = opened("illustrative")
    frame = dataset.facts("Ba Bể", "2023-H1", awards="GKH", by=["award", "recipient_class"])

    assert [dataset.trace(one).count for one in frame["figure"][:2]] == frame["count"][:2].tolist()
    with pytest.raises(ConfigError, match="không ghi recipient_class"):
        dataset.trace(frame["figure"].iloc[2])
