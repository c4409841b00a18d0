"""Points, ranks and votes of a block stand as its sheet gives them, apart from every statistic."""

import pytest

from tests.measures.test_scores import finals, sheet
from tests.present.chapters.comparisons import illustrative, measured, total_row
from tests.present.reports import published
from thidua.measures.scores import block_scores, rank_moves, vote_ranks
from thidua.present.chapters.scores import own_scores, scores
from thidua.present.chapters.scores.scores import BlockScores, rank_words
from thidua.registry import Period

BLOCK = "khoi-huyen-tp"
REPORT = illustrative("2023", BLOCK)
BA_BE, NA_RI, PAC_NAM = "huyen-ba-be", "huyen-na-ri", "huyen-pac-nam"


def found(now, before=()) -> BlockScores:
    """Scores of a year, with those of the year before."""
    return BlockScores(now, rank_moves(now, before), vote_ranks(now), Period.parse("2022"))


def of(ba_be: float, na_ri: float, pac_nam: float):
    return finals(**{BA_BE: ba_be, NA_RI: na_ri, PAC_NAM: pac_nam})


def test_points_of_the_block_are_those_of_its_sheets():
    """Ba Bể 2023: 973 cross-checked, 25 bonus, 10 minus."""
    table = scores.table(REPORT, scores.measure(REPORT))
    row = next(row.cells for row in table.rows if row.cells["unit"] == "Huyện Ba Bể")

    assert (row["cross"], row["bonus"], row["minus"], row["final"], row["rank"]) == (973, 25, 10, 988, "1")
    assert len(table.rows) == len(REPORT.members) == 8
    assert any("Tổng điểm = điểm chấm chéo" in note for note in table.notes)


def test_ties_are_shown_as_ties():
    """Bắc Kạn city and Chợ Đồn have 987 points each in 2023."""
    report_found = scores.measure(REPORT)
    rows = scores.table(REPORT, report_found).rows

    assert [row.cells["rank"] for row in rows[:4]] == ["1", "2–3", "2–3", "4"]
    assert "hạng 2–3 là thành phố Bắc Kạn, huyện Chợ Đồn (bằng điểm nhau, 987 điểm)" in (
        scores.finding(REPORT, report_found).text
    )


@pytest.mark.parametrize(("rank", "told"), [((1, 1), "1"), ((2, 3), "2–3"), (None, "…")])
def test_rank_is_written_with_all_its_places(rank, told):
    """Without a score there is none."""
    assert rank_words(rank) == told


def test_finding_tells_who_rose_and_fell():
    """Ba Bể from the third to the first place, Na Rì from the first to the third."""
    text = scores.finding(REPORT, found(of(990, 970, 980), of(970, 990, 980))).text

    assert "hạng 1 là huyện Ba Bể (990 điểm)" in text
    assert "So với năm 2022, lên hạng: huyện Ba Bể (2 bậc); xuống hạng: huyện Na Rì (2 bậc)." in text


def test_unchanged_ranks_are_told_as_unchanged():
    """Other points, the same order."""
    text = scores.finding(REPORT, found(of(990, 970, 980), of(890, 870, 880))).text

    assert "Thứ hạng của các đơn vị không thay đổi so với năm 2022." in text


def test_years_with_other_units_are_not_compared():
    """In 2021 Ba Bể had no sheet: of 2022 no column tells moves, and a note says why."""
    report = illustrative("2022", BLOCK)
    measured_scores = scores.measure(report)
    table = scores.table(report, measured_scores)

    assert "move" not in {column.name for column in table.columns}
    assert any("hai năm không có điểm của cùng các đơn vị" in note for note in table.notes)
    assert "So với" not in scores.finding(report, measured_scores).text


def test_unit_without_a_sheet_is_missing_and_not_ranked():
    """In 2021 seven of eight are ranked."""
    report = illustrative("2021", BLOCK)
    measured_scores = scores.measure(report)
    last = scores.table(report, measured_scores).rows[-1].cells
    text = scores.finding(report, measured_scores).text

    assert (last["unit"], last["final"], last["rank"], last["votes"]) == ("Huyện Ba Bể", "…", "…", "…")
    assert text.startswith("Theo bảng chấm điểm của 7/8 đơn vị của khối: ")
    assert "Chưa có đủ điểm của huyện Ba Bể, nên chưa xếp hạng." in text


