"""The decision list names no person; the restricted annex does, and only when it was asked for."""

from dataclasses import replace

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published
from thidua.present.chapters.decisions import decisions

BA_BE = ("2023-H1", "huyen-ba-be")


def test_list_has_decisions_by_date_and_no_names():
    """Names of people stand in no report that was not asked for them."""
    report = illustrative(*BA_BE)
    text = str(decisions.table(report).payload())

    assert "3198/QĐ-UBND" in text
    assert not [name for name in report.listed["recipient"] if name in text]
    assert decisions.names_table(report) is None


def test_rows_follow_their_date_under_each_authority():
    """The day is a text on the page, so the order is looked at in the data."""
    report = illustrative(*BA_BE)
    listed = decisions.awarded(report)
    numbers = [row.cells["decision"] for row in decisions.table(report).rows if row.role == "body"]
    days = [listed.loc[listed["decision_no"] == number, "decided_on"].min() for number in numbers]
    groups = [index for index, row in enumerate(decisions.table(report).rows) if row.role == "group"]

    assert len(groups) == 2
    assert days[: groups[1] - 1] == sorted(days[: groups[1] - 1])
    assert days[groups[1] - 1 :] == sorted(days[groups[1] - 1 :])


def test_total_is_the_number_of_listed_recipients():
    """45 collectives and 76 individuals in the lists of Ba Bể."""
    [total] = [row.cells for row in decisions.table(illustrative(*BA_BE)).rows if row.role == "total"]

    assert (total["collective"], total["individual"], total["total"]) == (45, 76, 121)


def test_finding_counts_decisions_and_not_rows():
    """One decision with two forms, or for many people, is one decision."""
    text = decisions.finding(illustrative(*BA_BE)).text

    assert (
        "có 24 quyết định khen thưởng, từ ngày 22/12/2022 đến ngày 18/4/2023: 45 lượt tập thể, 76 lượt cá nhân" in text
    )


def test_decisions_of_several_districts_with_one_number_and_day_are_several():
    """Each district numbers its own: 141 decisions of the province, 11 of which number and day alone would lose."""
    report = illustrative("2023-H1")
    table = decisions.table(report)
    listed = decisions.awarded(report)

    assert "có 141 quyết định khen thưởng" in decisions.finding(report).text
    assert [column.name for column in table.columns][:3] == ["decision", "unit", "date"]
    same = [row.cells["unit"] for row in table.rows if row.cells["decision"] == "320/QĐ-UBND"]
    assert same == ["Huyện Pác Nặm", "Huyện Ba Bể", "Huyện Chợ Đồn"]
    of_province = listed.loc[listed["authority"] == "province_chair", "decision_no"].iloc[0]
    assert {row.cells["unit"] for row in table.rows if row.cells["decision"] == of_province} == {"–"}


def test_restricted_annex_of_several_districts_says_whose_decision_it_is():
    """Two districts sign number 320 on one day; their people stand under two heads."""
    report = replace(illustrative("2023-H1"), with_names=True)
    heads = [row.cells["recipient"] for row in decisions.names_table(report).rows if row.role == "group"]

    told = [head.partition(":")[0] for head in heads if "320/QĐ-UBND" in head]

    assert told == [
        f"Quyết định 320/QĐ-UBND ngày 30/01/2023 của {unit}"
        for unit in ("huyện Pác Nặm", "huyện Ba Bể", "huyện Chợ Đồn")
    ]
    assert any(head.startswith("Quyết định 3198/QĐ-UBND ngày 22/12/2022: ") for head in heads)


def test_rows_that_a_return_takes_the_place_of_are_told():
    """In 2022 the return of Ba Bể is counted; the decisions of its lists are real and stand in the table."""
    report = illustrative("2022", "huyen-ba-be")
    notes = " ".join(decisions.table(report).notes)

    assert "không cộng vào kết quả khen thưởng: ở đó báo cáo dùng biểu tổng hợp" in notes


def test_awards_of_returns_have_no_decision_and_are_told():
    """The whole year takes advanced workers from the return."""
    notes = " ".join(decisions.table(illustrative("2023", "huyen-ba-be")).notes)

    assert "Ngoài ra báo cáo tính 816 lượt từ biểu tổng hợp" in notes


def test_restricted_annex_names_every_recipient_and_says_what_it_is():
    """No birth date and no identity number is in it."""
    report = replace(illustrative(*BA_BE), with_names=True)
    table = decisions.names_table(report)
    names = [row.cells["recipient"] for row in table.rows if row.role == "body"]

    assert table.title.startswith("Phụ lục hạn chế")
    assert len(names) == 121
    assert {column.name for column in table.columns} == {"recipient", "workplace"}
    assert {row.cells["workplace"] for row in table.rows if row.cells["recipient"].startswith("Trường ")} == {"–"}


def test_press_text_has_no_decisions():
    """One sentence, no table, no names."""
    report = replace(published("tp-bac-kan", "2021-M10"), with_names=True)

    assert decisions.table(report) is None
    assert decisions.names_table(report) is None
    assert "chưa có danh sách quyết định khen thưởng" in decisions.finding(report).text


def test_people_without_names_are_one_line_with_their_number():
    """A cell of the list says "12 cá nhân"; twelve empty lines would name nobody either."""
    report = replace(illustrative(*BA_BE), with_names=True)
    people = report.listed["recipient_kind"] == "individual"
    cell = {"recipient": "", "workplace": "", "cell": "B5", "sheet": "S", "file": "1.xlsx"}
    decided = {name: report.listed.loc[people, name].iloc[0] for name in ("decision_no", "decided_on", "authority")}
    changed = report.listed.copy()
    twelve = changed.index[people][:12]
    for name, value in {**cell, **decided, "award": "GKH"}.items():
        changed.loc[twelve, name] = value
    report.__dict__["listed"] = changed
    names = [row.cells["recipient"] for row in decisions.names_table(report).rows if row.role == "body"]

    assert len(names) == 121 - 11
    assert names.count("12 cá nhân (không ghi tên)") == 1
    assert "…" not in names


def test_annex_of_a_province_lists_its_own_decisions_and_counts_those_of_its_units():
    """No office prints five hundred rows of others' decisions, and a list that stops in the middle is no annex."""
    report = illustrative("2023-H1")
    whole, annex = decisions.table(report), decisions.annex_table(report)
    own = [row.cells["decision"] for row in whole.rows if row.role == "body" and row.cells["unit"] == "–"]
    rows = {row.cells["decision"]: row.cells for row in annex.rows if row.role == "body"}

    assert annex.printed is None
    assert set(own) <= rows.keys()
    assert " quyết định, từ 20/12/2022 đến 26/4/2023" in rows["Huyện Na Rì"]["form"]
    assert list(rows).index("Thành phố Bắc Kạn") < list(rows).index("Huyện Ba Bể")
    assert annex.rows[-1].cells["total"] == whole.rows[-1].cells["total"]
    assert sum(row.cells["total"] for row in annex.rows if row.role == "body") == annex.rows[-1].cells["total"]


def test_head_of_a_units_own_decisions_names_its_own_chair():
    """ "Chủ tịch UBND huyện, thành phố" is nobody in the list of one district."""
    heads = [row.cells["decision"] for row in decisions.table(illustrative(*BA_BE)).rows if row.role == "group"]

    assert heads[-1] == "Chủ tịch UBND huyện Ba Bể"
