"""Mail that waits is looked at again before it goes: whose it is now, and whether its file is what was planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.deliver.mail.mailserver import nobody_minds
from tests.deliver.mail.test_plan import NOW, names, release_all, sent
from tests.deliver.office import BE, HOANG, OPERATOR, RI, Office
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.gate import gate_of
from thidua.deliver.mail.hand_over import Sent
from thidua.deliver.mail.outbox import put_in, spooled
from thidua.deliver.mail.recipients import read_recipients
from thidua.deliver.mail.send import cancel_overtaken, send
from thidua.deliver.mail.settle import resolve
from thidua.deliver.mail.tell import tell_operator
from thidua.deliver.mail.writing.notices import reminder
from thidua.deliver.packs import read_packs
from thidua.deliver.release.decide import withdraw
from thidua.run.ledger.entries import Message

TITLE = "Báo cáo sơ kết 6 tháng 2022 - huyện {}.{}".format
OWN = {
    HOANG: [TITLE("Ba Bể", "pdf"), TITLE("Na Rì", "pdf")],
    BE: [TITLE("Ba Bể", "pdf"), TITLE("Ba Bể", "xlsx")],
    RI: [TITLE("Na Rì", "pdf"), TITLE("Na Rì", "xlsx")],
}
"""Who gets which files."""


@pytest.fixture
def waiting(posting: Office) -> Office:
    """An office whose half-year set is released, and whose server took none of it yet: three mails wait."""
    assert posting.server is not None
    with posting.desk(NOW) as desk:
        release_all(desk)
    for address in OWN:
        posting.server.fail(address, at="rcpt", answer="450 4.2.0 later", times=1)
    assert sent(posting) == []
    assert {each.recipient: each.state for each in messages(posting)} == dict.fromkeys(OWN, "deferred")
    return posting


def messages(office: Office) -> list[Message]:
    with office.ledger() as ledger:
        return ledger.messages()


def file_of(office: Office, address: str) -> Path:
    """The file of the mail that waits for an address."""
    (message,) = [each for each in messages(office) if each.recipient == address]
    return spooled(office.root, message.message_id)


def change_settings(office: Office, before: str, after: str) -> None:
    path = office.root / "reports.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def run_log(office: Office) -> str:
    return (office.root / "reports" / "thu" / "2022-H1" / "run-log.txt").read_text(encoding="utf-8")


def told_to_operator(office: Office, address: str = OPERATOR) -> str:
    """The words of the last mail to the operator, on one line."""
    assert office.server is not None
    body = office.server.mailbox(address)[-1].get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def swap(office: Office) -> None:
    one, other = file_of(office, BE), file_of(office, RI)
    mine, theirs = one.read_bytes(), other.read_bytes()
    one.write_bytes(theirs)
    other.write_bytes(mine)


def cut(office: Office) -> None:
    for address in (BE, RI):
        file = file_of(office, address)
        file.write_bytes(file.read_bytes()[:-2000])


def remove(office: Office) -> None:
    file_of(office, HOANG).unlink()


def tell_from_before(office: Office) -> None:
    """As a version before this one planned it, which noted no hash."""
    with office.ledger() as ledger:
        ledger._sql.execute("UPDATE messages SET sha256 = ''")
        ledger._sql.commit()


@pytest.mark.long
@pytest.mark.parametrize("damage", [swap, cut, remove])
def test_a_file_that_is_not_what_was_planned_is_composed_anew_and_each_gets_their_own_once(
    waiting: Office, damage: Callable[[Office], None]
):
    """Two files that changed places would bring each district the other's report, under a name that looks right."""
    damage(waiting)

    assert sorted(sent(waiting)) == sorted(OWN)
    assert sent(waiting) == []

    assert {address: names(waiting, address) for address in OWN} == OWN
    assert {each.state for each in messages(waiting)} == {"sent"}
    assert "mail cancelled: " in run_log(waiting)
    assert ", its file" in run_log(waiting)


def test_a_file_that_is_changed_while_others_are_sent_is_composed_anew_in_the_same_run(waiting: Office):
    """The check when the run began says nothing of the moment at which the mail goes."""
    assert waiting.server is not None
    victim = file_of(waiting, RI)

    def strike(recipient: str) -> None:
        if recipient == BE:
            victim.write_bytes(b"To: x\r\n\r\n")

    waiting.server.on_rcpt = strike
    try:
        assert sorted(sent(waiting)) == sorted(OWN)
    finally:
        waiting.server.on_rcpt = nobody_minds

    assert names(waiting, RI) == OWN[RI]
    assert f"{RI}: not sent: its file in reports/outbox is not what was planned" in waiting.told


