"""Signs for "the same as above" are told from words, blanks and dashes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.cells.ditto_marks import is_ditto
from thidua.registry import units


@pytest.mark.parametrize(
    "text",
    [
        "nt",
        "NT",
        "nt.",
        "n.t",
        "n.t.",
        "N/T",
        "-nt-",
        "- nt -",
        "– nt –",
        "(nt)",
        '"',
        "''",
        "”",
        "“",
        "〃",
        '- " -',
        "-''-",
        '""',
        "//",
        "-//-",
        "- // -",
        "như trên",
        "Như trên",
        "(như trên)",
        "như dòng trên",
        "Như ở trên",
        "như quyết định trên",
        "Như QĐ trên",
        "ditto",
        unicodedata.normalize("NFD", "như trên"),
        " nt\u200b",
    ],
)
def test_ditto_mark_is_known(text):
    """A typist's sign for the value above; read as a value it would be an unknown decision."""
    assert is_ditto(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "--",
        "…",
        ".",
        "'",
        "/",
        "0",
        "x",
        "Nt Lan",
        "Nông thôn",
        "như trên đã nêu",
        "người trên",
        '"A"',
        "nt 5",
    ],
)
def test_dash_blank_or_word_is_no_ditto_mark(text):
    """A dash says that nothing belongs there, which is another thing."""
    assert not is_ditto(text)


def test_no_unit_is_a_ditto_mark():
    """A name taken for a mark would give a row to the unit above."""
    assert not [unit.name for unit in units() if is_ditto(unit.name) or is_ditto(unit.short_name)]


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    """Whatever stands in a cell, the answer is yes or no."""
    assert is_ditto(text) in (True, False)
