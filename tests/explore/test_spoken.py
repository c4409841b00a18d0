"""An answer keeps the language of its dataset whenever it is printed."""

from __future__ import annotations

import pytest

import thidua
from thidua.errors import ConfigError
from thidua.present.language import written_in
from thidua.speech import Language, speaking


def test_answers_are_in_the_language_of_their_dataset_whatever_is_in_force_when_they_are_printed():
    """Two datasets lie side by side in a notebook: what was opened last must not speak for the other."""
    vi, en = thidua.open("illustrative"), thidua.open("illustrative", lang="en")
    with written_in("en"):
        explained, compared = vi.explain("Na Rì", "2023-H1", "GKH"), vi.compare("Ba Bể", "Na Rì", period="2023-H1")
        kinds = explained.by("recipient_kind")["recipient_kind_name"].tolist()
        told = repr(explained), repr(compared)
    assert "Huyện Na Rì, Giấy khen của Chủ tịch UBND cấp huyện: 22 trong 6 tháng đầu năm 2023" in told[0]
    assert "so được" in told[1]
    assert kinds == ["cá nhân", "tập thể"]

    explained, compared = en.explain("Na Rì", "2023-H1", "GKH"), en.compare("Ba Bể", "Na Rì", period="2023-H1")
    assert "first half of 2023: 22, first half of 2022: 21 (up 1)" in repr(explained)
    assert "individuals: 32 and 25 (-7)" in repr(compared)
    assert "cá nhân" not in explained.by("recipient_kind")["recipient_kind_name"].tolist()


@pytest.mark.parametrize(("lang", "other"), [("vi", "en"), ("en", "vi")])
def test_questions_are_refused_in_the_language_of_the_dataset_that_is_asked(lang: Language, other: Language):
    """On a Vietnamese desk a container without a language must not speak English, nor the reverse."""
    data = thidua.open("illustrative", lang=lang)
    questions = {
        "Ba Bê": lambda: data.facts("Ba Bê", "2023-H1"),
        "năm 23": lambda: data.unusual("năm 23"),
        "abc": lambda: data.trace("abc"),
        "chính nó|with itself": lambda: data.compare("2023-H1", "2023-H1", unit="Ba Bể"),
        "xlsx": lambda: data.preview("Ba Bể", "2023-H1", formats=("xlsx",)),
    }
    for said, question in questions.items():
        with speaking(other), pytest.raises(ConfigError, match=said) as refused:
            question()
        is_english = any(word in str(refused.value) for word in ("unknown", " is ", "write ", " no "))
        assert is_english == (lang == "en"), str(refused.value)
