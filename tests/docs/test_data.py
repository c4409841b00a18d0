"""docs/data.md is a dictionary: what the data say of themselves stands on it, and what it shows works."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd

from tests.deliver.packs import half_year_editions, open_office
from tests.deliver.publication.shown import publish
from tests.deliver.publication.test_data_package import awards, release
from tests.docs.pages import page
from tests.present.chapters.every import REPORTS, shown
from thidua.present.chart import Chart
from thidua.present.table import Table

_OWN = re.compile(r'"(thidua:\w+)":')


def test_every_property_of_ours_is_told():
    """Whoever meets one in a file finds here what it means."""
    made = [each for things in shown(REPORTS[0]).values() for each in things if isinstance(each, Table | Chart)]
    found = {name for each in made for name in _OWN.findall(json.dumps(each.payload()))}
    told = set(re.findall(r"`(thidua:\w+)`", page("data.md")))

    assert "thidua:rows" in found
    assert found <= told


def test_data_package_is_told_and_read_as_shown(tmp_path: Path):
    """The properties of a package, its columns, and the line that reads a file of it."""
    with open_office(tmp_path) as office:
        edition = next(each for each in half_year_editions(tmp_path) if each.kind == "district")
        release(office, edition, awards())
        folder = publish(office, edition)
    text = page("data.md")
    [marks] = re.findall(r"na_values=(\[.*?\])", text)
    descriptor = (folder / "illustrative/2023-H1/datapackage.json").read_text(encoding="utf-8")
    file = folder / "illustrative/2023-H1/data/district/awards.csv"
    read = pd.read_csv(file, na_values=json.loads(marks.replace("'", '"')))

    assert set(_OWN.findall(descriptor)) <= set(re.findall(r"`(?:schema\.)?(thidua:\w+)`", text))
    assert {name for name in read.columns if name.startswith("_")} <= set(re.findall(r"`(_\w+)`", text))
    assert read["count"].tolist()[::2] == [15, 0]
    assert read["count"].isna().tolist() == [False, True, False]
