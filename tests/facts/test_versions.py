"""Of what a unit sends more than once, one version counts; lists of other decisions stand beside each other."""

from datetime import date

import pytest

from tests.facts.inboxes import (
    BA_BE,
    FIRST_HALF,
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
    open_list,
    people,
    person,
    row,
    states,
    summary_return,
    told,
)
from thidua.facts.snapshot import read_table
from thidua.registry import Period, get_unit

BA_BE_UNIT, YEAR_2021, HALF = get_unit("huyen-ba-be"), Period.parse("2021"), Period.parse("2021-H1")
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


def messages(received):
    """The ids of all findings."""
    return [finding.message for finding in received.findings]


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


def test_correction_of_the_decision_number_is_a_new_version(inbox):
    """Six people under 112/QĐ-UBND, sent again under 121/QĐ-UBND of the same day: six are commended, not twelve."""
    six = range(6)
    inbox.put("ban dau.xlsx", decision_list(*people(*six, decision="112/QĐ-UBND")), received=JUNE)
    inbox.put("ban sua.xlsx", decision_list(*people(*six, decision="121/QĐ-UBND")), received=JULY)

    received = inbox.received()

    assert successors(received) == {"ban dau.xlsx": "ban sua.xlsx"}
    assert [finding.message for finding in received.findings] == ["V11-corrected"]
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 6}


def test_same_people_of_another_decision_count_twice_where_the_file_says_that_it_adds(inbox):
    """The advice of the warning must work: two awards of the same people on one day are told by the file's name."""
    inbox.put("ban dau.xlsx", decision_list(*people(*range(6), decision="112/QĐ-UBND")), received=JUNE)
    inbox.put("danh sach bo sung.xlsx", decision_list(*people(*range(6), decision="121/QĐ-UBND")), received=JULY)

    received = inbox.received()

    assert successors(received) == {}
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 12}


@pytest.mark.parametrize(
    "corrected",
    [
        pytest.param(people(0, 1, 2, 3, on=MAY), id="the day"),
        pytest.param(people(0, 1, 2, 3, workplace="Trạm Y tế xã Chu Hương"), id="the place of work of all"),
        pytest.param([*people(0, 1, 2), *people(3, award="Lao động tiên tiến")], id="the award of one"),
        pytest.param(
            [*people(0), *people(1, 2, 3, award="Lao động tiên tiến", decision="946/QĐ-UBND")], id="award and number"
        ),
        pytest.param(
            [row("HOÀNG THỊ LƯU A"), row("Ông Nông Văn Thủy A"), row("Nguyễn Đức Quyển A"), row("Triệu Mùi Nhây A")],
            id="how names are spelled",
        ),
        pytest.param([*people(0, 1), *people(2, 3, decision="513/QĐ-UBND")], id="half of the numbers"),
    ],
)
def test_no_correction_of_a_list_is_counted_beside_it(inbox, corrected):
    """Whatever is put right in four rows, four rows count, or the sender is asked."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1, 2, 3)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*corrected), received=JULY)

    received = inbox.received()

    assert successors(received) == {"mot.xlsx": "hai.xlsx"} or told(received)
    assert sum(counted(inbox.facts(), BA_BE_UNIT, HALF).values()) == 4


def test_places_of_work_in_other_words_are_asked_about(inbox):
    """They may be namesakes of the same decision as well."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, workplace="Trạm Y tế")), received=JULY)

    assert messages(inbox.received()) == ["V11-people"]


def test_award_of_all_under_the_same_decision_is_asked_about(inbox):
    """One decision may name advanced workers and give them certificates; or the title was corrected."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1, award="Lao động tiên tiến")), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1)), received=JULY)

    received = inbox.received()

    expected = "2 dòng của tệp này nêu đúng người, tập thể của tệp mot.xlsx cùng kỳ, khác quyết định hoặc hình thức"
    assert told(received) == [("hai.xlsx", "", "", expected)]
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("LDTT", "individual"): 2}


def test_shortened_list_is_a_new_version_and_says_how_many_rows_are_gone(inbox):
    """Most rows were withdrawn; if they were only forgotten, the sender reads that they do not count any more."""
    inbox.put("du.xlsx", decision_list(*people(*range(12))), received=JUNE)
    inbox.put("rut.xlsx", decision_list(*people(3, 7)), received=JULY)

    received = inbox.received()

    assert successors(received) == {"du.xlsx": "rut.xlsx"}
    expected = "Tệp này thay tệp du.xlsx cùng kỳ; 10 trong 12 dòng của tệp đó không còn"
    assert told(received) == [("rut.xlsx", "", "", expected)]
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 2}


def test_list_with_more_people_is_a_new_version(inbox):
    """A commune was late; the district sends everything once more."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(*range(30))), received=JULY)

    assert successors(inbox.received()) == {"mot.xlsx": "hai.xlsx"}
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 30}


