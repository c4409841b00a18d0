"""Of what a unit sends more than once, one version counts; lists of other decisions stand beside each other."""

from datetime import date

import pytest

from tests.facts.inboxes import (
    BA_BE,
    MAY,
    NA_RI,
    PROVINCIAL,
    SECOND_HALF,
    SEPTEMBER,
    YEAR,
    Inbox,
    counted,
    decision_list,
    indicators,
    people,
    row,
    states,
    summary_return,
    told,
)
from thidua.facts.snapshot import read_table
from thidua.registry import Period, get_unit

BA_BE_UNIT, YEAR_2021 = get_unit("huyen-ba-be"), Period.parse("2021")
JUNE, JULY, AUGUST = date(2021, 6, 18), date(2021, 7, 1), date(2021, 8, 2)
OTHER = {"decision": "946/QĐ-UBND", "on": MAY}
AUTUMN = {"decision": "1034/QĐ-UBND", "on": SEPTEMBER}


@pytest.fixture
def inbox(tmp_path):
    """An empty dataset that receives workbooks."""
    return Inbox(tmp_path)


def successors(received):
    """Which file took the place of which."""
    return {each.sent.file: each.superseded_by for each in received.parts if each.state == "superseded"}


# Returns and registers: one for each unit and period


def test_return_sent_again_counts_instead_of_the_first(inbox):
    """The later one counts, whatever the files are called."""
    inbox.put("z dau.xlsx", summary_return(("Giấy khen", 2, 5)), received=JUNE)
    inbox.put("a sau.xlsx", summary_return(("Giấy khen", 2, 7)), received=JULY)

    received = inbox.received()

    assert states(received) == {"a sau.xlsx": ["accepted"], "z dau.xlsx": ["superseded"]}
    assert successors(received) == {"z dau.xlsx": "a sau.xlsx"}
    assert counted(inbox.facts(), BA_BE_UNIT, YEAR_2021) == {("GKH", "collective"): 2, ("GKH", "individual"): 7}


def test_of_two_returns_of_one_day_the_name_decides(inbox):
    """A second version is called "… lan 2"; the same files must always give the same figures."""
    inbox.put("bieu.xlsx", summary_return(("Giấy khen", 2, 5)))
    inbox.put("bieu_lan2.xlsx", summary_return(("Giấy khen", 2, 7)))

    assert successors(inbox.received()) == {"bieu.xlsx": "bieu_lan2.xlsx"}


def test_return_with_an_error_leaves_the_one_before_in_place(inbox):
    """What is wrong in the correction must not take away what was right before it."""
    inbox.put("mot.xlsx", summary_return(("Giấy khen", 2, 5)), received=JUNE)
    inbox.put("hai.xlsx", summary_return(("Giấy khen", 2, "7a")), received=JULY)

    assert states(inbox.received()) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted"]}
    assert counted(inbox.facts(), BA_BE_UNIT, YEAR_2021)["GKH", "individual"] == 5


def test_three_versions_each_give_way_to_the_next(inbox):
    """Who looks up an old version is led on, one step at a time."""
    for file, day, number in (("1.xlsx", JUNE, 5), ("2.xlsx", JULY, 6), ("3.xlsx", AUGUST, 7)):
        inbox.put(file, summary_return(("Giấy khen", 2, number)), received=day)

    assert successors(inbox.received()) == {"1.xlsx": "2.xlsx", "2.xlsx": "3.xlsx"}


@pytest.mark.parametrize("said", [{"unit": NA_RI}, {"period": "Năm 2020"}, {"period": "6 tháng đầu năm 2021"}])
def test_return_of_another_unit_or_period_replaces_nothing(inbox, said):
    """The half stands beside its year; settlement takes care that they are not added."""
    inbox.put("mot.xlsx", summary_return(("Giấy khen", 2, 5)), received=JUNE)
    inbox.put("hai.xlsx", summary_return(("Giấy khen", 2, 5), **said), received=JULY)

    assert successors(inbox.received()) == {}


