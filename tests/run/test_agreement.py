"""One thing has one number: planted contradictions of each kind are found, and both places are named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY, Project
from thidua.errors import NotebookError
from thidua.present.keyed import ALL, SHARE, Key, Keyed
from thidua.present.part import Part, plain
from thidua.present.shown import shown_by
from thidua.present.table import Column, Row, Table
from thidua.run.agreement import contradictions, judge_keys
from thidua.run.build import Outcome
from thidua.run.figures import figures_of
from thidua.run.key import edition_key
from thidua.run.ledger.file import open_ledger
from thidua.run.plan import Edition, plan_editions
from thidua.run.record import recorded

OURS = Key("awarded", whose="huyen-ba-be", when="2023-H1")
GKH = Key(award="GKH")


def notebook(*shown: Table | Part) -> dict[str, Any]:
    """An executed notebook that shows these, a cell each."""
    return {"cells": [{"outputs": [{"data": each._repr_mimebundle_()}]} for each in shown]}


def judge_shown(notebook: dict[str, Any]) -> None:
    """Judge what a notebook shows."""
    judge_keys(tuple(shown_by(notebook)))


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
    judge_shown(
        notebook(counts(24, 121), plain("told", "Có 121 lượt.", figures=[Keyed(OURS, 121)]), percent(0.478, "a"))
    )


def test_sentence_that_differs_from_the_table_is_refused_with_both_places_and_values():
    """Whoever mends it needs to know which two places to look at."""
    told = plain("changes_finding", "Có 122 lượt.", figures=[Keyed(OURS, 122)])

    with pytest.raises(NotebookError) as refused:
        judge_shown(notebook(counts(24, 121), told))

    assert str(refused.value) == (
        "one thing has two values: part changes_finding shows 122, but table award_counts, row Tổng cộng, column total "
        "shows 121; both are what=awarded, whose=huyen-ba-be, when=2023-H1"
    )


def test_unknown_against_a_number_is_refused():
    """What is unknown in one table cannot be 24 in the next: one of them is wrong."""
    with pytest.raises(NotebookError, match=r"column total shows 24, but .* column total shows …"):
        judge_shown(notebook(counts(24, 121), counts("…", 121, name="changes")))


def test_what_is_known_in_part_is_another_figure():
    """The sum of the units that are known for both periods may differ from the sum of all."""
    both = counts(24, 121, key=OURS | Key(whose="huyen-ba-be+huyen-na-ri"), name="both")

    judge_shown(notebook(counts(30, 140), both))


def test_rounded_shares_agree_at_the_coarser_rounding():
    """48 % beside 47,8 % is one share; 47 % is another."""
    judge_shown(notebook(percent(0.478, "a"), percent(0.478, "b", decimals=0)))
    with pytest.raises(NotebookError, match="part a shows 47,8%, but part b shows 47%"):
        judge_shown(notebook(percent(0.478, "a"), percent(0.47, "b", decimals=0)))


def test_figure_that_the_words_do_not_hold_is_refused():
    """Keys that agree while the page says something else would be the worst of checks."""
    with pytest.raises(NotebookError, match="part told shows 43, but its words do not"):
        judge_shown(notebook(plain("told", "Có 1.043 lượt.", figures=[Keyed(OURS, 43)])))


def test_place_that_differs_from_most_is_the_one_named_second():
    """One district's slip should not be told as the fault of seven others."""
    editions = [("province", 121), ("block", 121), ("district", 99)]
    figures = [figure for name, value in editions for figure in figures_of(notebook(counts(1, value)), edition=name)]

    (found,) = contradictions(figures)

    assert (found.first.edition, found.second.edition) == ("province", "district")
    assert "district, table award_counts, row Tổng cộng, column total shows 99" in str(found)


NOW = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)


def publish(edition: Edition, *shown: Table | Part, key: str = "k") -> Outcome:
    """Put an edition that shows these where the runner would, and say what became of it."""
    edition.folder.mkdir(parents=True, exist_ok=True)
    notes = {"thidua": {"edition": str(edition), "key": key, "files": {}}}
    content = json.dumps({**notebook(*shown), "metadata": notes}, ensure_ascii=False)
    edition.file("ipynb").write_text(content, encoding="utf-8")
    return Outcome(edition, "ready", key=key)


