"""A cell may say "521 cá nhân": so many awards whose recipients nobody names, who are never taken for one person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.facts.inboxes import ADMINISTRATIVE, TODAY, states
from thidua.facts.inbox import Sent
from thidua.facts.query import Facts
from thidua.facts.receive import Received, snapshot_tables, weigh
from thidua.facts.snapshot import write_snapshot
from thidua.intake.columns import FACTS
from thidua.intake.read_file import FileRead, Part
from thidua.registry import Period, get_unit

MARCH, MAY = date(2021, 3, 12), date(2021, 5, 18)
FIRST, LAST = date(2020, 12, 15), date(2021, 6, 14)


def line(number: int = 1, **said: Any) -> list[dict[str, Any]]:
    """The rows that one line of a list becomes; without a name, as many as it counts."""
    usual = {
        "unit": "huyen-ba-be",
        "award": "GKH",
        "recipient_kind": "individual",
        "status": "awarded",
        "origin": "decision_list",
        "recipient": "",
        "workplace": "",
        "decision_no": "512/QĐ-UBND",
        "decided_on": MARCH,
        "count": 1,
        "state": "counted",
        "count_unit": "instance",
        "cell": "B5",
    }
    return [{**usual, **said}] * number


def named(*names: str, **said: Any) -> list[dict[str, Any]]:
    """One row for each of these names."""
    return [row for at, name in enumerate(names) for row in line(**{"cell": f"B{5 + at}", **said}, recipient=name)]


def table(rows: list[dict[str, Any]], file: str, sheet: str) -> pa.Table:
    """Rows as the snapshot keeps them."""
    blank = {field.name: "" if field.type == pa.string() else None for field in FACTS}
    return pa.Table.from_pylist([{**blank, **row, "file": file, "sheet": sheet} for row in rows], schema=FACTS)


def received(*files: list[list[dict[str, Any]]], units: tuple[str, ...] = (), sheets: str = "AB") -> Received:
    """What is said of files "0.xlsx", "1.xlsx", … that came one after the other, each with the rows of its tables."""
    sent, reads = [], []
    for at, tables in enumerate(files):
        file, unit, start, parts = f"{at}.xlsx", units[at] if units else "huyen-ba-be", 0, []
        for number, rows in enumerate(tables):
            window = (FIRST, LAST)
            parts.append(
                Part(sheets[number], "decision_list", unit, "2021-H1", "administrative", *window, len(rows), start)
            )
            start += len(rows)
        facts = pa.concat_tables([table(rows, file, sheets[number]) for number, rows in enumerate(tables)])
        sent.append(Sent(Path(file), file, str(at), date(2021, 7, 1 + at), ""))
        reads.append(FileRead(file, str(at), "xlsx", tuple(parts), {"facts": facts}))
    return weigh(sent, reads, basis=ADMINISTRATIVE, as_of=TODAY)


def found(of: Received) -> list[tuple[str, str, str]]:
    """File, id and what was found of every finding."""
    return [(each.file, each.message, each.found) for each in of.findings]


def test_many_people_without_names_are_no_repetition_of_each_other():
    """521 rows of one cell are 521 awards."""
    of = received([line(521)])

    assert found(of) == []
    assert states(of) == {"0.xlsx": ["accepted"]}


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(line(523), id="another number of people"),
        pytest.param(line(521, decision_no="513/QĐ-UBND"), id="another number of the decision"),
        pytest.param(named(*(f"Hoàng Thị Lưu {at}" for at in range(521))), id="now with their names"),
    ],
)
def test_number_of_people_that_is_sent_again_counts_once(again):
    """Whatever is corrected in it."""
    of = received([line(521)], [again])

    assert {message for _, message, _ in found(of)} <= {"V11-corrected"}
    assert states(of) == {"0.xlsx": ["superseded"], "1.xlsx": ["accepted"]}


def test_people_without_names_of_another_decision_stand_beside_the_first():
    """Nothing says that they are the same people."""
    of = received([line(40)], [line(40, decision_no="946/QĐ-UBND", decided_on=MAY)])

    assert found(of) == []
    assert states(of) == {"0.xlsx": ["accepted"], "1.xlsx": ["accepted"]}


def test_people_without_names_of_a_decision_that_another_sender_lists_are_asked_about():
    """A district and a department report one decision: nobody can say whether these are the same people."""
    of = received([line(12)], [named("Hoàng Thị Lưu")], [line(12)], units=("so-noi-vu", "huyen-ba-be", "so-y-te"))

    assert found(of) == [
        ("1.xlsx", "V11-again", "Hoàng Thị Lưu"),
        ("2.xlsx", "V11-again", "12 cá nhân không ghi tên"),
    ]
    assert states(of) == {"0.xlsx": ["accepted"], "1.xlsx": ["rejected"], "2.xlsx": ["rejected"]}


def test_thousands_of_one_name_are_compared_all_the_same():
    """Nobody has so many namesakes, but a file may say so; it must not keep everybody else waiting."""
    rows = [row for at in range(600) for row in line(recipient="A", workplace=f"Xã {at}", cell=f"B{at}")]
    of = received([rows], [rows[:-1]])

    assert states(of) == {"0.xlsx": ["superseded"], "1.xlsx": ["accepted"]}


def test_sheets_of_one_file_may_each_have_people_without_names():
    """A sheet for each commune under one decision; only the same number at the same place is the same cell twice."""
    beside = received([line(12, workplace="Xã Chu Hương"), line(9, workplace="Xã Yến Dương")])
    twice = received([line(12), line(12)])

    assert found(beside) == []
    assert found(twice) == [("0.xlsx", "V11-again", "12 cá nhân không ghi tên")]


def test_row_in_two_tables_of_one_sheet_is_told_with_its_cell():
    """Two tables below one another are two tables of one sheet."""
    tables = [named("Hoàng Thị Lưu"), named("Hoàng Thị Lưu")]
    said = [received(tables, sheets=sheets).findings[0].text for sheets in ("AA", "AB")]

    assert said == [
        f'"Hoàng Thị Lưu" đã có trong tệp này, {place}, với cùng hình thức và số quyết định'
        for place in ("ô B5", 'trang "A"')
    ]


def test_title_of_people_without_names_has_no_history_to_ask_for():
    """Nobody knows whose earlier title would be missing, or who had one."""
    early = {"award": "CSTDCS", "decided_on": date(2015, 3, 12), "decision_no": "1/QĐ-UBND"}
    fighter = {"award": "CSTDT", "decision_no": "2/QĐ-UBND"}
    base = named("Bàn Văn Khác", **early)
    without = received([[*base, *line(3, **fighter)]])
    among = [*base, *line(40, **{**early, "decided_on": date(2019, 3, 12)}), *named("Lý Thị Hoà", **fighter)]
    alone = received([[*base, *named("Lý Thị Hoà", **fighter)]])

    assert found(without) == []
    assert found(received([among])) == []
    assert found(alone) == [("0.xlsx", "V09-history", "Lý Thị Hoà")]


def test_facts_say_how_their_values_came_to_be_and_one_cell_is_one_line(tmp_path):
    """Who asks where a number of a decision came from is led to the cell in which it was written."""
    how = "decision_no=carried@F4 award=heading@A3"
    of = received([[*line(12, how=how), *named("Hoàng Thị Lưu", cell="B6")]])
    facts = Facts(write_snapshot(tmp_path, snapshot_tables(FACTS.empty_table(), of)), ADMINISTRATIVE)
    unit, period = get_unit("huyen-ba-be"), Period.parse("2021-H1")
    (source,) = facts.sources(unit, period).to_dict("records")

    assert set(facts.rows(unit, period)["how"]) == {how, ""}
    assert (source["count"], source["rows"]) == (13, 2)
