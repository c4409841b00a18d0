"""Draws registers: one workbook a district and year, with registrations, movements, indicators, scores and models.

Half a year has a shorter one: movements, indicators so far and models. Of some years both list directing documents.

Indicators, scores and models follow each district from year to year; their figures are invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from thidua.illustrative.chances import apportion, chance
from thidua.illustrative.directives import HEADINGS as DIRECTIVE_HEADINGS
from thidua.illustrative.directives import SHEET as DIRECTIVES
from thidua.illustrative.directives import YEARS as DIRECTIVE_YEARS
from thidua.illustrative.directives import directive_rows
from thidua.illustrative.levels import FIRST_YEAR, own_levels, provincial_levels
from thidua.illustrative.models import models_by, models_of
from thidua.illustrative.senders import Sender
from thidua.illustrative.sheets import Sheet, Value
from thidua.registry import get_award, get_unit

_REGISTRANTS = {"Khối trường học": 62, "Khối cơ quan, đơn vị": 22, "Khối xã, phường, thị trấn": 16}
_REGISTERED = (
    ("LDTT", "individual"),
    ("CSTDCS", "individual"),
    ("TTLDTT", "collective"),
    ("CSTDT", "individual"),
    ("TTLDXS", "collective"),
)
_KINDS = {"collective": "Tập thể", "individual": "Cá nhân"}

# Name, mode, launching level, sector, core; one of a year (True) begins and ends in it.
_MOVEMENTS = (
    ("Bắc Kạn chung sức xây dựng nông thôn mới", "Chuyên đề", "Tỉnh", "Nông nghiệp, nông thôn", True, False),
    ("Toàn dân đoàn kết xây dựng đời sống văn hóa", "Thường xuyên", "Huyện", "Văn hóa - xã hội", False, True),
    ("Dạy tốt, học tốt", "Thường xuyên", "Huyện", "Giáo dục", False, True),
    ("Nông dân sản xuất, kinh doanh giỏi", "Thường xuyên", "Huyện", "Nông nghiệp", False, True),
    ("Thi đua thu ngân sách đạt và vượt dự toán", "Theo đợt", "Huyện", "Tài chính", False, True),
    ("Thi đua cao điểm chào mừng các ngày lễ lớn", "Cao điểm", "Huyện", "Chung", False, True),
)

# Name, unit of measure, direction, level, decimals.
_INDICATORS = (
    ("Thu ngân sách trên địa bàn", "tỷ đồng", "Tăng", 46.0, 1),
    ("Tổng sản lượng lương thực có hạt", "tấn", "Tăng", 19_500.0, 0),
    ("Diện tích trồng rừng mới", "ha", "Tăng", 620.0, 0),
    ("Tỷ lệ hộ nghèo", "%", "Giảm", 21.0, 1),
    ("Số xã đạt chuẩn nông thôn mới (lũy kế)", "xã", "Tăng", 4.0, 0),
    ("Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "Tăng", 96.0, 1),
    ("Số trường đạt chuẩn quốc gia (lũy kế)", "trường", "Tăng", 17.0, 0),
    ("Tỷ lệ gia đình văn hóa", "%", "Tăng", 84.0, 1),
)

_CRITERIA = (
    ("Thực hiện các chỉ tiêu phát triển kinh tế", 300),
    ("Thực hiện các chỉ tiêu văn hóa - xã hội", 200),
    ("Bảo đảm quốc phòng, an ninh", 100),
    ("Xây dựng Đảng, chính quyền và hệ thống chính trị", 200),
    ("Công tác thi đua, khen thưởng", 200),
)


def register_sheets(sender: Sender, year: int) -> list[Sheet]:
    """The sheets of a district's register for a year."""
    unit, words = sender.unit, f"năm {year}"
    return [
        drawn(sender, words, "Đăng ký thi đua", _REGISTRATION_HEADINGS, _registrations(unit, year)),
        drawn(sender, words, "Phong trào thi đua", _MOVEMENT_HEADINGS, _movements(unit, year)),
        drawn(sender, words, "Chỉ tiêu", _INDICATOR_HEADINGS, _indicators(unit, year)),
        drawn(sender, words, "Chấm điểm", _SCORE_HEADINGS, _scores(unit, year)),
        drawn(sender, words, "Điển hình tiên tiến", _MODEL_HEADINGS, models_of(unit, year)),
        *directive_sheets(sender, words, year, 0),
    ]


