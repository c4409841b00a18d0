"""A facts file is read whole, or refused in one line that names its file, its row and what is wrong."""

import csv
import unicodedata

import pandas as pd
import pytest

from tests.conftest import ORDINARY_FACT
from thidua.errors import DataError
from thidua.facts.columns import COLUMNS, SETTLED
from thidua.facts.table import read_facts
from thidua.registry import get_basis

ADMINISTRATIVE = get_basis("administrative")
FACT = {"fact_id": "f-1", **ORDINARY_FACT}


def read(path):
    """Read a facts file of the administrative year."""
    return read_facts(path, basis=ADMINISTRATIVE)


def refusal(path) -> str:
    """Return the message for a file that must not be read: one short, printable line."""
    with pytest.raises(DataError) as caught:
        read(path)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 500
    return message


def write_table(path, header, *rows, newline="\n", encoding="utf-8"):
    """A CSV file of exactly these cells."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, lineterminator=newline).writerows([header, *rows])
    return path


def cells(**changes):
    """The cells of one ordinary fact with some changed, in the order of the columns."""
    return [{**FACT, **changes}.get(column, "") for column in COLUMNS]


def test_one_fact_is_read_with_its_count_and_state(project):
    """The ordinary case, against which every refusal below differs in one cell."""
    fact = read(project.write_facts({})).iloc[0]

    assert (fact["unit"], fact["award"], fact["count"], fact["state"]) == ("huyen-ba-be", "GKH", 7, "counted")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"count": "-5"}, 'count is "-5"; expected a whole number'),
        ({"count": "2,952"}, 'count is "2,952"; expected a whole number'),
        ({"count": "2.952"}, 'count is "2.952"; expected a whole number'),
        ({"count": "61,8%"}, 'count is "61,8%"'),
        ({"count": "bảy"}, 'count is "bảy"'),
        ({"count": "7.0"}, 'count is "7.0"'),
        ({"count": "1e3"}, 'count is "1e3"'),
        ({"count": "７"}, 'count is "７"'),
        ({"count": "9999999999"}, 'count is "9999999999"'),
        ({"count": "=1+1"}, 'count is "=1+1"'),
        ({"fact_id": ""}, "fact_id is empty"),
        ({"fact_id": "\u00a0 "}, "fact_id is empty"),
        ({"source": ""}, "source is empty"),
        ({"quote": ""}, "quote is empty"),
        ({"unit": "Pắc Nạn"}, 'unknown unit "Pắc Nạn"; did you mean Pác Nặm (huyen-pac-nam)?'),
        ({"unit": "Bắc Kạn"}, '"Bắc Kạn" is ambiguous'),
        ({"unit": ""}, "unit"),
        ({"unit": "xã Ba Bể"}, "begins on 01/07/2025"),
        ({"period": "2021-M13"}, 'period: "2021-M13" is not a period'),
        ({"period": "giai đoạn 2016-2020"}, "did you mean 2016..2020?"),
        ({"period": ""}, "period: "),
        ({"award": "GKHH"}, 'award: unknown award "GKHH"; did you mean GKH'),
        ({"award": ""}, "award: unknown award"),
        ({"award": "LDTT+LDTT"}, "write each code once"),
        ({"award_type": "thematik"}, 'award_type: unknown award type "thematik"; did you mean thematic'),
        ({"status": "award"}, 'status: unknown status "award"; did you mean awarded'),
        ({"recipient_kind": "person"}, 'recipient_kind: unknown recipient kind "person"; expected one of'),
        ({"recipient_class": "manger"}, 'recipient_class: unknown recipient class "manger"; did you mean manager'),
        ({"authority": "province_char"}, 'authority: unknown authority "province_char"; did you mean province_chair'),
        ({"count_unit": "count"}, 'count_unit is "count"; expected instance or recipient'),
        ({"count_unit": ""}, 'count_unit is ""'),
    ],
)
def test_bad_cell_is_refused_with_its_file_and_row(project, changed, told):
    """Whoever typed the row finds it without opening the code."""
    message = refusal(project.write_facts({"award": "BKT", "authority": "province_chair"}, changed))

    assert message.startswith("data/thu/facts.csv, row 3: ")
    assert told in message
    assert "more rows" not in message


def test_two_facts_of_one_grain_are_refused(project):
    """Two counts of one thing: nobody could say which of them is right."""
    message = refusal(project.write_facts({"count": "7"}, {"count": "8"}))

    assert message == "data/thu/facts.csv, row 3: the same fact as row 2; every fact stands once"


def test_two_facts_of_one_id_are_refused(project):
    """The id is how a reader of the sources table finds the row again."""
    message = refusal(project.write_facts({"fact_id": "a"}, {"fact_id": "a", "award": "BKT"}))

    assert message.startswith("data/thu/facts.csv, row 3: the same fact_id as row 2")


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("unit", "huyen-ba-be", "huyện Ba Bể"),
        ("unit", "huyen-ba-be", "061"),
        ("award_type", "PTR", "thematic"),
        ("award_type", "PTR+DOT", "DOT+PTR"),
        ("award", "LDTT+CSTT", "CSTT+LDTT"),
    ],
)
def test_one_grain_written_in_two_ways_is_refused(project, column, one, other):
    """The id and the name mean one unit: both rows would be added up, and the figure counted twice."""
    message = refusal(project.write_facts({column: one}, {column: other}))

    assert "row 3: the same fact as row 2" in message


def test_awarded_fact_without_an_authority_is_refused(project):
    """Nobody conferred it: it has no level to stand under in any table."""
    message = refusal(project.write_facts({"authority": ""}))

    assert message.startswith("data/thu/facts.csv, row 2: authority")


def test_nomination_and_honour_need_no_authority(project):
    """Published figures 16 and 55: delegates to a conference, models honoured there."""
    rows = [{"authority": "", "award": "DB", "status": "nominated"}, {"authority": "", "status": "honoured"}]

    assert len(read(project.write_facts(*rows))) == 2


def test_many_problems_name_the_first_row_and_count_the_others(project):
    """A file with a hundred faults gets one line, not a hundred."""
    rows = [{"award": "BKT"}, {"count": "-1"}, {"count": "x", "period": "2019"}, {"period": "2018", "status": "?"}]

    message = refusal(project.write_facts(*rows))

    assert message.startswith('data/thu/facts.csv, row 3: count is "-1"')
    assert "(2 more rows" in message


def test_two_faults_of_one_row_are_not_told_as_two_rows(project):
    """The count of the others says how much work is left: here, none in any other row."""
    message = refusal(project.write_facts({"count": "-1", "status": "?"}))

    assert "row 2: " in message
    assert "more rows" not in message


@pytest.mark.parametrize(
    ("written", "state", "count"),
    [
        ("0", "counted", 0),
        ("", "missing", None),
        ("…", "missing", None),
        ("–", "not_applicable", None),
        ("-", "not_applicable", None),
        ("007", "counted", 7),
        (" 7 ", "counted", 7),
        ("999999999", "counted", 999999999),
    ],
)
def test_zero_missing_and_not_applicable_are_three_states(project, written, state, count):
    """An empty cell read as 0 would print a result that nobody reported."""
    fact = read(project.write_facts({"count": written})).iloc[0]

    assert fact["state"] == state
    assert (None if pd.isna(fact["count"]) else int(fact["count"])) == count


@pytest.mark.parametrize(
    ("unit", "read_as"),
    [
        ("huyện Ba Bể", "huyen-ba-be"),
        ("HUYỆN\u00a0BA\u00a0BỂ", "huyen-ba-be"),
        (unicodedata.normalize("NFD", "huyện Pác Nặm"), "huyen-pac-nam"),
        ("TP. Bắc Kạn", "tp-bac-kan"),
        ("061", "huyen-ba-be"),
    ],
)
def test_spelling_of_a_unit_becomes_its_id(project, unit, read_as):
    """Non-breaking spaces come from web pages and decomposed letters from other keyboards."""
    assert read(project.write_facts({"unit": unit})).iloc[0]["unit"] == read_as


def test_name_of_a_unit_is_read_on_the_last_day_of_the_period(project):
    """Ba Bể was a district until 30/06/2025 and is a commune since."""
    facts = read(
        project.write_facts(
            {"unit": "Ba Bể", "period": "2024"},
            {"unit": "Ba Bể", "period": "2026", "award": "GKX", "authority": "commune_chair"},
        )
    )

    assert list(facts["unit"]) == ["huyen-ba-be", "xa-ba-be-2025"]


def test_text_is_read_in_composed_letters(project):
    """Two spellings of one letter would be two rows for every comparison after this one."""
    fact = read(project.write_facts({"quote": unicodedata.normalize("NFD", "Giấy khen huyện")})).iloc[0]

    assert fact["quote"] == unicodedata.normalize("NFC", "Giấy khen huyện")


@pytest.mark.parametrize("name", ["count", "fact_id", "derived_from"])
def test_missing_column_is_named(tmp_path, name):
    """A file of an older form lacks a column; the message says which one."""
    kept = [column for column in COLUMNS if column != name]

    message = refusal(write_table(tmp_path / "facts.csv", kept))

    assert "facts.csv, row 1: " in message
    assert name in message.split("expected")[0]


def test_unknown_column_is_named(tmp_path):
    """A column that nobody reads would be lost without a word."""
    message = refusal(write_table(tmp_path / "facts.csv", [*COLUMNS, "ghi chú"]))

    assert "facts.csv, row 1: " in message
    assert "ghi chú" in message


def test_doubled_column_is_refused(tmp_path):
    """Of two columns named count, either may be the one that was meant."""
    message = refusal(write_table(tmp_path / "facts.csv", [*COLUMNS, "count"], [*cells(), "8"]))

    assert "facts.csv, row 1: " in message
    assert "doubled" in message


@pytest.mark.parametrize("row", [cells()[:-1], [*cells(), "8"]])
def test_wrong_number_of_cells_is_refused_with_its_row(tmp_path, row):
    """One comma too many or too few shifts every cell after it."""
    message = refusal(write_table(tmp_path / "facts.csv", COLUMNS, cells(), row))

    assert "facts.csv, row 3: " in message
    assert f"{len(row)} cells; expected {len(COLUMNS)}" in message


def test_columns_in_another_order_are_read(tmp_path):
    """Columns have names so that their order does not matter."""
    header = tuple(reversed(COLUMNS))

    facts = read(write_table(tmp_path / "facts.csv", header, list(reversed(cells()))))

    assert tuple(facts.columns[: len(COLUMNS)]) == COLUMNS
    assert facts.iloc[0]["count"] == 7


def test_file_that_is_not_utf_8_is_refused(tmp_path):
    """A workbook saved as CSV on an old system comes in the code page of Vietnamese Windows."""
    path = tmp_path / "facts.csv"
    path.write_bytes(",".join(COLUMNS).encode() + b"\nGi\xe2\xecy khen")

    assert "facts.csv: cannot be read as UTF-8 CSV" in refusal(path)


def test_missing_file_is_refused(tmp_path):
    """The folder of a new dataset often begins without its figures."""
    assert "facts.csv: is not there" in refusal(tmp_path / "facts.csv")


def test_empty_file_is_refused(tmp_path):
    """A copy that broke off leaves a file of no bytes."""
    (tmp_path / "facts.csv").write_bytes(b"")

    assert "facts.csv, row 1: " in refusal(tmp_path / "facts.csv")


def test_header_alone_is_a_dataset_without_figures(tmp_path):
    """A dataset may hold words only, as the article of 2017 does."""
    facts = read(write_table(tmp_path / "facts.csv", COLUMNS))

    assert facts.empty
    assert set(SETTLED) <= set(facts.columns)
    assert str(facts["count"].dtype) == "Int64"


def test_unclosed_quote_is_refused(tmp_path):
    """One forgotten quotation mark swallows every row after it."""
    path = tmp_path / "facts.csv"
    path.write_text(",".join(COLUMNS) + '\nf-1,"huyen-ba-be,2020\n', encoding="utf-8")

    assert "facts.csv: cannot be read as UTF-8 CSV" in refusal(path)


@pytest.mark.parametrize(("newline", "encoding"), [("\r\n", "utf-8"), ("\r\n", "utf-8-sig"), ("\n", "utf-8-sig")])
def test_byte_order_mark_and_windows_lines_are_read(tmp_path, newline, encoding):
    """Excel writes both when it saves as CSV UTF-8."""
    path = write_table(tmp_path / "facts.csv", COLUMNS, cells(), newline=newline, encoding=encoding)

    assert list(read(path)["fact_id"]) == ["f-1"]


@pytest.mark.parametrize("column", ["quote", "award_label", "source"])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '=HYPERLINK("http://x.example","bấm")',
        "dòng một\ndòng hai",
        "dài " * 2_499 + "hết.",
        "{{ 7*7 }} #eval $x$",
    ],
)
def test_hostile_text_is_kept_as_text(tmp_path, column, text):
    """What a page or a workbook does with it is decided where it is printed; the words stay the source's."""
    facts = read(write_table(tmp_path / "facts.csv", COLUMNS, cells(**{column: text})))

    assert facts.iloc[0][column] == text


