"""What a report is called outside the house: on the files of a mail, in the zip, in the feed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import REPOSITORY, Project
from thidua.deliver.packs import file_title
from thidua.run.plan import Edition, plan_editions


def edition(kind: str, period: str = "2023-H1") -> Edition:
    """The first illustrative edition of a kind and period."""
    return plan_editions(REPOSITORY, dataset="illustrative", period=period, kind=kind)[0]


@pytest.mark.parametrize(
    ("kind", "period", "vietnamese", "english"),
    [
        ("district", "2023-H1", "Báo cáo sơ kết 6 tháng 2023 - ", "Interim review report, first half of 2023 - "),
        ("province", "2023", "Báo cáo tổng kết năm 2023 - ", "Full review report, 2023 - "),
        (
            "block",
            "2023-H1",
            "Báo cáo khối thi đua 6 tháng 2023 - ",
            "Report of the emulation block, first half of 2023",
        ),
    ],
)
def test_a_file_is_called_in_the_language_of_whoever_gets_it(kind: str, period: str, vietnamese: str, english: str):
    """A guest finds an English report by an English name among the other files of the mail."""
    found = edition(kind, period)

    assert file_title(found).startswith(vietnamese)
    assert file_title(found).endswith(found.unit.name)
    assert file_title(found, "en").startswith(english)


def test_names_and_another_language_are_told_in_the_name():
    """The restricted annex must not be taken for the report beside it."""
    found = replace(edition("district"), names=True, lang="en")

    assert file_title(found).endswith(" (có danh sách) (English)")
    assert file_title(found, "en").endswith(" city (with names)")


def test_a_name_of_the_offices_own_stays_as_it_is_written():
    """The catalogue knows the names of this project only; what it does not know is no reason to send nothing."""
    found = edition("district")
    own = replace(found, settings=found.settings.changed(file_title="Phụ lục {review}"))

    assert file_title(own, "en").startswith("Phụ lục Interim review, first half of 2023 - ")


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [("2026-H1", "xã Bố Hạ", "Bố Hạ commune"), ("2026", "phường Bố Hạ", "Bố Hạ ward")],
)
def test_unit_is_called_as_on_its_last_day_in_the_period_in_the_province_of_its_dataset(
    project: Project, period: str, vi: str, en: str
):
    """The commune became a ward on 20/09/2026 under the same id; the package's own province does not know it."""
    path = project.root / "data" / "thu" / "dataset.toml"
    text = path.read_text(encoding="utf-8").replace('unit = "huyen-ba-be"', 'unit = "xa-bo-ha-07294-2025"')
    path.write_text('province = "24"\n' + text.replace('period = "2020"', f'period = "{period}"'), encoding="utf-8")
    of_commune = project.edition()

    assert file_title(of_commune).endswith(f" - {vi}")
    assert file_title(of_commune, "en").endswith(f" - {en}")
    assert of_commune.unit_name == vi
