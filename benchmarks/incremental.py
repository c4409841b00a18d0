"""What a build costs when nothing, or little, has changed: a hundred units, their province, block and quality.

python -m benchmarks.incremental [--runs 5] [--reports 100]

All are built once. Then `build` and `status` with nothing to do; then a row of one commune is corrected in its
workbook, and a row of a half-year that no edition tells of: which editions are made again, and how long that takes. A
build reads a changed workbook first; what no edition tells of is to cost that alone.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import openpyxl

from benchmarks.batch import TODAY, TODAY_PERIOD, hundred_of
from benchmarks.harness import Taken, now, tell, tell_machine

BESIDE = """
[[editions]]
kind = "province"
unit = "tinh-thai-nguyen-2025"
period = "2026-H1"

[[editions]]
kind = "block"
unit = "cum-ba-be"
period = "2026-H1"

[[editions]]
kind = "quality"
unit = "tinh-thai-nguyen-2025"
period = "2026-H1"
"""
OF_ONE = "2026-H1/Danh sách khen thưởng xã Ba Bể 6 tháng đầu năm 2026.xlsx"
OF_ANOTHER_YEAR = "2024-H1/Danh sách khen thưởng thành phố Bắc Kạn 6 tháng đầu năm 2024.xlsx"
COLUMN = "Thành phần"
CLASSES = ("Người trực tiếp lao động", "Lãnh đạo từ phó phòng trở lên")


def main() -> None:
    """Build, change, build, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--reports", type=int, default=100)
    asked = parser.parse_args()
    tell_machine()
    with tempfile.TemporaryDirectory() as folder:
        project = hundred_of(Path(folder) / "project", asked.reports, more=BESIDE)
        now().read(project, TODAY)
        first = _build(project)
        print(f"{len(_notes(project))} editions built in {first.wall:.1f} s")
        # The workbooks of those who have an edition count: the fifth part of the communes sends no list.
        unchanged(project, asked.runs)
        changed(project, asked.runs, OF_ONE, "a corrected row of one commune")
        changed(project, asked.runs, OF_ANOTHER_YEAR, "a corrected row of another year")


def unchanged(project: Path, runs: int) -> None:
    """Whole processes that find nothing to do."""
    stood = _notes(project)
    for words in (("build", "--dataset", TODAY, "--period", TODAY_PERIOD), ("status",)):
        found = [now().run(project, *words) for _ in range(runs + 1)][1:]
        aim = "under 1" if words[0] == "build" else ""
        tell(f"{words[0]}, nothing to do, wall", [each.wall for each in found], aim=aim)
        tell(f"{words[0]}, nothing to do, processor", [each.cpu for each in found])
    if _notes(project) != stood:
        raise SystemExit("editions were made again though nothing had changed")


def changed(project: Path, runs: int, workbook: str, name: str) -> None:
    """Correct a row, see what `status` says, build; which editions that made again."""
    taken, again = [], set()
    for run in range(runs):
        where = correct(project / "data" / TODAY / "inbox" / workbook, CLASSES[(run + 1) % 2])
        stood = _notes(project)
        if run == 0:
            print(f"\n{name}: {workbook}, cell {where}; status says:")
            print("\n".join(f"  {line}" for line in now().run(project, "status").said.splitlines()[:12]))
        taken.append(_build(project))
        made = _notes(project)
        again.add(frozenset(edition for edition, text in made.items() if text != stood.get(edition)))
    for editions in again:
        print(f"made again, {len(editions)}: {', '.join(sorted(editions)[:12])}{' …' if len(editions) > 12 else ''}")
    tell("build, wall", [each.wall for each in taken])
    tell("build, processor", [each.cpu for each in taken])


def correct(workbook: Path, word: str) -> str:
    """Write another class in the first row of a list that bears a class; the cell."""
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[0]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == COLUMN)
    cell = next(
        cell
        for row in sheet.iter_rows(min_row=head.row + 1, min_col=head.column, max_col=head.column)
        for cell in row
        if cell.value in CLASSES
    )
    cell.value = word
    book.save(workbook)
    return str(cell.coordinate)


def _build(project: Path) -> Taken:
    return now().run(project, "build", "--dataset", TODAY, "--period", TODAY_PERIOD)


def _notes(project: Path) -> dict[str, int]:
    """When the notebook of each edition, which is put in its place last, was put there."""
    found = (project / "reports").glob("*/*/*/*.ipynb")
    return {path.relative_to(project / "reports").with_suffix("").as_posix(): path.stat().st_mtime_ns for path in found}


if __name__ == "__main__":
    main()