def test_votes_are_told_apart_from_points():
    """Pác Nặm has most votes in 2023 and the fourth place by points."""
    measured_scores = scores.measure(REPORT)
    row = next(row.cells for row in scores.table(REPORT, measured_scores).rows if row.cells["vote_rank"] == "1")

    assert (row["unit"], row["votes"], row["rank"]) == ("Huyện Pác Nặm", 6, "4")
    assert "Nhiều phiếu suy tôn nhất là huyện Pác Nặm (06 phiếu)." in scores.finding(REPORT, measured_scores).text


def test_equal_votes_are_told_together():
    """Nobody is put first by chance, and where all have as many nobody has most."""
    rows = sheet((BA_BE, "I", 9, 9, 0, 0, 4), (NA_RI, "I", 8, 8, 0, 0, 4), (PAC_NAM, "I", 7, 7, 0, 0, 3))
    equal = sheet((BA_BE, "I", 9, 9, 0, 0, 4), (NA_RI, "I", 8, 8, 0, 0, 4))
    text = " ".join(scores.vote_sentences(found(block_scores(rows, [BA_BE, NA_RI, PAC_NAM]))))

    assert text == "Nhiều phiếu suy tôn nhất là huyện Ba Bể, huyện Na Rì (mỗi đơn vị 04 phiếu)."
    assert not list(scores.vote_sentences(found(block_scores(equal, [BA_BE, NA_RI]))))


def test_broken_points_are_written_with_a_decimal():
    """987,5 is not 988; whole points have no decimal."""
    some = found(of(987.5, 970, 960))

    assert "987,5 điểm" in scores.finding(REPORT, some).text
    assert scores.table(REPORT, some).rows[0].cells["final"] == 987.5
    assert found(of(987, 970, 960)).decimals == 0


def test_criterion_without_cross_check_is_named_in_a_note():
    """Its own points stand for it."""
    rows = sheet((BA_BE, "I", 90, None, None, None, None), (NA_RI, "I", 80, 80, None, None, None))
    table = scores.table(REPORT, found(block_scores(rows, [BA_BE, NA_RI])))

    assert "Có tiêu chí chưa chấm chéo: huyện Ba Bể." in table.notes
    assert table.rows[0].cells["cross"] == "…"


def test_half_year_shows_nothing_and_a_year_without_sheets_one_sentence():
    """Sheets are filled in once a year; an article of a half year has no place for them."""
    half, article = illustrative("2023-H1", BLOCK), published(BLOCK, "2017-H1")

    assert scores.finding(half, scores.measure(half)) is None
    assert scores.finding(article, scores.measure(article)) is None
    assert scores.table(half, None) is None
    assert scores.chart(half, None) is None
    assert scores.finding(REPORT, None).text.startswith("Bộ số liệu chưa có bảng chấm điểm của các đơn vị thành viên")


def test_chart_has_a_dot_for_each_unit_and_its_data():
    """The highest at the top, also in the alternative text."""
    chart = scores.chart(REPORT, scores.measure(REPORT))

    assert chart.alt.startswith("Biểu đồ chấm, tổng điểm của từng đơn vị: huyện Ba Bể 988; thành phố Bắc Kạn 987;")
    assert chart.data.name == "scores_chart"


def test_headline_tells_official_figures_before_statistics():
    """Highest points, most votes, then what all members were awarded."""
    figures = scores.figures(REPORT, scores.measure(REPORT), measured("2023", BLOCK))

    assert [figure.qualification for figure in figures[:2]] == ["huyện Ba Bể", "huyện Pác Nặm"]
    assert figures[2].value == "6.598"
    assert scores.figures(REPORT, None, None) == []


def test_own_sheet_adds_up_to_the_points_of_the_block():
    """Each criterion, and their sum below."""
    report = illustrative("2023", BA_BE)
    table = own_scores.own_table(report)
    total = total_row(table)

    assert total["final"] == 988
    for column in table.columns[1:]:
        assert total[column.name] == sum(row.cells[column.name] for row in table.rows if row.role == "body")


def test_own_sheet_is_shown_only_where_one_was_sent():
    """Half a year has none; a province has none of its own."""
    assert own_scores.own_table(illustrative("2023-H1", BA_BE)) is None
    assert own_scores.own_table(illustrative("2023")) is None
