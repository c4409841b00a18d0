"""Nothing that stands in a sheet raises; what we write ourselves reads back as it was written."""

import io
import tomllib
from datetime import date, time, timedelta
from importlib import resources

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.sheets import BA_BE, facts_of, list_of, place_of, read, read_path, sheet_of
from thidua.intake.columns import TABLES
from thidua.intake.files.workbook import Cell, Sheet
from thidua.intake.words.competence import conferring
from thidua.intake.words.tables_said import read_words
from thidua.registry import (
    award_types,
    awards,
    communes_of,
    get_award,
    recipient_classes,
    statuses,
)
from thidua.registry.working_days import is_working_day

FORMS = [
    tuple(tuple(column["heading"]) for column in form["columns"])
    for book in tomllib.loads(
        resources.files("thidua.intake").joinpath("tables", "templates.toml").read_text(encoding="utf-8")
    )["workbooks"]
    for form in book["sheets"]
]
WORDS = sorted(
    {row["text"] for name in ("headings", "return_columns", "row_words", "register_words") for row in read_words(name)}
    | {"UBND HUYỆN BA BỂ", "6 tháng đầu năm 2021", "Kỳ báo cáo:", "Đơn vị tính: lượt", "Kính gửi: Sở Nội vụ"}
    | {"946/QĐ-UBND", "512/QĐ-UBND ngày 12/3/2021", "31/02/2021", "Giấy khen", "Bằng khen", "LĐTT", "I. TẬP THỂ"}
    | {"Nông Văn Thuỷ", "xã Khang Ninh", "Cá nhân", "x", "-", "…", "2.952", "2,952", "92,4%", "NguyÔn V¨n An", ""}
)
HOSTILE = (
    *(
        "<b>đậm</b><script>alert(1)</script>",
        "=1+1",
        '=HYPERLINK("http://x")',
        "<found>",
        "<award> <sum>",
        "{found} {0}",
    ),
    *(
        "%s %(a)s",
        "một\nhai\r\nba",
        "\x00\x07\x1b[31m",
        "\ud800\udfff",
        "\u202ecba\u2066",
        "a" * 10_000,
        "ngày " * 2_000,
    ),
    *("\u0301" * 300, "𝟗𝟗/QĐ-UBND", "٣", "(" * 500, "1" * 400, "1." * 400, ", " * 300, "'", '"', "\\", "|"),
)
NUMBERS = st.one_of(
    st.integers(-5, 50_000), st.integers(), st.floats(), st.booleans(), st.sampled_from([0.924, 2.952, -0.0, 45077])
)
DAYS = st.one_of(
    st.dates(), st.dates(date(2020, 1, 1), date(2022, 1, 1)), st.datetimes(), st.just(time(1)), st.just(timedelta(1))
)
TEXTS = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), st.text(max_size=12))
CELLS: st.SearchStrategy[Cell] = st.one_of(st.just(""), TEXTS, TEXTS, NUMBERS, DAYS)
QUICK = settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def assert_read_as_tables(*sheets: Sheet) -> None:
    """Reading them gives tables of the snapshot and sentences that can be sent (see `read`)."""
    found = read(*sheets)
    for name, table in found.tables.items():
        assert table.schema.equals(TABLES[name])
        assert all(table.column("cell").is_valid().to_pylist())


@pytest.mark.long
@settings(QUICK, max_examples=400)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=12), st.text(max_size=12))
def test_any_grid_is_read_without_raising(rows, name):
    """Whatever comes, the run goes on and the sender gets an answer."""
    assert_read_as_tables(sheet_of(rows or [[""]], name=name))


@QUICK
@given(st.data())
def test_any_cells_below_known_headings_are_read_without_raising(data):
    """Every reader of every layout meets every kind of cell."""
    assert_drawn_cells_are_read(data)


@pytest.mark.long
@settings(QUICK, max_examples=800)
@given(st.data())
def test_many_more_cells_below_known_headings_are_read_without_raising(data):
    """Each layout has dozens of columns, and each reader its own kinds of cells that it does not expect."""
    assert_drawn_cells_are_read(data)


def assert_drawn_cells_are_read(data):
    """Draw a form's headings in any order, with any cells below; reading it gives tables and sentences."""
    columns = data.draw(st.permutations(data.draw(st.sampled_from(FORMS))))
    height = max(map(len, columns))
    head = [[path[row] if row < len(path) else "" for path in columns] for row in range(height)]
    title = data.draw(st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=3))
    body = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=5))

    assert_read_as_tables(sheet_of([*title, *head, *body]))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_text_in_any_cell_gives_plain_findings(text):
    """Every heading of a list, a return and the registers holds it once, and so does every line of the title."""
    for columns in FORMS:
        height = max(map(len, columns))
        head = [[path[row] if row < len(path) else "" for path in columns] for row in range(height)]
        assert_read_as_tables(sheet_of([[text], ["UBND HUYỆN BA BỂ"], *head, [text] * len(columns)], name=text[:31]))
    for heading in ("Họ và tên", "Đối tượng", "Danh hiệu", "Số quyết định", "Ngày quyết định", "Huyện", "Nữ", "Năm"):
        assert_read_as_tables(list_of({heading: text}, {heading: text}))


def test_text_that_looks_like_a_word_of_the_sentence_is_shown_as_it_is():
    """ "<found>" in a cell is what the sender wrote."""
    sheet = list_of({"Danh hiệu": "<day>"})
    (finding,) = read(sheet).findings

    assert (finding.text, finding.cell) == ('Không có danh hiệu, hình thức "<day>"', place_of(sheet, "Danh hiệu"))


# --- what we write we read back ---

