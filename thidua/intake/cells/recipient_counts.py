"""What the recipient's cell of a decision says: one name, how many of which kind, or what cannot be counted.

Whether a text names one recipient or several belongs to ``recipient_names``; whose the name is to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

from thidua.intake.cells.ditto_marks import is_ditto
from thidua.intake.cells.numbers import read_count
from thidua.intake.cells.recipient_names import names_several, without_number
from thidua.intake.cells.values import Reason, Refused
from thidua.intake.text.repair import repair_text
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.name_words import noun_at
from thidua.registry import fold
from thidua.registry.territory import per_territory


class Counted(NamedTuple):
    """So many recipients of one kind; the kind is empty where the words do not say it ("12 lượt")."""

    number: int
    kind: str


Recipients: TypeAlias = str | tuple[Counted, ...] | Refused

MESSAGES: Final[Mapping[Reason, str]] = {
    "several": "V02-several",
    "range": "V02-range",
    "no-name": "V02-no-name",
    "ambiguous": "V04-ambiguous",
    "fraction": "V04-fraction",
    "too-large": "V04-too-large",
    "not-a-count": "V04-not-a-count",
}
"""The message of the catalogue for each reason of a refusal."""

# Nearly every cell holds a plain name, which two searches dismiss. The first begins with a set, which is fast: a sign
# or figure, or a space before a word that joins or points elsewhere, or before the first of two Văn or Thị.
_MIDDLE = "[vV]ăn|[tT]hị|VĂN|THỊ"
_MARKED = re.compile(
    r"[\x00-&(-@\[-`{-\xbføØ\u0300-\u036f\u2000-\u206f\u3000](?:(?<! )| "
    rf"|(?:[vV]à|VÀ|[cC]ùng|[kK]hác|[dD]anh|DS|ds|[pP]hụ lục|[tT]rích ngang) |(?:{_MIDDLE}) .* (?:{_MIDDLE}) )"
)
_OPENING = re.compile(
    r"(?:các|những|nhiều|một số|như|theo|có|xem|kèm|danh sách|ds|trích|phụ lục|nt)\b"
    r"|(?:tập thể|cá nhân|hộ|hộ gia đình|gia đình|tt|cn|hgđ)(?:$| và)",
    re.IGNORECASE,
)
_NUMBER = r"[0-9]+(?:[., ][0-9]+)*"
_COUNT_FIRST = re.compile(rf"({_NUMBER})\s*")
_KIND = "tập thể|cá nhân|hộ gia đình|hộ|tt|cn|hgđ"
_KIND_FIRST = re.compile(
    rf"(?:({_KIND})\s*[:(-]\s*({_NUMBER})(?:\s*(?:{_KIND}|người))?\s*\)?|(tập thể|cá nhân)\s+({_NUMBER}))"
    r"(?=\s*(?:[;,+]|và\b|$))"
)
_INTRODUCED = re.compile(r"(?:(?:gồm(?: có)?|tổng số|tổng cộng|tổng|cộng)\s*:?\s*)?")
_LIST = r"(?:danh sách|ds|phụ lục|trích ngang)\b"
# What may stand behind a counted noun: a remark in brackets, where the list is, and in small letters whose they are.
_REMARK = r"\((?:[^()0-9]*|(?:trong đó\s*:?\s*)?[0-9]+ (?:nữ|nam))\)"
_BEHIND = re.compile(
    rf"(?:\s*{_REMARK}|\s*[,(]?\s*(?i:có|theo|kèm|xem)?\s*(?i:{_LIST})[^0-9]*"
    r"|\s+(?!và\b|cùng\b)[^\W\dA-ZĐ_](?:(?!\s(?:và|cùng|khác)\b)[^0-9;,+():])*)*"
)
_JOIN = re.compile(r"\s*(?:[;,+]|và\b|cùng\b)?\s*")
_PLACE = r"(?:(?:số thứ tự|thứ tự|số|stt|dòng|hàng|tt)\s*:?\s*)?"
_TO = r"\s*(?:-+>?|→|÷|~|…|\.{2,}|đến|tới)\s*(?:hết\s+)?"
_RANGE = re.compile(rf"(?:từ\s+)?{_PLACE}[0-9]{{1,6}}{_TO}{_PLACE}[0-9]{{1,6}}(?:\s+\D*)?")
_POINTS_ELSEWHERE = re.compile(
    rf"\W*(?:(?:có|theo|kèm theo|kèm|đính kèm|xem|như|trong|tại)\s+)*(?:{_LIST}.*|kèm theo\W*|như trên\W*)"
)
_SORTS_TOGETHER = re.compile(
    r"(?:các )?(?:tập thể|cá nhân|hộ gia đình)(?:,| và|,? và các|/)\s*(?:các )?(?:tập thể|cá nhân|hộ gia đình)\b"
)
_COUNT_LAST = re.compile(r"\D*[^\W\d]\s*(?::|\s[-–]\s|, (?:gồm|tổng số))\s*([0-9]{1,5})\s*")
"""People or bodies with their number behind them: "Giáo viên Trường THCS Hà Hiệu: 08", "Cán bộ xã A - 05 người"."""
_HAS_LIST = re.compile(rf"\b(?:có|theo|kèm|xem)\s+(?:theo\s+)?{_LIST}|\b{_LIST}\s+(?:kèm|đính)")
_SORT = "tập thể|cá nhân|hộ gia đình|hộ|đơn vị|người|đồng chí"
_NOBODY = re.compile(rf"(?:các|những|nhiều|một số)\s+(?:{_SORT})\b.*|(?:{_SORT})(?:(?:,| và|/| hoặc)\s*(?:{_SORT}))*")
_LONGEST_TEXT = 300


def marked_recipients(texts: Iterable[str]) -> list[str]:
    """Those of the cells that are no plain single name at first sight; the others need no reading.

    Examples
    --------
    >>> marked_recipients(["Nông Văn An", "521 cá nhân", "Trường THCS Hà Hiệu"])
    ['521 cá nhân']
    """
    return [text for text in texts if _MARKED.search(text) is not None or _OPENING.match(text) is not None]


@per_territory(maxsize=65536)
def read_recipients(cell: str) -> Recipients:
    """Read a recipient's cell: one name, or how many recipients of which kind.

    Parameters
    ----------
    cell
        The text as sent, with its line breaks, and not blank.

    Returns
    -------
    str | tuple of Counted | Refused
        A name, on one line, means one recipient. Refused "several" (two names, or a name and "11 người khác"),
        "range" ("1-12"), "no-name" ("12", "Có danh sách kèm theo", "Các cá nhân"), or a count that ``read_count``
        refuses.

    Examples
    --------
    >>> read_recipients("05 tập thể, 12 cá nhân")
    (Counted(number=5, kind='collective'), Counted(number=12, kind='individual'))
    >>> read_recipients("Nguyễn Văn An, Hoàng Thị Bích"), read_recipients("Nguyễn Văn An, Hiệu trưởng")
    (Refused(reason='several'), 'Nguyễn Văn An, Hiệu trưởng')
    """
    if _MARKED.search(cell) is None and _OPENING.match(cell) is None:
        return cell
    if len(cell) > _LONGEST_TEXT:
        return Refused("several")
    lines = [repair_text(line).text for line in re.split(r"[\n\r\v\f]+|(?<=\S) {3,}(?=\S)", cell)]
    lines = [line for line in lines if line]
    text = " ".join(lines)
    key = fold(text)
    if _RANGE.fullmatch(key):
        return Refused("range")
    counts = _counts(lines)
    if counts is not None:
        return counts
    is_nobody = is_ditto(text) or _POINTS_ELSEWHERE.fullmatch(key) or _NOBODY.fullmatch(key) or kind_meant(text)
    name = without_number(text)
    if is_nobody or not name[:1].isalpha() or not any(map(str.isalpha, name)):
        return Refused("no-name")
    if _SORTS_TOGETHER.match(key) or _is_counted_last(key):
        return Refused("several")
    return Refused("several") if _HAS_LIST.search(key) or names_several(text, lines) else name


def _is_counted_last(key: str) -> bool:
    """Whether a number of recipients stands behind what they are."""
    found = _COUNT_LAST.match(key)
    if found is None:
        return False
    noun = noun_at(key, found.end())
    if noun is not None:
        return noun[0] == len(key)
    return found.end() == len(key) and key[: found.start(1)].rstrip().endswith(":")


def _counts(lines: list[str]) -> tuple[Counted, ...] | Refused | None:
    """The numbers of recipients that a cell says; None where it begins with none."""
    text = "; ".join(line.lstrip("-+•●*· ") for line in lines)
    key = fold(text)
    # Small letters tell what goes on about the counted ones from a name; the places must be the same.
    text = text if len(text) == len(key) else key
    found: list[Counted] = []
    introduced = _INTRODUCED.match(key)
    at = introduced.end() if introduced else 0
    while at < len(key):
        item = _counted_at(key, at)
        if isinstance(item, Refused):
            return item
        if item is None:
            return Refused("several") if found else None
        counted, at = item
        found.append(counted)
        for pattern, where in ((_BEHIND, text), (_JOIN, key)):
            behind = pattern.match(where, at)
            at = behind.end() if behind else at
    return tuple(found) or None


def _counted_at(key: str, at: int) -> tuple[Counted, int] | Refused | None:
    """One number and its noun, in either order, and where they end."""
    if kind_first := _KIND_FIRST.match(key, at):
        number, end = kind_first[2] or kind_first[4], kind_first.end()
        kind = kind_meant(kind_first[1] or kind_first[3]) or ""
    elif count_first := _COUNT_FIRST.match(key, at):
        noun = noun_at(key, count_first.end())
        if noun is None:
            return None
        number, (end, kind) = count_first[1], noun
    else:
        return None
    count = read_count(number)
    if isinstance(count, Refused):
        return count
    return (Counted(count, kind), end) if isinstance(count, int) else None
