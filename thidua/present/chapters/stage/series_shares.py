"""Shares by year of a stage, each with its interval: direct workers among the commended, fighters among advanced."""

from __future__ import annotations

from dataclasses import replace

from thidua.measures.change import comparisons_of
from thidua.measures.intervals import Share, newcombe_difference
from thidua.measures.series import ShareSeries
from thidua.present.chance import apart, comparisons_words, with_comparisons
from thidua.present.change_words import is_steady_share
from thidua.present.chapter import Chapter
from thidua.present.chapters.stage.stage_series import StageSeries, break_notes, read_series
from thidua.present.chart import Chart
from thidua.present.drawing.series import Series, series_svg
from thidua.present.keyed import MANAGERS_AND_WORKERS, PART, SHARE, WHOLE, Key, class_key, key_of, ratio_key
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number, write_percent, write_share_of
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, award_name, share_cell, share_words
from thidua.registry import Period


def finding(report: Known, series: StageSeries) -> Part | None:
    """Each share in the first and the last year that tell it, and whether it is clearly higher or lower."""
    if not series.shares:
        return None
    return plain("series_shares_finding", *(_plain_sentence(share, series) for share in series.shares))


def detail(report: Known, series: StageSeries) -> Part | None:
    """Each share in the first and the last year with its interval, and whether chance explains the difference."""
    if not series.shares:
        return None
    asked = comparisons_of(sum(not _is_exact(share) for share in series.shares))
    told = [*(_sentence(share, series) for share in series.shares), comparisons_words(asked)]
    return with_comparisons(plain("series_shares_finding_detail", *filter(None, told)), asked)


def _plain_sentence(share: ShareSeries, series: StageSeries) -> str:
    (first, before), (last, after) = _ends(share, series)
    words = {"name": _name(share, series.report), "first": first, "last": last}
    told = tr(
        "{name}: {before} năm {first}, {after} năm {last}",
        before=exact_words(before),
        after=exact_words(after),
        **words,
    )
    return f"{told}{_points_words(before, after) if _is_exact(share) else _clear_words(before, after)}."


def _clear_words(before: Share, after: Share) -> str:
    """Whether the later share is clearly another: nothing where one of them has too few cases."""
    found = newcombe_difference(after.part, after.whole, before.part, before.whole)
    if min(before.whole, after.whole) < TOO_FEW or found.difference is None:
        return ""
    if found.is_within_chance:
        return tr(", cơ bản ổn định") if is_steady_share(after, before) else ""
    return tr(", tăng rõ") if found.difference > 0 else tr(", giảm rõ")


def _ends(share: ShareSeries, series: StageSeries) -> tuple[tuple[int, Share], tuple[int, Share]]:
    """The first and the last year that tell a share."""
    known = [(year, value) for year, value in zip(series.awarded, share.values, strict=True) if value and value.whole]
    return known[0], known[-1]


def _sentence(share: ShareSeries, series: StageSeries) -> str:
    (first, before), (last, after) = _ends(share, series)
    is_exact = _is_exact(share)
    told_before, told_after = (exact_words(one) if is_exact else share_words(one) for one in (before, after))
    told = tr(
        "{name}: {before} năm {first}, {after} năm {last}",
        name=_name(share, series.report),
        first=first,
        last=last,
        before=told_before,
        after=told_after,
    )
    return f"{told}{_points_words(before, after) if is_exact else _difference_words(before, after)}."


def _is_exact(share: ShareSeries) -> bool:
    """Whether it is a ratio under a cap or quota, which is set and no matter of chance: without interval or verdict."""
    return share.award == "CSTDCS"


def exact_words(share: Share) -> str:
    """A ratio of two full counts: "14,2% (41/289)"."""
    return write_share_of(share.part, share.whole, small=TOO_FEW)


def _points_words(before: Share, after: Share) -> str:
    """How far the later ratio lies from the earlier one, without a verdict; nothing where one has too few cases."""
    if min(before.whole, after.whole) < TOO_FEW or before.share is None or after.share is None:
        return ""
    points = round(100 * (after.share - before.share), 1)
    if points == 0:
        return tr("; không thay đổi")
    written = write_number(abs(points), decimals=1)
    if points > 0:
        return tr("; cao hơn {points} điểm phần trăm", points=written)
    return tr("; thấp hơn {points} điểm phần trăm", points=written)


def _difference_words(before: Share, after: Share) -> str:
    """How far the later share lies from the earlier one, in percentage points: nothing where one has too few cases."""
    found = newcombe_difference(after.part, after.whole, before.part, before.whole)
    if min(before.whole, after.whole) < TOO_FEW or found.difference is None or found.low is None or found.high is None:
        return ""
    words = {
        "points": write_number(abs(100 * found.difference), decimals=1),
        "low": write_number(100 * found.low, decimals=apart(100 * found.low, from_=0, decimals=1)),
        "high": write_number(100 * found.high, decimals=apart(100 * found.high, from_=0, decimals=1)),
    }
    if found.is_within_chance:
        return tr(
            "; chênh {points} điểm phần trăm (khoảng tin cậy 95%: {low} đến {high}), trong mức ngẫu nhiên", **words
        )
    if found.difference > 0:
        return tr(
            "; cao hơn {points} điểm phần trăm (khoảng tin cậy 95%: {low} đến {high}), vượt mức ngẫu nhiên", **words
        )
    return tr("; thấp hơn {points} điểm phần trăm (khoảng tin cậy 95%: {low} đến {high}), vượt mức ngẫu nhiên", **words)


