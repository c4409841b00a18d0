"""A real mail server for tests: aiosmtpd in a thread of its own, with TLS, a login, mailboxes, and faults on request.

with running_mail_server() as server:
    server.fail("b@donvi.example", at="rcpt", answer="450 4.2.0 greylisted", times=1)
    ...                                     # send with server.settings(), server.environment in the environment
    [message] = server.mailbox("a@donvi.example")
"""

# ruff: noqa: N802 -- aiosmtpd names its methods after the commands
from __future__ import annotations

import asyncio
import email
import email.policy
import functools
import socket
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from thidua.deliver.settings import MailSettings

Place = Literal["greeting", "ehlo", "starttls", "ehlo again", "rset", "mail", "rcpt", "data", "middle", "dot"]
"""Where a fault strikes: instead of the answer to connecting, EHLO, STARTTLS, EHLO over TLS, RSET, MAIL, RCPT, DATA; in
the middle of a message (a long one: a short one is said before it strikes; only "close" and "hang"); or instead of the
answer to its last line."""

HOST = "localhost"


def nobody_minds(recipient: str) -> None:
    """A hook that does nothing."""


@dataclass
class Fault:
    """One thing that goes wrong: an answer of the server, "close" (it hangs up) or "hang" (it never answers)."""

    recipient: str | None
    at: Place
    answer: str
    times: int


