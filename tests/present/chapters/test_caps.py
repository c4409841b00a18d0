"""The share of fighters is told beside the cap in force, with no verdict beyond it."""

from datetime import date

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published
from thidua.measures.intervals import wilson_share
from thidua.measures.shares import RatioToCap, share_of_advanced
from thidua.present.chapters import caps
from thidua.present.figures import cap_figure
from thidua.registry import cap

CAP_OF_2021 = cap("CSTDCS", date(2021, 10, 14))


def test_share_within_the_cap_is_told_as_not_above_it():
    """70 of 521 in 2021: 13,4 %, under the 15 % of Decree 91/2017/NĐ-CP."""
    text = caps.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(70, 521), CAP_OF_2021), regime="2003")

    assert "13,4% số Lao động tiên tiến (70/521), không vượt mức trần 15%" in text
    assert "tin cậy" not in text
    assert "không vượt mức trần 15%" in text
    assert "91/2017/NĐ-CP" in text


def test_share_above_the_cap_is_told_as_above():
    """A warning for people to look at, without a verdict beyond it."""
    text = caps.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(80, 400), CAP_OF_2021), regime="2003")

    assert "20,0% số Lao động tiên tiến (80/400), vượt mức trần 15%" in text
    assert "ngẫu nhiên" not in text
    assert "vượt mức trần 15%" in text
    assert "không vượt" not in text


def test_without_a_cap_the_sentence_says_there_is_none():
    """The law of 2022 sets no cap: nothing is within or above it."""
    text = caps.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(80, 400), None), regime="2022")

    assert "không có mức trần" in text
    assert "vượt" not in text


def test_share_of_nobody_is_not_told_as_above_the_cap():
    """No advanced workers and no fighters: to say that a cap was broken would be an accusation."""
    text = caps.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(0, 0), CAP_OF_2021), regime="2003")

    assert "vượt" not in text


def test_merged_denominator_is_explained():
    """The stage article merges workers with soldiers: the ratio to workers alone may be higher."""
    report = published("tp-bac-kan", "2015..2020")
    text = caps.finding(report, share_of_advanced(report.awarded, report.cap_on("CSTDCS"))).text

    assert "13,0% số Lao động tiên tiến, Chiến sĩ tiên tiến (383/2.952" in text
    assert "gộp" in text
    assert "cao hơn" in text


def test_share_just_above_the_cap_does_not_read_like_the_cap():
    """151/1004 is 15,04%: "15,0%, above the cap of 15%" would contradict itself."""
    ratio = RatioToCap("CSTDCS", "LDTT", wilson_share(151, 1004), cap("CSTDCS", on=date(2020, 12, 14)))

    assert "15,04%" in caps.cap_sentence(ratio, regime="2003")
    assert ", vượt mức trần 15%" in caps.cap_sentence(ratio, regime="2003")


def test_headline_figure_is_an_exact_ratio_beside_its_cap():
    """41 of 289 are 14,2 %: both counts are all there are, so there is nothing to be uncertain about."""
    report = illustrative("2022", "huyen-ba-be")
    figure = cap_figure(report, RatioToCap("CSTDCS", "LDTT", wilson_share(41, 289), CAP_OF_2021))
    uncapped = cap_figure(report, RatioToCap("CSTDCS", "LDTT", wilson_share(41, 289), None))
    near = cap_figure(report, RatioToCap("CSTDCS", "LDTT", wilson_share(151, 1004), CAP_OF_2021))
    few = cap_figure(report, RatioToCap("CSTDCS", "LDTT", wilson_share(1, 7), CAP_OF_2021))

    assert (figure.value, figure.qualification) == ("14,2%", "41/289; trần 15%")
    assert (uncapped.value, uncapped.qualification) == ("14,2%", "41/289")
    assert near.value == "15,04%"
    assert few is None  # a large figure that says of itself that it is of too few
    assert cap_figure(report, None) is None


def test_without_figures_one_sentence_names_unit_and_period():
    """The figures of 2020 have no advanced workers: the place of the ratio says so."""
    report = published("tinh-bac-kan", "2020")
    text = caps.finding(report, None).text

    assert "chưa có" in text
    assert "tỉnh Bắc Kạn, năm 2020" in text


def test_part_of_a_year_has_no_ratio():
    """Both titles are decided once a year: a batch of some units says nothing on the cap."""
    assert caps.finding(published("khoi-huyen-tp", "2017-H1"), None) is None


def test_half_a_year_has_no_ratio_to_the_cap():
    """Both titles come in yearly batches: 241 fighters of all districts over the city's 485 workers is no 49,7 %."""
    report = illustrative("2023-H1")

    assert caps.measure(report) is None
    assert caps.finding(report, None) is None
    assert caps.measure(illustrative("2022")).share.whole > 1000
