"""Awards and recipients are told apart, and no recipients are made up where there is no list."""

import pytest

from tests.present.reports import published, written
from thidua.measures.groups import KnownShare
from thidua.measures.intervals import wilson_share
from thidua.measures.mix import KindMix
from thidua.measures.recipients import Recipients
from thidua.present.chapters import recipients
from thidua.present.chapters.recipients import again_sentence, distinct_sentence, mix_sentence, small_sentence

from .comparisons import illustrative


def people(counted, listed, distinct, again=0, most=1, kind="individual", unit="instance", unnamed=0):
    return Recipients(kind, counted, unit if counted is not None else "", listed, distinct, again, most, unnamed)


def test_collectives_are_told_with_their_interval():
    """The published 289 of 468, as if they were collectives."""
    text = mix_sentence(KindMix(289, 179, 0, 0), awards="468 lượt khen thưởng", knows_households=True)

    assert text == (
        "Trong 468 lượt khen thưởng có 289 lượt tập thể, 179 lượt cá nhân, không có hộ gia đình; "
        "tập thể chiếm 61,8% (289/468; khoảng tin cậy 95%: 57,3–66,0%)."
    )


def test_household_that_a_source_does_not_name_is_not_called_none():
    """Only lists name everything."""
    assert "hộ gia đình" not in mix_sentence(KindMix(5, 20, 0, 0), awards="25 lượt khen thưởng")
    assert "03 lượt hộ gia đình" in mix_sentence(KindMix(5, 20, 3, 0), awards="28 lượt khen thưởng")


def test_few_awards_have_no_percentage():
    """Nine awards: a fraction."""
    assert mix_sentence(KindMix(2, 7, 0, 0, "recipient"), awards="9 trường hợp được khen thưởng") == (
        "Trong 9 trường hợp được khen thưởng có 02 tập thể, 07 cá nhân; tập thể chiếm 2/9."
    )
    assert mix_sentence(KindMix(0, 0, 0, 106), awards="") == ""


def test_half_year_of_which_a_department_sends_nothing_does_not_deny_households():
    """Two departments send once a year: what they gave households by June nobody knows."""
    report = illustrative("2022-H1")
    text = recipients.detail(report, recipients.measure(report)).text

    assert text.startswith("Trong 1.511 lượt khen thưởng đã tổng hợp có 415 lượt tập thể, 1.096 lượt cá nhân; ")
    assert "không có hộ gia đình" not in text
    assert "Trong số đã biết, có 66 đối tượng được khen" in text


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        (
            [people(76, 76, 74), people(45, 45, 41, kind="collective")],
            "121 lượt này là của 74 cá nhân, 41 tập thể khác nhau.",
        ),
        ([people(5, 5, 5)], "Mỗi lượt là của một đối tượng khác nhau: 05 cá nhân."),
        (
            [people(522, 30, 28)],
            "Danh sách quyết định có 30 trong 522 lượt, là của 28 cá nhân khác nhau; phần còn lại chưa biết.",
        ),
        (
            [people(25, 30, 28)],
            "30 lượt trong danh sách quyết định là của 28 cá nhân khác nhau; phần còn lại chưa biết.",
        ),
        (
            [people(None, 30, 28)],
            "30 lượt trong danh sách quyết định là của 28 cá nhân khác nhau; phần còn lại chưa biết.",
        ),
        (
            [people(521, 0, 0, unit="recipient")],
            "Số liệu không kèm danh sách nên chưa biết có bao nhiêu tập thể, cá nhân khác nhau được khen.",
        ),
        (
            [people(551, 30, 28, unnamed=521)],
            "30 lượt có tên trong danh sách quyết định là của 28 cá nhân khác nhau; phần còn lại chưa biết.",
        ),
        (
            [people(521, 0, 0, unnamed=521)],
            "Danh sách không ghi tên nên chưa biết có bao nhiêu tập thể, cá nhân khác nhau được khen.",
        ),
    ],
)
def test_distinct_recipients_are_told_as_far_as_lists_go(kinds, text):
    """All, all different, a part, a part of an unknown number, none, a part without names, none with a name."""
    assert distinct_sentence(kinds) == text