@dataclass
class MailServer:
    """A running server: where it is, what it got, and what it shall do wrong."""

    security: Literal["starttls", "tls"]
    ca_file: Path
    user: str = "vanphong"
    password: str = "mat-khau-thu"
    host: str = HOST
    port: int = 0
    received: list[tuple[str, bytes]] = field(default_factory=list)
    """Every message taken, in order: address and bytes, as they came."""
    connections: int = 0
    came_from: list[str] = field(default_factory=list)
    """The address of each client that connected."""
    commands: list[str] = field(default_factory=list)
    """Every command line but those of a login."""
    on_rcpt: Callable[[str], None] = nobody_minds
    on_data: Callable[[str], None] = nobody_minds
    on_middle: Callable[[str], None] = nobody_minds
    before_answer: Callable[[str], None] = nobody_minds
    """Hooks, called with the address: at RCPT, at DATA, when a message has begun to come, when it is stored and not
    answered yet."""
    _faults: list[Fault] = field(default_factory=list)

    def mailbox(self, address: str) -> list[EmailMessage]:
        """The messages of one address, decoded as a mail program does."""
        parsed = [
            email.message_from_bytes(data, policy=email.policy.default) for to, data in self.received if to == address
        ]
        return [message for message in parsed if isinstance(message, EmailMessage)]

    def forget(self) -> None:
        """Begin anew: empty mailboxes, no fault left."""
        self.received.clear()
        self.commands.clear()
        self._faults.clear()

    def fail(self, recipient: str | None = None, *, at: Place, answer: str, times: int = 10**6) -> None:
        """Let the server fail `times` times at this place, for one address or (None) for whoever comes."""
        self._faults.append(Fault(recipient, at, answer, times))

    def settings(self, **changes: Any) -> MailSettings:
        """Settings that reach this server; `changes` replace some."""
        usual: dict[str, Any] = {
            "sender": "Văn phòng thi đua <vanphong@donvi.example>",
            "operator": "truc@donvi.example",
            "server": self.host,
            "port": self.port,
            "security": self.security,
            "ca_file": str(self.ca_file),
            "timeout_seconds": 10,
        }
        return MailSettings.of(usual | changes)

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables of the right login."""
        return {"THIDUA_SMTP_USER": self.user, "THIDUA_SMTP_PASSWORD": self.password}

    def fault(self, at: Place, recipient: str | None = None) -> str | None:
        """The answer of the fault that is due now, which counts it."""
        for fault in self._faults:
            if fault.at == at and fault.times > 0 and fault.recipient in (None, recipient):
                fault.times -= 1
                return fault.answer
        return None


class _Conversation(SMTP):
    """One connection of a client; answers as aiosmtpd does but where a fault is due."""

    def __init__(self, server: MailServer, context: ssl.SSLContext | None, live: set[_Conversation], **given: Any):
        self.server, self.live = server, live
        self.is_listening = False
        super().__init__(_Handler(), hostname="mail.donvi.example", auth_required=True, tls_context=context, **given)
        # aiosmtpd does not see that implicit TLS is TLS.
        self._auth_require_tls = server.security == "starttls"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self not in self.live:
            self.server.connections += 1
            self.server.came_from.append(transport.get_extra_info("peername")[0])
        self.live.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.live.discard(self)
        super().connection_lost(error)

    async def _handle_client(self) -> None:
        if not await self._fails("greeting"):
            await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:
        self.server.commands.append(f"EHLO {hostname}")
        if not await self._fails("ehlo again" if self._tls_protocol else "ehlo"):
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:
        self.server.commands.append(f"HELO {hostname}")
        await super().smtp_HELO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._fails("starttls"):
            await super().smtp_STARTTLS(arg)

    async def smtp_RSET(self, arg: str) -> None:
        self.server.commands.append("RSET")
        if not await self._fails("rset"):
            await super().smtp_RSET(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        self.server.commands.append(f"MAIL {arg}")
        if not await self._fails("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        self.server.commands.append(f"RCPT {arg}")
        recipient = (arg or "").partition("<")[2].partition(">")[0]
        self.server.on_rcpt(recipient)
        if not await self._fails("rcpt", recipient):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        self.server.commands.append("DATA")
        self.server.on_data(self._recipient)
        if await self._fails("data", self._recipient):
            return
        self.is_listening = True
        await super().smtp_DATA(arg)
        self.is_listening = False

    def data_received(self, data: bytes) -> None:
        if not self.is_listening:
            super().data_received(data)
            return
        # The first piece of a message: a long one has not been said to its end yet.
        self.is_listening = False
        self.server.on_middle(self._recipient)
        answer = self.server.fault("middle", self._recipient)
        if answer is None:
            super().data_received(data)
        elif answer == "close":
            self.transport.abort()
        else:
            self.transport.pause_reading()

    async def take(self, envelope: Any) -> str:
        """Store a message that has come to its end, and answer."""
        recipient = self._recipient
        answer = self.server.fault("dot", recipient)
        if answer in (None, "close", "hang"):
            self.server.received += [(to, bytes(envelope.content)) for to in envelope.rcpt_tos]
            self.server.before_answer(recipient)
        if answer is None:
            return f"250 2.0.0 taken as {len(self.server.received)}"
        if answer in ("close", "hang"):
            await self._break_off(answer)
        return answer

    @property
    def _recipient(self) -> str:
        return self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else ""

    async def _fails(self, at: Place, recipient: str | None = None) -> bool:
        answer = self.server.fault(at, recipient)
        if answer is None:
            return False
        if answer in ("close", "hang"):
            await self._break_off(answer)
        await self.push(answer)
        if at == "greeting" or answer.startswith("421"):
            self.transport.close()
        return True

    async def _break_off(self, answer: str) -> None:
        if answer == "close":
            self.transport.abort()
        await asyncio.Event().wait()  # cancelled when the connection ends


class _Handler:
    """Where aiosmtpd brings a whole message."""

    async def handle_DATA(self, server: _Conversation, session: Any, envelope: Any) -> str:
        return await server.take(envelope)


@functools.cache
def _authority(name: str) -> trustme.CA:
    return trustme.CA(organization_name=name)


@functools.cache
def _context(certificate: str) -> ssl.SSLContext:
    trusted = _authority("Bộ phận chứng thực thử" if certificate != "untrusted" else "Không ai biết")
    issued = trusted.issue_cert("mail.elsewhere.example" if certificate == "other host" else HOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(context)
    return context


@contextmanager
def running_mail_server(
    *,
    security: Literal["starttls", "tls"] = "starttls",
    certificate: Literal["good", "other host", "untrusted"] = "good",
    offers_tls: bool = True,
    size_limit: int = 32 * 1024 * 1024,
) -> Iterator[MailServer]:
    """A mail server on a free port of this machine, until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        ca_file = Path(folder) / "ca.pem"
        _authority("Bộ phận chứng thực thử").cert_pem.write_to_path(str(ca_file))
        server = MailServer(security, ca_file)
        context = _context(certificate) if offers_tls else None
        loop = asyncio.new_event_loop()
        live: set[_Conversation] = set()

        def authenticate(_: SMTP, session: Any, envelope: Any, mechanism: str, said: LoginPassword) -> AuthResult:
            is_right = (said.login, said.password) == (server.user.encode(), server.password.encode())
            return AuthResult(success=is_right, handled=False)

        def conversation() -> _Conversation:
            inner = context if security == "starttls" else None
            return _Conversation(server, inner, live, loop=loop, authenticator=authenticate, data_size_limit=size_limit)

        outer = context if security == "tls" else None
        # A small window: what is said to a server that has stopped listening soon has nowhere to go.
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        door.bind(("127.0.0.1", 0))
        listening = loop.run_until_complete(loop.create_server(conversation, sock=door, ssl=outer))
        server.port = listening.sockets[0].getsockname()[1]
        thread = threading.Thread(target=loop.run_forever, name="mail server")
        thread.start()
        try:
            yield server
        finally:
            asyncio.run_coroutine_threadsafe(_stop(listening, live), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()


async def _stop(listening: asyncio.Server, live: set[_Conversation]) -> None:
    listening.close()
    for conversation in list(live):
        # One that is closing already cannot be aborted in Python 3.11.2.
        if conversation.transport is not None and not conversation.transport.is_closing():
            conversation.transport.abort()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # the transports' own last callbacks
