"""Who was commended: awards as instances and as distinct recipients, collectives against individuals, households."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.measures.groups import KnownShare
from thidua.measures.mix import KindMix, kind_mix, small_collectives
from thidua.measures.recipients import Recipients, recipients
from thidua.present.change_words import awards_words
from thidua.present.chapter import Chapter
from thidua.present.keyed import ALL, Key, Keyed, key_of, share_figures
from thidua.present.known import Known
from thidua.present.known_part import among_known, known_awards, open_kinds, unnamed_note
from thidua.present.language import named, tr, tr_count
from thidua.present.numbers import MISSING, write_count, write_number
from thidua.present.part import Part, empty, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, counted, kinds_name, no_figures, plain_share, share_words, upper_first
from thidua.registry import get_recipient_kind


@dataclass(frozen=True)
class RecipientFigures:
    """What is measured of the recipients of a period; ``mix`` is None where the figures cannot be added up."""

    kinds: tuple[Recipients, ...]
    mix: KindMix | None
    small: KnownShare

    @property
    def listed(self) -> int:
        """How many awards stand in lists, with a name or without."""
        return sum(one.listed + one.unnamed for one in self.kinds)


def measure(report: Known) -> RecipientFigures:
    """Everything the chapter tells, measured once."""
    decisions = report.listed
    return RecipientFigures(
        tuple(recipients(report.awarded, decisions)),
        None if report.is_quoted else kind_mix(report.awarded),
        small_collectives(decisions),
    )


def finding(report: Known, figures: RecipientFigures) -> Part:
    """How many awards went to how many collectives, individuals and households, and how many came again."""
    name = "recipients_finding"
    if not figures.kinds:
        return no_figures(name, report, tr("số liệu khen thưởng theo đối tượng"))
    small = figures.small.share
    sentences = [
        given_sentence(figures.kinds, _awards_words(report, figures.mix), figures.mix) if figures.mix else "",
        tr("Tập thể nhỏ chiếm {share} số lượt tập thể.", share=plain_share(small)) if _tells_small(figures) else "",
    ]
    if figures.mix and not sentences[0]:
        households = "household" not in open_kinds(report)
        awards = _awards_words(report, figures.mix)
        sentences[0] = kinds_sentence(figures.mix, awards=awards, knows_households=households)
    said = [sentence for sentence in sentences if sentence]
    if not said:
        return empty(name, distinct_sentence(figures.kinds))
    told = figures.mix if figures.mix and sentences[0] else None
    return plain(name, " ".join(said), figures=_kind_figures(report, told) if told else ())


def _awards_words(report: Known, mix: KindMix) -> str:
    return known_awards(report, awards_words(mix.collectives.whole, mix.count_unit))


def _tells_small(figures: RecipientFigures) -> bool:
    """Whether lists tell of every collective whether it is small, so that the share is one of all."""
    collectives = [one for one in figures.kinds if one.kind == "collective"]
    whole = figures.small.share.whole
    return whole > 0 and [one.counted for one in collectives if one.count_unit == "instance"] == [whole]


def detail(report: Known, figures: RecipientFigures) -> Part | None:
    """The share of collectives and of small ones with their intervals, and how many different recipients there are."""
    if not figures.kinds:
        return None
    sentences = [
        _mix_words(report, figures.mix) if figures.mix else "",
        distinct_sentence(figures.kinds),
        among_known(report, again_sentence(figures.kinds)),
        among_known(report, _small_words(figures)) if figures.listed else "",
    ]
    words = " ".join(sentence for sentence in sentences if sentence)
    return plain("recipients_finding_detail", words, figures=_figures(report, figures.mix) if figures.mix else ())


def _kind_figures(report: Known, mix: KindMix) -> list[Keyed]:
    """The awards to each kind."""
    counts = {"collective": mix.collective, "individual": mix.individual, "household": mix.household}
    return [Keyed(key_of(report) | Key(kind=kind), count) for kind, count in counts.items() if count]


def _figures(report: Known, mix: KindMix) -> list[Keyed]:
    """The awards to each kind, and the share of collectives among them."""
    kinds = _kind_figures(report, mix)
    of_kinds = key_of(report) | Key(kind="collective", base="awards to one kind")
    return [*kinds, *(share_figures(of_kinds, mix.collectives, few=TOO_FEW) if mix.collective else ())]


def _mix_words(report: Known, mix: KindMix) -> str:
    households = "household" not in open_kinds(report)
    return mix_sentence(mix, awards=_awards_words(report, mix), knows_households=households)


def mix_sentence(mix: KindMix, *, awards: str, knows_households: bool = False) -> str:
    """How many awards went to each kind, and the share of collectives; empty where nothing is told by kind.

    Parameters
    ----------
    awards
        How many there are, in words: "121 lượt khen thưởng".
    knows_households
        Whether all awards to households are known: only then is none of them said to be none.
    """
    sentence = kinds_sentence(mix, awards=awards, knows_households=knows_households)
    if not sentence or not mix.collective:
        return sentence
    return tr(
        "{sentence}; tập thể chiếm {share}.", sentence=sentence.removesuffix("."), share=share_words(mix.collectives)
    )


def kinds_sentence(mix: KindMix, *, awards: str, knows_households: bool = False) -> str:
    """How many awards went to each kind: the same without a share."""
    if mix.collectives.whole == 0:
        return ""
    told = _kinds_words(mix)
    sentence = tr("Trong {awards} có {told}", awards=awards, told=told)
    sentence += tr(", không có hộ gia đình") if knows_households and not mix.household else ""
    return f"{sentence}."


def _kinds_words(mix: KindMix) -> str:
    """How many went to each kind: "45 lượt tập thể, 76 lượt cá nhân"."""
    counts = {"collective": mix.collective, "individual": mix.individual, "household": mix.household}
    return ", ".join(counted(count, kind, mix.count_unit) for kind, count in counts.items() if count)


def given_sentence(kinds: Sequence[Recipients], awards: str, mix: KindMix) -> str:
    """To how many collectives, individuals and households the awards were given, and how many had several.

    Empty where lists do not name everybody: the number of those whom they name is no number of all.
    """
    listed = [one for one in kinds if one.listed]
    if not listed or not all(one.is_all_listed for one in kinds) or not mix.collectives.whole:
        return ""
    told = _and([f"{write_count(one.distinct)} {kinds_name(one.kind, one.distinct)}" for one in listed])
    again = sum(one.again for one in kinds)
    words = {"awards": upper_first(awards), "kinds": _kinds_words(mix), "told": told}
    if not again:
        return tr("{awards} ({kinds}) được trao cho {told}.", **words)
    return tr_count(
        "{awards} ({kinds}) được trao cho {told}, trong đó {again} đối tượng được khen từ hai lần trở lên.",
        again,
        **words,
        again=write_count(again),
    )


def _and(items: Sequence[str]) -> str:
    """Items as a sentence lists them: "41 tập thể và 74 cá nhân"."""
    if len(items) < 2:
        return "".join(items)
    return tr("{items} và {last}", items=", ".join(items[:-1]), last=items[-1])


def distinct_sentence(kinds: Sequence[Recipients]) -> str:
    """How many different recipients the lists name, and of how much of all awards that is known."""
    listed = [one for one in kinds if one.listed]
    unnamed = sum(one.unnamed for one in kinds)
    if not listed and unnamed:
        return tr("Danh sách không ghi tên nên chưa biết có bao nhiêu tập thể, cá nhân khác nhau được khen.")
    if not listed:
        return tr("Số liệu không kèm danh sách nên chưa biết có bao nhiêu tập thể, cá nhân khác nhau được khen.")
    distinct = sum(one.distinct for one in listed)
    told = ", ".join(f"{write_count(one.distinct)} {kinds_name(one.kind, one.distinct)}" for one in listed)
    number = sum(one.listed for one in listed)
    words = {"listed": write_number(number), "told": told}
    if all(one.is_all_listed for one in kinds):
        if distinct == number:
            return tr("Mỗi lượt là của một đối tượng khác nhau: {told}.", **words)
        return tr_count("{listed} lượt này là của {told} khác nhau.", number, **words)
    if unnamed:
        return tr_count(
            "{listed} lượt có tên trong danh sách quyết định là của {told} khác nhau; phần còn lại chưa biết.",
            number,
            **words,
        )
    stated = [one.counted for one in kinds if one.counted is not None and one.count_unit == "instance"]
    # A return that is counted in the place of a list may count fewer than the list names: it is no part of it then.
    if len(stated) == len(kinds) and all(one.listed <= (one.counted or 0) for one in kinds):
        return tr_count(
            "Danh sách quyết định có {listed} trong {all} lượt, là của {told} khác nhau; phần còn lại chưa biết.",
            number,
            **words,
            all=write_number(sum(stated)),
        )
    return tr_count(
        "{listed} lượt trong danh sách quyết định là của {told} khác nhau; phần còn lại chưa biết.", number, **words
    )


def again_sentence(kinds: Sequence[Recipients]) -> str:
    """How many were commended twice or more in the period; empty without a list, or with rows that name nobody."""
    distinct = sum(one.distinct for one in kinds)
    again = sum(one.again for one in kinds)
    if not distinct or any(one.unnamed for one in kinds):
        return ""
    if not again and not all(one.is_all_listed for one in kinds):
        return tr("Trong danh sách không có đối tượng nào được khen quá một lần.")
    if not again:
        return tr("Không đối tượng nào được khen quá một lần trong kỳ.")
    most = write_count(max(one.most for one in kinds))
    if max(one.most for one in kinds) == 2:
        return tr_count("Có {again} đối tượng được khen hai lần trong kỳ.", again, again=write_count(again))
    return tr_count(
        "Có {again} đối tượng được khen từ hai lần trở lên trong kỳ, nhiều nhất {most} lần.",
        again,
        again=write_count(again),
        most=most,
    )


def _small_words(figures: RecipientFigures) -> str:
    """The share of small collectives, beside all awards to collectives, whether or not they stand in a list."""
    collectives = (one for one in figures.kinds if one.kind == "collective" and one.count_unit == "instance")
    return small_sentence(figures.small, awarded=next((one.counted for one in collectives), None))


def small_sentence(small: KnownShare, *, awarded: int | None) -> str:
    """The share of small collectives among those of which it is told; or that no list tells it.

    Parameters
    ----------
    awarded
        How many awards to collectives there are; None where that is not known.
    """
    if not small.share.whole:
        return tr("Danh sách không ghi tập thể nhỏ.") if small.unknown else ""
    is_every = small.share.whole == awarded
    of = tr(" số lượt tập thể") if is_every else tr(" số lượt tập thể có ghi trong danh sách")
    sentence = tr("Tập thể nhỏ chiếm {share}", share=share_words(small.share, of=of))
    if awarded is not None and awarded > small.share.whole:
        awards = counted(awarded, "collective", "instance")
        sentence += tr(", là {number} trong {awards}", number=write_number(small.share.whole), awards=awards)
    elif small.unknown:
        number = write_number(small.unknown)
        sentence += tr_count("; {number} lượt tập thể không ghi có nhỏ hay không", small.unknown, number=number)
    return f"{sentence}."


def table(report: Known, figures: RecipientFigures) -> Table | None:
    """Awards and distinct recipients by kind; only where there are lists."""
    if not figures.listed:
        return None
    columns = (
        Column("kind", tr("Đối tượng"), "label"),
        Column("counted", tr("Lượt khen"), key=ALL),
        Column("listed", tr("Có trong danh sách"), key=Key("listed")),
        Column("distinct", tr("Số đối tượng"), key=Key("recipients")),
        Column("again", tr("Được khen từ 2 lần"), key=Key("recipients of two awards")),
    )
    rows = [Row(_cells(one), key=Key(kind=one.kind)) for one in figures.kinds]
    if len(rows) > 1:
        rows.append(Row({"kind": tr("Tổng cộng"), **_sums(rows)}, "total", key=ALL))
    return Table(
        "recipients",
        tr("Lượt khen thưởng và số đối tượng được khen, {period}", period=report.period_label),
        columns,
        tuple(rows),
        notes=tuple(_notes(figures)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        key=key_of(report),
    )


def _cells(one: Recipients) -> dict[str, Cell]:
    counted = one.counted if one.count_unit == "instance" else None
    is_known = one.listed > 0 and not one.unnamed
    return {
        "kind": named(get_recipient_kind(one.kind)),
        "counted": MISSING if counted is None else counted,
        "listed": one.listed + one.unnamed,
        "distinct": one.distinct if is_known else MISSING,
        "again": one.again if is_known else MISSING,
    }


def _sums(rows: Sequence[Row]) -> dict[str, Cell]:
    """Sums of columns all of whose cells are known; what is known in part has no total."""
    sums: dict[str, Cell] = {}
    for name in ("counted", "listed", "distinct", "again"):
        known = [cell for row in rows if isinstance(cell := row.cells[name], int)]
        sums[name] = sum(known) if len(known) == len(rows) else MISSING
    return sums


def _notes(figures: RecipientFigures) -> Iterator[str]:
    yield tr("Số đối tượng đếm theo tên và nơi làm việc trong danh sách; trùng cả hai tính là một.")
    yield from unnamed_note(figures.kinds)
    if not all(one.is_all_in_lists for one in figures.kinds):
        yield tr("Số trong biểu tổng hợp không kèm danh sách nên không rõ là của bao nhiêu đối tượng.")
    if figures.small.share.whole:
        yield tr("Tập thể nhỏ theo đánh dấu của đơn vị gửi; chưa có định nghĩa chung bằng văn bản.")


class RecipientsChapter(Chapter[RecipientFigures], measure=measure, finding=finding, detail=detail, table=table):
    """Who was commended, how often the same, how small the teams."""
