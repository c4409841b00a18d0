"""Rates need people to be counted over: where there are none, or too old ones, it is said (V15)."""

import pytest

from thidua.errors import DataError
from thidua.facts.denominators import denominator_findings, read_denominators

HEADING = "unit,year,kind,value,series,source\n"


def written(path, *rows):
    """A denominators file of these rows."""
    file = path / "thu" / "denominators.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEADING + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def test_dataset_without_the_file_is_asked_nothing(tmp_path):
    """No rate is meant, so nothing is missing."""
    assert read_denominators(tmp_path / "denominators.csv") == []
    assert list(denominator_findings([], {"huyen-ba-be": {2020}})) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("huyen-ba-be,2020,staff,không rõ,a,b", "year and value as numbers"),
        ("huyen-ba-bee,2020,staff,5,a,b", "huyen-ba-be"),
        ("huyen-ba-be,2020,staff,0,a,b", "expected people and a source"),
        ("huyen-ba-be,2020,staff,7,a,", "expected people and a source"),
        ("huyen-ba-be,2020,staff", "expected columns unit"),
        ("huyen-ba-be,2020,staff,1,069,a,b", "expected columns unit"),
        ("huyen-ba-be,2020,staff,1_069,a,b", "year and value as numbers"),
        ("huyen-ba-be,2020,staff,1.069,a,b", "year and value as numbers"),
        ("huyen-ba-be,2019,staff,900,a,b", "as in row 2; keep one"),
        ("huyen-ba-be,20,staff,900,a,b", "a year of four digits"),
        ("huyen-ba-be,2026,staff,900,a,b", "huyen-ba-be has no day in 2026"),
        ("huyen-ba-be,2020,Staff,900,a,b", "expected staff"),
        ("huyen-ba-be,2020,,900,a,b", "expected staff"),
    ],
)
def test_row_that_is_no_denominator_is_named(tmp_path, row, told):
    """Whoever keeps the file finds the row."""
    with pytest.raises(DataError, match=r"thu/denominators.csv, row 3: ") as caught:
        read_denominators(written(tmp_path, "huyen-ba-be,2019,staff,800,a,b", row))

    assert told in str(caught.value)
    assert str(caught.value).isprintable()


def test_year_without_people_is_told_when_the_last_known_is_three_years_old(tmp_path):
    """V15: older than two years."""
    known = read_denominators(written(tmp_path, "huyen-ba-be,2018,staff,800,a,b"))

    found = list(denominator_findings(known, {"huyen-ba-be": {2018, 2020, 2021}, "huyen-na-ri": {2020}}))

    assert [(one.rule, one.severity) for one in found] == [("V15", "warning")] * 2
    assert "huyện Ba Bể, năm 2021: chưa có mẫu số staff (gần nhất là năm 2018)" in found[0].text
    assert "huyện Na Rì, năm 2020" in found[1].text
    assert "chưa có năm nào" in found[1].text


def test_break_of_a_series_between_two_counted_years_is_told(tmp_path):
    """The census of 2019 revised the population: the fall from 2018 is no change."""
    rows = [f"tinh-bac-kan,{year},residents,{people},{series},b" for year, people, series in SERIES]
    found = list(
        denominator_findings(read_denominators(written(tmp_path, *rows)), {"tinh-bac-kan": {2018, 2019, 2020}})
    )

    assert [one.text for one in found] == [
        "tỉnh Bắc Kạn, năm 2019: mẫu số residents đổi cách tính (sau tổng điều tra), không so được với năm trước"
    ]


SERIES = [
    (2018, 327900, "trước tổng điều tra"),
    (2019, 314400, "sau tổng điều tra"),
    (2020, 316460, "sau tổng điều tra"),
]
