"""Every figure that a province's report prints of awards is a sum of what was typed into the templates."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.conftest import REPOSITORY, jobs
from tests.sums.filled import Filled
from tests.sums.test_sums import DRAWN, PERIODS, office, province_of
from tests.today.conftest import rows_of, tables_of
from thidua.registry import award_type_label, awards, get_unit, name_on
from thidua.registry.territory import Territory
from thidua.run.plan import plan_editions
from thidua.run.several import build_editions

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sums")]

_DAYS = (date(2025, 6, 30), date(2026, 6, 14))
"""On which awards and units bear the names that are printed."""
KINDS = ("collective", "individual", "household")
ANNEX = {
    "ctr_collective": ("CTR", "collective", ""),
    "ctr_deputy": ("CTR", "individual", "other_leader"),
    "ctr_direct": ("CTR", "individual", "direct_labour"),
    "ptr_collective": ("PTR", "collective", ""),
    "ptr_deputy": ("PTR", "individual", "other_leader"),
    "ptr_direct": ("PTR", "individual", "direct_labour"),
    "dot_collective": ("DOT", "collective", None),
    "dot_individual": ("DOT", "individual", None),
}
"""Columns of the annual annex: type, kind, and class where the column has one."""


class Pages:
    """The reports of one province, and what was filled in."""

    def __init__(self, province: str, typed: Filled, tables: dict[str, dict[str, Any]], texts: dict[str, str]) -> None:
        self.territory = Territory(province)
        self.typed = typed
        self.tables = tables
        self.texts = texts


@pytest.fixture(scope="module", params=["19", DRAWN])
def pages(request, tmp_path_factory) -> Pages:
    """The province's reports on 2025 and on the first half of 2026, built from filled templates."""
    root = tmp_path_factory.mktemp(f"pages-{request.param}")
    dataset, typed = office(root, request.param)
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in ("reports.toml", "requirements.lock"):
        shutil.copy(REPOSITORY / name, root / name)
    with (root / "data" / "thu" / "dataset.toml").open("a", encoding="utf-8") as settings:
        periods = ", ".join(f'"{period}"' for period in PERIODS)
        settings.write(f'[[editions]]\nkind = "province"\nunit = "{province_of(dataset).id}"\nperiod = [{periods}]\n')
    editions = {str(edition.period): edition for edition in plan_editions(root)}
    failures = [each.reason for each in build_editions(list(editions.values()), ("html",), jobs=jobs()) if each.reason]
    assert not failures
    return Pages(
        request.param,
        typed,
        {period: tables_of(edition.file("ipynb")) for period, edition in editions.items()},
        {period: edition.file("html").read_text(encoding="utf-8") for period, edition in editions.items()},
    )


def award_of(form: str) -> str:
    """The code of an award that a row names, without the one type that all of its figures are of."""
    plain = re.sub(r" \((?:thường xuyên|chuyên đề|đột xuất)\)$", "", form)
    return next(award.code for day in _DAYS for award in awards(day) if award.name_vi == plain)


def numbers(row: dict[str, Any], *columns: str) -> list[int]:
    """The numbers of a row; what does not apply or is not there is none."""
    return [row[column] if isinstance(row[column], int) else 0 for column in columns]


@pytest.mark.parametrize("period", PERIODS)
def test_awards_by_form_and_kind(pages, period):
    """The first table of the report, its subtotals and its total."""
    shown, typed = pages.tables[period]["award_counts"], pages.typed
    found: Counter = Counter()
    with pages.territory.in_force():
        for row in rows_of(shown, "body"):
            found.update(
                dict(zip(((award_of(row["form"]), kind) for kind in KINDS), numbers(row, *KINDS), strict=True))
            )
            # "–": a form that only the period before had, of a level that has ended.
            assert sum(numbers(row, *KINDS)) == (0 if row["total"] == "–" else row["total"])
    by_kind = typed.count("kind", halves=PERIODS[period])

    assert +found == +typed.count("award", "kind", halves=PERIODS[period])
    (whole,) = rows_of(shown, "total")
    assert numbers(whole, *KINDS) == [by_kind[kind,] for kind in KINDS]
    assert whole["total"] == by_kind.total()
    subtotals = [numbers(row, *KINDS) for row in rows_of(shown, "subtotal")]
    assert [sum(column) for column in zip(*subtotals, strict=True)] == [by_kind[kind,] for kind in KINDS]
    assert f"{by_kind.total():,}".replace(",", ".") in pages.texts[period]


