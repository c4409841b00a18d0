"""Who the commended individuals are: recipient classes, managers against direct workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thidua.measures.intervals import wilson_share
from thidua.measures.shares import ClassShare, class_shares, first_form
from thidua.present.chapter import Chapter
from thidua.present.chapters.classes.class_forms import forms_table
from thidua.present.chart import Chart
from thidua.present.drawing.dots import Dot, dots_svg
from thidua.present.keyed import EVERYBODY, PART, SHARE, WHOLE, Key, Keyed, class_key, key_of, share_figures
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.numbers import MISSING, write_count, write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.rounding import rounding_notes
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, award_name, lower_first, no_figures, share_cell, share_words
from thidua.registry import coarse_class, get_authority, get_recipient_class

FEWEST = 3
"""Of fewer individuals a sentence tells no classes: it would say what one person is."""


def coarse_shares(shares: Sequence[ClassShare]) -> list[ClassShare]:
    """The same shares by managers, direct workers and entrepreneurs; classes of nobody are left out.

    A class that a source states with 0 is kept only where everybody has a class: others may be of it.
    """
    parts: dict[tuple[str, str], list[ClassShare]] = {}
    of_award: dict[str, list[ClassShare]] = {}
    for item in shares:
        of_award.setdefault(item.award, []).append(item)
        parts.setdefault((item.award, coarse_class(item.recipient_class).code), []).append(item)
    summed = []
    for (award, code), same in parts.items():
        share = wilson_share(sum(item.share.part for item in same), same[0].share.whole)
        is_stated = len(same) == 1 and same[0].recipient_class == code
        if share.part or (is_stated and not rest_of(of_award[award])):
            summed.append(ClassShare(award, code, any(item.derived for item in same), share))
    return summed


def finding(report: Known, shares: Sequence[ClassShare]) -> Part | None:
    """Who the commended individuals are: of so many, how many are direct workers and how many managers."""
    if not shares:
        return None
    coarse = coarse_shares(shares)
    sentences = []
    for award in dict.fromkeys(item.award for item in coarse):
        same = [item for item in coarse if item.award == award]
        whole, rest = same[0].share.whole, rest_of(same)
        if whole < FEWEST:
            continue
        if (of_all := _everybody(report, award, same)) is not None:
            sentences.append(of_all)
            continue
        items = [_part_words(item) for item in same]
        items += [tr("{number} chưa rõ đối tượng", number=write_count(rest))] if rest else []
        told = {"form": award_name(award, regime=report.regime), "items": ", ".join(items)}
        number = write_count(whole)
        if _is_all(report, award):
            sentences.append(tr("Trong {number} cá nhân được tặng {form} có {items}.", number=number, **told))
        else:
            sentences.append(tr("Trong {number} cá nhân đã biết được tặng {form} có {items}.", number=number, **told))
    known = [item for item in coarse if item.share.whole >= FEWEST]
    return plain("class_summary", " ".join(sentences), figures=_figures(report, known)) if sentences else None


def _everybody(report: Known, award: str, same: Sequence[ClassShare]) -> str | None:
    """Where all are of one class, that they are: "Cả 03 cá nhân … đều là người trực tiếp lao động"; None otherwise."""
    having = [item for item in same if item.share.part]
    whole = same[0].share.whole
    if len(having) != 1 or having[0].share.part != whole:
        return None
    told = {"number": write_count(whole), "form": award_name(award, regime=report.regime)}
    told["class_name"] = lower_first(_class_name(having[0]))
    if _is_all(report, award):
        return tr("Cả {number} cá nhân được tặng {form} đều là {class_name}.", **told)
    return tr("Cả {number} cá nhân đã biết được tặng {form} đều là {class_name}.", **told)


def _part_words(item: ClassShare) -> str:
    """How many are of a class: "289 người trực tiếp lao động (61,8%)"; of few cases the number alone."""
    share = item.share
    name = lower_first(_class_name(item))
    words = tr("{number} {class_name}", number=write_count(share.part), class_name=name)
    return f"{words} ({write_percent(share.share or 0.0)})" if share.whole >= TOO_FEW else words


def _figures(report: Known, coarse: Sequence[ClassShare]) -> list[Keyed]:
    return [one for item in coarse for one in share_figures(_key(report, item), item.share, few=TOO_FEW)]


def detail(report: Known, shares: Sequence[ClassShare]) -> Part | None:
    """Who the commended individuals are: each class with its share and interval."""
    if not shares:
        return None
    coarse = coarse_shares(shares)
    sentences = []
    for award in dict.fromkeys(item.award for item in coarse):
        same = [item for item in coarse if item.award == award]
        items = [
            tr("{class_name} chiếm {share}", class_name=lower_first(_class_name(item)), share=share_words(item.share))
            for item in same
        ]
        form = award_name(award, regime=report.regime)
        told = {"form": form, "items": "; ".join(items)}
        if _is_all(report, award):
            sentences.append(tr("Trong số cá nhân được tặng {form}, {items}.", **told))
        else:
            sentences.append(tr("Trong số cá nhân đã biết được tặng {form}, {items}.", **told))
        if rest := rest_of(same):
            words = tr_count("Còn {number} cá nhân thuộc đối tượng khác hoặc chưa rõ.", rest, number=write_count(rest))
            sentences.append(words)
    if any(item.derived for item in coarse):
        sentences.append(tr("Số liệu có ghi chú “suy ra” được tính từ hai số công bố khác."))
    return plain("class_summary_detail", " ".join(sentences), figures=_figures(report, coarse))


def _is_all(report: Known, award: str) -> bool:
    """Whether all that was awarded of a form is known, at every level that gave it."""
    givers = set(report.awarded.loc[report.awarded["award"] == award, "authority"])
    return all(report.is_known(award, get_authority(giver).level if giver else "") for giver in givers)


def _key(report: Known, item: ClassShare) -> Key:
    """What the share of a class is: of all individuals who received the form."""
    return key_of(report) | class_key(item.recipient_class, item.award, EVERYBODY)


def rest_of(same: Sequence[ClassShare]) -> int:
    """How many individuals of one form are in none of its classes."""
    return same[0].share.whole - sum(item.share.part for item in same)


def table(report: Known, shares: Sequence[ClassShare]) -> Table | Part:
    """Recipient classes of the commended individuals, with their Wilson intervals.

    Notes
    -----
    Of one form every class has a row; of several, each form has one, with the classes beside each other.
    """
    name = "class_shares"
    if not shares:
        return no_figures(name, report, tr("số liệu phân theo đối tượng quản lý và người trực tiếp lao động"))
    if len({item.award for item in shares}) > 1:
        return forms_table(report, shares, name=name)
    rest = rest_of(shares)
    rows = [Row(_class_cells(item, is_open=rest > 0), key=_key(report, item)) for item in shares]
    if rest:
        whole = shares[0].share.whole
        other: dict[str, Cell] = {"class": _rest_name(), "count": rest, "whole": whole}
        rows.append(Row({**other, "percent": share_cell(rest / whole, whole), "low": "", "high": ""}))
    columns = (
        Column("class", tr("Đối tượng"), "label"),
        Column("count", tr("Số cá nhân"), key=PART),
        Column("whole", tr("Tổng số"), key=WHOLE),
        Column("percent", tr("Tỷ lệ"), "percent", key=SHARE),
        Column("low", tr("Cận dưới 95%"), "percent"),
        Column("high", tr("Cận trên 95%"), "percent"),
    )
    form = award_name(shares[0].award, regime=report.regime)
    title = tr("Cá nhân được tặng {form} theo đối tượng, {period}", form=form, period=report.period_label)
    notes = [tr("Cận dưới, cận trên là khoảng tin cậy 95% của tỷ lệ (Wilson).")]
    if shares[0].share.whole >= TOO_FEW:
        notes += rounding_notes([*(item.share.part for item in shares), rest])
    if any(item.derived for item in shares):
        notes.append(tr("“(suy ra)”: tính từ hai số công bố khác, xem phụ lục về nguồn số liệu."))
    return Table(name, title, columns, tuple(rows), tuple(notes), source_words(report), report.is_illustrative)


def _rest_name() -> str:
    return tr("Đối tượng khác, chưa rõ")


def _class_name(item: ClassShare) -> str:
    return named(get_recipient_class(item.recipient_class))


def _class_cells(item: ClassShare, *, is_open: bool) -> dict[str, Cell]:
    """The figures of a class; of one without any there are none where people of no known class are left."""
    whole = item.share.whole
    name = tr("{class_name} (suy ra)", class_name=_class_name(item)) if item.derived else _class_name(item)
    if is_open and not item.share.part:
        return {"class": name, "count": MISSING, "whole": whole, "percent": MISSING, "low": MISSING, "high": MISSING}
    return {
        "class": name,
        "count": item.share.part,
        "whole": whole,
        "percent": share_cell(item.share.share, whole),
        "low": share_cell(item.share.low, whole),
        "high": share_cell(item.share.high, whole),
    }


def chart(report: Known, shares: Sequence[ClassShare]) -> Chart | None:
    """Shares of recipient classes of the first form that has enough of them, as dots with their 95 % intervals."""
    enough = [item for item in coarse_shares(shares) if item.share.share is not None and item.share.whole >= TOO_FEW]
    known = [item for item in enough if item.award == enough[0].award]
    if not known:
        return None
    data = table(report, known)
    if not isinstance(data, Table):
        return None
    svg = dots_svg(
        [_dot(item) for item in known], write=lambda share: write_percent(share, decimals=0), limits=(0.0, 1.0)
    )
    title = tr(
        "Tỷ lệ đối tượng trong số cá nhân được tặng {form}; vạch ngang là khoảng tin cậy 95%",
        form=award_name(known[0].award, regime=report.regime),
    )
    told = "; ".join(f"{lower_first(_class_name(item))} {share_words(item.share)}" for item in known)
    alt = tr("Biểu đồ chấm và khoảng tin cậy: {items}.", items=told)
    return Chart(svg, alt, replace(data, name="class_chart", title=title, notes=()))


def _dot(item: ClassShare) -> Dot:
    """Direct workers stand out, as the group that the law wants to see commended."""
    share = item.share
    text = f"{write_percent(share.share or 0.0)} ({write_number(share.part)}/{write_number(share.whole)})"
    is_own = item.recipient_class == "direct_worker"
    return Dot(_class_name(item), share.share, share.low, share.high, text=text, is_own=is_own)


class ClassesChapter(Chapter[list[ClassShare]], table=table):
    """Which classes of recipients the forms went to: managers, direct workers, …"""

    def measure(self) -> list[ClassShare]:
        """Count every form by class of recipient."""
        return class_shares(self.known.awarded)

    def leading(self) -> list[ClassShare]:
        """The shares of the first known form of those by which a unit is judged: the certificates."""
        return first_form(self.measured, "BKT", "GKH", "GKS")

    def finding(self) -> Part | None:
        """Who got the leading form, and how many of them are direct workers."""
        return finding(self.known, self.leading())

    def detail(self) -> Part | None:
        """The same with the interval of each share."""
        return detail(self.known, self.leading())

    def chart(self) -> Chart | None:
        """The classes of the leading form as bars."""
        return chart(self.known, self.leading())