def test_kinds_of_a_role_that_are_narrowed_while_mail_waits_stop_it(waiting: Office):
    """What a role does not get any more must not come a day later because a server was down."""
    change_settings(waiting, '[roles.district]\nkinds = ["thu"]', "[roles.district]\nkinds = []")

    assert sent(waiting) == [HOANG, OPERATOR]
    assert sent(waiting) == []

    states = {each.recipient: each.state for each in messages(waiting)}
    assert states == {HOANG: "sent", BE: "cancelled", RI: "cancelled", OPERATOR: "sent"}
    assert "not entitled to thu/2022-H1/huyen-ba-be/thu" in told_to_operator(waiting)
    assert f"{BE} is not entitled to thu/2022-H1/huyen-ba-be/thu (unit, kind, language or role)" in run_log(waiting)


@pytest.mark.long
@pytest.mark.parametrize(
    ("before", "after", "files"),
    [
        ('formats = ["pdf", "xlsx"]', 'formats = ["pdf"]', [TITLE("Ba Bể", "pdf")]),
        ('formats = ["pdf", "xlsx"]', 'formats = ["pdf"]\nsends = "body"', []),
    ],
)
def test_formats_that_are_narrowed_while_mail_waits_are_left_out(
    waiting: Office, before: str, after: str, files: list[str]
):
    """The mail comes all the same, once, with what the role gets now."""
    change_settings(waiting, before, after)

    assert sorted(sent(waiting)) == sorted(OWN)
    assert names(waiting, BE) == files


def test_a_language_that_is_changed_while_mail_waits_stops_it(waiting: Office):
    """There is no English edition: nothing goes, and nothing in Vietnamese either."""
    change_settings(waiting, 'address = "babe@donvi.example"\n', 'address = "babe@donvi.example"\nlang = "en"\n')

    assert sent(waiting) == [HOANG, RI, OPERATOR]


@pytest.mark.long
def test_an_address_in_other_letters_is_the_same_address(waiting: Office):
    """Somebody tidies up reports.toml: the mail that waits still goes, none goes twice, a withdrawal is told once."""
    assert waiting.server is not None
    other = "BaBe@DonVi.Example"
    change_settings(waiting, f'address = "{BE}"', f'address = "{other}"')
    assert sorted(sent(waiting)) == sorted(OWN)

    change_settings(waiting, f'address = "{other}"', f'address = "{BE.upper()}"')
    assert sent(waiting) == []
    assert waiting.states("2022-H1")["huyen-ba-be"].sent == 2

    with waiting.desk(NOW) as desk:
        (pack,) = read_packs(desk.root, desk.ledger)
        withdraw(pack, desk.ledger, units=None, kinds=None, by="Bà Hoàng", why="nhầm", now=NOW)
    assert sorted(to.lower() for to in sent(waiting)) == sorted(OWN)
    change_settings(waiting, f'address = "{BE.upper()}"', f'address = "{other}"')
    assert sent(waiting) == []


@pytest.mark.long
def test_who_is_entitled_no_more_still_hears_that_what_they_have_is_withdrawn(waiting: Office):
    """They have it and use it; and the others must not wait because of them."""
    sent(waiting)
    change_settings(waiting, '[roles.district]\nkinds = ["thu"]', "[roles.district]\nkinds = []")
    with waiting.desk(NOW) as desk:
        (pack,) = read_packs(desk.root, desk.ledger)
        withdraw(pack, desk.ledger, units=None, kinds=None, by="Bà Hoàng", why="nhầm", now=NOW)

    assert sorted(sent(waiting)) == sorted(OWN)
    assert names(waiting, BE) == OWN[BE]


def put_reminder(desk: Desk) -> str:
    """Let a reminder to Ba Bể wait; its Message-ID, or nothing if it waits already."""
    to = next(each for each in read_recipients(desk.settings, desk.root) if each.address == BE)
    letter = reminder(
        to,
        unit_name="huyện Ba Bể",
        label="6 tháng đầu năm 2022",
        due=date(2022, 6, 16),
        missing=["Danh sách quyết định"],
        faulty=[],
        unusual=[],
        mail=desk.mail,
        now=NOW,
        key="1",
    )
    return letter.message_id if put_in(desk, letter, purpose="reminder") else ""


