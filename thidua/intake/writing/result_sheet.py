"""The first sheet of an answer: whether the file counts, what to do, and every finding with a link to its cell.

What it says belongs here, how it is drawn to ``result_part``, how the cells themselves are marked to ``answer_marks``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from thidua.intake.cell_names import area_name, area_of, place_name
from thidua.intake.files.sheet_scan import Place
from thidua.intake.files.workbook import Sheet
from thidua.intake.finding import RESULT_SHEET, RESULT_TITLE, SEVERITY_VI, Finding, Severity, one_line
from thidua.intake.told import Told, told_together
from thidua.intake.writing.answer_marks import places_of

_SHEET_COLUMN, _CELL_COLUMN = 2, 3
_AREAS_OF_A_ROW = 20
"""More would make a row higher than Excel takes."""
_LONGEST_FOUND = 200
NOT_ALL_EXPLAINED = (
    "Không phải ô có màu nào cũng có lời giải thích khi đưa con trỏ vào; mọi ô sai đều có trong danh sách ở trang này."
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of the list: its texts, and the place that its link leads to, if any."""

    severity: Severity
    texts: tuple[str, str, str, str, str, str, str]
    link: str


@dataclass(frozen=True)
class ResultSheet:
    """What the first sheet of an answer says.

    Attributes
    ----------
    file
        The name under which the file was sent.
    findings
        What was found in it, in any order.
    titles
        The sender's names of the sheets that are in the answer, and their names there.
    remarks
        What the sender must know of this answer.
    """

    file: str
    findings: Sequence[Finding]
    titles: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[str] = ()

    @property
    def head(self) -> tuple[str, str, str, str, str]:
        """The lines above the list; the last one may be empty."""
        counts = Counter(finding.severity for finding in self.findings)
        return (
            RESULT_TITLE,
            f"Tệp: {self.file}",
            f"Số lỗi: {counts['error']}. Số cảnh báo: {counts['warning']}.",
            self._what_to_do(counts["error"], counts["warning"]),
            " ".join(self.remarks),
        )

    def _what_to_do(self, errors: int, warned: int) -> str:
        if not self.titles:
            return "Sửa theo cột “Cần sửa” rồi gửi lại tệp."
        if errors:
            also = ", xem lại các cảnh báo (ô màu vàng)" if warned else ""
            return (
                f"Tệp chưa được tính. Sửa các lỗi (ô màu đỏ){also} ngay trong tệp này theo cột “Cần sửa”, lưu lại và "
                "gửi lại. Bấm vào tên ô ở cột “Ô” để đến ô đó; đưa con trỏ vào ô có màu để đọc lời giải thích. "
                "Trang này cứ để nguyên khi gửi lại."
            )
        if warned:
            return (
                "Tệp được tính. Xem lại các cảnh báo (ô màu vàng); nếu phải sửa thì sửa ngay trong tệp này, lưu lại và "
                "gửi lại. Trang này cứ để nguyên."
            )
        return "Tệp được tính, không phải sửa gì."

    def rows(self) -> Iterator[ResultRow]:
        """The list: every finding, those that say the same of many cells in one row."""
        for told, start in self._places:
            yield self._row(told, start)

    @property
    def row_count(self) -> int:
        """How many rows the list has."""
        return len(self._places)

    @cached_property
    def _places(self) -> list[tuple[Told, int]]:
        """What each row tells, and the first of the areas that it names."""
        all_told = told_together(self.findings)
        return [(told, at) for told in all_told for at in range(0, max(len(told.areas), 1), _AREAS_OF_A_ROW)]

    def _row(self, told: Told, start: int) -> ResultRow:
        first, areas = told.first, told.areas[start : start + _AREAS_OF_A_ROW]
        title = self.titles.get(first.sheet)
        nowhere = "xem trang" if title is not None else ""
        link = ""
        if title is not None:
            quoted = title.replace("'", "''")
            link = f"'{quoted}'!{place_name(areas[0].first_row, areas[0].first_column) if areas else 'A1'}"
        texts = (
            SEVERITY_VI[first.severity],
            first.sheet,
            ", ".join(map(area_name, areas)) or first.cell or nowhere,
            one_line(first.found, limit=_LONGEST_FOUND),
            first.text,
            first.advice,
            first.rule,
        )
        return ResultRow(first.severity, texts, link)


def is_result_sheet(sheet: Sheet) -> bool:
    """Whether an earlier answer of ours put this sheet before the sender's."""
    return sheet.name.startswith(RESULT_SHEET) and bool(sheet.rows) and sheet.rows[0][0] == RESULT_TITLE


def listed_places(sheet: Sheet) -> dict[str, set[Place]]:
    """The cells that an earlier answer lists, by the sheet that it names: those which it has coloured."""
    places: dict[str, set[Place]] = {}
    for cells in sheet.rows:
        if len(cells) > _CELL_COLUMN and isinstance(cells[_CELL_COLUMN], str):
            for name in str(cells[_CELL_COLUMN]).split(", "):
                if area_of(name):
                    places.setdefault(str(cells[_SHEET_COLUMN]), set()).update(places_of(name))
    return places
