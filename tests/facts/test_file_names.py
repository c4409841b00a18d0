"""A file whose name says another unit or period than the table in it was drawn up from the wrong one of last time."""

from datetime import date

import pytest

from tests.facts.inboxes import (
    BA_BE,
    FIRST_HALF,
    NA_RI,
    SECOND_HALF,
    SEPTEMBER,
    Inbox,
    decision_list,
    people,
    summary_return,
    told,
)
from thidua.facts.file_names import units_in


@pytest.fixture
def inbox(tmp_path):
    """An empty dataset that receives workbooks."""
    return Inbox(tmp_path)


@pytest.mark.parametrize(
    ("file", "unit", "is_told"),
    [
        ("DS khen thuong huyen Na Ri 6T dau nam 2021.xlsx", BA_BE, True),
        ("NaRi_2021-H1.xlsx", BA_BE, True),
        ("Huyện Na Rì/danh sach.xlsx", BA_BE, True),
        ("TP Bac Kan.xlsx", BA_BE, True),
        ("HUYEN NA RI.xlsx", NA_RI, False),
        ("xa Khang Ninh huyen Ba Be.xlsx", BA_BE, False),
        ("Xa Khang Ninh.xlsx", BA_BE, False),
        ("UBND tinh Bac Kan - danh sach.xlsx", BA_BE, False),
        ("huyen Ba Be, huyen Na Ri.xlsx", BA_BE, False),
        ("Huyen Na Ri gui So Noi vu.xlsx", "SỞ NỘI VỤ", False),
    ],
)
def test_unit_in_the_name_is_held_against_the_title(inbox, file, unit, is_told):
    """Na Rì filled in the workbook of Ba Bể and left its title: Ba Bể had what is Na Rì's."""
    inbox.put(file, decision_list(*people(0, 1, unit="huyện Na Rì" if unit == "SỞ NỘI VỤ" else ""), unit=unit))

    assert [each[0] for each in told(inbox.received(), "V01-file")] == ([file] if is_told else [])


@pytest.mark.parametrize(
    ("file", "is_told"),
    [
        ("Bao cao nam 2020.xlsx", True),
        ("BC 6T cuoi nam 2021.xlsx", True),
        ("Ba Be 2021-H2.xlsx", True),
        ("BC 6 thang dau nam 2021.xlsx", False),
        ("BC 2021 (05.01.2022).xlsx", False),
        ("BC ngay 05-01-2022.xlsx", False),
        ("BC 2020-2021.xlsx", False),
        ("20220105_BC.xlsx", False),
    ],
)
def test_period_in_the_name_is_held_against_the_title(inbox, file, is_told):
    """The title of last year on the figures of this one."""
    inbox.put(file, summary_return(("Lao động tiên tiến", "-", 5), period=FIRST_HALF))

    assert [each[0] for each in told(inbox.received(), "V13-file")] == ([file] if is_told else [])


def test_file_of_several_tables_may_be_named_after_one(inbox):
    """Both halves in one workbook, which is called after the second."""
    halves = (
        decision_list(*people(0, 1)),
        decision_list(*people(2, 3, on=SEPTEMBER), period=SECOND_HALF, name="Cuối năm"),
    )
    inbox.put("6T cuoi nam 2021.xlsx", *halves, received=date(2021, 12, 18))

    assert told(inbox.received(), "V13-file") == []


def test_places_are_those_of_the_day():
    """A commune of today was none in 2021; words that are written together are no name."""
    assert [unit.id for unit in units_in("phuong Bac Kan.xlsx", date(2021, 6, 14))] == []
    assert [unit.id for unit in units_in("PACNAM.xlsx", date(2021, 6, 14))] == []
    assert [unit.id for unit in units_in("PacNam.xlsx", date(2021, 6, 14))] == ["huyen-pac-nam"]
