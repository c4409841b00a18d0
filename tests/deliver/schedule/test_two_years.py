"""Two years in the life of an office: workbooks come, sets are due, a person releases, mail arrives, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.deliver.mail.mailserver import MailServer, running_mail_server
from tests.deliver.office import BA_BE, BE, HOANG, NA_RI, OPERATOR, RI, Office, at, open_office
from thidua.deliver.packs import read_packs
from thidua.deliver.release.decide import release
from thidua.deliver.schedule.due import do_due

pytestmark = pytest.mark.long


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server, and its login in the environment."""
    with running_mail_server() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


LISTS = {
    # Day on which it comes: whose, of which half, how many, a day of its decision. Na Rì is late in December 2022.
    date(2022, 6, 10): [(BA_BE, "6 tháng đầu năm 2022", 3, date(2022, 3, 1))],
    date(2022, 6, 14): [(NA_RI, "6 tháng đầu năm 2022", 4, date(2022, 3, 2))],
    date(2022, 12, 12): [(BA_BE, "6 tháng cuối năm 2022", 5, date(2022, 9, 1))],
    date(2022, 12, 17): [(NA_RI, "6 tháng cuối năm 2022", 6, date(2022, 9, 2))],
    date(2023, 6, 9): [
        (BA_BE, "6 tháng đầu năm 2023", 7, date(2023, 3, 1)),
        (NA_RI, "6 tháng đầu năm 2023", 8, date(2023, 3, 2)),
    ],
    date(2023, 12, 10): [
        (BA_BE, "6 tháng cuối năm 2023", 9, date(2023, 9, 1)),
        (NA_RI, "6 tháng cuối năm 2023", 10, date(2023, 9, 2)),
    ],
}
RELEASES = {date(2022, 6, 21), date(2022, 12, 21), date(2023, 6, 22), date(2023, 12, 22)}
NIGHTS_WITHOUT_POWER = {date(2022, 6, 20), date(2022, 12, 20), date(2022, 12, 21)}
"""The nights on which a set was due; the next one makes it up."""


def test_two_years_bring_each_report_once_to_the_right_people(tmp_path: Path, server: MailServer):
    """Every day the scheduler asks what is due, twice, and once with a clock that jumped back."""
    office = open_office(tmp_path, server)
    day = date(2022, 1, 1)
    while day <= date(2024, 1, 31):
        live_through(office, day)
        day += timedelta(days=1)

    title = "Báo cáo {} {} - huyện {}.{}".format
    periods = [
        ("sơ kết", "6 tháng 2022"),
        ("tổng kết", "năm 2022"),
        ("sơ kết", "6 tháng 2023"),
        ("tổng kết", "năm 2023"),
    ]
    assert files(server, BE) == [title(*each, "Ba Bể", kind) for each in periods for kind in ("pdf", "xlsx")]
    assert files(server, RI) == [title(*each, "Na Rì", kind) for each in periods for kind in ("pdf", "xlsx")]
    assert files(server, HOANG) == [title(*each, unit, "pdf") for each in periods for unit in ("Ba Bể", "Na Rì")]
    counts = ["3", "8", "7", "16"]
    assert [figure(server, BE, number) for number in range(4)] == counts
    ids = [str(message["Message-ID"]) for to in (HOANG, BE, RI, OPERATOR) for message in server.mailbox(to)]
    assert Counter(ids).most_common(1)[0][1] == 1
    assert len(server.received) == len(ids)


def test_reminders_go_to_those_who_have_not_sent_and_to_nobody_else(tmp_path: Path, server: MailServer):
    """A reminder to everybody is read by nobody."""
    office = open_office(tmp_path, server)
    for day in (date(2022, 6, 10), date(2022, 6, 13), date(2022, 6, 14)):
        live_through(office, day)

    assert [str(message["Subject"]) for message in server.mailbox(RI)] == [
        "[Thi đua, khen thưởng] Số liệu 6 tháng đầu năm 2022 – huyện Na Rì"
    ]
    assert server.mailbox(BE) == []
    assert server.mailbox(HOANG) == []


def live_through(office: Office, day: date) -> None:
    """What happens in the office on one day."""
    for unit, period, count, first in LISTS.get(day, []):
        office.receive(unit, period, count, on=day, first=first)
    if day not in NIGHTS_WITHOUT_POWER:
        for moment in (f"{day} 08:30", f"{day} 23:00", f"{day - timedelta(days=3)} 12:00"):
            with office.desk(at(moment)) as desk:
                assert do_due(desk, jobs=1), office.told
    if day in RELEASES:
        with office.desk(at(f"{day} 15:00")) as desk:
            do_due(desk, jobs=1)
            pack = read_packs(desk.root, desk.ledger)[0]
            release(pack, desk.ledger, units=None, kinds=None, by="Bà Hoàng", note="", now=desk.now())


def reports(server: MailServer, address: str) -> list:
    """The messages of a mailbox that carry reports."""
    return [message for message in server.mailbox(address) if list(message.iter_attachments())]


def files(server: MailServer, address: str) -> list[str]:
    """The names of all files in a mailbox, as a mail program shows them, in the order in which they came."""
    return [str(part.get_filename()) for message in reports(server, address) for part in message.iter_attachments()]


def figure(server: MailServer, address: str, number: int) -> str:
    """The headline figure that one message tells in its text."""
    body = reports(server, address)[number].get_body(("plain",)).get_content()
    return next(line.split()[0] for line in body.splitlines() if line.endswith("lượt khen thưởng"))
