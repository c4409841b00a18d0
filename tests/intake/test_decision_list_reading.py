"""Each rule for a decision list names the cell, what stands there, and what to write instead."""

from datetime import date, datetime

import pytest

from tests.intake.sheets import Change, draw, facts_of, list_of, place_of, read, told

AWARD, KIND, UNIT, BY = "Danh hiệu", "Đối tượng", "Huyện", "Cơ quan ban hành"
NUMBER, DAY, NAME, WORK = "Số quyết định", "Ngày quyết định", "Họ và tên", "Đơn vị công tác"
SUMMER_2024 = ("UBND HUYỆN BA BỂ", "6 tháng đầu năm 2024")
ABOVE: Change = {UNIT: "huyện Ba Bể", BY: "Chủ tịch UBND huyện", "Loại hình": "Thường xuyên"}
"""What the row above the faulty one says, so that no blank beside it could be meant to be carried."""
IN_2024: Change = {DAY: date(2024, 3, 12)}


def test_clean_list_has_no_findings():
    """Findings in a right list teach senders to ignore them."""
    plain: Change = {"Loại hình khen thưởng": "Thường xuyên"}
    chair: Change = {BY: "Chủ tịch UBND huyện", **plain}
    found = read(
        list_of(
            {
                UNIT: "Ba Bể",
                WORK: "Phòng Nội vụ",
                "Loại hình khen thưởng": "Thường xuyên",
                "Nữ": "",
                BY: "",
                "Năm": 2021,
            },
            {NAME: "Trường Tiểu học Chu Hương", KIND: "Tập thể", AWARD: "Giấy khen", BY: "CT UBND huyện", **plain},
            {NAME: "Hoàng Thị Lưu", "Nữ": "x", "Dân tộc thiểu số": "x", "Thành phần": "Trực tiếp lao động", **chair},
            {
                NAME: "Hộ ông Lý Văn A",
                KIND: "Hộ gia đình",
                AWARD: "GK",
                NUMBER: "05/QĐ-UBND",
                BY: "Chủ tịch UBND huyện",
                **plain,
            },
        )
    )

    assert found.findings == ()
    assert not found.has_errors
    assert facts_of(found, "unit", "award", "authority", "recipient_kind", "gender", "recipient_class") == [
        ("huyen-ba-be", "LDTT", "district_chair", "individual", "male", ""),
        ("huyen-ba-be", "GKH", "district_chair", "collective", "", ""),
        ("huyen-ba-be", "LDTT", "district_chair", "individual", "female", "direct_labour"),
        ("huyen-ba-be", "GKH", "district_chair", "household", "", ""),
    ]


