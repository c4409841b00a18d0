"""What rose or fell against the same period before, form by form, and whether chance explains it.

The figures are measured in `form_changes`, the sentences written in `change_sentences`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thidua.measures.change import Change
from thidua.present.apart_words import counterpart_sentence
from thidua.present.chance import comparisons_words, quota_note, with_comparisons
from thidua.present.chapter import Chapter
from thidua.present.chapters.changes.change_sentences import (
    form_sentences,
    left_out_sentence,
    moved_sentence,
    ratio_words,
    rest_detail,
    rest_sentence,
    shared_total_sentence,
    total_detail,
    total_sentence,
)
from thidua.present.chapters.changes.form_changes import Changes, FormChange, measure, sum_changes
from thidua.present.chart import Chart
from thidua.present.drawing.slope import Slope, slope_svg
from thidua.present.gap_words import ground_sentence, ground_units_words
from thidua.present.given import reasons
from thidua.present.keyed import ALL, WITHOUT_QUOTA, Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.names import CHANGES
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number
from thidua.present.part import Part, empty, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Role, Row, Table
from thidua.present.words import lower_first, no_figures, unit_name, upper_first
from thidua.registry import get_level

__all__ = ["chart", "detail", "finding", "measure", "table"]

DRAWN = 6
"""More lines than this cannot be told apart in one slope chart."""
DWARFS = 4
"""A form with this many times the next largest would press all other lines flat, and is told in a note instead."""


def finding(report: Known, found: Changes | None) -> Part:
    """What rose or fell in all, without the titles by quota, and which forms moved it, in plain numbers."""
    name, before = f"{CHANGES}_finding", report.label_of(report.period.comparison())
    missing = ground_sentence(report, report.ground)
    if found is None or not found.compared:
        nothing = no_figures(name, report, tr("số liệu {period} để so sánh", period=before)).text
        # Where the map was changed there is nothing to compare with and no figure is lacking: the reason is told.
        return plain(name, missing) if report.ground.apart else empty(name, " ".join(filter(None, (nothing, missing))))
    whole = [_total_words(report, found, before), counterpart_sentence(report, report.ground)]
    whole.append(rest_sentence(rest, found.compared[0].count_unit) if (rest := _rest(found)) else "")
    changed = [(one.told, one.change) for one in found.compared if one.change is not None]
    sentences = [sentence for sentence in (*whole, moved_sentence(changed)) if sentence]
    part = plain(name, " ".join(sentences), figures=_figures(report, found))
    return with_comparisons(part, found.comparisons)


def _total_words(report: Known, found: Changes, before: str) -> str:
    """All awards against those before, of what both periods know; empty where they cannot be added up."""
    if found.total is None:
        return ""
    count_unit = found.compared[0].count_unit
    if units := ground_units_words(report.ground):
        return shared_total_sentence(found.total, units, count_unit, before)
    is_whole = not (found.left_out or found.of_one_period)
    words = {"unit": unit_name(report.unit), "period": report.period_label, "before": before}
    return total_sentence(found.total, count_unit=count_unit, is_whole=is_whole, **words)


def detail(report: Known, found: Changes | None) -> Part | None:
    """What chance explains of the changes, form by form, of how many comparisons, and what is left out."""
    if found is None or not found.compared:
        return None
    count_unit = found.compared[0].count_unit
    changed = [(one.told, one.change) for one in found.compared if one.change is not None]
    sentences = [
        ground_sentence(report, report.ground),
        total_detail(found.total, count_unit) if found.total is not None else "",
        rest_detail(rest, count_unit) if (rest := _rest(found)) else "",
        *form_sentences(changed),
        comparisons_words(found.comparisons),
        _competence_words(report, found),
        left_out_sentence([one.told for one in found.left_out]),
    ]
    part = plain(f"{CHANGES}_finding_detail", " ".join(filter(None, sentences)), figures=_figures(report, found))
    return with_comparisons(part, found.comparisons)


def _rest(found: Changes) -> Change | None:
    """The change of what is left without the titles that follow a quota; None where none does, or nothing is left."""
    asked = [one.change for one in found.asked if one.change is not None]
    return sum_changes(asked) if found.total is not None and found.total.follows_quota and asked else None


def _competence_words(report: Known, found: Changes) -> str:
    """Why forms are of one of the periods alone, where no figure is missing."""
    ended, begun = (
        [(one.award, one.level) for one in found.of_one_period if one.absent == when] for when in ("now", "before")
    )
    return reasons(report, ended, begun)


def _figures(report: Known, found: Changes) -> list[Keyed]:
    """All awards that are compared, and those without the titles that follow a quota, as the first sentences tell."""
    if found.total is None:
        return []
    rest, key = _rest(found), _whole_key(report, found)
    totals = [Keyed(key, found.total.count)] if found.total.count else []
    return [*totals, *([Keyed(key | WITHOUT_QUOTA, rest.count)] if rest and rest.count else [])]


def table(report: Known, found: Changes | None) -> Table | None:
    """Each level and form now and in the same period before: difference, and ratio with its interval."""
    if found is None or not found.compared:
        return None
    columns = (
        Column("form", tr("Danh hiệu, hình thức"), "label"),
        Column("count", tr("Kỳ này"), key=ALL),
        Column("before", tr("Cùng kỳ"), key=Key(when=str(report.period.comparison()))),
        Column("difference", tr("Tăng, giảm")),
        Column("ratio", tr("Tỷ số (khoảng 95%)"), "text"),
    )
    return Table(
        CHANGES,
        tr("Kết quả khen thưởng {period} so với {before}", **_periods(report)),
        columns,
        tuple(_rows(found)),
        notes=tuple(_notes(report, found)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        values=found.comparisons.values(),
        key=_whole_key(report, found),
    )


def _whole_key(report: Known, found: Changes) -> Key:
    """What the figures are: of all awards, unless the two periods know not all of each other."""
    is_whole = report.ground.is_whole and not (found.left_out or found.of_one_period)
    return key_of(report) | (ALL if is_whole else Key(base="units and forms compared"))


def _periods(report: Known) -> dict[str, str]:
    return {"before": report.label_of(report.period.comparison()), "period": report.period_label}


def _rows(found: Changes) -> Iterator[Row]:
    """The forms that are compared, with their sums; below them those of which one period has no figure."""
    left_out, of_one_period = found.left_out, found.of_one_period
    compared = [one for one in found.forms if one not in left_out and not one.absent]
    levels = list(dict.fromkeys(one.level for one in compared))
    for level in levels:
        forms = [one for one in compared if one.level == level]
        name = named(get_level(level))
        yield Row({"form": name}, "group")
        yield from (_row(one.label, one.count, one.before, one.change, key=one.key) for one in forms)
        if len(forms) > 1 and len(levels) > 1 and found.count_unit:
            yield _sum_row(tr("Cộng {level}", level=lower_first(name)), forms, "subtotal", Key(level=level))
    if len(compared) > 1 and found.count_unit:
        yield _sum_row(tr("Tổng cộng"), compared, "total", ALL)
    if of_one_period:
        yield Row({"form": tr("Không so sánh: chỉ được tặng ở một kỳ")}, "group")
        yield from (_row(one.told, one.count, one.before, None, "part", key=one.key) for one in of_one_period)
    if left_out:
        yield Row({"form": tr("Chưa so sánh được vì thiếu số liệu của một kỳ")}, "group")
        yield from (_row(one.told, one.count, one.before, None, "part", key=one.key) for one in left_out)


def _sum_row(label: str, forms: Sequence[FormChange], role: Role, key: Key) -> Row:
    """A sum with its change: all that it adds up is known for both periods, or cannot be."""
    count, before = (_known_sum(cells) for cells in ([one.count for one in forms], [one.before for one in forms]))
    known = [one.change for one in forms if one.change is not None]
    return _row(label, count, before, sum_changes(known) if known else None, role, key=key)


def _known_sum(cells: Sequence[Cell]) -> Cell:
    known = [cell for cell in cells if isinstance(cell, int)]
    return sum(known) if known else MISSING


def _row(label: str, count: Cell, before: Cell, change: Change | None, role: Role = "body", *, key: Key) -> Row:
    """One row: the cells it prints, and the comparison with its verdict as values."""
    return Row(_cells(label, count, before, change), role, change.values() if change else {}, key)


def _cells(label: str, count: Cell, before: Cell, change: Change | None) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"form": label, "count": count, "before": before}
    if change is None:
        mark = NOT_APPLICABLE if NOT_APPLICABLE in (count, before) else MISSING
        return {**cells, "difference": mark, "ratio": mark}
    return {**cells, "difference": change.difference, "ratio": ratio_words(change)}


def _notes(report: Known, found: Changes) -> Iterator[str]:
    if words := ground_sentence(report, report.ground):
        yield words
    yield tr("Tỷ số lớn hơn 1 là tăng; khoảng tin cậy 95% chứa 1 là thay đổi nằm trong dao động ngẫu nhiên.")
    if any(one.change is not None and one.change.follows_quota for one in found.forms):
        yield quota_note()
    if words := comparisons_words(found.comparisons):
        yield words
    if words := _competence_words(report, found):
        yield words
    if not found.count_unit:
        yield tr("Có dòng đếm lượt, có dòng đếm số tập thể, cá nhân, nên không cộng.")


def chart(report: Known, found: Changes | None) -> Chart | None:
    """A line for each of the largest forms from the same period before to this one; those beyond chance stand out."""
    data = table(report, found)
    if data is None or found is None:
        return None
    known = [(one.told, one.change) for one in found.compared if one.change is not None]
    too_large, shown = drawable(known)
    if len(shown) < 2:
        return None
    slopes = [Slope(label, one.before, one.count, is_own=one.is_beyond_chance) for label, one in shown]
    periods = _periods(report)
    svg = slope_svg(
        slopes,
        before_title=upper_first(periods["before"]),
        after_title=upper_first(periods["period"]),
        write=write_number,
    )
    told = _both(shown)
    alt = tr("Biểu đồ đường dốc, kỳ trước và kỳ này của các hình thức: {told}.", told=told)
    title = tr("Các hình thức khen thưởng, {period} so với {before}", **periods)
    notes = (tr("Không vẽ vì lớn hơn hẳn các hình thức khác: {told}.", told=_both(too_large)),) if too_large else ()
    if len(too_large) + len(shown) < len(known):
        notes = (*notes, tr("Không vẽ các hình thức nhỏ hơn."))
    return Chart(svg, alt, replace(data.without("ratio"), name="changes_chart", title=title, notes=notes))


def drawable(known: Sequence[tuple[str, Change]]) -> tuple[list[tuple[str, Change]], list[tuple[str, Change]]]:
    """The forms too large for one scale with the others, and those that a slope chart shows, each largest first."""
    ordered = sorted(known, key=lambda one: -_size(one[1]))
    first = 0
    while len(ordered) - first > 2 and _size(ordered[first][1]) >= DWARFS * _size(ordered[first + 1][1]):
        first += 1
    return ordered[:first], ordered[first : first + DRAWN]


def _size(change: Change) -> int:
    return max(change.count, change.before)


def _both(changed: Sequence[tuple[str, Change]]) -> str:
    return "; ".join(f"{label} {write_number(one.before)} – {write_number(one.count)}" for label, one in changed)


class ChangesChapter(
    Chapter[Changes | None], measure=measure, finding=finding, detail=detail, chart=chart, table=table
):
    """What rose or fell against the same period before."""
