"""A recipient's cell is one recipient, a number of them, or a question; never one in silence."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.intake.cells.recipient_counts import MESSAGES, Counted, marked_recipients, read_recipients
from thidua.intake.cells.values import Refused
from thidua.intake.finding import messages
from thidua.registry import units

FAMILIES = ["Nguyễn", "Hoàng", "Nông", "Ma", "Triệu", "Bàn", "Lường", "Sầm", "Giàng", "Đoàn", "Hà", "Mai"]
GIVEN = ["Văn An", "Thị Bích Ngọc", "Minh Đức", "Thị Hà", "Quốc Huy", "A Páo", "Văn Thị", "Thu Hương"]
PEOPLE = st.builds(lambda family, name: f"{family} {name}", st.sampled_from(FAMILIES), st.sampled_from(GIVEN[:6]))


@pytest.mark.parametrize(
    "cell",
    [
        "Nguyễn Văn An",
        "Hoàng Thị\nBích Ngọc",
        "Nguyễn Văn A, Hiệu trưởng",
        "Nguyễn Văn A - Trường THCS X",
        "Hộ ông A và bà B",
        "Phòng Tài chính - Kế hoạch",
        "Nhân dân và cán bộ xã Hà Hiệu",
        "Tập thể nhân dân, cán bộ xã X",
        "Trường Tiểu học và THCS Y",
        "Trường Tiểu học\nKhang Ninh",
        "Nguyễn Văn A\nHiệu trưởng",
        "Nguyễn Văn A\nTrường THCS Hà Hiệu",
        "Trường THPT\nNguyễn Văn Trỗi",
        "Sở Giáo dục và Đào tạo",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Văn phòng HĐND và UBND huyện Ba Bể",
        "Nguyễn Văn A, thôn Nà Phặc, xã Hà Hiệu, huyện Ba Bể",
        "Tổ Toán, Trường THPT Ba Bể",
        "Phòng Nội vụ, UBND huyện Ba Bể",
        "Đảng bộ, chính quyền và nhân dân các dân tộc huyện Ba Bể",
        "Cán bộ và nhân dân xã Hà Hiệu",
        "Tập thể (05 người) đội bóng",
        "Đội tuyển bóng đá nữ (12 cầu thủ)",
        "Tập thể lớp 5A, Trường Tiểu học Khang Ninh",
        "Trạm Y tế xã Cao Thượng",
        "1. Nguyễn Văn A",
        "Nguyễn Văn A (con ông B, bà C)",
        "Hộ gia đình ông Nguyễn Văn A, thôn Bản Pục",
        "Công ty TNHH Thương mại và Dịch vụ Bắc Kạn",
        "Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp",
        "Ông Nguyễn Văn A, Bí thư Chi bộ, Trưởng thôn",
        "Đ/c Nguyễn Văn A",
        "Nguyễn Văn A; Hiệu trưởng",
        "Phòng GD & ĐT",
        "Phòng GD&ĐT huyện Ba Bể",
        "Trường PTDTBT Tiểu học và THCS Hà Hiệu",
        "Ban Chấp hành Đoàn xã Hà Hiệu",
        "Nông Thị H'Hen",
        "Thôn Nà Ma, xã Hà Hiệu",
        "Đảng ủy - HĐND - UBND xã Hà Hiệu",
        "Nguyễn Văn A và gia đình",
        "Tổ 3 thị trấn Chợ Rã",
        "Trung tâm Văn hóa, Thông tin và Thể thao",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
        "Chi bộ Trường Tiểu học Khang Ninh, Đảng bộ xã Khang Ninh",
        "Phòng\nTài chính\n- Kế hoạch",
        "Ban Quản lý Vườn quốc gia Ba Bể",
        "Bà Hoàng Thị Bích, giáo viên Trường THCS Hà Hiệu",
        "Cán bộ, giáo viên, học sinh Trường THCS A",
        "Hội Cựu chiến binh huyện",
        "Nguyễn Văn A, sinh năm 1985",
        "Nguyễn Hoàng Thị Mai",
        "Nguyễn Thị Hoàng Yến",
        "Bùi Thị Văn Khánh",
        "Phòng Lao động - Thương binh và Xã hội",
        "Phòng Lao động, Thương binh và Xã hội",
        "Trường Trung học phổ thông Chuyên",
        "Hạt Kiểm lâm huyện Ba Bể - Chi cục Kiểm lâm",
        "NGUYỄN VĂN AN",
        "Ban CHQS xã",
        "Tập thể Trường Mầm non",
        "Tập thể Phòng Giáo dục và Đào tạo huyện Ba Bể",
        "Quân và dân xã A",
        "Cấp ủy, chính quyền xã A",
        "Nguyễn Thị Thanh\nHương Giang",
        "Đội 1, thôn A",
        "Công ty A-B",
        "Trường TH&THCS Hà Hiệu",
        "Tổ Hành chính, Hạt quản lý đường bộ huyện Ba Bể",
        "Nguyễn Văn A, Chủ tịch UBND xã",
    ],
)
def test_certain_name_is_one_recipient(cell):
    """A wrapped line, a position, a workplace, an address or a joined name of one body is no second recipient."""
    read = read_recipients(cell)

    assert isinstance(read, str)
    assert read == " ".join(cell.split()).removeprefix("1. ")


@pytest.mark.parametrize(
    ("cell", "counts"),
    [
        ("521 cá nhân", [(521, "individual")]),
        ("05 tập thể, 12 cá nhân", [(5, "collective"), (12, "individual")]),
        ("02 hộ gia đình", [(2, "household")]),
        ("12 người (danh sách kèm theo)", [(12, "individual")]),
        ("1.069 cá nhân", [(1069, "individual")]),
        ("05 TT, 12 CN", [(5, "collective"), (12, "individual")]),
        ("05 TT và 12 CN", [(5, "collective"), (12, "individual")]),
        ("5 tập thể; 12 cá nhân", [(5, "collective"), (12, "individual")]),
        ("05 tập thể\n12 cá nhân", [(5, "collective"), (12, "individual")]),
        ("Tập thể: 05; cá nhân: 12", [(5, "collective"), (12, "individual")]),
        ("Cá nhân: 12", [(12, "individual")]),
        ("Cá nhân (12 người)", [(12, "individual")]),
        ("12 học sinh", [(12, "individual")]),
        ("23 tập thể", [(23, "collective")]),
        ("12 lượt", [(12, "")]),
        ("12 lượt cá nhân", [(12, "individual")]),
        ("05 tập thể 12 cá nhân", [(5, "collective"), (12, "individual")]),
        ("521 cán bộ, giáo viên, nhân viên", [(521, "individual")]),
        ("12 người, có danh sách kèm theo", [(12, "individual")]),
        ("12 cá nhân (trong đó 8 nữ)", [(12, "individual")]),
        ("Gồm 12 cá nhân", [(12, "individual")]),
        ("12 cá nhân thuộc Trường THCS Hà Hiệu", [(12, "individual")]),
        ("05 tập thể và cá nhân", [(5, "")]),
        ("05 tập thể + 12 cá nhân", [(5, "collective"), (12, "individual")]),
        ("0 cá nhân", [(0, "individual")]),
        ("12 giáo viên dạy giỏi", [(12, "individual")]),
        ("05 cá nhân tiêu biểu, 03 hộ gia đình", [(5, "individual"), (3, "household")]),
        ("1 069 cá nhân", [(1069, "individual")]),
        ("05 tập thể, 02 hộ gia đình và 12 cá nhân", [(5, "collective"), (2, "household"), (12, "individual")]),
        ("01 hộ ông Nguyễn Văn A", [(1, "household")]),
        ("70 cá nhân", [(70, "individual")]),
        ("- 05 tập thể\n- 12 cá nhân", [(5, "collective"), (12, "individual")]),
        ("05 đơn vị", [(5, "collective")]),
        ("Tổng số: 12 người", [(12, "individual")]),
    ],
)
def test_number_of_recipients_counts_as_it_says(cell, counts):
    """A log of decisions says "521 cá nhân" where a list has names; counted as one, 520 people are lost."""
    assert read_recipients(cell) == tuple(Counted(*count) for count in counts)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Nguyễn Văn A; Trần Thị B", "several"),
        ("Nguyễn Văn An, Hoàng Thị Bích", "several"),
        ("Nguyễn Văn An\nHoàng Thị Bích", "several"),
        ("Nguyễn Văn A và Trần Thị B", "several"),
        ("1-12", "range"),
        ("từ số 1 đến số 12", "range"),
        ("Từ 1 đến 12", "range"),
        ("01 - 12", "range"),
        ("Có danh sách kèm theo", "no-name"),
        ("12", "no-name"),
        ("như trên", "no-name"),
        ("Danh sách kèm theo", "no-name"),
        ("Theo danh sách", "no-name"),
        ("Cá nhân", "no-name"),
        ("Các cá nhân", "no-name"),
        ("Tập thể", "no-name"),
        ("Nguyễn Văn A và 11 người khác", "several"),
        ("Nguyễn Văn A và các cá nhân khác", "several"),
        ("Nguyễn Văn An Trần Thị Bình", "several"),
        ("1. Nguyễn Văn A 2. Trần Thị B", "several"),
        ("- Nguyễn Văn A\n- Trần Thị B", "several"),
        ("Trường TH A\nTrường TH B", "several"),
        ("Trường TH A, Trường TH B", "several"),
        ("UBND xã Hà Hiệu và Khang Ninh", "several"),
        ("UBND xã Hà Hiệu, Khang Ninh", "several"),
        ("Trường Tiểu học Chu Hương, Khang Ninh", "several"),
        ("Thôn A và thôn B", "several"),
        ("Nhân dân xã A, xã B", "several"),
        ("Hộ ông A, hộ bà B", "several"),
        ("Ban Chấp hành Đoàn xã A; B", "several"),
        ("2,952 cá nhân", "ambiguous"),
        ("Nguyễn Văn A - Trần Thị B", "several"),
        ("Nguyễn Văn A / Trần Thị B", "several"),
        ("Bùi Thị C (vợ), Nguyễn Văn D (chồng)", "several"),
        ("Trường THCS A (có danh sách kèm theo)", "several"),
        ("Nguyễn Văn An   Lý Quốc Bảo", "several"),
        ("17 tập thể, cá nhân (05 tập thể, 12 cá nhân)", "several"),
        ("02 cá nhân: Nguyễn Văn A, Trần Thị B", "several"),
        ("12 Hoàng Thị A", "no-name"),
        ("Trường A - Trường B", "several"),
        ("Nguyễn Văn An\nTòng Văn Bình", "several"),
        ("Nguyễn Văn An, Tòng Minh", "several"),
        ("Phạm Thị A, Trường B, Lê Văn C, Trường D", "several"),
        ("Nguyễn Văn A, ...", "several"),
        ("Ông A, bà B", "several"),
        ("10 - 12 cá nhân", "range"),
        ("nt", "no-name"),
        ("521", "no-name"),
        ("Hộ ông A\nHộ bà B", "several"),
        ("Nguyễn Văn A,\nTrần Thị B", "several"),
        ("STT 1 đến STT 12", "range"),
        ("Công an xã, Ban CHQS xã", "several"),
        ("Trường Tiểu học A và Trường THCS B", "several"),
        ("Nguyễn Văn A & Trần Thị B", "several"),
        ("Nguyễn Văn A + Trần Thị B", "several"),
        ("Hoàng Thị Hà; Hoàng Thị Hà", "several"),
        ("Nguyễn Văn A,Trần Thị B", "several"),
        ("Ma A Páo, Ma A Sùng", "several"),
        ("Giàng A Páo\nVàng A Sùng", "several"),
        ("Nhóm tác giả: Nguyễn Văn A, Trần Thị B", "several"),
        ("Nguyễn Văn A. Trần Thị B", "several"),
        ("NGUYỄN VĂN A, TRẦN THỊ B", "several"),
        ("Khoa Nội, Khoa Ngoại Bệnh viện A", "several"),
        ("Chi bộ thôn Nà Ma, Chi bộ thôn Nà Pài", "several"),
        ("Hộ ông Bàn Văn A, bà Lý Thị B", "several"),
        ("Nguyễn Văn A (và 11 người khác)", "several"),
        ("Nguyễn Văn An vàTrần Thị B", "several"),
        ("tập thể và cá nhân", "no-name"),
        ("HỘ GIA ĐÌNH", "no-name"),
        ("12 tháng", "no-name"),
        ("1000000000 cá nhân", "too-large"),
    ],
)
def test_cell_that_is_not_certainly_one_recipient_is_asked_for(cell, reason):
    """Two people in one cell would be counted once, and the second never found again."""
    assert read_recipients(cell) == Refused(reason)


@given(
    st.lists(PEOPLE, min_size=2, max_size=4),
    st.sampled_from(["; ", ", ", ",", "\n", " và ", " - ", " & ", ";\n", ", \n"]),
)
def test_people_in_one_cell_are_never_one(people, sign):
    """Whatever a typist puts between two names, the cell is not one recipient."""
    assert read_recipients(sign.join(people)) == Refused("several")
    assert read_recipients(unicodedata.normalize("NFD", sign.join(people))) == Refused("several")


@given(PEOPLE)
def test_plain_name_is_dismissed_at_first_sight(person):
    """Lists have a hundred thousand names: they must cost next to nothing, and stay as they are."""
    assert marked_recipients([person, person.upper()]) == []
    assert read_recipients(person) == person


@given(
    st.integers(min_value=0, max_value=999_999),
    st.integers(min_value=1, max_value=99),
    st.sampled_from([", ", "; ", " và ", "\n", " + "]),
)
def test_counts_of_two_kinds_add_up_in_every_way_of_writing(individuals, collectives, sign):
    """The parts of a decision are counted by kind; a group of thousands is no second number."""
    cell = f"{collectives:02} tập thể{sign}{individuals:,} cá nhân".replace(",", ".").replace(". ", ", ")

    assert read_recipients(cell) == (Counted(collectives, "collective"), Counted(individuals, "individual"))


def test_every_unit_is_one_recipient():
    """A district, a commune and its people's committee are commended under their full names."""
    names = [
        f"{office}{unit.name}" for unit in units() for office in ("", "UBND ", "Nhân dân và cán bộ ", "Hội Nông dân ")
    ]

    assert [name for name in names if not isinstance(read_recipients(name), str)] == []


@given(
    st.one_of(st.text(max_size=400), st.text(alphabet="Nguyễn Văn A,;-và&\n/0123456789()tập thểcá nhân", max_size=80))
)
@settings(deadline=None)
def test_any_text_is_answered_and_what_is_refused_has_a_sentence(text):
    """A sender's cell never stops the reading, and each reason is told."""
    read = read_recipients(text)

    assert not isinstance(read, Refused) or MESSAGES[read.reason] in messages()
    assert isinstance(read, str | Refused) or all(count.number >= 0 for count in read)
