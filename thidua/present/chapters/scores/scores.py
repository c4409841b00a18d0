"""The official score and rank of a block's members, from its scoring sheet, and their votes; no statistics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thidua.measures.scores import Score, block_scores, rank_moves, vote_ranks
from thidua.present.chapter import Chapter
from thidua.present.chart import Chart
from thidua.present.compared.apart_forms import alike_key, apart_words
from thidua.present.compared.unit import full_label, short_label
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.drawing.caterpillar import estimates_svg
from thidua.present.drawing.dots import Dot
from thidua.present.figures import Figure, direct_figure
from thidua.present.keyed import Key, Keyed, group_id, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.many import is_many, names_words
from thidua.present.members import block_word
from thidua.present.numbers import MISSING, write_count, write_number
from thidua.present.part import Part, plain
from thidua.present.registers import member_register
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Show, Table
from thidua.present.words import no_figures, unit_name
from thidua.registry import Period, get_unit

MOST_TOLD = 3
"""The sentence names the units of so many ranks; the others stand in the table."""


@dataclass(frozen=True)
class BlockScores:
    """The scores of the members, highest first, with their places moved since the year before and those by votes."""

    scores: tuple[Score, ...]
    moves: Mapping[str, int]
    vote_ranks: Mapping[str, tuple[int, int]]
    before: Period

    @property
    def ranked(self) -> tuple[Score, ...]:
        """The members that have a score."""
        return tuple(one for one in self.scores if one.rank is not None)

    @property
    def decimals(self) -> int:
        """How many decimals the points are written with: none where all are whole."""
        finals = [one.final for one in self.ranked if one.final is not None]
        return 0 if all(final == round(final) for final in finals) else 1


def measure(report: Known) -> BlockScores | None:
    """Read the sheets of the members and rank them; None where no member has one."""
    scores = _scores(report, report.period)
    if all(one.final is None and one.votes is None for one in scores):
        return None
    before = report.period.comparison()
    return BlockScores(scores, rank_moves(scores, _scores(report, before)), vote_ranks(scores), before)


def _scores(report: Known, period: Period) -> tuple[Score, ...]:
    return block_scores(member_register(report, "scores", period), [one.id for one in report.members])


def figures(report: Known, found: BlockScores | None, comparison: UnitComparison | None) -> list[Figure | None]:
    """The headline figures: the highest score and the most votes, then, as statistics, the awards of all members."""
    official = [_highest_score(report, found), _most_votes(report, found)] if found else []
    if comparison is None:
        return official
    known = Key(whose=group_id(one.unit.id for one in comparison.members if one.direct.whole))
    share = direct_figure(comparison.pooled_direct, key_of(report) | known)
    return [*official, _members_total(report, comparison), share]


def _members_total(report: Known, comparison: UnitComparison) -> Figure | None:
    comparison = comparison.alike
    having = [one.unit.id for one in comparison.members if one.counts.total is not None]
    known = [one.counts.total for one in comparison.members if one.counts.total is not None]
    if not known or comparison.is_mixed:
        return None
    total = sum(known)
    label = tr_count("lượt khen thưởng của các đơn vị thành viên", total)
    figure = Keyed(key_of(report) | Key(whose=group_id(having)) | alike_key(comparison), total)
    words = {"known": write_number(len(known)), "members": write_number(len(comparison.members))}
    told = tr("{known} trong {members} đơn vị có số liệu", **words) if len(known) < len(comparison.members) else ""
    told = "; ".join(filter(None, [told, apart_words(report, comparison)]))
    return Figure(write_number(total), label, told, (figure,))


def _highest_score(report: Known, found: BlockScores) -> Figure | None:
    if not found.ranked or found.ranked[0].final is None:
        return None
    first = [one for one in found.ranked if one.rank == found.ranked[0].rank]
    if len(first) == len(found.ranked):
        return None
    points = write_number(found.ranked[0].final, decimals=found.decimals)
    label = tr("điểm, cao nhất {block} theo bảng chấm", block=block_word(report))
    return Figure(points, label, _units(first))


def _most_votes(report: Known, found: BlockScores) -> Figure | None:
    first = _with_most_votes(found)
    if not first or not first[0].votes:
        return None
    votes = first[0].votes
    label = tr_count("phiếu suy tôn, nhiều nhất {block}", votes, block=block_word(report))
    return Figure(write_number(votes), label, _units(first))


def _with_most_votes(found: BlockScores) -> list[Score]:
    """The units with most votes; none where no other has fewer."""
    first = [one for one in found.scores if found.vote_ranks.get(one.unit, (0, 0))[0] == 1]
    return first if len(first) < len(found.vote_ranks) else []


def _units(scores: Iterable[Score]) -> str:
    return names_words([unit_name(get_unit(one.unit)) for one in scores])


def rank_words(rank: tuple[int, int] | None) -> str:
    """A rank as it is printed: "1", shared "2–3", without one "…"."""
    if rank is None:
        return MISSING
    first, last = rank
    return write_number(first) if first == last else f"{write_number(first)}–{write_number(last)}"


def finding(report: Known, found: BlockScores | None) -> Part | None:
    """Who leads by points and by votes, who rose and fell, and whose sheet is missing; None where none is due yet."""
    name = "scores_finding"
    if found is None:
        is_due = report.period.kind == "year"
        return no_figures(name, report, tr("bảng chấm điểm của các đơn vị thành viên")) if is_due else None
    sentences = [
        *score_sentences(report, found),
        *move_sentences(report, found),
        *vote_sentences(found),
        *_lacking(found),
    ]
    return plain(name, " ".join(sentences))


def score_sentences(report: Known, found: BlockScores) -> Iterator[str]:
    """The units of the first ranks with their points, of how many sheets, and how far all lie apart."""
    ranked, every = found.ranked, len(found.scores)
    if not ranked:
        return
    words = {"sheets": f"{write_number(len(ranked))}/{write_number(every)}", "block": block_word(report)}
    ranks = list(dict.fromkeys(one.rank for one in ranked))[:MOST_TOLD]
    words["told"] = "; ".join(_rank_told(found, [one for one in ranked if one.rank == rank]) for rank in ranks)
    low, high = (write_number(one.final or 0, decimals=found.decimals) for one in (ranked[-1], ranked[0]))
    if len(ranked) > 1 and low != high:
        yield tr(
            "Theo bảng chấm điểm của {sheets} đơn vị của {block}: {told}; điểm các đơn vị từ {low} đến {high}.",
            **words,
            low=low,
            high=high,
        )
    else:
        yield tr("Theo bảng chấm điểm của {sheets} đơn vị của {block}: {told}.", **words)


def _rank_told(found: BlockScores, same: Sequence[Score]) -> str:
    points = write_number(same[0].final or 0, decimals=found.decimals)
    words = {"rank": rank_words(same[0].rank), "units": _units(same), "points": points}
    if len(same) > 1:
        return tr("hạng {rank} là {units} (bằng điểm nhau, {points} điểm)", **words)
    return tr("hạng {rank} là {units} ({points} điểm)", **words)


def move_sentences(report: Known, found: BlockScores) -> Iterator[str]:
    """Who rose and who fell most since the year before, if the same units were ranked then."""
    if not found.moves:
        return
    period, most, least = report.label_of(found.before), max(found.moves.values()), min(found.moves.values())
    if not most and not least:
        yield tr("Thứ hạng của các đơn vị không thay đổi so với {period}.", period=period)
        return
    rose, fell = ([one for one in found.ranked if found.moves[one.unit] == move] for move in (most, least))
    told = []
    if most > 0:
        told.append(_risen(_units(rose), most, is_most=any(0 < move < most for move in found.moves.values())))
    if least < 0:
        told.append(_fallen(_units(fell), -least, is_most=any(least < move < 0 for move in found.moves.values())))
    yield tr("So với {period}, {told}.", period=period, told="; ".join(told))


def _risen(units: str, number: int, *, is_most: bool) -> str:
    if is_most:
        return tr_count("lên nhiều nhất là {units} ({number} bậc)", number, units=units, number=number)
    return tr_count("lên hạng: {units} ({number} bậc)", number, units=units, number=number)


def _fallen(units: str, number: int, *, is_most: bool) -> str:
    if is_most:
        return tr_count("xuống nhiều nhất là {units} ({number} bậc)", number, units=units, number=number)
    return tr_count("xuống hạng: {units} ({number} bậc)", number, units=units, number=number)


def vote_sentences(found: BlockScores) -> Iterator[str]:
    """Who has most votes, which are ranked apart from the points."""
    first = _with_most_votes(found)
    if first and first[0].votes:
        votes = first[0].votes
        words = {"units": _units(first), "number": write_count(votes)}
        if len(first) > 1:
            yield tr_count("Nhiều phiếu suy tôn nhất là {units} (mỗi đơn vị {number} phiếu).", votes, **words)
        else:
            yield tr_count("Nhiều phiếu suy tôn nhất là {units} ({number} phiếu).", votes, **words)


def _lacking(found: BlockScores) -> Iterator[str]:
    missing = [one for one in found.scores if one.final is None]
    if missing:
        yield tr("Chưa có đủ điểm của {units}, nên chưa xếp hạng.", units=_units(missing))


def table(report: Known, found: BlockScores | None) -> Table | None:
    """Each member's points, rank and votes; who has no sheet stands last, unranked."""
    return None if found is None else _table(report, found, name="scores")


