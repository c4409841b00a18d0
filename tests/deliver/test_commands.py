"""The commands that let reports leave the house, as a person types them."""

from __future__ import annotations

import email
import email.policy
import re
import subprocess
from datetime import date, datetime

import pytest

from tests.deliver.office import BE, HALF, HOANG, NA_RI, OPERATOR, RI, Office
from thidua.cli import cli
from thidua.errors import ConfigError, DeliveryError, ReportError


@pytest.fixture
def typed(posting: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Types a command in the office's folder, in this process; gives what it printed, and its exit status."""
    monkeypatch.chdir(posting.root)

    def type_(*words: str) -> tuple[str, int]:
        status = 0
        try:
            cli.main(list(words), standalone_mode=False)
        except SystemExit as end:
            status = int(str(end.code))
        printed = capsys.readouterr()
        return printed.out + printed.err, status

    return type_


def addresses(office: Office) -> list[str]:
    """Whose mailboxes got something, in order."""
    assert office.server is not None
    return [to for to, _ in office.server.received]


def test_review_release_send_and_status_as_a_person_does_it(posting: Office, typed):
    """The whole way, and nothing twice."""
    assert typed("review", "2022-H1") == ("reports/thu/2022-H1/review.html\n", 0)
    printed, status = typed("send", "2022-H1")
    assert status == 0
    assert printed.splitlines() == [
        "0 sent, 0 deferred, 0 refused, 0 uncertain",
        "  2 not released: thu/2022-H1/huyen-ba-be/thu, thu/2022-H1/huyen-na-ri/thu",
    ]
    printed, status = typed("release", "2022-H1", "--by", "Bà Hoàng", "--note", "giao ban")
    assert status == 0
    assert printed.splitlines() == [
        "thu/2022-H1/huyen-ba-be/thu: revision 1 released by Bà Hoàng",
        "thu/2022-H1/huyen-na-ri/thu: revision 1 released by Bà Hoàng",
    ]
    assert typed("send") == ("3 sent, 0 deferred, 0 refused, 0 uncertain\n", 0)
    again = typed("send")[0].splitlines()
    assert again[0] == "0 sent, 0 deferred, 0 refused, 0 uncertain"
    assert again[1].startswith("  2 mailed before, or waiting for a person (see status): thu/2022-H1/huyen-ba-be/thu, ")
    assert addresses(posting) == [HOANG, BE, RI]
    printed, _ = typed("status")
    assert "thu/2022-H1/huyen-ba-be/thu  ready    1         released  2" in printed
    assert "next: render thu/2022 (year)" not in printed  # years ago: left to a person
    log = (posting.root / "reports" / "thu" / "2022-H1" / "run-log.txt").read_text(encoding="utf-8")
    assert "mail sent: babe@donvi.example" in log
    assert "revision 1 released by Bà Hoàng" in log


def test_what_is_held_is_told_apart_and_makes_the_exit_status_one(posting: Office, typed):
    """A person must see that one of eight did not go along."""
    posting.states("2022-H1")["huyen-na-ri"].edition.file("pdf").write_bytes(b"sua tay")
    printed, status = typed("release", "2022-H1", "--by", "Bà Hoàng")

    assert status == 1
    assert "huyen-na-ri/thu: held: its files changed since it was built: build it again" in printed
    assert "huyen-ba-be/thu: revision 1 released" in printed


def test_dry_run_writes_what_would_go_and_sends_nothing(posting: Office, typed):
    """One reads the mail before it goes to a hundred people."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    printed, status = typed("send", "2022-H1", "--dry-run")

    assert status == 0
    assert printed.count("would send to ") == 3
    assert printed.endswith("3 would be sent\n")
    assert addresses(posting) == []
    assert typed("due", "--dry-run")[0].count("would send to ") == 3
    files = sorted((posting.root / "reports" / "dry-run").glob("*.eml"))
    read = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]
    assert [message["To"].addresses[0].addr_spec for message in read] == [HOANG, BE, RI]
    assert typed("send")[0] == "3 sent, 0 deferred, 0 refused, 0 uncertain\n"


@pytest.mark.long
def test_a_sample_goes_to_one_address_marked_as_such_and_counts_as_no_delivery(posting: Office, typed):
    """Before the release, to whoever sets it up, and as often as they like."""
    for _ in range(2):
        printed, status = typed("send", "2022-H1", "--to", "toi@donvi.example")
        assert (printed.splitlines()[0], status) == ("2 of 2 sent to toi@donvi.example", 0)

    assert addresses(posting) == ["toi@donvi.example"] * 4
    assert posting.server is not None
    subjects = [str(message["Subject"]) for message in posting.server.mailbox("toi@donvi.example")]
    assert all(subject.startswith("[Gửi thử] [Thi đua, khen thưởng] Báo cáo sơ kết") for subject in subjects)
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    typed("send")
    assert addresses(posting)[4:] == [HOANG, BE, RI]


def test_a_sample_to_a_stranger_is_warned_of_and_holds_nothing_that_was_withdrawn(posting: Office, typed):
    """It leaves the house like any other mail, and nobody released it."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    typed("withdraw", "2022-H1", "--unit", "huyen-na-ri", "--by", "Bà Hoàng", "--why", "nhầm")
    warning = "toi@donvi.example is not in reports.toml, and gets what may not be released yet"

    assert warning in typed("send", "2022-H1", "--to", "toi@donvi.example")[0].splitlines()
    assert warning not in typed("send", "2022-H1", "--to", "toi@donvi.example", "--dry-run")[0]
    assert "not in reports.toml" not in typed("send", "2022-H1", "--to", OPERATOR)[0]

    assert posting.server is not None
    mails = posting.server.mailbox("toi@donvi.example")
    attached = {part.get_filename() for message in mails for part in message.iter_attachments()}
    assert attached == {f"Báo cáo sơ kết 6 tháng 2022 - huyện Ba Bể.{name}" for name in ("pdf", "xlsx")}
    typed("withdraw", "2022-H1", "--unit", "huyen-ba-be", "--by", "Bà Hoàng", "--why", "nhầm")
    with pytest.raises(DeliveryError, match=r"that toi@donvi\.example may be shown: no sample to send"):
        typed("send", "2022-H1", "--to", "toi@donvi.example")


def test_a_withdrawal_names_those_who_are_in_reports_toml_no_more(posting: Office, typed):
    """They have the report and will hear nothing."""
    typed("release", "2022-H1", "--unit", "huyen-na-ri", "--by", "Bà Hoàng")
    typed("send")
    path = posting.root / "reports.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(RI, "moi@donvi.example"), encoding="utf-8")

    words = ("withdraw", "2022-H1", "--unit", "huyen-na-ri", "--by", "Bà Hoàng", "--why", "nhầm")
    said = f"it went to 1 address, told with the next mail; tell yourself, since no mail goes from here to: {RI}\n"
    assert typed(*words)[0].endswith(said)
    typed("send")
    assert addresses(posting) == [HOANG, RI, HOANG]


@pytest.mark.long
def test_uncertain_mail_waits_for_a_person_who_says_what_came_of_it(posting: Office, typed):
    """Two were handed over and never answered: one arrived, one did not."""
    assert posting.server is not None
    posting.server.fail(BE, at="dot", answer="close", times=1)
    posting.server.fail(RI, at="dot", answer="close", times=1)
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    printed, status = typed("send")

    assert status == 1
    assert "1 sent, 0 deferred, 0 refused, 2 uncertain" in printed.splitlines()
    assert addresses(posting).count(OPERATOR) == 2
    with posting.ledger() as ledger:
        first, second = (each.message_id for each in ledger.messages(states=("uncertain",)))
    assert typed("send")[0].splitlines()[0] == "0 sent, 0 deferred, 0 refused, 0 uncertain"
    assert typed("send", "--arrived", first) == (f"{first}: sent; a person said that it arrived\n", 0)
    assert typed("send", "--again", second)[0].startswith(f"{second}: planned")
    assert typed("send")[0].splitlines()[0] == "1 sent, 0 deferred, 0 refused, 0 uncertain"
    with pytest.raises(DeliveryError, match="is sent, not uncertain"):
        typed("send", "--again", second)


@pytest.mark.long
def test_refused_mail_goes_again_when_a_person_says_so(posting: Office, typed):
    """The mailbox was full; it is not any more."""
    assert posting.server is not None
    posting.server.fail(BE, at="rcpt", answer="552 5.2.2 mailbox full", times=1)
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    assert typed("send")[1] == 1
    with posting.ledger() as ledger:
        (refused,) = (each.message_id for each in ledger.messages(states=("refused",)))

    assert typed("send")[0].startswith("0 sent, 0 deferred, 0 refused, 0 uncertain\n  2 mailed before, or waiting")
    assert typed("send", "--again", refused) == (f"{refused}: is planned anew with the next send\n", 0)
    assert typed("send")[0] == "1 sent, 0 deferred, 0 refused, 0 uncertain\n"
    assert [str(message["Message-ID"]) for message in posting.server.mailbox(BE)] == [refused]


def test_a_refused_notice_to_the_operator_goes_again_as_it_was(posting: Office, typed):
    """It carries no report that could be planned anew."""
    assert posting.server is not None
    posting.server.fail(OPERATOR, at="rcpt", answer="552 5.2.2 mailbox full", times=1)
    posting.server.fail(BE, at="rcpt", answer="550 5.1.1 no such user", times=1)
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    typed("send")
    with posting.ledger() as ledger:
        (refused,) = (each.message_id for each in ledger.messages(states=("refused",)) if each.recipient == OPERATOR)
    assert posting.server.mailbox(OPERATOR) == []

    typed("send", "--again", refused)
    assert typed("send")[0] == "1 sent, 0 deferred, 0 refused, 0 uncertain\n"
    assert [str(message["Message-ID"]) for message in posting.server.mailbox(OPERATOR)] == [refused]


@pytest.mark.long
def test_withdraw_says_why_to_those_who_have_it(posting: Office, typed):
    """The reason stands in the ledger, on the page and in the mail."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    typed("send")
    printed, _ = typed("withdraw", "2022-H1", "--unit", "huyện Ba Bể", "--by", "Bà Hoàng", "--why", "số liệu nhầm")
    assert "revision 1 withdrawn by Bà Hoàng; it went to 2 addresses" in printed

    assert typed("send")[0] == "2 sent, 0 deferred, 0 refused, 0 uncertain\n"
    assert addresses(posting)[3:] == [HOANG, BE]
    assert "số liệu nhầm" in (posting.root / "reports" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "problem", "error"),
    [
        (("review", "2021"), "nothing was built of 2021 yet; there are: thu/2022-H1. Build it first", ConfigError),
        (("review", "mai"), '"mai" is not a period', ConfigError),
        (("release", "2022-H1", "--by", "A\nB"), "--by .* must be one line", ConfigError),
        (("release", "2022-H1", "--by", " "), "--by is empty", ConfigError),
        (("release", "2022-H1", "--by", "A", "--unit", "huyện Không"), "huyện Không", ConfigError),
        (("release", "2022-H1", "--by", "A", "--kind", "thuu"), "has no kind", ConfigError),
        (("withdraw", "2022-H1", "--by", "A", "--why", ""), "--why is empty", ConfigError),
        (("send", "--to", "a@x.example"), "--to needs a PERIOD", ConfigError),
        (("send", "2022-H1", "--to", "a@x.example\nBcc: b@x.example"), "is not one mail address", ReportError),
        (("send", "--again", "<khong-co>"), "is unknown, not uncertain", DeliveryError),
    ],
)
def test_a_mistake_is_answered_in_one_line(typed, words, problem, error):
    """And nothing is done."""
    with pytest.raises(error, match=problem) as refused:
        typed(*words)
    assert "\n" not in str(refused.value)


def test_without_a_server_nothing_is_sent_and_that_is_said(office: Office, monkeypatch: pytest.MonkeyPatch):
    """As the repository ships it."""
    monkeypatch.chdir(office.root)
    with pytest.raises(DeliveryError, match="names no mail server"):
        cli.main(["send"], standalone_mode=False)


def test_what_was_released_long_ago_goes_only_if_its_period_is_named(posting: Office, typed):
    """Somebody who is added to the recipients must not get the mail of years ago."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    with posting.ledger() as ledger:
        ledger._sql.execute("UPDATE decisions SET at = '2022-06-20T08:00:00+07:00'")
        ledger._sql.commit()

    why = (
        "  2 released before 27/11/2026, too long ago to go by itself (name its PERIOD): thu/2022-H1/huyen-ba-be/thu, "
    )
    for words, counted in ((("send", "--dry-run"), "0 would be sent"), (("send",), "0 sent, 0 deferred, ")):
        lines = typed(*words)[0].splitlines()
        assert lines[0].startswith(counted)
        assert re.sub(r"\d\d/\d\d/\d{4}", "27/11/2026", lines[1]).startswith(why)
    assert typed("send", "2022-H1")[0] == "3 sent, 0 deferred, 0 refused, 0 uncertain\n"


def test_what_changed_since_its_release_or_is_for_nobody_is_told(posting: Office, typed):
    """Silence would look like a mail that went."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    posting.states("2022-H1")["huyen-ba-be"].edition.file("pdf").write_bytes(b"sua tay")
    settings = posting.root / "reports.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('kinds = ["thu"]', "kinds = []"), encoding="utf-8")

    assert typed("send", "2022-H1")[0].splitlines()[1:] == [
        "  1 changed since its release (release it again): thu/2022-H1/huyen-ba-be/thu",
        "  1 for nobody: no recipient of reports.toml gets this kind, unit and language: thu/2022-H1/huyen-na-ri/thu",
    ]


def test_dry_run_of_a_sample_shows_it_and_sends_nothing(posting: Office, typed):
    """Subject, for whom, first lines and files are looked at before anybody gets anything."""
    printed, status = typed("send", "2022-H1", "--to", "toi@donvi.example", "--dry-run")

    lines = printed.splitlines()
    assert status == 0
    assert addresses(posting) == []
    assert lines[0].startswith(
        "would send to toi@donvi.example: [Gửi thử] [Thi đua, khen thưởng] Báo cáo sơ kết 6 tháng"
    )
    assert lines[0].endswith("(reports/dry-run/001.eml)")
    assert lines[1] == "  as 1 of role leader get it, the first of them: Bà Hoàng <hoang@donvi.example>"
    assert "  | Kính gửi: Bà Hoàng" in lines
    assert sum(line.startswith("  attached: Báo cáo sơ kết") for line in lines) >= 2
    assert any("as 2 of role district get it" in line for line in lines)
    assert lines[-1] == "2 would be sent"
    assert len(list((posting.root / "reports" / "dry-run").glob("*.eml"))) == 2
    with posting.ledger() as ledger:
        assert ledger.messages() == []


def test_release_says_that_data_came_since_and_goes_as_it_is_with_a_note(posting: Office, typed):
    """A list came after the build: the figures that would leave are not those of the data."""
    posting.receive(NA_RI, HALF, 5, on=date(2022, 6, 19), first=date(2022, 3, 2), version=2)

    printed, status = typed("release", "2022-H1", "--by", "Bà Hoàng")
    assert status == 1
    assert "huyen-ba-be/thu: revision 1 released" in printed
    held = "its data changed since it was built: build it again, or release it --as-is and say why with --note"
    assert f"thu/2022-H1/huyen-na-ri/thu: held: {held}" in printed
    with pytest.raises(ConfigError, match="--note is empty"):
        typed("release", "2022-H1", "--unit", "huyen-na-ri", "--by", "Bà Hoàng", "--as-is")
    words = ("--by", "Bà Hoàng", "--as-is", "--note", "họp sáng mai")
    assert "huyen-na-ri/thu: revision 1 released" in typed("release", "2022-H1", "--unit", "huyen-na-ri", *words)[0]


@pytest.mark.long
def test_a_build_by_hand_is_told_in_the_run_log(posting: Office, typed):
    """Whoever reads it next month sees what was done and by which way."""
    notebook = posting.root / "notebooks" / "thu.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("lượt khen", "lượt được khen"), encoding="utf-8")
    typed("build", "--period", "2022-H1", "--jobs", "1")
    log = (posting.root / "reports" / "thu" / "2022-H1" / "run-log.txt").read_text(encoding="utf-8")

    assert log.splitlines()[-3].endswith("  build")
    assert log.splitlines()[-2].strip() == "thu/2022-H1/huyen-ba-be/thu: ready"
    assert posting.states("2022-H1")["huyen-ba-be"].revision.number == 2


def test_the_clock_is_read_by_the_command_and_in_vietnam(posting: Office, typed):
    """Everything below is given the time."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    decision = posting.states("2022-H1")["huyen-ba-be"].decision

    assert decision is not None
    assert decision.at.utcoffset() == datetime.fromisoformat("2022-01-01T00:00+07:00").utcoffset()


@pytest.mark.long
def test_two_schedulers_at_once_mail_once(posting: Office):
    """A server and somebody's desktop were both told to run it."""
    posting.run("release", "2022-H1", "--by", "Bà Hoàng")
    path = posting.root / "reports.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[mail]\n", "[mail]\nmax_age_days = 366\n"), encoding="utf-8"
    )

    command, environment = posting.command("due")
    both = [subprocess.Popen(command, cwd=posting.root, env=environment, stdout=-1, stderr=-1) for _ in range(2)]
    for each in both:
        each.communicate(timeout=120)

    assert [each.returncode for each in both] == [0, 0]
    mailed = [to for to in addresses(posting) if to != OPERATOR]
    assert mailed == [HOANG, BE, RI]
