"""What is only seen across files is told with file, sheet and cell, in the words its sender will read."""

from datetime import date

import pytest

from tests.facts.inboxes import (
    MAY,
    NA_RI,
    PROVINCIAL,
    SECOND_HALF,
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
from thidua.facts.expected import ExpectedSettings
from thidua.registry import Period, get_unit

LIST, RETURN = "Danh sách", "Biểu tổng hợp"
FIGHTER, WORKER, PROVINCE_FIGHTER = "Chiến sĩ thi đua cơ sở", "Lao động tiên tiến", "Chiến sĩ thi đua cấp tỉnh"


@pytest.fixture
def inbox(tmp_path):
    """An empty dataset that receives workbooks."""
    return Inbox(tmp_path)


def words(received, message):
    """What is said under one message, and the advice with it."""
    return [(each.text, each.advice) for each in received.findings if each.message == message]


# V07: a year to date never shrinks, a year is no larger than its stage


def test_year_with_fewer_than_its_first_half_is_told_at_the_year(inbox):
    """One of the two was counted another way; the sender compares them."""
    inbox.put("h1.xlsx", summary_return(("Giấy khen", 2, 9), period="6 tháng đầu năm 2021"))
    inbox.put("nam.xlsx", summary_return(("Lao động tiên tiến", "-", 9), ("Giấy khen", 2, 8)))

    received = inbox.received()

    expected = "GK huyện: năm 2021 có 8, ít hơn 6 tháng đầu năm 2021 (9)"
    assert told(received) == [("nam.xlsx", RETURN, "D8", expected)]
    assert words(received, "V07-decreasing")[0][1] == "Số cộng dồn trong năm không thể giảm; kiểm tra lại hai kỳ"
    assert set(states(received)) == {"h1.xlsx", "nam.xlsx"}


@pytest.mark.parametrize(
    ("early", "late", "is_told"),
    [
        ("Quý I năm 2021", "6 tháng đầu năm 2021", True),
        ("6 tháng đầu năm 2021", "10 tháng năm 2021", True),
        ("10 tháng năm 2021", YEAR, True),
        # Other days, or days that do not begin together: nothing follows.
        (SECOND_HALF, YEAR, False),
        ("Năm 2020", YEAR, False),
        ("Quý I năm 2021", "Quý II năm 2021", False),
    ],
)
def test_only_a_period_that_grows_out_of_another_is_held_against_it(inbox, early, late, is_told):
    """The second half may well be smaller than the first, and larger than nothing but itself."""
    inbox.put("truoc.xlsx", summary_return(("Giấy khen", 2, 9), period=early))
    inbox.put("sau.xlsx", summary_return(("Giấy khen", 2, 8), period=late))

    assert [place[:3] for place in told(inbox.received())] == [("sau.xlsx", RETURN, "D7")] * is_told


def test_figure_that_is_missing_or_equal_is_no_decrease(inbox):
    """A blank is not zero."""
    inbox.put("h1.xlsx", summary_return(("Giấy khen", 2, 9), (WORKER, "-", 4), period="6 tháng đầu năm 2021"))
    inbox.put("nam.xlsx", summary_return(("Giấy khen", 2, ""), (WORKER, "-", 4)))

    assert told(inbox.received()) == []


def test_year_larger_than_its_stage_is_told_at_the_year(inbox):
    """The stage was added up before a year was corrected."""
    inbox.put("giai doan.xlsx", summary_return(("Giấy khen", 2, 40), period="Giai đoạn 2019-2021"))
    inbox.put("nam.xlsx", summary_return(("Giấy khen", 1, 41)))
    inbox.put("ngoai.xlsx", summary_return(("Giấy khen", 9, 41), period="Năm 2018"))

    received = inbox.received()

    expected = "GK huyện: năm 2021 có 41, lớn hơn cả giai đoạn 2019-2021 (40)"
    assert told(received, "V07-stage") == [("nam.xlsx", RETURN, "D7", expected)]


def test_sheets_of_one_return_are_added_before_they_are_held_against_another(inbox):
    """A return of the year has a sheet for each commune, that of the half has one."""
    inbox.put("h1.xlsx", summary_return(("Giấy khen", 2, 9), period="6 tháng đầu năm 2021"))
    inbox.put("nam.xlsx", *(summary_return(("Giấy khen", 2, 5), name=f"Xã {at}") for at in (1, 2)))

    assert told(inbox.received()) == []


# V08: the cap on grassroots fighters


def test_fighters_beyond_the_cap_are_told_with_both_numbers(inbox):
    """Decree 91/2017, art. 9: at most 15 % of the advanced workers; 16 of 100 are too many, 15 are not."""
    inbox.put("ba be.xlsx", summary_return((WORKER, "-", 100), (FIGHTER, "-", 16)))
    inbox.put("na ri.xlsx", summary_return((WORKER, "-", 100), (FIGHTER, "-", 15), unit=NA_RI))

    received = inbox.received()

    expected = "Chiến sĩ thi đua cơ sở là 16 trên 100 Lao động tiên tiến (16,0%), quá 15%"
    assert told(received) == [("ba be.xlsx", RETURN, "D8", expected)]
    assert words(received, "V08-cap")[0][1] == "Kiểm tra lại số lượng hoặc căn cứ vượt tỷ lệ"


@pytest.mark.parametrize(("period", "is_told"), [("Năm 2016", False), ("Năm 2017", True), ("Năm 2023", True)])
def test_cap_holds_for_years_that_end_under_the_decree(inbox, period, is_told):
    """The decree is in force from 01/10/2017; before it no share was fixed."""
    inbox.put("ds.xlsx", summary_return((WORKER, "-", 100), (FIGHTER, "-", 40), period=period))

    assert bool(told(inbox.received(), "V08-cap")) == is_told


@pytest.mark.parametrize(
    "rows",
    [
        [(WORKER, "-", 0), (FIGHTER, "-", 3)],
        [(WORKER, "-", ""), (FIGHTER, "-", 3)],
        [(FIGHTER, "-", 3)],
        [("Tập thể lao động tiên tiến", 10, "-"), ("Tập thể lao động xuất sắc", 9, "-")],
    ],
)
def test_without_a_number_to_divide_by_nothing_is_said(inbox, rows):
    """No share of nothing, and no cap on a title that has none."""
    inbox.put("ds.xlsx", summary_return(*rows))

    assert told(inbox.received(), "V08-cap") == []


def test_cap_is_judged_on_a_whole_year_only(inbox):
    """A half holds the school-year batch or nothing; its share says nothing."""
    inbox.put("h1.xlsx", summary_return((WORKER, "-", 10), (FIGHTER, "-", 9), period="6 tháng đầu năm 2021"))

    assert told(inbox.received()) == []


def test_workers_in_two_sheets_are_added_before_the_cap_is_judged(inbox):
    """Each commune has its sheet; the last one alone would make one in two a fighter."""
    sheets = [decision_list(*people(*range(at, at + 9), award=WORKER), period=YEAR, name=f"Xã {at}") for at in (0, 10)]
    inbox.put("ds.xlsx", *sheets, decision_list(*people(0, 10, award=FIGHTER), period=YEAR, name="CSTĐ"))

    assert told(inbox.received(), "V08-cap") == []


# V09: a provincial fighter was a grassroots fighter before


def fighters(inbox, first_year, *history):
    """Lists of grassroots fighters since a year, then a provincial fighter of 2021."""
    inbox.put("dau.xlsx", list_of("Bàn Văn Khác", FIGHTER, first_year))
    for number, (name, year) in enumerate(history):
        inbox.put(f"cu {number}.xlsx", list_of(name, FIGHTER, year))
    inbox.put("tinh.xlsx", list_of("Hoàng Thị Lưu", PROVINCE_FIGHTER, 2021))
    return told(inbox.received(), "V09-history")


def list_of(name, award, year):
    """The list of a year with one name."""
    decision = f"{year}/QĐ-UBND"
    return decision_list(row(name, award, decision, date(year, 3, 12)), period=f"Năm {year}")


def test_provincial_fighter_without_grassroots_history_is_told(inbox):
    """The law asks for it; more often a name is spelled in two ways, or a list was not sent."""
    found = fighters(inbox, 2017)

    assert found == [
        (
            "tinh.xlsx",
            LIST,
            "B5",
            '"Hoàng Thị Lưu" được Chiến sĩ thi đua cấp tỉnh nhưng các năm trước không thấy Chiến sĩ thi đua cơ sở',
        )
    ]


@pytest.mark.parametrize(("first_year", "is_told"), [(2018, False), (2017, True)])
def test_history_is_only_asked_for_where_the_data_reach_back(inbox, first_year, is_told):
    """With three years of lists a title could rest on one that nobody sent."""
    assert bool(fighters(inbox, first_year)) == is_told


@pytest.mark.parametrize(
    ("name", "year", "is_told"),
    [
        ("Hoàng Thị Lưu", 2019, False),
        ("HOÀNG  THỊ LƯU", 2018, False),
        ("Hoàng Thị Lưu", 2015, True),
        ("Hoàng Thị Lựu", 2019, True),
    ],
)
def test_history_is_found_by_name_within_five_years(inbox, name, year, is_told):
    """Capitals and spaces make no other person; a title of long ago is no history."""
    assert bool(fighters(inbox, 2014, (name, year))) == is_told


def test_history_in_another_district_is_not_taken(inbox):
    """Namesakes are common; the finding asks, it refuses nothing."""
    other = decision_list(row("Hoàng Thị Lưu", FIGHTER, "7/QĐ-UBND", date(2019, 3, 12)), unit=NA_RI, period="Năm 2019")
    inbox.put("na ri.xlsx", other)

    assert len(fighters(inbox, 2017)) == 1


# V11: the same row in two files


def test_row_sent_twice_keeps_the_later_file_from_counting(inbox):
    """Otherwise a person would count twice; the earlier file stays as it is."""
    provincial = {"award": PROVINCIAL, "decision": "946/QĐ-UBND", "unit": "huyện Ba Bể"}
    inbox.put("mot.xlsx", decision_list(*people(0, 1, 2), *people(3, 4, **provincial), period=YEAR))
    inbox.put("hai.xlsx", decision_list(*people(5, 4, **provincial), unit="Sở Nội vụ"), received=date(2021, 7, 1))

    received = inbox.received()

    expected = '"Dương Ngọc Ẩn A" đã có trong tệp mot.xlsx với cùng hình thức và số quyết định'
    assert told(received) == [("hai.xlsx", LIST, "B6", expected)]
    assert words(received, "V11-again")[0][1] == (
        "Mỗi quyết định chỉ gửi một lần; bản thay thế thì ghi cùng kỳ báo cáo; "
        "hai người cùng tên thì ghi đơn vị công tác"
    )
    assert states(received) == {"hai.xlsx": ["rejected"], "mot.xlsx": ["accepted"]}
    assert counted(inbox.facts(), get_unit("huyen-ba-be"), Period.parse("2021")) == {
        ("GKH", "individual"): 3,
        ("BKT", "individual"): 2,
    }


def test_row_typed_again_in_another_spelling_is_the_same_row(inbox):
    """Two offices list one decision, each in its own hand."""
    inbox.put("mot.xlsx", decision_list(row("Nông Văn Thuỷ", PROVINCIAL, "05/QĐ-UBND")))
    again = row("NÔNG VĂN  THỦY", PROVINCIAL, "5/QĐ-UBND", workplace="phòng nội vụ", unit="huyện Ba Bể")
    inbox.put("hai.xlsx", decision_list(again, unit="Sở Nội vụ"), received=date(2021, 7, 1))

    assert [place[:3] for place in told(inbox.received(), "V11-again")] == [("hai.xlsx", LIST, "B5")]


def test_number_with_another_symbol_is_the_same_decision(inbox):
    """The district writes 77/QĐ-UBND, the department 77/QĐ-CT: four provincial certificates were eight."""
    usual = {"award": PROVINCIAL, "unit": "huyện Ba Bể"}
    inbox.put("mot.xlsx", decision_list(*people(0, 1, **usual, decision="077/QĐ-UBND")))
    again = decision_list(*people(0, 1, **usual, decision="77/QĐ-CT"), unit="Sở Nội vụ")
    inbox.put("hai.xlsx", again, received=date(2021, 7, 1))

    assert [place[:3] for place in told(inbox.received(), "V11-again")] == [
        ("hai.xlsx", LIST, "B5"),
        ("hai.xlsx", LIST, "B6"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"decision": "513/QĐ-UBND"},
        {"award": WORKER},
        {"workplace": "Công an huyện"},
        {"unit": "huyện Na Rì"},
        # Numbers begin again each year, and advanced workers are named each year.
        {"on": date(2020, 3, 12)},
    ],
)
def test_namesake_or_another_award_is_not_the_same_row(inbox, other):
    """Name, unit, workplace, award and decision together say that a row is the same."""
    usual = {"award": PROVINCIAL, "unit": "huyện Ba Bể"}
    inbox.put("mot.xlsx", decision_list(*people(0, **usual), unit="Sở Nội vụ", period=""))
    again = decision_list(*people(0, **{**usual, **other}), unit="Sở Y tế", period="")
    inbox.put("hai.xlsx", again, received=date(2021, 7, 1))

    assert told(inbox.received(), "V11-again") == []


