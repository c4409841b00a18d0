"""Decision numbers are read as typed, with certain repairs told, or refused."""

import math
import re
import unicodedata
from datetime import date, datetime, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thidua.intake.cells.decisions import MESSAGES, DecisionNo, decision_key, read_decision
from thidua.intake.cells.values import Refused
from thidua.intake.finding import messages

DAY = date(2023, 5, 31)
# Validation V10 of the handbook, with the Prime Minister's small letter.
PIECE = r"[A-ZĐ]+[0-9]{0,3}(?:\([A-ZĐ]+[0-9]{0,3}\))?"
STATE = re.compile(rf"[0-9]+[A-Za-z]?/QĐ(?:KT)?-(?:{PIECE}(?:[-&.]{PIECE})*|TTg)")
PARTY = re.compile(rf"[0-9]+[A-Za-z]?-QĐ(?:KT)?/{PIECE}(?:[-&.]{PIECE})*")


@pytest.mark.parametrize(
    "cell",
    [
        "946/QĐ-UBND",
        "946 /QĐ-UBND",
        "946/ QĐ - UBND",
        "QĐ số 946/QĐ-UBND",
        "QĐ 946/QĐ-UBND",
        "QĐ946/QĐ-UBND",
        "Số: 946/QĐ-UBND",
        "số 946/QĐ-UBND.",
        "Quyết định 946/QĐ-UBND",
        "QUYẾT ĐỊNH SỐ: 946/QĐ-UBND",
        "946/QĐ-UBND của Chủ tịch UBND tỉnh",
        "'946/QĐ-UBND",
        unicodedata.normalize("NFD", "Quyết định số 946/QĐ-UBND"),
    ],
)
def test_number_is_found_among_the_words_before_it(cell):
    """946/QĐ-UBND commended the province's models of 2021-2023; spaces and words are no repair."""
    assert read_decision(cell) == DecisionNo("946/QĐ-UBND", None, is_repaired=False, is_party=False)


@pytest.mark.parametrize(
    "cell",
    [
        "Quyết định số 946/QĐ-UBND ngày 31/5/2023",
        "QĐ 946/QĐ-UBND, 31/05/2023",
        "946/QĐ-UBND (31/5/2023)",
        "946/QĐ-UBND\nngày 31 tháng 5 năm 2023",
        "946/QĐ-UBND ngày 31/5/2023 của Chủ tịch UBND tỉnh Bắc Kạn",
        "946/QĐ-UBND ký ngày 31.5.2023",
        "946/QĐ-UBND - Ngày 31/5/2023",
        "946/QĐ-UBND; 2023-05-31",
    ],
)
def test_day_in_the_same_cell_is_read_with_the_number(cell):
    """Many lists have one column for both; a lost day puts the decision outside every period."""
    assert read_decision(cell) == DecisionNo("946/QĐ-UBND", DAY, is_repaired=False, is_party=False)


@pytest.mark.parametrize(
    "cell",
    [
        "946/QÐ-UBND",
        "946/qđ-ubnd",
        "946/QD-UBND",
        "946/QĐ-Ubnd",
        "946/QĐ–UBND",
        "９４６/QĐ-UBND",
        "Số 946/qÐ-UBND",
    ],
)
def test_certain_repair_is_made_and_told(cell):
    """Eth, small letters and a lost bar have one meaning; the sender still sees how the cell was read."""
    assert read_decision(cell) == DecisionNo("946/QĐ-UBND", None, is_repaired=True, is_party=False)