def test_a_reminder_whose_file_was_changed_does_not_go_and_is_told(posting: Office):
    """Nothing can compose it again: its day has gone; the operator looks who writes into the outbox."""
    with posting.desk(NOW) as desk:
        reminded = put_reminder(desk)
    spooled(posting.root, reminded).write_bytes(b"To: babe@donvi.example\r\n\r\nkhac\r\n")

    assert sent(posting) == [OPERATOR]
    assert sent(posting) == []

    assert posting.server is not None
    body = posting.server.mailbox(OPERATOR)[0].get_body(("plain",))
    assert body is not None
    assert "its file in reports/outbox is not what was planned" in " ".join(body.get_content().split())
    assert "so it cannot go; nothing more is said of it" in posting.run("send", "--again", reminded)
    assert {each.message_id: each.state for each in messages(posting)}[reminded] == "cancelled"


def test_a_notice_to_the_operator_that_was_changed_is_told_by_another(posting: Office):
    """Silence would look like nothing being wrong."""
    assert posting.server is not None
    posting.server.fail(BE, at="rcpt", answer="550 5.1.1 no such user", times=1)
    posting.server.fail(OPERATOR, at="rcpt", answer="450 4.2.0 later", times=1)
    with posting.desk(NOW) as desk:
        release_all(desk)
    assert sent(posting) == [HOANG, RI]
    file_of(posting, OPERATOR).write_bytes(b"Subject: all is well\r\n\r\n")

    assert sent(posting) == [OPERATOR]
    assert str(posting.server.mailbox(OPERATOR)[0]["Subject"]) == f"[thidua] Mail refused: {OPERATOR}"


def test_a_reminder_nobody_wants_any_more_does_not_go(posting: Office):
    """The role is not reminded now: no question about it is left for anybody."""
    with posting.desk(NOW) as desk:
        reminded = put_reminder(desk)
    change_settings(posting, "reminded = true", "reminded = false")

    assert sent(posting) == [OPERATOR]
    assert {each.message_id: each.state for each in messages(posting)}[reminded] == "cancelled"


def test_a_reminder_of_a_unit_that_is_not_the_recipients_any_more_does_not_go(posting: Office):
    """Somebody else answers for Ba Bể by now: its gaps are no business of the one who had it."""
    with posting.desk(NOW) as desk:
        reminded = put_reminder(desk)
    change_settings(posting, 'units = ["huyen-ba-be"]', 'units = ["huyen-na-ri"]')

    assert sent(posting) == [OPERATOR]
    assert {each.message_id: each.state for each in messages(posting)}[reminded] == "cancelled"
    assert "has not the unit any more that the reminder is about" in told_to_operator(posting)


def test_what_waits_for_an_operator_who_is_none_any_more_does_not_go_to_them(posting: Office):
    """It says who gets what and what went wrong; the present operator hears that it was stopped."""
    with posting.desk(NOW) as desk:
        tell_operator(desk, "Not ready: 2022-H1", ["x"], key="1")
    change_settings(posting, f"<{OPERATOR}>", "<trucmoi@donvi.example>")

    assert sent(posting) == ["trucmoi@donvi.example"]
    assert sent(posting) == []
    told = told_to_operator(posting, "trucmoi@donvi.example")
    assert f"{OPERATOR}: [thidua] Not ready: 2022-H1 {OPERATOR} is not the operator any more" in told


@pytest.mark.long
def test_what_an_earlier_version_planned_goes_once(waiting: Office):
    """It noted no hash: reports are composed anew, the others go as they stand; nobody reads of tampering."""
    with waiting.desk(NOW) as desk:
        put_reminder(desk)
        tell_operator(desk, "Not ready: 2022-H1", ["x"], key="1")
    tell_from_before(waiting)

    said = waiting.run("send", "2022-H1")
    assert "5 sent, 0 deferred, 0 refused, 0 uncertain" in said
    assert "not what was planned" not in said
    assert sent(waiting) == []
    assert {address: names(waiting, address) for address in OWN} == OWN
    assert ", an earlier version planned it and noted no hash of its file" in run_log(waiting)
    assert all(each.sha256 for each in messages(waiting))


def test_what_waits_from_an_earlier_version_may_not_be_changed_any_more(posting: Office):
    """Its hash is taken over once, when it is tried for the first time."""
    assert posting.server is not None
    with posting.desk(NOW) as desk:
        reminded = put_reminder(desk)
    tell_from_before(posting)
    posting.server.fail(BE, at="rcpt", answer="450 4.2.0 later", times=1)
    assert sent(posting) == []
    file = spooled(posting.root, reminded)
    file.write_bytes(file.read_bytes() + b"x")

    assert sent(posting) == [OPERATOR]
    assert {each.message_id: each.state for each in messages(posting)}[reminded] == "refused"


