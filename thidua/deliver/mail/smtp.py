"""The conversation with one mail server, over TLS only; whether and when to send is for ``hand_over``.

A message is handed over in two phases, so that a crash can be told apart: until `handed` is called the server lacks
the line that ends the message and has taken nothing; from then on it may have it, whatever becomes of us.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NoReturn

from thidua.deliver.mail.credentials import (
    PASSWORD,
    SERVICE,
    USER,
    certificate_problem,
    find_login,
    trusting,
)
from thidua.deliver.settings import MailSettings
from thidua.errors import DeliveryError

OURSELVES = "[127.0.0.1]"
"""What we call ourselves without mail.ehlo, as mail programs do: looking up our own name may hang for minutes."""

UNKNOWN_COMMAND = (500, 502)


class TryLaterError(Exception):
    """The server has not taken the message but may later; `lost` if the connection is gone as well."""

    def __init__(self, answer: str, *, lost: bool) -> None:
        super().__init__(answer)
        self.lost = lost


class RefusedError(Exception):
    """The server will never take this message for this address."""


class UnansweredError(Exception):
    """The whole message went out and no answer came: the server may have it or not."""


class Connection:
    """One connection to the mail server, opened when it is needed and again when it was lost.

    Use it as a context manager: an ordinary end says goodbye, an exception drops the connection, so that a message
    half said is never completed.
    """

    def __init__(self, mail: MailSettings) -> None:
        self._mail = mail
        self._where = f"{mail.server}:{mail.port}"
        self._name = mail.ehlo or OURSELVES
        self._context = trusting(mail.ca_file)
        self._login = find_login(mail) if mail.login else None
        self._client: smtplib.SMTP | None = None
        self._is_used = False

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if problem is None:
            self.close()
        self.drop()

    def close(self) -> None:
        """Say goodbye; the next message opens a new connection."""
        if self._client is not None:
            try:
                self._client.quit()
            except (smtplib.SMTPException, OSError):
                self.drop()  # every message had its answer by now: how we part changes nothing
        self.drop()

    def drop(self) -> None:
        """Cut the connection without a word."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def open(self) -> smtplib.SMTP:
        """Connect, encrypt and log in, unless that stands already.

        Raises
        ------
        TryLaterError
            If the server is not reached, is lost, or asks to come back later.
        DeliveryError
            If no message can go before the operator acts: no TLS, a certificate that does not hold, a login that is
            not accepted; names the server and the remedy.
        """
        if self._client is None:
            client = self._connected()
            try:
                self._encrypt_and_log_in(client)
            except BaseException:
                client.close()
                raise
            self._client, self._is_used = client, False
        return self._client

    def hand_over(self, sender: str, recipient: str, message: bytes, *, handed: Callable[[], None]) -> str:
        """Give one message to the server for one address.

        Parameters
        ----------
        sender, recipient
            Bare addresses.
        message
            The whole message; line ends of any kind are made those of mail.
        handed
            Called when all of the message but its last line has gone; if it raises, that line never goes.

        Returns
        -------
        str
            The answer with which the server took the message.

        Raises
        ------
        TryLaterError, RefusedError
            If the server did not take the message; it has nothing.
        UnansweredError
            If the connection ended between the last line and its answer.
        DeliveryError
            If the server will take no message at all (see `open`), such as from this sender.
        """
        _check_addresses(sender, recipient)
        data = re.sub(rb"\r\n|\r|\n", b"\r\n", message).removesuffix(b"\r\n")
        client = self.open()
        try:
            with self._meaning():
                self._say_envelope(client, sender, recipient, data)
                client.send(re.sub(rb"(?m)^\.", b"..", data))
            handed()
            return self._end(client)
        except RefusedError:
            raise
        except TryLaterError as problem:
            if problem.lost:
                self.drop()
            raise
        except BaseException:
            self.drop()
            raise

    def _connected(self) -> smtplib.SMTP:
        where, limit = (self._mail.server, self._mail.port, self._name), self._mail.timeout_seconds
        source = (self._mail.source, 0) if self._mail.source else None
        with self._meaning():
            if self._mail.security == "starttls":
                return smtplib.SMTP(*where, timeout=limit, source_address=source)
            return smtplib.SMTP_SSL(*where, timeout=limit, source_address=source, context=self._context)

    def _encrypt_and_log_in(self, client: smtplib.SMTP) -> None:
        with self._meaning():
            self._greet(client)
            if self._mail.security == "starttls":
                if not client.has_extn("starttls"):
                    raise DeliveryError(
                        f"{self._where} offers no STARTTLS, and nothing is sent unencrypted; check mail.port in "
                        'reports.toml, or set mail.security = "tls" if the server encrypts from the start (usually 465)'
                    )
                client.starttls(context=self._context)
                self._greet(client)
            if self._login is not None:
                self._log_in(client, *self._login)

    def _greet(self, client: smtplib.SMTP) -> None:
        """Say who we are. There is no falling back to HELO: without EHLO there is neither STARTTLS nor a login."""
        code, text = client.ehlo()
        if 200 <= code < 300:
            return
        if not 500 <= code < 600:
            raise TryLaterError(_later(code, text), lost=True)
        if code in UNKNOWN_COMMAND:
            raise DeliveryError(
                f"{self._where} knows no EHLO ({_said(code, text)}), so offers no TLS; nothing is sent without; "
                "check mail.server and mail.port in reports.toml"
            )
        raise DeliveryError(
            f"{self._where} does not accept the name {self._name} that we give ({_said(code, text)}); set mail.ehlo in "
            "reports.toml to the name under which that server knows this machine"
        )

    def _log_in(self, client: smtplib.SMTP, user: str, password: str) -> None:
        # The server's own words are left out: some servers repeat what they were told.
        try:
            client.login(user, password)
        except smtplib.SMTPAuthenticationError as problem:
            if 400 <= problem.smtp_code < 500:
                raise TryLaterError(_later(problem.smtp_code, "at login"), lost=True) from None
            raise DeliveryError(
                f"{self._where} does not accept user name and password ({problem.smtp_code}); "
                f"correct {USER} and {PASSWORD}, or what the keyring keeps for {SERVICE}"
            ) from None
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException):
            raise
        except smtplib.SMTPException:
            raise DeliveryError(
                f"{self._where} offers no login that we know; set mail.login = false in reports.toml if it needs none"
            ) from None

    def _say_envelope(self, client: smtplib.SMTP, sender: str, recipient: str, data: bytes) -> None:
        if self._is_used:
            code, text = client.rset()
            if not 200 <= code < 300:  # whatever is wrong, it is of the connection and not of this message
                raise TryLaterError(_later(code, text), lost=True)
        self._is_used = True
        options = [f"size={len(data)}"] if client.has_extn("size") else []
        if not data.isascii():
            if not client.has_extn("8bitmime"):
                raise RefusedError("the server takes no letters outside ASCII in a message")
            options.append("body=8bitmime")
        code, text = client.mail(sender, options)
        # Any other refusal here than of the size is of the sender, and would meet every recipient.
        is_too_large = code == 552 or text.startswith(b"5.3.4")
        if 500 <= code < 600 and code not in (530, 535) and not is_too_large:
            raise DeliveryError(
                f"{self._where} takes no mail from {sender} ({_said(code, text)}); "
                "check mail.sender and mail.login in reports.toml"
            )
        self._judge(code, text)
        self._judge(*client.rcpt(recipient))
        code, text = client.docmd("DATA")
        if code != 354:
            self._give_up(code, text)

    def _end(self, client: smtplib.SMTP) -> str:
        """Say the last line and hear the answer."""
        try:
            client.send(b"\r\n.\r\n")
            code, text = client.getreply()
        except (smtplib.SMTPException, OSError) as problem:
            raise UnansweredError(self._why_lost(problem)) from None
        if 400 <= code < 600:
            self._give_up(code, text)
        if not 200 <= code < 300:
            raise UnansweredError(f"the answer was none that we know: {_said(code, text)}")
        return _said(code, text)

    def _judge(self, code: int, text: bytes) -> None:
        """Raise unless the answer is a yes."""
        if not 200 <= code < 300:
            self._give_up(code, text)

    def _give_up(self, code: int, text: bytes) -> NoReturn:
        """Raise for an answer that is a no, for good or for now."""
        if code in (530, 535):
            raise DeliveryError(f"{self._where} wants a login first ({code}); set mail.login = true in reports.toml")
        if 500 <= code < 600:
            raise RefusedError(_said(code, text))
        raise TryLaterError(_later(code, text), lost=code == 421 or not 400 <= code < 500)

    @contextmanager
    def _meaning(self) -> Iterator[None]:
        """Say what the errors of the libraries mean to whoever must act, before a message is handed over."""
        try:
            yield
        except ssl.SSLCertVerificationError as problem:
            raise DeliveryError(f"{self._where} {certificate_problem(problem)}") from None
        except smtplib.SMTPResponseException as problem:
            answer = _said(problem.smtp_code, problem.smtp_error)
            if 500 <= problem.smtp_code < 600:
                raise DeliveryError(
                    f"{self._where} will not talk to us ({answer}); ask whoever runs it whether mail from here may come"
                ) from None
            raise TryLaterError(_later(problem.smtp_code, problem.smtp_error), lost=True) from None
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError, smtplib.SMTPServerDisconnected) as problem:
            raise TryLaterError(self._why_lost(problem), lost=True) from None
        except ssl.SSLError as problem:
            raise DeliveryError(
                f"{self._where} does not speak TLS as expected ({problem.reason or problem}); check mail.port and "
                'mail.security in reports.toml: usually 587 with "starttls" or 465 with "tls"'
            ) from None
        except OSError as problem:
            if self._mail.source and not _is_ours(self._mail.source):
                raise DeliveryError(
                    f"mail.source: {self._mail.source} is no address of this machine; write one it has, or leave it out"
                ) from None
            raise TryLaterError(self._why_lost(problem), lost=True) from None

    def _why_lost(self, problem: Exception) -> str:
        # smtplib makes one error of every cause; the cause stands behind it.
        cause = problem.__context__ if isinstance(problem, smtplib.SMTPServerDisconnected) else problem
        if isinstance(cause, TimeoutError):
            return f"no answer within {self._mail.timeout_seconds:g} seconds"
        if isinstance(cause, OSError) and cause.strerror:
            return f"the connection was lost: {cause.strerror}"
        return "the connection was lost"


def _check_addresses(sender: str, recipient: str) -> None:
    if not _is_bare(sender):
        raise DeliveryError(f"mail.sender: {sender!r} is not a bare mail address")
    if not _is_bare(recipient):
        raise RefusedError(f"{recipient!r} is not a bare mail address")


def _is_bare(address: str) -> bool:
    """Whether nothing in it could end the command, name a second address or hide one."""
    name, _, domain = address.rpartition("@")
    is_plain = address.isascii() and address.isprintable() and not set(address) & set(' <>()[],;:\\"')
    return bool(is_plain and name and domain and "@" not in name)


def _is_ours(address: str) -> bool:
    """Whether a connection of this machine can come from an address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True


def _later(code: int, text: bytes | str) -> str:
    """An answer that is a no for now; 421 says that the server closes and wants us later, whatever it was asked."""
    return f"{_said(code, text)}: come back later" if code == 421 else _said(code, text)


def _said(code: int, text: bytes | str) -> str:
    """The server's answer as one short printable line."""
    words = text if isinstance(text, str) else text.decode("utf-8", errors="replace")
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join([str(code) if code > 0 else "?", *shown.split()])[:200]
