"""How long the last mile takes: looking before sending, asking what is due, the catalogue, and mail beside smtplib.

    python benchmarks/delivery.py [repetitions]

Needs the development packages (a real mail server is started on this machine).
"""

from __future__ import annotations

import email
import email.policy
import os
import resource
import shutil
import smtplib
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.build import copy_project
from tests.deliver.mail.mailserver import MailServer, running_mail_server
from tests.deliver.office import BA_BE, EVENING, HALF, NA_RI, Office, open_office
from tests.deliver.packs import many_packs
from thidua.deliver.catalogue.page import office_page
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.hand_over import send_all
from thidua.deliver.mail.outbox import Waiting, spool
from thidua.deliver.schedule.due import do_due
from thidua.deliver.settings import DeliverSettings, PublishSettings
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.file import open_ledger

MESSAGES = 100
DATASET, PERIOD = "illustrative", "2023-H1"
BARE = "import pandas, nbformat"
"""What a command costs at least that reads notebooks and frames by their own libraries."""


def main(repetitions: int) -> None:
    """Print the median of each, and what our mail costs beside bare smtplib."""
    with tempfile.TemporaryDirectory() as folder, running_mail_server() as server:
        os.environ.update(server.environment)
        looks(copy_project(Path(folder) / "half-year"), repetitions)
        office = rendered(Path(folder) / "office", server)
        command, environment = office.command("due", "--on", "2022-06-20")
        asked = timed(lambda: subprocess.run(command, cwd=office.root, env=environment, check=True), repetitions)
        print(f"`due` with nothing to do, whole process: {show(asked)} s")

        packs = many_packs(Path(folder), 20, 100)
        drawn = timed(lambda: office_page(packs, PublishSettings(), zone=EVENING.tzinfo), repetitions)
        print(f"catalogue page of 2,000 editions:        {show(drawn)} s")

        ours, bare = [], []
        for _ in range(repetitions):
            ours.append(send_ours(Path(folder) / "ledger", server))
            bare.append(send_bare(server))
        ratios = [a / b for a, b in zip(ours, bare, strict=True)]
        print(f"{MESSAGES} mails with a PDF, ours:               {show(ours)} s")
        print(f"the same, bare smtplib:                  {show(bare)} s")
        print(f"ours / bare:                             {show(ratios)}")


def looks(root: Path, repetitions: int) -> None:
    """What a person runs before anything leaves, over the eleven editions of a half year: CPU of the whole process."""
    repository = Path(__file__).parent.parent

    def run(*words: str) -> None:
        command = [sys.executable, str(repository / "run_reports.py"), *words]
        subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)

    run("build", "--dataset", DATASET, "--period", PERIOD)
    run("release", PERIOD, "--by", "Nguyễn Văn A")
    commands = {"send --dry-run": ("send", PERIOD, "--dry-run"), "review": ("review", PERIOD)}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(repetitions):
        bare = cpu(lambda: subprocess.run([sys.executable, "-c", BARE], check=True))
        for name, words in commands.items():
            taken[name].append(cpu(lambda words=words: run(*words)))  # type: ignore[misc]
            ratios[name].append(taken[name][-1] / bare)
    for name in commands:
        print(f"`{name}`, CPU: {show(taken[name])} s; against bare `{BARE}`: {show(ratios[name])}")


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor that the processes take which some work starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rendered(root: Path, server: MailServer) -> Office:
    """An office whose set is rendered and waits."""
    office = open_office(root)
    for unit, count in ((BA_BE, 3), (NA_RI, 4)):
        office.receive(unit, HALF, count, on=date(2022, 6, 10), first=date(2022, 3, 1))
    with office.desk(EVENING) as desk:
        do_due(desk, jobs=1)
    return replace(office, server=server)


def message(number: int) -> email.message.EmailMessage:
    """A mail with a PDF of half a megabyte."""
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"] = "thidua@donvi.example", f"nguoi{number}@donvi.example"
    made["Subject"], made["Message-ID"] = "Báo cáo sơ kết 6 tháng 2023", f"<{number}.{time.time_ns()}@donvi.example>"
    made.set_content("Kính gửi")
    made.add_attachment(bytes(500_000), maintype="application", subtype="pdf", filename="bao-cao.pdf")
    return made


def send_ours(root: Path, server: MailServer) -> float:
    """Seconds to hand over what waits: ledger and run log written at each step, each file hashed before."""
    server.forget()
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    with open_ledger(root) as ledger:
        files = [planned(ledger, root, message(number)) for number in range(MESSAGES)]
        settings = server.settings()
        began = time.perf_counter()
        desk = Desk(root, ledger, DeliverSettings(reports={}), lambda: EVENING, print)
        done = send_all(files, ledger, settings, now=lambda: EVENING, tell=print, noted=desk.note)
        took = time.perf_counter() - began
    if done.sent != MESSAGES:
        raise SystemExit(f"only {done.sent} of {MESSAGES} were sent")
    return took


def planned(ledger: Ledger, root: Path, mail: email.message.EmailMessage) -> Waiting:
    """A message that stands in the outbox and the ledger."""
    content, name, recipient = mail.as_bytes(), str(mail["Message-ID"]), str(mail["To"])
    ledger.plan_message(
        name,
        pack="thu/2022-H1",
        purpose="report",
        recipient=recipient,
        subject="Báo cáo",
        sha256=content_hash(content),
        items=[],
        at=EVENING,
    )
    return Waiting(spool(root, name, content), name, recipient)


def send_bare(server: MailServer) -> float:
    """Seconds for the same messages over one connection, nothing noted."""
    server.forget()
    context = ssl.create_default_context(cafile=str(server.ca_file))
    mails = [message(number) for number in range(MESSAGES)]
    began = time.perf_counter()
    with smtplib.SMTP(server.host, server.port) as client:
        client.starttls(context=context)
        client.login(server.user, server.password)
        for mail in mails:
            client.send_message(mail)
    return time.perf_counter() - began


def timed(work: Callable[[], object], repetitions: int) -> list[float]:
    """Seconds of each repetition."""
    found = []
    for _ in range(repetitions):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return found


def show(seconds: list[float]) -> str:
    """Median (minimum to maximum)."""
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
