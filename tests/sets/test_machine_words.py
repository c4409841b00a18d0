"""No page, paper or mail of the illustrative set speaks like a machine."""

from __future__ import annotations

import pytest

from tests.machine_words import mail_text, page_text, paper_text, spoken_by_a_machine
from tests.sets.conftest import CHOSEN, Built


@pytest.mark.long
@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_printed_is_said_as_an_office_says_it(name: str, built: Built):
    """A leader signs the paper and reads the page aloud; statistics stand in the details, the machine nowhere."""
    page = page_text(built.file(name, "html").read_text(encoding="utf-8"))
    paper = paper_text(built.file(name, "pdf").read_bytes())

    assert spoken_by_a_machine(page) == []
    assert spoken_by_a_machine(paper) == []
    assert spoken_by_a_machine(mail_text(built.file(name, "ipynb"))) == []