def illustrative(root: Path, name: str) -> Edition:
    """An edition of the illustrative data, its files under another root."""
    editions = plan_editions(REPOSITORY, dataset="illustrative")
    return replace(next(each for each in editions if str(each) == f"illustrative/{name}"), root=root)


def told(tmp_path: Path, *outcomes: Outcome) -> dict[str, str]:
    """Why editions of a build are not ready after all, by their name."""
    (tmp_path / "reports.toml").write_text((REPOSITORY / "reports.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with open_ledger(tmp_path) as ledger:
        done = list(recorded(outcomes, ledger, now=lambda: NOW))
        failed = {str(one.edition): one.reason for one in done if one.state == "failed"}
        attempts = {name: ledger.attempt(name) for name in failed}
    assert all(attempt is not None and attempt.verdict == "failed" for attempt in attempts.values())
    return failed


def test_district_that_disagrees_with_the_province_is_not_ready_and_neither_is_the_province(tmp_path):
    """Nobody knows which of the two is wrong: both wait, and each says where to look."""
    in_province = counts(24, 121, name="unit_counts")
    province = publish(illustrative(tmp_path, "2023-H1/tinh-bac-kan/province"), in_province)
    district = publish(illustrative(tmp_path, "2023-H1/huyen-ba-be/district"), counts(24, 122))
    other = publish(illustrative(tmp_path, "2023-H1/huyen-na-ri/district"), counts(3, 9, key=Key("awarded", whose="x")))

    failed = told(tmp_path, province, district, other)

    assert set(failed) == {str(province.edition), str(district.edition)}
    for words in ("2023-H1/tinh-bac-kan/province, table unit_counts", "shows 121", "2023-H1/huyen-ba-be/district"):
        assert all(words in reason for reason in failed.values())


def test_stage_that_disagrees_with_its_year_is_not_ready(tmp_path):
    """A stage prints its years: they are the years of the yearly reports."""
    year = counts(372, 7067, key=Key("awarded", whose="tinh-bac-kan", when="2022"))
    stage = counts(371, 7067, key=Key("awarded", whose="tinh-bac-kan", when="2022"), name="series")
    ours = publish(illustrative(tmp_path, "2022/tinh-bac-kan/province"), year)
    theirs = publish(illustrative(tmp_path, "2021..2023/tinh-bac-kan/stage"), stage)

    failed = told(tmp_path, ours, theirs)

    assert len(failed) == 2
    assert "table series, row Giấy khen, column total shows 371" in failed[str(ours.edition)]


def test_pack_that_agrees_is_ready(tmp_path):
    """The check leaves a sound pack alone."""
    names = ("2023-H1/tinh-bac-kan/province", "2023-H1/huyen-ba-be/district")

    assert told(tmp_path, *(publish(illustrative(tmp_path, name), counts(24, 121)) for name in names)) == {}


def test_editions_of_two_datasets_are_not_held_against_each_other(tmp_path):
    """One build makes all datasets: invented figures contradict no published ones."""
    invented = publish(illustrative(tmp_path, "2023-H1/tinh-bac-kan/province"), counts(24, 121))
    quoted = replace(next(iter(plan_editions(REPOSITORY, dataset="published"))), root=tmp_path)

    assert told(tmp_path, invented, publish(quoted, counts(25, 122))) == {}


def test_edition_of_an_earlier_build_stands_beside_the_new_ones_if_it_is_of_the_same_data(project: Project):
    """A pack is built one by one as well as at once; an edition of older data waits to be built instead."""
    path = project.root / "data" / "thu" / "dataset.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"huyen-ba-be"', '["huyen-ba-be", "huyen-na-ri"]'))
    first, second = plan_editions(project.root)
    earlier = publish(first, counts(24, 121), key=edition_key(first))

    with open_ledger(project.root) as ledger:
        assert [one.state for one in recorded([earlier], ledger, now=lambda: NOW)] == ["ready"]
        later = list(recorded([publish(second, counts(24, 122))], ledger, now=lambda: NOW))
        assert [(one.edition.unit.id, one.state) for one in later] == [
            ("huyen-na-ri", "ready"),
            ("huyen-na-ri", "failed"),
            ("huyen-ba-be", "failed"),
        ]
        publish(first, counts(24, 121), key="of older data")
        assert [one.state for one in recorded([publish(second, counts(24, 122))], ledger, now=lambda: NOW)] == ["ready"]
