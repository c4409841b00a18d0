"""Findings: what is wrong in a sender's file, at which cell, and what to write instead, in the sender's language.

Every sentence stands in ``tables/messages.toml``; how files are read and rows are checked belongs elsewhere.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from thidua.settings import Settings

Severity = Literal["error", "warning"]
SEVERITY_VI: Mapping[str, str] = {"error": "Lỗi", "warning": "Cảnh báo"}

REPAIRS_VI: Mapping[str, str] = {
    "spaces": "khoảng trắng lạ",
    "composed": "dấu rời",
    "lookalike": "chữ Đ lạ",
    "tcvn3": "bảng mã TCVN3",
    "vni": "bảng mã VNI",
    "decision": "số quyết định",
    "carried": "giá trị ghi một lần cho nhiều dòng",
    "heading": "lấy từ dòng tiêu đề nhóm",
    "left_out": "không tính",
    "unused": "cột không dùng đến",
    "joined": "cột đã ghép với cột bên trái",
}
"""What was put right or understood, by the kinds of a `Repair`."""

RESULT_SHEET = "Kết quả kiểm tra"
RESULT_TITLE = "KẾT QUẢ KIỂM TRA SỐ LIỆU THI ĐUA, KHEN THƯỞNG"
"""The sheet that an answer puts before the sender's own, and what its first cell says: it may come back unread."""


# fmt: off
OWN_WORDS = frozenset(
    {
        "after", "before", "cells", "choices", "count", "day", "days", "deadline", "earlier", "earlier_period",
        "encoding", "first_row", "gone", "kind", "last", "later", "layout", "limit", "listed", "maximum", "missing",
        "nearest", "needs", "new", "old", "percent", "period", "returned", "sender", "series", "shared", "stage",
        "stated", "sum", "today", "unit", "used", "weekday", "what", "whole", "why", "window", "year"
    }
)
# fmt: on
"""Words of a sentence that are always ours, never what somebody wrote in a cell."""

_WORD = re.compile("<([a-z_]+)>")
_QUOTED = re.compile('"<([a-z_]+)>"|<([a-z_]+)>')


class Message(Settings):
    """One sentence of the catalogue: how grave it is, what was found, and what to write instead.

    ``own`` are the words that are ours in this sentence beside `OWN_WORDS`; every other one may hold a sender's text.
    """

    severity: Severity
    text: str
    advice: str
    own: tuple[str, ...] = ()


@cache
def messages() -> Mapping[str, Message]:
    """The message catalogue by id ("V10-number"); the part before the hyphen is the rule."""
    text = resources.files("thidua.intake").joinpath("tables", "messages.toml").read_text(encoding="utf-8")
    return {name: Message.of(entry) for name, entry in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong at one place.

    Attributes
    ----------
    message
        Id in the catalogue: "V10-number".
    file, sheet, cell
        Where: file name below the inbox, sheet name, cell ("D17"); empty for a whole sheet or file.
    found
        What stands there, as text.
    words
        Further words of the sentence, as (name, value) pairs.
    """

    message: str
    file: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def rule(self) -> str:
        """The rule of the handbook: "V10", or "F01" for a file that cannot be read."""
        return self.message.partition("-")[0]

    @property
    def severity(self) -> Severity:
        """An error keeps the file from being counted; a warning asks somebody to look."""
        return messages()[self.message].severity

    @property
    def text(self) -> str:
        """What was found, one line in Vietnamese."""
        return self._filled(messages()[self.message].text)

    @property
    def text_without_quotes(self) -> str:
        """What was found, with no text of a cell: wherever people's names are none of the reader's business.

        A number, a day, and words of our own stay; who needs the rest looks into the cell.

        Examples
        --------
        >>> Finding("V11-repeated", "a.xlsx", "DS", "B7", "Nông Văn Thuỷ", (("first_row", "5"),)).text_without_quotes
        '(xem ô) đã có ở dòng 5 với cùng hình thức và số quyết định'
        """
        message, words = messages()[self.message], {"found": self.found, **dict(self.words)}
        unseen = "(xem ô)" if self.cell else "(xem tệp)"

        def told(word: re.Match[str]) -> str:
            name = word[1] or word[2]
            is_own = name in OWN_WORDS or name in message.own
            value = words.get(name, word[0])
            if not is_own and any(map(str.isalpha, value)):
                return unseen
            shown = one_line(value, limit=OWN_LIMIT if name in OWN_WORDS else LIMIT)
            return f'"{shown}"' if word[1] else shown

        return _QUOTED.sub(told, message.text)

    @property
    def advice(self) -> str:
        """What to write instead, one line in Vietnamese."""
        return self._filled(messages()[self.message].advice)

    @property
    def place(self) -> str:
        """Sheet and cell as a reader looks for them: 'trang "Khen thưởng", ô D17'."""
        sheet = f'trang "{self.sheet}"' if self.sheet else ""
        return ", ".join(part for part in (one_line(sheet), f"ô {self.cell}" if self.cell else "") if part)

    def _filled(self, sentence: str) -> str:
        # In one go: what a sender wrote may hold braces, or the name of another word.
        words = {"found": self.found, **dict(self.words)}

        def told(word: re.Match[str]) -> str:
            return one_line(words.get(word[1], word[0]), limit=OWN_LIMIT if word[1] in OWN_WORDS else LIMIT)

        return _WORD.sub(told, sentence)


LIMIT, OWN_LIMIT = 80, 160
"""Letters that a message shows of what a sender wrote, and of words of our own: names of departments are long."""


def one_line(text: str, *, limit: int = LIMIT) -> str:
    """A sender's text as one short line of printable, composed characters."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * limit]).split())
    shown = unicodedata.normalize("NFC", shown)
    return shown if len(shown) <= limit else shown[:limit].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Repair:
    """One text that was put right or understood: where, how it was sent, how it is read, and which repairs it took.

    Attributes
    ----------
    file, sheet, cell
        Where: a cell ("F9"), or the cells that share one value ("F10:F14").
    sent, read
        What stands there (empty where the sender left a cell blank), and what it is read as.
    kinds
        Keys of `REPAIRS_VI`.
    origin
        The cell that a carried value came from ("F9"); empty for a text that was put right where it stands.
    """

    file: str
    sheet: str
    cell: str
    sent: str
    read: str
    kinds: tuple[str, ...]
    origin: str = ""
