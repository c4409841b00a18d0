"""Directing documents: each once, by number and day, the highest kinds first; of members only how many."""

from pathlib import Path

import pandas as pd
import pytest

from tests.present.chapters.printing import printed
from tests.present.reports import published
from thidua.facts.query import Facts
from thidua.present import open_report
from thidua.present.chapters.directives import about_words

REPOSITORY = Path(__file__).parents[3]
PLAN = {
    "unit": "huyen-ba-be",
    "document_no": "12/KH-UBND",
    "kind": "plan",
    "issued_on": pd.Timestamp(2022, 1, 5),
    "about": "Tổ chức phong trào thi đua yêu nước năm 2022",
    "issuer": "UBND huyện Ba Bể",
    "file": "ba-be.xlsx",
    "sheet": "Văn bản chỉ đạo",
    "cell": "D6",
}


@pytest.fixture
def listed(monkeypatch):
    """A report whose lists hold these documents, by the period that they are of."""

    def over(*rows: dict, unit: str = "huyen-ba-be", lang: str = "vi", **others: list[dict]):
        of = {"2022": list(rows), **{period.replace("_", "-"): found for period, found in others.items()}}

        def register(facts, name, asked, period):
            frame = pd.DataFrame([{**PLAN, **row} for row in of.get(str(period), ())], columns=list(PLAN))
            return frame.astype({"issued_on": "datetime64[ns]"})

        monkeypatch.setattr(Facts, "register", register)
        return open_report(dataset="illustrative", unit=unit, period="2022", lang=lang, root=REPOSITORY).directives

    return over


def test_one_document_is_told_in_one_sentence(listed):
    """Number and day as the document itself has them, and what it is about as it goes on in a sentence."""
    assert listed({}).finding().text == (
        "Trong kỳ ban hành 01 văn bản chỉ đạo: Kế hoạch số 12/KH-UBND ngày 05/01/2022 của UBND huyện Ba Bể "
        "về tổ chức phong trào thi đua yêu nước năm 2022."
    )


def test_several_documents_stand_one_a_line_with_the_highest_kinds_first(listed):
    """A directive of the Party comes before a plan of January."""
    of_party = {"document_no": "15-CT/HU", "kind": "directive", "issued_on": pd.Timestamp(2022, 3, 1)}
    lines = listed({}, {**of_party, "issuer": "Huyện ủy"}).finding().text.splitlines()

    assert lines[0] == "Trong kỳ ban hành 02 văn bản chỉ đạo:"
    assert [line[:30] for line in lines[1:]] == ["- Chỉ thị số 15-CT/HU ngày 01/", "- Kế hoạch số 12/KH-UBND ngày "]
    assert lines[1].endswith(";")
    assert lines[2].endswith(".")


def test_more_than_five_are_counted_by_kind_and_five_named(listed):
    """Nobody reads eight titles aloud; the table has all of them, each with its cell."""
    letters = [{"document_no": f"{at}/UBND-NV", "kind": "letter"} for at in range(101, 107)]
    chapter = listed({}, *letters)
    lines = chapter.finding().text.splitlines()

    assert lines[0] == "Trong kỳ ban hành 07 văn bản chỉ đạo, gồm 01 kế hoạch, 06 công văn; trong đó có:"
    assert len(lines) == 6
    assert len(chapter.table().rows) == 7
    assert chapter.table().rows[0].values == {"file": "ba-be.xlsx", "sheet": "Văn bản chỉ đạo", "cell": "D6"}


def test_document_outside_the_period_is_not_counted_and_the_table_says_so(listed):
    """A plan of the year before was issued in the year before."""
    chapter = listed({}, {"document_no": "9/KH-UBND", "issued_on": pd.Timestamp(2021, 3, 1)})

    assert chapter.finding().text.startswith("Trong kỳ ban hành 01 văn bản")
    assert chapter.table().notes == ("Không tính 01 văn bản ghi ngày ngoài kỳ báo cáo.",)


def test_first_day_of_the_administrative_year_belongs_to_it(listed):
    """The year 2022 begins on 15/12/2021."""
    days = (pd.Timestamp(2021, 12, 14), pd.Timestamp(2021, 12, 15), pd.Timestamp(2022, 12, 14))
    chapter = listed(*({"document_no": f"{at}/KH-UBND", "issued_on": day} for at, day in enumerate(days, 1)))

    assert [one.number for one in chapter.measured.own] == ["2/KH-UBND", "3/KH-UBND"]


def test_year_without_a_list_of_its_own_has_those_of_both_halves(listed):
    """One half alone is not the year: what the other half issued is not known."""
    later = {"document_no": "40/KH-UBND", "issued_on": pd.Timestamp(2022, 9, 1)}

    assert len(listed(**{"2022_H1": [{}], "2022_H2": [{}, later]}).measured.own) == 2
    assert listed(**{"2022_H1": [{}]}).finding().is_empty


def test_members_are_counted_with_how_many_sent_a_list(listed):
    """What seven of eight districts issued is no figure of all of them."""
    found = listed({"unit": "tinh-bac-kan"}, {}, {"unit": "huyen-na-ri"}, unit="tinh-bac-kan")

    assert found.finding().text.splitlines()[-1] == (
        "02/08 huyện, thành phố có danh mục gửi về đã ban hành 02 văn bản chỉ đạo."
    )
    rows = [next(iter(row.cells.values())) for row in found.table().rows]
    assert rows == ["Tỉnh Bắc Kạn", "Huyện Ba Bể", "Huyện Na Rì"]


def test_number_and_issuer_that_are_not_known_are_dots(listed):
    """A document without a number was issued all the same."""
    chapter = listed({"document_no": "", "kind": "", "issuer": ""})

    assert chapter.finding().text.startswith("Trong kỳ ban hành 01 văn bản chỉ đạo: Văn bản số … ngày 05/01/2022 về")
    (row,) = printed(chapter.table()).values()
    assert list(row.values())[-1] == "…"


def test_title_stays_vietnamese_in_an_english_report(listed):
    """It is the title of a document; the kind before its number is translated."""
    assert listed({}, lang="en").finding().text == (
        "1 directing document was issued in the period: Plan No. 12/KH-UBND of 5 Jan 2022 (UBND huyện Ba Bể), "
        "“Tổ chức phong trào thi đua yêu nước năm 2022”."
    )


@pytest.mark.parametrize(
    ("about", "kind", "words"),
    [
        ("V/v đăng ký thi đua", "letter", "về việc đăng ký thi đua"),
        ("Kế hoạch tổ chức thi đua", "plan", "về tổ chức thi đua"),
        ("Về tăng cường lãnh đạo.", "directive", "về tăng cường lãnh đạo"),
        ("Bắc Kạn chung sức xây dựng nông thôn mới", "plan", "về Bắc Kạn chung sức xây dựng nông thôn mới"),
        ("UBND tỉnh phát động thi đua", "plan", "về UBND tỉnh phát động thi đua"),
    ],
)
def test_title_goes_on_in_a_sentence(about, kind, words):
    """The kind is not said twice, and a name keeps its capital."""
    assert about_words(about, kind) == words


def test_no_list_is_no_figure():
    """Nothing is printed of documents that nobody listed; it is not said that there were none."""
    part = published("tinh-bac-kan", "2020").directives.finding()

    assert part.is_empty
    assert published("tinh-bac-kan", "2020").directives.table() is None
