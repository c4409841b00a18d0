"""Every sentence of the catalogue is used, fit to be sent, and filled in wherever it is used."""

import re
import unicodedata
from pathlib import Path
from string import ascii_letters
from typing import get_args

import pytest

import thidua
from thidua.intake.cells.values import Reason
from thidua.intake.finding import Finding, messages, one_line

SOURCES = {path: path.read_text(encoding="utf-8") for path in Path(thidua.__file__).parent.rglob("*.py")}
USED = {found for text in SOURCES.values() for found in re.findall(r'"([A-Z][0-9]{2}-[a-z-]+)"', text)}
BY_REASON = {f"V04-{reason}" for reason in get_args(Reason)}
IDS = sorted(messages())
VIETNAMESE = set(
    "ăâđêôơư" + unicodedata.normalize("NFC", "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
)


def test_every_message_that_is_used_is_in_the_catalogue():
    """A missing sentence would be noticed by the first sender who makes that mistake."""
    assert USED - set(messages()) == set()


def test_every_message_of_the_catalogue_is_used():
    """A sentence that nobody can get is one that nobody checks."""
    assert set(messages()) - USED - BY_REASON == set()
    assert any('f"V04-{' in text or 'f"{rule}-{' in text for text in SOURCES.values())


def test_every_reason_against_a_count_or_measure_has_a_sentence():
    """The reason is put behind "V04-", so no literal tells that it is there."""
    numbers = SOURCES[Path(thidua.__file__).parent / "intake" / "cells" / "numbers.py"]
    reasons = {reason for reason in get_args(Reason) if f'"{reason}"' in numbers}

    assert {f"V04-{reason}" for reason in reasons} <= set(messages())
    assert {name for name in messages() if name.startswith("V04")} <= BY_REASON


@pytest.mark.parametrize("name", IDS)
def test_sentence_is_one_plain_vietnamese_line(name):
    """It is printed in a cell, on a screen and in a letter."""
    message = messages()[name]
    for sentence in (message.text, message.advice):
        assert sentence == unicodedata.normalize("NFC", sentence)
        assert sentence.isprintable()
        assert sentence == sentence.strip()
        assert not sentence.endswith((".", ":", ";"))
        assert sentence[0] in '"<' or sentence[0].isupper()
        assert re.sub("<[a-z_]+>", "", sentence).count("<") == 0
        assert VIETNAMESE & set(sentence.lower())
        assert len(sentence) <= 130


@pytest.mark.parametrize("name", IDS)
def test_words_of_a_sentence_stand_where_it_is_used(name):
    """Each word but <found> is given by name beside the id, or in the function that gives the words."""
    message = messages()[name]
    words = set(re.findall("<([a-z_]+)>", message.text + message.advice)) - {"found"}
    by_name = {path.name: text for path, text in SOURCES.items() if "intake" in path.parts}
    # What `decide_award` refuses is told by its two callers.
    is_of_award = f'"{name}"' in by_name["awarding.py"]
    callers = [by_name["decision_list.py"], by_name["summary_return.py"]]
    sources = callers if is_of_award else [text for text in SOURCES.values() if f'"{name}"' in text]
    for word in words:
        given = [re.search(rf'\b{word}=|"{word}"', text) is not None for text in sources]
        assert all(given) if is_of_award else any(given), word


def test_rules_are_those_of_the_handbook():
    """The letter says what failed: file, layout, hidden, computed, or a rule V01 to V20."""
    assert {name[0] for name in messages()} == set("FLHCV")
    assert {name[:3] for name in messages() if name[0] == "V"} <= {f"V{number:02}" for number in range(1, 21)}
    assert all(set(name[3:]) <= set(ascii_letters + "-") for name in messages())


@pytest.mark.parametrize(
    "hostile",
    ["<found>", "<award>", "{found}", "%s {0}", "<b>đậm</b>", "=1+1", "a\nb\r\nc\td", "x" * 10_000, "\ud800\x00\u202e"],
)
def test_what_a_sender_wrote_is_shown_as_it_is_in_one_line(hostile):
    """It must not fill in another word, break the line, or hide what follows."""
    finding = Finding("V02-award", "a.xlsx", "Trang\n1", "D5", hostile, (("award", hostile),))

    assert finding.text == f'Không có danh hiệu, hình thức "{one_line(hostile)}"'
    assert finding.text.isprintable()
    assert len(finding.text) < 130
    assert finding.place == 'trang "Trang 1", ô D5'


def test_words_are_filled_in_at_once():
    """A found text "<sum>" is what the sender wrote, not the sum."""
    finding = Finding("V05-sum", "a.xlsx", "", "D5", "<sum>", (("sum", "<found>"),))

    assert finding.text == "Tổng ghi <sum>, nhưng các loại hình cộng lại là <found>"
