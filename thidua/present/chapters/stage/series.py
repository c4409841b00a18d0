"""The years of a stage beside each other: each form by year, with the days on which the law or the units change.

Shares by year are in ``series_shares``, distinct recipients in ``series_recipients``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thidua.measures.change import Change, comparisons, same_period_change
from thidua.measures.counts import award_counts, count_of
from thidua.measures.series import FormSeries
from thidua.present.award_sentences import summary
from thidua.present.chance import comparisons_words, with_comparisons
from thidua.present.change_words import change_words, plain_change_words, trend_words
from thidua.present.chapter import Chapter
from thidua.present.chapters.stage.stage_series import StageSeries, break_notes, read_series
from thidua.present.chart import Chart
from thidua.present.drawing.series import Series, series_svg
from thidua.present.gap_words import missing_words
from thidua.present.keyed import ALL, Key, group_id, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.numbers import MISSING, write_count, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, award_name, no_figures
from thidua.registry import Period
from thidua.registry.quotas import follows_quota

PANELS = 6
"""So many forms are drawn, those with the most awards: on paper a panel needs its room."""


def finding(report: Known, series: StageSeries) -> Part | None:
    """Which forms the last known year had clearly more or fewer of than the first; of one known year what it had."""
    name = "series_finding"
    if not series.awarded:
        return None
    if not series.known_years:
        return no_figures(name, report, tr("số liệu của từng năm"))
    if len(series.known_years) == 1 and len(series.awarded) > 1:
        alone = replace(report, period=Period("year", series.known_years[0]))
        return summary(alone, award_counts(alone.awarded), name=name)
    said = [*_known_years(series), *_told(series)] or [_every_year(series)]
    return plain(name, " ".join(said))


def _known_years(series: StageSeries) -> Iterator[str]:
    """Of which years alone there are figures; nothing where there are of all."""
    if len(series.known_years) < len(series.awarded):
        years = ", ".join(map(str, series.known_years))
        yield tr_count("Trong giai đoạn, các năm có số liệu riêng là {years}.", len(series.known_years), years=years)


def _every_year(series: StageSeries) -> str:
    """That there are figures of every year, of which none can be compared."""
    number = len(series.known_years)
    return tr_count("Có số liệu riêng của cả {number} năm.", number, number=write_count(number))


def _told(series: StageSeries) -> Iterator[str]:
    """The last known year against the first: the forms that are clearly up or down, and how many are not."""
    compared = list(_compared(series))
    if not compared:
        return
    first, last = series.known_years[0], series.known_years[-1]
    named = [(form, change) for form, change in compared if change.is_beyond_chance or change.follows_quota]
    rest = [change for _, change in compared if not (change.is_beyond_chance or change.follows_quota)]
    is_steady = all(change.difference == 0 or trend_words(change) for change in rest)
    how, number = tr("cơ bản ổn định") if is_steady else tr("chưa tăng, giảm rõ"), write_count(len(rest))
    told = [f"{form} {plain_change_words(change)}" for form, change in named]
    if rest and named:
        told.append(tr_count("{number} hình thức còn lại {how}", len(rest), number=number, how=how))
    elif len(rest) == 1:
        told.append(f"{compared[0][0]} {how}")
    elif rest:
        told.append(tr_count("cả {number} hình thức {how}", len(rest), number=number, how=how))
    yield tr("Năm {last} so với năm {first}: {told}.", first=first, last=last, told="; ".join(told))


def detail(report: Known, series: StageSeries) -> Part | None:
    """The changes of the forms with ratio and interval, and how many comparisons were made; None of one year."""
    if len(series.known_years) < 2:
        return None
    said = [sentence for sentence in (*_coverage(series), *_changes(series)) if sentence]
    made = comparisons(change for _, change in _compared(series))
    return with_comparisons(plain("series_finding_detail", " ".join(said)), made)


def _coverage(series: StageSeries) -> Iterator[str]:
    known, lacking = series.known_years, [year for year in series.awarded if year not in series.known_years]
    if lacking:
        words = {"years": ", ".join(map(str, known)), "lacking": ", ".join(map(str, lacking))}
        yield tr_count("Có số liệu riêng của năm {years}; chưa có của năm {lacking}.", len(known), **words)


def _changes(series: StageSeries) -> Iterator[str]:
    """The last known year against the first: forms that changed by more than chance, and how many did not."""
    first, last = series.known_years[0], series.known_years[-1]
    compared = list(_compared(series))
    beyond = [(form, change) for form, change in compared if change.is_beyond_chance]
    by_quota = [(form, change) for form, change in compared if change.follows_quota]
    words = {"first": first, "last": last}
    if beyond:
        told = "; ".join(f"{form} {change_words(change)}" for form, change in beyond)
        yield tr("Năm {last} so với năm {first}, vượt mức dao động ngẫu nhiên: {told}.", told=told, **words)
    if by_quota:
        told = "; ".join(f"{form} {change_words(change)}" for form, change in by_quota)
        yield tr("Theo tỷ lệ quy định, không xét dao động ngẫu nhiên: {told}.", told=told)
    if rest := len(compared) - len(beyond) - len(by_quota):
        number = write_count(rest)
        if beyond:
            yield tr_count(
                "Thay đổi của {number} hình thức còn lại nằm trong mức dao động ngẫu nhiên.", rest, number=number
            )
        else:
            yield tr_count(
                "Năm {last} so với năm {first}, thay đổi của cả {number} hình thức nằm trong mức dao động ngẫu nhiên.",
                rest,
                number=number,
                **words,
            )
    yield comparisons_words(comparisons(change for _, change in compared))
    if (beyond or by_quota) and series.breaks:
        count = len(series.breaks)
        number = write_count(count)
        yield tr_count(
            "Trong giai đoạn có {number} lần quy định hoặc đơn vị hành chính thay đổi; số liệu trước và sau đó không "
            "hoàn toàn so sánh được.",
            count,
            number=number,
        )


def _compared(series: StageSeries) -> Iterator[tuple[str, Change]]:
    """Each form of which the first and the last known year have a figure, with its change, the largest first."""
    if len(series.known_years) < 2:
        return
    years = list(series.awarded)
    first, last = (years.index(year) for year in (series.known_years[0], series.known_years[-1]))
    report, found = series.report, []
    days = [Period.parse(str(year)).last_day(report.basis) for year in (series.known_years[0], series.known_years[-1])]
    for form in series.forms:
        before, count = form.comparable[first], form.comparable[last]
        if before is not None and count is not None and before + count >= TOO_FEW:
            change = same_period_change(count, before, follows_quota=follows_quota(form.award, *days))
            found.append((award_name(form.award, regime=report.regime), change))
    yield from sorted(found, key=lambda pair: -abs(pair[1].difference))


def table(report: Known, series: StageSeries) -> Table | None:
    """Each form by year, with the sum of the years that are known; times and recipients apart."""
    if len(series.known_years) < 2:
        return None
    years = [f"y{year}" for year in series.awarded]
    columns = (
        Column("form", tr("Danh hiệu, hình thức"), "label"),
        *(
            Column(name, label, key=Key(when=str(Period("year", year))))
            for name, label, year in zip(years, series.labels, series.awarded, strict=True)
        ),
        Column("total", tr("Cộng"), sum_of=tuple(years), key=ALL),
    )
    units = {"instance": tr("Đếm số lần được khen (lượt)"), "recipient": tr("Đếm tập thể, cá nhân được khen (số)")}
    rows = []
    for unit in units:
        of_unit = [form for form in series.forms if form.count_unit == unit]
        if of_unit:
            rows.append(Row({"form": units[unit]}, "group"))
            rows += [Row(_form_cells(form, report, years), key=_key(form, series)) for form in of_unit]
    title = tr("Kết quả khen thưởng từng năm, {period}", period=report.period_label)
    notes = tuple(_notes(series))
    source, key = source_words(report), key_of(report)
    return Table("series", title, columns, tuple(rows), notes, source, report.is_illustrative, key=key)


def _key(form: FormSeries, series: StageSeries) -> Key:
    """A form, and in what it is counted where the years differ; the sum of some years is not that of the stage."""
    same = sum(one.award == form.award for one in series.forms)
    known = zip(series.awarded, form.values, strict=True)
    years = [str(Period("year", year)) for year, value in known if value is not None]
    when = group_id(years) if len(years) < len(form.values) else ""
    return Key(award=form.award, count_unit=form.count_unit if same > 1 else "", when=when)


def _form_cells(form: FormSeries, report: Known, years: Sequence[str]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"form": award_name(form.award, regime=report.regime)}
    cells |= {name: MISSING if value is None else value for name, value in zip(years, form.values, strict=True)}
    return {**cells, "total": sum(form.known) if form.known else MISSING}


def _notes(series: StageSeries) -> Iterator[str]:
    if any(value is None for form in series.forms for value in form.values):
        yield tr("“…” chưa có số liệu của năm đó; cột “Cộng” chỉ cộng các năm đã có.")
    if words := missing_words(series.report, series.gaps):
        yield tr("Chưa gồm {words}; những năm đó không đem so sánh và không vẽ ở hình thức còn thiếu.", words=words)
    yield tr("Các cấp quyết định, loại hình và đối tượng của một hình thức được cộng chung.")
    if any(_differs_from_stage(form, series.report) for form in series.forms):
        yield tr("Nguồn nêu riêng số của cả giai đoạn, khác số cộng các năm.")


def _differs_from_stage(form: FormSeries, report: Known) -> bool:
    stage = count_of(report.awarded, form.award)
    return None not in form.values and stage is not None and stage != sum(form.known)


def chart(report: Known, series: StageSeries) -> Chart | None:
    """The forms with the most awards as small panels by year, with the breaks; no line of a trend."""
    data = table(report, series)
    if data is None:
        return None
    known = sorted((form for form in series.forms if sum(form.whole) > 1), key=lambda form: -sum(form.known))
    drawn = known[:PANELS]
    if not drawn:
        return None
    names = [award_name(form.award, regime=report.regime) for form in drawn]
    svg = series_svg(
        [Series(name, form.comparable) for name, form in zip(names, drawn, strict=True)],
        series.labels,
        series.drawn_breaks,
        write=write_number,
    )
    title = tr("Các hình thức theo từng năm, {period}", period=report.period_label)
    told = "; ".join(f"{name}: {_values_words(form)}" for name, form in zip(names, drawn, strict=True))
    alt = tr(
        "Chuỗi số liệu từ năm {first} đến năm {last}. {told}.",
        first=series.labels[0],
        last=series.labels[-1],
        told=told,
    )
    notes = [tr("Mỗi phần của hình có thang riêng."), *break_notes(series)]
    if len(drawn) < len(known):
        notes.append(tr("Không vẽ các hình thức nhỏ hơn."))
    return Chart(svg, alt, replace(data, name="series_chart", title=title, notes=tuple(notes)))


def _values_words(form: FormSeries) -> str:
    return ", ".join(MISSING if value is None else write_number(value) for value in form.comparable)


class SeriesChapter(
    Chapter[StageSeries], measure=read_series, finding=finding, detail=detail, chart=chart, table=table
):
    """The forms of each year of a stage."""
