"""Wherever chance is asked, the text says how often; wherever something is most, something else is less."""

import re

import pytest

from thidua.measures.change import comparisons_of
from thidua.present import dashboard
from thidua.present.chance import apart, comparisons_words, is_by_quota
from thidua.present.chapters.changes import changes
from thidua.present.chapters.members import unit_advanced, unit_changes, unit_counts, unit_direct, unit_rates
from thidua.present.chapters.stage import series, series_shares, stage_series
from thidua.present.language import written_in

from .comparisons import illustrative, measured

PERIODS = ("2022", "2023-H1", "2023")


def texts(period: str) -> dict[str, str]:
    """What the chapters that compare units or periods of the province say."""
    report, found = illustrative(period), measured(period)
    parts = [
        changes.detail(report, changes.measure(report)),
        unit_changes.detail(report, found),
        unit_rates.detail(report, found),
        unit_direct.detail(report, found),
        unit_counts.finding(report, found),
        unit_advanced.finding(report, found),
        dashboard.method(report, found),
    ]
    return {part.name: part.text for part in parts if part is not None}


@pytest.mark.long
@pytest.mark.parametrize("period", PERIODS)
def test_every_paragraph_that_asks_chance_says_how_often_it_did(period):
    """One in twenty passes its limits with nothing behind it: a reader has to know of how many."""
    verdict = re.compile("(vượt|trong) mức dao động|giới hạn 95%", re.IGNORECASE)
    asked = {name: text for name, text in texts(period).items() if verdict.search(text)}

    assert asked.keys() >= {
        f"{each}_finding_detail" for each in ("changes", "unit_changes", "unit_rates", "unit_direct")
    }
    for name, text in asked.items():
        assert re.search(r"Trong \d+ so sánh, khoảng [\d,]+ vượt mức chỉ do ngẫu nhiên\.", text), name


@pytest.mark.long
@pytest.mark.parametrize("period", PERIODS)
def test_nothing_is_lowest_and_highest_with_one_number(period):
    """ "Thấp nhất 86,1 %, cao nhất 86,1 %" says that two units differ which do not."""
    for name, text in texts(period).items():
        for sentence in text.split(". "):
            found = re.search(r"thấp nhất là [^;]*?([\d,]+%).*cao nhất là [^;]*?([\d,]+%)", sentence)
            assert found is None or found[1] != found[2], name


def test_paragraphs_of_a_stage_say_how_often_chance_was_asked():
    """The forms of a series; of one share alone there is nothing to say."""
    report = illustrative("2021..2023")
    found = stage_series.read_series(report)
    part = series.detail(report, found)
    made = part.payload()["values"]["comparisons"]

    assert made > 1
    assert f"Trong {made} so sánh" in part.text
    assert series_shares.detail(report, found).payload()["values"]["comparisons"] == 1


def test_one_comparison_needs_no_count():
    """It is the one that was read."""
    assert comparisons_words(comparisons_of(1)) == comparisons_words(comparisons_of(0)) == ""
    with written_in("en"):
        assert comparisons_words(comparisons_of(24)) == "Of 24 comparisons, about 1.2 pass the limits by chance alone."


@pytest.mark.parametrize(
    ("limit", "mark", "decimals", "needed"),
    [(1.0031, 1, 2, 3), (0.99, 1, 2, 2), (0.99996, 1, 2, 5), (1, 1, 2, 2), (0.04, 0, 1, 2), (-5.6, 0, 1, 1)],
)
def test_limit_never_prints_as_what_it_leaves_out(limit, mark, decimals, needed):
    """1.0031 as 1,00 would hold 1; a limit on the mark itself does."""
    assert apart(limit, from_=mark, decimals=decimals) == needed


def test_titles_by_quota_are_those_of_either_period():
    """A quota of one of the two periods is enough not to ask."""
    assert is_by_quota(illustrative("2023"), "LDTT")
    assert not is_by_quota(illustrative("2023"), "BKT")
