"""Rows of law and words that hold for some days: no day has two, none names what does not exist."""

from datetime import date

import pytest

from thidua.registry import get_authority, get_award, get_recipient_kind
from thidua.registry.tables import day, read_rows

KNOWN = {"awards": get_award, "authorities": get_authority}


def days(row) -> tuple[date, date]:
    return day(row, "valid_from") or date.min, day(row, "valid_to") or date.max


def overlapping(rows, key) -> list[tuple[str, ...]]:
    by_key: dict[tuple[str, ...], list[tuple[date, date]]] = {}
    for row in rows:
        by_key.setdefault(tuple(row[name] for name in key), []).append(days(row))
    return [
        found
        for found, spans in by_key.items()
        if any(later[0] <= earlier[1] for earlier, later in zip(sorted(spans), sorted(spans)[1:], strict=False))
    ]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("bonus_multiples", ("award", "kind")),
        ("dated_names", ("table", "code")),
        ("office_rules", ("level",)),
        ("reporting_levels", ("level",)),
        ("departments", ("code",)),
    ],
)
def test_no_day_has_two_rows_of_one_thing(table, key):
    """Which of two holds would depend on their order."""
    assert read_rows(table)
    assert overlapping(read_rows(table), key) == []
    assert all(first <= last for first, last in map(days, read_rows(table)))


def test_bonus_is_a_multiple_of_an_award_there_is():
    """Decree 152/2025/NĐ-CP: 4,5 for the national title, 3 for that of the province, 1 and 0,3 for the others."""
    rows = read_rows("bonus_multiples")
    today = {row["award"]: float(row["multiple"]) for row in rows if days(row)[1] == date.max}

    assert all(row["kind"] in get_award(row["award"]).recipient_kinds for row in rows)
    assert all(get_recipient_kind(row["kind"]) for row in rows)
    assert [today[award] for award in ("CSTDTQ", "CSTDT", "CSTDCS", "LDTT")] == [4.5, 3, 1, 0.3]


def test_names_of_other_days_are_of_what_the_tables_know():
    """A row of a code that does not exist would never be printed."""
    for row in read_rows("dated_names"):
        assert KNOWN[row["table"]](row["code"]).name_vi != row["name_vi"]


def test_words_that_ended_in_2025_are_in_no_name_of_later_days():
    """ "thị trấn" and "huyện" in a name of 2026 tell that nobody looked."""
    later = [row["name_vi"] for row in read_rows("dated_names") if days(row)[1] == date.max]
    ended = [row for row in read_rows("levels") if row["code"] == "HUYEN"]

    assert later
    assert not [name for name in later if "thị trấn" in name or "huyện" in name]
    assert [row["valid_to"] for row in ended] == ["2025-06-30"]


def test_departments_become_departments_that_last():
    """The figures of a department that was merged go on with what took it over."""
    rows = {row["code"]: row for row in read_rows("departments")}

    assert all(row["becomes"] in rows for row in rows.values() if row["valid_to"])
    assert all(rows[row["becomes"]]["valid_to"] == "" for row in rows.values() if row["valid_to"])
    assert sum(not row["valid_to"] for row in rows.values()) == 11
