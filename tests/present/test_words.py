"""Counts and shares are told with what they count, and nothing the figures do not carry."""

import pytest

from thidua.measures.intervals import wilson_share
from thidua.present.words import award_name, counted, plain_share, share_words


@pytest.mark.parametrize(
    ("count", "kind", "unit", "text"),
    [
        (2, "collective", "recipient", "02 tập thể"),
        (383, "individual", "instance", "383 lượt cá nhân"),
        (0, "household", "recipient", "0 hộ gia đình"),
        (106, "collective+household+individual", "recipient", "106 tập thể, hộ gia đình, cá nhân"),
        (1762, "individual", "recipient", "1.762 cá nhân"),
        (23, "model", "recipient", "23 gương điển hình"),
    ],
)
def test_count_is_told_with_what_it_counts(count, kind, unit, text):
    """As the articles write them: padded below ten, "lượt" where times are counted."""
    assert counted(count, kind, unit) == text


def test_share_is_told_with_fraction_and_interval():
    """289/468 = 61,8 %, Wilson 57,27 to 66,04 %."""
    text = share_words(wilson_share(289, 468))

    assert text.startswith("61,8% (289/468")
    assert "57,3–66,0%" in text


@pytest.mark.parametrize("part", [0, 3, 9])
def test_share_of_fewer_than_ten_is_a_fraction_alone(part):
    """The house rule of domain statistics: below ten cases x/n, no percentage and no interval."""
    assert share_words(wilson_share(part, 9)) == f"{part}/9"


def test_share_of_ten_is_a_percentage():
    """The rule says fewer than ten."""
    assert share_words(wilson_share(3, 10)).startswith("30,0% (3/10")


def test_share_of_nothing_is_told_in_words():
    """0 of 0 is neither 0 % nor an error."""
    text = share_words(wilson_share(0, 0))

    assert "chưa" in text
    assert "%" not in text
    assert "0/0" not in text


def test_title_for_regular_merit_is_no_regular_title():
    """The statistical forms call the type "thường xuyên", which behind a title says nothing; the law says merit."""
    assert award_name("CSTDCS", "CTR", regime="2022") == "Chiến sĩ thi đua cơ sở (công trạng)"
    assert award_name("GKH", "PTR+DOT", regime="2022") == "Giấy khen của Chủ tịch UBND cấp huyện (chuyên đề, đột xuất)"
    assert award_name("GKH", regime="2022") == "Giấy khen của Chủ tịch UBND cấp huyện"


@pytest.mark.parametrize(("part", "whole", "text"), [(289, 468, "61,8% (289/468)"), (3, 8, "3/8"), (0, 0, "…")])
def test_leader_reads_a_share_without_its_interval(part, whole, text):
    """Of few cases the fraction alone; of none nothing is known."""
    assert plain_share(wilson_share(part, whole)) == text