def test_only_the_sheet_that_was_sent_again_is_replaced(inbox):
    """One workbook may hold the list and the return; a corrected return leaves the list in force."""
    inbox.put("ca hai.xlsx", decision_list(*people(0, 1), period=YEAR), summary_return((PROVINCIAL, 0, 3)))
    inbox.put("bieu.xlsx", summary_return((PROVINCIAL, 0, 4)), received=JULY)

    assert states(inbox.received()) == {"bieu.xlsx": ["accepted"], "ca hai.xlsx": ["accepted", "superseded"]}
    assert counted(inbox.facts(), BA_BE_UNIT, YEAR_2021) == {
        ("BKT", "collective"): 0,
        ("BKT", "individual"): 4,
        ("GKH", "individual"): 2,
    }


def test_register_sent_again_counts_instead_of_the_first(inbox):
    """Targets are corrected in the course of a year; two sets of them must not stand in one table."""
    inbox.put("mot.xlsx", indicators(("Thu ngân sách", 10, 9)), received=JUNE)
    inbox.put("hai.xlsx", indicators(("Thu ngân sách", 10, 11)), received=JULY)

    register = inbox.facts().register("indicators", BA_BE_UNIT, YEAR_2021)

    assert list(register["actual"]) == [11]
    assert set(register["file"]) == {"hai.xlsx"}


# Lists: a new version holds the decisions of the old one


def test_list_with_at_least_half_of_the_decisions_is_a_new_version(inbox):
    """A row was added, one decision was taken out."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1), *people(2, **OTHER)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, 3)), received=JULY)

    received = inbox.received()

    assert successors(received) == {"mot.xlsx": "hai.xlsx"}
    assert told(received) == []
    assert counted(inbox.facts(), BA_BE_UNIT, Period.parse("2021-H1")) == {("GKH", "individual"): 3}


def test_list_of_other_decisions_stands_beside_the_first(inbox):
    """A district sends the decisions of May after those of March: both count."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(2, 3, **OTHER)), received=JULY)

    assert states(inbox.received()) == {"hai.xlsx": ["accepted"], "mot.xlsx": ["accepted"]}
    assert counted(inbox.facts(), BA_BE_UNIT, Period.parse("2021-H1")) == {("GKH", "individual"): 4}


def test_collectives_and_individuals_of_one_decision_may_come_in_two_files(inbox):
    """One decision commends both; the second file is no new version of the first."""
    inbox.put("tap the.xlsx", decision_list(row("Trường Tiểu học Chu Hương"), row("Trạm Y tế xã Yến Dương")))
    inbox.put("ca nhan.xlsx", decision_list(*people(0, 1, 2)), received=JULY)

    assert successors(inbox.received()) == {}
    assert counted(inbox.facts(), BA_BE_UNIT, Period.parse("2021-H1")) == {
        ("GKH", "collective"): 2,
        ("GKH", "individual"): 3,
    }


def test_less_than_half_of_the_decisions_is_no_new_version(inbox):
    """Then a row that stands in both is a fault of the later file, and the first one counts."""
    more = people(3, decision="947/QĐ-UBND", on=MAY)
    inbox.put("mot.xlsx", decision_list(*people(0, 1), *people(2, **OTHER), *more), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0)), received=JULY)

    received = inbox.received()

    assert states(received) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted"]}
    assert [place[:3] for place in told(received, "V11-again")] == [("hai.xlsx", "Danh sách", "B5")]


