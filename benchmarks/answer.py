"""Answer two large workbooks: 49,000 rows with a fault each, and a small list above 100,000 formatted blank rows.

Each is checked and answered by `run_reports.py check --answer` as a whole process, several times. What is printed is
processor time, highest memory and lines on the screen; for the first one also those of the check without an answer.
Usage: python benchmarks/answer.py [REPETITIONS] [ROWS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parent.parent
HEADINGS = [
    "STT",
    "Họ và tên",
    "Đối tượng",
    "Đơn vị công tác",
    "Huyện",
    "Danh hiệu, hình thức",
    "Loại hình khen thưởng",
    "Số quyết định",
    "Ngày quyết định",
    "Cơ quan ban hành",
    "Thành phần",
    "Nữ",
    "Ngày đề nghị",
    "Ghi chú",
]
BLANK_ROWS = 100_000
LIST_ROWS, FAULTS = 40, 7


@dataclass(frozen=True)
class Spent:
    """What one whole process took: processor time in seconds, highest memory in MB, lines on the screen."""

    seconds: float
    megabytes: float
    lines: int


def write_workbook(path: Path, *, rows: int, faults: int, blank_rows: int = 0) -> None:
    """One decision list of a half-year; the decision of each of the last ``faults`` rows has no number."""
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        grid = book.add_format({"border": 1, "font_name": "Times New Roman", "font_size": 12})
        day = book.add_format({"border": 1, "font_name": "Times New Roman", "num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Khen thưởng")
        sheet.write(0, 0, "UBND HUYỆN BA BỂ")
        sheet.write(2, 3, "DANH SÁCH KHEN THƯỞNG")
        sheet.write(3, 3, "6 tháng đầu năm 2021")
        sheet.write_row(5, 0, HEADINGS, grid)
        for row in range(rows):
            is_faulty = row >= rows - faults
            cells = (
                row + 1,
                f"Nông Văn {row}",
                "Cá nhân",
                f"Trường Tiểu học số {row % 40}",
                "huyện Ba Bể",
                "Giấy khen",
                "Thường xuyên",
                f"số {row + 1}" if is_faulty else f"{row // 20 + 1}/QĐ-UBND",
                datetime(2021, 3, 12),
                "Chủ tịch UBND huyện",
                "Trực tiếp lao động",
                "x" if row % 2 else "",
                datetime(2021, 3, 1),
                "",
            )
            for column, value in enumerate(cells):
                sheet.write(6 + row, column, value, day if isinstance(value, datetime) else grid)
        for row in range(6 + rows, 6 + rows + blank_rows):
            for column in range(len(HEADINGS)):
                sheet.write_blank(row, column, None, grid)


def measure(*arguments: str) -> Spent:
    """Run the command; an exit status of 1 says that files have errors, which these have."""
    with tempfile.TemporaryFile() as screen:
        command = [sys.executable, str(ROOT / "run_reports.py"), "check", *arguments]
        process = subprocess.Popen(command, stdout=screen)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) != 1:
            raise SystemExit(
                f"check {' '.join(arguments)}: exit status {os.waitstatus_to_exitcode(status)}; expected 1"
            )
        screen.seek(0)
        return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, len(screen.readlines()))


def tell(name: str, runs: list[Spent]) -> None:
    """Print the medians of one case."""
    seconds = [run.seconds for run in runs]
    print(
        f"{name}: {statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f}), "
        f"{statistics.median(run.megabytes for run in runs):.0f} MB, {runs[0].lines} lines"
    )


def main() -> None:
    """Write both workbooks, check and answer each, print the medians."""
    given = [int(value) for value in sys.argv[1:]]
    repetitions, rows = given + [3, 49_000][len(given) :]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, blank = folder / "many.xlsx", folder / "blank.xlsx"
        write_workbook(many, rows=rows, faults=rows)
        write_workbook(blank, rows=LIST_ROWS, faults=FAULTS, blank_rows=BLANK_ROWS)
        answers = ("--answer", str(folder / "answers"))
        cases = {
            f"check of {rows:,} faulty rows": (str(many),),
            f"check and answer of {rows:,} faulty rows": (str(many), *answers),
            f"check and answer of {FAULTS} faults above {BLANK_ROWS:,} blank rows": (str(blank), *answers),
        }
        print(f"files: {many.stat().st_size / 1e6:.1f} MB and {blank.stat().st_size / 1e6:.1f} MB")
        for case, arguments in cases.items():
            tell(case, [measure(*arguments) for _ in range(repetitions)])


if __name__ == "__main__":
    main()
