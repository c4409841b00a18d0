"""Texts are spelled as different offices type them, and old fonts read back to the same words."""

import csv
import unicodedata
from importlib import resources

import pytest

from thidua.illustrative.spellings import SPELLINGS

NAME = "Nông Thị Thúy Hằng, xã Đổng Xá"


@pytest.mark.parametrize("spelling", ["nfd", "nbsp"])
def test_decomposed_letters_and_hard_spaces_hide_the_same_text(spelling):
    """What looks the same on paper must be the same once it is normalised."""
    sent = SPELLINGS[spelling](NAME)

    assert sent != NAME
    assert unicodedata.normalize("NFC", sent).replace("\u00a0", " ") == NAME


def test_old_font_reads_back_but_for_the_case_of_accented_capitals():
    """A .VnTime font has no capital with a tone; intake's own table reads what the generator writes."""
    table = resources.files("thidua.intake").joinpath("tables", "tcvn3.csv").read_text(encoding="utf-8-sig")
    read = {row["sent"]: row["read"] for row in csv.DictReader(table.splitlines())}

    sent = SPELLINGS["tcvn3"](NAME)

    assert sent != NAME
    assert "".join(read.get(letter, letter) for letter in sent) == NAME
    assert "".join(read.get(letter, letter) for letter in SPELLINGS["tcvn3"]("Ánh")) == "ánh"