def test_other_people_of_one_decision_may_come_in_two_files(inbox):
    """The list was too long for one file; both halves count."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1, 2)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(3, 4, 5)), received=JULY)

    assert told(inbox.received()) == []
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 6}


def test_same_people_may_receive_two_awards(inbox):
    """Advanced workers of March who are given certificates in May: two decisions, two awards."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1, 2, award="Lao động tiên tiến")), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, 2, **OTHER)), received=JULY)

    assert told(inbox.received()) == []
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("LDTT", "individual"): 3, ("GKH", "individual"): 3}


def test_same_award_by_another_decision_to_the_same_people_is_asked_about(inbox):
    """Twice the same certificate in one half-year to everybody: rather a correction than another award."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1, 2)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, 2, **OTHER)), received=JULY)

    received = inbox.received()

    assert messages(received) == ["V11-people"]
    assert states(received) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted"]}


@pytest.mark.parametrize(("name", "number"), [("hai thay the.xlsx", 3), ("hai_BỔ SUNG.xlsx", 6)])
def test_name_of_the_file_answers_what_was_asked(inbox, name, number):
    """Only the sender knows which of the two it is, and nobody has to touch the inbox for it."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1, 2)), received=JUNE)
    inbox.put(name, decision_list(*people(0, 1, 2, **OTHER)), received=JULY)

    assert told(inbox.received()) == []
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): number}


def test_few_who_are_commended_again_by_another_decision_count_twice(inbox):
    """Of forty people of March two receive a certificate in May as well."""
    inbox.put("mot.xlsx", decision_list(*people(*range(40))), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, **OTHER)), received=JULY)

    assert told(inbox.received()) == []
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 42}


def test_namesakes_of_one_decision_at_two_places_of_work_are_two_people(inbox):
    """A frequent name; the lists say where each of them works."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1, 2)), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, workplace="Trạm Y tế"), *people(3, 4, 5)), received=JULY)

    assert told(inbox.received()) == []
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 7}


def test_list_that_holds_a_few_rows_of_another_is_asked_about(inbox):
    """Neither a new version nor another list; until it is sent again the first one counts."""
    inbox.put("mot.xlsx", decision_list(*people(*range(8))), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(7, *range(10, 17))), received=JULY)

    received = inbox.received()

    expected = (
        'Tệp này trùng 1 dòng với tệp mot.xlsx cùng kỳ, như "Đặng Thị Ưởng A"; 7 dòng chỉ có ở tệp này, 7 chỉ ở tệp kia'
    )
    assert told(received) == [("hai.xlsx", "Danh sách", "B5", expected)]
    assert states(received) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted"]}


def test_answer_to_a_doubtful_list_takes_the_place_of_the_first(inbox):
    """Everything in one file: what was doubtful is forgotten."""
    inbox.put("mot.xlsx", decision_list(*people(*range(8))), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(7, *range(10, 17))), received=JULY)
    inbox.put("ba.xlsx", decision_list(*people(*range(17))), received=AUGUST)

    received = inbox.received()

    assert states(received) == {"ba.xlsx": ["accepted"], "hai.xlsx": ["rejected"], "mot.xlsx": ["superseded"]}
    assert counted(inbox.facts(), BA_BE_UNIT, HALF) == {("GKH", "individual"): 17}


def test_doubtful_list_takes_its_whole_file_with_it(inbox):
    """A file with an error does not count, nor does its return take another's place."""
    inbox.put("mot.xlsx", decision_list(*people(*range(8))), summary_return((PROVINCIAL, 0, 3)), received=JUNE)
    again = decision_list(*people(7, *range(10, 17)))
    inbox.put("hai.xlsx", again, summary_return((PROVINCIAL, 0, 4)), received=JULY)

    assert states(inbox.received()) == {"hai.xlsx": ["rejected"] * 2, "mot.xlsx": ["accepted"] * 2}


def test_sheets_that_come_again_as_one_are_a_new_version_of_all(inbox):
    """Collectives and individuals in two sheets, then in one."""
    collectives = [row("Trường Tiểu học Chu Hương"), row("Trạm Y tế xã Yến Dương")]
    inbox.put(
        "mot.xlsx", decision_list(*collectives, name="TT"), decision_list(*people(0, 1), name="CN"), received=JUNE
    )
    inbox.put("hai.xlsx", decision_list(*collectives, *people(0, 1)), received=JULY)

    received = inbox.received()

    assert states(received) == {"hai.xlsx": ["accepted"], "mot.xlsx": ["superseded"] * 2}
    assert told(received) == []