@pytest.mark.parametrize("period", PERIODS)
def test_awards_by_type(pages, period):
    """Merit, movements, ad hoc: households of returns have no type, since the form has none."""
    expected = pages.typed.count("award_type", "kind", halves=PERIODS[period])
    shown = pages.tables[period]["types"]
    labels = {award_type_label(code, regime="2022", wording="legal"): code for code in ("CTR", "PTR", "DOT")}
    found = {
        labels[str(row["type"]).lower()]: numbers(row, *KINDS)
        for row in rows_of(shown, "body")
        if str(row["type"]).lower() in labels
    }

    assert found == {code: [expected[code, kind] for kind in KINDS] for code in ("CTR", "PTR", "DOT")}


@pytest.mark.parametrize("period", PERIODS)
def test_awards_of_each_unit(pages, period):
    """One row for each sender, none of another's figures in it; a name that several have is told apart in brackets."""
    shown = {str(row["unit"]).casefold(): row for row in rows_of(pages.tables[period]["unit_counts"], "body")}
    expected = pages.typed.count("unit", "kind", halves=PERIODS[period])
    with pages.territory.in_force():
        units = {one.unit: get_unit(one.unit) for one in pages.typed.given if one.half in PERIODS[period]}
        names = {unit_id: name_on(unit, unit.valid_to or _DAYS[1]).casefold() for unit_id, unit in units.items()}
    by_unit = {unit_id: [expected[unit_id, kind] for kind in KINDS] for unit_id in units}

    assert sorted(numbers(row, *KINDS) for row in shown.values()) == sorted(by_unit.values())
    for unit_id, name in names.items():
        rows = [numbers(row, *KINDS) for label, row in shown.items() if label == name or label.startswith(f"{name} (")]
        assert by_unit[unit_id] in rows, name
        assert len(rows) == list(names.values()).count(name), name


@pytest.mark.parametrize("period", PERIODS)
def test_annex_of_counts(pages, period):
    """The annual annex, column by column, for every form."""
    found: Counter = Counter()
    with pages.territory.in_force():
        for row in rows_of(pages.tables[period]["annual_annex"], "body"):
            for column in ("decided_collective", "decided_individual", *ANNEX):
                found[award_of(row["form"]), column] += numbers(row, column)[0]
    expected: Counter = Counter()
    for one in pages.typed.given:
        if one.half in PERIODS[period] and one.kind != "household":
            expected[one.award, f"decided_{one.kind}"] += one.number
            for column, (award_type, kind, klass) in ANNEX.items():
                if (one.award_type, one.kind) == (award_type, kind) and klass in (None, one.klass):
                    expected[one.award, column] += one.number

    assert +found == +expected


@pytest.mark.parametrize("period", PERIODS)
def test_classes_of_individuals(pages, period):
    """Leaders and direct workers, of whom the form says which they are."""
    told = pages.typed.count(
        "award", "klass", halves=PERIODS[period], fits=lambda one: one.form == "list" or one.award_type != "DOT"
    )
    whole = pages.typed.count("award", halves=PERIODS[period], fits=lambda one: one.kind == "individual")
    with pages.territory.in_force():
        for row in rows_of(pages.tables[period]["class_shares"], "body"):
            award = award_of(row["form"])
            assert numbers(row, "manager", "direct_worker", "whole") == [
                told[award, "other_leader"],
                told[award, "direct_labour"],
                whole[award,],
            ], award


@pytest.mark.parametrize("period", PERIODS)
def test_listed_recipients_and_decisions(pages, period):
    """What only lists say: how many rows they have, and how many each decision."""
    listed = pages.typed.count("kind", halves=PERIODS[period], fits=lambda one: one.form == "list")
    counted = pages.typed.count("kind", halves=PERIODS[period])
    rows = rows_of(pages.tables[period]["recipients"], "body")
    by_kind = dict(zip(("collective", "individual", "household"), rows, strict=True))
    decisions = rows_of(pages.tables[period]["decisions"], "body")

    for kind, row in by_kind.items():
        assert numbers(row, "counted", "listed") == [counted[kind,], listed[kind,]]
    assert sum(row["total"] for row in decisions) == listed.total()