def test_row_without_a_place_of_work_is_the_one_that_has_it(inbox):
    """The department's list has no column for it; that makes no other person of the same name and decision."""
    usual = {"award": PROVINCIAL, "unit": "huyện Ba Bể"}
    inbox.put("mot.xlsx", decision_list(*people(0, **usual), unit="Sở Nội vụ", period=""))
    inbox.put("hai.xlsx", decision_list(*people(0, workplace="", **usual), unit="Sở Y tế", period=""), received=MAY)

    assert [place[:3] for place in told(inbox.received(), "V11-again")] == [("mot.xlsx", LIST, "B5")]


def test_row_in_two_sheets_of_one_file_is_at_fault_too(inbox):
    """A workbook often has a sheet that gathers what the others list."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1), name="Đợt 1"), decision_list(*people(2, 1), name="Cả năm"))

    received = inbox.received()

    expected = '"Nông Văn Thuỷ A" đã có trong tệp này, trang "Đợt 1", với cùng hình thức và số quyết định'
    assert told(received) == [("ds.xlsx", "Cả năm", "B6", expected)]
    assert states(received) == {"ds.xlsx": ["rejected", "rejected"]}


def test_file_that_repeats_a_file_that_does_not_count_is_not_at_fault(inbox):
    """The second repeats the first and is refused; the third repeats only the second, so its rows count once."""
    senders = ("Sở Nội vụ", "Sở Y tế", "Sở Công Thương")
    for day, numbers in enumerate([(1, 2, 3), (1, 4, 5), (4, 6)], start=1):
        rows = [
            row(f"Nông Văn {'ABCDEFG'[number]}", PROVINCIAL, f"{number}/QĐ-UBND", unit="huyện Ba Bể")
            for number in numbers
        ]
        inbox.put(f"{day}.xlsx", decision_list(*rows, unit=senders[day - 1]), received=date(2021, 6, day))

    received = inbox.received()

    assert [place[:3] for place in told(received)] == [("2.xlsx", LIST, "B5")]
    assert states(received) == {"1.xlsx": ["accepted"], "2.xlsx": ["rejected"], "3.xlsx": ["accepted"]}


# V14: a jump against the same period of the year before


def test_jump_beyond_chance_is_told_at_the_later_period(inbox):
    """Beyond the 99,8 % limits of a funnel plot: 10 after 31 is (scipy's binomtest: p = 0.0015), 11 is not (0.0029)."""
    inbox.put("2020.xlsx", summary_return(("Giấy khen", 31, 31), period="Năm 2020"))
    inbox.put("2021.xlsx", summary_return(("Giấy khen", 10, 11)))

    received = inbox.received()

    expected = "GK huyện: năm 2021 có 10, năm 2020 có 31; chênh lệch vượt mức ngẫu nhiên 99,8%"
    assert told(received) == [("2021.xlsx", RETURN, "C7", expected)]
    assert words(received, "V14-change")[0][1] == "Kiểm tra lại, nếu đúng thì giải thích trong báo cáo"


@pytest.mark.parametrize(
    ("early", "late", "is_told"),
    [
        ("6 tháng đầu năm 2020", "6 tháng đầu năm 2021", True),
        ("6 tháng cuối năm 2020", "6 tháng đầu năm 2021", False),
        ("Năm 2019", YEAR, False),
        ("Giai đoạn 2016-2018", "Giai đoạn 2019-2021", False),
    ],
)
def test_only_the_same_period_a_year_before_is_compared(inbox, early, late, is_told):
    """Cùng kỳ: the same half of the year before; stages are too few to tell chance from change."""
    inbox.put("truoc.xlsx", summary_return(("Giấy khen", "-", 100), period=early))
    inbox.put("sau.xlsx", summary_return(("Giấy khen", "-", 30), period=late))

    assert bool(told(inbox.received(), "V14-change")) == is_told


def test_jump_of_a_list_is_told_at_its_sheet(inbox):
    """No single cell holds the count of a list."""
    inbox.put("2020.xlsx", decision_list(*people(0, on=date(2020, 3, 12)), period="Năm 2020"))
    inbox.put("2021.xlsx", decision_list(*people(*range(20)), period=YEAR))

    expected = "GK huyện: năm 2021 có 20, năm 2020 có 1; chênh lệch vượt mức ngẫu nhiên 99,8%"
    assert told(inbox.received()) == [("2021.xlsx", LIST, "", expected)]


def test_two_lists_of_one_period_are_compared_as_one(inbox):
    """The decisions of a half come in two files; neither of them is a fall by half."""
    inbox.put("2020.xlsx", decision_list(*people(*range(40), on=date(2020, 3, 12)), period="6 tháng đầu năm 2020"))
    inbox.put("a.xlsx", decision_list(*people(*range(20))))
    inbox.put("b.xlsx", decision_list(*people(*range(20, 40), decision="946/QĐ-UBND", on=MAY)))

    assert told(inbox.received()) == []


# V20: what differs, what is missing, what came late


def test_return_that_differs_from_the_list_is_told_with_both_numbers(inbox):
    """The sender finds the figure in the return, and learns which one the report uses."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1, 2), period=YEAR))
    inbox.put("bieu.xlsx", summary_return((WORKER, "-", 7), ("Giấy khen", "-", 5)))

    received = inbox.received()

    expected = (
        "huyện Ba Bể, năm 2021, GK huyện, cá nhân: danh sách có 3, biểu tổng hợp có 5; "
        "báo cáo dùng danh sách quyết định"
    )
    assert told(received) == [("bieu.xlsx", RETURN, "D8", expected)]
    assert words(received, "V20-difference")[0][1] == ("Đối chiếu danh sách với biểu tổng hợp và gửi lại bản đúng")
    assert counted(inbox.facts(), get_unit("huyen-ba-be"), Period.parse("2021"))["GKH", "individual"] == 3


def test_list_that_does_not_cover_the_period_of_the_return_differs_by_nature(inbox):
    """The first half has fewer than the year; that is no contradiction."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1, 2)))
    inbox.put("bieu.xlsx", summary_return(("Giấy khen", "-", 5)))

    assert told(inbox.received()) == []


def test_two_halves_and_two_sheets_are_added_before_they_are_compared(inbox):
    """Neither half nor any commune alone has the number of the year."""
    inbox.put("h1.xlsx", decision_list(*people(0, 1)))
    inbox.put("h2.xlsx", decision_list(*people(2, 3, decision="9/QĐ-UBND", on=date(2021, 9, 15)), period=SECOND_HALF))
    inbox.put("bieu.xlsx", *(summary_return(("Giấy khen", "-", number), name=f"Xã {number}") for number in (1, 3)))

    assert told(inbox.received()) == []


def test_provincial_awards_are_found_in_the_list_of_the_department_that_keeps_them(inbox):
    """Sở Nội vụ lists the provincial decisions for all districts; the district's return counts them too."""
    provincial = {"award": PROVINCIAL, "decision": "946/QĐ-UBND"}
    inbox.put(
        "tinh.xlsx", decision_list(*people(4, 5, unit="huyện Ba Bể", **provincial), unit="Sở Nội vụ", period=YEAR)
    )
    inbox.put("ds.xlsx", decision_list(*people(0, 1), period=YEAR))
    inbox.put("bieu.xlsx", summary_return(("Giấy khen", "-", 2), (PROVINCIAL, "-", 3)))

    assert [place[:3] for place in told(inbox.received())] == [("bieu.xlsx", RETURN, "D8")]


def wish(**changes):
    """Ba Bể's list of each half of 2021, within six days."""
    usual = {"layout": "decision_list", "units": ("huyen-ba-be",), "period": "half"}
    return ExpectedSettings(**{**usual, "first_year": 2021, "last_year": 2021, "days": 6, **changes})


def test_what_was_not_sent_by_its_deadline_is_told_with_no_file(inbox):
    """The office reminds the unit; the deadline is counted from the last day of the period, 14/06 and 14/12."""
    received = inbox.received(expected=[wish()])

    assert told(received) == [
        ("", "", "", "huyện Ba Bể chưa gửi danh sách quyết định 6 tháng đầu năm 2021"),
        ("", "", "", "huyện Ba Bể chưa gửi danh sách quyết định 6 tháng cuối năm 2021"),
    ]
    assert [advice for _, advice in words(received, "V20-missing")] == [
        "Nhắc đơn vị gửi, hạn 20/06/2021",
        "Nhắc đơn vị gửi, hạn 20/12/2021",
    ]


@pytest.mark.parametrize(("as_of", "number"), [(date(2021, 6, 20), 0), (date(2021, 6, 21), 1), (date(2021, 12, 21), 2)])
def test_what_is_not_due_yet_is_not_missing(inbox, as_of, number):
    """On the day of the deadline there is still time."""
    assert len(told(inbox.received(expected=[wish()], as_of=as_of))) == number


@pytest.mark.parametrize(("day", "is_late"), [(date(2021, 6, 20), False), (date(2021, 6, 21), True)])
def test_what_came_after_its_deadline_is_told_at_the_file(inbox, day, is_late):
    """It counts all the same; the unit is asked to be earlier next time."""
    inbox.put("ds.xlsx", decision_list(*people(0)), received=day)

    received = inbox.received(expected=[wish()], as_of=date(2021, 7, 1))

    assert told(received) == [("ds.xlsx", "", "", "Gửi ngày 21/06/2021, sau hạn 20/06/2021")] * is_late
    assert states(received) == {"ds.xlsx": ["accepted"]}


def test_version_sent_after_the_deadline_is_not_late_where_the_first_was_in_time(inbox):
    """Otherwise nobody would send a correction."""
    inbox.put("mot.xlsx", decision_list(*people(0)), received=date(2021, 6, 15))
    inbox.put("hai.xlsx", decision_list(*people(0, 1)), received=date(2021, 8, 2))

    assert told(inbox.received(expected=[wish()], as_of=date(2021, 9, 1))) == []


def test_file_with_errors_was_sent_and_is_not_missing(inbox):
    """Its sender is told of the errors; a reminder to send it would be wrong."""
    inbox.put("ds.xlsx", decision_list(row("Bàn Văn B", on="hôm qua")), received=date(2021, 6, 15))

    received = inbox.received(expected=[wish()], as_of=date(2021, 9, 1))

    assert {finding.message for finding in received.findings} == {"V10-date"}


def test_year_may_come_as_two_halves_and_half_in_the_list_of_the_year(inbox):
    """Some send twice a year, some once; what was sent is not asked for again."""
    inbox.put("h1.xlsx", decision_list(*people(0)), received=date(2021, 6, 15))
    only_half = inbox.received(expected=[wish(period="year")])
    second = decision_list(*people(1, decision="9/QĐ-UBND", on=date(2021, 9, 15)), period=SECOND_HALF)
    inbox.put("h2.xlsx", second, received=date(2021, 12, 22))
    both = inbox.received(expected=[wish(period="year")])
    inbox.put("na ri.xlsx", decision_list(*people(2), unit=NA_RI, period=YEAR), received=date(2021, 6, 15))
    year = inbox.received(expected=[wish(units=("huyen-na-ri",))])

    assert told(only_half) == [("", "", "", "huyện Ba Bể chưa gửi danh sách quyết định năm 2021")]
    assert told(both) == [("h2.xlsx", "", "", "Gửi ngày 22/12/2021, sau hạn 20/12/2021")]
    assert told(year) == []


def test_list_without_a_period_answers_for_the_half_of_its_decisions_only(inbox):
    """Its title says no period; it must not stand for every later half as well."""
    inbox.put("ds.xlsx", decision_list(*people(0), period=""), received=date(2021, 6, 15))

    received = inbox.received(expected=[wish()])

    assert told(received) == [("", "", "", "huyện Ba Bể chưa gửi danh sách quyết định 6 tháng cuối năm 2021")]


@pytest.mark.parametrize("layout", ["summary_return", "indicators"])
def test_other_layouts_are_expected_for_exactly_their_period(inbox, layout):
    """A return of the stage does not tell what happened in the year."""
    draw = summary_return if layout == "summary_return" else indicators
    line = ("Giấy khen", 1, 1) if layout == "summary_return" else ("Thu ngân sách", 10, 9)
    inbox.put("2021.xlsx", draw(line))
    inbox.put("gd.xlsx", draw(line, period="Giai đoạn 2018-2022"))

    received = inbox.received(expected=[wish(layout=layout, period="year", last_year=2022)])

    said = {"summary_return": "biểu tổng hợp", "indicators": "sổ chỉ tiêu"}[layout]
    assert told(received, "V20-missing") == [("", "", "", f"huyện Ba Bể chưa gửi {said} năm 2022")]


def test_warnings_across_files_keep_no_file_from_counting(inbox):
    """They ask somebody to look; only what is sent twice is refused."""
    inbox.put("2020.xlsx", summary_return((WORKER, "-", 10), (FIGHTER, "-", 9), period="Năm 2020"))
    inbox.put("2021.xlsx", summary_return((WORKER, "-", 100), (FIGHTER, "-", 90)))

    received = inbox.received()

    assert {finding.severity for finding in received.findings} == {"warning"}
    assert {each.state for each in received.parts} == {"accepted"}
