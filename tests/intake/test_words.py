"""What senders write is matched exactly with the tables; what is not there is unknown, never guessed."""

import unicodedata
from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thidua.intake.words.authority_words import CITY_CHAIR, authority_for, authority_meant
from thidua.intake.words.award_words import awards_meant, choose_award
from thidua.intake.words.class_words import class_meant
from thidua.intake.words.kind_words import kind_meant, kind_of_name
from thidua.intake.words.status_words import status_meant
from thidua.intake.words.tables_said import read_words
from thidua.intake.words.type_words import type_meant
from thidua.intake.words.word_keys import word_key
from thidua.registry import (
    authorities,
    awards,
    districts,
    get_authority,
    get_recipient_class,
    get_recipient_kind,
    get_status,
    levels,
    merged_award_types,
    merged_awards,
    recipient_classes,
    statuses,
)

THEN, NOW = date(2021, 6, 1), date(2025, 8, 1)
COLUMNS = {
    "award_words": "codes",
    "authority_words": "authority",
    "kind_words": "kind",
    "class_words": "class",
    "type_words": "type",
    "status_words": "status",
}


@pytest.mark.parametrize(("table", "heading"), COLUMNS.items())
def test_table_holds_no_text_twice(table, heading):
    """Of two rows of one text the second would silently win."""
    texts = Counter((word_key(row["text"]), row["text"].endswith("*")) for row in read_words(table))
    assert [text for text, times in texts.items() if times > 1] == []
    assert all(row[heading] or row["text"].endswith(("*", ">")) for row in read_words(table))


def test_tables_hold_only_known_codes():
    """A mistyped code would reach the facts and fail far from its cause."""
    known = {
        "award_words": lambda cell: [merged_awards(code) for code in cell.split("|")],
        "authority_words": lambda cell: cell == CITY_CHAIR or get_authority(cell),
        "kind_words": get_recipient_kind,
        "class_words": get_recipient_class,
        "type_words": merged_award_types,
        "status_words": get_status,
    }
    for table, heading in COLUMNS.items():
        assert all(known[table](row[heading]) for row in read_words(table) if row[heading]), table


