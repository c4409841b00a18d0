"""The catalogue of awards is whole, dated, and says who confers what."""

import csv
from datetime import date
from importlib import resources

import pytest

from thidua.errors import ConfigError
from thidua.registry import (
    authorities,
    authorities_of,
    award_type_label,
    award_types,
    awards,
    cap,
    caps,
    competences,
    get_authority,
    get_award,
    get_award_type,
    get_level,
    get_recipient_kind,
    held_awards,
    levels,
    merged_awards,
)

GROUPS = {
    "title", "order", "medal", "honorary", "flag", "certificate_of_merit", "commendation_certificate",
    "badge", "commemorative", "prize", "other",
}  # fmt: skip
CATALOGUE = """
    CSTDTQ CSTDT CSTDB CSTDCS LDTT CSTT CTDCP CTDT CTDB TTLDXS DVQT TTLDTT DVTT XPTB TDPVH GDVH
    HCLD0 HCLD1 HCLD2 HCLD3 HCDL1 HCDL2 HCDL3 HCBVTQ1 HCBVTQ2 HCBVTQ3 HCQC1 HCQC2 HCQC3 HCCC1 HCCC2 HCCC3
    HCSV HCHCM HCDDK HCDC HCHN BKTTG BKT BKB GKH GKX GKS GKCS HHTINH KNC BD DB DHTT
"""


def test_catalogue_holds_every_title_and_form():
    """The list of the two laws, the statistical forms' columns and our three codes."""
    codes = {award.code for award in awards()}

    assert set(CATALOGUE.split()) <= codes
    assert {award.group for award in awards()} == GROUPS
    assert len([award for award in awards() if award.group == "medal"]) >= 6
    assert len([award for award in awards() if award.group == "honorary"]) >= 6


def test_codes_stand_once_in_the_table():
    """A code used twice would hide the first of the two rows."""
    text = resources.files("thidua.registry").joinpath("tables", "awards.csv").read_text(encoding="utf-8")
    codes = [row["code"] for row in csv.DictReader(text.splitlines())]

    assert len(codes) == len(set(codes)) == len(awards())


def test_rows_name_kinds_levels_and_authorities_that_exist():
    """Tables that point at each other must point at something."""
    assert all(get_recipient_kind(kind) for award in awards() for kind in award.recipient_kinds)
    assert all(award.name_vi and award.short_vi and award.name_en and award.recipient_kinds for award in awards())
    assert all(get_level(authority.level) for authority in authorities())
    assert all(get_award(one.award) and get_authority(one.authority) for one in competences())
    assert [level.code for level in levels()] == ["TW", "BO", "TINH", "SO", "HUYEN", "XA", "CS", "DT"]
    assert get_level("TW").name_vi == "Cấp Nhà nước"


def test_every_award_has_an_authority_while_it_is_valid():
    """An award that nobody may confer is a gap in the table; the codes of ours are none."""
    for award in awards():
        for on in (date(2020, 6, 1), date(2025, 3, 1), date(2026, 1, 1)):
            if award.is_award and award.is_valid(on):
                assert authorities_of(award.code, on), (award.code, on)


def test_badge_ends_with_2023_and_district_certificate_with_the_districts():
    """Law 06/2022/QH15 drops the form Huy hiệu; Giấy khen of the district ends on 30/06/2025."""
    badge, certificate = get_award("HHTINH"), get_award("GKH")

    assert (badge.is_valid(date(2023, 12, 31)), badge.is_valid(date(2024, 1, 1))) == (True, False)
    assert (certificate.is_valid(date(2025, 6, 30)), certificate.is_valid(date(2025, 7, 1))) == (True, False)
    assert "HHTINH" not in {award.code for award in awards(date(2024, 1, 1))}


def test_households_may_receive_before_2024():
    """The provincial chair commended households in May 2023: never rejected by date."""
    for code in ("BKTTG", "BKT", "GKH", "GKX"):
        assert "household" in get_award(code).recipient_kinds


def test_our_three_codes_are_no_awards():
    """What a conference honours never enters the totals of awards."""
    assert {award.code for award in awards() if not award.is_award} == {"BD", "DB", "DHTT"}


def test_order_without_class_holds_its_three_classes():
    """The press writes Huân chương Lao động các hạng: it stays at the parent and is never split."""
    assert [award.code for award in held_awards("HCLD0")] == ["HCLD1", "HCLD2", "HCLD3"]
    assert {get_award(f"HCLD{number}").family for number in range(4)} == {"HCLD"}
    assert held_awards("HCLD1") == held_awards("BKT") == ()


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("CSTDCS", date(2025, 6, 30), ["department_head", "district_chair", "unit_head"]),
        ("CSTDCS", date(2025, 7, 1), ["department_head", "commune_chair", "unit_head"]),
        ("LDTT", date(2020, 1, 1), ["department_head", "district_chair", "commune_chair", "unit_head"]),
        ("CSTT", date(2020, 1, 1), ["district_chair", "unit_head"]),
        ("TDPVH", date(2025, 7, 1), ["commune_chair"]),
        ("GKH", date(2025, 6, 30), ["district_chair"]),
        ("GKH", date(2025, 7, 1), []),
        ("CTDCP", date(2020, 1, 1), ["government", "prime_minister"]),
        ("BKTTG", date(2020, 1, 1), ["prime_minister"]),
        ("HCLD3", date(2020, 1, 1), ["state_president"]),
        ("XPTB", date(2023, 12, 31), []),
        ("DB", date(2020, 7, 14), []),
    ],
)
def test_competence_by_date(code, on, expected):
    """Law 06/2022/QH15 Art. 80; Decree 129/2025/NĐ-CP moves the district's competence to the commune."""
    assert [authority.code for authority in authorities_of(code, on)] == expected


