"""A small office: a project of two districts with schedules, recipients and a mail server, run by the real command.

Its one report counts the awards of a unit, so that a workbook that comes changes what is mailed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from tests.conftest import REPOSITORY
from tests.deliver.commands import run_command
from tests.deliver.mail.mailserver import MailServer
from tests.facts.inboxes import BA_BE as BA_BE
from tests.facts.inboxes import NA_RI as NA_RI
from tests.facts.inboxes import came, decision_list, people, write_workbook
from thidua.deliver.mail.desk import Desk
from thidua.deliver.packs import EditionState, Pack, find_pack, read_packs
from thidua.deliver.settings import read_deliver_settings
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.file import open_ledger

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOANG, BE, RI = "hoang@donvi.example", "babe@donvi.example", "nari@donvi.example"
OPERATOR = "truc@donvi.example"

HALF = "6 tháng đầu năm 2022"
EVENING = datetime(2022, 6, 20, 18, 30, tzinfo=ZONE)

REPORTS = """
[reports.thu]
title = "Báo cáo thử"
file_title = "Báo cáo {{review}}"
notebook = "thu"
requires = ["letterhead", "headline"]

[schedules.half-year]
title = "Sơ kết 6 tháng"
dataset = "thu"
period = "H1"
basis = "administrative"
data_due = "06-16"
remind_days_before = 5
render = "06-20 08:00"
meeting = "07-10"
first_year = 2022
last_year = 2023
auto_release = {auto_release}

[schedules.year]
title = "Tổng kết năm"
dataset = "thu"
period = "year"
basis = "administrative"
data_due = "12-16"
remind_days_before = 5
render = "12-20 08:00"
meeting = "01-10"
first_year = 2022
last_year = 2023
auto_release = {auto_release}

[mail]
sender = "Phòng Thi đua <thidua@donvi.example>"
operator = "Trực <truc@donvi.example>"
server = "{server}"
port = {port}
security = "{security}"
ca_file = "{ca_file}"
timeout_seconds = 20
tries = 1

[roles.leader]
kinds = ["thu"]

[roles.district]
kinds = ["thu"]
formats = ["pdf", "xlsx"]
reminded = true

[[recipients]]
name = "Bà Hoàng"
address = "hoang@donvi.example"
role = "leader"
units = ["huyen-ba-be", "huyen-na-ri"]

[[recipients]]
name = "UBND huyện Ba Bể"
address = "babe@donvi.example"
role = "district"
units = ["huyen-ba-be"]

[[recipients]]
name = "UBND huyện Na Rì"
address = "nari@donvi.example"
role = "district"
units = ["huyen-na-ri"]
"""

DATASET = """
title = "Số liệu thử"
source = "bài thử"
basis = "administrative"
as_of = 2024-01-31

[[expected]]
layout = "decision_list"
units = ["huyen-ba-be", "huyen-na-ri"]
period = "half"
first_year = 2022
last_year = 2023
days = 2

[[editions]]
kind = "thu"
unit = ["huyen-ba-be", "huyen-na-ri"]
period = ["H1", "year"]
"""

CELLS = (
    "from thidua import open_report\n"
    "from thidua.present.figures import Figure\n"
    "from thidua.present.numbers import write_number\n"
    "report = open_report(dataset=dataset, unit=unit, period=period)",
    'report.letterhead("{review} công tác thi đua, khen thưởng {period}")',
    'total = write_number(int(report.awarded["count"].sum()))\n'
    'report.headline(Figure(total, "lượt khen thưởng", "cả kỳ"))',
)


@dataclass
class Office:
    """The project, its mail server, and what its command printed."""

    root: Path
    server: MailServer | None = None
    told: list[str] = field(default_factory=list)

    @property
    def environment(self) -> Mapping[str, str]:
        """That of this process, with the login at the mail server."""
        return {**os.environ, **(self.server.environment if self.server else {})}

    def command(self, *words: str) -> tuple[list[str], Mapping[str, str]]:
        """The real command line and its environment."""
        return [sys.executable, str(REPOSITORY / "run_reports.py"), *words], self.environment

    def run(self, *words: str, exit_status: int = 0) -> str:
        """Run a command to its end; what it printed, both streams."""
        done = run_command(self.root, words, self.environment)
        assert done.status == exit_status, done.printed + done.problems
        return done.printed + done.problems

    def receive(self, unit: str, period: str, count: int, *, on: date, first: date, version: int = 1) -> Path:
        """A workbook comes: so many people commended on one day of a period."""
        folder = self.root / "data" / "thu" / "inbox"
        rows = people(*range(count), on=first, decision=f"{first:%-m%y}/QĐ-UBND")
        path = folder / f"{unit} {period} lần {version}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        return came(write_workbook(path, decision_list(*rows, unit=unit, period=period)), on)

    @contextmanager
    def desk(self, now: datetime) -> Iterator[Desk]:
        """The same in this process, at a given time."""
        with open_ledger(self.root) as ledger:
            yield Desk(self.root, ledger, read_deliver_settings(self.root), lambda: now, self.told.append)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger alone."""
        with open_ledger(self.root) as ledger:
            yield ledger

    def pack(self, period: str) -> Pack:
        """The pack of a period as it stands."""
        with self.ledger() as ledger:
            return find_pack(read_packs(self.root, ledger), period, None)

    def states(self, period: str) -> dict[str, EditionState]:
        """What is known of each edition of a period, by its unit."""
        return {each.edition.unit.id: each for each in self.pack(period).editions}


def open_office(root: Path, server: MailServer | None = None, *, auto_release: bool = False) -> Office:
    """Found an office in an empty folder; without a server nobody can be written to."""
    for folder in ("data/thu", "notebooks"):
        (root / folder).mkdir(parents=True)
    write_settings(root, server, auto_release=auto_release)
    (root / "data" / "thu" / "dataset.toml").write_text(DATASET, encoding="utf-8")
    parameters = new_code_cell('dataset = "thu"\nunit = "huyen-ba-be"\nperiod = "2022-H1"')
    parameters.metadata["tags"] = ["parameters"]
    notebook = new_notebook(cells=[parameters, *(new_code_cell(source) for source in CELLS)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, root / "notebooks" / "thu.ipynb")
    return Office(root, server)


def write_settings(root: Path, server: MailServer | None, *, auto_release: bool = False) -> None:
    """The settings of the office, with this mail server or none."""
    where = (
        {"server": "", "port": 587, "security": "starttls", "ca_file": ""}
        if server is None
        else {"server": server.host, "port": server.port, "security": server.security, "ca_file": server.ca_file}
    )
    settings = REPORTS.format(auto_release=str(auto_release).lower(), **where)
    (root / "reports.toml").write_text(settings, encoding="utf-8")


def at(text: str) -> datetime:
    """A moment in Vietnam: "2023-06-20 08:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)
