"""Read, check and keep 100,000 rows in 200 workbooks, against `pandas.read_excel` (calamine) that merely reads them.

Both run as whole processes, in turn, several times. Usage: python benchmarks/intake.py [REPETITIONS] [FILES] [ROWS]
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

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
DISTRICTS = ["Ba Bể", "Chợ Đồn", "Chợ Mới", "Na Rì", "Ngân Sơn", "Bạch Thông", "Pác Nặm"]
FAMILY = ["Hoàng", "Nông", "Lý", "Triệu", "Bàn", "Ma", "Hà", "Lường", "Dương", "Đặng"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thu", "Quốc", "Hải", "Ngọc"]
GIVEN = ["An", "Bình", "Chi", "Dũng", "Hà", "Hùng", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Thảo", "Vân"]

OURS = """
import sys, time
from datetime import date
from pathlib import Path
from thidua.facts.receive import current_snapshot
from thidua.intake.files.limits import Limits
from thidua.registry import get_basis
if __name__ == "__main__":
    current_snapshot(Path(sys.argv[1]), basis=get_basis("administrative"), as_of=date(2024, 1, 15), limits=Limits())
"""
THEIRS = """
import sys
from pathlib import Path
import pandas as pd
rows = sum(len(pd.read_excel(path, engine="calamine", header=5)) for path in Path(sys.argv[1], "inbox").glob("*.xlsx"))
assert rows == int(sys.argv[2]), rows
"""


def write_workbook(path: Path, number: int, rows: int) -> None:
    """One decision list of a district and a half-year, with a title block and every column filled."""
    chance = random.Random(number)
    district = DISTRICTS[number % len(DISTRICTS)]
    half = number // len(DISTRICTS) % 16
    year, is_first = 2016 + half // 2, half % 2 == 0
    start = date(year - 1, 12, 15) if is_first else date(year, 6, 15)
    days = [day for day in (start + timedelta(days=n) for n in range(180)) if day.weekday() < 5]
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Khen thưởng")
        sheet.write(0, 0, f"UBND HUYỆN {district.upper()}")
        sheet.write(2, 3, "DANH SÁCH KHEN THƯỞNG")
        sheet.write(3, 3, f"6 tháng {'đầu' if is_first else 'cuối'} năm {year}")
        sheet.write_row(5, 0, HEADINGS)
        for row in range(rows):
            day = chance.choice(days)
            name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"
            sheet.write_row(
                6 + row,
                0,
                [
                    row + 1,
                    name,
                    "Cá nhân",
                    f"Trường Tiểu học số {chance.randrange(40)}",
                    f"huyện {district}",
                    "Giấy khen",
                    chance.choice(["Thường xuyên", "Chuyên đề", "Đột xuất"]),
                    f"{100 * number + row // 20 + 1}/QĐ-UBND",
                    datetime(day.year, day.month, day.day),
                    "Chủ tịch UBND huyện",
                    chance.choice(["Lãnh đạo, quản lý", "Trực tiếp lao động"]),
                    chance.choice(["x", ""]),
                    datetime(day.year, day.month, day.day) - timedelta(days=chance.randrange(5, 40)),
                    "",
                ],
            )


def seconds(code: str, *arguments: str) -> tuple[float, float]:
    """Wall time of a whole process, and the most memory that it and its workers held together, in MB."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, *arguments])
    highest = 0.0
    while process.poll() is None:
        highest = max(highest, resident(process.pid))
        time.sleep(0.02)
    if process.returncode:
        raise SystemExit("the measured process failed")
    return time.perf_counter() - began, highest


def resident(pid: int) -> float:
    """Memory of a process and its children now, in MB; read where the system tells it (Linux)."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(said["Pid"]) == pid or int(said["PPid"]) == pid:
            total += int(said.get("VmRSS", "0 kB").split()[0]) / 1024
    return total


def main() -> None:
    """Write the workbooks, measure both in turn, print seconds, rows per second, memory and the ratio."""
    given = [int(value) for value in sys.argv[1:]]
    repetitions, files, rows = given + [5, 200, 500][len(given) :]
    script = Path(tempfile.mkdtemp())
    try:
        (script / "inbox").mkdir()
        for number in range(files):
            write_workbook(script / "inbox" / f"{number:03d}.xlsx", number, rows)
        (script / "ours.py").write_text(OURS, encoding="utf-8")
        ours, theirs, memory = [], [], []
        for _ in range(repetitions):
            shutil.rmtree(script / "snapshots", ignore_errors=True)
            spent, held = seconds(
                f"import runpy, sys; sys.argv[0] = {str(script / 'ours.py')!r}; "
                f"runpy.run_path({str(script / 'ours.py')!r}, run_name='__main__')",
                str(script),
            )
            ours.append(spent)
            memory.append(held)
            theirs.append(seconds(THEIRS, str(script), str(files * rows))[0])
        again = seconds(
            f"import runpy, sys; sys.argv[0] = {str(script / 'ours.py')!r}; "
            f"runpy.run_path({str(script / 'ours.py')!r}, run_name='__main__')",
            str(script),
        )[0]
    finally:
        shutil.rmtree(script)
    for name, values in (("read, check, keep", ours), ("pandas.read_excel", theirs)):
        print(
            f"{name}: {statistics.median(values):.2f} s ({min(values):.2f} to {max(values):.2f}), "
            f"{files * rows / statistics.median(values):,.0f} rows/s"
        )
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    print(f"ratio: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    print(f"memory: {max(memory):.0f} MB; nothing new: {again:.2f} s; processors: {os.cpu_count()}")


if __name__ == "__main__":
    main()
