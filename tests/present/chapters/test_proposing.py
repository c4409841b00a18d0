"""A sum of proposals over some of the units says so: beside awards of all of them it reads like a whole figure."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import pytest

from tests.present.chapters.comparisons import IDS, illustrative
from thidua.measures.annual_annex import annual_annex
from thidua.present import Report
from thidua.present.chapters.forms import annual_annex as annex
from thidua.present.chapters.outcomes import approval, upward
from thidua.present.proposing import proposing_words


class OfThree(Report):
    """The illustrative province in 2022 as if three of its eight units alone had sent returns."""

    @cached_property
    def facts_by_member(self):
        whole = Report.facts_by_member.func(self)
        return {unit: rows if unit in IDS[:3] else rows[rows["status"] != "proposed"] for unit, rows in whole.items()}


@pytest.fixture
def of_three() -> Report:
    whole = illustrative("2022")
    return OfThree(whole.dataset, whole.unit, whole.period)


def test_tables_and_sentences_of_proposals_name_the_units_they_are_of(of_three):
    """Three districts are no province, and the decided awards beside them are of all eight."""
    found, flow = approval.measure(of_three), upward.measure(of_three)
    said = "Số đề nghị mới có của 3/8 huyện, thành phố."
    columns = annex.table(of_three, annual_annex(of_three.facts)).columns

    assert said in approval.finding(of_three, found).text
    assert "khen thưởng của 3/8 huyện, thành phố, năm 2022" in approval.table(of_three, found).title
    assert said in approval.chart(of_three, found).data.notes
    assert "đề nghị cấp trên (3/8 huyện, thành phố), " in upward.finding(of_three, flow).text
    assert said in upward.table(of_three, flow).notes
    assert columns[1].group == "Số đề nghị (3/8 huyện, thành phố)"


@pytest.mark.parametrize(("period", "unit"), [("2022", "tinh-bac-kan"), ("2023-H1", "tinh-bac-kan"), ("2022", IDS[0])])
def test_where_all_tell_or_none_nothing_is_said(period, unit):
    """A clause about nothing missing would be read as one about something."""
    assert proposing_words(replace(illustrative(period, unit))) == ""
