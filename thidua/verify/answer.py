"""What is answered of one file: by its content in the ledger, then by what lies in it, last by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from thidua.deliver.publication.archive import begins_as_contents, is_contents_name
from thidua.deliver.publication.data_package import begins_as_data
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.plan import Edition
from thidua.run.standing import Standing, standing, standings
from thidua.verify.archive import has_archive, is_archive, members
from thidua.verify.bounds import LARGEST, Bounds, TooMuchError, UnclearError, sha256_of
from thidua.verify.forms import is_named, is_of_several
from thidua.verify.mail import Part, is_mail, read_mail

Kind = Literal["known", "list", "data", "mail", "archive", "altered", "old list", "unknown", "unread"]
"""known: its content stands in the ledger; list: it is the list of contents of a set of files as it stands today;
data: it is a file of the data package of such a set; mail, archive: it was opened, and what lies in it is answered;
altered: the name of a report with a content that no revision of it has; old list: the name of a list with another
content; unread: it holds more than is opened, is locked, or shows one thing to one program and another to the next."""

UNREAD = Literal["size", "depth", "total", "files", "locked", "old format", "unclear", "disguised", "several"]

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Outlook's own format of a mail, and Office's of before 2007."""

_MAILS = ("message/rfc822", "application/octet-stream")
_ARCHIVES = ("application/zip", "application/x-zip-compressed", "application/octet-stream")
"""As what a mail may say that such a file travels: a program goes by that, or by the name."""


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
        How many texts a mail shows as its own words; of them nothing is claimed.
    message
        The mail that the ledger knows under its Message-ID; `is_whole` if it is that mail byte for byte.
    told
        Of a mail that is ours byte for byte and has no attachments, the revisions that it tells of.
    problem
        Why it was not opened.
    of
        Of a list or data, the set whose contents or figures it tells.
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
    of: str = ""
    content: bytes = field(default=b"", repr=False)

    @property
    def is_current(self) -> bool:
        """Whether all of it may be relied on: each file is of a release in force."""
        if self.kind in ("list", "data"):
            return True
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
    lists
        Of each set of files that the public folder offers today, the hash of its list of contents, and what the set is
        called; asked only of what begins as such a list.
    data
        The same of each file of its data package.
    """

    ledger: Ledger
    names: Callable[[str], Sequence[Edition]]
    lists: Callable[[], Mapping[str, str]] = dict
    data: Callable[[], Mapping[str, str]] = dict

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

    def content(
        self, name: str, content: bytes, bounds: Bounds | None = None, called: Sequence[str] | None = None
    ) -> Answer:
        """Answer for a content by what it is called; what is left to open is counted for all that lies in one file.

        Parameters
        ----------
        called
            All its names, if it has not just one.
        """
        bounds = bounds or Bounds()
        sha256 = hashlib.sha256(content).hexdigest()
        known = self._known(name, sha256)
        if known is not None:
            return known
        if begins_as_contents(content) and (title := self.lists().get(sha256)):
            return Answer(name, "list", sha256, of=title)
        if begins_as_data(content) and (title := self.data().get(sha256)):
            return Answer(name, "data", sha256, of=title)
        try:
            opened = self._opened(name, content, sha256, bounds, [name] if called is None else called)
        except TooMuchError as problem:
            return Answer(name, "unread", sha256, problem=str(problem))
        except UnclearError:
            return Answer(name, "unread", sha256, problem="unclear")
        if opened is not None:
            return opened
        if is_of_several(content):
            return Answer(name, "unread", sha256, problem="several")
        return self._by_name(name, content, sha256)

    def _opened(self, name: str, content: bytes, sha256: str, bounds: Bounds, called: Sequence[str]) -> Answer | None:
        """What lies in a mail or archive, if it can be taken for nothing else."""
        answer, extension = None, "eml"
        if is_mail(content):
            if has_archive(content):
                return Answer(name, "unread", sha256, problem="several")
            answer = self._mail(name, content, sha256, bounds)
        elif is_archive(content):
            answer, extension = self._archive(name, content, sha256, bounds), "zip"
        if answer is not None and not all(is_named(each, extension) for each in called):
            return Answer(name, "unread", sha256, problem="disguised")
        return answer

    def _by_name(self, name: str, content: bytes, sha256: str) -> Answer:
        if is_contents_name(name):
            return Answer(name, "old list", sha256)
        meant = tuple(self.names(name))
        if not meant and content.startswith(_OLD):
            return Answer(name, "unread", sha256, problem="old format")
        return Answer(name, "altered" if meant else "unknown", sha256, meant=meant, content=content if meant else b"")

    def _mail(self, name: str, content: bytes, sha256: str, bounds: Bounds) -> Answer:
        mail = read_mail(content, bounds)
        message = self.ledger.message(mail.message_id) if mail.message_id else None
        is_whole = message is not None and message.sha256 == sha256
        # In a mail that is ours byte for byte, so is the chart among its words.
        parts = [each for each in mail.parts if not each.is_words and not (is_whole and each.kind == "image/png")]
        inner = tuple(self._part(part, bounds) for part in parts)
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
        is_mail_itself = part.kind == "message/rfc822"
        # What has no name is called by its type, and a mail of that type is shown as one.
        called = part.called if part.called or is_mail_itself else (part.kind,)
        if is_mail_itself:
            bounds.deeper()
        answer = self.content(part.name or part.kind, part.content, bounds, called)
        if is_mail_itself:
            bounds.shallower()
        is_other = (answer.kind == "mail" and part.kind not in _MAILS) or (
            answer.kind == "archive" and part.kind not in _ARCHIVES
        )
        return Answer(answer.name, "unread", answer.sha256, problem="disguised") if is_other else answer

    def _archive(self, name: str, content: bytes, sha256: str, bounds: Bounds) -> Answer | None:
        """What lies in a zip; None of a workbook or document, or what only begins as a zip."""
        inner = []
        try:
            for member in members(content, bounds):
                if member.content is None:
                    inner.append(Answer(member.name, "unread", problem="locked"))
                else:
                    inner.append(self.content(member.name, member.content, bounds))
        except ValueError:
            return None
        return Answer(name, "archive", sha256, inner=tuple(inner)) if inner else None
