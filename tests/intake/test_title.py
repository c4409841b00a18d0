"""The title block says whose a table is and for which period; it must never name the one who receives it."""

from datetime import date

import pytest

from tests.intake.sheets import TODAY, draw, read, sheet_of, told
from thidua.intake.layouts.title import read_title, unit_said
from thidua.registry import get_basis

BASIS = get_basis("calendar")
LIST = "STT | Họ và tên | Danh hiệu | Số quyết định | Ngày quyết định"


def said(drawn: str, *, name: str = "Sheet1"):
    """What a drawn title block says, on a day when the districts exist."""
    sheet = draw(drawn, name=name)
    return read_title(sheet, len(sheet.rows), basis=BASIS, as_of=TODAY)


@pytest.mark.parametrize(
    ("drawn", "unit"),
    [
        (
            "UBND TỈNH BẮC KẠN | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ | | Độc lập - Tự do - Hạnh phúc",
            "so-y-te",
        ),
        ("ỦY BAN NHÂN DÂN\nHUYỆN BA BỂ", "huyen-ba-be"),
        ("ỦY BAN NHÂN DÂN HUYỆN BA BỂ", "huyen-ba-be"),
        ("UBND HUYỆN BA BỂ\nPHÒNG NỘI VỤ", "huyen-ba-be"),
        ("PHÒNG NỘI VỤ HUYỆN BA BỂ", "huyen-ba-be"),
        ("TRƯỜNG THCS HÀ HIỆU, HUYỆN BA BỂ", "huyen-ba-be"),
        ("UBND XÃ KHANG NINH", "huyen-ba-be"),
        ("UBND TP. BẮC KẠN", "tp-bac-kan"),
        ("UBND TỈNH BẮC KẠN", "tinh-bac-kan"),
        ("Đơn vị báo cáo: huyện Ba Bể", "huyen-ba-be"),
        ("Đơn vị báo cáo: UBND huyện Ba Bể", "huyen-ba-be"),
        (" | Đơn vị báo cáo: | huyện Ba Bể\n | Kỳ báo cáo: | Năm 2021", "huyen-ba-be"),
        ("DANH SÁCH KHEN THƯỞNG CỦA HUYỆN BA BỂ NĂM 2021", "huyen-ba-be"),
        ("DANH SÁCH KHEN THƯỞNG HUYỆN BA BỂ QUÝ I NĂM 2021", "huyen-ba-be"),
        ("DANH SÁCH CHIẾN SĨ THI ĐUA CƠ SỞ HUYỆN BA BỂ NĂM 2021", "huyen-ba-be"),
        ("UBND HUYỆN BA BỂ (từ ngày 15/12/2020 đến ngày 14/6/2021)", "huyen-ba-be"),
        ("HUYỆN BA BỂ - 6 THÁNG ĐẦU NĂM 2021", "huyen-ba-be"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH BẮC KẠN", "so-giao-duc-va-dao-tao"),
        ("BÁO CÁO CỦA CÁC HUYỆN, THÀNH PHỐ", None),
        ("Cơ sở vật chất của các sở, ngành", None),
        ("UBND HUYỆN SA PA", None),
    ],
)
def test_sender_is_read_from_the_blocks_that_are_written(drawn, unit):
    """These are the heads of real letters and forms; a school's list belongs to its district."""
    found = said(drawn).unit
    assert (found.id if found else None) == unit


@pytest.mark.parametrize(
    "aside",
    [
        "Kính gửi: Sở Nội vụ tỉnh Bắc Kạn",
        "KÍNH GỬI: SỞ NỘI VỤ",
        "Kính gửi: | Sở Nội vụ tỉnh Bắc Kạn",
        "Kính gửi:\n- Sở Nội vụ;\n- Sở Y tế.",
        "Nơi nhận: Sở Nội vụ",
        "Đơn vị nhận báo cáo: Sở Nội vụ",
        "Đơn vị nhận báo cáo: | Sở Nội vụ",
        "Căn cứ Hướng dẫn số 12/HD-SNV ngày 3/2/2020 của Sở Nội vụ",
    ],
)
def test_receiver_is_not_the_sender(aside):
    """A district's figures under the department's name would be counted twice and missed once."""
    for drawn in (f"{aside}\nĐơn vị báo cáo: huyện Ba Bể", f"{aside}\nUBND HUYỆN BA BỂ", f"UBND HUYỆN BA BỂ\n{aside}"):
        assert said(drawn).unit.id == "huyen-ba-be", drawn


def test_receivers_in_one_cell_are_no_senders():
    """Line breaks inside a cell are lines."""
    sheet = sheet_of([["Kính gửi:\n- Sở Nội vụ;\n- Sở Y tế\nUBND huyện Ba Bể"]])

    assert read_title(sheet, 1, basis=BASIS, as_of=TODAY).unit.id == "huyen-ba-be"


def test_stated_sender_comes_before_any_other_unit():
    """The form of the department carries its own name above the reporting unit's."""
    assert said("SỞ NỘI VỤ TỈNH BẮC KẠN\nBIỂU TỔNG HỢP\nĐơn vị báo cáo: huyện Ba Bể").unit.id == "huyen-ba-be"


def test_sheet_name_speaks_where_the_title_does_not():
    """A workbook of the province has a sheet for each district."""
    assert said("BIỂU TỔNG HỢP", name="H. Ba Bể").unit.id == "huyen-ba-be"
    assert said("UBND TỈNH BẮC KẠN", name="Pác Nặm").unit.id == "huyen-pac-nam"
    assert said("UBND HUYỆN BA BỂ", name="Pác Nặm").unit.id == "huyen-ba-be"
    assert str(said("BIỂU TỔNG HỢP", name="6 tháng đầu năm 2021").period) == "2021-H1"


@pytest.mark.parametrize(
    ("drawn", "period"),
    [
        ("DANH SÁCH KHEN THƯỞNG\n6 tháng đầu năm 2021", "2021-H1"),
        ("Kỳ báo cáo: | 6 tháng đầu năm 2021", "2021-H1"),
        ("Kỳ báo cáo: | Năm 2021", "2021"),
        ("Năm: | 2021", "2021"),
        ("Năm báo cáo: | 2021", "2021"),
        ("Kỳ báo cáo: | '2021", "2021"),
        ("Căn cứ Kế hoạch phát động thi đua năm 2019\nBIỂU TỔNG HỢP NĂM 2021", "2021"),
        ("Ba Bể, ngày 10 tháng 6 năm 2021", None),
        ("DANH SÁCH\nSố: | 2021", None),
    ],
)
def test_period_is_read_from_one_cell_or_two(drawn, period):
    """A year in a cell of its own is a number, and the date of the letter is no period."""
    found = said(drawn).period
    assert (str(found) if found else None) == period


def test_days_of_a_period_tell_its_basis():
    """15/12 to 14/06 is the administrative half year, whatever the dataset's own."""
    header = said("6 tháng đầu năm 2021\n(Từ ngày 15/12/2020 đến ngày 14/6/2021)")
    assert not header.is_basis_stated
    header = said("6 tháng đầu năm 2021 (từ ngày 15/12/2020 đến ngày 14/6/2021)")
    assert (header.basis.id, header.is_basis_stated) == ("administrative", True)
    assert (header.first_day, header.last_day) == (date(2020, 12, 15), date(2021, 6, 14))


@pytest.mark.parametrize(
    ("drawn", "unit"),
    [
        ("Đơn vị tính: lượt", "instance"),
        ("Đơn vị tính: | lượt khen", "instance"),
        ("(Đơn vị tính: tập thể, cá nhân)", "recipient"),
        ("Đơn vị báo cáo: huyện Ba Bể", ""),
    ],
)
def test_what_is_counted_is_read(drawn, unit):
    """One person commended twice is one or two."""
    assert said(drawn).count_unit == unit


def test_kind_and_title_for_all_rows_are_read():
    """A sheet of its own for collectives has no column for it."""
    header = said("DANH SÁCH\nTẬP THỂ\nDanh hiệu: Lao động tiên tiến")
    assert (header.kind, header.award_text) == ("collective", "Danh hiệu: Lao động tiên tiến")
    assert said("DANH SÁCH\nCÁ NHÂN\nLAO ĐỘNG TIÊN TIẾN").award_text == "LAO ĐỘNG TIÊN TIẾN"
    assert said("DANH SÁCH", name="Cá nhân").kind == "individual"


def test_unit_is_looked_up_on_the_last_day_of_the_period():
    """ "Ba Bể" is a district to 30/06/2025 and a commune after it."""
    assert unit_said("Ba Bể", date(2021, 6, 30)).id == "huyen-ba-be"
    assert said("UBND HUYỆN BA BỂ\nNăm 2021").unit.id == "huyen-ba-be"


def test_each_sheet_has_a_unit_of_its_own():
    """A workbook may hold several districts."""
    sheets = [
        draw(f"Đơn vị báo cáo: {unit}\nNăm 2021\n{LIST}\n1 | Nông Văn A | LĐTT | 512/QĐ-UBND | 12/3/2021", name=unit)
        for unit in ("huyện Ba Bể", "huyện Pác Nặm")
    ]
    found = read(*sheets)

    assert [(part.unit, part.period) for part in found.parts] == [("huyen-ba-be", "2021"), ("huyen-pac-nam", "2021")]
    assert told(found) == []


def test_sheet_without_unit_and_period_takes_those_of_another():
    """The template asks for them on one sheet only."""
    row = f"{LIST}\n1 | Nông Văn A | LĐTT | 512/QĐ-UBND | 12/3/2021"
    found = read(draw(row, name="Tập 1"), draw(f"UBND HUYỆN BA BỂ\nNăm 2021\n{row}", name="Tập 2"))

    assert {(part.unit, part.period) for part in found.parts} == {("huyen-ba-be", "2021")}
