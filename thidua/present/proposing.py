"""Which of the units tell of proposals, where not all do."""

from __future__ import annotations

from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.members import members_words
from thidua.present.numbers import write_number


def proposing_words(report: Known) -> str:
    """Which part of the units tells of proposals: "16/92 xã, phường"; empty where all do, or none."""
    known, every = len(report.proposing), len(report.facts_by_member) if report.members else 0
    if not 0 < known < every:
        return ""
    units = members_words(report, every, (*report.members, *report.former_members))
    return tr("{known}/{every} {units}", known=write_number(known), every=write_number(every), units=units)


def proposing_sentence(report: Known) -> str:
    """The same as a sentence about proposals and what became of them."""
    units = proposing_words(report)
    return tr("Số đề nghị mới có của {units}.", units=units) if units else ""
