"""What is answered of one file: by its content in the ledger, then by what lies in it, last by its name."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from thidua.deliver.publication.archive import CONTENTS
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.plan import Edition
from thidua.run.standing import Standing, standing, standings
from thidua.verify.archive import is_archive, members
from thidua.verify.bounds import LARGEST, Bounds, TooMuchError, sha256_of
from thidua.verify.mail import Part, is_mail, read_mail

Kind = Literal["known", "mail", "archive", "altered", "unknown", "unread"]
"""known: its content stands in the ledger; mail, archive: it was opened, and what lies in it is answered; altered: the
name of a report with a content that no revision of it has; unread: it holds more than is opened, or is locked."""

UNREAD = Literal["size", "depth", "total", "files", "locked", "old format"]

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Outlook's own format of a mail, and Office's of before 2007."""


@dataclass(frozen=True)
class Answer:
    """What is known of one file.

    Attributes
    ----------
    name
        As it is called where it lies.
    found
        The revisions with just this content, one of each edition.
    meant
        The editions that its name means.
    inner
        What is answered of all that lies in it.
    aside
        How many things in it are no files of their own: words and pictures of a mail, the list of contents of a zip.
    message
        The mail that the ledger knows under its Message-ID; `is_whole` if it is that mail byte for byte.
    told
        Of a mail that is ours byte for byte and has no attachments, the revisions that it tells of.
    problem
        Why it was not opened.
    content
        Of what is altered, to be held against what was made here.
    """

    name: str
    kind: Kind
    sha256: str = ""
    found: tuple[Standing, ...] = ()
    meant: tuple[Edition, ...] = ()
    inner: tuple[Answer, ...] = ()
    aside: int = 0
    message: Message | None = None
    is_whole: bool = False
    told: tuple[Standing, ...] = ()
    problem: str = ""
    content: bytes = field(default=b"", repr=False)

    @property
    def is_current(self) -> bool:
        """Whether all of it may be relied on: each file is of a release in force."""
        if self.kind == "known":
            return all(each.state == "current" for each in self.found)
        whole = [*(each.is_current for each in self.inner), *(each.state == "current" for each in self.told)]
        return bool(whole) and all(whole)

    def files(self) -> Iterator[Answer]:
        """Every file that holds no others, in order."""
        if self.kind in ("mail", "archive"):
            for each in self.inner:
                yield from each.files()
        else:
            yield self


@dataclass(frozen=True)
class Verifier:
    """Answers for files by a ledger.

    Attributes
    ----------
    names
        The editions that a name means; asked only of what no content tells.
    """

    ledger: Ledger
    names: Callable[[str], Sequence[Edition]]

    def file(self, path: Path) -> Answer:
        """Answer for a file on the disk.

        Raises
        ------
        OSError
            If it cannot be read.
        """
        known = self._known(str(path), sha256_of(path))
        if known is not None:
            return known
        if path.stat().st_size > LARGEST:
            return Answer(str(path), "unread", problem="size")
        return self.content(str(path), path.read_bytes())

    def _known(self, name: str, sha256: str) -> Answer | None:
        found = tuple(standings(self.ledger, sha256))
        return Answer(name, "known", sha256, found) if found else None

    def content(self, name: str, content: bytes, bounds: Bounds | None = None) -> Answer:
        """Answer for a content by what it is called; what is left to open is counted for all that lies in one file."""
        bounds = bounds or Bounds()
        sha256 = hashlib.sha256(content).hexdigest()
        known = self._known(name, sha256)
        if known is not None:
            return known
        try:
            if is_mail(content):
                return self._mail(name, content, sha256, bounds)
            if is_archive(content):
                answer = self._archive(name, content, sha256, bounds)
                if answer is not None:
                    return answer
        except TooMuchError as problem:
            return Answer(name, "unread", sha256, problem=str(problem))
        meant = tuple(self.names(name))
        if not meant and content.startswith(_OLD):
            return Answer(name, "unread", sha256, problem="old format")
        return Answer(name, "altered" if meant else "unknown", sha256, meant=meant, content=content if meant else b"")

    def _mail(self, name: str, content: bytes, sha256: str, bounds: Bounds) -> Answer:
        mail = read_mail(content, bounds)
        message = self.ledger.message(mail.message_id) if mail.message_id else None
        parts = [part for part in mail.parts if not part.is_shown]
        inner = tuple(self._part(part, bounds) for part in parts)
        is_whole = message is not None and message.sha256 == sha256
        aside = len(mail.parts) - len(parts)
        told = self._told(message) if message is not None and is_whole and not inner else ()
        return Answer(name, "mail", sha256, inner=inner, aside=aside, message=message, is_whole=is_whole, told=told)

    def _told(self, message: Message) -> tuple[Standing, ...]:
        """What became of the revisions of which a mail without attachments tells."""
        revisions = (self.ledger.revision(edition, number) for edition, number in message.items)
        return tuple(
            standing(revision, next(iter(revision.files)), self.ledger.decisions(revision.edition))
            for revision in revisions
            if revision is not None and revision.files
        )

    def _part(self, part: Part, bounds: Bounds) -> Answer:
        if part.kind == "message/rfc822":
            bounds.deeper()
        answer = self.content(part.name or part.kind, part.content, bounds)
        if part.kind == "message/rfc822":
            bounds.shallower()
        return answer

    def _archive(self, name: str, content: bytes, sha256: str, bounds: Bounds) -> Answer | None:
        """What lies in a zip; None of a workbook or document, or what only begins as a zip."""
        inner, aside = [], 0
        try:
            for member in members(content, bounds):
                if member.name == CONTENTS:
                    aside += 1
                elif member.content is None:
                    inner.append(Answer(member.name, "unread", problem="locked"))
                else:
                    inner.append(self.content(member.name, member.content, bounds))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
            return None
        return Answer(name, "archive", sha256, inner=tuple(inner), aside=aside) if inner or aside else None