@pytest.mark.parametrize(
    ("change", "message", "at", "found", "advice"),
    [
        ({UNIT: "Sa Pa"}, "V01-unit", UNIT, "Sa Pa", "huyện Ba Bể"),
        ({UNIT: "xã Vân Tùng, huyện Ba Bể"}, "V01-why", UNIT, "xã Vân Tùng, huyện Ba Bể", "tên đơn vị của ngày đó"),
        ({UNIT: "huyện Pác Nặm"}, "V01-other", UNIT, "huyện Pác Nặm", "Kiểm tra lại đơn vị"),
        ({AWARD: "Lao động giỏi"}, "V02-award", AWARD, "Lao động giỏi", "Chiến sĩ thi đua cơ sở"),
        ({AWARD: ""}, "V02-missing", AWARD, "", "Lao động tiên tiến"),
        ({AWARD: "Bằng khen"}, "V02-ambiguous", AWARD, "Bằng khen", "Bằng khen của Chủ tịch UBND tỉnh"),
        ({AWARD: "Cờ thi đua cấp tỉnh"}, "V02-kind", AWARD, "Cờ thi đua cấp tỉnh", "Tập thể/Hộ gia đình/Cá nhân"),
        ({KIND: "Nhóm bạn"}, "V02-recipient", KIND, "Nhóm bạn", "Tập thể"),
        (
            {KIND: "Hộ gia đình", NAME: "Hộ ông Lý Văn A"},
            "V02-household",
            AWARD,
            "Lao động tiên tiến",
            "số liệu vẫn được tính",
        ),
        ({BY: "Ông Tám"}, "V03-unknown", BY, "Ông Tám", "Giám đốc Sở Y tế"),
        ({BY: "Thủ tướng Chính phủ"}, "V03-authority", BY, "Thủ tướng Chính phủ", "cơ quan ban hành"),
        ({NUMBER: ""}, "V10-missing", NUMBER, "", "946/QĐ-UBND"),
        ({NUMBER: 946}, "V10-no-symbol", NUMBER, "946", "946/QĐ-UBND"),
        ({NUMBER: "946/TB-UBND"}, "V10-number", NUMBER, "946/TB-UBND", "946/QĐ-UBND"),
        ({DAY: ""}, "V10-nodate", DAY, "", "31/5/2023"),
        ({DAY: "31/02/2021"}, "V10-date", DAY, "31/02/2021", "31/5/2023"),
        ({DAY: "12/3/21"}, "V10-date", DAY, "12/3/21", "bốn chữ số"),
        ({NUMBER: "512/QĐ-UBND ngày 11/3/2021"}, "V10-twodays", DAY, "12/03/2021", "cùng một ngày"),
        ({DAY: date(2025, 3, 12)}, "V10-future", DAY, "12/03/2025", "ngày, tháng, năm"),
        ({DAY: date(2020, 12, 31)}, "V10-window", DAY, "31/12/2020", "đúng kỳ"),
        ({DAY: date(2021, 3, 13)}, "V10-dayoff", DAY, "13/03/2021", "ngày ký"),
        ({DAY: date(2021, 3, 14)}, "V10-dayoff", DAY, "14/03/2021", "ngày ký"),
        ({DAY: date(2021, 4, 21)}, "V10-dayoff", DAY, "21/04/2021", "ngày ký"),
        ({"Ngày đề nghị": date(2021, 3, 20)}, "V12-order", "Ngày đề nghị", "20/03/2021", "lập thành tích, đề nghị"),
        ({"Ngày trao tặng": date(2021, 3, 1)}, "V12-order", DAY, "12/03/2021", "lập thành tích, đề nghị"),
        (
            {"Ngày lập thành tích": date(2019, 5, 1)},
            "V12-wait",
            "Ngày lập thành tích",
            "01/05/2019",
            "năm của hai ngày",
        ),
        ({"Ngày đề nghị": "tháng 3"}, "V12-date", "Ngày đề nghị", "tháng 3", "31/5/2023"),
        ({"Thành phần": "Ông chủ"}, "L04-class", "Thành phần", "Ông chủ", "Trực tiếp lao động"),
        ({"Loại hình": "Bất ngờ"}, "L05-type", "Loại hình", "Bất ngờ", "Đột xuất"),
        ({"Nữ": "?!"}, "L06-mark", "Nữ", "?!", '"x"'),
        ({"Giới tính": "Nu"}, "L06-gender", "Giới tính", "Nu", "Nam hoặc Nữ"),
        ({"Dân tộc": "Tay"}, "L07-word", "Dân tộc", "Tay", "Kinh, Tày"),
        ({NAME: "NguyÔn V¨n Đức"}, "V16-doubtful", NAME, "NguyÔn V¨n Đức", "Unicode"),
        ({"Loại hình": "Chuyên đề, đột xuất"}, "V17-merged", "Loại hình", "Chuyên đề, đột xuất", "từng loại hình"),
        ({"Trạng thái": "Đang xem lại"}, "V19-status", "Trạng thái", "Đang xem lại", "Đề nghị"),
        ({NAME: ""}, "L03-nameless", NAME, "", "Ghi tên"),
    ],
)
def test_fault_is_told_at_its_cell(change, message, at, found, advice):
    """The sender looks for the cell, sees the text, and writes what the advice names."""
    above: Change = {heading: ABOVE[heading] for heading in change if heading in ABOVE}
    sheet = list_of({NAME: "Lê Thị B", **above}, change)
    read_back = read(sheet)

    (finding,) = read_back.findings
    assert (finding.message, finding.cell) == (message, place_of(sheet, at, 2))
    assert finding.found == found
    assert advice in finding.advice
    assert found in finding.text or message == "V02-recipient"
    assert len(facts_of(read_back, "count")) == (1 if message == "L03-nameless" else 2)


