"""The overall assessment (Đánh giá chung): at most five sentences that a chairman can read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from thidua.present.chapter import Chapter
from thidua.present.document import About
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.names import OVERVIEW
from thidua.present.overview.done import change_sentence, done_sentences
from thidua.present.overview.late import late_sentences
from thidua.present.overview.of_block import block_sentences
from thidua.present.overview.of_models import models_sentences
from thidua.present.overview.of_quality import quality_sentences
from thidua.present.overview.sentence import Clause
from thidua.present.part import Part, plain, with_summary
from thidua.present.words import unit_name

MOST = 5
"""So many sentences at the most."""


def finding(report: Known, about: About = "") -> Part:
    """What was done, what rose or fell, what is late or missing, and what is asked."""
    told = [clause for clause in _sentences(report, about) if clause is not None and clause.words][:MOST]
    if not told:
        said = {"period": report.period_label, "unit": unit_name(report.unit)}
        nothing = tr("Đến thời điểm báo cáo, chưa có số liệu thi đua, khen thưởng {period} của {unit}.", **said)
        return with_summary(plain(OVERVIEW, nothing), nothing)
    words = [clause.words for clause in told]
    keyed = tuple(dict.fromkeys(figure for clause in told for figure in clause.keyed))
    return with_summary(plain(OVERVIEW, " ".join(words), figures=keyed), *words)


def _sentences(report: Known, about: About) -> Iterator[Clause | None]:
    by_subject: dict[str, Callable[[Known], Iterator[Clause | None]]] = {
        "models": models_sentences,
        "quality": quality_sentences,
        "block": block_sentences,
    }
    subject = about or report.unit.level
    if subject in by_subject:
        yield from by_subject[subject](report)
        return
    yield from done_sentences(report)
    yield change_sentence(report)
    yield from late_sentences(report)


class OverviewChapter(Chapter[Any]):
    """What the first page says: what was done, what moved, what is late, what is asked."""

    def finding(self, *, about: About = "") -> Part:
        """What was done, what rose or fell, what is late or missing, and what is asked.

        Parameters
        ----------
        about
            "models" or "quality" where the report is about those; else what its unit and period say.
        """
        return finding(self.known, about)