def test_one_list_that_comes_again_in_sheets_by_half_is_replaced(inbox):
    """Together the sheets reach over the whole year."""
    halves = people(0, 1), people(2, 3, **AUTUMN)
    inbox.put("nam.xlsx", decision_list(*halves[0], *halves[1], period=YEAR), received=JUNE)
    sheets = [decision_list(*each, period=said) for each, said in zip(halves, (FIRST_HALF, SECOND_HALF), strict=True)]
    inbox.put("hai ky.xlsx", *sheets, received=JULY)

    assert successors(inbox.received()) == {"nam.xlsx": "hai ky.xlsx"}


def test_list_that_comes_again_without_one_of_its_sheets_is_asked_about(inbox):
    """Were the collectives withdrawn, or was only the other sheet corrected?"""
    collectives = decision_list(row("Trường Tiểu học Chu Hương"), name="TT")
    inbox.put("mot.xlsx", collectives, decision_list(*people(0, 1), name="CN"), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, 2), name="CN"), received=JULY)

    received = inbox.received()

    expected = "Tệp mot.xlsx cùng kỳ có 2 bảng, tệp này chỉ có 1 bảng: phần còn lại chưa rõ còn tính hay không"
    assert told(received) == [("hai.xlsx", "", "", expected)]
    assert states(received) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted", "accepted"]}


def test_proposals_stay_open_beside_the_decisions_on_some_of_them(inbox):
    """Who is not decided yet still waits; when all are decided, nobody does."""
    proposed = [(person(at), "Giấy khen", "Đề nghị", date(2021, 3, 1), None, None) for at in (0, 1)]
    inbox.put("de nghi.xlsx", open_list(*proposed), received=JUNE)
    inbox.put("mot.xlsx", decision_list(*people(0)), received=JULY)
    assert states(inbox.received()) == {"de nghi.xlsx": ["accepted"], "mot.xlsx": ["accepted"]}

    inbox.put("hai.xlsx", decision_list(*people(0, 1)), received=AUGUST)

    assert successors(inbox.received()) == {"de nghi.xlsx": "hai.xlsx", "mot.xlsx": "hai.xlsx"}


@pytest.mark.parametrize(
    "file", ["DS dinh chinh.xlsx", "Đính chính danh sách.xlsx", "ds_sua loi.xlsx", "DinhChinh.xlsx"]
)
@pytest.mark.parametrize("changed", [{"award": "Lao động tiên tiến"}, {"on": MAY}, {"decision": "521/QĐ-UBND"}, {}])
def test_correction_of_a_row_is_no_list(inbox, file, changed):
    """One row put right took the place of five, or made six of them."""
    inbox.put("1.xlsx", decision_list(*people(0, 1, 2, 3, 4)))
    inbox.put(file, decision_list(*people(1, **changed)), received=date(2021, 7, 1))

    received = inbox.received()

    assert states(received) == {"1.xlsx": ["accepted"], file: ["rejected"]}
    assert [each[0] for each in told(received, "V11-correction", "V11-people")] == [file]


def test_correction_that_is_the_whole_list_takes_its_place(inbox):
    """As every other new version does."""
    inbox.put("1.xlsx", decision_list(*people(0, 1, 2, 3, 4)))
    changed = decision_list(*people(0, 1, 2, 3), *people(4, decision="521/QĐ-UBND"))
    inbox.put("dinh chinh.xlsx", changed, received=date(2021, 7, 1))

    assert states(inbox.received()) == {"1.xlsx": ["superseded"], "dinh chinh.xlsx": ["accepted"]}


def test_correction_of_another_list_stands_beside_this_one(inbox):
    """It names nobody of this decision."""
    inbox.put("1.xlsx", decision_list(*people(0, 1, 2, 3, 4)))
    inbox.put("dinh chinh.xlsx", decision_list(*people(5, decision="77/QĐ-UBND")), received=date(2021, 7, 1))

    assert states(inbox.received()) == {"1.xlsx": ["accepted"], "dinh chinh.xlsx": ["accepted"]}


@pytest.mark.parametrize(("on", "message"), [(date(2021, 3, 22), "V11-narrower"), (MAY, "V11-again")])
def test_corrected_day_in_a_list_without_a_period_is_asked_about(inbox, on, message):
    """Nothing says that both are about the same days; twice they must not count."""
    inbox.put("mot.xlsx", decision_list(*people(0, 1), period=""), received=JUNE)
    inbox.put("hai.xlsx", decision_list(*people(0, 1, on=on), period=""), received=JULY)

    received = inbox.received()

    assert set(messages(received)) == {message}
    assert states(received) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted"]}


# Returns and registers that come again in part


