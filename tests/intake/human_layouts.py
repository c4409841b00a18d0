"""Draws random lists, returns and indicators as people lay them out: merged, written once, grouped, side by side.

What the drawing says is known before it is drawn; whether it is read so is asked in ``test_human_layouts``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from hypothesis import strategies as st

from thidua.intake.files.sheet_scan import Area
from thidua.intake.files.workbook import Cell, Sheet

KINDS = {"individual": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
TYPES = {"CTR": "Thường xuyên", "PTR": "Chuyên đề", "DOT": "Đột xuất"}
CLASSES = {"direct_labour": "Trực tiếp lao động", "manager": "Lãnh đạo, quản lý"}
UNITS = {"huyen-ba-be": "Ba Bể", "huyen-na-ri": "Na Rì", "huyen-cho-don": "Chợ Đồn"}
DISTRICT_AWARDS = {
    "individual": {"GKH": "Giấy khen", "LDTT": "Lao động tiên tiến", "CSTDCS": "Chiến sĩ thi đua cơ sở"},
    "collective": {"GKH": "Giấy khen", "TTLDTT": "Tập thể Lao động tiên tiến"},
    "household": {"GKH": "Giấy khen"},
}
PROVINCE_AWARD = {"BKT": "Bằng khen của Chủ tịch UBND tỉnh"}
_PEOPLE = [
    f"{family} {middle} {given}"
    for family in ("Hoàng", "Nông", "Triệu", "Ma")
    for middle in ("Văn", "Thị")
    for given in ("Huệ", "Páo", "Dung")
]
_COLLECTIVES = ["Trường Tiểu học Hà Hiệu", "Thôn Nà Lẹng", "Trạm Y tế xã Yến Dương", "Hội Nông dân xã Mỹ Phương"]
NAMES = {"individual": _PEOPLE, "collective": _COLLECTIVES, "household": [f"Hộ ông {name}" for name in _PEOPLE[:5]]}
DITTOS = ("nt", '"', "như trên", "-nt-")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
GROUPED = ("kind", "award", "decision", "unit")
SHOWN_ONCE = ("unit", "award", "type", "class", "decision", "day")
NOT_YET = (("class", "blank"), ("type", "blank"))
"""What is not drawn: a class, or a type in one row alone, is lost where it is left blank; tests wait for that."""
HEADINGS = {
    "number": ("STT", "TT"),
    "name": ("Họ và tên, tên tập thể", "Tên tập thể, cá nhân", "Họ và tên"),
    "kind": ("Đối tượng",),
    "unit": ("Huyện, thành phố", "Huyện"),
    "award": ("Danh hiệu, hình thức khen thưởng", "Hình thức khen thưởng", "Danh hiệu"),
    "type": ("Loại hình khen thưởng", "Loại hình"),
    "class": ("Thành phần",),
    "decision": ("Số quyết định", "Số QĐ"),
    "day": ("Ngày quyết định", "Ngày ban hành"),
    "money": ("Tiền thưởng",),
    "position": ("Chức vụ",),
    "unknown": ("Mã hồ sơ lưu", "Kết quả bình xét"),
}


class Fact(NamedTuple):
    """One award of one recipient; ``type`` and ``group`` (the class) are empty where the list does not say them."""

    unit: str
    award: str
    kind: str
    group: str
    type: str
    decision: str
    day: date
    name: str


@dataclass
class Grid:
    """Cells and merged areas, put below or beside one another."""

    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)

    def add(self, cells: Sequence[Cell]) -> None:
        self.rows.append(list(cells))

    def put(self, other: Grid, *, row: int, column: int) -> None:
        """Lay another grid over this one, its first cell at a row and column from 0."""
        for at, cells in enumerate(other.rows, row):
            while len(self.rows) <= at:
                self.rows.append([])
            self.rows[at] += [""] * (column + len(cells) - len(self.rows[at]))
            self.rows[at][column : column + len(cells)] = cells
        self.merged += [Area(a + row, b + column, c + row, d + column) for a, b, c, d in other.merged]

    def sheet(self, name: str) -> Sheet:
        width = max(map(len, self.rows))
        rows = [[*row, *[""] * (width - len(row))] for row in self.rows]
        while rows and not any(cell != "" for cell in rows[-1]):
            rows.pop()
        return Sheet(name, rows, merged=tuple(self.merged))


@dataclass(frozen=True)
class Drawn:
    """The sheets of one workbook, and what they say."""

    sheets: tuple[Sheet, ...]
    facts: Counter


@dataclass(frozen=True)
class _Way:
    """How one list is drawn: its columns, how equal neighbours are written, its groups, what stands around it."""

    columns: tuple[str, ...]
    headings: dict[str, str]
    once: dict[str, str]
    groups: tuple[str, ...]
    two_cells: bool
    sums: bool
    numbering_row: bool
    two_rows: bool
    text_days: bool
    ditto: str


@st.composite
def lists(draw, *, plain: bool = False) -> Drawn:
    """A decision list of a district or of a department; ``plain`` draws only what must be understood."""
    is_department = draw(st.booleans())
    shown = [name for name in ("type", "class") if draw(st.booleans())]
    facts = draw(_facts(is_department, shown))
    split = draw(st.sampled_from(("one", "one", "one", "sheets", "beside", "below")))
    ways = ("full", "merged") if plain else ("full", "merged", "blank", "ditto")
    groups = tuple(draw(st.lists(st.sampled_from(_groups(is_department)), unique=True, max_size=2)))
    if plain:
        groups = ()
    if split != "one":
        groups = tuple(name for name in groups if name != "kind")
    extras = () if plain else ("money", "position", "unknown")
    columns = draw(_columns(is_department, shown, groups, split, extras))
    if "number" not in columns:
        # With blanks below, a row that is a name alone is taken for a group heading; a test waits for that.
        ways = tuple(way for way in ways if way != "blank")
    way = _Way(
        columns,
        {name: draw(st.sampled_from(HEADINGS[name])) for name in columns},
        {name: draw(st.sampled_from([way for way in ways if (name, way) not in NOT_YET])) for name in SHOWN_ONCE},
        groups,
        *(draw(st.booleans()) for _ in range(5)),
        draw(st.sampled_from(DITTOS)),
    )
    title = ["UBND TỈNH BẮC KẠN", "SỞ NỘI VỤ"] if is_department else ["UBND HUYỆN BA BỂ"]
    title += ["DANH SÁCH KHEN THƯỞNG", "6 tháng đầu năm 2023"]
    order = [draw(st.permutations(GROUPED)), draw(st.booleans())]
    facts.sort(key=lambda fact: _sort_key(fact, (*groups, *order[0])))
    sheets = _laid_out(facts, way, title, split, is_signed=order[1])
    return Drawn(tuple(sheets), Counter(facts))


def _groups(is_department: bool) -> tuple[str, ...]:
    return GROUPED if is_department else GROUPED[:3]


@st.composite
def _facts(draw, is_department: bool, shown: list[str]) -> list[Fact]:
    days = [date(2023, 2, 1) + timedelta(offset) for offset in range(100)]
    working = [day for day in days if day.weekday() < 5]
    decisions = draw(st.lists(st.integers(100, 999), min_size=1, max_size=3, unique=True))
    acts = [(f"{number}/QĐ-UBND", draw(st.sampled_from(working))) for number in decisions]
    facts: dict[tuple[str, ...], Fact] = {}
    for _ in range(draw(st.integers(2, 12))):
        kind = draw(st.sampled_from([*KINDS, "individual"]))
        kind = "collective" if is_department and kind == "household" else kind
        award = draw(st.sampled_from(sorted(PROVINCE_AWARD if is_department else DISTRICT_AWARDS[kind])))
        unit = draw(st.sampled_from(sorted(UNITS))) if is_department else "huyen-ba-be"
        group = draw(st.sampled_from(sorted(CLASSES))) if "class" in shown and kind == "individual" else ""
        award_type = draw(st.sampled_from(sorted(TYPES))) if "type" in shown else ""
        name, act = draw(st.sampled_from(NAMES[kind])), draw(st.sampled_from(acts))
        facts.setdefault((name, act[0], award), Fact(unit, award, kind, group, award_type, *act, name))
    return list(facts.values())


@st.composite
def _columns(draw, is_department: bool, shown: list[str], groups: tuple[str, ...], split: str, extras) -> tuple:
    middle = ["award", *shown, *(["unit"] if is_department else []), *(["kind"] if draw(st.booleans()) else [])]
    middle = [name for name in middle if name not in groups and not (name == "kind" and split != "one")]
    act = [] if "decision" in groups and draw(st.booleans()) else ["decision", "day"]
    if "decision" in groups and act:
        act = ["day"]
    others = [name for name in extras if draw(st.integers(0, 3)) == 0]
    columns = list(draw(st.permutations([*middle, *others])))
    at = draw(st.integers(0, len(columns)))
    columns[at:at] = act or ["decision"]
    # Rows of words alone are taken for the title of a table below, or for group headings; two tests wait for that.
    is_numbered = draw(st.integers(0, 3)) > 0 or split == "below" or "decision" in groups
    return (*(["number"] if is_numbered else []), "name", *columns)


def _sort_key(fact: Fact, order: Sequence[str]) -> tuple:
    return tuple(str(getattr(fact, name)) for name in order)


def _laid_out(facts: list[Fact], way: _Way, title: list[str], split: str, *, is_signed: bool) -> list[Sheet]:
    if split == "one":
        return [_page(title, [_table(facts, way)], is_signed=is_signed).sheet("Khen thưởng")]
    by_kind = {kind: [fact for fact in facts if fact.kind == kind] for kind in KINDS}
    tables = {kind: _table(own, way) for kind, own in by_kind.items() if own}
    if split == "sheets":
        return [_page(title, [table], is_signed=is_signed).sheet(KINDS[kind]) for kind, table in tables.items()]
    if split == "beside":
        page, column = Grid([[line] for line in (*title, "")]), 0
        for kind, table in tables.items():
            page.put(Grid([[KINDS[kind].upper()]]), row=len(title) + 1, column=column)
            page.put(table, row=len(title) + 2, column=column)
            column += len(way.columns) + 1
        return [page.sheet("Khen thưởng")]
    below = [each for kind, table in tables.items() for each in (Grid([[KINDS[kind].upper()]]), table)]
    return [_page(title, below, is_signed=is_signed).sheet("Khen thưởng")]


def _page(title: list[str], parts: list[Grid], *, is_signed: bool) -> Grid:
    page = Grid([[line] for line in (*title, "")])
    for part in parts:
        page.put(part, row=len(page.rows), column=0)
    if is_signed:
        page.add([])
        page.add(["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"])
        page.add(["", "Vi Thị Sao", "", "Lục Thế Khiêm"])
    return page


def _table(facts: list[Fact], way: _Way) -> Grid:
    grid = _heading(way)
    _group(grid, facts, way, 0)
    if way.sums:
        grid.add(["Tổng cộng", len(facts)])
    return grid


def _heading(way: _Way) -> Grid:
    texts = [way.headings[name] for name in way.columns]
    grid = Grid([texts])
    both = way.columns.index("decision") if {"decision", "day"} <= set(way.columns) else -1
    if way.two_rows and both >= 0:
        grid.rows = [
            ["Quyết định" if at == both else "" if at == both + 1 else text for at, text in enumerate(texts)],
            ["Số" if at == both else "Ngày" if at == both + 1 else "" for at in range(len(texts))],
        ]
        grid.merged = [Area(1, at + 1, 2, at + 1) for at in range(len(texts)) if at not in (both, both + 1)]
        grid.merged.append(Area(1, both + 1, 1, both + 2))
    if way.numbering_row:
        grid.add([f"({at})" for at in range(1, len(texts) + 1)])
    return grid


def _group(grid: Grid, facts: list[Fact], way: _Way, level: int) -> None:
    if level == len(way.groups):
        _body(grid, facts, way)
        return
    name = way.groups[level]
    for at, (_, own) in enumerate(groupby(facts, key=lambda fact: _sort_key(fact, (name,)))):
        members = list(own)
        text, number = _heading_text(members[0], name), ROMAN[at] if level == 0 else str(at + 1)
        grid.add([number, text] if way.two_cells and way.columns[0] == "number" else [f"{number}. {text}"])
        _group(grid, members, way, level + 1)
        if way.sums:
            grid.add(["Cộng", len(members)])


def _heading_text(fact: Fact, name: str) -> str:
    if name == "kind":
        return KINDS[fact.kind].upper()
    if name == "decision":
        return f"Quyết định số {fact.decision} ngày {fact.day:%d/%m/%Y}"
    return f"Huyện {UNITS[fact.unit]}" if name == "unit" else _award_text(fact)


def _award_text(fact: Fact) -> str:
    return PROVINCE_AWARD.get(fact.award) or DISTRICT_AWARDS[fact.kind][fact.award]


def _body(grid: Grid, facts: list[Fact], way: _Way) -> None:
    first = len(grid.rows) + 1
    for number, fact in enumerate(facts, 1):
        grid.add([_cell(fact, name, number, way) for name in way.columns])
    for at, name in enumerate(way.columns):
        if way.once.get(name, "full") != "full":
            _write_once(grid, first, at, way.once[name], way.ditto)


def _cell(fact: Fact, name: str, number: int, way: _Way) -> Cell:
    return {
        "number": number,
        "kind": KINDS[fact.kind],
        "unit": UNITS[fact.unit],
        "award": _award_text(fact),
        "type": TYPES.get(fact.type, ""),
        "class": CLASSES.get(fact.group, ""),
        "decision": fact.decision if "decision" not in way.groups else "",
        "day": f"{fact.day:%d/%m/%Y}" if way.text_days else fact.day,
        "name": fact.name,
        "money": 1_000_000,
        "position": "Chuyên viên",
        "unknown": "A",
    }[name]


def _write_once(grid: Grid, first: int, at: int, how: str, ditto: str) -> None:
    """Show equal neighbours of one column, from a row on (from 1), once."""
    row = first
    for value, same in groupby(list(grid.rows[first - 1 :]), key=lambda cells: cells[at]):
        height = len(list(same))
        if value != "" and height > 1:
            for below in range(row, row + height - 1):
                grid.rows[below][at] = ditto if how == "ditto" else ""
            if how == "merged":
                grid.merged.append(Area(row, at + 1, row + height - 1, at + 1))
        row += height


_PAIRS = (("Năm 2022", "Năm 2023"), ("Cùng kỳ", "Kỳ báo cáo"), ("Năm trước", "Năm nay"))
_TITLES = {
    "CSTDCS": ("Chiến sĩ thi đua cơ sở", ("individual",)),
    "LDTT": ("Lao động tiên tiến", ("individual",)),
    "TTLDTT": ("Tập thể Lao động tiên tiến", ("collective",)),
    "GKH": ("Giấy khen của Chủ tịch UBND huyện", ("collective", "individual")),
}


@st.composite
def returns(draw) -> Drawn:
    """A return of 2023, with the counts of another period or of two parts beside it."""
    awards = draw(st.lists(st.sampled_from(sorted(_TITLES)), min_size=1, unique=True))
    way = draw(st.sampled_from(("periods", "parts")))
    upper = draw(st.sampled_from(_PAIRS)) if way == "periods" else ("Khối xã", "Khối cơ quan")
    order = draw(st.permutations((0, 1)))
    body: list[list[Cell]] = []
    sums = [0] * 4
    meant: Counter = Counter()
    for number, code in enumerate(awards, 1):
        cells: list[Cell] = []
        for place, side in enumerate(order):
            for leaf, kind in enumerate(("collective", "individual")):
                count = draw(st.integers(0, 60)) if kind in _TITLES[code][1] else "-"
                cells.append(count)
                if isinstance(count, int):
                    sums[2 * place + leaf] += count
                    if way == "parts" or side == 1:
                        meant[code, kind] += count
        body.append([number, _TITLES[code][0], *cells])
    total: list[list[Cell]] = [["", "Tổng số", *sums]] if draw(st.booleans()) else []
    top = ["STT", "Danh hiệu, hình thức", upper[order[0]], "", upper[order[1]], ""]
    grid = Grid([["UBND HUYỆN BA BỂ"], ["Năm 2023"], ["Đơn vị tính: tập thể, cá nhân"]])
    table = Grid([top, ["", "", *("Tập thể", "Cá nhân") * 2]])
    if draw(st.booleans()):
        table.rows.insert(0, ["STT", "Danh hiệu, hình thức", "Kết quả khen thưởng", "", "", ""])
        table.rows[1][:2] = ["", ""]
    if draw(st.booleans()):
        at = len(table.rows) - 1
        table.merged = [Area(at, 3, at, 4), Area(at, 5, at, 6)]
    if draw(st.booleans()):
        table.add(["A", "B", 1, 2, 3, 4])
    table.rows += [*total, *body] if draw(st.booleans()) else [*body, *total]
    grid.put(table, row=3, column=0)
    return Drawn((grid.sheet("Biểu 1"),), +meant)


@st.composite
def indicators(draw) -> Drawn:
    """Indicators of 2023, with plan and result of another year beside them."""
    names = ("Thu ngân sách", "Số hộ nghèo giảm", "Diện tích rừng trồng mới")
    numbers = st.integers(1, 50_000)
    upper, order = draw(st.sampled_from(_PAIRS)), draw(st.permutations((0, 1)))
    grid = Grid([["UBND HUYỆN BA BỂ"], ["Năm 2023"]])
    table = Grid([["STT", "Chỉ tiêu", "Đơn vị tính", upper[order[0]], "", upper[order[1]], ""]])
    table.add(["", "", "", *("Kế hoạch", "Thực hiện") * 2])
    if draw(st.booleans()):
        table.merged = [Area(1, 4, 1, 5), Area(1, 6, 1, 7)]
    meant: Counter = Counter()
    for number, name in enumerate(names, 1):
        sides = [(draw(numbers), draw(numbers)) for _ in range(2)]
        table.add([number, name, "đơn vị", *sides[order[0]], *sides[order[1]]])
        meant[name, float(sides[1][0]), float(sides[1][1])] += 1
    grid.put(table, row=2, column=0)
    return Drawn((grid.sheet("Chỉ tiêu"),), meant)
