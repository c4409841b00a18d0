"""Packs stand in the order of their meetings, and two datasets of one title are told apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.deliver.packs import MORNING, half_year_editions, open_office
from thidua.deliver.catalogue.page import office_page, public_page
from thidua.deliver.packs import Pack, newest_first, read_packs
from thidua.deliver.settings import PublishSettings
from thidua.registry import Period
from thidua.run.key import content_hash


def pack(period: str, name: str = "thu", *, illustrative: bool = False, basis: str = "administrative") -> Pack:
    """A pack without editions."""
    dataset = half_year_editions(Path("/nowhere"))[0].dataset
    settings = dataset.settings.changed(illustrative=illustrative, basis=basis)
    return Pack(f"{name}/{period}", replace(dataset, name=name, settings=settings), Period.parse(period), ())


def test_newest_meeting_stands_first():
    """A meeting looks back on a period that ended; of two that ended on one day the year comes before its stage."""
    wanted = [
        "2023",
        "2021..2023",
        "2023-H1",
        "2022",
        "2021",
        "2021-M10",
        "2021-H1",
        "2020",
        "2016..2020",
        "2015..2020",
    ]

    for given in (wanted, wanted[::-1], sorted(wanted)):
        assert [str(each.period) for each in newest_first(map(pack, given))] == wanted


def test_days_of_the_period_decide_and_not_its_name():
    """A calendar year ends on 31/12, an administrative one on 14/12, a school year in the summer after."""
    given = [pack("2023", "a"), pack("2023", "b", basis="calendar"), pack("2022", "c", basis="school-year")]

    assert [each.name for each in newest_first(given)] == ["b/2023", "a/2023", "c/2022"]


def test_real_figures_come_before_invented_ones_and_names_decide_last():
    """Of one and the same period; the order is always the same."""
    given = [pack("2023-H1", "a", illustrative=True), pack("2023-H1", "c"), pack("2023-H1", "b")]

    for order in (given, given[::-1]):
        assert [each.name for each in newest_first(order)] == ["b/2023-H1", "c/2023-H1", "a/2023-H1"]


@pytest.fixture
def two(tmp_path: Path) -> list[Pack]:
    """A report of Ba Bể in each of two datasets that are called the same."""
    from tests.conftest import REPOSITORY

    for name in ("lan-1", "lan-2"):
        (tmp_path / "data" / name).mkdir(parents=True)
        settings = 'title = "Số liệu sơ kết"\nsource = "bài thử"\nbasis = "administrative"\nas_of = 2024-01-31\n'
        (tmp_path / "data" / name / "dataset.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "reports.toml").write_bytes((REPOSITORY / "reports.toml").read_bytes())
    with open_office(tmp_path) as office:
        for name in ("lan-1", "lan-2"):
            edition = f"{name}/2023-H1/huyen-ba-be/district"
            path = tmp_path / "reports" / f"{edition}.html"
            path.parent.mkdir(parents=True)
            path.write_bytes(b"<p>")
            files = {"html": content_hash(b"<p>")}
            revision = office.ledger.add_revision(edition, key="k", snapshot="s", files=files, at=MORNING)
            office.ledger.decide(revision, "release", by="Hoa", note="", at=MORNING)
        return read_packs(tmp_path, office.ledger)


def test_two_datasets_of_one_title_are_told_apart_by_their_folder(two: list[Pack]):
    """In the heading of each pack, on both pages; where a title is one dataset's own, it stands alone."""
    assert [each.shown_dataset for each in two] == ["Số liệu sơ kết (lan-1)", "Số liệu sơ kết (lan-2)"]
    pages = (office_page(two, PublishSettings(), zone=None), public_page(two, {}, {}, zone=None))
    for page in pages:
        for name in ("lan-1", "lan-2"):
            heading = f'6 tháng đầu năm 2023 <span class="dataset">Số liệu sơ kết ({name})</span></h2>'
            assert heading in page
    assert pack("2023").shown_dataset == "Số liệu minh họa"
