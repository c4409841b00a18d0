"""What one report says, the others say too: districts add up to the province, and every format has the same figures."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from tests.resources import faults_of
from tests.sets.conftest import ALL, ENGLISH, Built
from thidua.present.keyed import Key
from thidua.present.table import TABLE_MIME, Table
from thidua.run.agreement import contradictions
from thidua.run.figures import Figure, figures_of

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sets")]


def tables(built: Built, name: str) -> dict[str, dict[str, Any]]:
    """The tables and chart data of an edition's notebook by name."""
    notebook = json.loads(built.file(name, "ipynb").read_text(encoding="utf-8"))
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    resources = (output["data"][TABLE_MIME] for output in outputs if TABLE_MIME in output.get("data", {}))
    return {resource["name"]: resource for resource in resources}


def total(resource: dict[str, Any]) -> dict[str, Any]:
    """The total row of a table."""
    return next(row["cells"] for row in resource["thidua:rows"] if row["role"] == "total")


def test_district_report_has_the_figures_of_its_row_in_the_province(built: Built):
    """Nobody should find two numbers for one district in the same folder of papers."""
    district = total(tables(built, "2023-H1/huyen-ba-be/district")["award_counts"])
    units = tables(built, "2023-H1/tinh-bac-kan/province")["unit_counts"]
    label = units["schema"]["fields"][0]["name"]
    row = next(row for row in units["data"] if "Ba Bể" in str(row[label]))

    assert {kind: row[kind] for kind in ("collective", "individual", "total")} == {
        kind: district[kind] for kind in ("collective", "individual", "total")
    }


def test_units_add_up_to_the_province(built: Built):
    """The verdict checks the same at every run; here the claim itself must be there."""
    shown = tables(built, "2023-H1/tinh-bac-kan/province")

    assert shown["unit_counts"]["thidua:agreesWith"] == "award_counts"
    assert total(shown["unit_counts"])["total"] == total(shown["award_counts"])["total"] > 0


@pytest.mark.parametrize("name", ALL)
def test_every_displayed_resource_is_valid(built: Built, name: str):
    """Whoever opens the executed notebook with tools of the format reads every table of it."""
    assert {one: found for one, resource in tables(built, name).items() if (found := faults_of(resource))} == {}


@pytest.mark.parametrize("name", ALL)
def test_every_table_chart_and_sheet_says_that_it_is_illustrative(built: Built, name: str):
    """A table that is copied alone must not be taken for the district's own."""
    workbook = openpyxl.load_workbook(built.file(name, "xlsx"), read_only=True)
    mark = "illustrative figures" if name in ENGLISH else "số liệu minh họa"
    silent = [
        sheet.title
        for sheet in workbook
        if not any(mark in str(cell).lower() for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    ]

    assert [one for one, resource in tables(built, name).items() if not resource["thidua:illustrative"]] == []
    assert silent == []


@pytest.mark.parametrize(("name", "english"), [(name.removesuffix(".en"), name) for name in ENGLISH])
def test_english_has_the_same_figures(built: Built, name: str, english: str):
    """Only words differ: the numbers of every table are equal, cell by cell."""

    def numbers(of: str) -> dict[str, list[list[Any]]]:
        return {
            one: [
                [cell for cell in row.cells.values() if not isinstance(cell, str)] for row in Table.parse(resource).rows
            ]
            for one, resource in tables(built, of).items()
        }

    assert numbers(english) == numbers(name) != {}


def shown(built: Built) -> list[Figure]:
    """Every figure with a key of every edition of the set."""
    return [
        figure
        for name in ALL
        for figure in figures_of(json.loads(built.file(name, "ipynb").read_text(encoding="utf-8")), edition=name)
    ]


def test_no_two_places_of_the_set_give_one_thing_two_values(built: Built):
    """District, province, block, stage, models and the English editions speak of the same awards."""
    assert [str(each) for each in contradictions(shown(built))] == []


def test_enough_things_are_told_in_several_places_for_that_to_mean_something(built: Built):
    """Without keys that meet, the check above would find nothing, whatever the editions say."""
    places: dict[Key, set[str]] = defaultdict(set)
    editions: dict[Key, set[str]] = defaultdict(set)
    for figure in shown(built):
        places[figure.key].add(f"{figure.edition} {figure.place}")
        editions[figure.key].add(figure.edition.removesuffix(".en"))

    assert sum(len(found) > 1 for found in places.values()) > 400
    # Few of the editions here are of one period: a district, its province and block, in the same half year.
    assert sum(len(found) > 1 for found in editions.values()) > 15
    told = {key.what for key, found in editions.items() if len(found) > 1}
    assert {"awarded", "share", "part of a share", "whole of a share"} <= told


@pytest.mark.parametrize(
    ("name", "what"),
    [("2023-H1/huyen-ba-be/district", "award_counts"), ("2021..2023/tinh-bac-kan/stage", "series")],
)
def test_planted_contradiction_of_an_edition_is_found(built: Built, name: str, what: str):
    """One number of one table of one edition is made another: it is named, and nothing else is."""
    figures = shown(built)
    at = next(
        number
        for number, one in enumerate(figures)
        if one.edition == name
        and f"table {what}," in one.place
        and isinstance(one.value, int)
        and _is_elsewhere(one, figures)
    )
    figures[at] = replace(figures[at], value=figures[at].value + 1)

    found = contradictions(figures)

    assert found
    assert all(figures[at] in (each.first, each.second) for each in found)


def _is_elsewhere(figure: Figure, figures: list[Figure]) -> bool:
    return sum(other.key == figure.key for other in figures) > 2
