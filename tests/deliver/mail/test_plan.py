"""What goes to whom: only what is released, only to those entitled, each revision once; all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.deliver.office import BA_BE, BE, HALF, HOANG, OPERATOR, RI, Office, at
from thidua.deliver.mail.compose import compose
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.gate import gate_of
from thidua.deliver.mail.plan import plan
from thidua.deliver.mail.sample import may_show
from thidua.deliver.mail.send import send
from thidua.deliver.mail.writing.attachments import attachment
from thidua.deliver.mail.writing.letter import WIRE, Letter
from thidua.deliver.packs import read_packs
from thidua.deliver.release.decide import release, withdraw
from thidua.errors import DeliveryError
from thidua.registry import get_unit
from thidua.run.plan import plan_editions
from thidua.run.record import kept_file, recorded
from thidua.run.several import build_editions

NOW = at("2022-06-21 09:00")


def build(posting: Office, now: datetime) -> None:
    """Build the half-year set as it is declared."""
    with posting.desk(now) as desk:
        editions = plan_editions(posting.root, period="2022-H1")
        outcomes = list(recorded(build_editions(editions, ("html", "pdf", "xlsx"), jobs=1), desk.ledger, now=desk.now))
    assert not [outcome.reason for outcome in outcomes if outcome.state == "failed"]


def release_all(desk: Desk, *units: str) -> None:
    """A person releases the set, or the editions of these units."""
    (pack,) = read_packs(desk.root, desk.ledger)
    wanted = [get_unit(unit) for unit in units] or None
    release(pack, desk.ledger, units=wanted, kinds=None, by="Bà Hoàng", note="", now=desk.now())


def sent(posting: Office, now: datetime = NOW) -> list[str]:
    """Send what is to go; the addresses whose mailboxes got something."""
    assert posting.server is not None
    before = len(posting.server.received)
    with posting.desk(now) as desk:
        send(desk, read_packs(desk.root, desk.ledger))
    return [to for to, _ in posting.server.received[before:]]


def names(posting: Office, address: str) -> list[str]:
    """The names of the files in a mailbox, as a mail program shows them."""
    assert posting.server is not None
    messages = posting.server.mailbox(address)
    return [str(part.get_filename()) for message in messages for part in message.iter_attachments()]


def test_nothing_goes_before_a_release_and_each_revision_goes_once_after_it(posting: Office):
    """The two ways in which such systems fail in public."""
    assert sent(posting) == []
    with posting.desk(NOW) as desk:
        release_all(desk)

    assert sent(posting) == [HOANG, BE, RI]
    assert sent(posting) == []
    title = "Báo cáo sơ kết 6 tháng 2022 - huyện {}.{}".format
    assert names(posting, HOANG) == [title("Ba Bể", "pdf"), title("Na Rì", "pdf")]
    assert names(posting, BE) == [title("Ba Bể", "pdf"), title("Ba Bể", "xlsx")]
    assert names(posting, RI) == [title("Na Rì", "pdf"), title("Na Rì", "xlsx")]


def test_what_is_released_for_one_unit_goes_alone_and_the_rest_follows_later(posting: Office):
    """A set may be released as its units are ready."""
    with posting.desk(NOW) as desk:
        release_all(desk, "huyen-na-ri")
    assert sent(posting) == [HOANG, RI]

    with posting.desk(NOW) as desk:
        release_all(desk)
    assert sent(posting) == [HOANG, BE]
    assert len(names(posting, HOANG)) == 2


@pytest.mark.long
def test_a_corrected_edition_waits_for_a_new_release_and_tells_what_changed(posting: Office):
    """Those who have the first one must learn what is different, not only that something is."""
    with posting.desk(NOW) as desk:
        release_all(desk)
    sent(posting)
    posting.receive(BA_BE, HALF, 5, on=date(2022, 6, 22), first=date(2022, 3, 1), version=2)
    build(posting, at("2022-06-23 08:00"))
    assert posting.states("2022-H1")["huyen-ba-be"].release == "changed since release"
    assert sent(posting) == []

    with posting.desk(NOW) as desk:
        release_all(desk)
    assert sent(posting) == [HOANG, BE]
    assert posting.server is not None
    second = posting.server.mailbox(BE)[-1].get_body(("plain",))
    assert second is not None
    text = second.get_content()
    assert "bản số 2, thay bản số 1 đã gửi" in " ".join(text.split())
    assert "3 → 5" in text


@pytest.mark.long
def test_an_edition_that_is_again_as_it_was_released_waits_and_stops_no_other_mail(posting: Office):
    """Its mail would bring a revision that nobody released, for which all mail was refused."""
    with posting.desk(NOW) as desk:
        release_all(desk, "huyen-ba-be")
    sent(posting)
    for version, count in ((2, 5), (3, 3)):
        posting.receive(BA_BE, HALF, count, on=date(2022, 6, 22), first=date(2022, 3, 1), version=version)
        build(posting, at(f"2022-06-23 0{version}:00"))
    state = posting.states("2022-H1")["huyen-ba-be"]
    assert state.revision is not None
    assert state.decision is not None
    assert (state.revision.number, state.revision.content_hash) == (3, state.decision.content_hash)
    assert state.release == "changed since release"

    with posting.desk(NOW) as desk:
        release_all(desk, "huyen-na-ri")
    assert sent(posting) == [HOANG, RI]


@pytest.mark.long
def test_a_withdrawal_stops_what_waits_and_is_told_to_those_who_got_it(posting: Office):
    """A report that is wrong must not go on being used by those who have it."""
    with posting.desk(NOW) as desk:
        release_all(desk)
    assert posting.server is not None
    posting.server.fail(RI, at="rcpt", answer="450 4.2.0 later", times=1)
    sent(posting)
    assert [to for to, _ in posting.server.received] == [HOANG, BE]
    with posting.desk(NOW) as desk:
        (pack,) = read_packs(desk.root, desk.ledger)
        withdraw(pack, desk.ledger, units=None, kinds=None, by="Bà Hoàng", why="số liệu Na Rì nhầm", now=NOW)

    assert sorted(sent(posting)) == sorted([HOANG, BE, OPERATOR])
    told = posting.server.mailbox(HOANG)[-1]
    assert "Thu hồi" in str(told["Subject"])
    body = told.get_body(("plain",))
    assert body is not None
    assert "số liệu Na Rì nhầm" in body.get_content()
    assert posting.server.mailbox(RI) == []
    with posting.ledger() as ledger:
        assert [each.state for each in ledger.messages() if each.recipient == RI] == ["cancelled"]
    assert sent(posting) == []


@pytest.mark.long
@pytest.mark.parametrize("extension", ["pdf", "ipynb"])
@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_kept_file_that_is_damaged_holds_its_own_mail_only(posting: Office, extension: str, damage: str):
    """What was released is a content, not a name; but Na Rì must not wait for the file of Ba Bể."""
    with posting.desk(NOW) as desk:
        release_all(desk)
    kept = kept_file(plan_editions(posting.root, period="2022-H1", unit="huyen-ba-be")[0], 1, extension)
    whole = kept.read_bytes()
    kept.unlink()
    if damage == "changed":
        kept.write_bytes(whole[:-9])
    assert posting.server is not None

    assert f"held for {BE}: thu/2022-H1/huyen-ba-be/thu: thu.{extension} of revision 1 is not what was released" in (
        posting.run("send", "2022-H1", "--dry-run", exit_status=1)
    )
    said = posting.run("send", "2022-H1", exit_status=1)
    assert "2 sent, 0 deferred, 0 refused, 0 uncertain, 2 held" in said
    assert sorted(to for to, _ in posting.server.received) == [RI, OPERATOR]
    told = posting.server.mailbox(OPERATOR)[0]
    body = told.get_body(("plain",))
    assert body is not None
    assert str(told["Subject"]) == "[thidua] Mail held: 2"
    assert f"thu.{extension} of revision 1 is not what was released" in " ".join(body.get_content().split())
    assert f"mail held\n{'':21}thu/2022-H1/huyen-ba-be/thu: thu.{extension}" in (
        posting.root / "reports/thu/2022-H1/run-log.txt"
    ).read_text(encoding="utf-8")

    kept.write_bytes(whole)
    posting.server.forget()
    posting.run("send", "2022-H1")
    assert [to for to, _ in posting.server.received] == [HOANG, BE]


def planned_letters(desk: Desk) -> list[Letter]:
    """What would go now."""
    found = compose(desk, plan(desk, read_packs(desk.root, desk.ledger)))
    return [letter for letter, _ in found.letters]


def with_file(letter: Letter, file: Path, name: str) -> Letter:
    """The same message with one file more."""
    message = letter.message
    message.attach(attachment(file, name))
    return replace(letter, content=message.as_bytes(policy=WIRE))


def test_a_plan_that_gives_one_person_anothers_file_is_refused_as_a_whole(posting: Office):
    """However it came about: the bytes of each attachment are looked up again."""
    with posting.desk(NOW) as desk:
        release_all(desk)
        of_ba_be = next(letter for letter in planned_letters(desk) if letter.recipient == BE)
        na_ri = plan_editions(posting.root, period="2022-H1", unit="huyen-na-ri")[0]
        wrong = with_file(of_ba_be, kept_file(na_ri, 1, "pdf"), "Báo cáo - huyện Ba Bể.pdf")

        gate_of(desk).check([(of_ba_be, "report")])
        with pytest.raises(DeliveryError, match=r"is not entitled to thu/2022-H1/huyen-na-ri/thu.*; nothing was sent"):
            gate_of(desk).check([(wrong, "report")])


def test_a_file_that_the_message_does_not_say_it_brings_is_refused(posting: Office):
    """The ledger would not know that it went, and it would go again: theirs or not."""
    with posting.desk(NOW) as desk:
        release_all(desk)
        of_both = next(letter for letter in planned_letters(desk) if letter.recipient == HOANG)
        silent = replace(of_both, items=of_both.items[:1])

        with pytest.raises(DeliveryError, match=r"is of thu/2022-H1/huyen-na-ri/thu, revision 1, which this message"):
            gate_of(desk).check([(silent, "report")])


@pytest.mark.parametrize("header", ["Cc", "Bcc", "To"])
def test_a_message_to_more_than_its_one_recipient_is_refused(posting: Office, header: str):
    """One message, one mailbox: nobody sees who else gets what."""
    with posting.desk(NOW) as desk:
        release_all(desk)
        letter = planned_letters(desk)[0]
        head = f"{header}: {RI}\r\n".encode() if header != "To" else b""
        wrong = replace(letter, content=head + letter.content, recipient=RI if header == "To" else letter.recipient)

        with pytest.raises(DeliveryError, match="nothing was sent"):
            gate_of(desk).check([(wrong, "report")])


def test_a_file_that_no_revision_has_is_refused(posting: Office, tmp_path: Path):
    """Only what was built and released may travel."""
    with posting.desk(NOW) as desk:
        release_all(desk)
        foreign = tmp_path / "khac.pdf"
        foreign.write_bytes(b"%PDF la")

        with pytest.raises(DeliveryError, match=r"khac\.pdf is no file of the ledger"):
            gate_of(desk).check([(with_file(planned_letters(desk)[0], foreign, "khac.pdf"), "report")])


@pytest.mark.parametrize(("address", "may"), [(BE, True), (BE.upper(), True), (RI, False), ("toi@x.example", False)])
def test_names_are_in_a_sample_only_for_those_who_may_have_them(posting: Office, address: str, may: bool):
    """A slip in the address of a sample must not bring a list of people to a stranger."""
    path = posting.root / "reports.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("reminded = true", "names = true"), encoding="utf-8")
    state = posting.states("2022-H1")["huyen-ba-be"]
    with posting.desk(NOW) as desk:
        restricted = replace(state, edition=replace(state.edition, names=True))

        assert may_show(desk, restricted, address) is may
        assert may_show(desk, state, address)


@pytest.mark.long
def test_a_recipient_who_was_taken_out_gets_nothing_that_waits(posting: Office):
    """Between planning and sending lies a server that was down."""
    with posting.desk(NOW) as desk:
        release_all(desk)
    assert posting.server is not None
    posting.server.fail(RI, at="rcpt", answer="450 4.2.0 later", times=1)
    sent(posting)
    path = posting.root / "reports.toml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace('role = "district"\nunits = ["huyen-na-ri"]', 'role = "district"\nunits = ["huyen-ba-be"]')
    path.write_text(changed, encoding="utf-8")

    assert sent(posting) == [RI, OPERATOR]
    assert names(posting, RI) == [
        "Báo cáo sơ kết 6 tháng 2022 - huyện Ba Bể.pdf",
        "Báo cáo sơ kết 6 tháng 2022 - huyện Ba Bể.xlsx",
    ]


def test_refused_mail_is_the_operators_business_and_told_once(posting: Office):
    """The others have their reports; nobody but the operator can mend an address."""
    assert posting.server is not None
    posting.server.fail(BE, at="rcpt", answer="550 5.1.1 no such user", times=1)
    with posting.desk(NOW) as desk:
        release_all(desk)

    assert sent(posting) == [HOANG, RI, "truc@donvi.example"]
    assert sent(posting) == []
    told = posting.server.mailbox("truc@donvi.example")[-1]
    assert str(told["Subject"]) == "[thidua] Mail refused: babe@donvi.example"
    body = told.get_body(("plain",))
    assert body is not None
    assert "550 5.1.1 no such user" in " ".join(body.get_content().split())
