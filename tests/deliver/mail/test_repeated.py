"""A mail tells the figures of its report: one that would tell others is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deliver.mail.enclosures import FIGURES, HANG, MAIL, NOW, PACK, enclosure, write_notebook
from thidua.deliver.mail.digest import read_digest
from thidua.deliver.mail.writing.reports import report_letters
from thidua.deliver.settings import RoleSettings
from thidua.errors import DeliveryError
from thidua.present.keyed import SHARE, Key, Keyed

OURS = Key("awarded", whose="huyen-ba-be", when="2023-H1")
KEYED = (Keyed(OURS, 1566), Keyed(OURS | SHARE, 179 / 284, "percent"), Keyed(OURS | Key(kind="collective"), 284))


def mail_of(folder: Path, *keyed: Keyed) -> str:
    """The mail of one report whose headline carries these figures, as it is sent."""
    given = enclosure(folder)
    write_notebook(given.notebook, keyed=keyed)
    letters = report_letters(HANG.changed(lang="en"), RoleSettings(), [given], pack=PACK, mail=MAIL, now=NOW)
    return str(letters[0].message)


def test_mail_that_repeats_every_figure_is_written(tmp_path):
    """The check must not cost a sound report its mail, whichever language the mail is in."""
    assert read_digest(write_notebook(tmp_path / "thu.ipynb", keyed=KEYED)).keyed == ("1.566", "63,0%", "284")
    assert mail_of(tmp_path / "1", *KEYED)


def test_mail_whose_words_differ_from_the_figures_is_refused(tmp_path):
    """The headline says 1.566 in words and 1.565 as a value: whoever sends it must know which report to look at."""
    assert FIGURES[0]["value"] == "1.566"

    with pytest.raises(DeliveryError, match=r"2023-H1/huyen-ba-be/district: its headline shows 1\.565, but its mail"):
        mail_of(tmp_path, Keyed(OURS, 1565), *KEYED[1:])
