"""What a few words of a recipient's cell are: a person's name, a body, a position, a place, or none that is known.

Family names are rows of ``tables/family_names.csv``, the other words of ``tables/recipient_words.csv``; how the parts
of one cell go together belongs to ``thidua.intake.cells.recipient_names``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from thidua.intake.words.kind_words import kind_of_name
from thidua.intake.words.tables_said import read_words
from thidua.registry import fold, unit_aliases, units
from thidua.registry.territory import per_territory

Words = Literal[
    "person", "household", "collective", "people", "position", "place", "sector", "unit", "lower", "unknown"
]

_HONORIFIC = re.compile(
    r"(?:ông|bà|anh|chị|em|cháu|thầy|cô|thầy giáo|cô giáo|đồng chí|đ/c|đc|bác sĩ|bs\.?|ths\.?|ts\.?|nghệ nhân)[\s.:]+"
)
_LETTERS = re.compile(r"(?:[^\W\d_]|[ '’])+")
_WHERE = re.compile(r" (?:tỉnh|huyện|thành phố|thị xã|xã(?! hội)|phường|thị trấn|tp)\b.*")
_MIDDLE = ("văn", "thị")
_MOST_WORDS = 6


@per_territory(maxsize=16384)
def is_person(text: str) -> bool:
    """Say whether the text is the whole name of one person, for certain.

    Returns
    -------
    bool
        A family name of the region before one to five words with capitals ("Ma Thị Hà"), or any before Văn or Thị,
        or an honorific before a name. "Hoàng Thị" is no whole name; "Trường Sa" is none at all.

    Examples
    --------
    >>> is_person("Nguyễn Văn An"), is_person("bà Bích"), is_person("Hoàng Thị"), is_person("Hà Hiệu trưởng")
    (True, True, False, False)
    """
    folded = fold(text)
    found = _HONORIFIC.match(folded)
    bare = text[-len(folded[found.end() :]) :] if found and len(folded) > found.end() else text
    words, keys = bare.split(), fold(bare).split()
    if len(words) != len(keys) or not 1 <= len(words) <= _MOST_WORDS or not _LETTERS.fullmatch(bare):
        return False
    are_capital = all(word[:1].isupper() for word in words)
    if len(words) == 1:
        return found is not None and are_capital
    if keys[-1] in _MIDDLE or (found is None and kind_of_name(text) in ("collective", "household")):
        return False
    if len(words) > 2 and keys[1] in _MIDDLE and (words[-1][:1].isupper() or keys[0] in family_names()):
        return True
    return are_capital and (found is not None or keys[0] in family_names())


@cache
def family_names() -> frozenset[str]:
    """The family names of the region, folded."""
    return frozenset(fold(row["text"]) for row in read_words("family_names"))


@per_territory(maxsize=16384)
def words_kind(text: str) -> Words:
    """What a part of a recipient's cell is, judged by its first words.

    Examples
    --------
    >>> [words_kind(part) for part in ("Trần Thị B", "Hiệu trưởng", "Trạm Y tế xã A", "xã A", "cán bộ xã A", "Kpă")]
    ['person', 'position', 'collective', 'place', 'people', 'unknown']
    """
    key = fold(text)
    if is_person(text):
        return "person"
    if text[:1].islower() and begins(key, "people"):
        return "people"
    if begins(key, "position"):
        return "position"
    if begins(key, "place"):
        return "place"
    kind = kind_of_name(text)
    if kind == "household":
        return "household"
    if kind == "collective":
        return "people" if begins(key, "people") else "collective"
    if kind == "individual":
        return "person"
    if begins(key, "people"):
        return "people"
    if is_sector(key):
        return "sector"
    if key in _unit_names():
        return "unit"
    return "lower" if text[:1].islower() else "unknown"


def is_sector(key: str) -> bool:
    """Say whether a folded text only goes on with the field of an agency: "thể thao và truyền thông huyện Ba Bể"."""
    bare = _WHERE.sub("", key)
    fields = re.split(r"(?:, | ?- ?)(?:và )?| và ", bare)
    return bare in _whole("sector") or all(field in _whole("sector") for field in fields)


def size_of_body(key: str) -> tuple[int, str]:
    """How large the body is with which a folded text begins, from 0 (a Tổ) to 3 (a UBND) or -1, and its word.

    Examples
    --------
    >>> size_of_body("tổ toán"), size_of_body("trường thcs hà hiệu"), size_of_body("nguyễn văn an")
    ((0, 'tổ'), (2, 'trường'), (-1, ''))
    """
    found = max(
        ((len(word), size, word) for size in range(4) if (word := begins(key, f"body{size}"))), default=(0, -1, "")
    )
    return found[1:]


def is_branch(key: str) -> bool:
    """Say whether a folded text begins with a part that stands below some body: "tổ hành chính", "khoa ngoại …"."""
    _, word = size_of_body(key)
    return bool(word) and bool(begins(key.removeprefix(word).strip(), "branch"))


def begins(key: str, part: str) -> str:
    """The longest word of a part of the table with which a folded text begins, or nothing."""
    words = _by_first(part).get(key.split(" ", 1)[0].rstrip(".,:"), ())
    return next((word for word in words if key == word or key.startswith((f"{word} ", f"{word}.", f"{word}:"))), "")


@cache
def _by_first(part: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a part by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(_whole(part), key=len, reverse=True):
        found.setdefault(word.split(" ", 1)[0].rstrip(","), []).append(word)
    return {first: tuple(words) for first, words in found.items()}


@cache
def _whole(part: str) -> Mapping[str, str]:
    rows = [row for row in read_words("recipient_words") if row["part"] == part]
    return {fold(row["text"]).rstrip("."): row["kind"] for row in rows}


def noun_at(key: str, start: int) -> tuple[int, str] | None:
    """Where the noun that stands behind a number ends, and the recipient kind it says; None where none stands.

    Parameters
    ----------
    key
        A folded text: "05 tập thể và cá nhân".
    start
        The place behind the number.

    Examples
    --------
    >>> noun_at("12 cá nhân (danh sách kèm theo)", 3), noun_at("12 tập thể và cá nhân", 3), noun_at("12 tháng", 3)
    ((10, 'individual'), (21, ''), None)
    """
    found = _nouns().match(key, start)
    return (found.end(), _whole("noun")[found[1]]) if found else None


@per_territory
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"(?:lượt )?({'|'.join(map(re.escape, sorted(_whole('noun'), key=len, reverse=True)))})(?!\w)")


@per_territory
def _unit_names() -> frozenset[str]:
    names = {fold(unit.short_name) for unit in units()}
    return frozenset(names | {fold(alias.text) for alias in unit_aliases()})
