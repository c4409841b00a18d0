"""An edition that shows no figure is empty: told from what it displays, not from its words."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Project
from tests.deliver.release.executed import award_table, awards, executed, headline
from thidua.export.document import read_document
from thidua.present.part import empty, plain
from thidua.present.table import Column, Row, Table
from thidua.run.build import build_edition
from thidua.run.emptiness import Emptiness, emptiness
from thidua.run.ledger.file import open_ledger
from thidua.run.plan import plan_editions
from thidua.run.publish import published_notes
from thidua.run.record import record
from thidua.run.several import build_editions

CASE = """
title = "Số liệu thử"
source = "bài thử"
basis = "administrative"
as_of = 2024-01-31
[[editions]]
kind = "district"
unit = "huyen-ba-be"
period = "2021-H1"
[[editions]]
kind = "province"
unit = "tinh-bac-kan"
period = "2021-H1"
[[editions]]
kind = "block"
unit = "khoi-huyen-tp"
period = "2021-H1"
"""
"""Editions of a period of which nothing was sent."""


def weighed(*shown: object, requires: tuple[str, ...] = ("headline", "award_counts")) -> Emptiness:
    """What is said of a notebook that shows these."""
    return emptiness(read_document(executed(*shown)), requires)  # type: ignore[arg-type]


def test_no_figure_in_any_required_part_is_empty():
    """Sentences that say what is not known are no figures, even if they name a year."""
    shown = (empty("headline", "Bộ số liệu chưa có số liệu, năm 2021."), empty("award_counts", "Chưa có."))

    assert weighed(*shown) == Emptiness(("headline", "award_counts"), is_whole=True)


def test_a_table_of_marks_alone_is_empty():
    """ "…" in every cell is the same as no table."""
    shown = (empty("headline", "Chưa có."), award_table({"form": "Giấy khen", "total": "…"}))

    assert weighed(*shown).is_whole


@pytest.mark.parametrize("figure", [0, 7])
def test_one_figure_is_enough_and_none_is_a_figure(figure: int):
    """0 is known; the part that has nothing is still named, for whoever releases it."""
    found = weighed(empty("headline", "Chưa có."), award_table(awards("Giấy khen", figure, "…")))

    assert found == Emptiness(("headline",), is_whole=False)


def test_a_headline_tells_a_figure():
    """The province's headline may be all that is known of a period."""
    assert weighed(headline(lượt="12"), empty("award_counts", "Chưa có.")).parts == ("award_counts",)


def test_words_of_a_unit_are_no_figure():
    """A report that only has a commentary goes out only if somebody means it."""
    shown = (
        empty("headline", "Nêu kết quả bằng lời."),
        empty("award_counts", "Chưa có."),
        plain("words", "12 tập thể."),
    )

    assert weighed(*shown, requires=("headline", "award_counts", "words")).is_whole


def test_a_list_tells_something_by_its_rows():
    """A list of exemplary models has names and deeds, no numbers."""
    models = Table("models", "Điển hình", (Column("name", "Tên", "label"), Column("deed", "Thành tích", "text")), ())
    one = Table("models", models.title, models.columns, (Row({"name": "Nhóm thử", "deed": "Nêu gương"}),))

    assert weighed(models, requires=("models",)).is_whole
    assert not weighed(one, requires=("models",)).is_whole


def test_a_report_that_asks_for_no_figures_is_never_empty():
    """A project may have a report of words alone."""
    assert weighed(plain("loi", "Một câu."), requires=("loi",)) == Emptiness((), is_whole=False)


def test_a_required_heading_without_words_is_a_gap_and_no_figure():
    """Limitations and tasks are asked for by name; an edition with figures is not empty for the lack of them."""
    shown = (
        headline(lượt="3"),
        award_table(awards("Giấy khen", 1, 2)),
        empty("words_tasks", "Huyện Ba Bể chưa gửi lời văn."),
        plain("words_leadership", "Có."),
    )
    requires = ("headline", "award_counts", "words_tasks", "words_leadership")

    assert weighed(*shown, requires=requires) == Emptiness((), is_whole=False, headings=("words_tasks",))


def test_the_verdict_stands_in_notebook_and_ledger(project: Project):
    """Catalogue, review and mail read a value; a second build that finds it current says the same."""
    project.write_notebook('from thidua.present.part import empty\nempty("loi", "Chưa có.")')
    edition = project.edition()
    with open_ledger(project.root) as ledger:
        states = []
        for at in ("2021-06-20T08:00:00", "2021-06-21T08:00:00"):
            outcome = build_edition(edition, ("html",))
            revision = record(outcome, ledger, at=datetime.fromisoformat(at))
            attempt = ledger.attempt(str(edition))
            assert attempt is not None
            assert revision is not None
            states.append((outcome.state, attempt.verdict, revision.number))

    assert states == [("empty", "empty", 1), ("current", "empty", 1)]
    assert published_notes(edition)["empty_parts"] == ("loi",)


@pytest.mark.long
def test_every_report_of_an_empty_period_is_empty(tmp_path: Path):
    """Nothing was sent of the period: the reports say so, and none of them is ready."""
    (tmp_path / "data" / "rong").mkdir(parents=True)
    (tmp_path / "data" / "rong" / "dataset.toml").write_text(CASE, encoding="utf-8")
    shutil.copytree(REPOSITORY / "notebooks", tmp_path / "notebooks")
    for name in ("reports.toml", "requirements.lock"):
        shutil.copy(REPOSITORY / name, tmp_path / name)

    outcomes = list(build_editions(plan_editions(tmp_path), ("html",), jobs=1))

    assert [(outcome.edition.kind, outcome.state, outcome.reason) for outcome in outcomes] == [
        ("district", "empty", ""),
        ("province", "empty", ""),
        ("block", "empty", ""),
    ]
    for outcome in outcomes:
        said = outcome.edition.file("html").read_text(encoding="utf-8")
        assert "Đến thời điểm báo cáo" in said or "có 08 đơn vị" in said
        assert published_notes(outcome.edition)["empty_headings"] == ("words_limitations_difficulties", "words_tasks")