@pytest.mark.parametrize(
    ("award", "kind", "message", "severity"),
    [
        ("Huy hiệu", "Cá nhân", "V02-date", "error"),
        ("Xã, phường, thị trấn tiêu biểu", "Tập thể", "", ""),
        ("Lao động tiên tiến", "Cá nhân", "", ""),
    ],
)
def test_title_must_be_valid_on_the_day(award, kind, message, severity):
    """The law of 2022 dropped the badge and made the exemplary commune, both from 01/01/2024."""
    by = "Chủ tịch UBND tỉnh" if award != "Lao động tiên tiến" else ""
    found = read(list_of({AWARD: award, KIND: kind, BY: by, NAME: "Nông Thị Hoa", **IN_2024}, title=SUMMER_2024))

    assert [(finding.message, finding.severity) for finding in found.findings] == (
        [(message, severity)] if message else []
    )
    assert all("12/03/2024" in finding.text for finding in found.findings)


def test_title_that_is_not_yet_valid_is_refused():
    """The same rule the other way round."""
    found = read(list_of({AWARD: "Xã, phường, thị trấn tiêu biểu", KIND: "Tập thể", BY: "UBND tỉnh"}))

    assert told(found) == [("V02-date", "D4")]


def test_household_is_a_warning_that_keeps_the_row():
    """Households were commended before the law named them: never refused by date."""
    found = read(list_of({KIND: "Hộ gia đình", NAME: "Hộ bà Hà Thị C"}))

    assert [(finding.rule, finding.severity) for finding in found.findings] == [("V02", "warning")]
    assert not found.has_errors
    assert facts_of(found, "award", "recipient_kind") == [("LDTT", "household")]


def test_title_without_a_giver_asks_for_one():
    """A flag or an order is never the district's own; nobody is guessed."""
    sheet = list_of({AWARD: "Kỷ niệm chương"})

    assert told(read(sheet)) == [("V03-missing", place_of(sheet, AWARD))]


def test_unit_is_asked_for_where_neither_title_nor_row_names_one():
    """Every row without a unit is told; a row that names one is not."""
    by: Change = {BY: "Chủ tịch UBND huyện"}
    sheet = list_of({UNIT: "Ba Bể", **by}, {NAME: "Lê Thị B", **by}, title=("DANH SÁCH", "Năm 2021"))

    assert told(read(sheet)) == [("V01-blank", place_of(sheet, UNIT, 2))]


def test_list_without_a_column_of_decisions_says_so():
    """Days alone do not identify a decision."""
    sheet = draw("""
        UBND HUYỆN BA BỂ
        STT | Họ và tên | Danh hiệu | Ngày quyết định
        1 | Nông Văn A | LĐTT | 12/3/2021
    """)

    assert told(read(sheet)) == [("V10-missing", "")]


def test_decision_and_day_may_share_a_cell():
    """ "946/QĐ-UBND ngày 31/5/2023" is the usual way; faults of the day then stand at that cell."""
    drawn = """
        UBND HUYỆN BA BỂ
        6 tháng đầu năm 2021
        STT | Họ và tên | Danh hiệu | Số, ngày quyết định | Ngày đề nghị
        1 | Nông Văn A | LĐTT | 512/QĐ-UBND ngày 12/3/2021 | {proposed}
        2 | Nông Văn B | LĐTT | {decision} |
    """
    right = read(draw(drawn.format(proposed="10/3/2021", decision="512/QĐ-UBND, 12/3/2021")))
    wrong = read(draw(drawn.format(proposed="5/3/2018", decision="512/QĐ-UBND")))

    assert facts_of(right, "decision_no", "decided_on") == [("512/QĐ-UBND", date(2021, 3, 12))] * 2
    assert told(right) == []
    assert told(wrong) == [("V10-nodate", "D5"), ("V12-wait", "E4")]