def test_return_that_comes_again_with_one_of_its_sheets_is_asked_about(inbox):
    """The figures of the other communes would be lost with it."""
    sheets = [summary_return(("Giấy khen", 2, number), name=f"Xã {number}") for number in (4, 5)]
    inbox.put("mot.xlsx", *sheets, received=JUNE)
    inbox.put("hai.xlsx", summary_return(("Giấy khen", 2, 6), name="Xã 5"), received=JULY)

    received = inbox.received()

    assert messages(received) == ["V11-partial"]
    assert states(received) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted", "accepted"]}
    assert counted(inbox.facts(), BA_BE_UNIT, YEAR_2021)["GKH", "individual"] == 9


def test_return_whose_sheets_were_added_up_counts_instead_of_them(inbox):
    """9 = 4 + 5; the name of the sheet is a new one."""
    sheets = [summary_return(("Giấy khen", 2, number), name=f"Xã {number}") for number in (4, 5)]
    inbox.put("mot.xlsx", *sheets, received=JUNE)
    inbox.put("hai.xlsx", summary_return(("Giấy khen", 4, 9), name="Toàn huyện"), received=JULY)

    assert states(inbox.received()) == {"hai.xlsx": ["accepted"], "mot.xlsx": ["superseded"] * 2}


def test_return_with_only_the_lines_that_were_corrected_is_asked_about(inbox):
    """A line that is not there is no 0."""
    lines = [("Giấy khen", 2, 5), ("Lao động tiên tiến", "-", 40), (PROVINCIAL, 1, 3)]
    inbox.put("mot.xlsx", summary_return(*lines), received=JUNE)
    inbox.put("hai.xlsx", summary_return(("Giấy khen", 2, 6)), received=JULY)
    inbox.put("na ri.xlsx", summary_return(*lines, unit=NA_RI), received=JUNE)
    whole = [("Giấy khen", 2, 6), ("Lao động tiên tiến", "-", 0), (PROVINCIAL, 0, 0)]
    inbox.put("na ri 2.xlsx", summary_return(*whole, unit=NA_RI), received=JULY)

    received = inbox.received()

    expected = (
        "Tệp mot.xlsx cùng kỳ có 5 dòng, tệp này chỉ có 2 dòng trong số đó: phần còn lại chưa rõ còn tính hay không"
    )
    assert told(received, "V11-partial") == [("hai.xlsx", "", "", expected)]
    assert successors(received) == {"na ri.xlsx": "na ri 2.xlsx"}


def test_register_with_few_of_its_lines_counts_and_says_so(inbox):
    """A movement or target that is given up has no other way to disappear."""
    inbox.put("mot.xlsx", indicators(*((f"Chỉ tiêu {at}", 10, 9) for at in range(5))), received=JUNE)
    inbox.put("hai.xlsx", indicators(("Chỉ tiêu 3", 10, 11)), received=JULY)

    received = inbox.received()

    assert messages(received) == ["V11-withdrawn"]
    assert successors(received) == {"mot.xlsx": "hai.xlsx"}


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
    expected = 'Tệp này lặp lại 2 dòng của tệp nam.xlsx, như "Hoàng Thị Lưu A", nhưng không bao trùm kỳ của tệp đó'
    assert told(received) == [("h1.xlsx", "Danh sách", "B5", expected)]


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


def test_two_returns_of_one_unit_that_share_nothing_are_asked_about(inbox):
    """Two communes chose the same name at the head of their forms; the later one once took the other's place."""
    numbers = (("Giấy khen", 12, 31), (PROVINCIAL, 1, 4)), (("Giấy khen", 9, 44), (PROVINCIAL, 1, 2))
    inbox.put("xa mot.xlsx", summary_return(*numbers[0]), received=JUNE)
    inbox.put("xa hai.xlsx", summary_return(*numbers[1]), received=JULY)
    received = inbox.received()

    assert messages(received) == ["V11-otherwise"]
    assert [finding.file for finding in received.findings] == ["xa hai.xlsx"]
    assert successors(received) == {}


def test_return_of_one_number_that_was_corrected_counts_and_says_so(inbox):
    """Nothing is left of the first one, which may be right and is never silent."""
    inbox.put("mot.xlsx", summary_return((PROVINCIAL, 0, 3)), received=JUNE)
    inbox.put("hai.xlsx", summary_return((PROVINCIAL, 0, 4)), received=JULY)
    received = inbox.received()

    assert messages(received) == ["V11-changed"]
    assert successors(received) == {"mot.xlsx": "hai.xlsx"}


def test_return_that_says_it_replaces_another_does(inbox):
    """The answer to what was asked."""
    inbox.put("mot.xlsx", summary_return(("Giấy khen", 12, 31), (PROVINCIAL, 1, 4)), received=JUNE)
    inbox.put("thay the.xlsx", summary_return(("Giấy khen", 9, 44), (PROVINCIAL, 1, 2)), received=JULY)

    assert successors(inbox.received()) == {"mot.xlsx": "thay the.xlsx"}