@pytest.mark.parametrize(
    ("cell", "text", "is_repaired"),
    [
        ("1234/QĐ-CTN", "1234/QĐ-CTN", False),
        ("12/QĐ-TTg", "12/QĐ-TTg", False),
        ("12/QĐ-TTG", "12/QĐ-TTg", True),
        ("12/qđ-ttg", "12/QĐ-TTg", True),
        ("77/QĐ-BTĐKT", "77/QĐ-BTĐKT", False),
        ("77/QĐ-BTÐKT", "77/QĐ-BTĐKT", True),
        ("8/QĐ-UBND-TĐKT", "8/QĐ-UBND-TĐKT", False),
        ("3/QĐ-CTY", "3/QĐ-CTY", False),
    ],
)
def test_symbol_of_each_authority_keeps_its_letters(cell, text, is_repaired):
    """TTg has the one small letter; the y of CTY is no vowel to be folded."""
    decision = read_decision(cell)

    assert (decision.text, decision.is_repaired, decision.is_party) == (text, is_repaired, False)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("946/QĐ-SGD&ĐT", "946/QĐ-SGD&ĐT"),
        ("946/QĐ-SGD & ĐT", "946/QĐ-SGD&ĐT"),
        ("946/qđ-sgd&đt", "946/QĐ-SGD&ĐT"),
        ("12/QĐ-SNN&PTNT", "12/QĐ-SNN&PTNT"),
        ("946/QĐ-SGDĐT", "946/QĐ-SGDĐT"),
        ("05/QĐ-PGD&ĐT-TĐ", "05/QĐ-PGD&ĐT-TĐ"),
        ("12/QĐ-LĐTB.XH", "12/QĐ-LĐTB.XH"),
        ("12/QĐ-PX03", "12/QĐ-PX03"),
        ("12/QĐ-CAT(PX03)", "12/QĐ-CAT(PX03)"),
        ("946/QĐKT-UBND", "946/QĐKT-UBND"),
        ("946/QĐ-CT", "946/QĐ-CT"),
        ("946/QĐ-CTUBND", "946/QĐ-CTUBND"),
        ("946/QĐ-UBND-NV", "946/QĐ-UBND-NV"),
        ("946a/QĐ-UBND", "946a/QĐ-UBND"),
        ("946/QĐ.UBND", "946/QĐ-UBND"),
        ("946/QĐ_UBND", "946/QĐ-UBND"),
        ("946/QĐ UBND", "946/QĐ-UBND"),
        ("946\\QĐ-UBND", "946/QĐ-UBND"),
        ("946-QĐ/UBND", "946/QĐ-UBND"),
        ("946/2023/QĐ-UBND", "946/QĐ-UBND"),
    ],
)
def test_symbol_is_read_in_the_shapes_that_offices_write(cell, text):
    """Departments write "&", dots and figures in their symbols; a typed sign beside them has one meaning."""
    read = read_decision(cell)

    assert read.text == text
    assert read.is_repaired == (text not in cell.replace(" ", ""))
    assert not read.is_party


def test_spellings_of_one_department_are_one_decision_and_other_series_are_not():
    """An office may count its QĐKT or QĐ-CT from 1: their 946 is another decision."""
    keys = [decision_key(f"946/QĐ-{agency}") for agency in ("SGD&ĐT", "SGDĐT", "UBND", "CTUBND", "CT")]

    assert keys[0] == keys[1]
    assert len(set(keys)) == 4
    assert read_decision("0946/QĐ-SGD&ĐT").key == keys[0]
    assert read_decision("946/QĐKT-UBND").key != keys[2]


def test_year_in_the_number_is_kept_beside_it():
    """The day may stand in another column; the reader of the list compares them."""
    assert read_decision("946/2023/QĐ-UBND ngày 31/5/2023") == DecisionNo("946/QĐ-UBND", DAY, True, False, 2023)
    assert read_decision("946/QĐ-UBND").year is None


def test_refusal_names_its_cause_where_there_is_a_sentence_for_it():
    """Whoever wrote 946 alone is told that the symbol is missing."""
    assert {MESSAGES[read_decision(cell).reason] for cell in (946, "946, 947/QĐ-UBND")} == {
        "V10-no-symbol",
        "V10-several",
    }
    assert set(MESSAGES.values()) <= set(messages())


@pytest.mark.parametrize("cell", ["15-QĐ/HU", "15 - QĐ/HU", "Số 15-QĐ/HU"])
def test_number_of_a_party_committee_is_told_apart(cell):
    """The Party commends its own; its decisions belong to no state authority."""
    assert read_decision(cell) == DecisionNo("15-QĐ/HU", None, is_repaired=False, is_party=True)


