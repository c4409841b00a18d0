"""What is known of a unit and period: only where it is known is an award that nobody names 0."""

from datetime import date
from pathlib import Path

import pytest

from tests.facts.inboxes import (
    FIRST_HALF,
    MARCH,
    NA_RI,
    PROVINCIAL,
    SECOND_HALF,
    SEPTEMBER,
    Inbox,
    decision_list,
    people,
    person,
    row,
    summary_return,
)
from thidua.facts.coverage import Coverage, combined
from thidua.facts.expected import ExpectedSettings
from thidua.registry import Period, get_unit

HOME_AFFAIRS = "Sở Nội vụ tỉnh Bắc Kạn"
UNIT, OTHER, PROVINCE = get_unit("huyen-ba-be"), get_unit("huyen-na-ri"), get_unit("tinh-bac-kan")
H1, H2, WHOLE = (Period.parse(text) for text in ("2021-H1", "2021-H2", "2021"))
EXPECTED = (
    ExpectedSettings(
        layout="decision_list", units=("huyen-ba-be",), period="half", first_year=2021, last_year=2021, days=6
    ),
)


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """An empty inbox."""
    (tmp_path / "inbox").mkdir()
    return Inbox(tmp_path)


def whys(coverage: Coverage) -> list[tuple[str, str]]:
    """Who should have told what is missing, and why it is."""
    return [(gap.sender, gap.why) for gap in coverage.gaps]


def provincial(*units: str) -> list[tuple]:
    """Rows of the province's list, one for each of these districts."""
    return [row(person(at), PROVINCIAL, "901/QĐ-UBND", unit=unit) for at, unit in enumerate(units)]


def test_a_list_that_reaches_over_all_days_covers_its_period(inbox):
    """Then a form that nobody names was not given: 0 is known."""
    inbox.put("ds.xlsx", decision_list(*people(1, 2)))
    known = inbox.facts().coverage(UNIT, H1)

    assert known.known == "covered"
    assert known.of("LDTT", "HUYEN") == "covered"
    assert known.gaps == ()


def test_a_level_that_no_list_speaks_of_is_not_known(inbox):
    """A district's own list says nothing of the province's awards that it never held."""
    inbox.put("ds.xlsx", decision_list(*people(1, 2)))

    assert inbox.facts().coverage(UNIT, H1).of("BKT", "TINH") == "not"


def test_a_list_tells_the_levels_that_its_sender_tells_together(inbox):
    """A district that lists the province's awards with its own received none in a half whose list has none."""
    inbox.put("1.xlsx", decision_list(*people(1, 2), row("Lý Thị Hoà", PROVINCIAL, "901/QĐ-UBND")))
    inbox.put("2.xlsx", decision_list(*people(3, 4, on=SEPTEMBER), period=SECOND_HALF))

    assert inbox.facts().coverage(UNIT, H2).of("BKT", "TINH") == "covered"


def test_a_year_of_which_one_half_came_is_known_in_part(inbox):
    """The other half is named with its days, and who should have sent it."""
    inbox.put("1.xlsx", decision_list(*people(1, 2)))
    known = inbox.facts().coverage(UNIT, WHOLE)

    assert (known.known, known.of("GKH", "HUYEN")) == ("partly", "partly")
    (gap,) = known.gaps
    assert (gap.first, gap.last, gap.sender, gap.why) == (
        date(2021, 6, 15),
        date(2021, 12, 14),
        "huyen-ba-be",
        "not_sent",
    )


def test_a_return_covers_the_forms_that_it_states_and_no_others(inbox):
    """Half of the year's lists is missing: what the return has is known whole, the rest in part."""
    inbox.put("1.xlsx", decision_list(*people(1, 2), row("Lý Thị Hoà", "Lao động tiên tiến", "77/QĐ-UBND")))
    inbox.put("bc.xlsx", summary_return(("Giấy khen", 4, 9)))
    known = inbox.facts().coverage(UNIT, WHOLE)

    assert known.of("GKH", "HUYEN") == "covered"
    assert known.of("LDTT", "HUYEN") == "partly"


def test_a_figure_that_a_return_leaves_blank_is_not_known(inbox):
    """A blank cell is "…", and states nothing."""
    inbox.put("bc.xlsx", summary_return(("Giấy khen", 4, None), ("Lao động tiên tiến", "-", 3)))
    known = inbox.facts().coverage(UNIT, WHOLE)

    assert known.of("LDTT", "HUYEN") == "covered"
    assert known.of("GKH", "HUYEN") == "not"


def test_who_states_whole_years_has_no_half(inbox):
    """Every June a unit that reports yearly is missing by design, and is told so."""
    yearly = (
        ExpectedSettings(
            layout="summary_return", units=("huyen-ba-be",), period="year", first_year=2021, last_year=2021, days=6
        ),
    )
    inbox.put("bc.xlsx", summary_return(("Giấy khen", 4, 9)))
    known = inbox.facts(expected=yearly).coverage(UNIT, H1)

    assert known.known == "not"
    assert whys(known) == [("huyen-ba-be", "yearly")]


