"""One message and one server: the two phases of handing over, TLS, login, and everything a server can do wrong."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.credentials import SimpleCredential

from tests.deliver.mail.mailserver import MailServer, running_mail_server
from thidua.deliver.mail.credentials import find_login
from thidua.deliver.mail.smtp import Connection, RefusedError, TryLaterError, UnansweredError
from thidua.errors import ConfigError, DeliveryError
from thidua.settings import InvalidError

SENDER, READER = "vanphong@donvi.example", "a@donvi.example"
SHORT = b"Subject: thu\r\n\r\nMot dong.\r\n"
LONG = b"Subject: thu\r\n\r\n" + b"0123456789" * 7 + b"\r\n"
LONG += (b"x" * 76 + b"\r\n") * 150_000
"""Longer than the buffers of two sockets: its sender still talks when the server reads the first of it."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A running server whose right login is in the environment."""
    with running_mail_server() as running:
        log_in(monkeypatch, running)
        yield running


def log_in(monkeypatch: pytest.MonkeyPatch, server: MailServer) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)


def hand_over(server: MailServer, message: bytes = SHORT, *, recipient: str = READER, **changes: object) -> list[str]:
    """Hand one message over; what was said of it, in order: "handed", and the server's answer."""
    said: list[str] = []
    with Connection(server.settings(**changes)) as connection:
        answer = connection.hand_over(SENDER, recipient, message, handed=lambda: said.append("handed"))
    return [*said, answer]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_message_arrives_over_either_kind_of_tls(security, monkeypatch):
    """What the server stored is what was given, and its answer comes back as one line."""
    with running_mail_server(security=security) as server:
        log_in(monkeypatch, server)

        assert hand_over(server) == ["handed", "250 2.0.0 taken as 1"]
        assert server.received == [(READER, SHORT)]


@pytest.mark.long
@pytest.mark.parametrize(
    "body",
    [
        b".\r\n..\r\n.mot cham dau dong\r\n",
        b"dong\r\n.\r\nQUIT\r\n",
        b"khong co cuoi dong",
        b"\r\n\r\n",
        b"",
    ],
)
def test_dots_at_the_start_of_lines_arrive_as_they_were(body, server):
    """A lone dot ends a message in SMTP: one inside must not, and none may be lost."""
    message = b"Subject: thu\r\n\r\n" + body

    hand_over(server, message)

    assert server.received == [(READER, message.removesuffix(b"\r\n") + b"\r\n")]


@pytest.mark.parametrize("ending", [b"\n", b"\r"])
def test_a_dot_between_other_line_ends_cannot_end_the_message_either(ending, server):
    """Some servers take a bare line feed or return for a line end, and would read a second message behind the dot."""
    smuggled = ending.join([b"Subject: thu", b"", b"mot", b".", b"MAIL FROM:<x@y.example>", b"hai", b""])

    hand_over(server, smuggled)

    assert server.received == [(READER, smuggled.replace(ending, b"\r\n"))]
    assert len([line for line in server.commands if line.startswith("MAIL")]) == 1


def test_letters_outside_ascii_are_announced(server):
    """A server that takes eight bits hears of them before they come."""
    hand_over(server, "Subject: thu\r\n\r\nhuyện Ba Bể\r\n".encode())

    assert server.received[0][1].decode().endswith("huyện Ba Bể\r\n")
    assert any("body=8bitmime" in line for line in server.commands)


def test_a_line_longer_than_mail_allows_is_refused_by_the_server_and_not_retried(server):
    """RFC 5321 allows 998 letters: a message with more is wrong for ever."""
    with pytest.raises(RefusedError, match="500 Line too long"):
        hand_over(server, b"Subject: thu\r\n\r\n" + b"x" * 5000 + b"\r\n")


