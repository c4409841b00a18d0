"""Reads one line of the list of directing documents: number and symbol, day, what it is about, who issued it.

What a cell says belongs to ``cells.documents``; how the lines of a register are found, to ``registers``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from thidua.intake.cells.days import read_day
from thidua.intake.cells.documents import DocumentNo, read_document
from thidua.intake.cells.values import Refused
from thidua.intake.layouts.lines import Line
from thidua.intake.words.tables_said import read_words
from thidua.registry import fold

if TYPE_CHECKING:
    from thidua.intake.layouts.registers import Register


def read_directive(register: Register, line: Line) -> tuple[Any, ...] | None:
    """One directing document; None for a line that is told and left out: one that repeats another, or an award."""
    at = "document" if "document" in register.table.columns else "document_and_day"
    number = _number(register, line, at)
    day = _day(register, line, number, at)
    about, text = register.text(line, "about"), number.text if number else ""
    kind = register.word(line, "kind", "directives") or kind_of(number, about)
    if kind in ("decision", "") and commends(about):
        register.find("V10-document-award", line, "about")
        return None
    issuer = register.text(line, "issuer")
    first = register.first_row((text.lstrip("0").upper(), fold(issuer), day), line)
    if text and first != line.number:
        register.find("V11-document", line, at, first_row=str(first))
        return None
    if number is not None:
        _tell_symbol(register, line, number, at)
    _tell_issuer(register, line, number, issuer)
    return text, kind, day, about, issuer, register.text(line, "note")


def kind_of(number: DocumentNo | None, about: str) -> str:
    """What kind of document it is: by its symbol, or by the word with which its title begins; a plain letter has none.

    Notes
    -----
    Source of the symbols: Decree 30/2020/NĐ-CP, Annex III.
    """
    rows = read_words("register_words")
    if number is not None:
        symbols = {fold(row["text"]): row["code"] for row in rows if row["list"] == "directives.symbol"}
        # 123/UBND-NV: an official letter has the office in the place of a symbol.
        return symbols.get(fold(number.symbol), "letter")
    words = ((fold(row["text"]), row["code"]) for row in rows if row["list"] == "directives.kind")
    return next((code for word, code in words if fold(about).startswith(f"{word} ")), "")


def commends(about: str) -> bool:
    """Whether a document gives an award, by the words with which it begins: it belongs in a list of decisions."""
    text = fold(about)
    for front in ("quyết định ", "v/v ", "về việc ", "về "):
        text = text.removeprefix(front)
    words = (fold(row["text"]) for row in read_words("register_words") if row["list"] == "directives.commends")
    return any(text.startswith(f"{word} ") for word in words)


def _number(register: Register, line: Line, at: str) -> DocumentNo | None:
    found = read_document(register.cell(line, at))
    if isinstance(found, DocumentNo):
        register.tell_repair(line, at, found.text)
        return found
    if not isinstance(found, Refused):
        register.find("V10-document-missing", line, at)
    elif found.reason == "no-symbol":
        register.find("V10-document-symbol", line, at)
    else:
        register.find("V10-document", line, at)
    return None


def _tell_symbol(register: Register, line: Line, number: DocumentNo, at: str) -> None:
    """A symbol that is no kind of document, nor the letters of an office that writes a plain letter."""
    rows = read_words("register_words")
    symbol = fold(number.symbol)
    is_kind = any(fold(row["text"]) == symbol for row in rows if row["list"] == "directives.symbol")
    offices = tuple(fold(row["text"].removesuffix("*")) for row in rows if row["list"] == "directives.letter")
    if not (is_kind or symbol.startswith(offices)):
        register.find("V10-document-kind", line, at, symbol=number.symbol)


def _tell_issuer(register: Register, line: Line, number: DocumentNo | None, issuer: str) -> None:
    """An issuer that is missing or unknown, or whose documents are not numbered as this one."""
    if "issuer" not in register.table.columns:
        return
    if not issuer:
        register.find("V10-document-issuer", line, "issuer")
        return
    side = office_side(issuer)
    if not side:
        register.find("V10-document-office", line, "issuer")
    elif number is not None and side == "state" and number.is_party:
        register.find("V10-document-party", line, "issuer", number=number.text, other="cơ quan Đảng")
    elif number is not None and side == "party" and number.text.endswith(("-UBND", "-HĐND")):
        register.find("V10-document-party", line, "issuer", number=number.text, other="cơ quan nhà nước")


def office_side(issuer: str) -> str:
    """Whose office it is by the words with which it begins: "state", "party", "any" (either), or "" of none known."""
    text = f"{fold(issuer)} "
    rows = [row for row in read_words("register_words") if row["list"] == "directives.office"]
    known = [(fold(row["text"]), row["code"]) for row in rows]
    fitting = [(word, code) for word, code in known if text.startswith((f"{word} ", f"{word},", f"{word}-"))]
    return max(fitting, key=lambda one: len(one[0]), default=("", ""))[1]


def _day(register: Register, line: Line, number: DocumentNo | None, at: str) -> date | None:
    """The day of the document, from its own cell or from that of its number; outside the period it is told."""
    beside = number.day if number else None
    where = "issued_on" if "issued_on" in register.table.columns else at
    found = read_day(register.cell(line, "issued_on"))
    if isinstance(found, Refused):
        register.find("V10-document-date", line, where)
        return None
    day = found if isinstance(found, date) else beside
    if day is None:
        register.find("V10-document-nodate", line, where)
    elif beside is not None and beside != day:
        register.find("V10-document-twodays", line, where, other=f"{beside:%d/%m/%Y}")
    elif day > register.as_of:
        register.find("V10-document-future", line, where, today=f"{register.as_of:%d/%m/%Y}")
    else:
        _tell_window(register, line, day, where)
    return day


def _tell_window(register: Register, line: Line, day: date, where: str) -> None:
    first, last = register.header.first_day, register.header.last_day
    if first and last and not first <= day <= last:
        register.find("V10-document-window", line, where, window=f"{first:%d/%m/%Y} – {last:%d/%m/%Y}")
