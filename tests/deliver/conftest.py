"""An office whose half-year set is rendered, made once; every test works on a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import made_once
from tests.deliver.mail.mailserver import MailServer, running_mail_server
from tests.deliver.office import BA_BE, EVENING, HALF, NA_RI, Office, open_office, write_settings
from thidua.deliver.schedule.due import do_due


@pytest.fixture(scope="session")
def post_office() -> Iterator[MailServer]:
    """One mail server for all tests of this process."""
    with running_mail_server() as running:
        yield running


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office without mail whose half-year set of 2022 was rendered on its evening: Ba Bể has 3, Na Rì 4 awards."""

    def make(root: Path) -> None:
        office = open_office(root)
        for unit, count in ((BA_BE, 3), (NA_RI, 4)):
            office.receive(unit, HALF, count, on=date(2022, 6, 10), first=date(2022, 3, 1))
        with office.desk(EVENING) as desk:
            assert do_due(desk, jobs=1), office.told

    return made_once(tmp_path_factory, "rendered", make)


@pytest.fixture
def office(rendered: Path, tmp_path: Path) -> Office:
    """A copy of it for one test."""
    shutil.copytree(rendered, tmp_path / "office")
    return Office(tmp_path / "office")


@pytest.fixture
def posting(office: Office, post_office: MailServer, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same with a mail server whose mailboxes are empty and that does nothing wrong."""
    post_office.forget()
    for name, value in post_office.environment.items():
        monkeypatch.setenv(name, value)
    write_settings(office.root, post_office)
    return Office(office.root, post_office)
