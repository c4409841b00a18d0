"""The registers: good rows are kept as they are, bad cells are told with what to write."""

from datetime import date

import pytest

from tests.intake.sheets import draw, facts_of, read, told
from thidua.intake.layouts.registers import ROWS
from thidua.intake.read_file import FileRead
from thidua.intake.words.register_words import register_choices, register_words
from thidua.registry import fold

HEADINGS = {
    "registrations": "STT | Danh hiệu thi đua đăng ký | Đối tượng | Số lượng đăng ký | Ngày đăng ký | Ghi chú",
    "movements": "STT | Tên phong trào | Hình thức | Cấp phát động | Từ ngày | Đến ngày | Nòng cốt | Số khen thưởng",
    "indicators": "STT | Chỉ tiêu | Đơn vị tính | Chiều hướng | Kế hoạch | Thực hiện | Cùng kỳ | Tỷ lệ %",
    "scores": "STT | Tiêu chí | Điểm tối đa | Tự chấm | Kiểm tra chéo | Điểm thưởng | Điểm trừ | Phiếu suy tôn",
    "models": "STT | Tên điển hình | Đối tượng | Lĩnh vực | Ngày phát hiện | Giai đoạn | Số nơi nhân rộng",
    "directives": "STT | Số, ký hiệu | Ngày ban hành | Trích yếu | Cơ quan ban hành | Ghi chú",
}


def register(layout: str, *lines: str, title: str = "UBND HUYỆN BA BỂ\nNăm 2021") -> FileRead:
    """A register of Ba Bể for 2021 with these lines from row 4."""
    return read(draw("\n".join([title, HEADINGS[layout], *lines])))


def rows_of(found: FileRead, layout: str, *columns: str) -> list[tuple[object, ...]]:
    """The rows of a register as tuples."""
    return [tuple(row.values()) for row in found.tables[layout].select(columns).to_pylist()]


def test_registrations_are_facts():
    """What was registered is compared with what was achieved, so it is counted alike."""
    found = register(
        "registrations",
        "1 | Lao động tiên tiến | Cá nhân | 120 | 28/2/2021 |",
        "2 | Tập thể Lao động tiên tiến | | - | |",
        "3 | Giấy khen | Tập thể | | 28/2/2021 |",
    )

    assert told(found) == []
    columns = ("unit", "period", "award", "recipient_kind", "status", "count", "state", "origin", "cell")
    assert facts_of(found, *columns) == [
        ("huyen-ba-be", "2021", "LDTT", "individual", "registered", 120, "counted", "registration", "B4"),
        ("huyen-ba-be", "2021", "TTLDTT", "collective", "registered", None, "not_applicable", "registration", "B5"),
        ("huyen-ba-be", "2021", "GKH", "collective", "registered", None, "missing", "registration", "B6"),
    ]


def test_movement_is_kept():
    """A movement has its window, its mode and whether it is a core one."""
    found = register(
        "movements",
        "1 | Chung sức xây dựng nông thôn mới | Thường xuyên | Cấp tỉnh | 15/1/2021 | 15/11/2021 | x | 9",
        "2 | Tết trồng cây | Theo đợt | Chủ tịch UBND huyện | 1/2/2021 | | |",
    )

    assert told(found) == []
    columns = ("unit", "name", "mode", "launching_level", "started_on", "ended_on", "is_core", "awards", "cell")
    assert rows_of(found, "movements", *columns) == [
        (
            *("huyen-ba-be", "Chung sức xây dựng nông thôn mới", "regular", "Cấp tỉnh"),
            *(date(2021, 1, 15), date(2021, 11, 15), True, 9, "B4"),
        ),
        ("huyen-ba-be", "Tết trồng cây", "campaign", "Chủ tịch UBND huyện", date(2021, 2, 1), None, None, None, "B5"),
    ]


