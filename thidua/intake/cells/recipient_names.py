"""Whether the words of a recipient's cell name one recipient or several.

Counts instead of names belong to ``recipient_counts``, what a few words are to ``thidua.intake.words.name_words``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from thidua.intake.words.kind_words import kind_of_name
from thidua.intake.words.name_words import (
    Words,
    begins,
    family_names,
    is_branch,
    is_person,
    size_of_body,
    words_kind,
)
from thidua.registry import fold

_ENUMERATED = re.compile(r"(?:\(?[0-9]{1,3}[.)/]|\([a-z]\)|[a-z]\)|[-+•●*·])\s*(?=\S)", re.IGNORECASE)
_INSIDE = re.compile(r"(?:^|\s)(?:[0-9]{1,2}[.)]|\([0-9]{1,2}\))\s*(?=[^\W\d])")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SOMEBODY = "cá nhân|người|đồng chí|đ/c|hộ|tập thể|thành viên|cộng sự|tác giả|bạn|em|học sinh"
_AND_COUNTED = re.compile(rf"(?:\bvà|\bcùng(?: với)?|[+,;])\s+(?:[0-9]+\s+(?:{_SOMEBODY})\b)")
_AND_MORE = re.compile(
    rf"\b(?:và|cùng(?: với)?)\s+(?:các|những|nhóm|một số|nhiều)\s+(?:{_SOMEBODY})\b"
    r"|\bcộng sự\b|\bv\.?v\b|\bkhác$|(?:…|\.\.\.)$"
)
_SCHOOL = "phổ thông|pt|ptdtbt|ptdtnt|dân tộc|bán trú|nội trú|tiểu học|th|thcs|thpt|trung học|cơ sở|mầm non|mn|mẫu giáo"
_LEVEL_OF_SCHOOL = re.compile(rf"trường(?: (?:{_SCHOOL}))+")
_OF_A_DISTRICT = re.compile(r"(?!.*\b(?:bệnh viện|trường|trung tâm|công ty|ubnd)\b).* (?:huyện|thành phố|tỉnh) .*")
_JOINED_BODIES = ("ubnd", "hđnd", "thanh tra", "chính quyền")
# Parts of one body in one name: Tài chính - Kế hoạch; of one person: position, workplace, address.
_SIGNS = " -–—,;/+&."
_FAMILY = ("gia đình", "vợ", "chồng", "vợ con", "các con")
_OF_A_PERSON = frozenset({"position", "place", "lower", "unit", "people"})
_OF_A_BODY = frozenset({"people", "place", "lower", "sector", "position"})


def names_several(text: str, lines: Sequence[str] = ()) -> bool:
    """Say whether a cell names more than one recipient, or may do so.

    Parameters
    ----------
    text
        The repaired text of the cell, on one line.
    lines
        Its repaired lines, where it has more than one.

    Returns
    -------
    bool
        False only where one recipient is certain: a name on two lines, with a position, a workplace or an address;
        a body whose name has "và", a comma or a hyphen; a couple of one household.
    """
    folded = fold(text)
    if len(lines) > 1 and _are_several_lines(lines):
        return True
    if len(_INSIDE.findall(text)) > 1 or _AND_COUNTED.search(folded):
        return True
    bare = _BRACKETS.sub("", text).strip()
    if any(map(_are_glued, lines or [bare])) or (_AND_MORE.search(folded) and kind_of_name(text) != "collective"):
        return True
    return any(_are_split(bare, pattern, joins) for pattern, joins in _SEPARATORS)


def without_number(text: str) -> str:
    """A name without the number of a list before it: "1. Nguyễn Văn A"."""
    return _ENUMERATED.sub("", text, count=1) if _ENUMERATED.match(text) else text


def _are_several_lines(lines: Sequence[str]) -> bool:
    """Whether the lines of a cell are recipients of their own, and not one name that was too long for its line."""
    numbered = [_ENUMERATED.match(line) is not None for line in lines]
    if numbered[0] and any(numbered[1:]):
        return True
    bare = [without_number(line).strip(" ,;") for line in lines]
    first = words_kind(bare[0])
    for line in bare[1:]:
        kind = words_kind(line)
        if first in ("person", "household"):
            if kind in ("person", "household") or (kind == "unknown" and _is_like_a_name(line)):
                return True
        elif kind == "collective":
            if size_of_body(fold(line)) == size_of_body(fold(bare[0])):
                return True
        elif is_person(line) and first not in ("collective", "unknown", "sector"):
            return True
    return False


def _is_like_a_name(line: str) -> bool:
    """At least three words with capitals: more than the rest of a name that began on the line above."""
    words = line.split()
    return len(words) >= 3 and all(word[:1].isupper() for word in words)


def _are_glued(text: str) -> bool:
    """Whether a second person begins inside: "Nguyễn Văn An Trần Thị Bình"."""
    words = fold(re.split("[-,;(–]", text, maxsplit=1)[0]).split()
    if len(words) < 5 or words[0] not in family_names() or kind_of_name(text) in ("collective", "household"):
        return False
    middles = [place for place, word in enumerate(words[:-1]) if word in ("văn", "thị")]
    return any(later - place > 2 for place, later in pairwise(middles))


def _are_split(text: str, pattern: re.Pattern[str], joins: Callable[[str, str], bool]) -> bool:
    """Whether two parts of a text, cut at one kind of sign, are two recipients."""
    cuts = list(pattern.finditer(text))
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    for cut, end in zip(cuts, ends, strict=False):
        before, part = text[: cut.start()].strip(_SIGNS), text[cut.end() : end].strip(_SIGNS)
        if before and part and not joins(before, part):
            return True
    return False


def _joins_after_semicolon(before: str, part: str) -> bool:
    """A semicolon parts recipients, unless a position or an address follows."""
    return words_kind(part) in ("position", "place", "lower")


def _joins_after_comma(before: str, part: str) -> bool:
    first, kind = _first(before, ","), words_kind(part)
    if kind in ("person", "household"):
        return False
    if first in ("person", "position"):
        return kind in _OF_A_PERSON | {"collective", "sector"}
    if first == "household":
        return kind in ("place", "lower", "position", "unit")
    return _contains(before, part) or (kind in _OF_A_BODY and not _repeats_place(before, part))


def _joins_after_and(before: str, part: str) -> bool:
    first, kind = words_kind(before), words_kind(part)
    if first in ("person", "position"):
        return kind in ("lower", "people", "sector", "position") or fold(part).startswith(_FAMILY)
    if first == "household":
        return kind != "household" and kind != "collective"
    if kind in ("person", "household", "unit") or _repeats_place(before, part):
        return False
    return kind != "collective" or _is_one_name(before, part)


def _joins_after_hyphen(before: str, part: str) -> bool:
    first, kind = _first(before, "-"), words_kind(part)
    if kind in ("person", "household"):
        return False
    if first in ("person", "position"):
        return kind != "unknown" or not 2 <= len(part.split()) <= 4 or not _is_title(part)
    if kind == "unit" or _repeats_place(before, part):
        return False
    return kind != "collective" or fold(before).split()[0] != fold(part).split()[0]


def _joins_after_slash(before: str, part: str) -> bool:
    both = {words_kind(before), words_kind(part)}
    return not (both <= {"person", "household"} or both == {"collective"})


_SEPARATORS: tuple[tuple[re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (re.compile(r"[;|]|\s\+\s"), _joins_after_semicolon),
    (re.compile(r",(?!\d)"), _joins_after_comma),
    (re.compile(r"\s(?:và|VÀ|Và|&)\s"), _joins_after_and),
    (re.compile(r"\s[-–—]\s*|\s*[-–—]\s"), _joins_after_hyphen),
    (re.compile(r"(?<![Đđ])/(?!\d)"), _joins_after_slash),
)


def _first(before: str, sign: str) -> Words:
    return words_kind(before.split(sign, 1)[0].strip())


def _is_title(part: str) -> bool:
    return all(word[:1].isupper() for word in part.split())


def _repeats_place(before: str, part: str) -> bool:
    """Xã A, xã B: two of one sort stand beside one another; xã A, huyện B is one address."""
    sort = begins(fold(part), "place")
    return bool(sort) and re.search(rf"(?:^|\s){re.escape(sort)}[\s.]", fold(before)) is not None


def _contains(before: str, part: str) -> bool:
    """Tổ Toán, Trường A: a small body and the larger one above it; Trường A, Trường B are two."""
    small, large = fold(before), fold(part)
    (size, kind), (above, word) = size_of_body(small), size_of_body(large)
    if is_branch(small) and not is_branch(large):
        # Khoa Nội, Khoa Nhi Bệnh viện A are two; Tổ Hành chính, Tổ quản lý ngân sách huyện A is one.
        return word != kind if above != size else _OF_A_DISTRICT.fullmatch(large) is not None
    return 0 <= size < above and re.search(rf"(?:^|\s){re.escape(word)}\s", small) is None


def _is_one_name(before: str, part: str) -> bool:
    """Trường Tiểu học và THCS A, Văn phòng HĐND và UBND: two bodies named as one."""
    key = fold(before)
    return _LEVEL_OF_SCHOOL.fullmatch(key) is not None or (
        key.split()[0] in ("văn", "vp", "phòng", "đội", "ban", "trung") and fold(part).startswith(_JOINED_BODIES)
    )
