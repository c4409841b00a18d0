"""Sentences carry the figures, and nothing that the figures do not carry."""

from datetime import date

import pytest

from thidua.measures.counts import award_counts
from thidua.measures.intervals import wilson_share
from thidua.measures.shares import RatioToCap, class_shares, honoured_share, share_of_advanced
from thidua.present import document, sentences
from thidua.present.sentences import counted, share_words
from thidua.registry import cap

from .reports import EDITIONS, published, written

CAP_OF_2021 = cap("CSTDCS", date(2021, 10, 14))


def summary(report) -> str:
    """What was awarded, in words."""
    return sentences.award_summary(report, award_counts(report.awarded)).text


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


@pytest.mark.parametrize(
    ("unit", "period", "fragments"),
    [
        (
            "tp-bac-kan",
            "2015..2020",
            [
                "01 tập thể, 02 cá nhân",
                "Bằng khen của Thủ tướng Chính phủ cho 01 cá nhân",
                "03 tập thể",
                "40 lượt tập thể",
                "06 lượt tập thể",
                "27 lượt cá nhân",
                "29 lượt tập thể, 48 lượt cá nhân",
                "383 lượt cá nhân",
                "Lao động tiên tiến, Chiến sĩ tiên tiến cho 2.952 lượt cá nhân",
                "1.069 lượt tập thể, 1.280 lượt cá nhân",
            ],
        ),
        (
            "tp-bac-kan",
            "2021-M10",
            [
                "Huân chương Lao động hạng Ba",
                "02 tập thể",
                "19 tập thể, 38 cá nhân",
                "521 cá nhân",
                "70 cá nhân",
                "23 tập thể",
                "(chuyên đề, đột xuất) cho 99 tập thể, 281 cá nhân",
            ],
        ),
        (
            "tinh-bac-kan",
            "2016..2020",
            ["02 tập thể, 11 cá nhân", "18 tập thể", "15 tập thể, 36 cá nhân", "1.195 tập thể, 1.762 cá nhân"],
        ),
        ("tinh-bac-kan", "2020", ["01 tập thể", "02 tập thể, 06 cá nhân", "245 tập thể, 468 cá nhân", "145 tập thể"]),
        ("tinh-bac-kan", "2021..2023", ["106 tập thể, hộ gia đình, cá nhân"]),
    ],
)
def test_summary_tells_every_published_award(unit, period, fragments):
    """The figures as the articles print them, by level."""
    text = summary(published(unit, period))

    assert [fragment for fragment in fragments if fragment not in text] == []


def test_summary_goes_from_the_state_down():
    """The order of an official text."""
    text = summary(published("tp-bac-kan", "2015..2020"))

    assert text.index("Cấp Nhà nước") < text.index("Cấp tỉnh") < text.index("Cấp huyện")


def test_nominations_and_honours_are_not_told_as_awards():
    """Figures 14 to 16 and 24: told in sentences of their own that say they are not added."""
    stage, months = published("tp-bac-kan", "2015..2020"), published("tp-bac-kan", "2021-M10")

    assert "31 tập thể" not in summary(stage)
    assert "Nhì" not in summary(months)
    honoured = sentences.honoured(stage, stage.of_status("honoured")).text
    assert "31 tập thể, 43 cá nhân" in honoured
    assert "không cộng" in honoured
    assert "05 tập thể" in sentences.nominations(stage, stage.of_status("nominated")).text
    nominated = sentences.nominations(months, months.of_status("nominated")).text
    assert "Huân chương Lao động hạng Nhì: 01 tập thể" in nominated
    assert "chưa tính" in nominated


def test_recipient_classes_of_a_nomination_are_not_told_again(project):
    """12 nominated, 5 of them direct workers, are not 12 and 5 more."""
    nominated = {"status": "nominated", "award": "BKT", "authority": "province_chair"}
    report = written(project, {**nominated, "count": "12"}, {**nominated, "count": "5", "recipient_class": "manager"})
    text = sentences.nominations(report, report.of_status("nominated")).text

    assert "12 cá nhân" in text
    assert "05 cá nhân" not in text


def test_summary_of_a_form_without_figures_says_so(project):
    """A form sent without a figure is no 0 and stops no report."""
    text = summary(written(project, {"count": "…"}, {"count": "3", "award": "CSTDCS"}))

    assert "03 cá nhân" in text
    assert "0 cá nhân" not in text.replace("03 cá nhân", "")


