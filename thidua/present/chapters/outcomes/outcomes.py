"""Rows of what became of what was asked for: the same cells in approval, registration and the flow to higher levels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.measures.intervals import Share
from thidua.measures.outcomes import Outcome
from thidua.present.drawing.dots import Dot
from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.members import kinds_of, members_words
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_count, write_number, write_percent, write_share_of
from thidua.present.table import Cell, Column, Row
from thidua.present.words import TOO_FEW, award_name, kinds_name, lower_first
from thidua.registry import get_level, merged_awards


def form_name(report: Known, award: str, recipient_kind: str) -> str:
    """A form, with its recipients where it is given to several kinds: "Bằng khen của Chủ tịch UBND tỉnh, tập thể"."""
    name = award_name(award, regime=report.regime)
    kinds = {kind for one in merged_awards(award) for kind in one.recipient_kinds}
    return f"{name}, {kinds_name(recipient_kind, 2)}" if len(kinds) > 1 else name


def share_columns() -> tuple[Column, ...]:
    """A share and the limits of its interval."""
    interval = tr("Khoảng tin cậy 95%")
    return (
        Column("share", tr("Tỷ lệ"), "percent"),
        Column("low", tr("Cận dưới"), "percent", group=interval),
        Column("high", tr("Cận trên"), "percent", group=interval),
    )


def share_cells(share: Share | None) -> dict[str, Cell]:
    """A share and its limits; "–" where there are too few cases, or none that can be compared."""
    if share is None or share.share is None or share.whole < TOO_FEW:
        return dict.fromkeys(("share", "low", "high"), NOT_APPLICABLE)
    return {"share": share.share, "low": share.low or 0.0, "high": share.high or 0.0}


def count_cell(number: int | None) -> Cell:
    """A count, or "…"."""
    return MISSING if number is None else number


def outcome_row(report: Known, one: Outcome) -> Row:
    """One form: asked for, awarded, the share."""
    figures = {"asked": count_cell(one.asked), "awarded": count_cell(one.awarded)}
    return Row({"form": form_name(report, one.award, one.recipient_kind), **figures, **share_cells(one.share)})


def sum_cells(found: Sequence[Outcome], share: Share | None) -> dict[str, Cell]:
    """The sums of several forms; their share only if each of them has one."""
    asked, awarded = (
        [number for one in found if (number := getattr(one, name)) is not None] for name in ("asked", "awarded")
    )
    is_whole = all(one.share is not None for one in found)
    figures = {"asked": sum(asked) if asked else MISSING, "awarded": sum(awarded) if awarded else MISSING}
    return {**figures, **share_cells(share if is_whole else None)}


def notes(report: Known, found: Sequence[Outcome]) -> Iterable[str]:
    """Why some forms have no share, and of which units the figures are."""
    if any(one.share is None for one in found):
        yield tr("Hai số không cùng phạm vi thì không tính tỷ lệ.")
    if report.members:
        yield members_note(report)


def asking_words(report: Known) -> str:
    """Whose cases have both figures, asked for and awarded; empty of one unit: " của các huyện, thành phố có đủ …"."""
    if not report.members:
        return ""
    units = members_words(report, 2, (*report.former_members, *report.members))
    return tr(" của các {units} có đủ số đề nghị và số quyết định", units=units)


def members_note(report: Known) -> str:
    """Which units' figures are added up."""
    units = (*report.former_members, *report.members)
    if kinds_of(report, units) != ("huyện", "thành phố"):
        words = members_words(report, 2, units)
        return tr("Số của các {units}; mỗi hình thức chỉ cộng những đơn vị có cả hai số.", units=words)
    return tr("Số của các huyện, thành phố; mỗi hình thức chỉ cộng những đơn vị có cả hai số.")


def exceeding(report: Known, found: Iterable[Outcome]) -> str:
    """The forms of which more were awarded than asked for: their two figures are not of the same cases."""
    return "; ".join(form_name(report, one.award, one.recipient_kind) for one in found if one.exceeds)


def outcome_words(report: Known, one: Outcome) -> str:
    """A form with its share: "Lao động tiên tiến 86,4% (788/912)"."""
    return f"{form_name(report, one.award, one.recipient_kind)} {told(one)}"


def outcome_dots(report: Known, found: Iterable[Outcome]) -> list[Dot]:
    """The forms with enough cases for a share, a dot each."""
    return [
        Dot(form_name(report, one.award, one.recipient_kind), one.share.share, one.share.low, one.share.high, told(one))
        for one in found
        if one.share is not None and one.share.whole >= TOO_FEW
    ]


def told(one: Outcome) -> str:
    """A share with what it is made of: "96,3% (26/27)"; below ten cases only "3/4"."""
    share = one.share
    return write_share_of(share.part, share.whole, small=TOO_FEW) if share is not None and share.whole else MISSING


def level_words(level: str) -> str:
    """A level inside a sentence: "cấp tỉnh"."""
    return lower_first(named(get_level(level))) if level else tr("chưa rõ cấp")


def fraction(share: Share) -> str:
    """Part and whole: "1.016/1.076"."""
    return f"{write_number(share.part)}/{write_number(share.whole)}"


def decided_words(share: Share) -> str:
    """How many of the whole that was just told: "696 (96,4%)", or that it is all of them."""
    return tr("tất cả") if share.part == share.whole else plain_part(share)


def plain_part(share: Share) -> str:
    """How many of the whole that was just told, with their share: "696 (96,4%)"; of few cases the number alone."""
    number = write_count(share.part)
    return number if share.whole < TOO_FEW else f"{number} ({write_percent(share.share or 0.0)})"
