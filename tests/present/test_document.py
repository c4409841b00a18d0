"""The frame of an official document holds the unit's own words and figures, and invents none."""

import pytest

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import EDITIONS, published, written
from thidua.present import document
from thidua.present.figures import count_figure, count_figures
from thidua.present.part import Prose


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_document_frame_of_every_edition_is_complete(unit, period):
    """Letterhead, headline, method, closing and signature: the parts that Decree 30/2020/NĐ-CP asks for."""
    report = published(unit, period)
    letterhead = document.letterhead(report, "Báo cáo {period} của {unit}")

    assert letterhead.subject == f"Báo cáo {report.period_label} của {report.unit.name}"
    assert letterhead.window == (
        f"Kỳ số liệu: {report.period_label} theo nguồn đã công bố; nguồn không nêu ngày chốt số liệu."
    )
    assert document.closing(report).text.endswith("./.")
    assert document.signature(report).recipients
    assert report.commentary.citation.split(" (")[0] in document.method(report).text
    assert document.headline(report, []).kind == "prose"


def test_days_are_told_where_the_data_have_them(project):
    """Sent figures are of known days; of quoted ones a bound that no source names would be our guess."""
    sent = written(project, {})
    note = sent.data_note.finding()

    window = document.letterhead(sent, "").window
    assert window == "Kỳ số liệu: từ ngày 15 tháng 12 năm\xa02019 đến ngày 14 tháng 12 năm\xa02020."
    assert "15/12/2019" in note.text
    assert "2019" not in published("tinh-bac-kan", "2020").data_note.finding().text


def test_method_explains_what_the_report_shows_and_names_the_one_article():
    """Marks without a table, "tăng rõ" without a comparison, five articles for one: a machine's annex."""
    block, year = published("khoi-huyen-tp", "2017-H1"), published("tinh-bac-kan", "2020")

    assert document.method(block).text == (
        "Số liệu và nội dung: theo bài “Hội nghị sơ kết công tác thi đua, khen thưởng khối huyện, thành phố 6 tháng "
        "đầu năm 2017” (hội nghị ngày 13/7/2017)."
    )
    assert "“…” là chưa có số liệu" in document.method(year).text
    assert "tăng rõ" not in document.method(year).text


def test_a_block_without_figures_is_assessed_in_its_own_words():
    """Page 1 says what was done, what is lacking and what is asked, each with the first sentence that says it."""
    report = published("khoi-huyen-tp", "2017-H1")
    told = document.words_in_brief(report, "movements", "limitations", "tasks").text

    assert told.startswith("Trong 6 tháng đầu năm 2017, các huyện, thành phố đã đạt được nhiều kết quả")
    assert "một số tồn tại, hạn chế: hình thức và nội dung giao ước thi đua còn đơn giản, chưa sát thực; nội" in told
    assert "thực hiện các nhiệm vụ sau: đổi mới nội dung, phương thức" in told
    assert document.words_in_brief(published("tinh-bac-kan", "2020"), "tasks").is_empty


def test_heads_of_a_block_are_told_once():
    """Its own words name them with their offices; the registry would name their units once more."""
    report = published("khoi-huyen-tp", "2017-H1")

    assert "Đồng chí Chu Thị Huyền" in document.block_leaders(report).text
    assert document.words(report, "blocks").is_empty


def test_heading_of_limitations_follows_what_is_told(project):
    """A heading that promises causes over a section without any is a fault a reader sees at once."""
    said = {
        "## Tồn tại, hạn chế\n\nÍt.\n\n## Nguyên nhân\n\nXa.": "Tồn tại, hạn chế và nguyên nhân",
        "## Tồn tại, hạn chế\n\nÍt. Nguyên nhân: xa.": "Tồn tại, hạn chế và nguyên nhân",
        "## Tồn tại, hạn chế\n\nÍt.": "Tồn tại, hạn chế",
        "## Khó khăn, vướng mắc\n\nXa.": "Khó khăn, vướng mắc",
    }
    folder = project.root / "data" / "thu" / "commentary" / "2020"
    folder.mkdir(parents=True)
    for words, heading in said.items():
        text = f'---\nsource: s\ncitation: "c"\n---\n\n{words}\n'
        (folder / "huyen-ba-be.md").write_text(text, encoding="utf-8")

        assert written(project, {}).limitations_heading().text == heading


def test_headline_shows_the_first_four_known_figures():
    """Four figures fit between the rules; a figure that is not known leaves its place to the next."""
    report = published("tinh-bac-kan", "2016..2020")
    figures = count_figures(report, "LDTT", "BKT", "TTLDXS", "CSTDT", "CTDT", "HHTINH")
    shown = document.headline(report, figures).figures

    assert [figure.value for figure in shown] == ["2.957", "593", "317", "113"]
    assert shown[0].qualification == "1.195 tập thể, 1.762 cá nhân"


def test_headline_figure_names_no_kind_of_which_there_is_none(project):
    """In "40 (40 lượt cá nhân, 0 lượt hộ gia đình)" the clause on households is no news."""
    report = written(project, {"count": "40"}, {"count": "0", "recipient_kind": "household"})
    figure = count_figure(report, "GKH")

    assert (figure.value, figure.qualification) == ("40", "40 cá nhân")


def test_words_of_the_unit_are_shown_or_their_absence_told():
    """What the sender did not write is not invented."""
    report = published("khoi-huyen-tp", "2017-H1")

    assert "đáng khích lệ" in document.words(report, "movements").text
    unsent = document.words(report, "models")
    assert "chưa gửi" in unsent.text
    assert isinstance(unsent, Prose)
    assert unsent.is_empty


@pytest.mark.parametrize("sent", ["Địa bàn rộng.", "Nguyên nhân: địa bàn rộng."])
def test_causes_stand_below_the_limitations_and_say_that_they_are_causes(project, sent):
    """One section holds both: without a word between them a cause would read as one more limitation."""
    folder = project.root / "data" / "thu" / "commentary" / "2020"
    folder.mkdir(parents=True)
    text = f'---\nsource: s\ncitation: "c"\n---\n\n## Tồn tại, hạn chế\n\nÍt.\n\n## Nguyên nhân\n\n{sent}\n'
    (folder / "huyen-ba-be.md").write_text(text, encoding="utf-8")
    report = written(project, {})

    told = " ".join(document.words(report, "causes").text.split())

    assert told.lower() == "nguyên nhân: địa bàn rộng."
    assert document.words(report, "limitations", "difficulties").text == "Ít."


def test_heads_of_a_block_that_nobody_knows_are_printed_nowhere():
    """A sentence on what is not known is for the desk, not for the paper that a chairman signs."""
    unknown = document.block_leaders(published("khoi-huyen-tp", "2016"))

    assert isinstance(unknown, Prose)
    assert unknown.is_empty
    assert not document.block_leaders(published("khoi-huyen-tp", "2017-H1")).is_empty


def test_marks_and_words_for_changes_are_explained_once_and_without_statistics():
    """The annex says what "–" and "cơ bản ổn định" mean; how intervals are made is for those who open the details."""
    method = document.method(illustrative("2023", "huyen-ba-be")).text

    assert "“0” là không có; “…” là chưa có số liệu; “–” là không thuộc đối tượng, hoặc dưới 10 trường hợp" in method
    assert "“Cơ bản ổn định”: số lượt hoặc tỷ lệ tăng, giảm dưới 10% so với kỳ trước" in method
    assert "khoảng tin cậy" not in method.lower()
    assert "Wilson (1927)" in document.method_detail().text