def test_summary_of_missing_figures_only_is_still_a_sentence(project):
    """A unit that sent its form with "…" everywhere still gets a report."""
    assert summary(written(project, {"count": "…"}))


def test_summary_tells_a_merged_figure_beside_a_single_one(project):
    """106 for several kinds and 5 individuals apart: neither may be dropped."""
    text = summary(written(project, {"count": "106", "recipient_kind": "collective+individual"}, {"count": "5"}))

    assert "106 tập thể, cá nhân" in text
    assert "05 cá nhân" in text


def test_summary_of_an_awarded_model_is_a_sentence(project):
    """A file may count exemplary models as commended; the report still has to be written."""
    assert "04 gương điển hình" in summary(written(project, {"count": "4", "recipient_kind": "model"}))


@pytest.mark.parametrize(
    "tell",
    [
        summary,
        lambda report: sentences.nominations(report, report.of_status("nominated")).text,
        lambda report: sentences.honoured(report, report.of_status("honoured")).text,
        lambda report: sentences.ratio_to_cap(report, share_of_advanced(report.awarded, None)).text,
        lambda report: sentences.honoured_summary(report, honoured_share(report.facts)).text,
    ],
)
def test_without_figures_one_sentence_names_unit_and_period(tell):
    """The article of 2017 has words only; each place of a figure says so."""
    text = tell(published("khoi-huyen-tp", "2017-H1"))

    assert "chưa có" in text
    assert "khối huyện, thành phố" in text
    assert "6 tháng đầu năm 2017" in text
    assert not any(mark in text for mark in ("%", "None", "nan", "<NA>"))


def test_absent_classes_and_stage_show_nothing():
    """Their tables say so already, once."""
    report = published("khoi-huyen-tp", "2017-H1")

    assert sentences.class_summary(report, []) is None
    assert sentences.part_of_stage(report, report.year_in_stage) is None


def test_share_within_the_cap_is_told_as_not_above_it():
    """70 of 521 in 2021: 13,4 %, under the 15 % of Decree 91/2017/NĐ-CP."""
    text = sentences.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(70, 521), CAP_OF_2021), regime="2003")

    assert "13,4% số Lao động tiên tiến (70/521" in text
    assert "không vượt mức trần 15%" in text
    assert "91/2017/NĐ-CP" in text


def test_share_above_the_cap_is_told_as_above():
    """A warning for people to look at, without a verdict beyond it."""
    text = sentences.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(80, 400), CAP_OF_2021), regime="2003")

    assert "20,0% số Lao động tiên tiến (80/400" in text
    assert "vượt mức trần 15%" in text
    assert "không vượt" not in text


def test_without_a_cap_the_sentence_says_there_is_none():
    """The law of 2022 sets no cap: nothing is within or above it."""
    text = sentences.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(80, 400), None), regime="2022")

    assert "không có mức trần" in text
    assert "vượt" not in text


def test_share_of_nobody_is_not_told_as_above_the_cap():
    """No advanced workers and no fighters: to say that a cap was broken would be an accusation."""
    text = sentences.cap_sentence(RatioToCap("CSTDCS", "LDTT", wilson_share(0, 0), CAP_OF_2021), regime="2003")

    assert "vượt" not in text


def test_merged_denominator_is_explained():
    """The stage article merges workers with soldiers: the ratio to workers alone may be higher."""
    report = published("tp-bac-kan", "2015..2020")
    text = sentences.ratio_to_cap(report, share_of_advanced(report.awarded, report.cap_on("CSTDCS"))).text

    assert "13,0% số Lao động tiên tiến, Chiến sĩ tiên tiến (383/2.952" in text
    assert "gộp" in text
    assert "cao hơn" in text


def test_classes_of_2020_are_told_with_both_shares():
    """Published: 61,8 % direct workers, 38,2 % managers."""
    report = published("tinh-bac-kan", "2020")
    text = sentences.class_summary(report, class_shares(report.awarded)).text

    assert "lãnh đạo, quản lý chiếm 38,2% (179/468" in text
    assert "người trực tiếp lao động chiếm 61,8% (289/468" in text
    assert "suy ra" in text


