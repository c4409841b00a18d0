"""Legal bases hold from day to day, and a stage report can mark the changes."""

from datetime import date

import pytest

from thidua.registry import legal_bases, legal_events, regime


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2004, 1, 1), "2003"),
        (date(2023, 12, 31), "2003"),
        (date(2024, 1, 1), "2022"),
        (date(2026, 1, 1), "2022"),
    ],
)
def test_regime_changes_with_the_year_2024(on, expected):
    """Law 06/2022/QH15 holds from 01/01/2024."""
    assert regime(on) == expected


def test_legal_bases_of_a_day():
    """In 2020 the law of 2003 with Decree 91/2017 and Circular 12/2019."""
    assert {basis.id for basis in legal_bases(date(2020, 6, 1))} == {
        "15/2003/QH11",
        "91/2017/NĐ-CP",
        "12/2019/TT-BNV",
    }
    assert "129/2025/NĐ-CP" not in {basis.id for basis in legal_bases(date(2025, 6, 30))}
    assert "129/2025/NĐ-CP" in {basis.id for basis in legal_bases(date(2025, 7, 1))}


def test_window_over_new_year_2024_marks_end_and_start_of_the_laws():
    """An end is dated on the day after the last valid one, and comes before the start of what replaces it."""
    events = legal_events(date(2024, 1, 1), date(2024, 1, 1))
    marked = [(event.change, event.legal_basis) for event in events]

    assert ("ends", "15/2003/QH11") in marked
    assert ("starts", "06/2022/QH15") in marked
    assert marked.index(("ends", "15/2003/QH11")) < marked.index(("starts", "06/2022/QH15"))
    assert all(event.text_vi.endswith(".") and event.text_en.endswith(".") for event in events)


def test_window_without_change_marks_nothing():
    """A six-month report of 2022 has no legal markers."""
    assert legal_events(date(2021, 12, 15), date(2022, 12, 14)) == ()


def test_amending_law_of_2026_is_marked_as_unsure():
    """Only a secondary source gives it: whoever prints it can see that."""
    [event] = legal_events(date(2026, 10, 1), date(2026, 10, 1))

    assert (event.legal_basis, event.confidence) == ("06/2026/QH16", "low")
