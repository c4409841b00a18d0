"""The dataset: writes the inbox and everything beside it into one folder.

What is sent belongs to ``outbox``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from thidua.illustrative import faults
from thidua.illustrative.commentary import COMMENTARY, commentary_text
from thidua.illustrative.faults import Planted
from thidua.illustrative.levels import DEPARTMENTS, DISTRICTS, YEARS, own_levels
from thidua.illustrative.outbox import Document, documents
from thidua.illustrative.workbooks import convert, write_text, write_workbook

DENOMINATOR_HEADING = ("unit", "year", "kind", "value", "series", "source")
DATASET = """\
# Invented figures that eight districts and six departments might have sent, 2016 to 2023: see README.md.
title = "Số liệu minh họa"
title_en = "Illustrative figures"
source = "số liệu do chương trình tạo ra để minh họa, không phải số liệu của đơn vị nào"
source_en = "a program that made them up as an illustration; they are no unit's own"
illustrative = true
licence = "Apache-2.0"
contact = "bộ phận thi đua, khen thưởng (minh họa), thidua@example.org"
contact_en = "the emulation and commendation office (invented), thidua@example.org"
basis = "administrative"
province = "06"
as_of = 2024-01-15

[[expected]]
layout = "decision_list"
units = ["tp-bac-kan", "huyen-pac-nam", "huyen-ba-be", "huyen-bach-thong", "huyen-cho-don", "huyen-na-ri", "so-y-te"]
period = "half"
first_year = 2016
last_year = 2023
days = 6

[[expected]]
layout = "decision_list"
units = ["huyen-ngan-son", "huyen-cho-moi", "so-giao-duc-va-dao-tao", "so-noi-vu", "so-nong-nghiep-va-ptnt"]
period = "year"
first_year = 2016
last_year = 2023
days = 6

[[expected]]
layout = "summary_return"
units = [
  "tp-bac-kan", "huyen-pac-nam", "huyen-ba-be", "huyen-ngan-son", "huyen-bach-thong", "huyen-cho-don", "huyen-cho-moi",
  "huyen-na-ri", "so-tai-chinh", "so-giao-thong-van-tai",
]
period = "year"
first_year = 2016
last_year = 2023
days = 6

[[expected]]
layout = "indicators"
units = [
  "tp-bac-kan", "huyen-pac-nam", "huyen-ba-be", "huyen-ngan-son", "huyen-bach-thong", "huyen-cho-don", "huyen-cho-moi",
  "huyen-na-ri",
]
period = "year"
first_year = 2016
last_year = 2023
days = 6

# The set of a half-year review meeting: of 2023, and of any other year when a schedule or a person asks for it.
[[editions]]
kind = "district"
unit = [
  "tp-bac-kan", "huyen-pac-nam", "huyen-ba-be", "huyen-ngan-son", "huyen-bach-thong", "huyen-cho-don", "huyen-cho-moi",
  "huyen-na-ri",
]
period = ["2023-H1", "H1"]

[[editions]]
kind = "province"
unit = "tinh-bac-kan"
period = ["2023-H1", "H1"]

[[editions]]
kind = "block"
unit = "khoi-huyen-tp"
period = ["2023-H1", "H1"]

[[editions]]
kind = "quality"
unit = "tinh-bac-kan"
period = ["2023-H1", "H1"]

# Of the set of a year: one district, the province, the block, the models, the quality of the data.
[[editions]]
kind = "district"
unit = "tp-bac-kan"
period = "2022"

[[editions]]
kind = "province"
unit = "tinh-bac-kan"
period = "2022"

[[editions]]
kind = "block"
unit = "khoi-huyen-tp"
period = "2023"

[[editions]]
kind = "models"
unit = "tinh-bac-kan"
period = "2023"

[[editions]]
kind = "quality"
unit = "tinh-bac-kan"
period = "2022"

# The whole set of a year, when a schedule or a person asks for it.
[[editions]]
kind = "district"
unit = [
  "tp-bac-kan", "huyen-pac-nam", "huyen-ba-be", "huyen-ngan-son", "huyen-bach-thong", "huyen-cho-don", "huyen-cho-moi",
  "huyen-na-ri",
]
period = "year"

[[editions]]
kind = "province"
unit = "tinh-bac-kan"
period = "year"

[[editions]]
kind = "block"
unit = "khoi-huyen-tp"
period = "year"