def test_list_with_an_error_leaves_the_one_before_in_place(inbox):
    """The older version counts until the newer one is in order."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1), row("Bàn Văn B", on="hôm qua")), received=JULY)

    assert states(inbox.received()) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted"]}


def test_list_of_the_year_takes_the_place_of_its_two_halves(inbox):
    """At the end of the year everything is sent once more in one file."""
    inbox.put("h1.xlsx", decision_list(*people(0, 1)), received=JUNE)
    inbox.put("h2.xlsx", decision_list(*people(2, 3, **AUTUMN), period=SECOND_HALF), received=date(2021, 12, 16))
    whole = [*people(0, 1), *people(2, 3, 4, **AUTUMN)]
    inbox.put("nam.xlsx", decision_list(*whole, period=YEAR), received=date(2021, 12, 20))

    received = inbox.received()

    assert successors(received) == {"h1.xlsx": "nam.xlsx", "h2.xlsx": "nam.xlsx"}
    assert told(received) == []
    assert counted(inbox.facts(), BA_BE_UNIT, YEAR_2021) == {("GKH", "individual"): 5}


def test_list_of_a_half_never_takes_the_place_of_the_year(inbox):
    """It does not reach over the other half, whose decisions would be lost."""
    inbox.put("nam.xlsx", decision_list(*people(0, 1), period=YEAR), received=JUNE)
    inbox.put("h1.xlsx", decision_list(*people(0, 1)), received=JULY)

    received = inbox.received()

    assert states(received) == {"h1.xlsx": ["rejected"], "nam.xlsx": ["accepted"]}
    assert len(told(received, "V11-again")) == 2


def test_list_without_a_period_is_replaced_by_one_that_reaches_over_it(inbox):
    """A title often says no more than "Danh sách khen thưởng"."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1), *people(2, **OTHER), period=""), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, 3), *people(2, **OTHER), period=""), received=JULY)

    assert successors(inbox.received()) == {"mot.xlsx": "hai.xlsx"}


def test_list_of_one_unit_never_takes_the_place_of_anothers(inbox):
    """Two districts list their people of one and the same provincial decision."""
    provincial = {"award": PROVINCIAL, "decision": "946/QĐ-UBND"}
    inbox.put("ba be.xlsx", decision_list(*people(0, 1, **provincial)), received=JUNE)
    inbox.put("na ri.xlsx", decision_list(*people(2, 3, **provincial), unit=NA_RI), received=JULY)

    assert states(inbox.received()) == {"ba be.xlsx": ["accepted"], "na ri.xlsx": ["accepted"]}


@pytest.mark.parametrize("layout", ["list", "return"])
def test_sheets_of_one_file_never_take_each_others_place(inbox, layout):
    """A district has a sheet for each commune; they are parts of one whole, which are added."""
    if layout == "list":
        sheets = [decision_list(*people(at), name=f"Xã {at}") for at in (1, 2, 3)]
    else:
        sheets = [summary_return(("Giấy khen", "-", 1), name=f"Xã {at}") for at in (1, 2, 3)]
    inbox.put("cac xa.xlsx", *sheets)

    assert states(inbox.received()) == {"cac xa.xlsx": ["accepted"] * 3}
    period = Period.parse("2021-H1") if layout == "list" else YEAR_2021
    assert counted(inbox.facts(), BA_BE_UNIT, period)["GKH", "individual"] == 3


def test_workbook_of_several_sheets_sent_again_replaces_each_of_them(inbox):
    """The correction of one commune's sheet comes with all the others."""
    for file, day, last in (("1.xlsx", JUNE, people(2)), ("2.xlsx", JULY, people(2, 4))):
        sheets = [*([*people(at)] for at in (0, 1)), last]
        inbox.put(file, *(decision_list(*each, name=f"Xã {at}") for at, each in enumerate(sheets)), received=day)

    received = inbox.received()

    assert states(received) == {"1.xlsx": ["superseded"] * 3, "2.xlsx": ["accepted"] * 3}
    assert told(received) == []


def test_file_that_counts_for_nobody_is_still_listed(inbox):
    """Who asks why a figure is missing finds the file, its state, and by which one it was replaced."""
    inbox.put("mot.xlsx", summary_return(("Giấy khen", 2, 5), unit=BA_BE), received=JUNE)
    inbox.put("hai.xlsx", summary_return(("Giấy khen", 2, 7), unit=BA_BE), received=JULY)
    inbox.put("hong.xlsx", summary_return(("Giấy khen", 2, "x"), unit=NA_RI), received=JULY)
    (inbox.folder / "inbox" / "rong.xlsx").write_bytes(b"")

    files = read_table(inbox.snapshot(), "files").set_index("file")

    assert dict(files["state"]) == {
        "hai.xlsx": "accepted",
        "hong.xlsx": "rejected",
        "mot.xlsx": "superseded",
        "rong.xlsx": "rejected",
    }
    assert files.loc["mot.xlsx", "superseded_by"] == "hai.xlsx"
    assert files.loc["hai.xlsx", "received_on"].date() == JULY