def test_indicator_is_kept():
    """A target in the sender's unit, and a per cent that follows from it."""
    found = register(
        "indicators",
        "1 | Thu ngân sách | triệu đồng | Tăng | '1.234,5 | 1234.5 | | '100%",
        "2 | Hộ nghèo | hộ | Càng thấp càng tốt | 500 | 462 | 530 | 92.4",
    )

    assert told(found) == []
    columns = ("name", "direction", "target", "actual", "same_period", "stated_percent")
    assert rows_of(found, "indicators", *columns) == [
        ("Thu ngân sách", "up", 1234.5, 1234.5, None, 100.0),
        ("Hộ nghèo", "down", 500.0, 462.0, 530.0, 92.4),
    ]


@pytest.mark.parametrize("percent", ["92.4", "0.924", "'92,4%", "'92.4 %", "'92,4", "92.44", "92.35", "0.9244", ""])
def test_percentage_may_be_stored_as_a_share_and_rounded(percent):
    """Excel keeps 0.924 in a cell that shows 92,4 %; one decimal is what people write (rule V06)."""
    found = register("indicators", f"1 | Thu ngân sách | triệu đồng | Tăng | 25000 | 23100 | | {percent}")

    assert told(found) == []
    assert rows_of(found, "indicators", "stated_percent")[0][0] in (None, pytest.approx(92.4, abs=0.051))


@pytest.mark.parametrize("percent", ["92.46", "'93%", "0.93", "92.34"])
def test_percentage_that_does_not_follow_is_told(percent):
    """The report would contradict itself."""
    found = register("indicators", f"1 | Thu ngân sách | triệu đồng | Tăng | 25000 | 23100 | | {percent}")

    assert told(found) == [("V06-percent", "H4")]
    assert "Ghi 92,4%" in found.findings[0].advice


def test_scores_are_kept():
    """Half points and votes of a block."""
    found = register(
        "scores", "1 | Kinh tế | 60 | 58.5 | 57 | 2 | 0.5 | 7", " | Tổng điểm | 60 | 58.5 | 57 | 2 | 0.5 |"
    )

    assert told(found) == []
    columns = ("criterion", "maximum", "self_score", "cross_score", "bonus", "minus", "votes")
    assert rows_of(found, "scores", *columns) == [("Kinh tế", 60.0, 58.5, 57.0, 2.0, 0.5, 7)]


def test_models_are_kept():
    """An exemplary model goes through four stages."""
    found = register("models", "1 | Hợp tác xã Nhung Lũy | Tập thể | Kinh tế | 12/3/2021 | Nhân rộng | 3")

    assert told(found) == []
    columns = ("subject", "recipient_kind", "field", "discovered_on", "stage", "replications")
    expected = ("Hợp tác xã Nhung Lũy", "collective", "Kinh tế", date(2021, 3, 12), "replicated", 3)
    assert rows_of(found, "models", *columns) == [expected]


