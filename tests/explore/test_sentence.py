"""A sentence of one's own in a report."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

import thidua
from thidua.errors import ConfigError
from thidua.explore.sentence import sentence
from thidua.measures.intervals import wilson_share
from thidua.present.language import written_in


def test_numbers_are_written_as_everywhere_in_the_report():
    """1234 and 1.234 on one page would be two numbers to a reader."""
    part = sentence(
        "{count} lượt, {rate} trên 1.000 người, {share:percent}, đến {day}.",
        count=1234,
        rate=2.25,
        share=0.6175,
        day=date(2023, 6, 2),
    )

    assert part.text == "1.234 lượt, 2,3 trên 1.000 người, 61,8%, đến 02/6/2023."


@pytest.mark.parametrize("unknown", [None, pd.NA, float("nan"), pd.NaT, wilson_share(0, 0)])
def test_what_is_unknown_is_never_told_as_a_number(unknown):
    """An unknown count told as 0 is the worst sentence a report can have."""
    part = sentence("Cả kỳ có {total} lượt.", total=unknown)

    assert part.text == "Cả kỳ có … lượt."
    assert part.payload()["empty"] is True


def test_sentence_with_one_known_figure_is_not_empty():
    """It tells something, so a report that has nothing else is not held back as empty."""
    part = sentence("Có {total} lượt, trong đó {direct} người lao động.", total=7, direct=pd.NA)

    assert part.text == "Có 7 lượt, trong đó … người lao động."
    assert "empty" not in part.payload()


def test_few_cases_have_no_percentage():
    """The rule of the house holds in one's own sentences, too: below ten cases only x/n."""
    assert sentence("{few}; {many}", few=wilson_share(3, 8), many=wilson_share(289, 468)).text == "3/8; 61,8% (289/468)"


def test_numbers_follow_the_language_of_the_report():
    """An English edition with Vietnamese thousands would be read a thousand times too small."""
    with written_in("en"):
        assert sentence("{total} awards", total=1234).text == "1,234 awards"


def test_values_are_never_read_as_places():
    """A name with braces in it is a name."""
    assert sentence("Của {who}.", who="{total}").text == "Của {total}."


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("Có {total} lượt.", {"totl": 1}, "nothing fills {total}; did you mean totl?"),
        ("Có lượt.", {"total": 1}, "has no place {total}"),
        ("Có {total lượt.", {"total": 1}, "expected '}' before end of string; write {{ and }} for braces"),
        ("Có {total:d} lượt.", {"total": 1}, "{total:d} is no place; write {total} or {share:percent}"),
        ("Có {0} lượt.", {}, "{0} is no place"),
        ("{a}", {"a": float("inf")}, "a is inf; a value that is not known is None and prints …"),
        ("{a:percent}", {"a": 61.8}, "a is 61.8 as a fraction; write 0.618 for that %"),
        ("{a:percent}", {"a": "x"}, 'a is "x"; {a:percent} takes a fraction'),
        ("{a:percent}", {"a": date(2023, 6, 2)}, "{a:percent} takes a fraction"),
        ("{a}", {"a": pd.Series([22], name="count")}, "a is a Series; write one value of it"),
        ("{a}", {"a": [1, 2]}, "a is a list; write one value of it"),
        ("Có {total} lượt.", {"total": 1, "of": 3}, 'of is "int"; write a report, or a dataset'),
    ],
)
def test_places_and_values_must_fit(text: str, values: dict[str, int], said: str):
    """A figure that was computed and not told, or a hole in the sentence, is said at once."""
    with pytest.raises(ConfigError) as refused:
        sentence(text, **values)

    assert said in str(refused.value)


def test_values_are_told_by_name():
    """Python's own {} would put the second value into the first place unseen."""
    with pytest.raises(ConfigError, match=r"1 has no name; write which place it fills: total=1"):
        sentence("Có {total} lượt.", 1)
    with pytest.raises(ConfigError, match=r"3 is no sentence; write one in quotes"):
        sentence(3)  # type: ignore[arg-type]


def test_nothing_has_no_sign():
    """-0,0 reads as a fall."""
    told = sentence("{a}; {b:percent}; {c}; {d}", a=-0.04, b=-0.0001, c=-0.05, d=np.int64(-1234))

    assert told.text == "0,0; 0,0%; -0,1; -1.234"


def test_truth_and_days_are_words():
    """True and 2023-06-02 00:00:00 are no words of a page."""
    assert sentence("{a}, {b}, {c}", a=True, b=np.False_, c=pd.Timestamp(2023, 6, 2)).text == "có, không, 02/6/2023"


def test_numbers_follow_the_language_of_their_dataset():
    """What was opened last has no say in how another dataset's figures are written."""
    home, abroad = thidua.open("illustrative"), thidua.open("illustrative", lang="en")
    with written_in("en"):
        ours = sentence("{a} và {b:percent}", a=1234.56, b=0.5, of=home)

    assert ours.text == "1.234,6 và 50,0%"
    assert sentence("{a} awards", a=1234, of=abroad).text == "1,234 awards"


def test_name_comes_from_the_first_words():
    """So that `requires` in reports.toml can name it, and two sentences of one report differ."""
    assert sentence("Cả kỳ có {total} lượt khen.", total=1).name == "ca_ky_co_luot_khen"
    assert sentence("Một câu.", name="loi").name == "loi"