@pytest.mark.parametrize("award", awards(), ids=lambda award: award.code)
def test_award_is_found_by_its_names_and_code(award):
    """The registry's own words are the first ones a sender copies; no short name is shared."""
    for text in (award.name_vi, award.short_vi, award.code, award.name_vi.upper(), f"1. Danh hiệu “{award.name_vi}”"):
        assert awards_meant(text) == (award.code,), text
    assert awards_meant(unicodedata.normalize("NFD", award.name_vi)) == (award.code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LĐTT", "LDTT"),
        ("Danh hiệu Lao động tiên tiến", "LDTT"),
        ("Lao động tiên tiến (LĐTT)", "LDTT"),
        ("LĐTT năm học 2020-2021", "LDTT"),
        ("CSTĐCS", "CSTDCS"),
        ("CSTĐ cơ sở", "CSTDCS"),
        ("Chiến sỹ thi đua cơ sở", "CSTDCS"),
        ("CSTĐ cấp huyện", "CSTDCS"),
        ("CSTĐ cấp tỉnh", "CSTDT"),
        ("Chiến sĩ thi đua", "CSTDTQ CSTDT CSTDB CSTDCS"),
        ("Tập thể LĐXS", "TTLDXS"),
        ("TTLĐXS", "TTLDXS"),
        ("Tập thể lao động xuất sắc", "TTLDXS"),
        ("BK", "BKTTG BKB BKT"),
        ("Bằng khen", "BKTTG BKB BKT"),
        ("Tặng Bằng khen của Chủ tịch UBND tỉnh", "BKT"),
        ("Bằng khen UBND tỉnh", "BKT"),
        ("Bằng khen cấp tỉnh", "BKT"),
        ("Bằng khen TTg", "BKTTG"),
        ("Bằng khen của Bộ trưởng Bộ Giáo dục và Đào tạo", "BKB"),
        ("GK", "GKH GKX GKS GKCS"),
        ("Giấy khen", "GKH GKX GKS GKCS"),
        ("a) Giấy khen của Chủ tịch UBND huyện", "GKH"),
        ("- Giấy khen của Chủ tịch UBND huyện Ba Bể", "GKH"),
        ("Giấy khen của Chủ tịch Ủy ban nhân dân xã Bành Trạch", "GKX"),
        ("Giấy khen của Giám đốc Sở Y tế", "GKS"),
        ("Giấy khen của Hiệu trưởng", "GKCS"),
        ("Cờ thi đua", "CTDCP CTDT CTDB"),
        ("Cờ thi đua của UBND tỉnh", "CTDT"),
        ("Cờ thi đua Chính phủ", "CTDCP"),
        ("Huân chương Lao động hạng Ba", "HCLD3"),
        ("Huân chương Lao động hạng 3", "HCLD3"),
        ("Huân chương lao động (hạng III)", "HCLD3"),
        ("HCLĐ hạng Nhì", "HCLD2"),
        ("Huân chương Lao động", "HCLD0"),
        ("Huân chương Lao động các hạng", "HCLD0"),
        ("Huy hiệu", "HHTINH"),
        ('Huy hiệu "Vì sự nghiệp phát triển tỉnh Bắc Kạn"', "HHTINH"),
        ("Kỷ niệm chương", "KNC"),
        ("Kỷ niệm chương “Vì sự nghiệp giáo dục”", "KNC"),
        ("Gia đình văn hóa", "GDVH"),
        ("Thôn văn hoá", "TDPVH"),
        ("Lao động tiên tiến, Chiến sĩ tiên tiến", "LDTT+CSTT"),
        ("LĐTT/CSTT", "LDTT+CSTT"),
    ],
)
def test_title_or_form_is_understood_in_the_spellings_seen(text, codes):
    """These stand in files of the districts and in the press of 2017 to 2023."""
    assert set(awards_meant(text)) == set(codes.split())


@pytest.mark.parametrize(
    "text",
    ["Lao động tiên tiến xuất", "Bằng khen của Công đoàn tỉnh", "Lao đông tiên tiến", "LĐTT, Bằng khen", "", "1."],
)
def test_unknown_or_doubled_title_is_unknown(text):
    """A near spelling is told to the sender; two awards in one cell are two rows."""
    assert awards_meant(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chủ tịch UBND tỉnh", "province_chair"),
        ("UBND tỉnh", "province_chair"),
        ("UBND tỉnh Bắc Kạn", "province_chair"),
        ("Tỉnh", "province_chair"),
        ("II. CẤP TỈNH", "province_chair"),
        ("CT UBND huyện", "district_chair"),
        ("CT. UBND H. Ba Bể", "district_chair"),
        ("UBND huyện Ba Bể, tỉnh Bắc Kạn", "district_chair"),
        ("Chủ tịch UBND TP", "district_chair"),
        ("Chủ tịch UBND TP. Bắc Kạn", "district_chair"),
        ("UBND thị xã Bắc Kạn", "district_chair"),
        ("Huyện", "district_chair"),
        ("UBND xã Bành Trạch", "commune_chair"),
        ("Chủ tịch UBND xã", "commune_chair"),
        ("Thủ tướng Chính phủ", "prime_minister"),
        ("TTCP", "prime_minister"),
        ("TTg", "prime_minister"),
        ("Chính phủ", "government"),
        ("Chủ tịch nước", "state_president"),
        ("CTN", "state_president"),
        ("Bộ trưởng Bộ Công an", "minister"),
        ("Bộ Nội vụ", "minister"),
        ("Bộ CHQS tỉnh", "department_head"),
        ("Giám đốc Sở Y tế", "department_head"),
        ("Sở Giáo dục và Đào tạo", "department_head"),
        ("Thủ trưởng Sở Y tế", "department_head"),
        ("Hiệu trưởng", "unit_head"),
        ("Hiệu trưởng Trường THCS Hà Hiệu, huyện Ba Bể", "unit_head"),
        ("Thủ trưởng đơn vị", "unit_head"),
        ("Huyện ủy", "party_mass_org"),
        ("Ban Thường vụ Tỉnh uỷ", "party_mass_org"),
        ("Công đoàn ngành Giáo dục", "party_mass_org"),
        ("Chủ tịch Hội Nông dân tỉnh", "party_mass_org"),
    ],
)
def test_authority_is_understood_in_the_spellings_seen(text, code):
    """The authority decides which certificate a bare "Giấy khen" is."""
    assert authority_meant(text) == code


