"""What a figure is stands on it as a value; its words, which anybody may write, say nothing about it."""

import pytest

from tests.facts.test_query import BA_BE, YEAR, ask, decisions, quotation
from thidua.facts.origin import is_added_up, is_all_listed, joined
from thidua.measures.statistical_forms import award_form


def quoted_from_a_list(folder):
    """Facts of nine commended individuals that an article gives, which says that it has them from decision lists."""
    words = {"source": "danh sách quyết định", "quote": "theo danh sách quyết định, 9 cá nhân"}
    return ask(folder, quotation(9, **words))


def test_quotation_that_tells_of_decision_lists_is_no_list(tmp_path):
    """An article tells of some awards only; what it does not tell is not known and never 0."""
    facts = quoted_from_a_list(tmp_path)
    known = facts.coverage(BA_BE, YEAR)

    assert facts.of(BA_BE, YEAR)["origin"].tolist() == ["quotation"]
    assert (known.of("GKH", "HUYEN"), known.of("LDTT", "HUYEN")) == ("covered", "not")
    assert not known.is_listed("HUYEN")


def test_statistical_form_of_such_a_quotation_prints_no_zero(tmp_path):
    """A printed 0 would say that nobody was honoured."""
    facts = quoted_from_a_list(tmp_path)
    known = facts.coverage(BA_BE, YEAR)
    form = award_form(
        facts.of(BA_BE, YEAR), "ministry_awards", is_known=lambda award, level: known.of(award, level) == "covered"
    )
    rows = form.by_recipient

    assert {figure for row in rows for figure in row.figures.values()} <= {"missing", "not_applicable"}


def test_list_has_zero_where_the_quotation_has_none(tmp_path):
    """Everything awarded stands in a list that reaches over the year: what it does not name was not awarded."""
    known = ask(tmp_path, *decisions(9), files=[{}]).coverage(BA_BE, YEAR)

    assert known.of("LDTT", "HUYEN") == "covered"
    assert known.is_listed("HUYEN")


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        (["registration"], "registration"),
        (["summary_return", "decision_list", "summary_return"], "decision_list+summary_return"),
        (["registration", "summary_return", "decision_list"], "decision_list+summary_return+registration"),
    ],
)
def test_sum_names_each_origin_once_in_one_order(origins, expected):
    """Two sums of the same parts are told apart by nothing."""
    assert joined(origins) == expected


def test_questions_tell_lists_returns_and_quotations_apart():
    """A sum with one part from elsewhere is no list any more, and still holds one."""
    asked = ("decision_list", "decision_list+summary_return", "summary_return", "registration", "quotation")

    assert [is_all_listed(one) for one in asked] == [True, False, False, False, False]
    assert [is_added_up(one) for one in asked] == [True, True, True, True, False]