def _table(report: Known, found: BlockScores, *, name: str) -> Table:
    points = tr("Điểm")
    show: Show = "decimal" if found.decimals else "count"
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("self", tr("Tự chấm"), show, group=points),
        Column("cross", tr("Chấm chéo"), show, group=points),
        Column("bonus", tr("Thưởng"), show, group=points),
        Column("minus", tr("Trừ"), show, group=points),
        Column("final", tr("Tổng"), show, group=points),
        Column("rank", tr("Hạng"), "text"),
        *([Column("move", tr("Lên, xuống"), "text")] if found.moves else []),
        Column("votes", tr("Phiếu")),
        Column("vote_rank", tr("Hạng phiếu"), "text"),
    )
    rows = tuple(Row(_cells(found, one)) for one in found.scores)
    words = {"block": block_word(report), "period": report.period_label}
    title = tr("Điểm và xếp hạng theo bảng chấm của {block}, {period}", **words)
    notes = tuple(_notes(report, found))
    source, dense = source_words(report), is_many(rows)
    return Table(name, title, columns, rows, notes, source, report.is_illustrative, dense=dense)


def _cells(found: BlockScores, one: Score) -> dict[str, Cell]:
    return {
        "unit": full_label(get_unit(one.unit)),
        "self": _points(one.self_score, found.decimals),
        "cross": _points(one.cross_score, found.decimals),
        "bonus": _points(one.bonus, found.decimals),
        "minus": _points(one.minus, found.decimals),
        "final": _points(one.final, found.decimals),
        "rank": rank_words(one.rank),
        **({"move": _move(found.moves.get(one.unit))} if found.moves else {}),
        "votes": MISSING if one.votes is None else one.votes,
        "vote_rank": rank_words(found.vote_ranks.get(one.unit)),
    }


