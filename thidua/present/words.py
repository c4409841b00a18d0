"""Words that every chapter uses: names of forms and recipients, counts with what they count, shares and limits."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from thidua.measures.intervals import Share
from thidua.present.language import day_of_names, language, named, tr, tr_count
from thidua.present.numbers import (
    MISSING,
    NOT_APPLICABLE,
    write_count,
    write_number,
    write_percent,
    write_share_of,
)
from thidua.present.part import Part, empty
from thidua.present.table import Cell
from thidua.registry import (
    Unit,
    award_type_label,
    awards,
    get_award_type,
    level_on,
    merged_awards,
    merged_kinds,
    name_on,
)

if TYPE_CHECKING:
    from thidua.present.known import Known

TOO_FEW = 10
"""Below so many cases a share is told as x/n alone: a percentage would claim a precision that is not there."""


def award_name(code: str, award_type: str = "", *, regime: str) -> str:
    """The name of a form, several joined as published: "Lao động tiên tiến, Chiến sĩ tiên tiến (chuyên đề)".

    The type is told in the words of the statistical forms, but regular merit in those of the law: no reader would know
    what a title "(thường xuyên)" is.
    """
    names = ", ".join(named(award) for award in merged_awards(code))
    if not award_type:
        return names
    wording = "legal" if award_type == get_award_type("regular").code else "statistical"
    return f"{names} ({award_type_label(award_type, regime=regime, wording=wording, lang=language())})"


def family_name(family: str, kind: str) -> str:
    """A family of forms and who receives it: "Huân chương Lao động, tập thể"."""
    names = [_family_word(code) for code in family.split("+")]
    return f"{', '.join(names)}, {kinds_name(kind, 2)}"


def _family_word(family: str) -> str:
    """The name of a family of forms, without the class of its first: "Huân chương Độc lập"."""
    before_class = " hạng " if language() == "vi" else ", "
    first = next(award for award in awards() if family in (award.family, award.code))
    return named(first).split(before_class)[0]


def unit_name(unit: Unit, on: date | None = None) -> str:
    """The name of a unit: "huyện Ba Bể", in English "Ba Bể district"; blocks and departments keep their own.

    Parameters
    ----------
    on
        The day of its name; the day of the report that was opened, if left out.
    """
    words = {
        "province": tr("tỉnh"),
        "city": tr("thành phố"),
        "district": tr("huyện"),
        "ward": tr("phường"),
        "township": tr("thị trấn"),
        "commune": tr("xã"),
        "special_zone": tr("đặc khu"),
    }
    day = on or day_of_names()
    if day is not None and unit.valid_to is not None:
        day = min(day, unit.valid_to)
    level, name = (unit.level, unit.name) if day is None else (level_on(unit, day), name_on(unit, day))
    is_own = language() == "vi" or level not in words
    return name if is_own else f"{unit.short_name} {words[level]}"


def kinds_name(code: str, count: int = 1) -> str:
    """Recipient kinds in lower case, several joined as published: "tập thể, hộ gia đình, cá nhân"."""
    plain_names = {
        "collective": tr_count("tập thể", count),
        "individual": tr_count("cá nhân", count),
        "household": tr_count("hộ gia đình", count),
    }
    return ", ".join(plain_names.get(kind.code, named(kind).lower()) for kind in merged_kinds(code))


def lower_first(text: str) -> str:
    """A name inside a sentence: "Lãnh đạo, quản lý" -> "lãnh đạo, quản lý", other capitals kept."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A label at the head of a column: "giai đoạn 2016-2020" -> "Giai đoạn 2016-2020"."""
    return text[:1].upper() + text[1:]


def counted(count: int, kind: str, count_unit: str) -> str:
    """A count with what it counts: "02 tập thể", "383 lượt cá nhân"."""
    number, kinds = write_count(count), kinds_name(kind, count)
    if count_unit == "instance":
        return tr_count("{number} lượt {kinds}", count, number=number, kinds=kinds)
    return f"{number} {kinds}"


MOST_WORDS = 60
"""So many words of a list follow the sentence that leads to it."""


def first_sentence(text: str) -> str:
    """The first sentence of somebody's words; where a list follows it, with as much of that as `MOST_WORDS` hold.

    >>> first_sentence("Một. Hai.")
    'Một.'
    >>> first_sentence("Còn hạn chế:\\n\\n- Một;\\n- Hai.\\n\\nBa.")
    'Còn hạn chế: một; hai.'
    """
    lead, *following = (" ".join(one.split()) for one in re.split(r"\n\s*\n|\n(?=- )", text.strip()))
    if not lead.endswith(":"):
        return re.split(r"(?<=[.!?]) (?=[^\W\d_])", lead)[0]
    items = [one.removeprefix("- ").rstrip(".;") for one in following if one.startswith("- ")]
    held = [item for at, item in enumerate(items) if len(" ".join(items[: at + 1]).split()) <= MOST_WORDS] or items[:1]
    shortened = "…" if len(held) < len(items) else "."
    return f"{lead} {'; '.join(lower_first(item) for item in held)}{shortened}"


def marks_note() -> str:
    """What the three marks mean in every table; it is said once, and under no table again."""
    return tr(
        "Trong các bảng, “0” là không có; “…” là chưa có số liệu; “–” là không thuộc đối tượng, hoặc dưới {few} trường "
        "hợp nên không tính.",
        few=TOO_FEW,
    )


def state_cell(state: str) -> Cell:
    """The mark of a figure that is no number: "…" was not told, "–" cannot be."""
    return {"missing": MISSING, "not_applicable": NOT_APPLICABLE}[state]


def share_cell(fraction: float | None, whole: int) -> Cell:
    """A share in a table, or "–" where there are too few cases to tell one."""
    return NOT_APPLICABLE if fraction is None or whole < TOO_FEW else fraction


def share_words(share: Share, *, of: str = "", decimals: int = 1) -> str:
    """A share with what it is made of and its interval: "61,8% (289/468; khoảng tin cậy 95%: 57,3–66,0%)".

    Parameters
    ----------
    of
        What it is a share of, told between the percentage and its brackets: " số Lao động tiên tiến".
    """
    if share.share is None or share.low is None or share.high is None:
        return tr("chưa xác định{of} vì chưa có trường hợp nào", of=of)
    if share.whole < TOO_FEW:
        return write_share_of(share.part, share.whole, small=TOO_FEW) + of
    fraction = f"{write_number(share.part)}/{write_number(share.whole)}"
    percent = write_percent(share.share, decimals=decimals)
    limits = interval_words(share)
    return tr(
        "{percent}{of} ({fraction}; khoảng tin cậy 95%: {limits})",
        percent=percent,
        of=of,
        fraction=fraction,
        limits=limits,
    )


def plain_share(share: Share) -> str:
    """A share as a leader reads it: "61,8% (289/468)"; of few cases "3/8" alone, and of none a mark."""
    return write_share_of(share.part, share.whole, small=TOO_FEW) if share.whole else MISSING


def interval_words(share: Share) -> str:
    """The limits of an interval: "57,3–66,0%"."""
    return f"{write_percent(share.low or 0.0).removesuffix('%')}–{write_percent(share.high or 0.0)}"


def no_figures(name: str, report: Known, what: str) -> Part:
    """One sentence in the place of a table: the dataset has no figures of this kind."""
    return empty(
        name,
        tr(
            "Bộ số liệu chưa có {what} của {unit}, {period}.",
            what=what,
            unit=unit_name(report.unit),
            period=report.period_label,
        ),
    )
