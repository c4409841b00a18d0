"""A name over the years: accents aside, each row with its cell, and nobody named where that is not allowed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.explore.small import Said, row, small_dataset
from thidua.errors import ConfigError
from thidua.explore.opened import OpenedDataset

YEARS = (date(2021, 3, 1), date(2022, 3, 1), date(2023, 3, 1))


def lists() -> list[Said]:
    """A teacher honoured three years running, another of nearly the same name, and her school."""
    names = ("Nông Thị Hòa", "NÔNG THỊ HOÀ", "Nông Thị Hòa")
    titles = [row(name, day, award="CSTDCS", workplace="Trường A") for name, day in zip(names, YEARS, strict=True)]
    other = row("Nông Thị Hoa", YEARS[2], workplace="Trường B", cell="B6")
    school = row("Trường A", YEARS[2], recipient_kind="collective", workplace="", cell="B7")
    family = row("Hộ bà Nông Thị Hòa", YEARS[2], recipient_kind="household", workplace="", cell="B8")
    return [*titles, other, school, family]


def asked(**settings: object) -> OpenedDataset:
    return OpenedDataset(small_dataset(*lists(), **settings))


def test_title_of_one_person_over_the_years():
    """The second and third time in a row is what a higher title asks for."""
    found = asked().search("nông thị hòa", "CSTĐCS")

    assert found[["year", "time"]].values.tolist() == [[2021, 1], [2022, 2], [2023, 3]]
    assert found["where"].tolist()[2] == "ds-2023.xlsx › Danh sách › B5"


@pytest.mark.parametrize("name", ["nong thi hoa", "NÔNG THỊ HOÀ", "  Nông  Thị Hòa "])
def test_name_is_found_whatever_its_accents_and_capitals(name: str):
    """Whoever types without accents finds her, and sees which rows have other ones."""
    found = asked().search(name)

    assert len(found) == 5
    assert set(found["recipient"]) >= {"Nông Thị Hòa", "NÔNG THỊ HOÀ", "Nông Thị Hoa"}


def test_rows_whose_accents_are_others_say_so():
    """Hòa and Hoa are two people; a search that is tolerant says where it was."""
    found = asked().search("Nông Thị Hòa").set_index("recipient")["match"]

    assert found["Nông Thị Hoa"] == "accents"
    assert set(found["Nông Thị Hòa"]) == {"same"}


def test_part_of_a_word_is_no_name():
    """ "An" is not in "Trang"."""
    assert asked().search("Nô").empty


def test_people_are_not_named_where_the_dataset_does_not_allow_it():
    """Personal data stay in the restricted annex; a school is no person, and that names are hidden is told."""
    closed = asked(illustrative=False)

    people, school = closed.search("Nông Thị Hòa"), closed.search("truong a")

    assert people.empty
    assert people.attrs["words"] == "Tên cá nhân, hộ gia đình chỉ hiện ở nơi bộ số liệu cho phép."
    assert school["recipient"].tolist() == ["Trường A"]


def test_people_are_named_where_an_edition_with_names_is_declared():
    """The dataset says for whom and when names may be shown; elsewhere they stay hidden."""
    editions = ({"kind": "unit", "unit": "huyen-ba-be", "period": "2023", "names": True},)

    found = asked(illustrative=False, editions=editions).search("Nông Thị Hòa")

    assert set(found["year"]) == {2023}


@pytest.mark.parametrize("period", ["2023-H1", "H1", "2023-03", "2023-M6", "2020..2023"])
def test_people_are_named_in_whatever_period_is_declared(period: str):
    """A restricted annex of a half-year names those of its days, and no more."""
    editions = ({"kind": "unit", "unit": "huyen-ba-be", "period": period, "names": True},)
    autumn = row("Nông Thị Hòa", date(2023, 9, 1), cell="B9")

    found = OpenedDataset(small_dataset(*lists(), autumn, illustrative=False, editions=editions)).search("Nông Thị Hòa")

    assert len(found[found["decided_on"] == "2023-03-01"]) == 3
    assert (found["decided_on"] == "2023-09-01").any() == (period == "2020..2023")


def test_how_often_is_not_told_where_rows_are_hidden():
    """ "The first time" of somebody whose other years are hidden would be a wrong figure."""
    editions = ({"kind": "unit", "unit": "huyen-ba-be", "period": "2023", "names": True},)

    found = asked(illustrative=False, editions=editions).search("Nông Thị Hòa", "CSTĐCS")

    assert found["recipient"].tolist() == ["Nông Thị Hòa"]
    assert found["time"].isna().all()


@pytest.mark.parametrize("wrong", ["", " a ", 7, None])
def test_what_is_no_name_says_what_to_write(wrong: object):
    """An empty name would list everybody."""
    with pytest.raises(ConfigError, match=r"is too short|is no name"):
        asked().search(wrong)  # type: ignore[arg-type]


def test_quotes_and_wildcards_are_letters():
    """A name is searched for and never run."""
    assert asked().search("%' OR 1=1 --").empty
    assert asked().search("100%").empty
