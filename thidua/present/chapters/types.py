"""Awards by type (loại hình): merit, movements, sudden and others, in the words of the law in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from thidua.measures.counts import KINDS
from thidua.measures.intervals import Difference, Share, newcombe_difference, wilson_share
from thidua.measures.mix import TypeCount, TypeMix, type_mix
from thidua.present.chance import apart
from thidua.present.change_words import awards_words, is_steady_share
from thidua.present.chapter import Chapter
from thidua.present.chart import Chart
from thidua.present.drawing.stack import Stack, stack_svg
from thidua.present.gap_words import missing_sentence
from thidua.present.keyed import ALL, KNOWN, SHARE, Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.known_part import among_known, known_awards, open_kinds
from thidua.present.language import language, named, tr, tr_count
from thidua.present.numbers import MISSING, write_count, write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.rounding import printed_sum, rounding_notes
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, no_figures, share_cell, share_words, upper_first
from thidua.registry import award_type_label, get_recipient_kind


def measure(report: Known) -> TypeMix | None:
    """The awards of the period by type; what a notebook does once. None where no type can be told.

    Notes
    -----
    Without any type, or with instances beside recipients, there is nothing to show.
    """
    mix = type_mix(report.awarded)
    return mix if mix is not None and mix.total > mix.untold else None


def type_name(code: str, *, regime: str) -> str:
    """A type in the words of the law: "đột xuất"; several that a source merges are joined."""
    if not code:
        return tr("không ghi loại hình")
    return award_type_label(code, regime=regime, wording="legal", lang=language())


def finding(report: Known, mix: TypeMix | None) -> Part:
    """The types from the largest to the smallest, and sudden awards against the same period before."""
    name = "types_finding"
    if mix is None:
        return no_figures(name, report, tr("số liệu khen thưởng theo loại hình"))
    told = _told(report, mix)
    if mix.is_open:
        return plain(name, _open_sentence(told))
    sentences = [_known_words(report, mix, told) if mix.untold else _mix_words(report, mix, told)]
    if mix.sudden is not None and not mix.sudden.part and not mix.untold:
        sentences.append(among_known(report, tr("Không có khen thưởng đột xuất.")))
    sides = _sudden_shares(report)
    # Across a change of the map only a part is compared, whose share is another than the one just told.
    if sides and sides[0] == mix.sudden:
        sentences.append(sudden_trend_sentence(*sides, before=report.label_of(report.period.comparison())))
    return plain(name, " ".join(filter(None, sentences)), figures=_figures(report, mix))


def detail(report: Known, mix: TypeMix | None) -> Part | None:
    """The types, and the share of sudden awards with its interval, now and against the same period before."""
    if mix is None or mix.is_open:
        return None
    sentences = [
        _mix_words(report, mix, _told(report, mix)),
        among_known(report, sudden_sentence(mix.sudden, untold=mix.untold)),
    ]
    if sides := _sudden_shares(report):
        change = sudden_change_sentence(*sides, before=report.label_of(report.period.comparison()))
        # Across a change of the map it is the share of another part of the awards than the one just told.
        is_of_part = bool(report.ground.apart) and sides[0] != mix.sudden
        sentences += [_sudden_of_part(sides[0])] if change and is_of_part else []
        sentences.append(change)
    return plain("types_finding_detail", " ".join(filter(None, sentences)), figures=_figures(report, mix))


def _told(report: Known, mix: TypeMix) -> list[tuple[str, int]]:
    return [(type_name(one.award_type, regime=report.regime), one.total) for one in mix.types if one.award_type]


def _known_words(report: Known, mix: TypeMix, types: Sequence[tuple[str, int]]) -> str:
    """How many have a type, where others have none, and the numbers of each: no shares, as nobody knows of what.

    Nobody published a sum of what a source quotes: of that the numbers alone are told.
    """
    items = "; ".join(f"{name} {write_count(count)}" for name, count in sorted(types, key=lambda one: -one[1]))
    if report.is_quoted:
        return tr("Theo loại hình, số có ghi gồm: {items}.", items=items)
    awards = known_awards(report, awards_words(mix.total, mix.count_unit))
    number = write_count(mix.total - mix.untold)
    words = {"awards": awards, "number": number, "items": items}
    return tr("Trong {awards} có {number} trường hợp ghi loại hình, gồm: {items}.", **words)


def _mix_words(report: Known, mix: TypeMix, told: Sequence[tuple[str, int]]) -> str:
    return mix_sentence(told, mix.total, awards=known_awards(report, awards_words(mix.total, mix.count_unit)))


def _sudden_shares(report: Known) -> tuple[Share, Share] | None:
    """The share of sudden awards now and in the same period before, of what both know; None unless both are known."""
    now, before = type_mix(report.compared), type_mix(report.before)
    is_known = report.ground.is_fair and now is not None and before is not None
    return (now.sudden, before.sudden) if is_known and now and before and now.sudden and before.sudden else None


def _open_sentence(types: Sequence[tuple[str, int]]) -> str:
    """What is known of the types where a source leaves figures blank: numbers, and no share of what nobody knows."""
    if not types:
        return tr("Nguồn để trống một số nên chưa tính tỷ lệ theo loại hình.")
    items = "; ".join(f"{name} {write_number(count)}" for name, count in sorted(types, key=lambda one: -one[1]))
    return tr(
        "Theo loại hình, các số đã có gồm: {items}; nguồn để trống một số nên chưa tính tỷ lệ theo loại hình.",
        items=items,
    )


def _figures(report: Known, mix: TypeMix) -> list[Keyed]:
    """All awards, and those of each type that is told with its number."""
    whole, told = key_of(report), [one for one in mix.types if one.award_type]
    types = [] if len(told) == 1 and told[0].total == mix.total else told
    partial = _partial(report, mix)
    sums = [] if mix.untold and report.is_quoted else [Keyed(whole, mix.total)]
    return [*sums, *(Keyed(whole | _key(one.award_type) | partial, one.total) for one in types)]


def _partial(report: Known, mix: TypeMix) -> Key:
    """What the awards of a type are where a source leaves types or figures open: those that are known."""
    facts, merged = report.awarded, any("+" in one.award_type for one in mix.types)
    is_blank = "missing" in facts["state"].tolist() or "quotation" in facts["origin"].tolist()
    is_open = merged or mix.untold or is_blank
    return KNOWN if is_open else ALL


def mix_sentence(types: Sequence[tuple[str, int]], total: int, *, awards: str) -> str:
    """The types from the largest to the smallest: "trong 121 lượt khen thưởng có: công trạng 90 (74,4%); …"

    Parameters
    ----------
    types
        Name and number of each type, without what has none.
    total
        All awards, of whatever type or none.
    awards
        The same in words: "121 lượt khen thưởng".
    """
    if len(types) == 1 and types[0][1] == total:
        return tr("Cả {awards} thuộc loại hình {type}.", awards=awards, type=types[0][0])
    ordered = sorted(types, key=lambda one: -one[1])
    percents = [f" ({write_percent(count / total)})" if total >= TOO_FEW else "" for _, count in ordered]
    items = "; ".join(
        f"{name} {write_count(count)}{each}" for (name, count), each in zip(ordered, percents, strict=True)
    )
    return tr("Theo loại hình, trong {awards} có: {items}.", awards=awards, items=items)


def sudden_sentence(share: Share | None, *, untold: int = 0) -> str:
    """The share of sudden awards among those with a type; or why it cannot be told.

    Parameters
    ----------
    untold
        How many awards have no type: of these nothing is known.
    """
    if share is None:
        return tr("Nguồn gộp khen thưởng đột xuất với loại hình khác nên chưa tính được tỷ lệ khen thưởng đột xuất.")
    if untold:
        share_text = share_words(share, of=tr(" số có ghi loại hình"))
        number = write_number(untold)
        return tr_count(
            "Khen thưởng đột xuất chiếm {share}; {number} trường hợp không ghi loại hình.",
            untold,
            share=share_text,
            number=number,
        )
    if share.part == 0:
        return tr("Không có khen thưởng đột xuất.")
    return tr("Khen thưởng đột xuất chiếm {share}.", share=share_words(share))


def _sudden_of_part(share: Share) -> str:
    """The share of sudden awards in the part that is compared, which the next sentence is about."""
    return tr("Trong phần so được với cùng kỳ, khen thưởng đột xuất chiếm {share}.", share=share_words(share))


def sudden_trend_sentence(now: Share, earlier: Share, *, before: str) -> str:
    """Whether sudden awards take a larger or smaller part than before; empty where one has too few cases to tell."""
    found = _sudden_change(now, earlier)
    if found is None or found.difference is None:
        return ""
    words = {"before": before, "share": write_percent(now.share or 0.0), "earlier": write_percent(earlier.share or 0.0)}
    if found.is_within_chance and not is_steady_share(now, earlier):
        return tr("Tỷ lệ khen thưởng đột xuất là {share}; {before} là {earlier}.", **words)
    if found.is_within_chance:
        return tr("Tỷ lệ khen thưởng đột xuất ({share}) cơ bản ổn định so với {before} ({earlier}).", **words)
    if found.difference > 0:
        return tr("Tỷ lệ khen thưởng đột xuất ({share}) tăng rõ so với {before} ({earlier}).", **words)
    return tr("Tỷ lệ khen thưởng đột xuất ({share}) giảm rõ so với {before} ({earlier}).", **words)


def _sudden_change(now: Share, earlier: Share) -> Difference | None:
    """The difference of two shares with its limits; None where one of them has too few cases."""
    if min(now.whole, earlier.whole) < TOO_FEW:
        return None
    return newcombe_difference(now.part, now.whole, earlier.part, earlier.whole)


def sudden_change_sentence(now: Share, earlier: Share, *, before: str) -> str:
    """The share of sudden awards against the same period before; empty where one has too few cases to tell."""
    found = _sudden_change(now, earlier)
    if found is None or found.difference is None or found.low is None or found.high is None:
        return ""
    fraction = f"{write_number(earlier.part)}/{write_number(earlier.whole)}"
    words = {"before": before, "percent": write_percent(earlier.share or 0.0), "fraction": fraction}
    if round(found.difference, 3) == 0:
        return tr("Tỷ lệ này không thay đổi so với {before} ({fraction}, bằng {percent}).", **words)
    points = write_number(100 * abs(found.difference), decimals=1)
    limits = [
        write_number(100 * limit, decimals=apart(100 * limit, from_=0, decimals=1)) for limit in (found.low, found.high)
    ]
    words |= {"points": points, "low": limits[0], "high": limits[1]}
    words["verdict"] = tr("nằm trong dao động ngẫu nhiên") if found.is_within_chance else tr("vượt dao động ngẫu nhiên")
    if found.difference > 0:
        return tr(
            "So với {before} ({fraction}, bằng {percent}), tỷ lệ này cao hơn {points} điểm phần trăm "
            "(khoảng tin cậy 95%: {low} đến {high}), {verdict}.",
            **words,
        )
    return tr(
        "So với {before} ({fraction}, bằng {percent}), tỷ lệ này thấp hơn {points} điểm phần trăm "
        "(khoảng tin cậy 95%: {low} đến {high}), {verdict}.",
        **words,
    )


def table(report: Known, mix: TypeMix | None) -> Table | None:
    """Awards by type and recipient kind, with the share of each type; a single type needs no table."""
    if mix is None or len(mix.types) < 2:
        return None
    kinds = _kinds(mix)
    columns = [Column("type", tr("Loại hình"), "label")]
    columns += [Column(kind, _kind_name(kind), key=Key(kind=kind)) for kind in kinds]
    columns += [Column("total", tr("Tổng"), sum_of=kinds, key=ALL)]
    columns += [Column("percent", tr("Tỷ lệ"), "percent", key=SHARE | OF_ALL)]
    partial = _partial(report, mix)
    unknown = open_kinds(report)
    cells = [_with_unknown(_cells(one, kinds, mix, report.regime), unknown) for one in mix.types]
    rows = [Row(one, key=_key(kind.award_type) | partial) for one, kind in zip(cells, mix.types, strict=True)]
    sums: dict[str, Cell] = {kind: sum(getattr(one, kind) for one in mix.types) for kind in kinds}
    whole: dict[str, Cell] = {"total": mix.total, "percent": share_cell(1.0, mix.total)}
    if mix.is_open:
        sums, whole = dict.fromkeys(sums, MISSING), dict.fromkeys(whole, MISSING)
    rows.append(Row({"type": tr("Tổng cộng"), **sums, **whole}, "total", key=ALL))
    title = tr("Kết quả khen thưởng theo loại hình, {period}", period=report.period_label)
    notes, source, key = tuple(_notes(report, mix)), source_words(report), key_of(report)
    return Table("types", title, tuple(columns), tuple(rows), notes, source, report.is_illustrative, key=key)


OF_ALL = Key(base="all awards")


def _key(award_type: str) -> Key:
    """What the figures of a type are; the awards without any are not all awards."""
    return Key(award_type=award_type or "no type")


def _kinds(mix: TypeMix) -> tuple[str, ...]:
    return tuple(kind for kind in (*KINDS, "other") if any(getattr(one, kind) for one in mix.types))


def _kind_name(kind: str) -> str:
    return tr("Gộp") if kind == "other" else named(get_recipient_kind(kind))


def _cells(one: TypeCount, kinds: Sequence[str], mix: TypeMix, regime: str) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"type": upper_first(type_name(one.award_type, regime=regime))}
    cells |= {kind: getattr(one, kind) for kind in kinds}
    percent: Cell = MISSING if mix.is_open else share_cell(one.total / mix.total, mix.total)
    return {**cells, "total": one.total, "percent": percent}


def _with_unknown(cells: dict[str, Cell], unknown: Iterable[str]) -> dict[str, Cell]:
    """The cells of a type with "…" in the place of a 0 of a kind of which not all is known."""
    return cells | {kind: MISSING for kind in unknown if cells.get(kind) == 0}


def _notes(report: Known, mix: TypeMix) -> Iterator[str]:
    if words := missing_sentence(report):
        yield words
    if any("+" in one.award_type for one in mix.types):
        yield tr("Số gộp nhiều loại hình được giữ nguyên như nguồn, không tách.")
    if mix.is_open:
        yield tr("Nguồn để trống một số nên không có tổng của các số đó.")
    elif mix.total >= TOO_FEW:
        yield from rounding_notes([one.total for one in mix.types])


def chart(report: Known, mix: TypeMix | None) -> Chart | None:
    """The types of each recipient kind, and of all, as bars of 100 %."""
    data = table(report, mix)
    if data is None or mix is None or mix.is_open:
        return None
    kinds = _kinds(mix)
    sums = {kind: [getattr(one, kind) for one in mix.types] for kind in kinds}
    bars = [(_kind_name(kind), counts) for kind, counts in sums.items() if sum(counts) >= TOO_FEW]
    bars += [(tr("Tổng"), [one.total for one in mix.types])] if len(bars) != 1 and mix.total >= TOO_FEW else []
    if not bars:
        return None
    names = [upper_first(type_name(one.award_type, regime=report.regime)) for one in mix.types]
    stacks = [
        Stack(label, [count / sum(counts) for count in counts], text=f"n = {write_number(sum(counts))}")
        for label, counts in bars
    ]
    svg = stack_svg(stacks, names, write=lambda share: write_percent(share, decimals=0))
    told = "; ".join(f"{label}: {_shares(names, counts)}" for label, counts in bars)
    alt = tr("Biểu đồ cột chồng 100% theo loại hình. {told}.", told=told)
    title = tr("Cơ cấu loại hình khen thưởng theo đối tượng, {period}", period=report.period_label)
    is_whole = all(printed_sum(counts, decimals=0) == 1 for _, counts in bars)
    notes = () if is_whole else (tr("Tỷ lệ trong hình làm tròn đến 1%, nên có thanh cộng lại khác 100%."),)
    return Chart(svg, alt, replace(data, name="types_chart", title=title, notes=notes))


def _shares(names: Sequence[str], counts: Sequence[int]) -> str:
    whole = sum(counts)
    shares = ((name, wilson_share(count, whole).share) for name, count in zip(names, counts, strict=True) if count)
    return ", ".join(f"{name.lower()} {write_percent(share or 0.0)}" for name, share in shares)


class TypesChapter(Chapter[TypeMix | None], measure=measure, finding=finding, detail=detail, chart=chart, table=table):
    """The types of commendation: regular, thematic, sudden, …"""