def test_a_rejected_list_is_named_with_rule_and_cell(inbox):
    """Whoever reads "…" can go to the cell that stands in the way."""
    inbox.put("1.xlsx", decision_list(*people(1, 2)))
    inbox.put("2.xlsx", decision_list(*people(3, 4, on="khi nào đó"), period=SECOND_HALF))
    (gap,) = inbox.facts().coverage(UNIT, H2).gaps

    assert (gap.why, gap.file) == ("rejected", "2.xlsx")
    assert gap.refused_by.endswith("G5")


@pytest.mark.parametrize(("as_of", "why"), [(date(2021, 6, 16), "not_due"), (date(2021, 6, 30), "not_sent")])
def test_a_list_that_is_not_due_yet_is_told_apart_from_one_that_is_late(inbox, as_of, why):
    """Before its day nobody failed to send it."""
    inbox.put("bc.xlsx", summary_return(("Giấy khen", 4, 9), period="Năm 2020"))
    (gap,) = inbox.facts(expected=EXPECTED, as_of=as_of).coverage(UNIT, H1).gaps

    assert (gap.why, gap.asked, gap.deadline) == (why, "2021-H1", date(2021, 6, 20))


def test_an_expected_list_of_which_none_ever_came_is_missing(inbox):
    """A unit from which nothing ever came is not a unit in which nothing was awarded."""
    inbox.put("x.xlsx", decision_list(*people(1, 2), unit=NA_RI))
    known = inbox.facts(expected=EXPECTED).coverage(PROVINCE, H1)

    assert known.known == "partly"
    assert whys(known) == [("huyen-ba-be", "not_sent")]


def test_one_office_tells_a_level_of_all_units_beside_it(inbox):
    """The province's list names only who received something: a district it does not name received nothing."""
    inbox.put("ba-be.xlsx", decision_list(*people(1, 2)))
    inbox.put("na-ri.xlsx", decision_list(*people(3, 4), unit=NA_RI))
    units = ("Chợ Đồn", "Na Rì", "Bạch Thông")
    inbox.put("snv.xlsx", decision_list(*provincial(*units), unit=HOME_AFFAIRS))
    facts = inbox.facts()

    assert facts.coverage(UNIT, H1).of("BKT", "TINH") == "covered"
    assert facts.coverage(UNIT, H2).of("BKT", "TINH") == "not"
    assert ("so-noi-vu", "not_sent") in whys(facts.coverage(UNIT, H2))


def test_a_list_missing_at_one_level_leaves_the_other_known(inbox):
    """Ba Bể sent its own awards of the second half; the province's list of that half is what is missing."""
    for file, period, on in (("1.xlsx", FIRST_HALF, MARCH), ("2.xlsx", SECOND_HALF, SEPTEMBER)):
        inbox.put(file, decision_list(*people(1, 2, on=on, decision=f"5{file[0]}/QĐ-UBND"), period=period))
    units = ("Chợ Đồn", "Na Rì", "Bạch Thông")
    inbox.put("snv.xlsx", decision_list(*provincial(*units), unit=HOME_AFFAIRS))
    known = inbox.facts().coverage(UNIT, H2)

    assert (known.of("GKH", "HUYEN"), known.of("BKT", "TINH")) == ("covered", "not")
    assert known.known == "partly"


def test_a_province_is_known_where_every_unit_below_it_is(inbox):
    """One of two districts came: of the province's sum a part is missing, and it says which."""
    inbox.put("ba-be.xlsx", decision_list(*people(1, 2)))
    inbox.put("na-ri.xlsx", decision_list(*people(3, 4, on=SEPTEMBER), unit=NA_RI, period=SECOND_HALF))
    facts = inbox.facts()

    assert facts.coverage(PROVINCE, H1).of("GKH", "HUYEN") == "partly"
    assert whys(facts.coverage(PROVINCE, H1)) == [("huyen-na-ri", "not_sent")]


def test_what_is_quoted_is_known_and_nothing_else_of_its_unit():
    """A published figure stands for the form it names."""
    quoted = Coverage("tinh-bac-kan", "2020", {}, frozenset({("BKT", "TINH")}))

    assert (quoted.of("BKT", "TINH"), quoted.of("CTDT", "TINH")) == ("covered", "not")
    assert quoted.known == "covered"


def test_nothing_together_is_not_known():
    """A unit of which nobody tells anything is not covered by having no gaps."""
    assert combined([]) == "not"


# Common ground


