"""What was told: added only where nothing counts twice or otherwise, compared only alike, and 0 only where known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.explore.small import SPRING_2022, SPRING_2023, row, small_dataset, stated, told
from thidua.errors import ConfigError
from thidua.explore.opened import OpenedDataset

INSTANCES: dict[str, Any] = {"count_unit": "instance"}
COLLECTIVES: dict[str, Any] = {"recipient_kind": "collective"}


@pytest.fixture(scope="module")
def quoted() -> OpenedDataset:
    """What articles tell of two districts, some as instances and some as recipients, some holding others."""
    na_ri = {"unit": "huyen-na-ri"}
    return OpenedDataset(
        small_dataset(
            told("BKT", "2020", 10, "10 lượt tập thể", **COLLECTIVES, **INSTANCES),
            told("BKT", "2019", 8, "8 tập thể", **COLLECTIVES),
            told("BKT", "2019", 12, "12 cá nhân"),
            told("HCLD0", "2020", 3, "03 Huân chương Lao động", authority="state_president"),
            told("HCLD3", "2020", 1, "trong đó 01 hạng Ba", authority="state_president"),
            told("BKT", "2020", 3, "3 tập thể", **COLLECTIVES, **na_ri),
            told("BKT", "2020", 7, "7 cá nhân", **na_ri),
            told("BKT", "2019", 9, "9 lượt cá nhân", **INSTANCES, **na_ri),
            told("GKH", "2020", 5, "5 chuyên đề, đột xuất", award_type="PTR+DOT", authority="district_chair", **na_ri),
            illustrative=False,
        )
    )


def test_instances_and_recipients_are_never_compared(quoted: OpenedDataset):
    """10 lượt tập thể beside 3 tập thể is no fall, and neither of them is 0."""
    units = quoted.compare("Ba Bể", "Na Rì", period="2020")
    years = quoted.compare("2019", "2020", unit="Na Rì")

    assert units.frame.empty
    assert years.frame.empty
    left = years.left_out[["side", "award", "recipient_kind", "count", "why"]].values.tolist()
    assert ["a", "BKT", "individual", 9, "otherwise"] in left
    assert ["b", "BKT", "individual", 7, "otherwise"] in left
    assert "đếm khác nhau" in repr(years)


def test_kind_that_a_quotation_does_not_mention_is_not_known(quoted: OpenedDataset):
    """ "10 lượt tập thể" says nothing of individuals: 12 of the year before did not fall to 0."""
    assert quoted.compare("2019", "2020", unit="Ba Bể").frame.empty
    assert quoted.unusual("2020").empty


def test_explanation_adds_and_compares_alike_only(quoted: OpenedDataset):
    """What the sentence refuses, no table of it may answer."""
    found = quoted.explain("Na Rì", "2020", "BKT")

    assert (found.before, found.now) == (None, None)
    assert found.by("award").empty
    assert found.left.empty
    assert found.came.empty
    assert set(found.unknown["why"]) == {"otherwise", "unknown"}


def test_explanation_by_kind_keeps_what_counts_otherwise_apart():
    """33 lượt of one form and 5 persons of another are no 38."""
    dataset = small_dataset(
        *(stated("LDTT", year, number, "C7", **INSTANCES) for year, number in ((2022, 40), (2023, 33))),
        *(stated("CSTDCS", year, 5, "C8", count_unit="recipient") for year in (2022, 2023)),
    )

    found = OpenedDataset(dataset).explain("Ba Bể", "2023").by("recipient_kind")

    assert found[["count_unit", "before", "now"]].values.tolist() == [["instance", 40, 33], ["recipient", 5, 5]]


def test_order_and_its_class_are_not_added(quoted: OpenedDataset):
    """Of 3 orders one is of the third class: they are 3 and not 4, and nobody adds them."""
    sums = quoted.facts("Ba Bể", "2020", awards=["HCLD0", "HCLD3"], by=())
    trace = quoted.trace(sums.iloc[0])

    assert sums["count"].isna().all()
    assert trace.count is None
    assert "có thể đã gồm" in trace.note
    assert sorted(trace.rows["count"]) == [1, 3]


@pytest.mark.parametrize(
    "said",
    [
        {"unit": "Ba Bể", "award": "HCLD1"},
        {"unit": "Ba Bể", "award": "BKT", "kind": "individual"},
        {"unit": "Ba Bể", "award": "BKT", "kind": "household"},
        {"unit": "Ba Bể", "award": "BKT", "count_unit": "recipient"},
        {"unit": "Na Rì", "award": "GKH", "award_type": "PTR"},
        {"unit": "Na Rì", "award": "GKH", "award_type": "CTR"},
    ],
)
def test_what_a_quotation_may_hold_or_does_not_mention_is_no_zero(quoted: OpenedDataset, said: dict[str, str]):
    """0 is a number that somebody has to stand for; the words quoted do not."""
    found = quoted.trace(period="2020", **said)

    assert found.count is None
    assert "không phải 0" in found.note


def test_what_a_whole_list_does_not_name_is_zero():
    """A list that reaches over all days names every kind of recipients: there 0 is known."""
    opened = OpenedDataset(small_dataset(row("Bàn Văn Tú", SPRING_2022)))

    assert opened.trace(unit="Ba Bể", period="2022-H1", award="GKH", kind="household").count == 0


@pytest.mark.parametrize(
    "said",
    [
        {"authority": "nonsense"},
        {"award_type": "xyz"},
        {"level": "cấp huyệnn"},
        {"count_unit": "lượtt"},
        {"recipient_class": "boss"},
        {"kind": "people"},
    ],
)
def test_typing_error_is_refused_and_is_no_zero(quoted: OpenedDataset, said: dict[str, str]):
    """Of what there is not nobody tells: that would be a certain 0."""
    with pytest.raises(ConfigError):
        quoted.trace(unit="Ba Bể", period="2020", award="BKT", **said)
    name, value = next(iter(said.items()))
    with pytest.raises(ConfigError):
        quoted.trace(f"what=awarded, award=BKT, {name}={value}, whose=huyen-ba-be, when=2020")


def test_parts_of_a_figure_are_written_in_words(quoted: OpenedDataset):
    """Whoever asks for "tập thể" means collectives."""
    found = quoted.trace(unit="Ba Bể", period="2020", award="BKT", kind="tập thể", count_unit="lượt", level="cấp tỉnh")

    assert found.count == 10


def test_form_of_a_group_that_is_not_known_stands_beside_those_told():
    """One title of several is told: of the others nothing is known, which a sum called whole would hide."""
    opened = OpenedDataset(small_dataset(stated("LDTT", 2023, 33, "C7"), row("Hà Văn An", SPRING_2023, award="CSTDCS")))

    rows = opened.facts("Ba Bể", "2023-H1", awards="title")
    whole = opened.facts("Ba Bể", "2023-H1", awards="title", by=())

    assert rows.loc[rows["award"] == "LDTT", "count"].isna().all()
    assert "LDTT" in set(rows["award"])
    assert whole[["count", "coverage"]].values.tolist() == [[1, "một phần"]]


def test_figure_that_merges_forms_is_not_told_as_one_of_them():
    """2.952 of two titles together are not 2.952 of the first, and quoted sums are never called whole."""
    merged = told("LDTT+CSTT", "2020", 100, "100 LĐTT, CSTT", authority="district_chair")
    opened = OpenedDataset(small_dataset(merged, illustrative=False))

    alone = opened.facts("Ba Bể", "2020", awards="LĐTT", by=())
    both = opened.facts("Ba Bể", "2020", awards=["LĐTT", "CSTT"], by=())

    assert alone["count"].isna().all()
    assert alone["source"].tolist() == ["chỉ có số gộp “Lao động tiên tiến, Chiến sĩ tiên tiến”"]
    assert opened.trace(alone.iloc[0]).count is None
    assert both["count"].tolist() == [100]
    assert opened.facts("Ba Bể", "2020", by="level")["coverage"].tolist() == ["một phần"]


def test_block_is_no_side_of_a_comparison():
    """Its members are compared with each other and never added: it has no number, and 0 is one."""
    opened = OpenedDataset(small_dataset(row("Bàn Văn Tú", SPRING_2022)))

    with pytest.raises(ConfigError, match="không cộng; hãy so hai thành viên"):
        opened.compare("khoi-huyen-tp", "Ba Bể", period="2022-H1")


def test_level_that_is_not_known_stands_beside_the_one_that_tells_a_form():
    """A district's list names a title that departments give too: without their list the province's sum is a part."""
    of_department = row(
        "Ma Thị Bình", SPRING_2022, unit="so-y-te", authority="department_head", award="GKS", file="so.xlsx"
    )
    opened = OpenedDataset(small_dataset(row("Hà Văn An", SPRING_2023, award="CSTDCS"), of_department))

    rows = opened.facts("tỉnh Bắc Kạn", "2023-H1", awards="CSTĐCS").set_index("level")
    whole = opened.facts("tỉnh Bắc Kạn", "2023-H1", awards="CSTĐCS", by=())

    assert rows["count"].isna().to_dict() == {"SO": True, "HUYEN": False}
    assert whole[["count", "coverage"]].values.tolist() == [[1, "một phần"]]
    assert "chưa đủ" in opened.trace(whole.iloc[0]).note


def test_class_of_an_order_that_a_quotation_names_is_not_the_whole_order():
    """ "01 hạng Ba" says nothing of the first and second class, so that it is not all orders of the year."""
    third = told("HCLD3", "2020", 1, "01 Huân chương hạng Ba", authority="state_president")
    opened = OpenedDataset(small_dataset(third, illustrative=False))

    rows = opened.facts("Ba Bể", "2020", awards="Huân chương Lao động").set_index("award")
    whole = opened.facts("Ba Bể", "2020", awards="Huân chương Lao động", by=())

    assert rows["count"].isna().to_dict() == {"HCLD1": True, "HCLD2": True, "HCLD3": False}
    assert whole[["count", "coverage"]].values.tolist() == [[1, "một phần"]]


def test_group_of_which_nobody_tells_names_the_forms_that_are_not_known():
    """One row of all codes together would read as a merged figure, and hide which of them is missing."""
    opened = OpenedDataset(small_dataset(row("Hà Văn An", SPRING_2022)))
    frame = opened.facts("Ba Bể", "2023-H1", awards="giấy khen")

    assert frame["award"].tolist() == ["GKH"]
    assert frame["count"].isna().all()


def test_sum_that_is_a_part_says_what_it_does_not_hold():
    """ "Một phần" without a reason leaves its reader where he was: what is lacking stands beside the number."""
    yearly = OpenedDataset(small_dataset(stated("LDTT", 2022, 33, "C7"), row("Hà Văn An", SPRING_2023, award="CSTDCS")))
    merged = told("LDTT+CSTT", "2020", 100, "100 LĐTT, CSTT", authority="district_chair")
    quoted = OpenedDataset(small_dataset(merged, told("BKT", "2020", 7, "7 bằng khen"), illustrative=False))

    def lacking(opened: OpenedDataset, period: str, **asked: Any) -> str:
        (words,) = opened.facts("Ba Bể", period, by=(), **asked)["source"]
        return words.partition("; chưa gồm ")[2]

    assert lacking(yearly, "2023-H1", awards="title") == (
        "biểu tổng hợp 6 tháng đầu năm 2023 về khen thưởng cấp huyện (chưa gửi)"
    )
    assert lacking(quoted, "2020") == "các hình thức khác: không được trích"
    assert lacking(quoted, "2020", awards=["BKT", "LĐTT"]) == ("Lao động tiên tiến, Chiến sĩ tiên tiến: chỉ có số gộp")
    assert lacking(quoted, "2020", awards=["BKT", "CSTĐ toàn quốc"]) == (
        "Chiến sĩ thi đua toàn quốc: bộ số liệu không nêu"
    )
    assert lacking(quoted, "2020", awards="BKT") == ""


def test_quotation_beside_a_whole_list_makes_no_part_of_its_level():
    """One figure is quoted and a list that reaches over all days names the others: of that level nothing is lacking."""
    quoted = told("HCLD3", "2023-H1", 1, "01 Huân chương hạng Ba", authority="state_president")
    certificate = told("CSTDCS", "2023-H1", 2, "02 chiến sĩ thi đua", authority="district_chair", count_unit="instance")
    opened = OpenedDataset(small_dataset(row("Hà Văn An", SPRING_2023), quoted, certificate))
    frame = opened.facts("Ba Bể", "2023-H1", by="level").set_index("level")

    assert frame.loc["HUYEN", ["count", "coverage"]].tolist() == [3, "đủ"]
    assert frame.loc["TW", ["count", "coverage"]].tolist() == [1, "một phần"]


def test_level_that_is_not_known_takes_nothing_from_forms_that_it_cannot_give():
    """Certificates of the province are known whole without the list of the district, which has a row of its own."""
    of_province = row(
        "Bàn Văn Tú", SPRING_2023, authority="province_chair", award="BKT", unit="huyen-ba-be", file="qd.xlsx"
    )
    opened = OpenedDataset(small_dataset(row("Hà Văn An", SPRING_2022), of_province))
    frame = opened.facts("Ba Bể", "2023-H1", by="award").set_index("award")

    assert frame.loc["BKT", ["count", "coverage"]].tolist() == [1, "đủ"]
    assert frame.loc["", "figure"] == "what=awarded, level=HUYEN, whose=huyen-ba-be, when=2023-H1"
    assert opened.trace(frame.loc["", "figure"]).count is None
