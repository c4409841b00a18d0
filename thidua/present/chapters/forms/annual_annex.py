"""The annual annex: proposed and decided awards by type, recipient and class, as one table across the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from thidua.facts.columns import COUNT_UNITS
from thidua.measures.annual_annex import CLASSES, COLUMNS, SPLIT_TYPES, WHOLE_TYPES, AnnexRow, annual_annex, sum_of
from thidua.present.chapter import Chapter
from thidua.present.keyed import ALL, Key, key_of
from thidua.present.known import Known
from thidua.present.known_part import is_part
from thidua.present.language import language, named, tr, tr_count
from thidua.present.numbers import write_count, write_number
from thidua.present.part import Part
from thidua.present.proposing import proposing_words
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import award_name, kinds_name, no_figures, state_cell, upper_first
from thidua.registry import award_type_label, get_level

NAMED_FORMS = 4
"""A note names so many forms; of more it says how many others there are."""


def table(report: Known, rows: Sequence[AnnexRow], *, name: str = "annual_annex") -> Table | None:
    """Proposed and decided awards of each form by type, recipient kind and class of individuals.

    Notes
    -----
    The de-facto annual annex of the province. Instances and recipients are never added up: where both occur, each
    row says what it counts and there is no total.
    """
    if not _is_told(rows):
        return None
    rows = [_with_zeros(report, row) for row in rows]
    mixed = len({row.count_unit for row in rows}) > 1
    body: list[Row] = []
    for level, same in groupby(rows, key=lambda row: row.level):
        body.append(Row({"form": named(get_level(level)) if level else tr("Chưa rõ cấp")}, "group"))
        body += [
            Row({"form": _form_words(row, report, mixed=mixed), **_cells(row)}, key=_row_key(row, rows)) for row in same
        ]
    if not mixed and len(rows) > 1:
        body.append(Row({"form": tr("Tổng cộng"), **_total(report, rows)}, "total", key=ALL))
    return Table(
        name,
        tr("Tổng hợp đề nghị và kết quả khen thưởng theo loại hình, {period}", period=report.period_label),
        tuple(_columns(report)),
        tuple(body),
        notes=tuple(_notes(report, rows, mixed=mixed)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        landscape=True,
        key=key_of(report),
    )


def _with_zeros(report: Known, row: AnnexRow) -> AnnexRow:
    """A row with 0 for a kind that nobody names, where lists alone reach over all days of its level."""
    kinds = [kind for kind in ("collective", "individual") if row.figures[f"decided_{kind}"] == "missing"]
    if not kinds or not row.level or not report.coverage.is_listed(row.level):
        return row
    heads = {"collective": {"collective"}, "individual": {"individual", *CLASSES}}
    given = set[str]().union(*(heads[kind] for kind in kinds))
    open_names = [name for name, figure in row.figures.items() if figure == "missing"]
    names = [name for name in open_names if not name.startswith("proposed") and name.rpartition("_")[2] in given]
    return row._replace(figures={**row.figures, **dict.fromkeys(names, 0)})


def _row_key(row: AnnexRow, rows: Sequence[AnnexRow]) -> Key:
    """A form by its code, and by level and count unit where several rows are of it."""
    is_alone = sum(one.award == row.award for one in rows) == 1
    return Key(award=row.award) if is_alone else Key(award=row.award, level=row.level, count_unit=row.count_unit)


def _column_key(group: str, head: str) -> Key | None:
    """What a column counts where another chapter counts it too: decided awards, and types, by kind."""
    if group == "proposed":
        return Key("proposed", kind=head)
    if head not in ("collective", "individual") or group == "enterprise":
        return None
    return Key(kind=head, award_type="" if group == "decided" else group)


def finding(report: Known, rows: Sequence[AnnexRow], *, name: str = "annual_annex_finding") -> Part | None:
    """That the figures of the annex are not there; where they are, the table says all of it."""
    return None if _is_told(rows) else no_figures(name, report, tr("số liệu khen thưởng theo loại hình và số đề nghị"))


def _is_told(rows: Sequence[AnnexRow]) -> bool:
    """Whether proposals, or the types of most awards, are known: without them the annex would be marks alone."""

    def sum_of(columns: Iterable[str]) -> int:
        return sum(figure for row in rows for name in columns if isinstance(figure := row.figures[name], int))

    typed = [name for name in COLUMNS if not name.startswith(("proposed", "decided", "enterprise"))]
    decided = sum_of(["decided_collective", "decided_individual"])
    known = sum_of(typed) + sum(row.unclassified for row in rows)
    return sum_of(["proposed_collective", "proposed_individual"]) > 0 or (decided > 0 and 2 * known >= decided)


def _columns(report: Known) -> Iterator[Column]:
    heads = {
        "collective": tr("TT"),
        "individual": tr("CN"),
        "leader": tr("Lãnh đạo"),
        "deputy": tr("Từ phó phòng"),
        "direct": tr("Trực tiếp"),
    }
    proposing = proposing_words(report)
    proposed = tr("Số đề nghị ({units})", units=proposing) if proposing else tr("Số đề nghị")
    groups = {"proposed": proposed, "decided": tr("Số quyết định"), "enterprise": tr("Doanh nghiệp")}
    for code in (*SPLIT_TYPES, *WHOLE_TYPES):
        groups[code] = upper_first(award_type_label(code, regime=report.regime, wording="legal", lang=language()))
    yield Column("form", tr("Danh hiệu, hình thức"), "label")
    for name in COLUMNS:
        group, _, head = name.partition("_")
        yield Column(name.lower(), heads[head], group=groups[group], key=_column_key(group, head))


def _form_words(row: AnnexRow, report: Known, *, mixed: bool) -> str:
    name = award_name(row.award, regime=report.regime)
    if not mixed:
        return name
    return tr("{form} (lượt)", form=name) if row.count_unit == "instance" else tr("{form} (số)", form=name)


def _cells(row: AnnexRow) -> dict[str, Cell]:
    return {name.lower(): n if isinstance(n, int) else state_cell(n) for name, n in row.figures.items()}


def _total(report: Known, rows: Sequence[AnnexRow]) -> dict[str, Cell]:
    """The sums of the columns; none of the decided awards is known to be none where some awards are not known."""
    sums = {name.lower(): sum_of(row.figures[name] for row in rows) for name in COLUMNS}
    if is_part(report):
        sums |= {name: "missing" for name, sum_ in sums.items() if sum_ == 0 and not name.startswith("proposed")}
    return {name: figure if isinstance(figure, int) else state_cell(figure) for name, figure in sums.items()}


def _notes(report: Known, rows: Sequence[AnnexRow], *, mixed: bool) -> Iterator[str]:
    yield tr(
        "TT: tập thể; CN: cá nhân; “Lãnh đạo”: lãnh đạo cấp vụ, sở, ngành trở lên; “Từ phó phòng”: lãnh đạo khác từ "
        "phó phòng trở lên; “Trực tiếp”: người trực tiếp công tác, lao động, học tập."
    )
    if not mixed and rows and rows[0].count_unit in COUNT_UNITS:
        yield tr("Đơn vị tính: lượt.") if rows[0].count_unit == "instance" else tr("Đơn vị tính: tập thể, cá nhân.")
    if any("missing" in row.figures.values() for row in rows):
        yield tr("Tổng có một số hạng “…” là “…”.")
    yield tr("Doanh nghiệp là một phần của số quyết định; chỉ biểu tổng hợp ghi, danh sách không đánh dấu.")
    yield from _notes_on_proposals(report, rows)
    yield from _notes_on_rest(report, rows)


def _notes_on_proposals(report: Known, rows: Sequence[AnnexRow]) -> Iterator[str]:
    proposed = [row.figures[f"proposed_{kind}"] for row in rows for kind in ("collective", "individual")]
    if not any(isinstance(figure, int) for figure in proposed):
        yield tr("Chưa có biểu tổng hợp của kỳ này nên chưa có số đề nghị.")
    elif report.members:
        yield tr("Số đề nghị chỉ có của đơn vị gửi biểu tổng hợp, nên không chia số quyết định cho số đề nghị.")


def _notes_on_rest(report: Known, rows: Sequence[AnnexRow]) -> Iterator[str]:
    """What the columns cannot hold, each told with its number."""
    merged = [row for row in rows if row.merged_managers]
    if merged:
        yield tr(
            "Nguồn không tách {number} lãnh đạo, quản lý ({forms}): ở đó cột “Từ phó phòng” gồm mọi lãnh đạo, quản lý.",
            number=write_count(sum(row.merged_managers for row in merged)),
            forms=_names(merged, report),
        )
    if unclassified := [row for row in rows if row.unclassified]:
        count = sum(row.unclassified for row in unclassified)
        forms = _names(unclassified, report)
        number = write_count(count)
        yield tr_count(
            "{number} cá nhân chưa rõ đối tượng ({forms}) không nằm trong cột nào của loại hình.",
            count,
            number=number,
            forms=forms,
        )
    if households := [row for row in rows if row.households]:
        count = sum(row.households for row in households)
        number = f"{write_count(count)} {kinds_name('household', count)}"
        yield tr("Biểu không có cột cho {number} ({forms}).", number=number, forms=_names(households, report))
    others: Counter[str] = Counter()
    for row in rows:
        others.update(row.other_types)
    if others:
        labels = (
            f"{award_type_label(code, regime=report.regime, lang=language())}: {write_number(count)}"
            for code, count in sorted(others.items())
        )
        yield tr("Không có cột trong biểu, giữ nguyên như nguồn: {types}.", types="; ".join(labels))


def _names(rows: Sequence[AnnexRow], report: Known) -> str:
    names = list(dict.fromkeys(award_name(row.award, regime=report.regime) for row in rows))
    others = len(names) - NAMED_FORMS
    if others <= 0:
        return ", ".join(names)
    rest = tr_count("{number} hình thức khác", others, number=write_number(others))
    return ", ".join([*names[:NAMED_FORMS], rest])


class AnnualAnnexChapter(Chapter[list[AnnexRow]], finding=finding, table=table):
    """The results by the annual form of Decree 152/2025."""

    def measure(self) -> list[AnnexRow]:
        """Count by the lines of the form."""
        return annual_annex(self.known.facts)
