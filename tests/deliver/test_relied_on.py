"""Names of parts, tables and columns on which review, mail, workbook and templates rely are met in real editions."""

from __future__ import annotations

import re
from functools import cache

import nbformat
import pytest

from tests.conftest import REPOSITORY
from tests.export.extremes import run_cells
from thidua.deliver.mail.digest import _of_document
from thidua.deliver.release.same_period import compared, since_same_period
from thidua.export.document import Document, read_document
from thidua.measures.change import ToldChange
from thidua.present.names import (
    CLOSING,
    COMPARISONS,
    DIFFERENCE,
    EXAMINED,
    LIMITS,
    METHOD,
    OUTSIDE,
    OVERVIEW,
    RATIO,
    RELATIVE,
)
from thidua.present.part import Prose
from thidua.present.table import Table
from thidua.run.reports import read_reports

EDITIONS = {
    "district": ("huyen-ba-be", "2023-H1"),
    "province": ("tinh-bac-kan", "2023-H1"),
    "quality": ("tinh-bac-kan", "2023-H1"),
    "stage": ("tinh-bac-kan", "2021..2023"),
}
"""The kinds that are sent after a half year and a stage."""
LOOKED_AT = re.compile(
    r"^dataset =|open_report|"
    r"report\.(letterhead|dashboard\.detail_table|method|closing|overview\.|(unit_)?changes\.|series\.|quality\.(finding|method))"
)


@cache
def edition(kind: str) -> Document:
    """What the notebook of this kind shows of the illustrative data."""
    unit, period = EDITIONS[kind]
    path = REPOSITORY / "notebooks" / f"{read_reports(REPOSITORY)[kind].notebook}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    # Chapters are measured when they are first looked at: cells that nobody relies on take most of the time.
    notebook.cells = [each for each in notebook.cells if LOOKED_AT.search(each.source)]
    return read_document(run_cells(notebook, {"dataset": "illustrative", "unit": unit, "period": period}))


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "table", "columns"),
    [
        ("district", "changes", {DIFFERENCE, RATIO}),
        ("province", "changes", {DIFFERENCE, RATIO}),
        ("province", "unit_changes", {DIFFERENCE, RELATIVE, RATIO, LIMITS}),
    ],
)
def test_tables_of_comparison_are_those_that_the_review_looks_for(kind: str, table: str, columns: set[str]):
    """A table or column renamed in its chapter would leave the review without moves, and nobody would ask why."""
    found = {each.name: each for each in edition(kind).of(Table)}

    assert table in COMPARISONS
    assert columns <= {column.name for column in found[table].columns}
    assert [ToldChange.parse(row.values) for row in found[table].rows if row.values]
    assert {move.anchor for move in since_same_period(edition(kind))} >= {table}


def test_units_outside_the_limits_are_found_by_the_review():
    """Na Rì was planted with a clearly lower share of direct workers; a renamed table would hide it from everybody."""
    [table] = [each for each in edition("province").of(Table) if each.name == EXAMINED]

    assert {table.label_of(row): row.cells["examine"] for row in table.rows if row.values[OUTSIDE]} == {
        "Huyện Na Rì": "tỷ lệ"
    }


def test_review_is_told_how_many_comparisons_were_made():
    """Without it a reader takes what chance alone lets pass for news."""
    assert [each.made > 1 and each.by_chance > 0 for each in compared(edition("province"))] == [True, True]


def test_ratio_of_a_move_has_its_limits_wherever_they_stand():
    """The table of forms prints them with the ratio, the table of units in a column of their own."""
    moves = {move.anchor: move.ratio for move in since_same_period(edition("province")) if move.is_beyond_chance}

    assert set(moves) == set(COMPARISONS)
    assert all(ratio.endswith(")") and "–" in ratio for ratio in moves.values())


@pytest.mark.long
@pytest.mark.parametrize("kind", EDITIONS)
def test_mail_of_every_kind_repeats_the_overall_assessment(kind: str):
    """A finding renamed in its chapter would leave the mail with figures alone."""
    document = edition(kind)
    [overview] = [each for each in document.of(Prose) if each.name == OVERVIEW]

    assert overview.text
    assert _of_document(document, is_empty=False).overview == " ".join(overview.text.split())


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "name"),
    [*((kind, METHOD) for kind in EDITIONS), *((kind, CLOSING) for kind in EDITIONS if kind != "quality")],
)
def test_method_and_closing_sentence_have_the_names_of_workbook_and_page(kind: str, name: str):
    """The sheet of notes repeats the method; the closing sentence stays on the page of the signature."""
    assert [each.name for each in edition(kind).of(Prose)].count(name) == 1
