"""Advanced workers among the staff: told of a whole year alone, and of units with both figures."""

from dataclasses import replace

from thidua.facts.denominators import Denominator
from thidua.measures.intervals import wilson_share
from thidua.measures.rates import StaffShare
from thidua.present.chapters.members import unit_advanced

from .comparisons import IDS, compared, comparison, illustrative, measured


def test_share_of_all_units_is_told_with_the_lowest_and_the_highest():
    """Ngân Sơn's staff is not known, so seven units are told."""
    text = unit_advanced.finding(illustrative("2022"), measured("2022")).text

    assert text.startswith("Ở 07 đơn vị có đủ số liệu, Lao động tiên tiến bằng 86,")
    assert "huyện Ngân Sơn" not in text


def test_shares_that_print_alike_are_neither_lowest_nor_highest():
    """86,1 % is not less than 86,1 %; equal units are named together, unless that names every unit there is."""
    people = Denominator("huyen-ba-be", 2022, "staff", 1000, "thu", "tự viết")
    alike = [replace(compared(unit), advanced=StaffShare("LDTT", wilson_share(861, 1000), people)) for unit in IDS[:4]]
    apart = [
        *alike[:2],
        *(replace(compared(unit), advanced=StaffShare("LDTT", wilson_share(900, 1000), people)) for unit in IDS[2:4]),
    ]
    between = replace(compared(IDS[4]), advanced=StaffShare("LDTT", wilson_share(880, 1000), people))
    report = illustrative("2022")

    assert "nhất" not in unit_advanced.finding(report, comparison(*alike)).text
    assert unit_advanced.finding(report, comparison(*apart)).text.endswith(
        "(3.522/4.000), mỗi đơn vị 86,1% hoặc 90,0%."
    )
    assert unit_advanced.finding(report, comparison(*apart, between)).text.endswith(
        "thấp nhất là thành phố Bắc Kạn 86,1% (861/1.000), huyện Pác Nặm 86,1% (861/1.000), "
        "cao nhất là huyện Ba Bể 90,0% (900/1.000), huyện Ngân Sơn 90,0% (900/1.000)."
    )


def test_table_adds_interval_and_says_what_is_missing():
    """620 of 720 staff of the city."""
    table = unit_advanced.table(illustrative("2022"), measured("2022"))
    city, ngan_son = table.rows[0].cells, table.rows[3].cells

    assert (city["advanced"], city["staff"]) == (620, 720)
    assert city["low"] < 620 / 720 < city["high"]
    assert ngan_son["share"] == "…"
    assert table.notes == ("“…”: thiếu số Lao động tiên tiến hoặc số người thuộc diện xét.",)


def test_half_a_year_says_nothing():
    """The batches of a year are not all decided before its end."""
    assert unit_advanced.finding(illustrative("2023-H1"), measured("2023-H1")) is None
    assert unit_advanced.table(illustrative("2023-H1"), measured("2023-H1")) is None


def test_year_without_staff_says_so_in_one_sentence():
    """No empty table appears."""
    found = comparison(*(compared(unit, staff=None) for unit in IDS))

    assert "chưa có số Lao động tiên tiến" in unit_advanced.finding(illustrative("2022"), found).text
    assert unit_advanced.table(illustrative("2022"), found) is None