def test_authorities_stand_in_the_order_of_a_page():
    """From the State President down; the district chair is gone from 01/07/2025."""
    names = [authority.name_vi for authority in authorities()]

    assert names[:5] == [
        "Chủ tịch nước",
        "Chính phủ",
        "Thủ tướng Chính phủ",
        "Bộ trưởng",
        "Chủ tịch UBND tỉnh",
    ]
    assert "district_chair" not in {authority.code for authority in authorities(date(2025, 7, 1))}


def test_merged_figure_keeps_its_awards_in_order():
    """2.952 advanced workers and soldiers were published as one figure."""
    assert [award.code for award in merged_awards("LDTT+CSTT")] == ["LDTT", "CSTT"]
    assert [award.code for award in merged_awards("CSTT+LDTT")] == ["CSTT", "LDTT"]
    assert [award.code for award in merged_awards("BKT")] == ["BKT"]


@pytest.mark.parametrize(
    ("codes", "problem"),
    [
        ("LDTT+LDTTT", 'unknown award "LDTTT"; did you mean LDTT'),
        ("LDTT+", "write each code once"),
        ("LDTT+LDTT", "write each code once"),
        ("", "write each code once"),
        ("ldtt", 'unknown award "ldtt"'),
        (None, "unknown award None; write a code"),
    ],
)
def test_wrong_merged_code_is_refused(codes, problem):
    """A part that does not exist must not be dropped in silence."""
    with pytest.raises(ConfigError, match=problem):
        merged_awards(codes)


@pytest.mark.parametrize(
    ("codes", "regime", "wording", "label"),
    [
        ("PTR+DOT", "2003", "statistical", "chuyên đề, đột xuất"),
        ("PTR+DOT", "2022", "statistical", "chuyên đề, đột xuất"),
        ("CTR+PTR+DOT", "2003", "statistical", "thường xuyên, chuyên đề, đột xuất"),
        ("thematic+adhoc", "2003", "statistical", "chuyên đề, đột xuất"),
        ("PTR", "2003", "legal", "theo đợt (chuyên đề)"),
        ("PTR", "2022", "legal", "phong trào thi đua"),
        ("CTR", "2003", "legal", "công trạng và thành tích"),
        ("CTR", "2022", "legal", "công trạng"),
    ],
)
def test_award_type_is_worded_by_regime(codes, regime, wording, label):
    """One code serves both laws: the statistical words stay, the legal ones changed in 2024."""
    assert award_type_label(codes, regime=regime, wording=wording) == label


def test_every_award_type_has_a_label_under_each_regime():
    """Seven manners of the statistical forms, in both languages and wordings."""
    assert [kind.code for kind in award_types()] == ["CTR", "PTR", "DOT", "CON", "NIEN", "DNG", "KC"]
    for kind in award_types():
        for regime in ("2003", "2022"):
            for wording in ("legal", "statistical"):
                assert award_type_label(kind.code, regime=regime, wording=wording)
                assert award_type_label(kind.code, regime=regime, wording=wording, lang="en")


def test_wrong_award_type_regime_or_wording_is_refused():
    """Each message names what was found."""
    assert get_award_type("regular").code == "CTR"
    with pytest.raises(ConfigError, match='unknown award type "DOTT"; did you mean DOT'):
        award_type_label("DOTT", regime="2003")
    with pytest.raises(ConfigError, match='unknown regime "2013"'):
        award_type_label("DOT", regime="2013")
    with pytest.raises(ConfigError, match='no award type labels "press" in "vi"'):
        award_type_label("DOT", regime="2003", wording="press")


@pytest.mark.parametrize(
    ("on", "limit"),
    [
        (date(2017, 9, 30), None),
        (date(2017, 10, 1), 15.0),
        (date(2023, 12, 31), 15.0),
        (date(2024, 1, 1), None),
    ],
)
def test_cap_on_grassroots_fighters_holds_under_decree_91(on, limit):
    """Decree 91/2017/NĐ-CP Art. 9: at most 15 % of advanced workers; no cap is not a cap of zero."""
    found = cap("CSTDCS", on)

    assert (found.limit_percent if found else None) == limit
    assert cap("LDTT", on) is None
    assert all(get_award(one.award) and get_award(one.of_award) for one in caps())


def test_names_are_those_of_the_day():
    """There is no thị trấn since 01/07/2025, and a new kind of unit beside xã and phường."""
    before, after = date(2025, 6, 30), date(2025, 7, 1)

    assert [get_award("XPTB", day).name_vi for day in (before, after)] == [
        "Xã, phường, thị trấn tiêu biểu",
        "Xã, phường, đặc khu tiêu biểu",
    ]
    chairs = [{one.code: one.name_vi for one in authorities(day)}["commune_chair"] for day in (before, after)]
    assert ["thị trấn" in chair for chair in chairs] == [True, False]
    assert [[level.code for level in levels(day)].count("HUYEN") for day in (before, after)] == [1, 0]
