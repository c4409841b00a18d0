"""Release and withdrawal: a person's decision that editions of a pack may leave the house, or no longer.

What is released is sealed: one revision, by the hash of its files. What may not be released is held, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.deliver.packs import EditionState, Pack
from thidua.errors import ConfigError, DataError, ReportError
from thidua.registry import Unit, quoted
from thidua.run.currency import change_since
from thidua.run.key import INPUTS, edition_key
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Decision, Revision
from thidua.run.once import once
from thidua.run.plan import Edition
from thidua.run.publish import notes_in
from thidua.run.record import is_sealed, kept_file
from thidua.speech import near_or_all, now_said, say, say_count

LONGEST = 200
"""Letters in a name, note or reason: they stand in one line of catalogue, review page and terminal."""


@dataclass(frozen=True)
class Released:
    """An edition that may leave the house from now on."""

    edition: Edition
    decision: Decision

    def __str__(self) -> str:
        decision = self.decision
        return say(
            "{edition}: lần {number} do {by} duyệt", edition=self.edition, number=decision.revision, by=decision.by
        )


@dataclass(frozen=True)
class Withdrawn:
    """An edition that may not leave the house any more, and the addresses it went to before.

    Attributes
    ----------
    told
        Those who are told with the next mail.
    untold
        Those whom no mail reaches from here: a person has to tell them.
    """

    edition: Edition
    decision: Decision
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = []
        if self.told:
            words.append(
                say_count("đã gửi đến {count} địa chỉ, sẽ báo bằng thư kế tiếp", len(self.told), count=len(self.told))
            )
        if self.untold:
            words.append(say("hãy tự báo, vì từ đây không gửi thư đến: {addresses}", addresses=", ".join(self.untold)))
        said = "; ".join(words) or say("chưa ai nhận")
        withdrawn = say("lần {number} do {by} thu hồi", number=self.decision.revision, by=self.decision.by)
        return f"{self.edition}: {withdrawn}; {said}"


@dataclass(frozen=True)
class Held:
    """An edition of which nothing was decided, and why."""

    edition: Edition
    reason: str

    def __str__(self) -> str:
        return say("{edition}: giữ lại: {why}", edition=self.edition, why=self.reason)


def release(
    pack: Pack,
    ledger: Ledger,
    *,
    units: Collection[Unit] | None,
    kinds: Collection[str] | None,
    by: str,
    note: str,
    now: datetime,
    as_is: bool = False,
) -> list[Released | Held]:
    """Release the editions of a pack that are asked for and in order.

    Parameters
    ----------
    units, kinds
        Which editions; None asks for all. A kind is "district" or, one by one, the name of an edition's files:
        "district.en". Editions with the names of recipients are only meant by their own: "district-names"; those
        that were withdrawn and are the same still, only with their unit; those without any figure, or
        without words that they require, with either.
    by, note
        Who decides, and what they want to be remembered; the note may be empty.
    as_is
        Whether an edition may leave although its inputs have changed since it was built; the note says why then.

    Returns
    -------
    list of Released or Held
        One for each edition asked for, in the order of the pack. Nothing is undone by one that is held.

    Raises
    ------
    ConfigError
        If a unit or kind is not in the pack, or a text is empty, too long or more than one line.
    """
    by, note = _said("--by", by), _said("--note", note, may_be_empty=not as_is)
    done: list[Released | Held] = []
    for state in _asked(pack, units, kinds):
        revision, reason = _releasable(state, ledger, kinds, is_named=units is not None)
        changed = "" if revision is None or as_is else _why_anew(state.edition, revision)
        if revision is None:
            done.append(Held(state.edition, reason))
        elif changed:
            how = say("hãy lập lại, hoặc duyệt với --as-is và ghi lý do bằng --note")
            done.append(Held(state.edition, f"{changed}: {how}"))
        else:
            done.append(Released(state.edition, ledger.decide(revision, "release", by=by, note=note, at=now)))
    return done


def changed_since(edition: Edition, revision: Revision) -> tuple[str, ...]:
    """Which of the `INPUTS` of a revision are others now, so that a build would make it anew; none if it is current.

    Raises
    ------
    DataError
        If the facts of the dataset are not in order, or no notebook is left that says what the revision was made from.
    """
    notes = _notes_of(edition, revision)
    if notes is not None:
        return change_since(edition, notes).inputs
    if edition_key(edition) == revision.key:
        return ()
    raise DataError(say("sổ tay của lần {number} không còn nguyên: hãy lập lại", number=revision.number))


def _notes_of(edition: Edition, revision: Revision) -> dict[str, Any] | None:
    """What the notebook of a revision says: the published one, or the one that was kept if another stands there."""
    for path in (edition.file("ipynb"), kept_file(edition, revision.number, "ipynb")):
        try:
            notes = once(path, notes_in)
        except OSError:
            continue
        if notes.get("key") == revision.key:
            return notes
    return None


def _why_anew(edition: Edition, revision: Revision) -> str:
    """Why a build would make a revision anew, in a few words; empty if it would not."""
    try:
        changed = changed_since(edition, revision)
    except ReportError as problem:
        return say("không biết được bản này có theo số liệu hiện nay không ({problem})", problem=problem)
    what = ", ".join(now_said(INPUTS[name]) for name in changed)
    return say("{what} đã đổi sau khi lập", what=what) if changed else ""


def withdraw(
    pack: Pack,
    ledger: Ledger,
    *,
    units: Collection[Unit] | None,
    kinds: Collection[str] | None,
    by: str,
    why: str,
    now: datetime,
    reached: Collection[str] = (),
) -> list[Withdrawn | Held]:
    """Withdraw the editions of a pack that are asked for and released; those with names need no kind of their own.

    Parameters
    ----------
    units, kinds, by, why
        As `release` takes them; ``why`` is told to those who got the editions.
    reached
        The addresses to which mail goes now. Others who have an edition are named, for a person to tell them.

    Raises
    ------
    ConfigError
        As `release` does; the reason may not be empty.
    """
    by, why = _said("--by", by), _said("--why", why)
    done: list[Withdrawn | Held] = []
    for state in _asked(pack, units, kinds):
        name = str(state.edition)
        decision = ledger.released(name)
        revision = None if decision is None else ledger.revision(name, decision.revision)
        if revision is None:
            done.append(Held(state.edition, say("chưa được duyệt")))
            continue
        have, mailed = ledger.addresses(name, revision.number), {each.lower() for each in reached}
        told = tuple(each for each in have if each.lower() in mailed)
        untold = tuple(each for each in have if each.lower() not in mailed)
        decision = ledger.decide(revision, "withdraw", by=by, note=why, at=now)
        done.append(Withdrawn(state.edition, decision, told, untold))
    return done


def _releasable(
    state: EditionState, ledger: Ledger, kinds: Collection[str] | None, *, is_named: bool
) -> tuple[Revision, str] | tuple[None, str]:
    """The revision that may be released now, or why none may."""
    edition, name = state.edition, str(state.edition)
    own = _own_kinds(edition)
    if edition.names and not own & set(kinds or ()):
        return None, say("có tên người được khen; hãy duyệt theo đúng loại: --kind {kind}", kind=sorted(own)[0])
    # Read again: a pack may have been read a while before a person decides.
    revision, attempt, decision = ledger.revision(name), ledger.attempt(name), ledger.released(name)
    if attempt is not None and attempt.verdict == "failed":
        return None, say("lần lập gần nhất hỏng: {why}", why=attempt.reason)
    if revision is None:
        return None, say("chưa lập lần nào: hãy lập trước")
    if state.revision is None or revision.number != state.revision.number:
        return None, say("vừa được lập lại: hãy xem lại")
    if not is_sealed(edition, revision):
        return None, say("tệp đã đổi sau khi lập: hãy lập lại")
    if decision is not None and (decision.revision, decision.content_hash) == (revision.number, revision.content_hash):
        day = f"{decision.at:%d/%m/%Y}"
        return None, say("lần {number} đã do {by} duyệt ngày {day}", number=revision.number, by=decision.by, day=day)
    if state.is_empty and not is_named and not own & set(kinds or ()):
        return None, say("chưa có số liệu nào; hãy duyệt theo đơn vị hoặc loại: --unit {unit}", unit=edition.unit.id)
    if state.lacks_words and not is_named and not own & set(kinds or ()):
        return None, say(
            "thiếu nội dung của đề mục bắt buộc; hãy duyệt theo đơn vị hoặc loại: --unit {unit}", unit=edition.unit.id
        )
    last = ledger.decisions(name)[-1:]
    if not is_named and last and last[0].act == "withdraw" and last[0].content_hash == revision.content_hash:
        return None, say(
            "{by} đã thu hồi ({note}); hãy duyệt theo đơn vị: --unit {unit}",
            by=last[0].by,
            note=last[0].note,
            unit=edition.unit.id,
        )
    return revision, ""


def _own_kinds(edition: Edition) -> set[str]:
    """What names an edition by itself, in its language and in any."""
    return {edition.name, edition.name.removesuffix(f".{edition.lang}")}


def _asked(pack: Pack, units: Collection[Unit] | None, kinds: Collection[str] | None) -> list[EditionState]:
    """The editions that units and kinds mean; each of those must be in the pack.

    Checked before the first decision: a slip of the pen in one of several leaves nothing half done.
    """
    editions = [state.edition for state in pack.editions]
    known_units = {edition.unit.id for edition in editions}
    for unit in units or ():
        if unit.id not in known_units:
            there = near_or_all((), sorted(known_units))
            raise ConfigError(say("{pack} không có bản của {unit}; {hint}", pack=pack.name, unit=unit.id, hint=there))
    known_kinds = {kind for edition in editions for kind in (edition.kind, *_own_kinds(edition))}
    for kind in kinds or ():
        if kind not in known_kinds:
            there = near_or_all((), sorted(known_kinds))
            raise ConfigError(say("{pack} không có loại {kind}; {hint}", pack=pack.name, kind=quoted(kind), hint=there))
    found = [
        state
        for state in pack.editions
        if (units is None or state.edition.unit in units)
        and (kinds is None or {state.edition.kind, *_own_kinds(state.edition)} & set(kinds))
    ]
    if not found:
        raise ConfigError(say("{pack} không có bản nào vừa của các đơn vị ấy vừa thuộc các loại ấy", pack=pack.name))
    return found


def _said(option: str, text: str, *, may_be_empty: bool = False) -> str:
    """A text that a person gave, on one line: it is printed in pages, mails and terminals."""
    said = text.strip()
    if not said and not may_be_empty:
        raise ConfigError(say("{option} để trống; quyết định được ghi nhớ kèm nó", option=option))
    if not said.isprintable():
        raise ConfigError(
            say("{option} {text} phải là một dòng, không có ký tự điều khiển", option=option, text=quoted(text))
        )
    if len(said) > LONGEST:
        raise ConfigError(
            say("{option} có {count} chữ; chỉ lưu nhiều nhất {most}", option=option, count=len(said), most=LONGEST)
        )
    return said
