"""Women and ethnic minorities among the commended individuals; crossed with each other only with small cells hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.measures.groups import CROSSED, KnownShare, ethnic_minorities, gender_by_ethnicity, individuals, women
from thidua.measures.mix import kind_mix
from thidua.measures.suppression import THRESHOLD, suppress_crossing
from thidua.present.chapter import Chapter
from thidua.present.keyed import PART, SHARE, WHOLE, Key, Keyed, key_of, share_figures
from thidua.present.known import Known
from thidua.present.known_part import is_part
from thidua.present.language import named, tr, tr_count
from thidua.present.many import ranked, shown_rows
from thidua.present.numbers import HIDDEN, MISSING, write_count, write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, no_figures, share_cell, share_words, unit_name, upper_first
from thidua.registry import get_unit
from thidua.registry.benchmarks import Benchmark, benchmark


@dataclass(frozen=True)
class Groups:
    """Shares of two groups with their benchmarks, and individuals of each unit by gender and ethnicity.

    ``awarded`` counts all awards to individuals, with a list or without: of most that only a return counts neither
    gender nor ethnicity is told. It is None where they cannot be counted in instances, or where lists tell of more.
    """

    women: KnownShare
    minorities: KnownShare
    women_benchmark: Benchmark | None
    minorities_benchmark: Benchmark | None
    crossed: dict[str, tuple[int, ...]]
    awarded: int | None

    @property
    def is_known(self) -> bool:
        """Whether of either group so much is known that it points at nobody."""
        return any(is_told(one) for one in (self.women, self.minorities))


def is_told(known: KnownShare) -> bool:
    """Whether a group may be told: sex or ethnicity of a few individuals, whom a list names, is theirs alone."""
    return known.share.whole >= TOO_FEW


def measure(report: Known) -> Groups:
    """The shares of both groups; what a notebook does once."""
    rows, unit, year = report.listed, report.unit.id, report.period.last_day(report.basis).year
    return Groups(
        women(rows),
        ethnic_minorities(rows),
        benchmark("women", unit, year),
        benchmark("ethnic_minority", unit, year),
        gender_by_ethnicity(rows),
        _awarded(report, len(individuals(rows, "unit"))),
    )


def _awarded(report: Known, listed: int) -> int | None:
    mix = kind_mix(report.awarded)
    is_counted = mix is not None and mix.count_unit == "instance" and not mix.merged and mix.individual >= listed
    return mix.individual if mix is not None and is_counted else None


def group_name(group: str) -> str:
    """A group at the head of a row."""
    return {"women": tr("Nữ"), "ethnic_minority": tr("Người dân tộc thiểu số")}[group]


def finding(report: Known, groups: Groups) -> Part:
    """How many of the commended individuals are women and how many of an ethnic minority."""
    name = "groups_finding"
    if not groups.is_known:
        return no_figures(name, report, tr("số liệu về giới tính, dân tộc của cá nhân được khen thưởng"))
    women_words = {"part": _part_words(groups.women), "whole": write_number(groups.women.share.whole)}
    minority_words = {"part": _part_words(groups.minorities), "whole": write_number(groups.minorities.share.whole)}
    is_everybody = groups.awarded == groups.women.share.whole == groups.minorities.share.whole and not is_part(report)
    if is_everybody:
        words = {"whole": women_words["whole"], "women": women_words["part"], "minorities": minority_words["part"]}
        said = [
            tr(
                "Trong {whole} lượt cá nhân được khen có {women} là nữ, {minorities} là người dân tộc thiểu số.",
                **words,
            )
        ]
    else:
        said = [
            tr("Trong {whole} lượt cá nhân có ghi giới tính có {part} là nữ.", **women_words),
            tr("Trong {whole} lượt cá nhân có ghi dân tộc có {part} là người dân tộc thiểu số.", **minority_words),
        ]
        told = (groups.women, groups.minorities)
        said = [sentence for sentence, known in zip(said, told, strict=True) if is_told(known)]
    return plain(name, " ".join(said), figures=_figures(report, groups))


def _part_words(known: KnownShare) -> str:
    """So many of them: "40 (52,6%)"."""
    return f"{write_count(known.share.part)} ({write_percent(known.share.share or 0.0)})"


def _figures(report: Known, groups: Groups) -> list[Keyed]:
    known = {"women": groups.women, "ethnic_minority": groups.minorities}
    shares = {group: one.share for group, one in known.items() if is_told(one)}
    key = key_of(report)
    return [one for group, share in shares.items() for one in share_figures(key | _key(group), share, few=TOO_FEW)]


def detail(report: Known, groups: Groups) -> Part | None:
    """The share of each group with its interval, beside the benchmark where one is known."""
    if not groups.is_known:
        return None
    sentences = [
        group_sentence(group, known, compared, awarded=groups.awarded, is_all=not is_part(report))
        for group, known, compared in (
            ("women", groups.women, groups.women_benchmark),
            ("ethnic_minority", groups.minorities, groups.minorities_benchmark),
        )
        if is_told(known) or not known.share.whole
    ]
    if len(groups.crossed) > 1 and _shown(groups) is None:
        sentences.append(tr("Bảng giới tính theo dân tộc không hiển thị vì số quá nhỏ."))
    return plain("groups_finding_detail", " ".join(sentences), figures=_figures(report, groups))


def group_sentence(
    group: str, known: KnownShare, compared: Benchmark | None, *, awarded: int | None, is_all: bool = True
) -> str:
    """A group's share of the individuals of whom lists tell it, and of how many of all these are.

    Beside it stands its share of the unit's people where that is known. No verdict is given: who is considered for an
    award is mostly staff, whose own share nobody has told, and the people of a unit are another base.

    Parameters
    ----------
    compared
        The group's share of the people of the unit, with its year; None where none is known.
    awarded
        How many awards to individuals there are; None where that is not known.
    is_all
        Whether these are all that were awarded in the period.
    """
    share = known.share
    if not share.whole:
        return tr("{group}: danh sách không ghi.", group=group_name(group))
    of = _of_words(group, is_everybody=share.whole == awarded, is_all=is_all)
    sentence = tr("{group} chiếm {share}", group=group_name(group), share=share_words(share, of=of))
    if awarded is None and known.unknown:
        number = write_number(known.unknown)
        sentence += tr_count(", không kể {number} lượt không ghi", known.unknown, number=number)
    elif awarded is not None and awarded > share.whole:
        awards = _individuals_words(awarded, is_all=is_all)
        sentence += tr(", là {number} trong {awards}", number=write_number(share.whole), awards=awards)
    if compared is None:
        return f"{sentence}."
    beside = tr(
        "tỷ lệ trong {of} là {percent} ({year}), không phải tỷ lệ trong số người được xét nên không so sánh",
        percent=write_percent(compared.percent / 100),
        of=named(compared, "of"),
        year=compared.year,
    )
    return f"{sentence}; {beside}."


def _of_words(group: str, *, is_everybody: bool, is_all: bool) -> str:
    """What a share is of: of all individuals only where lists tell it of each of them."""
    if not is_everybody:
        return {
            "women": tr(" số lượt cá nhân có ghi giới tính trong danh sách"),
            "ethnic_minority": tr(" số lượt cá nhân có ghi dân tộc trong danh sách"),
        }[group]
    return tr(" số lượt cá nhân được khen") if is_all else tr(" số lượt cá nhân được khen đã biết")


def _individuals_words(awarded: int, *, is_all: bool) -> str:
    number = write_number(awarded)
    if is_all:
        return tr_count("{number} lượt cá nhân được khen", awarded, number=number)
    return tr_count("{number} lượt cá nhân được khen đã biết", awarded, number=number)


def table(report: Known, groups: Groups) -> Table | None:
    """The share of each group with its Wilson interval and benchmark."""
    if not groups.is_known:
        return None
    columns = (
        Column("group", tr("Nhóm"), "label"),
        Column("part", tr("Số lượt"), key=PART),
        Column("whole", tr("Trong số"), key=WHOLE),
        Column("percent", tr("Tỷ lệ"), "percent", key=SHARE),
        Column("low", tr("Cận dưới 95%"), "percent"),
        Column("high", tr("Cận trên 95%"), "percent"),
        Column("benchmark", tr("Trong dân số"), "percent"),
    )
    told = (
        ("women", groups.women, groups.women_benchmark),
        ("ethnic_minority", groups.minorities, groups.minorities_benchmark),
    )
    rows = tuple(
        Row(_cells(group, known, compared), key=_key(group))
        for group, known, compared in told
        if is_told(known) or not known.share.whole
    )
    title = tr("Nữ và người dân tộc thiểu số trong số cá nhân được khen thưởng, {period}", period=report.period_label)
    notes, source = tuple(_notes(report, groups)), source_words(report)
    return Table("groups", title, columns, rows, notes, source, report.is_illustrative, key=key_of(report))


def _key(group: str) -> Key:
    return Key(kind="individual", recipient_class=group, base="individuals of whom it is recorded")


def _cells(group: str, known: KnownShare, compared: Benchmark | None) -> dict[str, Cell]:
    share = known.share
    if not share.whole:
        cells: dict[str, Cell] = dict.fromkeys(("part", "whole", "percent", "low", "high"), MISSING)
    else:
        cells = {"part": share.part, "whole": share.whole}
        cells |= {name: share_cell(getattr(share, field), share.whole) for name, field in _FIELDS.items()}
    return {"group": group_name(group), **cells, "benchmark": compared.percent / 100 if compared else MISSING}


_FIELDS = {"percent": "share", "low": "low", "high": "high"}


def _notes(report: Known, groups: Groups) -> list[str]:
    notes = [tr("Tính theo lượt; chỉ gồm lượt có ghi giới tính, dân tộc.")]
    if groups.awarded is not None:
        wholes = (groups.women.share.whole, groups.minorities.share.whole)
        women_told, minorities_told = (write_number(whole) for whole in wholes)
        awards = _individuals_words(groups.awarded, is_all=not is_part(report))
        told = {"women": women_told, "minorities": minorities_told, "awards": awards}
        notes.append(tr("Danh sách ghi giới tính của {women}, dân tộc của {minorities} trong {awards}.", **told))
    for one in (groups.women_benchmark, groups.minorities_benchmark):
        if one is not None:
            words = {"of": named(one, "of"), "year": one.year, "source": one.source}
            notes.append(tr("Trong dân số: tỷ lệ trong {of} năm {year} ({source}), không phải chỉ tiêu.", **words))
    return notes


def crossed_table(report: Known, groups: Groups) -> Table | None:
    """Individuals of each unit by gender and ethnicity together; units with counts that may point at a person hidden.

    Notes
    -----
    Only where several units are set side by side: a unit's own report tells each share, and never the crossing.
    """
    lines = _shown(groups)
    if lines is None:
        return None
    heads = [tr("Thiểu số") if is_minority else tr("Kinh") for _, is_minority in CROSSED]
    genders = [tr("Nữ") if gender == "female" else tr("Nam") for gender, _ in CROSSED]
    columns = [Column("unit", tr("Đơn vị"), "label")]
    columns += [Column(_cell(at), head, group=genders[at]) for at, head in enumerate(heads)]
    columns.append(Column("total", tr("Tổng")))
    rows = [
        Row(_crossed_cells(upper_first(unit_name(get_unit(unit))), line, sum(groups.crossed[unit])))
        for unit, line in ranked([*lines.items()], lambda pair: sum(groups.crossed[pair[0]]))
    ]
    sums = [sum(column) for column in zip(*groups.crossed.values(), strict=True)]
    rows.append(Row(_crossed_cells(tr("Tổng cộng"), sums, sum(sums))))
    return Table(
        "groups_crossed",
        tr("Cá nhân được khen thưởng theo giới tính và dân tộc, {period}", period=report.period_label),
        tuple(columns),
        tuple(rows),
        notes=(
            tr(
                "“{mark}”: đơn vị có số dưới {few} được che, cùng đơn vị giúp tính ra số đó.",
                mark=HIDDEN,
                few=THRESHOLD,
            ),
            tr("Tính theo lượt; chỉ gồm lượt ghi cả giới tính và dân tộc."),
        ),
        source=source_words(report),
        illustrative=report.is_illustrative,
        printed=shown_rows(len(rows)),
    )


def _shown(groups: Groups) -> dict[str, Sequence[int] | None] | None:
    """The units with what may be shown of them; None with one unit, too few cases, or where nothing can be hidden."""
    counts = groups.crossed
    if len(counts) < 2 or sum(map(sum, counts.values())) < TOO_FEW:
        return None
    return suppress_crossing(counts)


def _cell(at: int) -> str:
    gender, is_minority = CROSSED[at]
    return f"{gender}_{'minority' if is_minority else 'majority'}"


def _crossed_cells(label: str, line: Sequence[int] | None, total: int) -> dict[str, Cell]:
    cells: dict[str, Cell] = {_cell(at): HIDDEN if line is None else line[at] for at in range(len(CROSSED))}
    return {"unit": label, **cells, "total": total}


class GroupsChapter(Chapter[Groups], measure=measure, finding=finding, detail=detail, table=table):
    """The people commended by sex, ethnicity and place of work."""

    def crossed_table(self) -> Table | None:
        """Individuals of each unit by gender and ethnicity together; what may point at a person is hidden."""
        return crossed_table(self.known, self.measured)
