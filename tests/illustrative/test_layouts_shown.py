"""The three layouts that the staff is shown are read without a question, and their pictures are of today."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from matplotlib.image import imread

from tests.conftest import REPOSITORY
from tests.illustrative.test_drawings import facts_of
from thidua.illustrative.layouts_shown import COLLECTIVES, INDIVIDUALS, LAYOUTS
from thidua.illustrative.pictures import draw_picture
from thidua.illustrative.workbooks import write_workbook

README = (REPOSITORY / "README.vi.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_shown_is_read_as_it_stands_and_asks_nothing(name, tmp_path):
    """Who copies the picture must not get the file back."""
    sheet, _ = LAYOUTS[name]()
    write_workbook(tmp_path / "list.xlsx", [sheet])

    facts, found = facts_of(tmp_path / "list.xlsx")

    rows = [dict(fact) for fact in facts.elements()]
    said = {(row["recipient"], row["workplace"], row["decision_no"], row["decided_on"]) for row in rows}
    assert found == []
    assert said == {(who, where, *decision) for who, where, _, decision in (*COLLECTIVES, *INDIVIDUALS)}
    assert Counter((row["unit"], row["award"], row["recipient_kind"], row["award_type"]) for row in rows) == {
        ("huyen-ba-be", "GKH", "collective", "CTR"): 2,
        ("huyen-ba-be", "GKH", "individual", "CTR"): 2,
        ("huyen-ba-be", "GKH", "individual", "DOT"): 3,
    }
    assert {row["decided_on"] for row in rows} == {date(2023, 2, 20), date(2023, 5, 31)}


@pytest.mark.parametrize(
    ("field", "values", "rules"),
    [
        ("decision", {2: None, 5: None}, ["V10", "V10"]),
        ("decided_on", {4: None}, ["V10"]),
        ("award", {3: None}, ["V02"]),
        ("recipient", {2: "Hoàng Thị Mai, Nông Văn Sơn"}, ["V02"]),
        ("workplace", {2: None, 3: None}, ["V11"]),
        ("workplace", {}, []),
    ],
)
def test_what_the_readme_says_is_asked_is_asked(field, values, rules, tmp_path):
    """A few blanks, two names in a cell, namesakes of one decision whose workplaces are not told."""
    sheet, _ = LAYOUTS["layout-rows"]()
    if field == "workplace":
        sheet.replace_value(sheet.places[2, "recipient"], "Nông Văn Tuấn")
    for index, value in values.items():
        sheet.replace_value(sheet.places[index, field], value)
    write_workbook(tmp_path / "list.xlsx", [sheet])

    assert facts_of(tmp_path / "list.xlsx")[1] == rules


def test_so_many_without_names_count_as_many(tmp_path):
    """The README says so of "521 cá nhân"."""
    sheet, _ = LAYOUTS["layout-rows"]()
    sheet.replace_value(sheet.places[2, "recipient"], "521 cá nhân")
    write_workbook(tmp_path / "list.xlsx", [sheet])

    facts, found = facts_of(tmp_path / "list.xlsx")

    assert (facts.total(), found) == (6 + 521, [])
    assert sum(count for fact, count in facts.items() if not dict(fact)["recipient"]) == 521


@pytest.mark.long
@pytest.mark.parametrize("name", LAYOUTS)
def test_the_picture_is_that_of_the_layout(name, tmp_path):
    """A picture of another table would promise what is not tested; letters may differ by a shade between machines."""
    draw_picture(tmp_path / "now.png", *LAYOUTS[name]())
    now, shown = imread(tmp_path / "now.png"), imread(REPOSITORY / "docs" / f"{name}.png")

    assert now.shape == shown.shape
    assert float(np.abs(now - shown).mean()) < 0.005


def test_the_readme_shows_each_picture_with_words_for_those_who_do_not_see_it():
    """And the three together stay small: they are cloned with the code."""
    pictures = [REPOSITORY / "docs" / f"{name}.png" for name in LAYOUTS]

    assert sum(path.stat().st_size for path in pictures) < 120_000
    for path in pictures:
        words = README.partition(f"](docs/{path.name})")[0].rpartition("![")[2]
        assert len(words) > 40, path.name
