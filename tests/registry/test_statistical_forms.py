"""Which circular a statistical form follows depends on the day."""

import itertools
from datetime import date

import pytest

from thidua.registry.statistical_forms import statistical_form, statistical_forms


@pytest.mark.parametrize(
    ("on", "number", "circular"),
    [
        (date(2022, 12, 14), "0702.N", "03/2018/TT-BNV"),
        (date(2023, 12, 14), "0602.N", "02/2023/TT-BNV"),
        (date(2025, 12, 14), "", "18/2025/TT-BNV"),
    ],
)
def test_form_of_state_awards_follows_the_circular_of_its_day(on, number, circular):
    """0702.N of 2018 became 0602.N in 2023; the numbers of 2025 were in no source."""
    form = statistical_form("state_awards", on)

    assert form is not None
    assert (form.number, form.circular) == (number, circular)


def test_no_form_is_known_before_the_first_circular():
    """The table begins in 2018."""
    assert statistical_form("state_awards", date(2017, 12, 14)) is None


def test_forms_of_one_layout_never_overlap():
    """On any day a layout has at most one form."""
    for layout in {form.layout for form in statistical_forms()}:
        forms = sorted(
            (form for form in statistical_forms() if form.layout == layout), key=lambda form: form.valid_from
        )
        assert all(one.valid_to < other.valid_from for one, other in itertools.pairwise(forms))
