"""What is said of a part that is known: kinds of recipients of which not all is known, and the clause that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thidua.facts.origin import is_all_listed
from thidua.measures.counts import KINDS
from thidua.measures.recipients import Recipients
from thidua.measures.values import values
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.numbers import write_number
from thidua.present.words import lower_first, unit_name
from thidua.registry import get_authority, get_unit, merged_awards


def is_part(report: Known) -> bool:
    """Whether something that was awarded in the period is not known, so that its figures are those known so far."""
    return report.coverage.known != "covered"


def open_kinds(report: Known) -> frozenset[str]:
    """The recipient kinds of which some awards may not be known: what nobody names of them is not 0.

    Notes
    -----
    A kind is told of a form where lists alone reach over all days of the level, or where a return or quotation gives
    it a figure: a return has no column for households. Where a part of the awards is missing, so is one of every kind.
    """
    if is_part(report):
        return frozenset(KINDS)
    told: dict[tuple[str, str], set[str]] = {}
    names = ("authority", "award", "recipient_class", "recipient_kind", "state", "origin")
    for authority, award, of_class, kind, state, origin in values(report.awarded, *names):
        if not of_class:
            of_form = told.setdefault((get_authority(authority).level if authority else "", award), set())
            of_form |= {kind} if _is_told(state, origin) else set()
    return frozenset(
        kind
        for (level, award), kinds in told.items()
        if not report.coverage.is_listed(level)
        for kind in {kind for one in merged_awards(award) for kind in one.recipient_kinds}
        if kind not in kinds
    )


def _is_told(state: str, origin: str) -> bool:
    """Whether a source other than a list gives the figure, or says that the form is not for its kind."""
    return (state == "counted" and not is_all_listed(origin)) or state == "not_applicable"


def of_units_words(report: Known, award: str, level: str) -> str:
    """Of which of its units a form is known, where not of all: "riêng thành phố Bắc Kạn", "số liệu của 5/7 đơn vị"."""
    coverage = report.coverage
    if not coverage.below or coverage.of(award, level) != "partly":
        return ""
    telling = coverage.telling(level)
    known = [one.unit for one in telling if one.of(award, level) != "not"]
    if len(known) == 1 and len(telling) > 1:
        return tr("riêng {unit}", unit=unit_name(get_unit(known[0])))
    if not known or len(known) == len(telling):
        return tr("số liệu chưa đủ")
    return tr("số liệu của {known}/{every} đơn vị", known=write_number(len(known)), every=write_number(len(telling)))


def known_awards(report: Known, awards: str) -> str:
    """A number of awards in words, with the clause that these are the known ones: "42 lượt khen thưởng đã tổng hợp"."""
    return tr("{awards} đã tổng hợp", awards=awards) if is_part(report) else awards


def among_known(report: Known, sentence: str) -> str:
    """A sentence on what awards are made of, said of what is known so far where that is not all; empty stays empty."""
    if not sentence or not is_part(report):
        return sentence
    return tr("Trong số đã biết, {sentence}", sentence=lower_first(sentence))


def unnamed_note(kinds: Iterable[Recipients]) -> Iterator[str]:
    """A line on the awards that lists count without names, if there are any."""
    unnamed = sum(one.unnamed for one in kinds)
    if unnamed:
        number = write_number(unnamed)
        yield tr_count("Danh sách không ghi tên của {number} lượt nên không rõ là của ai.", unnamed, number=number)
