"""One thing has one number: planted contradictions of each kind are found, and both places are named."""

from __future__ import annotations

from typing import Any

import pytest

from thidua.errors import NotebookError
from thidua.present.keyed import ALL, SHARE, Key, Keyed
from thidua.present.part import Part, plain
from thidua.present.table import Column, Row, Table
from thidua.run.agreement import contradictions, judge_keys
from thidua.run.figures import figures_of

OURS = Key("awarded", whose="huyen-ba-be", when="2023-H1")
GKH = Key(award="GKH")


def notebook(*shown: Table | Part) -> dict[str, Any]:
    """An executed notebook that shows these, a cell each."""
    return {"cells": [{"outputs": [{"data": each._repr_mimebundle_()}]} for each in shown]}


def counts(*values: int | str, key: Key = OURS, name: str = "award_counts") -> Table:
    """A table with a row for certificates, and one for all."""
    columns = (Column("form", "Hình thức", "label"), Column("total", "Tổng", key=ALL))
    labels = (("Giấy khen", GKH), ("Tổng cộng", ALL))
    rows = [Row({"form": form, "total": value}, key=of) for (form, of), value in zip(labels, values, strict=False)]
    return Table(name, "Kết quả", columns, tuple(rows), key=key)


def percent(value: float, name: str, decimals: int = 1) -> Part:
    """A sentence with one share."""
    figure = Keyed(OURS | SHARE | Key(base="certificates"), value, "percent", decimals)
    return plain(name, f"Chiếm {figure.words}.", figures=[figure])


def test_edition_in_which_all_figures_agree_is_not_refused():
    """The check must not cost a sound edition its release."""
    judge_keys(
        notebook(counts(24, 121), plain("told", "Có 121 lượt.", figures=[Keyed(OURS, 121)]), percent(0.478, "a"))
    )


def test_sentence_that_differs_from_the_table_is_refused_with_both_places_and_values():
    """Whoever mends it needs to know which two places to look at."""
    told = plain("changes_finding", "Có 122 lượt.", figures=[Keyed(OURS, 122)])

    with pytest.raises(NotebookError) as refused:
        judge_keys(notebook(counts(24, 121), told))

    assert str(refused.value) == (
        "one thing has two values: part changes_finding shows 122, but table award_counts, row Tổng cộng, column total "
        "shows 121; both are what=awarded, whose=huyen-ba-be, when=2023-H1"
    )


def test_unknown_against_a_number_is_refused():
    """What is unknown in one table cannot be 24 in the next: one of them is wrong."""
    with pytest.raises(NotebookError, match=r"column total shows 24, but .* column total shows …"):
        judge_keys(notebook(counts(24, 121), counts("…", 121, name="changes")))


def test_what_is_known_in_part_is_another_figure():
    """The sum of the units that are known for both periods may differ from the sum of all."""
    both = counts(24, 121, key=OURS | Key(whose="huyen-ba-be+huyen-na-ri"), name="both")

    judge_keys(notebook(counts(30, 140), both))


def test_rounded_shares_agree_at_the_coarser_rounding():
    """48 % beside 47,8 % is one share; 47 % is another."""
    judge_keys(notebook(percent(0.478, "a"), percent(0.478, "b", decimals=0)))
    with pytest.raises(NotebookError, match="part a shows 47,8%, but part b shows 47%"):
        judge_keys(notebook(percent(0.478, "a"), percent(0.47, "b", decimals=0)))


def test_figure_that_the_words_do_not_hold_is_refused():
    """Keys that agree while the page says something else would be the worst of checks."""
    with pytest.raises(NotebookError, match="part told shows 43, but its words do not"):
        judge_keys(notebook(plain("told", "Có 1.043 lượt.", figures=[Keyed(OURS, 43)])))


def test_place_that_differs_from_most_is_the_one_named_second():
    """One district's slip should not be told as the fault of seven others."""
    editions = [("province", 121), ("block", 121), ("district", 99)]
    figures = [figure for name, value in editions for figure in figures_of(notebook(counts(1, value)), edition=name)]

    (found,) = contradictions(figures)

    assert (found.first.edition, found.second.edition) == ("province", "district")
    assert "district, table award_counts, row Tổng cộng, column total shows 99" in str(found)
