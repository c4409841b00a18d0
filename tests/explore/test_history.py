"""A figure over the revisions of editions: what each printed, when it was made, and whether it was released."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from thidua.explore.figure import Figure
from thidua.explore.history import history
from thidua.facts.dataset import open_dataset
from thidua.facts.today import HANOI
from thidua.present.keyed import Key, Keyed
from thidua.present.part import plain
from thidua.run.ledger.file import open_ledger
from thidua.run.plan import known_editions
from thidua.run.record import kept_file

ASKED = "what=awarded, award=GKH, kind=individual, whose=tp-bac-kan, when=2015..2020"
NAME = "published/2015..2020/tp-bac-kan/stage"


def day(number: int) -> datetime:
    return datetime(2021, 1, number, 9, 0, tzinfo=HANOI)


def notebook(*figures: Keyed) -> bytes:
    """An executed notebook that tells these figures in one sentence."""
    part = plain("headline", *(f"có {figure.words} lượt" for figure in figures), figures=figures)
    data = part._repr_mimebundle_()
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": [output], "execution_count": None}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three revisions of one edition: 1.280, "…" and 1.281, which is released."""
    repository = Path(__file__).parents[2]
    (tmp_path / "data").mkdir()
    for name in ("reports.toml", "notebooks", "data/published"):
        (tmp_path / name).symlink_to(repository / name)
    key = Key(what="awarded", award="GKH", kind="individual", whose="tp-bac-kan", when="2015..2020")
    (edition,) = known_editions(tmp_path, [NAME])
    with open_ledger(tmp_path) as ledger:
        for number, value in enumerate((1280, "…", 1281), start=1):
            files = {"html": str(number), "ipynb": str(number)}
            last = ledger.add_revision(NAME, key=f"k{number}", snapshot="s", files=files, at=day(number))
            path = kept_file(edition, last.number, "ipynb")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(notebook(Keyed(key, value)))
        ledger.decide(last, "release", by="An", note="", at=day(9))
    return tmp_path


def of(root: Path, text: str) -> pd.DataFrame:
    dataset = open_dataset("published", root)
    with dataset.territory.in_force():
        return history(dataset, Figure.parse(text))


def test_every_revision_tells_what_it_printed_when_and_whether_released(project: Path):
    """Who was told which number, and since when, is asked when a number changes."""
    found = of(project, ASKED)

    assert found["revision"].tolist() == [1, 2, 3]
    assert found["printed"].tolist() == ["1.280", "…", "1.281"]
    assert found["released"].tolist() == [False, False, True]
    assert found["changed"].tolist() == [False, True, True]
    assert [at.date().day for at in found["made_on"]] == [1, 2, 3]
    assert found["released_on"].iloc[2].date().day == 9


def test_unknown_value_is_missing_and_no_0(project: Path):
    """A revision that printed "…" had no number."""
    value = of(project, ASKED)["value"]

    assert value.isna().tolist() == [False, True, False]


def test_figure_that_no_edition_prints_has_no_rows(project: Path):
    """Nothing is made up where nothing was printed."""
    found = of(project, ASKED.replace("GKH", "BKT"))

    assert found.empty
    assert found.attrs["words"] == "Không báo cáo nào đang lưu in riêng số này."


def test_finer_figure_is_that_of_the_joined_one_and_says_so(project: Path):
    """The page adds up the kinds of award: the row shows what the page says, and names it."""
    found = of(project, ASKED.replace("award=GKH", "award=GKH, award_type=CTR"))

    assert found["printed"].tolist() == ["1.280", "…", "1.281"]
    assert set(found["figure"]) == {ASKED}
    assert found.attrs["words"] == "Báo cáo chỉ in số gộp, xem cột figure."


@pytest.mark.parametrize("part", ["award_type=PTR", "authority=province_chair", "level=TINH", "count_unit=recipient"])
def test_other_figure_than_the_one_asked_for_is_said_to_be_another(project: Path, part: str):
    """Whoever asks for a part and gets the whole without a word takes it for the part."""
    assert of(project, ASKED.replace("award=GKH", f"award=GKH, {part}")).attrs["words"].startswith("Báo cáo chỉ in")


def test_part_that_is_all_there_is_joins_nothing(project: Path):
    """All certificates of the chair of a district are those of the chair of a district."""
    assert of(project, ASKED.replace("award=GKH", "award=GKH, authority=district_chair")).attrs["words"] == ""


@pytest.mark.parametrize("part", ["level=HUYEN", "authority=province_chair", "award_type=-, authority=district_chair"])
def test_part_that_names_no_form_is_not_answered_with_everything(project: Path, part: str):
    """What the chair of the province gave is no part that a page tells: the sum of the unit is another question."""
    (edition,) = known_editions(project, [NAME])
    whole = Key(what="awarded", whose="tp-bac-kan", when="2015..2020")
    kept_file(edition, 3, "ipynb").write_bytes(notebook(Keyed(whole, 6000)))

    assert of(project, str(whole))["printed"].tolist() == ["6.000"]
    assert of(project, f"what=awarded, {part}, whose=tp-bac-kan, when=2015..2020").empty


def test_sum_of_several_forms_of_which_one_is_told_is_that_one(project: Path):
    """ "Giấy khen" of a city are those of its chair: the page that prints them prints the sum."""
    found = of(project, ASKED.replace("award=GKH", "award=GKCS|GKH|GKS|GKX"))

    assert found["printed"].tolist() == ["1.280", "…", "1.281"]
    assert found.attrs["words"] == ""
    assert of(project, ASKED.replace("award=GKH", "award=BKT|GKH")).empty


def test_revision_whose_file_is_gone_is_left_out(project: Path):
    """What cannot be read is not guessed."""
    (edition,) = known_editions(project, [NAME])
    kept_file(edition, 2, "ipynb").unlink()

    assert of(project, ASKED)["revision"].tolist() == [1, 3]
