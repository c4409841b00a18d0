"""What is not understood is answered with the nearest known word, which is proposed and never taken."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.intake.words.award_words import awards_meant, nearest_awards
from thidua.intake.words.heading_words import nearest_headings
from thidua.intake.words.near_words import NearWords, spelt
from thidua.intake.words.tables_said import read_words

HEADINGS = sorted({row["text"] for row in read_words("headings") if row["layout"] == "decision_list"})
LONG = [text for text in HEADINGS if len(text) >= 10 and " / " not in text]


@pytest.mark.parametrize(
    ("sent", "nearest"),
    [
        ("Số quyét định", "Số quyết định"),
        ("Ngày bah hành", "Ngày ban hành"),
        ("Hõ và tên", "Họ và tên"),
        ("Họvà tên", "Họ và tên"),
        ("Hình thức khen thuởng", "Hình thức khen thưởng"),
        ("Lọai hình khen thưởng", "Loại hình khen thưởng"),
        ("So QD", "Số QĐ"),
    ],
)
def test_misspelt_heading_is_answered_with_the_known_one(sent, nearest):
    """Whoever typed it sees at once what the column should be called."""
    assert nearest_headings(sent, "decision_list")[0] == nearest


@pytest.mark.parametrize("sent", ["", "x", "Chiều cao", "Tỷ lệ hộ nghèo", "?" * 500, "Màu sắc"])
def test_heading_that_is_near_to_none_has_no_proposal(sent):
    """A wrong proposal is worse than none."""
    assert nearest_headings(sent, "decision_list") == ()


def test_columns_of_a_return_are_proposed_too():
    """They stand in a table of their own."""
    assert nearest_headings("Trực tiêp lao đông", "summary_return") == ("Trực tiếp lao động",)


@pytest.mark.long
@given(st.sampled_from(LONG), st.integers(min_value=1), st.sampled_from("abcxyz"))
@settings(max_examples=200)
def test_one_wrong_letter_leaves_the_heading_near(text, place, letter):
    """A slip of the finger anywhere behind the first letter does not hide the word."""
    place = 1 + place % (len(text) - 1)
    sent = text[:place] + letter + text[place + 1 :]
    near = NearWords(spelt(LONG))

    assert near.find(sent)


def test_proposals_are_few_and_the_closest_first():
    """Three words fit into the line of a message."""
    near = NearWords(spelt(["giấy khen", "giấy khen a", "giấy khen b", "giấy khen c", "giấy khen d"]))

    assert near.find("Giay khen") == ("Giấy khen",)
    assert len(near.find("giấy khen x")) == 3


@pytest.mark.parametrize(
    ("sent", "nearest"),
    [
        ("Lao động tiến tiến", ("Lao động tiên tiến",)),
        ("Danh hiệu Lao động tiên tién năm 2022", ("Lao động tiên tiến",)),
        ("lao dong tien tien", ("Lao động tiên tiến",)),
        ("LĐTTT", ("Lao động tiên tiến",)),
        ("Chiến sĩ thi đua cở sở", ("Chiến sĩ thi đua cơ sở",)),
        ("CSTĐCSS", ("Chiến sĩ thi đua cơ sở",)),
        ("Giấy khên", ("Giấy khen",)),
        ("Giấy khên của Chủ tịch UBND huyện", ("Giấy khen",)),
        ("Bằng khén UBND tỉnh", ("Bằng khen",)),
        ("Bằng khem", ("Bằng khen",)),
        ("Huân chuơng Lao động hạng Ba", ("Huân chương Lao động hạng Ba",)),
        ("Tập thể Lao đông xuất sắc", ("Tập thể lao động xuất sắc",)),
        ("Lao động giỏi", ()),
        ("Học sinh giỏi", ()),
        ("x", ()),
        ("Lao động tiên tiến " * 50, ()),
    ],
)
def test_misspelt_title_is_answered_with_the_known_one(sent, nearest):
    """A title is never taken for another because it is near; the sender sees what is meant and writes it."""
    assert awards_meant(sent) == ()
    assert nearest_awards(sent) == nearest


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("G.K", {"GKH", "GKX", "GKS", "GKCS"}),
        ("BK CT UBND tỉnh", {"BKT"}),
        ("Bằng khen TTg", {"BKTTG"}),
        ("HCLĐ hạng 3", {"HCLD3"}),
        ("Huân chương Lao động hạng III", {"HCLD3"}),
        ("CSTĐ cấp tỉnh", {"CSTDT"}),
        ('Danh hiệu "Lao động tiên tiến" năm 2022', {"LDTT"}),
    ],
)
def test_short_or_framed_title_is_understood_without_asking(text, codes):
    """Offices write titles short, with the year, and with who gives them."""
    assert set(awards_meant(text)) == codes


@pytest.mark.long
def test_thousands_of_misspellings_cost_seconds_at_most():
    """A file may be wrong in every row, each time in another way."""
    begun = time.process_time()
    for number in range(1000):
        nearest_headings(f"Danh hiệu thi đua, hình thưc khen {number}", "decision_list")
        nearest_awards(f"Danh hiệu Chiến sĩ thi đau cớ sỡ {number} của Chủ tịch UBND huyện")

    assert time.process_time() - begun < 20