@pytest.mark.parametrize(
    "recipient",
    [
        "a@x.example>\r\nRCPT TO:<b@y.example",
        "a@x.example\nDATA",
        "a@x.example, b@y.example",
        "Tên <a@x.example>",
        "a b@x.example",
        "nguyễn@x.example",
        "a@b@x.example",
        "@x.example",
        "a@",
        "",
    ],
)
def test_what_is_not_one_bare_address_never_reaches_the_server(recipient, server):
    """A recipient's file could hold anything: a second address or command inside one must not be spoken."""
    with pytest.raises(RefusedError, match="not a bare mail address"):
        hand_over(server, recipient=recipient)

    assert server.commands == []


def test_handed_is_called_before_the_server_can_have_the_message(server):
    """The ledger must say "handed" while the server still lacks the last line."""
    taken: list[int] = []
    with Connection(server.settings()) as connection:
        connection.hand_over(SENDER, READER, SHORT, handed=lambda: taken.append(len(server.received)))

    assert taken == [0]
    assert len(server.received) == 1


def test_a_handed_that_fails_leaves_the_server_without_the_message(server):
    """If the ledger cannot say "handed" (a full disk), the last line never goes and the connection is cut."""

    def disk_is_full() -> None:
        raise OSError("No space left on device")

    with Connection(server.settings()) as connection:
        with pytest.raises(OSError, match="No space left"):
            connection.hand_over(SENDER, READER, SHORT, handed=disk_is_full)
        assert server.received == []
        connection.hand_over(SENDER, "b@donvi.example", SHORT, handed=lambda: None)

    assert [to for to, _ in server.received] == ["b@donvi.example"]
    assert server.connections == 2


def test_many_messages_go_over_one_connection(server):
    """A server counts connections: one is reused, and reset between two messages, also after a refusal."""
    server.fail("b@donvi.example", at="rcpt", answer="550 5.1.1 no such user")
    with Connection(server.settings()) as connection:
        connection.hand_over(SENDER, READER, SHORT, handed=lambda: None)
        with pytest.raises(RefusedError, match=r"^550 5.1.1 no such user$"):
            connection.hand_over(SENDER, "b@donvi.example", SHORT, handed=lambda: None)
        connection.hand_over(SENDER, "c@donvi.example", SHORT, handed=lambda: None)

    assert [to for to, _ in server.received] == [READER, "c@donvi.example"]
    assert (server.connections, server.commands.count("RSET")) == (1, 2)


@pytest.mark.parametrize(
    ("at", "answer", "expected", "is_lost"),
    [
        ("greeting", "421 4.3.2 busy", TryLaterError, True),
        ("ehlo", "421 4.3.2 busy", TryLaterError, True),
        ("ehlo", "450 4.3.2 not now", TryLaterError, True),
        ("ehlo", "close", TryLaterError, True),
        ("starttls", "421 4.3.2 busy", TryLaterError, True),
        ("starttls", "454 4.7.0 TLS not available just now", TryLaterError, True),
        ("ehlo again", "421 4.3.2 busy", TryLaterError, True),
        ("greeting", "close", TryLaterError, True),
        ("mail", "451 4.3.0 later", TryLaterError, False),
        ("mail", "552 5.3.4 too large", RefusedError, None),
        ("mail", "554 5.3.4 message too big", RefusedError, None),
        ("rcpt", "421 4.7.0 slow down", TryLaterError, True),
        ("rcpt", "450 4.2.0 greylisted", TryLaterError, False),
        ("rcpt", "550 5.1.1 no such user", RefusedError, None),
        ("rcpt", "552 5.2.2 mailbox full", RefusedError, None),
        ("rcpt", "close", TryLaterError, True),
        ("rcpt", "xyz what", TryLaterError, True),
        ("data", "451 4.3.0 later", TryLaterError, False),
        ("data", "554 5.5.1 no", RefusedError, None),
        ("data", "250 what", TryLaterError, True),
        ("dot", "451 4.3.0 later", TryLaterError, False),
        ("dot", "421 4.3.0 going down", TryLaterError, True),
        ("dot", "550 5.7.1 spam", RefusedError, None),
        ("dot", "close", UnansweredError, None),
        ("dot", "xyz what", UnansweredError, None),
        ("dot", "354 what", UnansweredError, None),
    ],
)
def test_each_answer_has_its_consequence(at, answer, expected, is_lost, server):
    """4xx: later; 5xx: never; gone or not understood: later before the last line, and nobody knows after it."""
    server.fail(at=at, answer=answer)

    with pytest.raises(expected) as raised:
        hand_over(server)

    assert getattr(raised.value, "lost", None) == is_lost


