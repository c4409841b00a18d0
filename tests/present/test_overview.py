"""The overall assessment: at most five sentences, each of one breath, of figures that stand elsewhere too."""

from __future__ import annotations

import re
from contextvars import copy_context
from functools import cache

import pytest

from tests.present.chapters.every import Asked, open_asked, shown
from tests.present.chapters.test_every_part import EACH
from tests.present.reports import REPOSITORY, written
from thidua.facts.dataset import open_dataset
from thidua.present.numbers import write_count
from thidua.present.overview.chapter import MOST
from thidua.present.overview.sentence import LONGEST, Clause, length, sentence
from thidua.present.part import Prose
from thidua.registry import Period

pytestmark = pytest.mark.xdist_group("every chapter")  # what each report shows is kept in one process


@cache
def told(asked: Asked, about: str = "", lang: str = "vi") -> Prose:
    """The overall assessment of a report."""
    with open_dataset(asked.dataset, REPOSITORY).territory.in_force():
        part = copy_context().run(lambda: open_asked(asked, lang).overview.finding(about=about))
    assert isinstance(part, Prose)
    return part


@EACH
def test_a_chairman_reads_it_aloud(asked):
    """Five sentences at the most, each of one breath, said of every kind of report; the mail repeats the same ones."""
    (part,) = shown(asked)["overview.finding"]

    assert not part.is_empty
    assert part.summary is not None
    assert 1 <= len(part.summary) <= MOST
    assert part.text == " ".join(part.summary)
    assert [one for one in part.summary if length(one) > LONGEST or not one.endswith(".")] == []


@EACH
def test_its_figures_stand_in_its_words_with_their_keys(asked):
    """What is said first is held against the tables like every other figure: one thing has one number."""
    (part,) = shown(asked)["overview.finding"]

    assert part.keyed
    for figure in part.keyed:
        assert isinstance(figure.value, int) or figure.shown == "percent"
        assert figure.key.what
        told = figure.words if figure.shown == "percent" else write_count(figure.value)
        assert {figure.words, told} & set(re.findall(r"[\d.,]*\d%?", part.text))


def test_a_district_hears_what_was_done_what_moved_what_is_late_and_what_is_asked():
    """The five sentences of the half-year report of Ba Bể over the illustrative workbooks."""
    part = told(Asked("illustrative", "huyen-ba-be", "2023-H1"))

    assert part.summary == (
        "Trong 6 tháng đầu năm 2023, huyện Ba Bể ban hành 04 văn bản chỉ đạo, tổ chức 06 phong trào thi đua; có 2/8 "
        "chỉ tiêu đã đạt hoặc vượt kế hoạch năm.",
        "Trong kỳ có 121 lượt khen thưởng (chưa gồm Lao động tiên tiến), gồm 45 lượt tập thể và 76 lượt cá nhân.",
        "Số lượt khen thưởng tăng 03 (2,5%) so với cùng kỳ.",
        "Đến hết kỳ, 01 điển hình tiên tiến quá hạn kiểm tra.",
        "Trong 6 tháng cuối năm 2023, cần kiểm tra các điển hình quá hạn.",
    )


def test_what_is_missing_is_said_once_by_name():
    """A department that sends whole years alone is named, and what is known is not called all there is."""
    words = told(Asked("illustrative", "tinh-bac-kan", "2023-H1")).text

    assert "1.566 lượt khen thưởng (chưa gồm Lao động tiên tiến của 07 huyện)" in words
    assert "Sở Tài chính, Sở Giao thông vận tải chỉ gửi số liệu cả năm" in words
    assert (
        "Số lượt khen thưởng tăng 55 (3,6%) so với cùng kỳ (5/14 đơn vị đủ số liệu); Giấy khen của Chủ tịch UBND cấp "
        "huyện, cá nhân tăng rõ, từ 100 lên 136."
    ) in words


def test_movements_and_targets_of_a_province_are_those_of_its_units():
    """The province has no 64 targets: eight districts have eight each."""
    words = told(Asked("illustrative", "tinh-bac-kan", "2023-H1")).summary[0]

    assert words.endswith("cùng 08 huyện, thành phố tổ chức 41 phong trào thi đua; các đơn vị đạt 21/64 chỉ tiêu.")


def test_quoted_figures_are_told_form_by_form_and_never_added_up():
    """Article 002 tells of 2020 what the State gave first, then the province; nobody published 974 awards."""
    words = told(Asked("published", "tinh-bac-kan", "2020")).text

    assert words == (
        "Trong năm 2020, tỉnh Bắc Kạn có 01 tập thể được tặng thưởng Huân chương Lao động hạng Ba; 03 cá nhân được "
        "tặng thưởng Huân chương Lao động các hạng. Có 04 tập thể được tặng Cờ thi đua của Chính phủ; 02 tập thể và 06 "
        "cá nhân được tặng Bằng khen của Thủ tướng Chính phủ. Có 64 cá nhân được tặng danh hiệu Chiến sĩ thi đua cấp "
        "tỉnh; 36 tập thể được tặng Cờ thi đua cấp tỉnh. Có 145 tập thể được tặng danh hiệu Tập thể lao động xuất sắc; "
        "245 tập thể và 468 cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh. Có 289 người trực tiếp lao động "
        "(61,8%) trong số cá nhân được Bằng khen của Chủ tịch UBND tỉnh."
    )


def test_models_and_the_quality_of_data_have_their_own():
    """What a report is about, its unit and period do not say."""
    models = told(Asked("published", "tinh-bac-kan", "2021..2023"), "models").text
    quality = told(Asked("illustrative", "tinh-bac-kan", "2023"), "quality").text

    assert models == (
        "Trong giai đoạn 2021-2023, tỉnh Bắc Kạn có 106 điển hình được tặng Bằng khen, trong đó 23 gương điển hình "
        "được vinh danh tại hội nghị."
    )
    assert quality.startswith("Đã tính ")


def test_a_report_of_which_nothing_is_known_says_so_and_is_printed(project):
    """A page with a letterhead and nothing else would look like a mistake."""
    report = written(project, {"period": "2019"}, period="2020")

    part = report.overview.finding()

    assert part.text == "Đến thời điểm báo cáo, chưa có số liệu thi đua, khen thưởng năm 2020 của huyện Ba Bể."
    assert isinstance(part, Prose)
    assert not part.is_empty


def test_what_is_told_in_english_has_no_vietnamese_sentence():
    """The English edition says the same with the same figures; where its words are fewer, a clause more has room."""
    asked = Asked("illustrative", "huyen-ba-be", "2023-H1")
    part = told(asked, lang="en")

    assert {figure.key: figure.value for figure in told(asked).keyed}.items() <= {
        figure.key: figure.value for figure in part.keyed
    }.items()
    assert part.text.startswith("In the first half of 2023, Ba Bể district issued 4 directing documents, held 6")


def test_a_clause_that_makes_the_sentence_too_long_is_left_out_with_its_figures():
    """The most important comes first; what does not fit in one breath stands in its section."""
    long, short = Clause(" ".join(["chữ"] * LONGEST)), Clause("thêm một ý")

    assert sentence([Clause("một hai"), long, short]) == Clause("Một hai; thêm một ý.")
    assert sentence([None]) is None


@pytest.mark.parametrize(("period", "following"), [("2023-H1", "2023-H2"), ("2023-H2", "2024-H1"), ("2023", "2024")])
def test_what_is_asked_is_asked_of_the_period_that_follows(period, following):
    """The tasks of a half-year report are those of the other half."""
    assert Period.parse(period).following() == Period.parse(following)
