"""Every table and chart of the published editions, as their executed notebooks carry them, is valid for others."""

from __future__ import annotations

import json

import pytest

from tests.export.test_pdf import EDITIONS
from tests.resources import faults_of
from thidua.present.table import TABLE_MIME
from thidua.run.plan import Edition


@pytest.mark.xdist_group("published")
@pytest.mark.parametrize("name", EDITIONS)
def test_every_displayed_resource_is_valid(published: dict[str, Edition], name: str):
    """Whoever opens the notebook with tools of the format reads all of them."""
    cells = json.loads(published[name].file("ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    resources = [data[TABLE_MIME] for data in outputs if TABLE_MIME in data]

    assert bool(resources) is (name != "2017-H1/khoi-huyen-tp/block")  # the one article without a figure
    assert {each["name"]: found for each in resources if (found := faults_of(each))} == {}
