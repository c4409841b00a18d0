"""An explanation in words: how much, whether chance explains it, what left, what came, and what is not compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from thidua.explore.ground_rows import OF_AREA, told_of_rows, tuples
from thidua.explore.told import why_not_added
from thidua.present.language import language, named, tr, tr_count
from thidua.present.numbers import MISSING, write_count, write_number
from thidua.present.words import award_name, kinds_name, unit_name, upper_first
from thidua.registry import get_level, get_unit, last_day_in, regime

if TYPE_CHECKING:
    from thidua.explore.explanation import Explanation

_NAMED = 3
"""So many places of work are named."""


def _label_of_award(code: str, about: Explanation) -> str:
    day = last_day_in(about.unit, about.period, about.dataset.basis)
    return award_name(code, regime=regime(day))


def _label_of_unit(code: str, about: Explanation) -> str:
    if code == OF_AREA:
        return tr("các đơn vị đã chia lại, cộng cả địa bàn")
    return unit_name(get_unit(code), last_day_in(get_unit(code), about.period, about.dataset.basis))


def _label_of_kind(code: str, about: Explanation) -> str:
    return kinds_name(code, 2)


def _label_of_level(code: str, about: Explanation) -> str:
    return named(get_level(code)) if code else ""


LABELS: dict[str, Callable[[str, Explanation], str]] = {
    "award": _label_of_award,
    "unit": _label_of_unit,
    "recipient_kind": _label_of_kind,
    "level": _label_of_level,
}
"""What a code is called."""


def sentences_of(about: Explanation) -> Iterator[str]:
    period, before = (one.label(about.dataset.basis, language()) for one in (about.period, about.period.comparison()))
    what = ", ".join(_label_of_award(code, about) for code in _told_of(about)) or tr("mọi hình thức")
    name = upper_first(_label_of_unit(about.unit.id, about))
    if about.change is None:
        yield tr("{unit}, {what}: hai kỳ không có số so sánh được.", unit=name, what=what)
    else:
        yield tr(
            "{unit}, {what}: {now} trong {period}, {before} trong {before_period} ({difference}); {verdict}.",
            unit=name,
            what=what,
            period=period,
            now=write_number(about.change.count),
            before_period=before,
            before=write_number(about.change.before),
            difference=_in_words(about.change.difference),
            verdict=verdict_words(about.change.verdict),
        )
    yield from _of_rows(about)
    yield from _not_compared(about)


def _told_of(about: Explanation) -> tuple[str, ...]:
    """The forms asked for that are counted, else those of which anything is told; of "giấy khen" those of this unit."""
    for frames in (about._rows, (about.unknown, about.left_out)):
        told = {code for frame in frames for merged in frame["award"].unique() for code in merged.split("+")}
        if found := tuple(code for code in about.awards if code in told):
            return found
    return about.awards


def _of_rows(about: Explanation) -> Iterator[str]:
    listed = [rows[rows["origin"] == "decision_list"] for rows in (about.left, about.came, about.stayed)]
    if any(len(rows) for rows in listed):
        left, came, stayed = (write_number(int(rows["count"].sum())) for rows in listed)
        yield tr(
            "Theo danh sách: {left} lượt của kỳ trước không còn, {came} lượt mới, {stayed} lượt có ở cả hai kỳ "
            "(cùng tên, cùng nơi công tác).",
            left=left,
            came=came,
            stayed=stayed,
        )
        places = about.by("workplace")
        told = places[(places["difference"] != 0) & (places["workplace"] != "")].head(_NAMED)
        if len(told):
            is_several = about.unit.level == "province"
            columns = ["unit", "unit_name", "workplace", "before", "now"]
            names = [f" ({name})" if is_several and unit != OF_AREA else "" for unit, name in tuples(told, columns[:2])]
            words = "; ".join(
                f"{workplace}{name} {write_number(before)} – {write_number(now)}"
                for name, (workplace, before, now) in zip(names, tuples(told, columns[2:]), strict=True)
            )
            yield tr("Thay đổi nhiều nhất theo nơi công tác: {words}.", words=words)
    if len(about.cells):
        number = len(about.cells)
        yield tr_count(
            "{number} dòng chỉ có số trong biểu tổng hợp hoặc trích dẫn: so từng ô, không biết ai có, ai không.",
            number,
            number=write_count(number),
        )


def _not_compared(about: Explanation) -> Iterator[str]:
    for reason, rows in about.unknown.groupby("why"):
        words = ", ".join(dict.fromkeys(_label_of_award(code, about) for code in rows["award"]))
        if reason == "otherwise":
            yield tr(
                "Hai kỳ đếm khác nhau (lượt hay số; tách hay gộp hình thức, đối tượng), không so: {words}.", words=words
            )
        else:
            yield tr("Chưa có số của một kỳ ({mark}), không so: {words}.", mark=MISSING, words=words)
    for side, period in (("now", about.period), ("before", about.period.comparison())):
        for why, rows in about.left_out[about.left_out["side"] == side].groupby("why"):
            told = {
                "period": period.label(about.dataset.basis, language()),
                "forms": ", ".join(dict.fromkeys(_label_of_award(code, about) for code in rows["award"])),
            }
            if why_not_added(told_of_rows(rows)):
                yield tr("Không so, và không cộng được: {forms} của {period} (xem .left_out).", **told)
                continue
            told["number"] = write_number(int(rows["count"].sum()))
            if why == "apart":
                yield tr("Không so vì hai kỳ không cùng địa bàn: {number} của {period} ({forms}).", **told)
            else:
                yield tr("Không so vì kỳ kia chưa đủ số liệu: {number} của {period} ({forms}).", **told)


def _in_words(difference: int) -> str:
    """A difference as a sentence tells it."""
    if difference == 0:
        return tr("không đổi")
    number = write_number(abs(difference))
    return tr("tăng {number}", number=number) if difference > 0 else tr("giảm {number}", number=number)


def signed(number: int) -> str:
    """A difference with its sign: "+3", "-12", "0"."""
    return f"{'+' if number > 0 else ''}{write_number(number)}"


def verdict_words(verdict: str) -> str:
    """What chance says of a change, in words."""
    return {
        "beyond": tr("vượt mức chỉ do ngẫu nhiên"),
        "within": tr("trong mức dao động ngẫu nhiên"),
        "by_quota": tr("theo tỷ lệ quy định, không xét ngẫu nhiên"),
    }[verdict]