@pytest.mark.parametrize(
    ("layout", "line", "message", "cell", "advice"),
    [
        ("registrations", "1 | Lao động giỏi | Cá nhân | 5 | |", "V02-award", "B4", "Chiến sĩ thi đua cơ sở"),
        ("registrations", "1 | Bằng khen | Cá nhân | 5 | |", "V02-ambiguous", "B4", "Ghi rõ cấp"),
        ("registrations", "1 | Giấy khen | Nhóm bạn | 5 | |", "V02-recipient", "C4", "Hộ gia đình"),
        ("registrations", "1 | Giấy khen | Cá nhân | 5.5 | |", "V04-fraction", "D4", "số nguyên"),
        ("registrations", "1 | Giấy khen | Cá nhân | 12 tập thể | |", "V04-other-kind", "D4", "đúng cột"),
        ("registrations", "1 | | Cá nhân | 5 | |", "L03-nameless", "B4", "Ghi tên"),
        ("movements", "1 | Tết trồng cây | Thỉnh thoảng | Cấp tỉnh | 1/2/2021 | | |", "L07-word", "C4", "Theo đợt"),
        ("movements", "1 | Tết trồng cây | Theo đợt | Cấp tỉnh | 1/2/2021 | 1/1/2021 | |", "V12-order", "E4", "Thứ tự"),
        ("movements", "1 | Tết trồng cây | Theo đợt | Cấp tỉnh | xuân | | |", "V12-date", "E4", "31/5/2023"),
        ("movements", "1 | Tết trồng cây | Theo đợt | | 1/2/2021 | | ? ! | 1", "L06-mark", "G4", '"x"'),
        ("movements", "1 | Tết trồng cây | Theo đợt | | 1/2/2021 | | x | vài", "V04-not-a-count", "H4", "số nguyên"),
        ("indicators", "1 | Thu | đồng | Ngang | 5 | 5 | |", "L07-word", "D4", "Tăng, Giảm"),
        ("indicators", "1 | Thu | đồng | Tăng | '2,952 | 5 | |", "V04-ambiguous", "E4", "Ghi liền các chữ số"),
        ("indicators", "1 | Thu | đồng | Tăng | 5 | nhiều | |", "V04-not-a-number", "F4", "dấu phẩy"),
        ("indicators", "1 | Thu | đồng | Tăng | 5 | -5.5 | |", "V04-negative", "F4", "từ 0 trở lên"),
        ("indicators", "1 | Thu | đồng | Tăng | 5 | 1/5/2021 | |", "V04-is-a-date", "F4", "Number"),
        ("indicators", "1 | Thu | đồng | Tăng | 5 | 5 | | đạt", "V06-not-a-percent", "H4", "61,8%"),
        ("scores", "1 | Kinh tế | 60 | 61.5 | 57 | | |", "V05-score", "D4", "Ghi điểm không quá 60"),
        ("scores", "1 | Kinh tế | 60 | 55 | 60.5 | | |", "V05-score", "E4", "Điểm thưởng"),
        ("scores", "1 | Kinh tế | 60 | cao | 57 | | |", "V04-not-a-number", "D4", "92,5"),
        ("scores", "1 | Kinh tế | 60 | 55 | 57 | | | 0.5", "V04-fraction", "H4", "số nguyên"),
        ("models", "1 | Hợp tác xã A | Công ty | Kinh tế | 1/3/2021 | Nhân rộng | 3", "V02-recipient", "C4", "Tập thể"),
        ("models", "1 | Hợp tác xã A | Tập thể | Kinh tế | 2021 | Nhân rộng | 3", "V12-date", "E4", "31/5/2023"),
        ("models", "1 | Hợp tác xã A | Tập thể | Kinh tế | 1/3/2021 | Mới | 3", "L07-word", "F4", "Biểu dương"),
        ("models", "1 | Hợp tác xã A | Tập thể | Kinh tế | 1/3/2021 | Nhân rộng | ba", "V04-not-a-count", "G4", "2952"),
        ("directives", "1 | 12 | 5/1/2021 | Thi đua | UBND huyện |", "V10-document-symbol", "B4", "12/KH-UBND"),
        ("directives", "1 | KH 12 của huyện | 5/1/2021 | Thi đua | UBND huyện |", "V10-document", "B4", "12/KH-UBND"),
        ("directives", "1 | | 5/1/2021 | Thi đua | UBND huyện |", "V10-document-missing", "B4", "12/KH-UBND"),
        ("directives", "1 | 12/KH-UBND | | Thi đua | UBND huyện |", "V10-document-nodate", "C4", "05/01/2023"),
        ("directives", "1 | 12/KH-UBND | 1/2021 | Thi đua | UBND huyện |", "V10-document-date", "C4", "05/01/2023"),
        (
            "directives",
            "1 | 12/KH-UBND ngày 6/1/2021 | 5/1/2021 | Thi đua | UBND huyện |",
            *("V10-document-twodays", "C4", "cùng một ngày"),
        ),
        ("directives", "1 | 12/KH-UBND | 5/1/2020 | Thi đua | UBND huyện |", "V10-document-window", "C4", "đúng kỳ"),
        ("directives", "1 | 12/KH-UBND | 5/1/2099 | Thi đua | UBND huyện |", "V10-document-future", "C4", "Kiểm tra"),
        ("directives", "1 | 18/XX-ABC | 5/1/2021 | Thi đua | UBND huyện |", "V10-document-kind", "B4", "KH, CT"),
        ("directives", "1 | 12/KH-UBND | 5/1/2021 | Thi đua | |", "V10-document-issuer", "E4", "Huyện ủy"),
        ("directives", "1 | 12/KH-UBND | 5/1/2021 | Thi đua | Cơ quan lạ |", "V10-document-office", "E4", "UBND"),
        ("directives", "1 | 21-CT/HU | 5/1/2021 | Thi đua | UBND huyện |", "V10-document-party", "E4", "cơ quan"),
        ("directives", "1 | 2/KH-UBND | 5/1/2021 | Thi đua | Huyện ủy |", "V10-document-party", "E4", "cơ quan"),
        (
            "directives",
            "1 | 9/QĐ-UBND | 5/1/2021 | Tặng Giấy khen | UBND huyện |",
            "V10-document-award",
            "D4",
            "danh sách",
        ),
    ],
)
def test_bad_cell_is_told_with_what_to_write(layout, line, message, cell, advice):
    """Each register has words of its own, days, and counts or measures."""
    found = register(layout, line)

    assert told(found) == [(message, cell)]
    assert advice in found.findings[0].advice