def half_register_sheets(sender: Sender, year: int) -> list[Sheet]:
    """The sheets of a district's register for the first half of a year."""
    unit, words = sender.unit, f"6 tháng đầu năm {year}"
    last = date(year, 6, 14)
    return [
        drawn(sender, words, "Phong trào thi đua", _MOVEMENT_HEADINGS, _movements_by(unit, last)),
        drawn(sender, words, "Chỉ tiêu", _INDICATOR_HEADINGS, _indicators_so_far(unit, year)),
        drawn(sender, words, "Điển hình tiên tiến", _MODEL_HEADINGS, models_by(unit, last)),
        *directive_sheets(sender, words, year, 1),
    ]


def directive_sheets(sender: Sender, period: str, year: int, half: int) -> list[Sheet]:
    """The list of directing documents of a year or half; none of a year of which nobody lists them."""
    if year not in DIRECTIVE_YEARS:
        return []
    rows = directive_rows(get_unit(sender.unit), year, half)
    return [drawn(sender, period, DIRECTIVES, DIRECTIVE_HEADINGS, rows)]


_REGISTRATION_HEADINGS = "STT|Đơn vị|Danh hiệu thi đua đăng ký|Đối tượng|Số lượng đăng ký|Ngày đăng ký"
_MOVEMENT_HEADINGS = (
    "STT|Tên phong trào|Hình thức|Cấp phát động|Lĩnh vực|Từ ngày|Đến ngày|Nòng cốt|Số khen thưởng|Ghi chú"
)
_INDICATOR_HEADINGS = "STT|Chỉ tiêu|Đơn vị tính|Chiều|Kế hoạch|Thực hiện|Cùng kỳ|Tỷ lệ %|Ghi chú"
_SCORE_HEADINGS = "STT|Tiêu chí|Điểm tối đa|Tự chấm|Kiểm tra chéo|Điểm thưởng|Điểm trừ|Phiếu suy tôn|Ghi chú"
_MODEL_HEADINGS = (
    "STT|Tên điển hình|Đối tượng|Lĩnh vực|Ngày phát hiện|Giai đoạn|Số mô hình nhân rộng|Ngày kiểm tra|Khó khăn|"
    "Đề nghị hỗ trợ|Ghi chú"
)


def drawn(sender: Sender, period: str, name: str, headings: str, rows: Iterable[Sequence[Value]]) -> Sheet:
    """A sheet under its title block; a cell is remembered as (row from 0, heading)."""
    sheet = Sheet(name)
    words = headings.split("|")
    for level, line in enumerate(sender.agency):
        sheet.put(level, 0, line, "title")
    sheet.put(2, 0, name.upper(), "title")
    sheet.put(3, 0, f"Kỳ báo cáo: {period}", "title")
    below = sheet.put_headings(5, [(word,) for word in words])
    sheet.widths = dict.fromkeys(range(len(words)), 15.0) | {0: 6.0, 1: 42.0}
    for index, row in enumerate(rows):
        for column, (word, value) in enumerate(zip(words, (index + 1, *row), strict=True)):
            sheet.put(below + index, column, value, "date" if isinstance(value, date) else "")
            sheet.places[index, word] = (below + index, column)
    return sheet


def _registrations(unit: str, year: int) -> list[tuple[Value, ...]]:
    """What was registered for titles at the beginning of the year: somewhat more than was awarded."""
    random = chance("registrations", unit, year)
    awarded = dict(own_levels(unit, year))
    awarded |= {award: by_unit[unit] for award, by_unit in provincial_levels(year).items()}
    rows: list[tuple[Value, ...]] = []
    for award, kind in _REGISTERED:
        registered = round(awarded[award, kind] * random.uniform(1.04, 1.16)) + 1
        for registrant, count in apportion(registered, _REGISTRANTS).items():
            day = date(year, 1, 20) + timedelta(days=random.randrange(50))
            rows.append((registrant, get_award(award).name_vi, _KINDS[kind], count, day))
    return rows


