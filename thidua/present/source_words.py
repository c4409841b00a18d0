"""The source line under a table, and what its figures count."""

from __future__ import annotations

from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.words import lower_first


def source_words(report: Known) -> str:
    """The source line under a table: the dataset, and the unit's own publication if there is one."""
    citation = report.commentary.citation.split(" (")[0]
    title = lower_first(report.dataset_words("title"))
    if report.is_illustrative:
        return title
    return tr("{title}; bài “{citation}”", title=title, citation=citation) if citation else title


def count_unit_name(count_unit: str) -> str:
    """What a figure counts, in a word: times or recipients."""
    return {"instance": tr("lượt"), "recipient": tr("đối tượng")}[count_unit]