@pytest.mark.parametrize("at", ["greeting", "ehlo", "starttls", "ehlo again", "mail", "rcpt", "data"])
def test_an_answer_421_is_told_as_what_it_is(at, server):
    """A server that is busy is not one that offers no TLS: nobody should look for a fault in the settings."""
    server.fail(at=at, answer="421 4.3.2 too many connections")

    with pytest.raises(TryLaterError, match=r"^421 4.3.2 too many connections: come back later$"):
        hand_over(server)

    assert not [line for line in server.commands if line.startswith("HELO")]
    assert server.received == []


@pytest.mark.long
@pytest.mark.parametrize("answer", ["421 4.4.2 idle too long", "503 5.5.1 bad sequence", "close"])
def test_what_goes_wrong_between_two_messages_refuses_neither(answer, server):
    """The answer to RSET is of the connection: the recipient of the next message has done nothing."""
    server.fail(at="rset", answer=answer, times=1)
    with Connection(server.settings()) as connection:
        connection.hand_over(SENDER, READER, SHORT, handed=lambda: None)
        with pytest.raises(TryLaterError) as raised:
            connection.hand_over(SENDER, "b@donvi.example", SHORT, handed=lambda: None)
        connection.hand_over(SENDER, "b@donvi.example", SHORT, handed=lambda: None)

    assert raised.value.lost
    assert [to for to, _ in server.received] == [READER, "b@donvi.example"]


@pytest.mark.parametrize("at", ["ehlo", "ehlo again"])
@pytest.mark.parametrize("answer", ["501 5.5.4 invalid name", "550 5.7.1 give your full name", "504 5.5.2 need more"])
def test_a_name_that_the_server_does_not_accept_says_which_setting(at, answer, server):
    """Said as "offers no STARTTLS" it would send the operator to the wrong line of reports.toml."""
    server.fail(at=at, answer=answer)

    with pytest.raises(DeliveryError, match=r"does not accept the name \[127.0.0.1\] that we give \(5.*set mail.ehlo"):
        hand_over(server)

    assert not [line for line in server.commands if line.startswith("HELO")]


def test_a_server_that_knows_no_ehlo_has_no_tls(server):
    """HELO would be answered, and would bring nothing but a connection that may not be used."""
    server.fail(at="ehlo", answer="502 5.5.1 not implemented")

    with pytest.raises(DeliveryError, match=r"knows no EHLO \(502 5.5.1 not implemented\), so offers no TLS"):
        hand_over(server)


def test_the_name_we_give_is_a_setting(server):
    """Some servers of the state let in only names that they know; before TLS and over it."""
    hand_over(server, ehlo="thidua.bac-kan.example")

    assert [line for line in server.commands if line.startswith("EHLO")] == ["EHLO thidua.bac-kan.example"] * 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 without being told")
def test_the_address_we_come_from_is_a_setting(security, monkeypatch):
    """A machine with two networks is let in from one of them."""
    with running_mail_server(security=security) as server:
        log_in(monkeypatch, server)
        hand_over(server, source="127.0.0.2")

        assert server.came_from == ["127.0.0.2"]


def test_an_address_that_is_not_ours_names_the_setting(server):
    """It was this machine's until its network was changed."""
    with pytest.raises(DeliveryError, match=r"mail.source: 192.0.2.7 is no address of this machine"):
        hand_over(server, source="192.0.2.7")

    assert server.connections == 0


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ehlo", "thidua"),
        ("ehlo", "mail.donvi.example\r\nMAIL FROM:<x@y.example>"),
        ("ehlo", "192.0.2.7"),
        ("ehlo", "[192.0.2.700]"),
        ("ehlo", "[2001:db8::1]"),
        ("ehlo", "văn-phòng.example"),
        ("ehlo", "a" * 64 + ".example"),
        ("source", "localhost"),
        ("source", "192.0.2"),
    ],
)
def test_a_name_or_address_that_is_none_is_refused_when_settings_are_read(setting, value, server):
    """A server would say 501 to it, or hear a second command in it."""
    with pytest.raises(InvalidError, match=r"must be (a full name|an IP address)"):
        server.settings(**{setting: value})