def test_classes_of_two_forms_are_told_apart(project):
    """5 of 20 of one form and 6 of 30 of another are not both shares of the first."""
    worker = {"recipient_class": "direct_worker"}
    report = written(
        project,
        {"count": "20"},
        {"count": "5", **worker},
        {"count": "30", "award": "CSTDCS"},
        {"count": "6", "award": "CSTDCS", **worker},
    )
    text = sentences.class_summary(report, class_shares(report.awarded)).text

    assert "Giấy khen" in text
    assert "Chiến sĩ thi đua cơ sở" in text


def test_year_in_stage_names_the_highest_and_the_lowest_share():
    """2020 in 2016-2020: 36 of 113 provincial flags against 2 of 15 certificates of the Prime Minister."""
    report = published("tinh-bac-kan", "2020")
    text = sentences.part_of_stage(report, report.year_in_stage).text

    assert "20%" in text
    assert text.index("31,9% (36/113)") < text.index("13,3% (2/15)")
    assert "1/2" not in text


def test_honoured_models_are_told_as_part_of_the_commended():
    """Published for 2021-2023: 23 of 106, 21,7 %."""
    report = published("tinh-bac-kan", "2021..2023")
    text = sentences.honoured_summary(report, honoured_share(report.facts)).text

    assert "23 trong 106" in text
    assert "21,7%" in text
    assert "không cộng" in text
    assert "129" not in text


def test_few_honoured_models_are_told_without_a_percentage():
    """3 of 8 is not 37,5 %."""
    text = sentences.honoured_summary(published("tinh-bac-kan", "2021..2023"), wilson_share(3, 8)).text

    assert "03 trong 08" in text
    assert "%" not in text


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_without_the_period_before_nothing_is_compared(unit, period):
    """No published text comes with the figures of its comparison period."""
    report = published(unit, period)
    text = sentences.comparison(report).text

    assert report.period.comparison().label(report.basis) in text
    assert "không so sánh" in text


def test_with_the_period_before_the_sentence_names_it(project):
    """So với cùng kỳ: the year before."""
    text = sentences.comparison(written(project, {}, {"period": "2019"})).text

    assert "năm 2019" in text
    assert "không so sánh" not in text


def test_nominations_of_the_period_before_are_nothing_to_compare_with(project):
    """The table compares awards: with nominations only, it has no column for them and the sentence must agree."""
    assert "không so sánh" in sentences.comparison(written(project, {}, {"period": "2019", "status": "nominated"})).text


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_document_frame_of_every_edition_is_complete(unit, period):
    """Letterhead, headline, method, closing and signature: the parts that Decree 30/2020/NĐ-CP asks for."""
    report = published(unit, period)
    letterhead = document.letterhead(report, "Báo cáo {period} của {unit}")

    assert letterhead.content["subject"] == f"Báo cáo {report.period_label} của {report.unit.name}"
    assert report.basis.label() in letterhead.content["window"]
    assert document.closing(report).text.endswith("./.")
    assert document.signature(report).content["recipients"]
    assert report.dataset.settings.source in document.method(report).text
    assert document.headline(report, []).kind == "prose"


def test_headline_shows_the_first_four_known_figures():
    """Four figures fit between the rules; a figure that is not known leaves its place to the next."""
    report = published("tinh-bac-kan", "2016..2020")
    figures = document.count_figures(report, "LDTT", "BKT", "TTLDXS", "CSTDT", "CTDT", "HHTINH")
    shown = document.headline(report, figures).content["figures"]

    assert [figure["value"] for figure in shown] == ["2.957", "593", "317", "113"]
    assert shown[0]["qualification"] == "1.195 tập thể, 1.762 cá nhân"


def test_words_of_the_unit_are_shown_or_their_absence_told():
    """What the sender did not write is not invented."""
    report = published("khoi-huyen-tp", "2017-H1")

    assert "đáng khích lệ" in document.words(report, "movements").text
    assert "không nêu" in document.words(report, "models").text


def test_share_just_above_the_cap_does_not_read_like_the_cap():
    """151/1004 is 15,04%: "15,0%, above the cap of 15%" would contradict itself."""
    ratio = RatioToCap("CSTDCS", "LDTT", wilson_share(151, 1004), cap("CSTDCS", on=date(2020, 12, 14)))

    assert "15,04%" in sentences.cap_sentence(ratio, regime="2003")
    assert ", vượt mức trần 15%" in sentences.cap_sentence(ratio, regime="2003")
