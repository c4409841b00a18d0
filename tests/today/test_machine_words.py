"""No page of the office of today speaks like a machine."""

from __future__ import annotations

import pytest

from tests.machine_words import page_text, spoken_by_a_machine
from tests.today.conftest import DECLARED, Built


@pytest.mark.long
@pytest.mark.parametrize("name", [name for names in DECLARED.values() for name in names])
def test_what_is_printed_is_said_as_an_office_says_it(name: str, today: Built):
    """A report of 92 communes is read by the same leaders as one of eight districts."""
    assert spoken_by_a_machine(page_text(today.text(name))) == []
