"""The annual annex adds up: types to the decided number, classes to the individuals of a type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import DataError
from thidua.measures.annual_annex import COLUMNS, annual_annex, sum_of

from .rows import facts

SENT = {"origin": "decision_list", "count_unit": "instance"}


def only_row(*rows, **same):
    """The one row of the annex that these facts make."""
    [row] = annual_annex(facts(*rows, **{**SENT, **same}))
    return row


def of_class(name: str, award_type: str = "CTR") -> dict[str, str]:
    """What a fact of one class and type says."""
    return {"recipient_class": name, "award_type": award_type}


def test_certificate_stands_under_its_types_classes_and_status():
    """Ba Bể 2023, illustrative: 50 individuals by type, those of CTR and PTR by class."""
    row = only_row(
        ("BKT", "collective", 28, {"status": "proposed"}),
        ("BKT", "individual", 53, {"status": "proposed"}),
        ("BKT", "collective", 12, {"award_type": "CTR"}),
        ("BKT", "collective", 3, {"award_type": "DOT"}),
        ("BKT", "individual", 23, {"award_type": "CTR"}),
        ("BKT", "individual", 1, of_class("department_leader")),
        ("BKT", "individual", 7, of_class("other_leader")),
        ("BKT", "individual", 15, of_class("direct_labour")),
        ("BKT", "individual", 6, {"award_type": "DOT"}),
        ("BKT", "individual", 1, of_class("entrepreneur", "DOT")),
    )

    assert row.level == "TINH"
    assert row.figures == {
        "proposed_collective": 28,
        "proposed_individual": 53,
        "decided_collective": 15,
        "decided_individual": 29,
        "CTR_collective": 12,
        "CTR_leader": 1,
        "CTR_deputy": 7,
        "CTR_direct": 15,
        "PTR_collective": 0,
        "PTR_leader": 0,
        "PTR_deputy": 0,
        "PTR_direct": 0,
        "DOT_collective": 3,
        "DOT_individual": 6,
        "DNG_collective": 0,
        "DNG_individual": 0,
        "enterprise_collective": "missing",
        "enterprise_individual": "missing",
    }
    assert tuple(row.figures) == COLUMNS


def test_form_for_individuals_alone_has_no_collectives():
    """“–” is not “0” and not “…”: a fighter title cannot go to a collective, and what was proposed is not known."""
    row = only_row(("CSTDT", "individual", 5, of_class("", "CTR")))

    assert row.figures["decided_collective"] == row.figures["CTR_collective"] == "not_applicable"
    assert row.figures["proposed_individual"] == "missing"


def test_awards_without_a_type_leave_the_types_missing():
    """A quoted figure without a type may be of any type."""
    row = only_row(("BKT", "individual", 468))

    assert row.figures["decided_individual"] == 468
    assert {row.figures[name] for name in ("CTR_direct", "PTR_direct", "DOT_individual", "DNG_individual")} == {
        "missing"
    }


def test_merged_types_stay_merged():
    """“Giấy khen chuyên đề, đột xuất cho 99 tập thể” (2021) is neither thematic nor sudden alone."""
    row = only_row(("GKH", "collective", 99, {"award_type": "PTR+DOT"}))

    assert row.figures["PTR_collective"] == row.figures["DOT_collective"] == "missing"
    assert row.figures["CTR_collective"] == 0
    assert row.other_types == {"PTR+DOT": 99}


def test_managers_that_are_not_told_apart_stand_together():
    """All of them are leaders from deputy head upward; how many are heads of departments is not known."""
    row = only_row(
        ("CSTDCS", "individual", 51, {"award_type": "CTR"}),
        ("CSTDCS", "individual", 19, of_class("manager")),
        ("CSTDCS", "individual", 32, of_class("direct_worker")),
    )

    assert [row.figures[f"CTR_{name}"] for name in ("leader", "deputy", "direct")] == ["missing", 19, 32]
    assert row.merged_managers == 19


def test_individuals_without_a_class_are_told_apart():
    """They are in no column, so the reader has to be told of them."""
    row = only_row(
        ("LDTT", "individual", 10, {"award_type": "CTR"}), ("LDTT", "individual", 7, of_class("direct_labour"))
    )

    assert row.figures["CTR_direct"] == 7
    assert row.unclassified == 3


@pytest.mark.parametrize(
    ("of", "classes"),
    [
        ((("other_leader", 5), ("direct_labour", 12)), ["missing", 5, 12]),
        ((("manager", 5),), ["missing", 5, "missing"]),
        ((("other_leader", 5), ("direct_labour", 18)), [0, 5, 18]),
    ],
)
def test_class_of_nobody_is_none_only_where_everybody_has_a_class(of, classes):
    """Of 23 individuals of a department 6 have no class: leaders of the province may be among them."""
    whole = ("GKS", "individual", 23, {"award_type": "CTR"})
    row = only_row(whole, *(("GKS", "individual", count, of_class(name)) for name, count in of))

    assert [row.figures[f"CTR_{name}"] for name in ("leader", "deputy", "direct")] == classes


def test_households_have_no_column_and_are_not_lost():
    """The annex has collectives and individuals only."""
    row = only_row(("BKT", "household", 2, {"award_type": "CTR"}))

    assert row.households == 2
    assert row.figures["decided_individual"] == "missing"


def test_rows_follow_level_and_registry_and_keep_count_units_apart():
    """State level first; instances and recipients are never one row."""
    rows = annual_annex(
        facts(
            ("GKH", "individual", 3), ("GKH", "individual", 4, {"count_unit": "instance"}), ("CTDCP", "collective", 1)
        )
    )

    assert [(row.level, row.award, row.count_unit) for row in rows] == [
        ("TW", "CTDCP", "recipient"),
        ("HUYEN", "GKH", "recipient"),
        ("HUYEN", "GKH", "instance"),
    ]


def test_no_facts_make_no_rows():
    """The annex of nothing is empty; so is that of what is no award."""
    assert annual_annex(facts()) == []
    assert annual_annex(facts(("BD", "collective", 31))) == []


def test_more_classes_than_individuals_name_form_and_type():
    """Whoever reads the run log can find the form without opening the code."""
    broken = facts(
        ("BKT", "individual", 3, {"award_type": "PTR"}), ("BKT", "individual", 4, of_class("direct_labour", "PTR"))
    )

    with pytest.raises(DataError, match="BKT, PTR: recipient classes add up to 4, more than all 3 individuals"):
        annual_annex(broken)


@given(
    st.lists(st.integers(0, 2_000_000), min_size=4, max_size=4), st.lists(st.integers(0, 900), min_size=4, max_size=4)
)
def test_types_add_up_to_the_decided_number_and_classes_to_their_type(types, classes):
    """With every type and class known, nothing is lost and nothing stands twice."""
    codes = ("CTR", "PTR", "DOT", "DNG")
    names = ("provincial_leader", "department_leader", "other_leader", "direct_labour")
    row = only_row(
        *(("GKH", "collective", count, {"award_type": code}) for code, count in zip(codes, types, strict=True)),
        ("GKH", "individual", sum(classes), {"award_type": "CTR"}),
        *(("GKH", "individual", count, of_class(name)) for name, count in zip(names, classes, strict=True)),
    )

    assert sum(row.figures[f"{code}_collective"] for code in codes) == row.figures["decided_collective"] == sum(types)
    assert sum(row.figures[f"CTR_{name}"] for name in ("leader", "deputy", "direct")) == sum(classes)
    assert row.unclassified == 0


def enterprises(*rows: tuple, **same: str) -> tuple:
    """What the annex prints of enterprises, collectives and individuals."""
    figures = only_row(*rows, **same).figures
    return figures["enterprise_collective"], figures["enterprise_individual"]


def test_enterprises_of_a_return_are_printed():
    """The annex printed nought, and that no source marks them, where the return says 9."""
    mark, returned = {"recipient_class": "enterprise"}, {"origin": "summary_return"}
    rows = [("BKT", "collective", 15), ("BKT", "individual", 29)]

    assert enterprises(*rows, ("BKT", "collective", 9, mark), ("BKT", "individual", 0, mark), **returned) == (9, 0)
    assert enterprises(*rows, ("BKT", "collective", None, mark), **returned) == ("missing", "missing")
    assert enterprises(*rows, **returned) == ("missing", "missing")


def test_list_tells_of_entrepreneurs_only_if_it_tells_every_class():
    """Who has no class may be one; a return whose classes leave none out may have counted them among the leaders."""
    rows = [("BKT", "individual", 3), ("BKT", "individual", 2, of_class("direct_labour"))]
    third = ("BKT", "individual", 1, of_class("entrepreneur", "DOT"))

    assert enterprises(*rows) == ("missing", "missing")
    assert enterprises(*rows, third) == ("missing", 1)
    assert enterprises(*rows, ("BKT", "individual", 1, of_class("direct_labour", "DOT"))) == ("missing", 0)
    assert enterprises(*rows, third, origin="summary_return") == ("missing", "missing")


def test_sum_with_a_part_that_is_not_known_is_not_known():
    """What is not known adds up to nothing that could be printed; what cannot be adds nothing."""
    assert sum_of([3, "not_applicable", 4]) == 7
    assert sum_of([3, "missing", 4]) == "missing"
    assert sum_of(["not_applicable"]) == sum_of([]) == "not_applicable"