def test_directing_document_is_kept_with_its_number_day_and_kind():
    """A chairman names a document by these; the symbol tells what kind of document it is."""
    found = register(
        "directives",
        "1 | Kế hoạch số 12/kh-ubnd | 5/1/2021 | Tổ chức phong trào thi đua năm 2021 | UBND huyện |",
        "2 | 15-CT/HU | 20/2/2021 | Về lãnh đạo công tác thi đua | Huyện ủy |",
        "3 | 345/UBND-NV ngày 05/6/2021 | | V/v đăng ký thi đua | UBND huyện |",
    )

    assert told(found) == []
    assert rows_of(found, "directives", "document_no", "kind", "issued_on", "issuer", "cell") == [
        ("12/KH-UBND", "plan", date(2021, 1, 5), "UBND huyện", "D4"),
        ("15-CT/HU", "directive", date(2021, 2, 20), "Huyện ủy", "D5"),
        ("345/UBND-NV", "letter", date(2021, 6, 5), "UBND huyện", "D6"),
    ]


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("45/SNV-TĐKT", "Sở Nội vụ"),
        ("12/HD-HĐTĐKT", "Hội đồng Thi đua - Khen thưởng tỉnh"),
        ("8-KH/TĐTN", "Tỉnh đoàn"),
        ("17-CV/BTC", "Ban Tổ chức Huyện uỷ"),
        ("3/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("99/BTĐKT-NV", "Ban Thi đua - Khen thưởng Trung ương"),
        ("21-CT/TW", "Bộ Chính trị"),
    ],
)
def test_documents_of_all_kinds_of_offices_pass(number, issuer):
    """A warning at every second line would be read by nobody."""
    assert told(register("directives", f"1 | {number} | 5/1/2021 | Tổ chức thi đua | {issuer} |")) == []


def test_directing_document_that_stands_twice_is_counted_once():
    """A copied line would make one plan into two."""
    line = "1 | 12/KH-UBND | 5/1/2021 | Tổ chức thi đua | UBND huyện |"
    found = register("directives", line, line, line.replace("UBND huyện", "UBND xã"))

    assert told(found) == [("V11-document", "B5")]
    assert "dòng 4" in found.findings[0].text
    assert len(found.tables["directives"]) == 2


@pytest.mark.parametrize("layout", HEADINGS)
def test_register_without_unit_and_period_is_refused(layout):
    """A row that belongs to nobody cannot be reported."""
    found = register(layout, title="SỔ THEO DÕI")

    assert told(found) == [("V01-missing", ""), ("V13-period", "")]
    assert found.has_errors


@pytest.mark.parametrize("layout", HEADINGS)
def test_empty_register_has_its_columns(layout):
    """A template sent back unfilled is a table of no rows."""
    found = register(layout)

    table = found.tables[layout if layout in found.tables else "facts"]
    assert len(table) == 0
    assert set(ROWS[layout]) <= set(table.column_names)
    assert told(found) == []


def test_closed_lists_offer_each_code_once():
    """The choices of a drop-down and of an advice are the first word of each code."""
    for name in ("movements.mode", "indicators.direction", "models.stage", "directives.kind"):
        words = register_words(name)
        assert len(register_choices(name)) == len(set(words.values()))
        assert {words[fold(choice)] for choice in register_choices(name)} == set(words.values())