GIVERS = {"province_chair": "Chủ tịch UBND tỉnh", "district_chair": "Chủ tịch UBND huyện"}
NAMES = {
    "individual": ("Nông Văn Thuỷ", "HOÀNG THỊ LƯU", "Triệu Mùi Nhậy", "Dương Ngọc Ẩn", "Đặng Thị Ưởng"),
    "collective": ("Trường Tiểu học Chu Hương", "Trạm Y tế xã Yến Dương", "Chi bộ thôn Nà Lẹng"),
    "household": ("Hộ ông Lý Văn A", "Gia đình bà Hà Thị C"),
}
KINDS = {"individual": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
WORKDAYS = [day for n in range(164) if is_working_day(day := date(2021, 1, 1) + timedelta(n))]
GIVEN = [
    (award.code, giver, kind)
    for award in awards(date(2021, 6, 30))
    if award.is_award
    for giver in conferring(award.code, date(2021, 6, 30))
    for kind in award.recipient_kinds
    if giver in GIVERS and kind in KINDS
]
PLACES = {
    "Ba Bể": ("huyen-ba-be", ""),
    "H. BA BỂ": ("huyen-ba-be", ""),
    **{f"{one.name}, huyện Ba Bể": ("huyen-ba-be", one.id) for one in communes_of("huyen-ba-be", date(2021, 6, 30))},
}
HEADINGS: dict[str, tuple[str, ...]] = {
    "recipient": ("Họ và tên / Tên tập thể",),
    "kind": ("Đối tượng",),
    "award": ("Danh hiệu, hình thức",),
    "authority": ("Cơ quan ban hành",),
    "unit": ("Huyện",),
    "workplace": ("Đơn vị công tác",),
    "type": ("Loại hình khen thưởng",),
    "number": ("Quyết định khen thưởng", "Số quyết định"),
    "day": ("Quyết định khen thưởng", "Ngày quyết định"),
    "class": ("Thành phần",),
    "gender": ("Trong đó", "Giới tính"),
    "minority": ("Trong đó", "Dân tộc"),
    "status": ("Trạng thái",),
    "achievement": ("Thành tích",),
    "note": ("Ghi chú",),
}
READ_AS = (
    *("recipient", "recipient_kind", "award", "authority", "unit", "place", "workplace", "award_type", "decision_no"),
    *("decided_on", "recipient_class", "gender", "ethnic_minority", "status", "achievement", "note", "award_label"),
)


@st.composite
def list_rows(draw):
    """One row as it is written, and as it must be read."""
    award, giver, kind = draw(st.sampled_from(GIVEN))
    is_person = kind == "individual"
    place = draw(st.sampled_from(list(PLACES)))
    of_type = draw(st.sampled_from(award_types()))
    of_class = draw(st.sampled_from(recipient_classes("form")))
    gender = draw(st.sampled_from([("Nữ", "female"), ("nam", "male"), ("", "")]))
    people = draw(st.sampled_from([("Tày", True), ("Kinh", False), ("", None)]))
    status = draw(st.sampled_from(statuses()))
    label = draw(
        st.sampled_from([get_award(award).name_vi, get_award(award).name_vi.upper(), get_award(award).short_vi])
    )
    number, day = draw(st.integers(1, 9999)), draw(st.sampled_from(WORKDAYS))
    written = {
        "recipient": draw(st.sampled_from(NAMES[kind])),
        "kind": KINDS[kind],
        "award": label,
        "authority": GIVERS[giver],
        "unit": place,
        "workplace": "",
        "type": of_type.aliases[0] if of_type.aliases else of_type.code,
        "number": f"{number}/QĐ-UBND",
        "day": day,
        "class": of_class.short_vi,
        "gender": gender[0],
        "minority": people[0],
        "status": status.name_vi,
        "achievement": "",
        "note": draw(st.sampled_from(["", "Nông thôn mới", "=1+1"])),
    }
    unit, commune = PLACES[place]
    meant = (
        *(written["recipient"], kind, award, giver, unit, commune, "", of_type.code, written["number"], day),
        *((of_class.code, gender[1], people[1]) if is_person else ("", "", None)),
        *(status.code, "", written["note"], label),
    )
    return written, meant


def write(rows: list[dict[str, object]], order: list[str], *, is_merged: bool) -> bytes:
    """The rows as a workbook by openpyxl, columns in this order, headings in one row or two."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in BA_BE:
        sheet.append([line])
    if is_merged:
        groups = [HEADINGS[field][0] for field in order]
        # A group reaches over neighbours only; it is written again where it begins again.
        sheet.append([text if at == 0 or groups[at - 1] != text else None for at, text in enumerate(groups)])
        sheet.append([HEADINGS[field][1] if len(HEADINGS[field]) > 1 else None for field in order])
    else:
        sheet.append([HEADINGS[field][-1] for field in order])
    for row in rows:
        sheet.append([row[field] for field in order])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.long
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(list_rows(), min_size=1, max_size=6, unique_by=lambda row: (row[1][0].lower(), row[1][2], row[1][8])),
    st.permutations(list(HEADINGS)),
    st.booleans(),
    st.sampled_from(["", "%d/%m/%Y", "%d-%m-%Y"]),
)
def test_list_that_we_write_is_read_back(tmp_path_factory, rows, order, is_merged, form):
    """Any award its giver could confer that day, columns in any order: the same facts, and nothing to remark."""
    path = tmp_path_factory.getbasetemp() / "written.xlsx"
    written = [{**row, "day": row["day"].strftime(form) if form else row["day"]} for row, _ in rows]
    path.write_bytes(write(written, order, is_merged=is_merged))
    found = read_path(path)

    assert [(finding.text, finding.cell) for finding in found.findings] == []
    assert facts_of(found, *READ_AS) == [meant for _, meant in rows]