def test_wait_after_the_decision_is_told_at_the_cell_of_the_decision():
    """Where the day has no column of its own, the recipient's name must not be shown as a day."""
    found = read(
        draw("""
        UBND HUYỆN BA BỂ
        Họ và tên | Danh hiệu | Số, ngày quyết định | Ngày trao tặng
        Nông Văn A | LĐTT | 512/QĐ-UBND ngày 12/3/2021 | 1/2/2021
    """)
    )

    assert told(found) == [("V12-order", "C3")]
    assert "512/QĐ-UBND ngày 12/3/2021" in found.findings[0].text


def test_repaired_decision_number_is_told_and_counted():
    """ "946/qd-ubnd" means one thing only."""
    found = read(list_of({NUMBER: "946/qd-ubnd"}))

    assert facts_of(found, "decision_no") == [("946/QĐ-UBND",)]
    assert [(repair.sent, repair.read, repair.kinds) for repair in found.repairs] == [
        ("946/qd-ubnd", "946/QĐ-UBND", ("decision",))
    ]
    assert found.findings == ()


def test_same_recipient_and_decision_twice_is_an_error_at_the_second():
    """A zero in front or another case of the name does not make another award."""
    sheet = list_of({}, {NAME: "NÔNG VĂN THUỶ", NUMBER: "0512/QĐ-UBND"}, {WORK: "UBND xã Khang Ninh"})
    found = read(sheet)

    assert told(found) == [("V11-namesake", place_of(sheet, NAME, 2))]
    assert "dòng 4" in found.findings[0].text
    assert "nơi công tác" in found.findings[0].advice


def test_two_forms_for_one_achievement_are_pointed_out():
    """Article 5 of the law: one achievement earns one form."""
    flood = {"Thành tích": "Phòng, chống lũ 2021"}
    sheet = list_of(
        {AWARD: "Giấy khen", **flood},
        {AWARD: "Bằng khen của Chủ tịch UBND tỉnh", NUMBER: "77/QĐ-UBND", "Thành tích": "phòng, chống lũ 2021"},
    )
    found = read(sheet)

    assert told(found) == [("V11-twice", place_of(sheet, NAME, 2))]
    assert "phòng, chống lũ 2021" in found.findings[0].text
    assert not found.has_errors


def test_two_titles_of_one_year_are_no_fault():
    """A grassroots fighter is an advanced worker first: titles build on one another."""
    year = {"Thành tích": "Năm 2020"}

    assert told(read(list_of(year, {AWARD: "CSTĐCS", **year}))) == []


@pytest.mark.parametrize(
    ("years", "row"),
    [
        (["năm học 2020-2021", "", 2021], 3),
        ([2021, "2020-2021"], 2),
        (["2016-2020", 2021], 0),
        (["2020-2021", "Năm học 2019-2020"], 0),
        ([2021, "", 2020], 0),
    ],
)
def test_school_years_among_other_years_are_pointed_out(years, row):
    """Two batches in one list have two windows; a stage is no school year."""
    sheet = list_of(*({"Năm": year, NAME: f"Nông Văn {'ABC'[at]}"} for at, year in enumerate(years)))

    assert told(read(sheet)) == ([("V13-mix", place_of(sheet, "Năm", row))] if row else [])