def _movements(unit: str, year: int) -> list[tuple[Value, ...]]:
    random = chance("movements", unit, year)
    stage = 2016 if year <= 2020 else 2021
    rows: list[tuple[Value, ...]] = []
    for name, mode, level, sector, is_core, is_yearly in _MOVEMENTS:
        first = date(year, 1, random.randrange(8, 28)) if is_yearly else date(stage, 1, 15)
        last = date(year, random.randrange(10, 13), random.randrange(1, 15)) if is_yearly else date(stage + 4, 12, 14)
        mark = "x" if is_core else ""
        rows.append((name, mode, level, sector, first, last, mark, random.randrange(4, 26), ""))
    return rows


def _movements_by(unit: str, last: date) -> list[tuple[Value, ...]]:
    """The movements of the year that a half-year register tells: about half of their commendations were given."""
    return [(*row[:7], int(str(row[7])) // 2, row[8]) for row in _movements(unit, last.year)]


def _indicators_so_far(unit: str, year: int) -> list[tuple[Value, ...]]:
    """Targets of the year with what was reached by the middle of it, this year and the year before."""
    rows: list[tuple[Value, ...]] = []
    for name, measure, direction, target, _, _, _, _ in _indicators(unit, year):
        actual, before = (_so_far(unit, str(name), each) for each in (year, year - 1))
        percent = round(100 * actual / float(str(target)), 1)
        rows.append((name, measure, direction, target, actual, before, percent, ""))
    return rows


def _so_far(unit: str, name: str, year: int) -> float:
    """What flows in comes half by half; what stands (a rate, a running total) is nearly where the year before ended."""
    _, measure, _, _, decimals = next(each for each in _INDICATORS if each[0] == name)
    if measure == "%" or "lũy kế" in name:
        return _actual(unit, name, year - 1)
    return round(_actual(unit, name, year) * chance("half", unit, name, year).uniform(0.43, 0.56), decimals)


def _indicators(unit: str, year: int) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for name, measure, direction, level, decimals in _INDICATORS:
        target, actual = _target(unit, name, year), _actual(unit, name, year)
        before = _actual(unit, name, year - 1) if year > FIRST_YEAR else round(level * 0.96, decimals)
        percent = round(100 * actual / target, 1)
        rows.append((name, measure, direction, target, actual, before, percent, ""))
    return rows


def _target(unit: str, name: str, year: int) -> float:
    _, _, direction, level, decimals = next(each for each in _INDICATORS if each[0] == name)
    size = chance("indicator", unit, name).uniform(0.8, 1.25)
    trend = 1.03 ** (year - 2020) if direction == "Tăng" else 0.92 ** (year - 2020)
    if "%" in next(each[1] for each in _INDICATORS if each[0] == name) and direction == "Tăng":
        size, trend = 1 + (size - 1) / 12, 1.004 ** (year - 2020)
    return max(1.0, round(level * size * trend, decimals))


def _actual(unit: str, name: str, year: int) -> float:
    measure, direction, decimals = next((each[1], each[2], each[4]) for each in _INDICATORS if each[0] == name)
    random = chance("actual", unit, name, year)
    ratio = random.uniform(0.93, 1.12) if direction == "Tăng" else random.uniform(0.9, 1.04)
    if measure == "%" and direction == "Tăng":
        ratio = random.uniform(0.985, 1.012)
    actual = round(_target(unit, name, year) * ratio, decimals)
    return min(actual, 99.9) if measure == "%" else actual


def _scores(unit: str, year: int) -> list[tuple[Value, ...]]:
    """The block's score sheet; the votes of the other members stand on the last line."""
    random = chance("scores", unit, year)
    rows: list[tuple[Value, ...]] = []
    for place, (criterion, maximum) in enumerate(_CRITERIA):
        own = maximum - random.randrange(0, maximum // 20 + 1)
        checked = own - random.randrange(0, maximum // 50 + 1)
        is_last = place == len(_CRITERIA) - 1
        bonus, minus = random.choice((0, 0, 5, 10)), random.choice((0, 0, 0, 5))
        votes = random.randrange(0, 8) if is_last else None
        rows.append((criterion, maximum, own, checked, bonus, minus, votes, ""))
    return rows