def test_every_authority_and_every_district_is_found():
    """A district without its own row must not be unknown as an authority."""
    assert all(authority_meant(one.name_vi) == authority_meant(one.code) == one.code for one in authorities())
    assert {authority_meant(f"Chủ tịch UBND {unit.name}") for unit in districts(on=THEN)} == {"district_chair"}


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh, UBND huyện",
        "Sở, UBND tỉnh",
        "Sở Y tế và UBND tỉnh",
        "UBND Ba Bể",
        "huyện Sa Pa",
        "Bộ phận",
        "Cấp Nhà nước",
    ],
)
def test_authority_that_is_not_certain_is_none(text):
    """Two offices, or a name without its level, would decide the certificate at random."""
    assert authority_meant(text) is None


@pytest.mark.parametrize(
    ("text", "authority", "on", "level", "codes"),
    [
        ("Giấy khen", "commune_chair", THEN, "HUYEN", ("GKX",)),
        ("Giấy khen", None, THEN, "HUYEN", ("GKH",)),
        ("Giấy khen", None, THEN, "SO", ("GKS",)),
        ("Giấy khen", None, NOW, "XA", ("GKX",)),
        ("Giấy khen", "district_chair", NOW, "HUYEN", ("GKH",)),
        ("Giấy khen", "province_chair", THEN, "HUYEN", ("GKH", "GKX", "GKS", "GKCS")),
        ("Bằng khen", "province_chair", THEN, "HUYEN", ("BKT",)),
        ("Bằng khen", None, THEN, "TINH", ("BKT",)),
        ("Bằng khen", None, THEN, "HUYEN", ("BKTTG", "BKB", "BKT")),
        ("Lao động tiên tiến", "province_chair", THEN, "HUYEN", ("LDTT",)),
    ],
)
def test_authority_or_sender_narrows_a_title(text, authority, on, level, codes):
    """What fits nothing narrows nothing: the check that follows names the wrong authority or day."""
    assert choose_award(awards_meant(text), authority, "individual", on, level) == codes


def test_kind_narrows_what_authority_leaves():
    """A flag goes to collectives, a certificate to anyone."""
    assert choose_award(("CTDT", "BKT"), "province_chair", "individual", THEN, "TINH") == ("BKT",)
    assert choose_award(("CTDT", "BKT"), "province_chair", None, THEN, "TINH") == ("CTDT", "BKT")


