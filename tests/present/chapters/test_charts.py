"""Charts are the same for the same figures, say what they show, and leave the session as it was."""

import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest

from tests.present.reports import published, written
from thidua.measures.counts import award_counts
from thidua.measures.shares import class_shares
from thidua.present.chapters.awards import awards
from thidua.present.chapters.classes import classes
from thidua.present.chapters.stage import stage_years
from thidua.present.chart import CHART_MIME
from thidua.present.table import TABLE_MIME


def award_chart(report):
    return awards.chart(report, award_counts(report.awarded))


def stage_chart(report):
    return stage_years.chart(report, report.year_in_stage)


def class_chart(report):
    return classes.chart(report, class_shares(report.awarded))


ALL = pytest.mark.parametrize("draw", [award_chart, stage_chart, class_chart])


@ALL
def test_same_figures_give_the_same_bytes(draw):
    """Same data, same bytes: without it nothing could be verified or rebuilt only when changed."""
    report = published("tinh-bac-kan", "2020")

    assert draw(report).svg == draw(report).svg


@ALL
def test_other_settings_of_the_session_do_not_change_a_chart(draw):
    """An analyst's own style in JupyterLab, or another report's, must not leak into a published picture."""
    report = published("tinh-bac-kan", "2020")
    ordinary = draw(report).svg
    own = {
        "axes.grid": True,
        "font.size": 30,
        "lines.linewidth": 9,
        "axes.titlesize": 40,
        "patch.force_edgecolor": True,
    }

    with mpl.rc_context(own):
        assert draw(report).svg == ordinary


@ALL
def test_settings_of_matplotlib_are_left_as_they_were(draw):
    """The next cell may hold an analyst's own chart."""
    before = dict(mpl.rcParams)

    draw(published("tinh-bac-kan", "2020"))

    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    ("draw", "figures"),
    [
        (award_chart, ["245", "468", "tập thể", "cá nhân"]),
        (stage_chart, ["13,3%", "31,9%", "20%", "2016-2020"]),
        (class_chart, ["38,2% (179/468", "61,8% (289/468", "57,3–66,0%"]),
    ],
)
def test_alternative_text_holds_the_figures(draw, figures):
    """Who cannot see the picture still gets what it shows."""
    alt = draw(published("tinh-bac-kan", "2020")).alt

    assert [figure for figure in figures if figure not in alt] == []
    assert "\n" not in alt


@ALL
def test_data_behind_a_chart_travel_with_it(draw):
    """The workbook has every chart's figures, and the page a table under the picture."""
    chart = draw(published("tinh-bac-kan", "2020"))
    bundle = chart._repr_mimebundle_()

    assert bundle[CHART_MIME] == chart.svg
    assert bundle[TABLE_MIME]["thidua:alt"] == bundle["text/plain"] == chart.alt
    names = {field["name"] for field in bundle[TABLE_MIME]["schema"]["fields"]}
    assert bundle[TABLE_MIME]["data"]
    assert all(set(row) <= names for row in bundle[TABLE_MIME]["data"])


def test_chart_data_are_the_published_figures():
    """The bars of 2020, as the article prints them."""
    rows = award_chart(published("tinh-bac-kan", "2020")).data.rows
    counts = {row.cells["form"]: (row.cells.get("collective"), row.cells.get("individual")) for row in rows}

    assert counts["Bằng khen của Chủ tịch UBND tỉnh"] == (245, 468)
    assert counts["Tập thể lao động xuất sắc"] == (145, "–")
    assert counts["Huân chương Lao động các hạng"] == ("…", 3)


@ALL
def test_without_figures_there_is_no_chart(draw):
    """The table beside it says so once; an empty frame says nothing."""
    assert draw(published("khoi-huyen-tp", "2017-H1")) is None


def test_merged_kinds_alone_give_no_chart():
    """106 collectives, households and individuals belong in neither panel."""
    assert award_chart(published("tinh-bac-kan", "2021..2023")) is None


def test_reported_zero_is_drawn(project):
    """A bar of no length with the label 0: nobody was commended, and the chart stands."""
    chart = award_chart(written(project, {"count": "0"}))

    assert 0 in [row.cells.get("individual") for row in chart.data.rows]
    assert "(0)" in chart.alt


@ALL
def test_picture_holds_no_script_and_nothing_from_elsewhere(draw):
    """The HTML file opens without a network and under a policy that forbids scripts."""
    root = ET.fromstring(draw(published("tinh-bac-kan", "2020")).svg)

    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image", "a", "iframe"}
        for name, value in element.attrib.items():
            local = name.rpartition("}")[2].lower()
            assert not local.startswith("on")
            assert local not in {"href", "src"} or value.startswith("#")
            assert "url(" not in value.replace("url(#", "")
        assert "@import" not in (element.text or "")


@ALL
def test_letters_are_drawn_and_need_no_font(draw):
    """A picture opened on a machine without the report's face still shows every Vietnamese letter."""
    root = ET.fromstring(draw(published("tinh-bac-kan", "2020")).svg)

    assert not [element for element in root.iter() if element.tag.endswith("}text")]