def _points(points: float | None, decimals: int) -> Cell:
    if points is None:
        return MISSING
    return points if decimals else round(points)


def _move(places: int | None) -> str:
    if places is None:
        return MISSING
    if places == 0:
        return tr("giữ hạng")
    number = write_number(abs(places))
    return tr("lên {number}", number=number) if places > 0 else tr("xuống {number}", number=number)


def rule_note() -> str:
    """How the sheet adds up to the final score."""
    return tr("Tổng điểm = điểm chấm chéo (chưa chấm chéo thì lấy điểm tự chấm) + điểm thưởng − điểm trừ.")


def _notes(report: Known, found: BlockScores) -> Iterator[str]:
    yield rule_note()
    yield tr("Bằng điểm thì cùng hạng, như “2–3”. Phiếu suy tôn xếp hạng riêng, không cộng vào điểm.")
    before = report.label_of(found.before)
    if found.moves:
        yield tr("Lên, xuống: số bậc so với {period}.", period=before)
    elif found.ranked:
        yield tr("Không so với {period}: hai năm không có điểm của cùng các đơn vị.", period=before)
    if any(one.unchecked for one in found.scores):
        units = _units(one for one in found.scores if one.unchecked)
        yield tr("Có tiêu chí chưa chấm chéo: {units}.", units=units)


def chart(report: Known, found: BlockScores | None) -> Chart | None:
    """The final score of each member as a dot, the highest at the top."""
    if found is None or len(found.ranked) < 2:
        return None
    dots = [Dot(short_label(get_unit(one.unit)), one.final, text=_dot_text(found, one)) for one in found.scores]
    svg = estimates_svg(dots, write=write_number)
    points = [(get_unit(one.unit), write_number(one.final or 0, decimals=found.decimals)) for one in found.ranked]
    told = names_words([f"{unit_name(unit)} {final}" for unit, final in points], "; ")
    alt = tr("Biểu đồ chấm, tổng điểm của từng đơn vị: {told}.", told=told)
    words = {"block": block_word(report), "period": report.period_label}
    title = tr("Tổng điểm theo bảng chấm của {block}, {period}", **words)
    return Chart(svg, alt, replace(_table(report, found, name="scores_chart"), title=title, notes=()))


def _dot_text(found: BlockScores, one: Score) -> str:
    if one.final is None:
        return MISSING
    points = write_number(one.final, decimals=found.decimals)
    return tr("{points} (hạng {rank})", points=points, rank=rank_words(one.rank))


class ScoresChapter(Chapter[BlockScores | None], measure=measure, finding=finding, chart=chart, table=table):
    """The official points of a block, their order and their moves."""

    def figures(self) -> list[Figure | None]:
        """The headline figures of a block."""
        return figures(self.known, self.measured, self.known.once(compare))