@pytest.mark.parametrize(
    ("award", "on", "level", "authority"),
    [
        ("BKT", THEN, "HUYEN", "province_chair"),
        ("LDTT", THEN, "HUYEN", "district_chair"),
        ("LDTT", THEN, "SO", "department_head"),
        ("LDTT", NOW, "XA", "commune_chair"),
        ("LDTT+CSTT", THEN, "HUYEN", "district_chair"),
        ("TTLDXS", THEN, "TINH", "province_chair"),
        ("TTLDXS", THEN, "HUYEN", None),
        ("CTDCP", THEN, "HUYEN", "government"),
        ("GKH", NOW, "HUYEN", "district_chair"),
        ("unknown", THEN, "HUYEN", None),
    ],
)
def test_unnamed_authority_is_the_only_one_or_the_sender(award, on, level, authority):
    """Most lists of a district name no authority, because it is the district itself."""
    assert authority_for(award, on, level) == authority


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TT", "collective"),
        ("Tập thể", "collective"),
        ("I. TẬP THỂ", "collective"),
        ("Đối với tập thể:", "collective"),
        ("Tập thể (05 tập thể)", "collective"),
        ("CN", "individual"),
        ("Cá nhân", "individual"),
        ("II. Cá nhân: 12", "individual"),
        ("HGĐ", "household"),
        ("Hộ gia đình", "household"),
        ("Hộ", "household"),
        ("Gương điển hình", "model"),
        ("Tập thể, cá nhân", None),
        ("Nguyễn Văn A", None),
    ],
)
def test_kind_of_a_cell_or_group_row(text, kind):
    """A group row decides the kind of every row below it."""
    assert kind_meant(text) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tập thể Phòng Nội vụ", "collective"),
        ("Trường THCS Hà Hiệu", "collective"),
        ("UBND xã Bành Trạch", "collective"),
        ("Hội Nông dân huyện", "collective"),
        ("Chi bộ thôn Nà Mô", "collective"),
        ("Đảng bộ, chính quyền và Nhân dân các dân tộc tỉnh", "collective"),
        ("Nhân dân và cán bộ xã Mỹ Phương", "collective"),
        ("Công ty CP Curcumin Bắc Hà", "collective"),
        ("Hợp tác xã Yến Dương", "collective"),
        ("Ban Quản lý dự án", "collective"),
        ("Tổ 5", "collective"),
        ("Công an huyện", "collective"),
        ("1. Thôn Nà Mô", "collective"),
        ("Hộ gia đình ông Lý Văn A", "household"),
        ("Hộ bà Hoàng Thị B", "household"),
        ("Gia đình ông Lý Văn A", "household"),
        ("Ông Lý Văn A", "individual"),
        ("Bà Hoàng Thị B", "individual"),
        ("Đồng chí Nông Văn C", "individual"),
        ("Đ/c Nông Văn C", "individual"),
        ("Tổ trưởng tổ dân phố 5 Lý Văn A", "individual"),
        ("Ông Lý Văn A và vợ", None),
        ("Ông bà Lý Văn A", None),
        ("Đoàn Văn A", None),
        ("Ban Thị B", None),
        ("Hoàng Văn Thôn", None),
        ("Nông Văn Tập", None),
        ("Nông trường Bạch Thông", "collective"),
        ("Ủy ban nhân dân xã Bành Trạch", "collective"),
        ("Hội đồng nhân dân huyện", "collective"),
        ("Thôn", "collective"),
        ("Trương Văn Tổ", None),
    ],
)
def test_kind_that_a_name_tells_for_certain(name, kind):
    """Đoàn and Ban are families as well as bodies: such a name alone decides nothing."""
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", "provincial_leader"),
        ("e)", "direct_labour"),
        ("Lãnh đạo, quản lý", "manager"),
        ("Lãnh đạo", "manager"),
        ("Quản lý", "manager"),
        ("Phó phòng trở lên", "other_leader"),
        ("Lãnh đạo từ phó phòng trở lên", "other_leader"),
        ("Lãnh đạo cấp sở", "department_leader"),
        ("c) Doanh nhân", "entrepreneur"),
        ("Trực tiếp", "direct_labour"),
        ("Người trực tiếp lao động", "direct_labour"),
        ("Giáo viên", "direct_labour"),
        ("Công chức không giữ chức vụ", "direct_worker"),
        ("CN", None),
        ("Kế toán", None),
    ],
)
def test_class_of_individuals(text, code):
    """CN may be công nhân or cá nhân, so it is no class."""
    assert class_meant(text) == code


