"""Exemplary models: found in one year, fostered, commended and replicated in the years after.

Every name and story is invented.
"""

from __future__ import annotations

from datetime import date, timedelta

from thidua.illustrative.chances import chance
from thidua.illustrative.people import new_name
from thidua.illustrative.sheets import Value
from thidua.illustrative.workplaces import as_called, communes

_STAGES = ("Phát hiện", "Bồi dưỡng", "Biểu dương", "Nhân rộng")
_SUBJECTS = (
    ("Mô hình trồng mơ gắn với du lịch cộng đồng, {place}", "Tập thể", "Nông nghiệp"),
    ("Hộ {title} {name}: chăn nuôi trâu, bò vỗ béo, {place}", "Hộ gia đình", "Nông nghiệp"),
    ("{Title} {name}: hiến đất làm đường giao thông nông thôn, {place}", "Cá nhân", "Xây dựng nông thôn mới"),
    ("Tổ tự quản an ninh trật tự, {place}", "Tập thể", "An ninh trật tự"),
    ("{Title} {name}: giữ gìn hát then, đàn tính, {place}", "Cá nhân", "Văn hóa"),
    ("Câu lạc bộ giúp nhau phát triển kinh tế của phụ nữ, {place}", "Tập thể", "Phát triển kinh tế"),
    ("Lớp học xóa mù chữ buổi tối, {place}", "Tập thể", "Giáo dục"),
)
_DIFFICULTIES = ("Thiếu vốn mở rộng", "Đầu ra chưa ổn định", "Giao thông đi lại khó khăn", "")
_SUPPORT = ("Vay vốn ưu đãi", "Tập huấn kỹ thuật", "Kết nối tiêu thụ sản phẩm", "")


def models_of(unit: str, year: int) -> list[tuple[Value, ...]]:
    """The rows of a district's register of models: those found in the year and in the three years before."""
    return [row for found in range(year - 3, year + 1) for row in _found_in(unit, found, year)]


def models_by(unit: str, last: date) -> list[tuple[Value, ...]]:
    """The rows of a register of the first half of a year: as a year before, and those found since."""
    known = models_of(unit, last.year - 1)
    new = [row for row in _found_in(unit, last.year, last.year) if isinstance(row[3], date) and row[3] <= last]
    return [*known, *new]


def _found_in(unit: str, found: int, year: int) -> list[tuple[Value, ...]]:
    random = chance("models", unit, found)
    rows: list[tuple[Value, ...]] = []
    for subject, kind, sector in random.sample(_SUBJECTS, 2 if found % 2 else 1):
        name, is_female, _ = new_name(random)
        place = random.choice(communes(unit)).removeprefix("UBND ")
        title = "bà" if is_female else "ông"
        found_on = date(found, 2, 10) + timedelta(days=random.randrange(200))
        place = as_called(place, unit, found_on)
        text = subject.format(title=title, Title=title.capitalize(), name=name, place=place)
        pace = random.choice((1, 1, 1, 2))
        stage = min((year - found) // pace, len(_STAGES) - 1)
        replications = random.randrange(1, 6) if stage == len(_STAGES) - 1 else 0
        reviewed_on = date(year, 10, 2) + timedelta(days=random.randrange(45)) if year > found else None
        trouble = random.randrange(len(_DIFFICULTIES))
        rest = (_STAGES[stage], replications, reviewed_on, _DIFFICULTIES[trouble], _SUPPORT[trouble], "")
        rows.append((text, kind, sector, found_on, *rest))
    return rows
