"""Directing documents: which were issued in the period, of what kind, with number and day, and on what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pandas as pd

from thidua.intake.words.register_words import register_words
from thidua.present.chapter import Chapter
from thidua.present.known import Known
from thidua.present.language import language, tr, tr_count
from thidua.present.letters import printable
from thidua.present.markdown import Block
from thidua.present.members import members_words
from thidua.present.numbers import MISSING, write_count, write_date
from thidua.present.part import Part, Prose, plain
from thidua.present.registers import member_register
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import lower_first, no_figures, unit_name, upper_first
from thidua.registry import Period, fold, get_unit

NAMED = 5
"""So many documents of the unit are named; of more, those of the highest kinds, and all of them in a table."""

_RANKS = (
    *("resolution", "directive", "decision", "programme", "plan", "guidance", "project", "scheme", "conclusion"),
    *("regulation", "rule", "telegram", "notice", "letter", "submission", "report", ""),
)
"""Kinds of documents in the order in which they are told: what sets rules before what asks and tells."""


@dataclass(frozen=True)
class Directive:
    """One directing document; ``number`` and ``issuer`` are empty where the list does not say them."""

    unit: str
    number: str
    kind: str
    issued_on: date
    about: str
    issuer: str
    place: tuple[str, str, str]
    """File, sheet and cell in which it stands."""


@dataclass(frozen=True)
class Directives:
    """The documents of a report: those of its unit, those of the members that sent a list, and how many stand outside.

    ``outside`` are dated on no day of the period and are not counted.
    """

    own: tuple[Directive, ...]
    of_members: tuple[Directive, ...]
    senders: int
    outside: int


def measure(report: Known) -> Directives:
    """The documents that the lists name, each once, the highest kinds first and each kind by its days."""
    rows = _rows(report)
    first, last = report.period.first_day(report.basis), report.period.last_day(report.basis)
    days = rows["issued_on"].dt.date
    inside = days.map(lambda day: not pd.isna(day) and first <= day <= last).astype(bool)
    found = list(dict.fromkeys(_directive(row) for _, row in rows[inside].iterrows()))
    found = sorted({_key(one): one for one in reversed(found)}.values(), key=_order)
    members = [one.id for one in report.members if one != report.unit]
    return Directives(
        tuple(one for one in found if one.unit == report.unit.id),
        tuple(one for member in members for one in found if one.unit == member),
        len(set(members) & set(rows["unit"])),
        int((~inside).sum()),
    )


def _rows(report: Known) -> pd.DataFrame:
    """The lists of the period; of a year for which a unit sent none, those of both its halves together."""
    found = member_register(report, "directives")
    if report.period.kind != "year":
        return found
    halves = [member_register(report, "directives", Period("half", report.period.year, half)) for half in (1, 2)]
    both = set(halves[0]["unit"]) & set(halves[1]["unit"]) - set(found["unit"])
    parts = [found, *(half[half["unit"].isin(both)] for half in halves)]
    return pd.concat([part for part in parts if not part.empty] or [found], ignore_index=True)


def _directive(row: pd.Series) -> Directive:
    day: date = row["issued_on"].date()
    place = (row["file"], row["sheet"], row["cell"])
    return Directive(row["unit"], row["document_no"], row["kind"], day, row["about"], row["issuer"], place)


def _key(one: Directive) -> tuple[object, ...]:
    """What two lines of one document share: the list of a later half may name what the earlier one did."""
    return (one.unit, one.number.lstrip("0").upper() or one.place, one.issued_on)


def _order(one: Directive) -> tuple[object, ...]:
    return (_RANKS.index(one.kind), one.issued_on, one.number)


def finding(report: Known, directives: Directives) -> Part:
    """How many documents the unit issued, those of the highest kinds by number and day; how many its members did."""
    name = "directives_finding"
    if not directives.own and not directives.of_members:
        return no_figures(name, report, tr("văn bản chỉ đạo"))
    told = _own_words(name, directives.own)
    of_members = _members_sentence(report, directives)
    return replace(told, blocks=(*told.blocks, *plain(name, of_members).blocks)) if of_members else told


def _own_words(name: str, own: Sequence[Directive]) -> Prose:
    """One document in a sentence, several below it, one a line."""
    if not own:
        return Prose(name, ())
    number = write_count(len(own))
    sentence = tr_count("Trong kỳ ban hành {number} văn bản chỉ đạo", len(own), number=number)
    if len(own) == 1:
        return plain(name, f"{sentence}: {document_words(own[0])}.")
    if len(own) > NAMED:
        sentence = tr("{sentence}, gồm {kinds}; trong đó có", sentence=sentence, kinds=_kinds(own))
    listed = plain(name, f"{sentence}:")
    shown = own[:NAMED]
    ends = [*([";"] * (len(shown) - 1)), "."]
    items: list[list[Block]] = [
        list(plain(name, f"{upper_first(document_words(one))}{end}").blocks)
        for one, end in zip(shown, ends, strict=True)
    ]
    return replace(listed, blocks=(*listed.blocks, {"block": "list", "markers": ["-"] * len(items), "items": items}))


def _kinds(found: Sequence[Directive]) -> str:
    """The kinds of documents with how many there are of each: "01 chỉ thị, 04 kế hoạch"."""
    counts = Counter(one.kind for one in found)
    kinds = (kind for kind in _RANKS if counts[kind])
    return ", ".join(f"{write_count(counts[kind])} {kind_name(kind, counts[kind])}" for kind in kinds)


def document_words(one: Directive) -> str:
    """A document as it is quoted: "Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND huyện về tổ chức …"."""
    words = {
        "kind": upper_first(kind_name(one.kind)),
        "number": one.number or MISSING,
        "day": write_date(one.issued_on),
    }
    told = tr("{kind} số {number} ngày {day}", **words)
    if one.issuer:
        told = tr("{document} của {issuer}", document=told, issuer=printable(one.issuer))
    # A title stays Vietnamese in every report; only there it goes on in a sentence.
    is_own = language() == "vi"
    about = about_words(one.about, one.kind) if is_own else printable(one.about, limit=400)
    return tr("{document} {about}", document=told, about=about)


def about_words(about: str, kind: str) -> str:
    """What a document is about, as it follows its number.

    Examples
    --------
    >>> about_words("V/v phát động thi đua", "letter"), about_words("Kế hoạch tổ chức thi đua năm 2023", "plan")
    ('về việc phát động thi đua', 'về tổ chức thi đua năm 2023')
    >>> about_words("Bắc Kạn chung sức xây dựng nông thôn mới", "plan")
    'về Bắc Kạn chung sức xây dựng nông thôn mới'
    """
    text = printable(about, limit=400).strip(" .;")
    # The kind stands before the number already.
    text = next((text[len(word) + 1 :] for word in _kind_words(kind) if fold(text).startswith(f"{word} ")), text)
    if letter := re.match(r"(?:v/v|về việc)\s+", text, flags=re.IGNORECASE):
        return f"về việc {_begun(text[letter.end() :])}"
    return f"về {_begun(re.sub(r'^về ', '', text, flags=re.IGNORECASE))}"


@cache
def _kind_words(kind: str) -> tuple[str, ...]:
    """The words for a kind in lists of documents, folded."""
    return tuple(text for text, code in register_words("directives.kind").items() if code == kind)


def _begun(text: str) -> str:
    """A title inside a sentence: a name keeps its capital, as its second word has one too or it is no word."""
    first, _, rest = text.partition(" ")
    return lower_first(text) if first[1:].islower() and rest[:1].islower() else text


def kind_name(kind: str, number: int = 1) -> str:
    """What kind of document it is: "kế hoạch"."""
    names = {
        "resolution": tr_count("nghị quyết", number),
        "directive": tr_count("chỉ thị", number),
        "decision": tr_count("quyết định", number),
        "programme": lower_first(tr_count("Chương trình", number)),
        "plan": tr_count("kế hoạch", number),
        "guidance": tr_count("hướng dẫn", number),
        "notice": tr_count("thông báo", number),
        "letter": tr_count("công văn", number),
        "report": tr_count("báo cáo", number),
        "submission": tr_count("tờ trình", number),
        "project": tr_count("đề án", number),
        "scheme": tr_count("phương án", number),
        "conclusion": tr_count("kết luận", number),
        "regulation": tr_count("quy chế", number),
        "rule": tr_count("quy định", number),
        "telegram": tr_count("công điện", number),
    }
    return names.get(kind) or tr_count("văn bản", number)


def _members_sentence(report: Known, directives: Directives) -> str:
    """How many documents the members issued that sent a list; empty where none did, or there are none."""
    if not directives.senders or not directives.of_members:
        return ""
    words = {
        "known": write_count(directives.senders),
        "all": write_count(len(report.members)),
        "members": members_words(report, directives.senders),
        "documents": write_count(len(directives.of_members)),
    }
    if directives.senders == len(report.members):
        return tr_count("Các {members} ban hành {documents} văn bản chỉ đạo.", len(directives.of_members), **words)
    return tr_count(
        "{known}/{all} {members} có danh mục gửi về đã ban hành {documents} văn bản chỉ đạo.",
        len(directives.of_members),
        **words,
    )


def table(report: Known, directives: Directives) -> Table | None:
    """Every document with its number, day, kind, title and issuer; of several units each with whose it is."""
    found = (*directives.own, *directives.of_members)
    if not found:
        return None
    unit = (Column("unit", tr("Đơn vị"), "label"),) if directives.of_members else ()
    columns = (
        *unit,
        Column("document", tr("Số, ký hiệu"), "text" if unit else "label"),
        Column("issued_on", tr("Ngày ban hành"), "text"),
        Column("kind", tr("Loại văn bản"), "text"),
        Column("about", tr("Trích yếu"), "text"),
        Column("issuer", tr("Cơ quan ban hành"), "text"),
    )
    title = tr("Văn bản chỉ đạo, {period}", period=report.period_label)
    rows = tuple(_row(one, columns) for one in found)
    notes = tuple(_notes(directives))
    source, is_illustrative = source_words(report), report.is_illustrative
    return Table("directives", title, columns, rows, notes, source, is_illustrative, wide=True, dense=bool(unit))


def _row(one: Directive, columns: Sequence[Column]) -> Row:
    cells = {
        "unit": upper_first(unit_name(get_unit(one.unit))),
        "document": one.number or MISSING,
        "issued_on": write_date(one.issued_on),
        "kind": upper_first(kind_name(one.kind)),
        "about": printable(one.about, limit=400),
        "issuer": printable(one.issuer) or MISSING,
    }
    values = dict(zip(("file", "sheet", "cell"), one.place, strict=True))
    return Row({column.name: cells[column.name] for column in columns}, values=values)


def _notes(directives: Directives) -> list[str]:
    outside = directives.outside
    told = tr_count("Không tính {number} văn bản ghi ngày ngoài kỳ báo cáo.", outside, number=write_count(outside))
    return [told] if outside else []


class DirectivesChapter(Chapter[Directives], measure=measure, finding=finding, table=table):
    """The documents by which the work was directed: number, day, and what they are about."""