def test_recipients_who_come_again():
    """Two of them, none of them, and nothing known."""
    assert again_sentence([people(9, 9, 6, again=2, most=3)]) == (
        "Có 02 đối tượng được khen từ hai lần trở lên trong kỳ, nhiều nhất 03 lần."
    )
    assert again_sentence([people(9, 9, 7, again=2, most=2)]) == "Có 02 đối tượng được khen hai lần trong kỳ."
    assert again_sentence([people(9, 9, 9)]) == "Không đối tượng nào được khen quá một lần trong kỳ."
    assert again_sentence([people(9, 0, 0, most=0)]) == ""


def test_nobody_is_said_to_come_once_where_lists_do_not_tell():
    """Of what a return counts, or a list without names, some may well be of one recipient."""
    assert again_sentence([people(530, 9, 9)]) == "Trong danh sách không có đối tượng nào được khen quá một lần."
    assert again_sentence([people(530, 9, 9, unnamed=521)]) == ""


def test_table_does_not_tell_how_many_people_without_names_are():
    """521 awards in one cell: the number of awards is known, that of the people is not."""
    kinds = (people(551, 30, 28, 2, 2, unnamed=521), people(9, 9, 9, kind="collective"))
    figures = recipients.RecipientFigures(kinds, None, KnownShare(wilson_share(0, 0), 0))
    table = recipients.table(illustrative("2023-H1", "huyen-ba-be"), figures)

    told = [tuple(row.cells[name] for name in ("counted", "listed", "distinct", "again")) for row in table.rows]
    assert told == [(551, 551, "…", "…"), (9, 9, 9, 0), (560, 560, "…", "…")]
    assert "Danh sách không ghi tên của 521 lượt nên không rõ là của ai." in table.notes
    assert not any("Số trong biểu tổng hợp" in note for note in table.notes)


def test_small_collectives_are_told_among_those_marked():
    """A list without the mark says nothing of size."""
    text = small_sentence(KnownShare(wilson_share(3, 10), 4), awarded=None)

    assert text.startswith("Tập thể nhỏ chiếm 30,0% số lượt tập thể có ghi trong danh sách (3/10;")
    assert text.endswith("; 4 lượt tập thể không ghi có nhỏ hay không.")
    assert small_sentence(KnownShare(wilson_share(2, 9), 0), awarded=9) == "Tập thể nhỏ chiếm 2/9 số lượt tập thể."
    assert small_sentence(KnownShare(wilson_share(0, 0), 5), awarded=5) == "Danh sách không ghi tập thể nhỏ."
    assert small_sentence(KnownShare(wilson_share(0, 0), 0), awarded=0) == ""


def test_small_collectives_are_said_of_how_many_collectives_they_are():
    """Of 89 collectives of a year 70 stand in lists: of the others no return tells whether they are small."""
    report = illustrative("2022", "huyen-ba-be")
    text = recipients.detail(report, recipients.measure(report)).text

    assert "Tập thể nhỏ chiếm 20,0% số lượt tập thể có ghi trong danh sách (14/70;" in text
    assert text.endswith("), là 70 trong 89 lượt tập thể.")


def test_table_of_a_district_adds_up():
    """121 awards to 115 recipients, 6 of whom came again."""
    report = illustrative("2023-H1", "huyen-ba-be")
    table = recipients.table(report, recipients.measure(report))
    total = table.rows[-1]

    assert [total.cells[name] for name in ("counted", "listed", "distinct", "again")] == [121, 121, 115, 6]
    for name in ("counted", "listed", "distinct", "again"):
        assert sum(row.cells[name] for row in table.rows[:-1]) == total.cells[name]


def test_year_with_returns_says_what_lists_do_not_cover():
    """Advanced workers are in returns alone: how many different people they are is not known."""
    report = illustrative("2023")
    text = recipients.detail(report, recipients.measure(report)).text

    assert "Danh sách quyết định có 2.911 trong 7.236 lượt" in text
    assert text.index("phần còn lại chưa biết") > 0


def test_figures_without_lists_have_no_table():
    """Published figures quote numbers, no names."""
    report = published("tp-bac-kan", "2021-M10")
    figures = recipients.measure(report)

    assert recipients.table(report, figures) is None
    assert "Số liệu không kèm danh sách" in recipients.detail(report, figures).text
    assert recipients.finding(report, figures).is_empty


def test_nothing_awarded_says_so_once(project):
    """One sentence, no table."""
    report = written(project, {"status": "nominated"})
    figures = recipients.measure(report)

    assert "chưa có số liệu khen thưởng theo đối tượng" in recipients.finding(report, figures).text
    assert recipients.table(report, figures) is None