def test_what_is_composed_anew_goes_however_long_ago_it_was_released(waiting: Office):
    """It was to go in time, and waited: the age limit is for those who are new."""
    cut(waiting)
    later = NOW.replace(month=9)

    with waiting.desk(later) as desk:
        done = send(desk, read_packs(desk.root, desk.ledger), released_since=NOW.replace(month=8))

    assert done == Sent(sent=3)
    assert {address: names(waiting, address) for address in OWN} == OWN


def test_what_was_stopped_by_a_run_that_was_killed_is_composed_by_the_next(waiting: Office):
    """Between stopping and planning anew nothing may be forgotten."""
    cut(waiting)
    with waiting.desk(NOW) as desk:
        cancel_overtaken(desk, gate_of(desk))
        done = send(desk, [], released_since=NOW.replace(month=8))

    assert done == Sent(sent=3)
    assert {address: names(waiting, address) for address in OWN} == OWN


def test_sending_another_pack_loses_nothing_of_this_one(waiting: Office):
    """What is found altered meanwhile is composed anew at once, whichever period was named."""
    cut(waiting)
    with waiting.desk(NOW) as desk:
        done = send(desk, [])

    assert done == Sent(sent=3)
    assert sent(waiting) == []
    assert {address: names(waiting, address) for address in OWN} == OWN


def test_what_is_cancelled_for_good_counts_and_is_told_to_the_operator_once(waiting: Office):
    """A report that was to go and goes to nobody must not look like all being well."""
    change_settings(waiting, '[roles.district]\nkinds = ["thu"]', "[roles.district]\nkinds = []")

    assert "1 sent, 0 deferred, 0 refused, 0 uncertain, 2 cancelled" in waiting.run("send", "2022-H1", exit_status=1)
    assert "thu/2022-H1/huyen-ba-be/thu, revision 1" in told_to_operator(waiting)
    assert "0 sent" in waiting.run("send", "2022-H1")


@pytest.mark.long
def test_a_sample_that_waits_goes_no_more(waiting: Office):
    """It is looked at by nobody before it would go, days later, after a withdrawal."""
    assert waiting.server is not None
    waiting.server.fail("toi@donvi.example", at="rcpt", answer="450 4.2.0 later", times=2)
    waiting.run("send", "2022-H1", "--to", "toi@donvi.example", exit_status=1)

    assert {each.state for each in messages(waiting) if each.purpose == "sample"} == {"cancelled"}
    assert sorted(sent(waiting)) == sorted(OWN)


def test_a_message_that_waits_keeps_its_bytes_when_it_is_put_again(posting: Office):
    """Composed again it has another date: the ledger would know the hash of one, and the outbox hold the other."""
    with posting.desk(NOW) as desk:
        reminded = put_reminder(desk)
    before = spooled(posting.root, reminded).read_bytes()
    with posting.desk(NOW.replace(day=25)) as desk:
        assert put_reminder(desk) == ""

    assert spooled(posting.root, reminded).read_bytes() == before
    assert sent(posting) == [BE]


def test_a_dry_run_tells_what_would_not_go(waiting: Office):
    """The operator sees it before the meeting, not after."""
    cut(waiting)

    said = waiting.run("send", "--dry-run", "2022-H1", exit_status=1)

    assert f"waits in the outbox for {BE}, and would not go: its file in reports/outbox is not what was planned" in said
    assert f"waits in the outbox for {HOANG}: [Thi đua, khen thưởng]" in said


def test_what_leaves_is_in_the_run_logs_before_the_server_answers(posting: Office):
    """A run may be killed in this very moment, and the ledger lose its last changes: a person looks there then."""
    assert posting.server is not None
    with posting.desk(NOW) as desk:
        release_all(desk)
        reminded = put_reminder(desk)
    logs = [posting.root / "reports" / name for name in ("thu/2022-H1/run-log.txt", "run-log.txt")]
    seen: list[str] = []

    def look(recipient: str) -> None:
        seen.append("".join(path.read_text(encoding="utf-8") for path in logs if path.exists()))

    posting.server.before_answer = look
    try:
        assert sorted(sent(posting)) == sorted([*OWN, BE])
    finally:
        posting.server.before_answer = nobody_minds

    order = [(each.recipient, each.message_id) for each in messages(posting)]
    assert [reminded in said for said in seen] == [True] * 4
    for number, said in enumerate(seen):
        assert [f"mail handed: {to}, {name}" in said for to, name in order] == [at <= number for at in range(4)]
        assert [f"mail sent: {to}, {name}" in said for to, name in order] == [at < number for at in range(4)]
    assert "thu/2022-H1/huyen-ba-be/thu, revision 1" in run_log(posting)