def test_repaired_encoding_is_told_once_for_the_sheet():
    """A whole list in TCVN3 is one remark, not a thousand; every repair is kept."""
    found = read(list_of({NAME: "NguyÔn V¨n An"}, {NAME: "TrÇn ThÞ B×nh"}))

    (finding,) = found.findings
    assert (finding.message, finding.cell, finding.severity) == ("V16-legacy", "", "warning")
    assert "TCVN3" in finding.text
    assert "Nguyễn Văn An" in finding.text
    assert "Unicode" in finding.advice
    assert [repair.read for repair in found.repairs] == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_status_other_than_awarded_is_kept():
    """Only what was awarded enters totals; what was proposed or revoked is counted apart."""
    words = ["Đã khen", "Đề nghị", "Thu hồi", ""]
    found = read(list_of(*({"Trạng thái": word, NAME: f"Nông Văn {'ABCD'[at]}"} for at, word in enumerate(words))))

    assert [status for (status,) in facts_of(found, "status")] == ["awarded", "proposed", "revoked", "awarded"]
    assert told(found) == []


def test_commune_in_the_unit_column_is_the_place_and_its_district_the_unit():
    """Reports are by district; the commune is kept for those that look closer."""
    found = read(list_of({UNIT: "xã Khang Ninh, huyện Ba Bể"}, {UNIT: "Ba Bể", NAME: "Lê B"}, {NAME: "Lê C"}))

    assert facts_of(found, "unit", "place") == [
        ("huyen-ba-be", "xa-khang-ninh"),
        ("huyen-ba-be", ""),
        ("huyen-ba-be", ""),
    ]
    assert told(found) == []


def test_department_may_commend_in_several_districts():
    """Its rows name the district; one without is asked for, for it may be any of theirs or the department's own."""
    rows = ({UNIT: "Ba Bể"}, {UNIT: "xã Cẩm Giàng, huyện Bạch Thông", NAME: "Lê B"}, {NAME: "Lê C"})
    found = read(list_of(*({AWARD: "Giấy khen", **row} for row in rows), title=("SỞ Y TẾ", "Năm 2021")))

    assert facts_of(found, "unit", "award", "authority") == [
        ("huyen-ba-be", "GKS", "department_head"),
        ("huyen-bach-thong", "GKS", "department_head"),
        ("", "GKS", "department_head"),
    ]
    assert [message for message, _ in told(found)] == ["V01-blank"]


def test_workplace_is_kept_as_written_and_tells_the_commune():
    """A commune named as workplace is the place, where it belongs to the sender."""
    found = read(list_of({WORK: "UBND xã Khang Ninh"}, {WORK: "Phòng Nội vụ", NAME: "Lê B"}))

    assert facts_of(found, "place", "workplace") == [("xa-khang-ninh", "UBND xã Khang Ninh"), ("", "Phòng Nội vụ")]


def test_column_called_unit_may_hold_the_workplace():
    """ "Đơn vị" means either; what is no unit of the registry is a workplace."""
    found = read(list_of({"Đơn vị": "Trạm Y tế xã Yến Dương"}, {"Đơn vị": "xã Khang Ninh", NAME: "Lê B"}))

    assert facts_of(found, "unit", "place", "workplace") == [
        ("huyen-ba-be", "", "Trạm Y tế xã Yến Dương"),
        ("huyen-ba-be", "xa-khang-ninh", ""),
    ]
    assert told(found) == []


def test_kind_comes_from_groups_titles_and_names():
    """A list without a column for it still says what each recipient is."""
    found = read(
        draw("""
        UBND HUYỆN BA BỂ
        Năm 2021
        STT | Tên tập thể, cá nhân | Danh hiệu, hình thức | Số quyết định | Ngày quyết định
        1 | Trường THCS Hà Hiệu | Giấy khen | 512/QĐ-UBND | 12/3/2021
        2 | Hộ ông Lý Văn A | Giấy khen | 512/QĐ-UBND | 12/3/2021
        3 | Hoàng Thị Lưu | Giấy khen | 512/QĐ-UBND | 12/3/2021
        4 | đội bóng | Tập thể Lao động tiên tiến | 512/QĐ-UBND | 12/3/2021
        I. TẬP THỂ
        5 | Ánh Dương | Giấy khen | 512/QĐ-UBND | 12/3/2021
        II. CÁ NHÂN (01 người)
        6 | ông A | Giấy khen | 512/QĐ-UBND | 12/3/2021
    """)
    )

    kinds = ["collective", "household", "individual", "collective", "collective", "individual"]
    assert [kind for (kind,) in facts_of(found, "recipient_kind")] == kinds
    assert told(found) == []


