"""Who the recipients of a list are: their kind, class, sex, and whether they belong to an ethnic minority."""

from __future__ import annotations

from thidua.intake.cells.flags import read_flag, read_gender
from thidua.intake.cells.values import Blank
from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.layouts.part import shown
from thidua.intake.words.awarding import only_kind
from thidua.intake.words.class_words import class_meant
from thidua.intake.words.kind_words import kind_meant, kind_of_name
from thidua.intake.words.name_words import is_person
from thidua.intake.words.tables_said import read_words
from thidua.registry import fold


def read_kinds(rows: ListRows, names: list[str], award_texts: list[str]) -> list[str]:
    """The recipient kind: from its column, the group, the title, the first words of the name, or the list's title."""
    written = rows.codes("kind", kind_meant, "V02-recipient")
    header = rows.header.kind
    kinds = []
    is_open = [shown(cell) in ("", "-", "–") for cell in rows.cells("kind")]
    for row, (code, told, group, award_text, name) in enumerate(
        zip(written, rows.told_kinds, rows.groups, award_texts, names, strict=True)
    ):
        kind = code or told or group.kind or only_kind(award_text) or kind_of_name(name) or header or _if_person(name)
        if not kind and is_open[row]:
            rows.find("V02-recipient", row, "kind")
        if kind == "collective" and not code and not told and name and is_person(name):
            rows.find("V02-person", row, "recipient")
        if kind in ("individual", "household") and (body := _other_kind(name, kind, is_written=bool(code))):
            rows.find("V02-body", row, "recipient", body=_NAMED[body], kind=_NAMED[kind])
        if group.kind and not code and not told:
            rows.from_heading(row, "kind")
        kinds.append(kind)
    return kinds


_NAMED = {"collective": "tập thể", "household": "hộ gia đình", "individual": "cá nhân"}


def _other_kind(name: str, kind: str, *, is_written: bool) -> str:
    """The kind that a name tells for certain where a heading, or the title, makes its recipient another one.

    A household that is written down as an individual in its own row is what the sender says it is.
    """
    named = kind_of_name(name) if name else None
    if named in (None, "individual", kind) or (named == "household" and is_written) or is_person(name):
        return ""
    if fold(name).split()[1:2] in (["văn"], ["thị"]):
        # "Hội Thị Lan" is nobody's club.
        return ""
    return named or ""


def _if_person(name: str) -> str:
    """What a collective's name begins with is in the tables; a few capitalised words are a person's name."""
    words = name.split()
    if is_person(name):
        return "individual"
    return "individual" if 2 <= len(words) <= 6 and all(word[:1].isupper() for word in words) else ""


def read_classes(rows: ListRows) -> list[str]:
    if rows.has("class"):
        return rows.codes("class", class_meant, "L04-class")
    direct, leaders = read_marks(rows, "is_direct"), read_marks(rows, "is_leader")
    pairs = zip(direct, leaders, strict=True)
    return ["direct_labour" if is_direct else "manager" if is_leader else "" for is_direct, is_leader in pairs]


def read_marks(rows: ListRows, field: str) -> list[bool | None]:
    """A marked column ("x"): where some row is marked, a blank says no; where none is, nothing is known."""
    marks = rows.values(field, read_flag, "L06-mark")
    if not any(marks):
        return marks
    is_blank = [isinstance(read_flag(cell), Blank) for cell in rows.cells(field)]
    return [False if blank else mark for mark, blank in zip(marks, is_blank, strict=True)]


def read_genders(rows: ListRows) -> list[str]:
    if rows.has("gender"):
        return [gender or "" for gender in rows.values("gender", read_gender, "L06-gender")]
    return ["" if mark is None else "female" if mark else "male" for mark in read_marks(rows, "is_female")]


def read_minorities(rows: ListRows) -> list[bool | None]:
    if rows.has("ethnic_minority"):
        return read_marks(rows, "ethnic_minority")
    words = {fold(row["text"]): row["is_minority"] == "true" for row in read_words("ethnic_words")}
    choices = ", ".join(row["text"] for row in read_words("ethnic_words")[:6])
    groups = [fold(text.replace("’", "'")) for text in rows.texts("ethnic_group")]
    for row, group in enumerate(groups):
        if group not in words and group not in ("", "-"):
            rows.find("L07-word", row, "ethnic_group", choices=f"{choices}…")
    return [words.get(group) for group in groups]