def test_every_class_and_status_is_found_by_its_names():
    """One name stands for two classes in the registry: the form's class e is also a direct worker."""
    for one in recipient_classes():
        shared = one.code == "direct_worker"
        assert class_meant(one.code) == one.code
        assert class_meant(one.name_vi) == ("direct_labour" if shared else one.code)
    assert all(status_meant(one.name_vi) == status_meant(one.code) == one.code for one in statuses())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thường xuyên", "CTR"),
        ("Công trạng", "CTR"),
        ("Công trạng và thành tích", "CTR"),
        ("Khen thưởng theo công trạng", "CTR"),
        ("Chuyên đề", "PTR"),
        ("Theo đợt", "PTR"),
        ("theo đợt (chuyên đề)", "PTR"),
        ("Phong trào thi đua", "PTR"),
        ("Đột xuất", "DOT"),
        ("Chuyên đề, đột xuất", "PTR+DOT"),
        ("đột xuất và chuyên đề", "PTR+DOT"),
        ("PTR+DOT", "PTR+DOT"),
        ("Thường xuyên, chuyên đề, đột xuất", "CTR+PTR+DOT"),
        ("Cống hiến", "CON"),
        ("Quá trình cống hiến", "CON"),
        ("Niên hạn", "NIEN"),
        ("Đối ngoại", "DNG"),
        ("Kháng chiến", "KC"),
        ("Chuyên đề, khác", None),
        ("Khen thưởng", None),
    ],
)
def test_manner_of_award(text, code):
    """V17: a merged figure keeps all its types, in one order, and is never split."""
    assert type_meant(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Đã khen", "awarded"),
        ("Đã quyết định", "awarded"),
        ("Được khen thưởng", "awarded"),
        ("Đề nghị", "proposed"),
        ("Trình", "nominated"),
        ("Đã trình", "nominated"),
        ("Đăng ký", "registered"),
        ("Thu hồi", "revoked"),
        ("Hủy bỏ", "revoked"),
        ("Huỷ bỏ", "revoked"),
        ("Vinh danh", "honoured"),
        ("Biểu dương", "honoured"),
        ("Chưa trình", None),
    ],
)
def test_status_of_a_figure(text, code):
    """V19: only what was awarded enters the totals of awards."""
    assert status_meant(text) == code


PIECES = [
    "Bằng khen",
    "của",
    "Chủ tịch",
    "UBND",
    "tỉnh",
    "huyện Ba Bể",
    "xã",
    ",",
    "(",
    ")",
    "1.",
    "-",
    "và",
    "Khen thưởng",
    "Tặng",
]
CODES = sorted({code for award in awards() for code in awards_meant(award.code)} | {"LDTT+CSTT"})


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=250), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
@example("Tặng " * 39)
@example("\ud800")
@example("(a)" * 60)
def test_any_text_is_read_without_raising(text):
    """Cells hold anything; an exception would lose the whole workbook."""
    assert all(merged_awards(code) for code in awards_meant(text))
    assert (found := authority_meant(text)) is None or get_authority(found)
    for read in (kind_meant, kind_of_name, class_meant, type_meant, status_meant):
        assert read(text) is None or read(text)


@pytest.mark.parametrize(
    "row", [row for row in read_words("kind_words") if row["text"].endswith("*")], ids=lambda row: row["text"]
)
def test_every_beginning_of_a_name_is_reached(row):
    """The short way for persons' names must not hide a row of the table."""
    for name in (row["text"].replace("*", "Nà Mô"), row["text"].replace("*", "xyz").upper()):
        assert kind_of_name(name) == (row["kind"] or None), name


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(CODES), max_size=4).map(tuple),
    st.sampled_from([None, "?", *(one.code for one in authorities())]),
    st.sampled_from([None, "individual", "collective"]),
    st.one_of(st.none(), st.dates()),
    st.sampled_from(["", *(level.code for level in levels())]),
)
def test_choice_is_among_the_candidates(codes, authority, kind, on, level):
    """Nothing is conferred that the title does not say."""
    chosen = choose_award(codes, authority, kind, on, level)
    assert set(chosen) <= set(codes)
    assert bool(chosen) == bool(codes)
    assert all(authority_for(code, on, level) in (None, *(one.code for one in authorities())) for code in codes)