@pytest.mark.parametrize("name", ["mail.donvi.example", "[192.0.2.7]", "[IPv6:2001:db8::1]", ""])
def test_a_name_in_any_of_its_forms_is_read(name, server):
    """RFC 5321, 4.1.3."""
    assert server.settings(ehlo=name).ehlo == name


def test_a_connection_closed_in_the_middle_of_a_message_may_be_tried_again(server):
    """The server lacks the end of the message and discards it."""
    server.fail(at="middle", answer="close", times=1)

    with pytest.raises(TryLaterError, match="connection was lost"):
        hand_over(server, LONG)

    assert server.received == []


@pytest.mark.parametrize("at", ["greeting", "rcpt", "data", "middle"])
def test_a_server_that_never_answers_is_given_up(at, server):
    """Every wait has an end, and nothing was handed over."""
    server.fail(at=at, answer="hang")

    with pytest.raises(TryLaterError, match=r"no answer within 0.3 seconds"):
        hand_over(server, LONG if at == "middle" else SHORT, timeout_seconds=0.3)


@pytest.mark.long
def test_a_server_that_never_answers_the_last_line_leaves_it_unknown(server):
    """It has the message: trying again would send it twice."""
    server.fail(at="dot", answer="hang")

    with pytest.raises(UnansweredError, match=r"no answer within 3 seconds"):
        hand_over(server, timeout_seconds=3)

    assert len(server.received) == 1


def test_a_message_larger_than_the_server_takes_is_refused_before_it_is_said(monkeypatch):
    """The size is announced: no megabytes travel for a refusal."""
    with running_mail_server(size_limit=2000) as server:
        log_in(monkeypatch, server)

        with pytest.raises(RefusedError, match=r"^552 "):
            hand_over(server, LONG)

        assert "DATA" not in server.commands