[[editions]]
kind = "models"
unit = "tinh-bac-kan"
period = "year"

[[editions]]
kind = "quality"
unit = "tinh-bac-kan"
period = "year"

# A stage, and one unit before it is inspected.
[[editions]]
kind = "stage"
unit = "tinh-bac-kan"
period = "2021..2023"

[[editions]]
kind = "inspection"
unit = "huyen-ba-be"
period = "2023-M10"
"""


def write_dataset(folder: Path, *, years: Sequence[int] = YEARS, is_converted: bool = False) -> list[Planted]:
    """Write the illustrative dataset.

    Parameters
    ----------
    folder
        Where to; the files that an earlier `received.csv` there lists are removed first.
    years
        The years whose files are written; each is the same whichever others are written with it.
    is_converted
        Whether LibreOffice turns some workbooks into .xls and .ods; otherwise they stay .xlsx.

    Returns
    -------
    list of Planted
        The planted faults, in the order of the files.
    """
    remove_earlier(folder)
    sent = [document for year in years for document in documents(year)]
    for document in sent:
        write_document(folder / "inbox" / document.file, document)
    if is_converted:
        for suffix in (".xls", ".ods"):
            convert((folder / "inbox" / each.file for each in sent if each.converted_to == suffix), suffix)
    names = {each.file: _final_name(each) if is_converted else each.file for each in sent}
    received = [(names[each.file], each.received_on.isoformat(), each.mailbox) for each in sent]
    write_table(folder / "received.csv", ("file", "received_on", "sender"), received)
    planted = [*(fault for each in sent for fault in each.planted), *_missing(years)]
    heading = ("file", "sheet", "cell", "rule", "remark")
    rows = [(names.get(each.file, ""), each.sheet, each.cell, each.rule, each.remark) for each in planted]
    write_table(folder / "planted_faults.csv", heading, rows)
    write_table(folder / "denominators.csv", DENOMINATOR_HEADING, denominators())
    _write_words(folder)
    return planted


def denominators() -> list[tuple[str, str, str, str, str, str]]:
    """Invented staff of every unit and year: its advanced workers are 86 % of them."""
    return [
        (
            unit,
            str(year),
            "staff",
            str(own_levels(unit, year)["LDTT", "individual"] * 100 // 86),
            "minh-hoa",
            "minh họa",
        )
        for unit in (*DISTRICTS, *DEPARTMENTS)
        for year in YEARS
        if unit != faults.LAST_STAFF[0] or year <= faults.LAST_STAFF[1]
    ]


def _final_name(document: Document) -> str:
    if not document.converted_to:
        return document.file
    return document.file.removesuffix(".xlsx") + document.converted_to


def _missing(years: Sequence[int]) -> list[Planted]:
    absent = {
        faults.MISSING: "không gửi biểu tổng hợp",
        faults.NO_PERIOD: "biểu tổng hợp không ghi kỳ, coi như không gửi",
    }
    return [
        Planted("", "", "", "V20", f"{unit}: {remark} năm {year} (cảnh báo)")
        for (unit, year), remark in absent.items()
        if year in years
    ] + [
        Planted("", "", "", "V15", f"{unit}: số biên chế chỉ có đến năm {last} (cảnh báo cho năm {last + 3})")
        for unit, last in [faults.LAST_STAFF]
        if last + 3 in years
    ]


def remove_earlier(folder: Path) -> None:
    """Remove the files that an earlier `received.csv` of the folder lists."""
    listed = folder / "received.csv"
    if listed.is_file():
        for row in csv.DictReader(io.StringIO(listed.read_text(encoding="utf-8"), newline="")):
            (folder / "inbox" / row["file"]).unlink(missing_ok=True)


def write_document(path: Path, document: Document) -> None:
    """Write one file that is sent, as a workbook or a text file."""
    if path.suffix == ".csv":
        write_text(path, document.sheets[0])
    else:
        write_workbook(path, document.sheets, font=document.font)


def write_table(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table beside the inbox."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def _write_words(folder: Path) -> None:
    (folder / "dataset.toml").write_text(DATASET, encoding="utf-8", newline="")
    for (period, unit), sections in COMMENTARY.items():
        path = folder / "commentary" / period / f"{unit}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(commentary_text(sections), encoding="utf-8", newline="")
