"""The statistical forms on awards add up by recipient and by type, and hold what belongs to them alone."""

import pytest

from thidua.measures.statistical_forms import COLUMNS, award_form

from .rows import facts

SENT = {"origin": "decision_list", "count_unit": "instance", "award_type": "CTR"}
PROVINCIAL = (
    ("BKT", "collective", 12),
    ("BKT", "collective", 11, {"award_type": "PTR"}),
    ("BKT", "household", 1),
    ("BKT", "individual", 50),
    ("BKT", "individual", 2, {"recipient_class": "department_leader"}),
    ("BKT", "individual", 15, {"recipient_class": "other_leader"}),
    ("BKT", "individual", 32, {"recipient_class": "direct_labour"}),
    ("CSTDT", "individual", 8),
    ("TTLDXS", "collective", 15),
    ("GKH", "individual", 300),
    ("BKTTG", "individual", 1),
)


def known(award: str, level: str) -> bool:
    """Complete lists tell of every award of every level."""
    return True


def unknown(award: str, level: str) -> bool:
    """A press text leaves things out."""
    return False


def by_code(rows) -> dict:
    return {row.code: row.figures for row in rows}


def test_province_form_counts_certificates_fighters_and_the_rest():
    """District certificates and what the State gave stand in no column of it."""
    form = award_form(facts(*PROVINCIAL, **SENT), "ministry_awards", is_known=known)
    rows = by_code(form.by_recipient)

    assert rows["collective"]["certificate_collective"] == 23
    assert rows["household"]["certificate_household"] == 1
    assert rows["individual"]["certificate_individual"] == 50
    assert rows["individual"]["fighter"] == 8
    assert rows["collective"]["other"] == 15
    assert (
        sum(n for row in form.by_recipient if not row.is_part for n in row.figures.values() if isinstance(n, int)) == 97
    )


def test_state_form_counts_what_the_state_gave():
    """One Prime Minister's certificate, and orders, of which there were none."""
    rows = by_code(award_form(facts(*PROVINCIAL, **SENT), "state_awards", is_known=known).by_recipient)

    assert rows["individual"]["pm_certificate_individual"] == 1
    assert rows["collective"]["order_collective"] == 0


def test_column_that_no_award_of_the_level_belongs_to_is_0_where_all_is_known():
    """ "Others" of the State holds nothing: its total must not be unknown for that."""
    rows = by_code(award_form(facts(*PROVINCIAL, **SENT), "state_awards", is_known=known).by_recipient)
    unclear = by_code(award_form(facts(*PROVINCIAL, **SENT), "state_awards", is_known=unknown).by_recipient)

    assert rows["individual"]["other"] == 0
    assert unclear["individual"]["other"] == "missing"


@pytest.mark.parametrize("layout", COLUMNS)
def test_recipients_and_types_add_up_to_the_same(layout):
    """Both halves of a form count the same awards, column by column."""
    form = award_form(facts(*PROVINCIAL, **SENT), layout, is_known=known)
    for column in form.columns:
        halves = [
            sum(
                row.figures[column.name]
                for row in rows
                if not row.is_part and isinstance(row.figures[column.name], int)
            )
            for rows in (form.by_recipient, form.by_type)
        ]
        assert halves[0] == halves[1], column.name


def test_classes_add_up_to_the_individuals_with_a_row_for_the_unknown():
    """50 individuals: 2 + 15 + 32 in a class, 1 without, who may be of any class that is not named."""
    rows = award_form(facts(*PROVINCIAL, **SENT), "ministry_awards", is_known=known).by_recipient
    parts = {
        row.code: row.figures["certificate_individual"] for row in rows if row.is_part and row.code != "enterprise"
    }

    assert parts == {
        "provincial_leader": "missing",
        "department_leader": 2,
        "entrepreneur": "missing",
        "other_leader": 15,
        "direct_labour": 32,
        "unclassified": 1,
    }


def test_managers_not_told_apart_leave_the_leaders_missing():
    """Article 002: 179 managers and 289 direct workers of 468; how many lead departments is not published."""
    form = award_form(
        facts(
            ("BKT", "individual", 468),
            ("BKT", "individual", 179, {"recipient_class": "manager"}),
            ("BKT", "individual", 289, {"recipient_class": "direct_worker"}),
        ),
        "ministry_awards",
        is_known=unknown,
    )
    figures = {row.code: row.figures["certificate_individual"] for row in form.by_recipient}

    assert figures["manager"] == 179
    assert figures["direct_labour"] == 289
    assert figures["department_leader"] == figures["other_leader"] == "missing"
    assert figures["entrepreneur"] == "missing"