def test_a_server_that_is_down_may_be_tried_again(server):
    """Nobody listens on the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(TryLaterError, match="connection was lost: "):
        hand_over(server, port=port)


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("certificate", "words"), [("other host", "for another name.*mail.server"), ("untrusted", "not hold.*mail.ca_file")]
)
def test_a_certificate_that_does_not_hold_stops_everything(security, certificate, words, monkeypatch):
    """Neither password nor message goes to a server that is not the one it says."""
    with running_mail_server(security=security, certificate=certificate) as server:
        log_in(monkeypatch, server)

        with pytest.raises(DeliveryError, match=words):
            hand_over(server)

        assert [line for line in server.commands if not line.startswith("EHLO")] == []


def test_a_server_without_starttls_gets_nothing(monkeypatch):
    """Whoever stands between could hide the offer: nothing is ever sent unencrypted."""
    with running_mail_server(offers_tls=False) as server:
        log_in(monkeypatch, server)

        with pytest.raises(DeliveryError, match="offers no STARTTLS"):
            hand_over(server)

        assert [line for line in server.commands if not line.startswith("EHLO")] == []


def test_tls_on_a_port_that_speaks_plainly_names_the_settings(server):
    """The usual mistake, 587 with "tls", names both settings instead of a word of OpenSSL alone."""
    with pytest.raises(DeliveryError, match=r"does not speak TLS as expected .*mail.port and mail.security"):
        hand_over(server, security="tls")


def test_a_wrong_password_stops_everything_and_is_not_repeated(server, monkeypatch):
    """The message names the two variables and neither the user nor the password."""
    monkeypatch.setenv("THIDUA_SMTP_PASSWORD", "sai-bi-mat")

    with pytest.raises(DeliveryError, match=r"\(535\).*THIDUA_SMTP_USER and THIDUA_SMTP_PASSWORD") as raised:
        hand_over(server)

    assert "sai-bi-mat" not in str(raised.value)
    assert server.user not in str(raised.value)


def test_a_server_that_wants_a_login_says_which_setting(server):
    """mail.login = false where the server asks for one."""
    with pytest.raises(DeliveryError, match=r"mail.login"):
        hand_over(server, login=False)


def test_a_sender_who_is_not_accepted_is_the_operators_matter(server):
    """It would meet every recipient: none of them is noted as refused for ever because of it."""
    server.fail(at="mail", answer="550 5.7.60 not your address")

    with pytest.raises(DeliveryError, match=r"takes no mail from vanphong@donvi.example \(550.*mail.sender"):
        hand_over(server)


def test_a_greeting_of_refusal_stops_everything(server):
    """554 at connecting: this machine is not welcome at all."""
    server.fail(at="greeting", answer="554 5.7.1 go away")

    with pytest.raises(DeliveryError, match=r"will not talk to us \(554 5.7.1 go away\)"):
        hand_over(server)


def test_what_a_server_says_is_one_printable_line(server):
    """Its words go into the ledger, the run log and pages."""
    server.fail(at="rcpt", answer="550-5.1.1 one\r\n550 two \x1b[31m\x00" + "x" * 400)

    with pytest.raises(RefusedError) as raised:
        hand_over(server)

    assert str(raised.value).startswith("550 5.1.1 one two [31m x")
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) <= 200


@pytest.mark.parametrize("content", ["", "khong phai chung thu", None])
def test_a_ca_file_that_is_none_is_named(content, server, tmp_path):
    """Found when the connection is made ready, before any message is touched."""
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)

    with pytest.raises(ConfigError, match=r"mail.ca_file: .*ca.pem (holds no certificate|cannot be read)"):
        hand_over(server, ca_file=str(path))


class OneLogin(KeyringBackend):
    """A keyring of the system that knows one login, as one asks for it by name."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        return {("thidua", SENDER): "k1", ("thidua", "khac"): "k2"}.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


class AnyUser(OneLogin):
    """A keyring that answers without being told the user."""

    def get_credential(self, service: str, username: str | None) -> SimpleCredential | None:
        return SimpleCredential("ai-do", "k3") if username is None else None


class Broken(OneLogin):
    """A keyring that is locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked("locked")


@pytest.mark.parametrize(
    ("backend", "user", "expected"),
    [
        (OneLogin(), "", (SENDER, "k1")),
        (OneLogin(), "khac", ("khac", "k2")),
        (AnyUser(), "", ("ai-do", "k3")),
        (OneLogin(), "nguoi-la", None),
        (Broken(), "", None),
    ],
)
def test_the_keyring_is_asked_when_the_environment_has_no_password(backend, user, expected, server, monkeypatch):
    """By the user named in the environment, else by nobody, else by the sender; a locked keyring is none."""
    monkeypatch.setattr(keyring, "get_credential", backend.get_credential)
    monkeypatch.delenv("THIDUA_SMTP_PASSWORD")
    monkeypatch.setenv("THIDUA_SMTP_USER", user)
    if expected:
        assert find_login(server.settings()) == expected
        return
    with pytest.raises(ConfigError, match=r"THIDUA_SMTP_USER and THIDUA_SMTP_PASSWORD, or .*keyring set thidua"):
        find_login(server.settings())


def test_a_server_without_a_keyring_asks_for_the_variables(server, monkeypatch):
    """The keyring comes with the desk; a server has its variables, and is told so."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.delenv("THIDUA_SMTP_PASSWORD")

    with pytest.raises(ConfigError, match="set THIDUA_SMTP_USER and THIDUA_SMTP_PASSWORD"):
        find_login(server.settings())


def test_a_password_that_cannot_be_sent_is_not_shown(server, monkeypatch):
    """smtplib would end in an encoding error that carries the password along."""
    monkeypatch.setenv("THIDUA_SMTP_PASSWORD", "mật-khẩu")

    with pytest.raises(ConfigError, match="ASCII") as raised:
        hand_over(server)

    assert "mật-khẩu" not in str(raised.value)