def _name(share: ShareSeries, report: Known) -> str:
    form = award_name(share.award, regime=report.regime)
    if share.award == "CSTDCS":
        return tr("{form} so với {whole}", form=form, whole=award_name("LDTT", regime=report.regime))
    return tr("Người trực tiếp lao động trong số lãnh đạo và người trực tiếp lao động được tặng {form}", form=form)


def table(report: Known, series: StageSeries) -> Table | None:
    """Each share by year: part, whole and percentage with its interval."""
    if not series.shares:
        return None
    rows = []
    for share in series.shares:
        rows.append(Row({"year": _name(share, report)}, "group"))
        rows += [
            Row(
                {"year": str(year), **_cells(one, is_exact=_is_exact(share))},
                key=_key(share) | Key(when=str(Period("year", year))),
            )
            for year, one in zip(series.awarded, share.values, strict=True)
        ]
    columns = (
        Column("year", tr("Năm"), "label"),
        Column("part", tr("Số cá nhân"), key=PART),
        Column("whole", tr("Trong số"), key=WHOLE),
        Column("percent", tr("Tỷ lệ"), "percent", key=SHARE),
        Column("low", tr("Cận dưới 95%"), "percent"),
        Column("high", tr("Cận trên 95%"), "percent"),
    )
    notes = [
        tr("Tỷ lệ trực tiếp lao động tính trên số lãnh đạo, quản lý và người trực tiếp lao động; doanh nhân để riêng."),
    ]
    if any(_is_exact(share) for share in series.shares):
        notes.append(
            tr("Chiến sĩ thi đua cơ sở so với Lao động tiên tiến: theo mức quy định, không có khoảng tin cậy.")
        )
    title = tr("Tỷ lệ theo từng năm, {period}", period=report.period_label)
    source, key = source_words(report), key_of(report)
    return Table("series_shares", title, columns, tuple(rows), tuple(notes), source, report.is_illustrative, key=key)


def _key(share: ShareSeries) -> Key:
    """What a share is of, as the reports of its years tell it."""
    if share.award == "CSTDCS":
        return ratio_key("CSTDCS", "LDTT")
    return class_key("direct_worker", share.award, MANAGERS_AND_WORKERS)


def _cells(share: Share | None, *, is_exact: bool) -> dict[str, Cell]:
    if share is None:
        return dict.fromkeys(("part", "whole", "percent", "low", "high"), MISSING)
    whole = share.whole
    limits = {name: share_cell(getattr(share, field), whole) for name, field in _LIMITS}
    if is_exact:
        limits |= dict.fromkeys(("low", "high"), NOT_APPLICABLE)
    return {"part": share.part, "whole": whole, **limits}


_LIMITS = (("percent", "share"), ("low", "low"), ("high", "high"))


def chart(report: Known, series: StageSeries) -> Chart | None:
    """Each share by year with its interval, and the breaks."""
    data = table(report, series)
    if data is None:
        return None
    panels = [Series(_name(share, report), *_limits(share)) for share in series.shares]
    svg = series_svg(panels, series.labels, series.drawn_breaks, write=write_percent)
    told = "; ".join(
        f"{panel.title}: {', '.join(MISSING if value is None else write_percent(value) for value in panel.values)}"
        for panel in panels
    )
    first, last = series.labels[0], series.labels[-1]
    alt = tr(
        "Tỷ lệ từng năm, từ năm {first} đến năm {last}. {told}.",
        first=first,
        last=last,
        told=told,
    )
    title = tr("Tỷ lệ theo từng năm; vạch đứng là khoảng tin cậy 95%, {period}", period=report.period_label)
    return Chart(svg, alt, replace(data, name="series_shares_chart", title=title, notes=tuple(break_notes(series))))


def _limits(share: ShareSeries) -> tuple[list[float | None], list[float | None], list[float | None]]:
    """Shares and both limits; None where there are too few cases to draw one, limits also of an exact ratio."""
    drawn = [one if one is not None and one.whole >= TOO_FEW else None for one in share.values]
    with_limits = [None if _is_exact(share) else one for one in drawn]
    return (
        [None if one is None else one.share for one in drawn],
        [None if one is None else one.low for one in with_limits],
        [None if one is None else one.high for one in with_limits],
    )


class SeriesSharesChapter(
    Chapter[StageSeries], measure=read_series, finding=finding, detail=detail, chart=chart, table=table
):
    """Shares over the years of a stage."""