def test_a_missing_half_is_no_fall(inbox):
    """Last year's list of Na Rì did not come: the two years are compared on Ba Bể alone."""
    inbox.put(
        "a.xlsx", decision_list(*people(1, 2, on=date(2020, 3, 3), decision="5/QĐ-UBND"), period="6 tháng đầu năm 2020")
    )
    inbox.put("b.xlsx", decision_list(*people(1, 2, 3)))
    inbox.put("c.xlsx", decision_list(*people(5, 6), unit=NA_RI))
    ground = inbox.facts().ground(PROVINCE, H1, Period.parse("2020-H1"))

    assert (ground.units, ground.units_known) == (("huyen-ba-be", "huyen-na-ri"), ("huyen-ba-be",))
    assert (int(ground.now["count"].sum()), int(ground.before["count"].sum())) == (3, 2)
    assert not ground.is_whole_now("GKH", "HUYEN")
    assert [(gap.sender, gap.first.year) for gap in ground.gaps] == [("huyen-na-ri", 2019)]


def test_on_common_ground_a_form_that_one_period_has_not_is_0_there(inbox):
    """Both lists came: a form of this year alone rose from 0."""
    inbox.put(
        "a.xlsx", decision_list(*people(1, 2, on=date(2020, 3, 3), decision="5/QĐ-UBND"), period="6 tháng đầu năm 2020")
    )
    inbox.put("b.xlsx", decision_list(*people(3, 4, award="Lao động tiên tiến")))
    ground = inbox.facts().ground(UNIT, H1, Period.parse("2020-H1"))

    assert set(ground.now["award"]) == {"LDTT"}
    assert set(ground.before["award"]) == {"GKH"}
    assert ground.is_whole_now("LDTT", "HUYEN")


def test_return_counts_where_the_list_of_its_level_is_missing(inbox):
    """Ba Bể's own lists are all there, the province's of the second half is not: its certificates are the return's."""
    for file, period, on in (("1.xlsx", FIRST_HALF, MARCH), ("2.xlsx", SECOND_HALF, SEPTEMBER)):
        inbox.put(file, decision_list(*people(1, 2, on=on, decision=f"5{file[0]}/QĐ-UBND"), period=period))
    inbox.put("snv.xlsx", decision_list(*provincial("Ba Bể", "Chợ Đồn", "Na Rì", "Bạch Thông"), unit=HOME_AFFAIRS))
    inbox.put("bc.xlsx", summary_return((PROVINCIAL, 2, 5), ("Giấy khen", 0, 9)))
    facts = inbox.facts().of(UNIT, WHOLE)
    counted = facts[facts["recipient_kind"] == "individual"].set_index("award")["count"]

    assert counted["BKT"] == 5, "not the 1 that the list of half of the year has"
    assert counted["GKH"] == 4, "the lists of the whole year come before the return"


def test_form_that_returns_alone_tell_is_not_0_where_the_return_is_missing(inbox):
    """Ba Bể counts its advanced workers in returns and lists everything else: a rejected return is not 0 of them."""
    for year in (2020, 2021):
        inbox.put(f"{year}.xlsx", decision_list(*people(1, 2, on=date(year, 3, 3)), period=f"Năm {year}"))
    inbox.put("bc.xlsx", summary_return(("Lao động tiên tiến", "-", 300), period="Năm 2020"))
    facts = inbox.facts()
    known, half = facts.coverage(UNIT, WHOLE), facts.coverage(UNIT, H1)

    assert facts.coverage(UNIT, Period.parse("2020")).known == "covered"
    assert (known.of("GKH", "HUYEN"), known.of("LDTT", "HUYEN"), known.known) == ("covered", "not", "partly")
    assert [(gap.sender, gap.awards, gap.why) for gap in known.gaps] == [("huyen-ba-be", ("LDTT",), "not_sent")]
    assert (half.of("LDTT", "HUYEN"), half.known) == ("not", "covered")
    assert facts.coverage(UNIT, Period.parse("2020..2021")).of("LDTT", "HUYEN") == "partly"
    assert facts.ground(UNIT, WHOLE, Period.parse("2020")).before["award"].tolist() == ["GKH"]


def test_sender_is_not_asked_for_a_list_that_it_sent(inbox):
    """The province's list is missing, and the department that keeps it sent its own list of the year."""
    expected = (
        ExpectedSettings(
            layout="decision_list", units=("so-noi-vu",), period="year", first_year=2021, last_year=2021, days=6
        ),
    )
    own = people(1, 2, award="Giấy khen của Giám đốc Sở", unit="Sở Nội vụ", decision="7/QĐ-SNV")
    inbox.put("snv.xlsx", decision_list(*own, unit=HOME_AFFAIRS, period="Năm 2021"))
    inbox.put("tinh.xlsx", decision_list(*provincial("Chợ Đồn", "Na Rì", "Ba Bể"), unit=HOME_AFFAIRS))
    (gap,) = [one for one in inbox.facts(expected=expected).coverage(UNIT, WHOLE).gaps if "TINH" in one.levels]

    assert (gap.sender, gap.asked, gap.first) == ("so-noi-vu", "", date(2021, 6, 15))
