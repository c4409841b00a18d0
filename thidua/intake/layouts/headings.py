"""What headings mean: the field of a column by the texts above it, for every layout.

Position means nothing here: headings may be merged over one to four rows, columns stand in any order. Where a table
stands in a sheet belongs to ``tables``; which of two columns of one meaning counts, to ``twins``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from thidua.intake.files.workbook import Area, Cell
from thidua.intake.layout_names import Layout
from thidua.intake.text.repair import repair_text
from thidua.intake.words.tables_said import read_words
from thidua.registry import fold

Path = tuple[str, ...]
"""The texts above one column, from top to bottom."""

REQUIRED: Mapping[Layout, tuple[frozenset[str], ...]] = {
    "decision_list": (
        frozenset({"recipient"}),
        frozenset({"decision", "decided_on"}),
    ),
    "summary_return": (frozenset({"award"}), frozenset({"decided:collective"}), frozenset({"decided:individual"})),
    "registrations": (frozenset({"award"}), frozenset({"count"})),
    "movements": (frozenset({"name"}), frozenset({"mode", "launching_level"}), frozenset({"started_on", "awards"})),
    "indicators": (frozenset({"name"}), frozenset({"target"}), frozenset({"actual"})),
    "scores": (frozenset({"criterion"}), frozenset({"maximum"}), frozenset({"self_score", "cross_score"})),
    "models": (frozenset({"subject"}), frozenset({"stage"}), frozenset({"discovered_on", "replications"})),
    "directives": (
        frozenset({"about"}),
        frozenset({"document", "document_and_day"}),
        frozenset({"issued_on", "document_and_day"}),
    ),
}
"""What a table of each layout must have: one field of every set."""


@lru_cache(maxsize=8192)
def heading_key(text: str) -> str:
    """A heading as a key: repaired, folded, without numbering, footnote marks and format hints in brackets."""
    key = fold(repair_text(text).text)
    key = re.sub(r"\((?:(?:dd|mm|yyyy|đvt|đơn vị|nếu|ghi|đánh|x|có|1 = ).*?|\*+|[0-9])\)", "", key)
    return re.sub(r"\s*/\s*", "/", key).strip(" .:;*,")


@cache
def known_words() -> frozenset[str]:
    """Every heading, and every row of a heading of several rows, as a key."""
    whole = {heading_key(row["text"]) for row in (*read_words("headings"), *read_words("return_columns"))}
    parts = {part.strip() for row in read_words("headings") for part in row["text"].split(" / ")}
    return frozenset(whole | parts)


@cache
def heading_words() -> frozenset[str]:
    """Every row of a heading as it stands in the tables, in small letters."""
    texts = [row["text"] for row in (*read_words("headings"), *read_words("return_columns"))]
    return frozenset(part.strip().lower() for text in texts for part in (text, *text.split(" / ")))


@cache
def _fields(layout: str) -> Mapping[str, str]:
    return {
        _path_key(row["text"].split(" / ")): row["field"] for row in read_words("headings") if row["layout"] == layout
    }


@cache
def _return_words(part: str) -> Mapping[str, str]:
    return {heading_key(row["text"]): row["code"] for row in read_words("return_columns") if row["part"] == part}


def _path_key(parts: Sequence[str]) -> str:
    return " / ".join(heading_key(part) for part in parts)


def paths_of(block: Sequence[Sequence[Cell]], merged: Iterable[Area] = ()) -> list[Path]:
    """The texts above each column, from top to bottom; a merged heading reaches over the columns it stands above.

    Parameters
    ----------
    block
        The heading rows.
    merged
        Merged areas, their rows counted from 1 in the block. A row without any is read as people see it: a heading
        reaches over the columns to its right that have headings below and none beside it.
    """
    width = max(len(row) for row in block)
    grid = [[cell if isinstance(cell, str) else "" for cell in row] + [""] * (width - len(row)) for row in block]
    is_drawn = [False] * len(grid)
    for area in merged:
        if area.last_column > area.first_column:
            level = area.first_row - 1
            text = grid[level][area.first_column - 1]
            grid[level][area.first_column - 1 : min(area.last_column, width)] = [text] * (
                min(area.last_column, width) - area.first_column + 1
            )
            is_drawn[level] = is_drawn[level] or bool(text)
    for level in range(len(grid) - 1):
        for column in range(1, width):
            is_below = any(grid[lower][column] for lower in range(level + 1, len(grid)))
            if not grid[level][column] and is_below and not is_drawn[level] and not _starts_alone(grid, level, column):
                grid[level][column] = grid[level][column - 1]
    paths = []
    for column in range(width):
        parts: list[str] = []
        for row in grid:
            if row[column].strip() and (not parts or parts[-1] != row[column]):
                parts.append(row[column])
        paths.append(tuple(parts))
    return paths


def _starts_alone(grid: list[list[str]], level: int, column: int) -> bool:
    """Whether the column to the left has its heading to itself, so that nothing reaches over from it."""
    return not any(grid[lower][column - 1] for lower in range(level + 1, len(grid)))


def columns_of(layout: str, paths: Iterable[tuple[int, Path]]) -> dict[str, list[int]]:
    """The columns of each field that a layout has among these headings: more than one where headings mean the same.

    Parameters
    ----------
    layout
        A key of `REQUIRED`.
    paths
        Number of the column, from 0, and the texts above it.
    """
    columns: dict[str, list[int]] = {}
    for column, path in paths:
        if path and (field := field_of(layout, path)):
            columns.setdefault(field, []).append(column)
    if layout == "summary_return":
        columns = _of_return(columns)
    return columns


def is_complete(layout: Layout, columns: Mapping[str, object]) -> bool:
    """Whether these are the columns of a table of that layout."""
    return all(not columns.keys().isdisjoint(choice) for choice in REQUIRED[layout])


@lru_cache(maxsize=8192)
def field_of(layout: str, path: Path) -> str:
    """The field that a column means by the texts above it; empty if none is known."""
    if layout == "summary_return" and (of_return := _return_field(path)):
        return of_return
    fields = _fields(layout)
    # "Kết quả khen thưởng / Quyết định / Số": the lower rows say it, whatever stands above them.
    # "Thực hiện năm 2023" means what "Thực hiện" does.
    ways = [path[start:] for start in range(len(path))]
    short = len(path[-1]) <= LONGEST_HEADING
    if short and (bare := _PERIOD_TAIL.sub("", path[-1]).strip()) and bare != path[-1].strip():
        ways += [(*path[start:-1], bare) for start in range(len(path))]
    way, field = next(((way, found) for way in ways if (found := fields.get(_path_key(way)))), ((), ""))
    if len(way) == 1 < len(path) and heading_key(way[0]) in _OF_A_NAME and heading_key(path[-2]) not in _NAMES:
        # "Sáng kiến / Tên" is no name of a person.
        return ""
    return _PROPOSED.get(field, field) if len(way) == 1 and _is_proposal(path[:-1]) else field


_OF_A_NAME = ("họ", "tên")
_NAMES = ("họ và tên", "họ tên", "họ, tên")
_PROPOSED = {"decision": "proposal_no", "decided_on": "proposed_on", "award": "proposed_award"}
"""What a number, a day or a title means below "Tờ trình" or "Đề nghị": the act before the decision."""
_PERIOD_TAIL = re.compile(
    r"[\s,/(-]*(?:(?:cả |trong )?năm [0-9]{4}|[0-9]{1,2} tháng(?: (?:đầu|cuối))?(?: năm(?: [0-9]{4})?)?|[0-9]{4})"
    r"\)?\s*$",
    re.IGNORECASE,
)
"""The period at the end of a heading."""
LONGEST_HEADING = 120
"""Letters of a heading; a longer text is a paragraph, in which no period is looked for."""
_PLAIN = "?"
"""The group of a return's column that stands below no group: collectives and individuals alone."""


