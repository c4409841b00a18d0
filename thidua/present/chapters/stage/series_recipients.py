"""Awards as times (lượt) and the distinct recipients behind them, by year of a stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from thidua.measures.recipients import Recipients, recipients
from thidua.present.chapter import Chapter
from thidua.present.chapters.stage.stage_series import StageSeries, read_series
from thidua.present.keyed import ALL, Key, key_of
from thidua.present.known import Known
from thidua.present.known_part import unnamed_note
from thidua.present.language import named, tr
from thidua.present.numbers import MISSING, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import Period, get_recipient_kind

KINDS = ("collective", "individual")


def count_recipients(series: StageSeries) -> dict[str, dict[str, Recipients]]:
    """The recipients by year, and last of the whole stage, by kind; empty where no list names any."""
    report = series.report
    listed = {}
    for year in series.known_years:
        listed[year] = report.dataset.facts.listed(report.unit, Period("year", year))
    found = {str(year): _by_kind([series.awarded[year]], [rows]) for year, rows in listed.items()}
    if len(found) > 1:
        found[report.period_label] = _by_kind([series.awarded[year] for year in listed], list(listed.values()))
    return found if any(one.listed for of_year in found.values() for one in of_year.values()) else {}


def _by_kind(awarded: Sequence[pd.DataFrame], rows: Sequence[pd.DataFrame]) -> dict[str, Recipients]:
    counted = recipients(pd.concat(awarded, ignore_index=True), pd.concat(rows, ignore_index=True))
    return {one.kind: one for one in counted if one.kind in KINDS}


def finding(report: Known, counted: Mapping[str, Mapping[str, Recipients]]) -> Part | None:
    """How many different recipients the lists of the whole stage name, and how many of them more than once."""
    of_stage = counted.get(report.period_label, {})
    # Of what lists count without names nobody knows whose it is.
    known = [of_stage[kind] for kind in KINDS if kind in of_stage and not of_stage[kind].unnamed]
    told = [_words(one) for one in known if one.listed]
    if not told:
        return None
    words = {"period": report.period_label, "told": "; ".join(told)}
    return plain("series_recipients_finding", tr("Theo danh sách quyết định, {period} đã khen {told}.", **words))


def _words(found: Recipients) -> str:
    values = {
        "listed": write_number(found.listed),
        "distinct": write_number(found.distinct),
        "again": write_number(found.again),
    }
    if found.kind == "collective":
        return tr("{distinct} tập thể ({listed} lượt), trong đó {again} tập thể từ hai lần trở lên", **values)
    return tr("{distinct} cá nhân ({listed} lượt), trong đó {again} cá nhân từ hai lần trở lên", **values)


def table(report: Known, counted: Mapping[str, Mapping[str, Recipients]]) -> Table | None:
    """Times and distinct recipients of each kind by year, and of the whole stage."""
    if not counted:
        return None
    kinds = [kind for kind in KINDS if any(kind in of_year for of_year in counted.values())]
    columns = [Column("year", tr("Năm"), "label")]
    for kind in kinds:
        head = named(get_recipient_kind(kind))
        columns += [
            Column(f"{kind}_counted", tr("Lượt khen"), group=head, key=Key(kind=kind)),
            Column(f"{kind}_listed", tr("Có tên"), group=head, key=Key("named in lists", kind=kind)),
            Column(f"{kind}_distinct", tr("Khác nhau"), group=head, key=Key("recipients", kind=kind)),
        ]
    rows = [
        Row(
            {"year": label, **{name: cell for kind in kinds for name, cell in _cells(kind, of_year.get(kind)).items()}},
            key=ALL if label == report.period_label else Key(when=str(Period.parse(label))),
        )
        for label, of_year in counted.items()
    ]
    if report.period_label in counted:
        rows[-1] = replace(rows[-1], cells={**rows[-1].cells, "year": tr("Cả giai đoạn")})
    title = tr("Số lượt khen và số tập thể, cá nhân khác nhau, {period}", period=report.period_label)
    notes = tuple(_notes(counted))
    source, key = source_words(report), key_of(report)
    return Table(
        "series_recipients", title, tuple(columns), tuple(rows), notes, source, report.is_illustrative, key=key
    )


def _cells(kind: str, found: Recipients | None) -> dict[str, Cell]:
    names = [f"{kind}_{name}" for name in ("counted", "listed", "distinct")]
    if found is None:
        return dict.fromkeys(names, MISSING)
    has_times = found.counted is not None and found.count_unit == "instance"
    values: list[Cell] = [found.counted if has_times and found.counted is not None else MISSING]
    values += [found.listed, found.distinct] if found.listed else [MISSING, MISSING]
    return dict(zip(names, values, strict=True))


def _notes(counted: Mapping[str, Mapping[str, Recipients]]) -> Iterator[str]:
    yield tr(
        "“Có tên”: số lượt có tên trong danh sách quyết định; “Khác nhau”: số tập thể, cá nhân khác nhau trong đó."
    )
    # The last row is that of the whole stage, or of its only year.
    yield from unnamed_note(list(counted.values())[-1].values())
    if any(not one.is_all_in_lists for of_year in counted.values() for one in of_year.values()):
        yield tr("Biểu tổng hợp không có tên, nên số khác nhau chỉ tính trong các danh sách.")
    if len(counted) > 1:
        yield tr("Ở dòng “Cả giai đoạn”, một tập thể, cá nhân được khen trong nhiều năm chỉ tính một lần là khác nhau.")


class SeriesRecipientsChapter(Chapter[dict[str, dict[str, Recipients]]], finding=finding, table=table):
    """Awards and recipients over the years of a stage."""

    def measure(self) -> dict[str, dict[str, Recipients]]:
        """Count the recipients of every year."""
        return count_recipients(self.known.once(read_series))