def test_a_quotation_and_a_return_say_nothing_of_households():
    """Coverage is of forms, not of kinds of recipients: no article and no column of a return counts households."""
    for sender in ({}, SENT | {"origin": "summary_return"}):
        form = award_form(facts(("BKT", "individual", 468), **sender), "ministry_awards", is_known=known)

        assert by_code(form.by_recipient)["household"]["certificate_household"] == "missing"
        assert {row.figures["certificate_household"] for row in form.by_type} == {"missing"}
    listed = award_form(facts(("BKT", "individual", 468), **SENT), "ministry_awards", is_known=known)
    assert by_code(listed.by_recipient)["household"]["certificate_household"] == 0


def test_a_column_has_one_total_whether_its_types_are_known_or_not():
    """245 collectives of no known type are 245 collectives below the recipients and below the types."""
    form = award_form(facts(("BKT", "collective", 245)), "ministry_awards", is_known=known)

    assert by_code(form.by_type)["CTR"]["certificate_collective"] == "missing"
    assert form.totals["certificate_collective"] == 245
    assert form.totals["certificate_household"] == "missing"


def test_what_quotations_do_not_name_is_missing_and_what_lists_do_not_name_is_none():
    """A press text leaves things out; a decision list does not."""
    quoted = by_code(award_form(facts(("BKT", "collective", 245)), "ministry_awards", is_known=unknown).by_recipient)
    sent = by_code(
        award_form(facts(("BKT", "collective", 245), **SENT), "ministry_awards", is_known=known).by_recipient
    )

    assert quoted["individual"]["fighter"] == "missing"
    assert sent["individual"]["fighter"] == 0
    assert quoted["collective"]["fighter"] == sent["collective"]["fighter"] == "not_applicable"


def test_awards_without_type_have_a_row_of_their_own():
    """The types of the others are then not known to be none."""
    form = award_form(
        facts(("BKT", "collective", 245), ("BKT", "collective", 5, {"award_type": "PTR+DOT"})),
        "ministry_awards",
        is_known=unknown,
    )
    figures = {row.code: row.figures["certificate_collective"] for row in form.by_type}

    assert figures[""] == 245
    assert figures["PTR+DOT"] == 5
    assert figures["CTR"] == "missing"


def test_enterprises_among_collectives_are_not_known():
    """No list marks them; where there are no collectives, there are no enterprises among them."""
    rows = by_code(award_form(facts(*PROVINCIAL, **SENT), "ministry_awards", is_known=known).by_recipient)

    assert rows["enterprise"]["certificate_collective"] == "missing"
    assert rows["enterprise"]["flag"] == 0


def test_figures_for_several_kinds_at_once_stay_merged():
    """Article 004: 106 collectives, households and individuals as one figure."""
    form = award_form(facts(("BKT", "collective+household+individual", 106)), "ministry_awards", is_known=unknown)

    assert form.merged == {("BKT", "collective+household+individual"): 106}
    assert {row.figures["certificate_collective"] for row in form.by_recipient if row.code == "collective"} == {
        "missing"
    }


def test_no_facts_make_a_form_of_marks_alone():
    """No nought is invented for a period of which nothing is known."""
    form = award_form(facts(), "state_awards", is_known=unknown)

    assert {n for row in (*form.by_recipient, *form.by_type) for n in row.figures.values()} == {
        "missing",
        "not_applicable",
    }


def test_unknown_layout_is_an_error_of_the_caller():
    """There are two forms of awards."""
    with pytest.raises(KeyError, match="district_awards"):
        award_form(facts(), "district_awards", is_known=unknown)


def test_enterprises_of_returns_stand_below_the_collectives():
    """A return counts them; where one form of the column has no such count, how many they are is not known."""
    returned = {**SENT, "origin": "summary_return"}
    mark = {"recipient_class": "enterprise", "award_type": ""}
    rows = [("BKT", "collective", 23), ("BKT", "collective", 9, mark), ("TTLDXS", "collective", 15)]
    told = by_code(award_form(facts(*rows, **returned), "ministry_awards", is_known=known).by_recipient)

    assert told["collective"]["certificate_collective"] == 23
    assert told["enterprise"]["certificate_collective"] == 9
    assert told["enterprise"]["other"] == "missing"
    assert told["enterprise"]["flag"] == 0


def test_column_with_a_part_that_is_not_known_has_no_sum():
    """Of two titles in one column one is blank in the return: what is known of the other is not all."""
    rows = [("TTLDXS", "collective", 15), ("DVQT", "collective", None, {"authority": "province_chair"})]
    told = by_code(award_form(facts(*rows, **SENT), "ministry_awards", is_known=known).by_recipient)

    assert told["collective"]["other"] == "missing"
