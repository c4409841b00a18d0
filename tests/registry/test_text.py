"""Folding makes spellings of one word equal and keeps different words apart."""

import unicodedata

import pytest

from thidua.registry import fold, quoted, strip_accents


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trung Hoà", "Trung Hòa"),
        ("Liêm Thuỷ", "Liêm Thủy"),
        ("Hoà Mục", "Hòa Mục"),
        ("Sĩ Bình", "Sỹ Bình"),
        ("Chiến sỹ thi đua", "Chiến sĩ thi đua"),
        ("Na Rỳ", "Na Rì"),
        ("Uỷ ban", "Ủy ban"),
        ("quí III", "Quý III"),
        ("khoẻ", "khỏe"),
        ("TỔNG  CỘNG", "Tổng\u00a0cộng"),
        ("Ðồng Phúc", "Đồng Phúc"),
        ("thi đua – khen thưởng", "thi đua - khen thưởng"),
        (unicodedata.normalize("NFD", "Bắc Kạn"), "Bắc Kạn"),
        ("Ba\u200b Bể", "Ba Bể"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other):
    """The statistics office, the press and resolution 1683 write the same names differently."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ba Bể", "Ba Be"),
        ("Na Rì", "Na Ri"),
        ("quà", "qua"),
        ("Pác Nặm", "Pắc Nặm"),
        ("thuý", "thui"),
        ("tay", "tai"),
    ],
)
def test_different_words_stay_apart(one, other):
    """A fold that removes diacritics or vowels would accept a wrong unit."""
    assert fold(one) != fold(other)


def test_folding_twice_changes_nothing():
    """Keys are folded again by whoever compares them."""
    for text in ("Thuỷ Hoà", "Sỹ Bình", "KỲ BÁO CÁO", "quý", "giai đoạn 2015 – 2020"):
        assert fold(fold(text)) == fold(text)


def test_accents_are_stripped_for_suggestions_only():
    """Đ does not decompose under NFD, so it is handled by name."""
    assert strip_accents("Đồng Phúc, Chợ Đồn, đ") == "Dong Phuc, Cho Don, d"


def test_quoted_value_is_one_short_line():
    """A message of one line stays one line whatever a cell holds."""
    shown = quoted("a\nb\x00c\u2028" + "x" * 10_000)

    assert shown.startswith('"a b c x')
    assert len(shown) < 70
    assert shown.isprintable()