@pytest.mark.parametrize(
    "column", ["unit", "period", "authority", "award", "recipient_kind", "award_type", "status", "count", "count_unit"]
)
@pytest.mark.parametrize("text", ["<b>7</b>", "=1+1", "dòng một\ndòng hai", "x" * 10_000])
def test_hostile_code_is_refused_in_one_line(tmp_path, column, text):
    """The message goes to a log and a mail: neither a line break nor ten thousand letters may enter it."""
    message = refusal(write_table(tmp_path / "facts.csv", COLUMNS, cells(**{column: text})))

    assert "facts.csv, row 2: " in message


@pytest.mark.parametrize("name", ["ghi\nchú", "x" * 10_000])
def test_hostile_column_name_is_refused_in_one_line(tmp_path, name):
    """A header cell with a line break is ordinary in a workbook saved as CSV."""
    assert "row 1" in refusal(write_table(tmp_path / "facts.csv", [*COLUMNS, name]))


def test_cell_beyond_the_limit_of_csv_is_refused_in_one_line(tmp_path, lifted_limit):
    """A pasted page of 200,000 letters is no quotation."""
    path = write_table(tmp_path / "facts.csv", COLUMNS, cells(quote="x" * 200_000))

    assert "facts.csv: cannot be read" in refusal(path)
