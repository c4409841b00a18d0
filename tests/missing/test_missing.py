"""What a leader reads when something did not come: built editions, and the words they print."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.machine_words import page_text
from tests.missing.projects import built, project_without, words

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("missing")]

THEN, NOW = "danh sách 6 tháng đầu năm 2022", "danh sách 6 tháng đầu năm 2023"
YEARLY = "số liệu trong kỳ của Sở Tài chính, Sở Giao thông vận tải (chỉ gửi số liệu cả năm)"


def row(text: str, label: str) -> str:
    """What a page prints behind the label of a row, up to a few cells."""
    found = re.search(re.escape(label) + r" ((?:(?:[\d.,]+%?|…|–) ){3,})", text)
    assert found, label
    return found[1].strip()


@pytest.fixture(scope="module")
def without_last_half(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The set of the first half of 2023, the list of Na Rì of the first half of 2022 never having come."""
    root = project_without(tmp_path_factory.mktemp("then"), "2022/NaRi_2022-H1*")
    names = ("huyen-na-ri/district", "tinh-bac-kan/province", "khoi-huyen-tp/block")
    return {name: words(edition) for name, edition in built(root, "2023-H1", *names).items()}


def test_missing_list_of_the_last_half_makes_no_rise_of_its_district(without_last_half):
    """With it counted as 0 the report said: up 57, 132.6 per cent, beyond chance."""
    text = without_last_half["huyen-na-ri/district"]

    assert re.search(rf"So sánh chưa gồm [^.]*{THEN} \(chưa gửi\)", text)
    assert "lượt khen thưởng 100 chưa đủ số liệu để so với cùng kỳ" in text
    assert row(text, "Giấy khen của Chủ tịch UBND cấp huyện").endswith("…")
    assert "132,6%" not in text
    assert "vượt mức dao động ngẫu nhiên:" not in text


def test_missing_list_of_the_last_half_makes_no_rise_of_the_province(without_last_half):
    """It said: up 111, beyond chance. The comparison is made on the units known for both, and says how many."""
    text = without_last_half["tinh-bac-kan/province"]

    told = "phần có số liệu cả hai kỳ (5/14 đơn vị đủ số liệu), có 1.508 lượt khen thưởng, tăng 53 (3,6%)"
    assert f"{told} so với 6 tháng đầu năm 2022" in text
    assert f"{THEN} của huyện Na Rì (chưa gửi)" in text
    assert "tăng 111" not in text
    assert "huyện Na Rì tăng" not in text


def test_missing_list_of_the_last_half_is_told_in_the_report_of_the_block(without_last_half):
    """Seven of its eight members are compared; the eighth did not rise by what it did not send."""
    text = without_last_half["khoi-huyen-tp/block"]

    assert "huyện Na Rì tăng" not in text
    assert row(text, "Huyện Na Rì").endswith("…")


@pytest.fixture(scope="module")
def without_this_half(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The set of the first half of 2023 without the list of Na Rì of this half."""
    root = project_without(tmp_path_factory.mktemp("now"), "2023/NaRi_2023-H1*")
    names = ("huyen-na-ri/district", "tinh-bac-kan/province")
    return {name: words(edition) for name, edition in built(root, "2023-H1", *names).items()}


def test_missing_list_of_this_half_is_the_first_thing_its_district_reads(without_this_half):
    """What the district gave itself is "…", never 0, and no fall."""
    text = without_this_half["huyen-na-ri/district"]

    assert re.search(rf"Số liệu chưa đủ, chưa gồm [^.]*{NOW} \(chưa gửi\)", text)
    assert "42 chưa đủ số liệu để so với cùng kỳ" in text
    assert row(text, "Giấy khen của Chủ tịch UBND cấp huyện").startswith("… … ")
    assert "giảm nhiều nhất: Giấy khen" not in text


def test_missing_list_of_this_half_is_no_fall_of_the_province(without_this_half):
    """The total says beside it what is missing; the same period holds the same units."""
    text = without_this_half["tinh-bac-kan/province"]

    assert f"{NOW} của huyện Na Rì (chưa gửi)" in text
    assert YEARLY in text
    assert "lượt khen thưởng 1.508 phần có số liệu cả hai kỳ (5/14 đơn vị đủ số liệu): 1.508 so với 1.455" in text
    assert "của toàn tỉnh" not in text
    assert "huyện Na Rì giảm" not in text


def test_unit_that_sends_yearly_has_no_half_until_it_sends(tmp_path):
    """In June Chợ Mới has sent nothing of this year: nothing fell, and its own awards are not known."""
    root = project_without(tmp_path, as_of=date(2023, 6, 25))
    found = built(root, "2023-H1", "huyen-cho-moi/district", "tinh-bac-kan/province")
    district, province = (words(found[name]) for name in ("huyen-cho-moi/district", "tinh-bac-kan/province"))

    assert "danh sách năm 2023 (hạn gửi là ngày 20/12/2023)" in district
    assert row(district, "Giấy khen của Chủ tịch UBND cấp huyện").startswith("…")
    assert "Chợ Mới" in re.search(r"Số liệu chưa đủ, chưa gồm ([^.]*)\.", province)[1]
    assert "huyện Chợ Mới giảm" not in province
    assert "Vượt mức dao động ngẫu nhiên: Giấy khen của Chủ tịch UBND cấp huyện, cá nhân giảm" not in province


def test_half_that_was_rejected_is_no_rise_of_ten_months(tmp_path):
    """The report for an inspection compared 226 with 161: half of 2022 had been rejected for one row."""
    root = project_without(tmp_path, years=(2022, 2023))
    edition = built(root, "2023-M10", "huyen-ba-be/inspection")["huyen-ba-be/inspection"]
    text = words(edition)

    assert re.search(r"So sánh chưa gồm [^.]*danh sách [^.]* \(chưa được tính vì còn lỗi\)", text)
    assert "V10 M29" not in text
    assert ".xlsx" not in page_text(edition.file("html").read_text(encoding="utf-8"))
    assert row(text, "Tổng cộng").split()[-2:] == ["226", "…"]
    assert "161" not in row(text, "Tổng cộng")


def test_year_rejected_in_the_middle_of_a_stage_is_named(tmp_path):
    """The stage is the sum of its years as known, and no year is compared that lacks a part."""
    root = project_without(tmp_path, "2022/SNV*", years=(2021, 2022, 2023))
    text = words(built(root, "2021..2023", "tinh-bac-kan/stage")["tinh-bac-kan/stage"])

    missing = re.search(r"Số liệu chưa đủ, chưa gồm (.*?)\.", text)[1]
    assert "danh sách 6 tháng đầu năm 2022 về khen thưởng cấp sở, ban, ngành của Sở Nội vụ (chưa gửi)" in missing
    assert "những năm đó không đem so sánh" in text


def test_province_whose_own_list_is_missing_knows_no_provincial_award(tmp_path):
    """Without the list of the province's decisions its certificates are "…" in every district, not 0."""
    root = project_without(tmp_path, "2023/QD khen thuong cap tinh 6T dau*")
    text = words(built(root, "2023-H1", "huyen-ba-be/district")["huyen-ba-be/district"])

    assert "cấp tỉnh của Sở Nội vụ (chưa gửi)" in text
    assert row(text, "Bằng khen của Chủ tịch UBND tỉnh").startswith("…")


def test_project_named_without_a_file_that_is_not_there_is_refused(tmp_path: Path):
    """A test about a missing list must really take one away."""
    with pytest.raises(AssertionError, match="no workbook is called"):
        project_without(tmp_path, "2022/khong-co*")
