"""The calendar from June 2024 to December 2027, across 01/07/2025: districts send to their end, then communes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.deliver.mail.mailserver import running_mail_server
from tests.deliver.office import OPERATOR, Office, at, open_office
from thidua.deliver.schedule.coming import coming, coming_lines
from thidua.deliver.schedule.due import do_due

pytestmark = pytest.mark.long

DISTRICT, COMMUNE, WARD = "babe@donvi.example", "xababe@donvi.example", "phuong@donvi.example"
RECIPIENTS = "".join(
    f'[[recipients]]\nname = "{name}"\naddress = "{address}"\nrole = "district"\nunits = ["{unit}"]\n'
    for name, address, unit in (
        ("UBND huyện Ba Bể", DISTRICT, "huyen-ba-be"),
        ("UBND huyện Na Rì", "nari@donvi.example", "huyen-na-ri"),
        ("UBND xã Ba Bể", COMMUNE, "xa-ba-be-2025"),
        ("UBND phường Bắc Kạn", WARD, "phuong-bac-kan-2025"),
    )
)
DATASET = """
title = "Số liệu thử"
source = "bài thử"
basis = "administrative"
province = "19"
as_of = 2028-01-31

[[expected]]
layout = "decision_list"
units = ["huyen-ba-be", "huyen-na-ri", "xa-ba-be-2025", "phuong-bac-kan-2025"]
period = "half"
first_year = 2024
days = 2

[[editions]]
kind = "thu"
unit = ["huyen-ba-be", "xa-ba-be-2025"]
period = ["H1", "year"]
"""

BA_BE, XA_BA_BE = "UBND huyện Ba Bể", "UBND xã Ba Bể"
LISTS = {
    # Day on which it comes: whose, of which half, how many, a day of its decision.
    date(2024, 6, 10): (BA_BE, "6 tháng đầu năm 2024", 3, date(2024, 3, 1)),
    date(2024, 12, 10): (BA_BE, "6 tháng cuối năm 2024", 4, date(2024, 9, 4)),
    date(2025, 6, 10): (BA_BE, "6 tháng đầu năm 2025", 5, date(2025, 3, 3)),
    date(2025, 12, 10): (XA_BA_BE, "6 tháng cuối năm 2025", 6, date(2025, 9, 3)),
    date(2026, 6, 10): (XA_BA_BE, "6 tháng đầu năm 2026", 7, date(2026, 3, 2)),
    date(2026, 12, 10): (XA_BA_BE, "6 tháng cuối năm 2026", 8, date(2026, 9, 3)),
    date(2027, 6, 10): (XA_BA_BE, "6 tháng đầu năm 2027", 9, date(2027, 3, 1)),
    date(2027, 12, 10): (XA_BA_BE, "6 tháng cuối năm 2027", 10, date(2027, 9, 7)),
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office of today's Thái Nguyên that releases by itself; its schedules and expectations have no last year."""
    with running_mail_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        office = open_office(tmp_path, server, auto_release=True)
        settings = (tmp_path / "reports.toml").read_text(encoding="utf-8").partition("[[recipients]]")[0]
        settings = settings.replace("first_year = 2022\nlast_year = 2023\n", "first_year = 2024\n")
        (tmp_path / "reports.toml").write_text(settings + RECIPIENTS, encoding="utf-8")
        (tmp_path / "data" / "thu" / "dataset.toml").write_text(DATASET, encoding="utf-8")
        yield office


def days() -> Iterator[date]:
    """Every day around the meetings, and each Monday of the other months."""
    day = date(2024, 6, 1)
    while day <= date(2027, 12, 31):
        if (day.month in (6, 12) and day.day < 26) or day.weekday() == 0:
            yield day
        day += timedelta(days=1)


def test_each_set_is_made_once_and_reminders_go_to_those_who_report(office: Office):
    """Nobody writes a year into the settings, and nobody takes the districts out of them."""
    for day in days():
        if day in LISTS:
            unit, period, count, first = LISTS[day]
            office.receive(unit, period, count, on=day, first=first)
        for moment in (f"{day} 08:30", *([f"{day - timedelta(days=3)} 12:00"] if day.day == 20 else [])):
            with office.desk(at(moment)) as desk:
                assert do_due(desk, jobs=1), office.told

    periods = ["6 tháng 2024", "năm 2024", "6 tháng 2025", "năm 2025", "6 tháng 2026", "năm 2026", "6 tháng 2027"]
    assert reports(office, DISTRICT) == [f"{each} - huyện Ba Bể" for each in periods[:4]]
    assert reports(office, COMMUNE) == [f"{each} - xã Ba Bể" for each in (*periods[3:], "năm 2027")]
    assert figures(office, DISTRICT) == ["3", "7", "5", "5"]
    assert figures(office, COMMUNE) == ["6", "7", "15", "9", "19"]
    halves = [f"6 tháng đầu năm {year}" for year in range(2024, 2028)]
    assert reminded(office, "nari@donvi.example") == [
        f"{each} – huyện Na Rì" for each in (halves[0], "năm 2024", halves[1])
    ]
    assert reminded(office, WARD) == [
        f"{each} – phường Bắc Kạn" for each in ("năm 2025", halves[2], "năm 2026", halves[3], "năm 2027")
    ]
    assert reminded(office, DISTRICT) == reminded(office, COMMUNE) == []
    everybody = (DISTRICT, "nari@donvi.example", COMMUNE, WARD, "hoang@donvi.example", OPERATOR)
    ids = [str(message["Message-ID"]) for to in everybody for message in mailbox(office, to)]
    assert Counter(ids).most_common(1)[0][1] == 1

    with office.desk(at("2027-12-31 08:00")) as desk:
        told = list(coming_lines(coming(desk.settings, desk.root, desk.ledger, now=desk.now())))
    assert told == [
        "next: remind thu/2028-H1 (half-year), 12/06/2028 08:00: 1 reports",
        "  thu/2028-H1: left out: huyện Ba Bể (ended on 30/06/2025)",
        "next: remind thu/2028 (year), 13/12/2028 08:00: 1 reports",
        "  thu/2028: left out: huyện Ba Bể (ended on 30/06/2025)",
    ]
    assert any("not reminded, it is no more: huyện Na Rì" in line for line in office.told)
    told = [str(message["Subject"]) for message in mailbox(office, OPERATOR)]
    assert Counter(told).most_common(1)[0][1] == 1


def mailbox(office: Office, address: str) -> list:
    """What came to one address."""
    assert office.server is not None
    return office.server.mailbox(address)


def reports(office: Office, address: str) -> list[str]:
    """Period and unit of each report that came as PDF, as its file is called."""
    names = (str(part.get_filename()) for one in mailbox(office, address) for part in one.iter_attachments())
    return [
        name.removeprefix("Báo cáo ").partition(" ")[2].partition(" ")[2].removesuffix(".pdf")
        for name in names
        if name.endswith(".pdf")
    ]


def reminded(office: Office, address: str) -> list[str]:
    """What the reminders are about."""
    subjects = (str(one["Subject"]) for one in mailbox(office, address) if not list(one.iter_attachments()))
    return [subject.partition("Số liệu ")[2] for subject in subjects]


def figures(office: Office, address: str) -> list[str]:
    """The headline figure of each report, as its mail tells it."""
    bodies = (
        one.get_body(("plain",)).get_content() for one in mailbox(office, address) if list(one.iter_attachments())
    )
    return [next(line.split()[0] for line in body.splitlines() if line.endswith("lượt khen thưởng")) for body in bodies]