def test_leading_zero_stays_in_the_text_and_leaves_the_key():
    """Numbers below ten are written 05; the same decision without it is the same decision."""
    assert read_decision("05/QĐ-UBND").text == "05/QĐ-UBND"
    assert read_decision("05/QĐ-UBND").key == read_decision("5/QĐ-UBND").key == "5/QĐ-UBND"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (946, "no-symbol"),
        (946.0, "no-symbol"),
        ("946", "no-symbol"),
        ("Số 946", "no-symbol"),
        ("QĐ 946", "no-symbol"),
        ("946/QĐ", "no-symbol"),
        ("946/QĐ-", "no-symbol"),
        ("946/QĐ-UBND, 947/QĐ-UBND", "more-than-one"),
        ("946/QĐ-UBND\n15-QĐ/HU", "more-than-one"),
        (date(2023, 5, 31), "is-a-date"),
        (datetime(2023, 5, 31), "is-a-date"),
        (time(9, 46), "is-a-date"),
        ("31/5/2023", "is-a-date"),
        ("946/QĐ-UBND ngày 31/02/2023", "impossible-date"),
        ("946/QĐ-UBND ngày 31/5", "no-year"),
        ("946/QĐ-UBND ngày 31/5/23", "no-century"),
        ("946/QĐ-UBND 45077", "not-a-decision"),
        ("946/QĐ-UBND năm 2023", "not-a-decision"),
        ("946/QĐ-UBND và 947", "not-a-decision"),
        ("946/2022/QĐ-UBND ngày 31/5/2023", "has-other-year"),
        ("946, 947/QĐ-UBND", "more-than-one"),
        ("946 và 947/QĐ-UBND", "more-than-one"),
        ("946/QĐ-UBND2023", "not-a-decision"),
        ("946/QĐ-UBND-31/5/2023", "not-a-decision"),
        ("946 QĐ-UBND", "not-a-decision"),
        ("0a/QĐ-UBND", "not-a-decision"),
        ("946/TTr-UBND", "not-a-decision"),
        ("946/QĐUBND", "not-a-decision"),
        ("946/QĐ-ſYT", "not-a-decision"),
        ("946/QĐ-УBND", "not-a-decision"),
        ("0/QĐ-UBND", "not-a-decision"),
        ("1234567/QĐ-UBND", "not-a-decision"),
        ("QĐ-UBND", "not-a-decision"),
        ("đang trình", "not-a-decision"),
        (-946, "not-a-decision"),
        (946.5, "not-a-decision"),
        (math.nan, "not-a-decision"),
        (math.inf, "not-a-decision"),
        (True, "not-a-decision"),
    ],
)
def test_what_is_not_one_whole_number_is_refused(cell, reason):
    """An award without a decision that can be looked up is not counted."""
    assert read_decision(cell) == Refused(reason)


AGENCIES = st.text(alphabet="ABCDĐEGHIKLMNOPQRSTUVXYK", min_size=1, max_size=8).filter(lambda text: text != "TTG")


@given(st.integers(min_value=1, max_value=999_999), AGENCIES, st.dates(min_value=date(1945, 1, 1), max_value=DAY))
@example(946, "UBND", DAY)
@settings(deadline=None)
def test_every_decision_reads_back_in_every_way_of_writing_it(number, agency, day):
    """Duplicates are found by the number, so each of its spellings must give the same text."""
    text = f"{number}/QĐ-{agency}"
    bare = [text, f"{number} / QĐ-{agency}", f"Số: {text}", f"QĐ số {text}", text.replace("Đ", "Ð"), text.lower()]
    dated = [f"Quyết định số {text} ngày {day.day}/{day.month}/{day.year}", f"{text}, {day:%d/%m}/{day.year:04d}"]

    assert {(read.text, read.day) for read in map(read_decision, bare)} == {(text, None)}
    assert {(read.text, read.day) for read in map(read_decision, dated)} == {(text, day)}
    assert not read_decision(text).is_repaired


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"[0-9]{1,4} ?[/-] ?(?i:q[đdðɖ]) ?[-–/] ?\w{1,6}.{0,12}", fullmatch=True),
    )
)
@settings(deadline=None)
def test_whatever_is_accepted_has_the_form_of_the_handbook(text):
    """Validation V10: lookalike letters of other alphabets never reach the register."""
    decision = read_decision(text)

    if isinstance(decision, DecisionNo):
        assert (PARTY if decision.is_party else STATE).fullmatch(decision.text)
