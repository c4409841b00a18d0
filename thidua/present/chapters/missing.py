"""What is missing: the first thing said of the figures, for everything below rests on what came."""

from __future__ import annotations

from thidua.present.chapter import Chapter
from thidua.present.gap_words import missing_words
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.part import Part, plain


def finding(report: Known) -> Part | None:
    """Whose figures the report does not hold, and why; None where all of them are there, or nobody sends any."""
    coverage = report.coverage
    words = missing_words(report, coverage.gaps)
    if not words:
        return None
    told = tr("Số liệu chưa đủ, chưa gồm {words}.", words=words)
    return plain("missing_finding", told)


class MissingChapter(Chapter[None], finding=finding):
    """What is not known of the period, said before anything else."""