def test_title_may_come_from_the_group_or_the_sheet():
    """ "I. LAO ĐỘNG TIÊN TIẾN" above its rows saves a column."""
    found = read(
        draw("""
        UBND HUYỆN BA BỂ
        LAO ĐỘNG TIÊN TIẾN
        STT | Họ và tên | Số quyết định | Ngày quyết định
        1 | Nông Văn A | 512/QĐ-UBND | 12/3/2021
        II. CHIẾN SĨ THI ĐUA CƠ SỞ
        1 | Nông Văn B | 512/QĐ-UBND | 12/3/2021
    """)
    )

    assert facts_of(found, "award", "award_label") == [
        ("LDTT", "LAO ĐỘNG TIÊN TIẾN"),
        ("CSTDCS", "II. CHIẾN SĨ THI ĐUA CƠ SỞ"),
    ]
    assert told(found) == []


def test_kind_that_nothing_tells_is_asked_for_once():
    """One cell, one remark."""
    rows = ({KIND: "??!", NAME: "ánh dương"}, {KIND: "", NAME: "bình minh"}, {KIND: "-", NAME: "sao mai"})
    sheet = list_of(*({AWARD: "Giấy khen", **row} for row in rows))

    assert told(read(sheet)) == [("V02-recipient", place_of(sheet, KIND, row)) for row in (1, 2, 3)]


def test_mark_that_cannot_be_read_is_no_mark_and_no_denial():
    """A strange sign under "Nữ" must not make a man of her."""
    found = read(list_of({"Nữ": "x"}, {"Nữ": "#", NAME: "Lê B"}, {"Nữ": "", NAME: "Lê C"}))

    assert [gender for (gender,) in facts_of(found, "gender")] == ["female", "", "male"]
    assert [finding.message for finding in found.findings] == ["L06-mark"]


def test_column_without_any_mark_says_nothing():
    """A column that nobody filled in is not a list of men of the majority."""
    found = read(list_of({"Nữ": "", "Dân tộc thiểu số": ""}, {NAME: "Lê B"}))

    assert facts_of(found, "gender", "ethnic_minority") == [("", None)] * 2


@pytest.mark.parametrize(
    ("written", "is_minority"),
    [("Tày", True), ("KINH", False), ("H’Mông", True), ("Sán Dìu", True), ("Cao Lan", True), ("", None), ("-", None)],
)
def test_ethnic_group_tells_minorities(written, is_minority):
    """All but Kinh; a blank says nothing."""
    found = read(list_of({"Dân tộc": written}))

    assert facts_of(found, "ethnic_minority") == [(is_minority,)]
    assert told(found) == []


def test_gender_class_and_smallness_belong_to_their_kinds():
    """A collective has no gender, a person is no small collective."""
    marks: Change = {"Nữ": "x", "Thành phần": "Doanh nhân", "Tập thể nhỏ": "x", "Dân tộc": "Tày"}
    found = read(list_of(marks, {**marks, NAME: "Tổ dân phố 5", KIND: "Tập thể", AWARD: "Giấy khen"}))

    columns = ("gender", "recipient_class", "ethnic_minority", "small_collective")
    assert facts_of(found, *columns) == [("female", "entrepreneur", True, None), ("", "", None, True)]


def test_days_with_a_time_of_day_are_days():
    """Some exports write 12/03/2021 00:30."""
    found = read(list_of({DAY: datetime(2021, 3, 12, 0, 30)}))

    assert facts_of(found, "decided_on") == [(date(2021, 3, 12),)]