def _is_proposal(above: Sequence[str]) -> bool:
    words = _return_words("group")
    keys = [heading_key(part) for part in above]
    return any(words.get(key) == "proposed" or key.startswith("tờ trình") for key in keys)


def _of_return(columns: dict[str, list[int]]) -> dict[str, list[int]]:
    """The columns of a return; collectives and individuals below no group at all are those that were decided."""
    has_groups = any(":" in field and not field.startswith(_PLAIN) for field in columns)
    named: dict[str, list[int]] = {}
    for field, at in columns.items():
        group, mark, leaf = field.partition(":")
        if group != _PLAIN:
            named.setdefault(field, []).extend(at)
        elif not has_groups:
            named.setdefault(f"decided{mark}{leaf}", []).extend(at)
    if "award" in named and "number" in named:
        # TT is the row's number when it stands before the titles.
        left = [column for column in named["number"] if column < min(named["award"])]
        right = [column for column in named["number"] if column > min(named["award"])]
        named = {field: left if field == "number" else at for field, at in named.items() if field != "number" or left}
        if right and not has_groups | ("decided:collective" in named) and "decided:individual" in named:
            # Behind the titles, beside "CN", it abbreviates the collectives.
            named["decided:collective"] = right
    return named


def _return_field(path: Path) -> str:
    """A column of the annual annex: its group of columns and what it counts ("decided:collective")."""
    if len(path) > 1 and heading_key(path[-2]) in _return_words("leaf"):
        # "Cá nhân / Tổng số" counts as "Cá nhân" does, "Cá nhân / Trong đó: nữ" a part of it.
        if heading_key(path[-1]) in _WHOLE:
            return _return_field(path[:-1])
        if _OF_WHICH.match(heading_key(path[-1])):
            return "of_which"
    leaf = _return_words("leaf").get(heading_key(path[-1]))
    groups = [_return_words("group").get(heading_key(part)) for part in path[:-1]]
    if heading_key(path[-1]) in _WHOLE and all(group == "decided" for group in groups):
        return "sum"
    group = next((group for group in reversed(groups) if group), None)
    if leaf is None or (group is None and leaf not in ("collective", "individual", "household")):
        return ""
    if group is None and heading_key(path[-1]) in _NUMBER_WORDS:
        return "number" if len(path) == 1 else f"{_PLAIN}:{leaf}"
    return f"{group or _PLAIN}:{leaf}"


_WHOLE = ("tổng số", "tổng", "tổng cộng", "cộng")
"""How the column is headed that holds the sum of those beside it."""
_OF_WHICH = re.compile(r"(?:trong đó|nữ|nam|dân tộc|dtts|đảng viên|người dân tộc|nông dân|công nhân)\b")
_NUMBER_WORDS = ("tt",)
"""TT abbreviates both "thứ tự" and "tập thể"; below no heading it is the number."""


def kind_of_heading(text: str) -> str:
    """The kind of recipients that a heading names alone ("Tên tập thể"); empty if it names several or none."""
    key = heading_key(text)
    said = {"collective": "tập thể" in key, "household": "hộ" in key.split(), "individual": "cá nhân" in key}
    said["individual"] = said["individual"] or "họ và tên" in key or "họ tên" in key
    return next((kind for kind, is_said in said.items() if is_said), "") if sum(said.values()) == 1 else ""
