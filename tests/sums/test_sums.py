"""What the senders of a province fill into the product's own templates is what its reports print, no more, no less."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.sums.filled import Filled, fill_templates
from thidua.facts.dataset import Dataset, open_dataset
from thidua.registry import Period, get_unit, units
from thidua.registry.tables import provinces
from thidua.registry.territory import HOME, Territory

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sums")]

SEED = int(os.environ.get("THIDUA_SEED", "20261129"))
PLAN = {"2025": ("2025-H1", "2025-H2"), "2026-H1": ("2026-H1",)}
PERIODS = {"2025": ("2025-H1", "2025-H2"), "2026-H1": ("2026-H1",)}
DRAWN = Random(SEED).choice([row["code"] for row in provinces() if row["code"] not in (HOME, "19")])
"""Another province of the country, by the seed: THIDUA_SEED=7 draws another one."""

PROVINCES = ["19", DRAWN]

SETTINGS = """\
title = "Số liệu thử"
source = "biểu mẫu do phép thử điền"
basis = "administrative"
province = "{province}"
as_of = 2026-07-15
"""


def office(root: Path, province: str) -> tuple[Dataset, Filled]:
    """A project of one province in which everybody filled in a template of both periods."""
    (root / "reports.toml").write_text("", encoding="utf-8")
    folder = root / "data" / "thu"
    with Territory(province).in_force():
        filled = fill_templates(folder / "inbox", SEED, PLAN)
    (folder / "dataset.toml").write_text(SETTINGS.format(province=province), encoding="utf-8")
    return open_dataset("thu", root), filled


def province_of(dataset: Dataset):
    """The one province of today in the dataset's territory."""
    with dataset.territory.in_force():
        return next(unit for unit in units(level="province") if unit.valid_to is None)


def counted(dataset: Dataset, unit, period: str) -> Counter:
    """What the facts count as awarded, by award and kind."""
    frame = dataset.facts.of(unit, Period.parse(period))
    whole = frame[(frame["status"] == "awarded") & (frame["recipient_class"] == "") & (frame["state"] == "counted")]
    found: Counter = Counter()
    for award, kind, number in whole[["award", "recipient_kind", "count"]].itertuples(index=False, name=None):
        found[award, kind] += int(number)
    return found


@pytest.fixture(scope="module", params=PROVINCES)
def filled(request, tmp_path_factory):
    """Thái Nguyên with its 92 communes, and a province that the seed draws."""
    return office(tmp_path_factory.mktemp(f"province-{request.param}"), request.param)


def test_no_filled_template_is_asked_about(filled):
    """Who follows the form must not get it back, whichever side of 1 July 2025 it is of."""
    dataset, typed = filled
    received = dataset.received()

    assert [finding for finding in received.findings if finding.rule != "V14"] == []
    assert {part.sent.file for part in received.parts} == set(typed.files)
    assert {part.state for part in received.parts} == {"accepted"}


@pytest.mark.long
@pytest.mark.parametrize("period", PERIODS)
def test_facts_of_the_province_are_the_sums_of_what_was_filled_in(filled, period):
    """A year that crosses the change is what the districts did, each in its days, and then the communes."""
    dataset, typed = filled
    expected = typed.count("award", "kind", halves=PERIODS[period])

    assert counted(dataset, province_of(dataset), period) == +expected
    assert dataset.facts.coverage(province_of(dataset), Period.parse(period)).known == "covered"


def test_facts_of_each_sender_are_what_it_filled_in(filled):
    """Nothing of one unit is another's: near-names, names used twice, and units that became others."""
    dataset, typed = filled
    for half in ("2025-H1", "2025-H2", "2026-H1"):
        for unit in dict.fromkeys(one.unit for one in typed.given if one.half == half):
            with dataset.territory.in_force():
                known = get_unit(unit)
            expected = typed.count("award", "kind", halves=(half,), fits=lambda one, unit=unit: one.unit == unit)
            assert counted(dataset, known, half) == +expected, unit