def put_back(office: Office, kept: bytes) -> None:
    """The ledger as a person puts it back from an earlier copy."""
    folder = office.root / "reports"
    for name in ("ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.seal"):
        (folder / name).unlink(missing_ok=True)
    (folder / "ledger.sqlite").write_bytes(kept)


@pytest.mark.long
@pytest.mark.parametrize("is_planned", [False, True], ids=["not planned yet", "waiting"])
def test_what_the_run_log_saw_leave_does_not_go_again_though_the_ledger_forgot(posting: Office, is_planned: bool):
    """The copy of yesterday knows nothing of today's mail: a person is asked instead of mailing it twice."""
    assert posting.server is not None
    ledger = posting.root / "reports" / "ledger.sqlite"
    with posting.desk(NOW) as desk:
        release_all(desk)
    if is_planned:
        for address in OWN:
            posting.server.fail(address, at="rcpt", answer="450 4.2.0 later", times=1)
        assert sent(posting) == []
    kept = ledger.read_bytes()
    assert sorted(sent(posting, NOW.replace(day=22))) == sorted(OWN)
    put_back(posting, kept)

    assert sent(posting, NOW.replace(day=23)) == [OPERATOR] * 3
    assert sent(posting, NOW.replace(day=23)) == []
    doubted = [each for each in messages(posting) if each.recipient in OWN]
    assert {each.state for each in doubted} == {"uncertain"}
    for each in doubted:
        assert any(f"to {each.recipient} may have arrived or not" in line for line in posting.told)
    assert "the run log says that it was handed over, and the ledger has lost that" in told_to_operator(posting)
    for each in doubted:
        posting.run("send", "--again" if each.recipient == BE else "--arrived", each.message_id)
    assert sent(posting) == [BE]


def hand_over_unanswered(office: Office) -> str:
    """A mail is handed over late on the 22nd, and the server hangs up instead of answering; its Message-ID."""
    assert office.server is not None
    with office.desk(NOW) as desk:
        release_all(desk)
    office.server.fail(BE, at="dot", answer="close", times=1)
    sent(office, NOW.replace(day=22))
    (left,) = [each.message_id for each in messages(office) if each.state == "uncertain"]
    return left


@pytest.mark.long
def test_a_persons_word_stands_at_whatever_hour_it_is_said(posting: Office, monkeypatch: pytest.MonkeyPatch):
    """`due --on` takes the end of a day for the time: a word of the same evening lies before what the log saw leave."""
    left = hand_over_unanswered(posting)
    with posting.desk(NOW.replace(day=22)) as desk:
        # The run that is told the word is stopped as it writes the run log: nothing is said then.
        with monkeypatch.context() as patched:
            patched.setattr("thidua.deliver.run_log.log", refuse)
            with pytest.raises(OSError, match="full"):
                say(desk, left)
        assert [each.message_id for each in desk.ledger.messages(states=("uncertain",))] == [left]
    with posting.desk(NOW) as desk:
        say(desk, left)

    assert sent(posting, NOW.replace(day=23)) == [BE]
    assert sent(posting, NOW.replace(day=23)) == []


def refuse(*given: object, **named: object) -> None:
    raise OSError("the disk is full")


def say(desk: Desk, message_id: str) -> None:
    """A person says that a mail did not arrive, as the command does it."""
    resolve(desk.ledger, message_id, arrived=False, now=desk.now(), noted=desk.note)


@pytest.mark.long
@pytest.mark.parametrize("command", [("due", "--on", "2022-06-22"), ("send",)], ids=["due", "send"])
def test_what_a_killed_run_left_in_doubt_is_told_on_the_screen_and_by_the_exit_status(
    posting: Office, command: tuple[str, ...]
):
    """A run that ends well and says nothing lets a report be missed until somebody asks for it."""
    with posting.desk(NOW) as desk:
        release_all(desk)
        put_reminder(desk)
        (message,) = desk.ledger.messages()
        for state in ("sending", "handed"):
            desk.ledger.mark(message.message_id, state, at=NOW)

    said = posting.run(*command, exit_status=1)

    assert f"to {message.recipient} may have arrived or not" in said
    assert f"send --arrived or send --again {message.message_id!r}" in said
    assert "may have arrived or not" not in posting.run(*command)
