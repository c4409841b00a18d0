"""What is said wherever chance is asked: of what it is not asked, and how many comparisons were made at once."""

from __future__ import annotations

from dataclasses import replace

from thidua.measures.change import Comparisons
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import rounded, write_number
from thidua.present.part import Prose
from thidua.registry.quotas import follows_quota


def is_by_quota(report: Known, award: str) -> bool:
    """Whether a form follows a quota in the period or in the same period before: of its change chance is not asked."""
    periods = (report.period, report.period.comparison())
    return follows_quota(award, *(period.last_day(report.basis) for period in periods))


def comparisons_words(found: Comparisons) -> str:
    """How many comparisons were made, and how many of them chance alone lets pass; empty for one or none."""
    if found.made < 2:
        return ""
    return tr(
        "Trong {number} so sánh, khoảng {expected} vượt mức chỉ do ngẫu nhiên.",
        number=write_number(found.made),
        expected=write_number(found.by_chance, decimals=1),
    )


def apart(limit: float, *, from_: float, decimals: int) -> int:
    """With how many decimals a limit is written, so that it does not print as what it leaves out.

    An interval from 1.003 is beyond chance and would read "1,00–3,88", which holds 1.

    Examples
    --------
    >>> apart(1.003, from_=1, decimals=2), apart(1.2, from_=1, decimals=2), apart(1, from_=1, decimals=2)
    (3, 2, 2)
    """
    known = (number for number in range(decimals, decimals + 4) if rounded(limit, number) != rounded(from_, number))
    return decimals if limit == from_ else next(known, decimals)


def quota_note() -> str:
    """Why some rows have no interval and no verdict."""
    return tr("Danh hiệu theo tỷ lệ quy định, và dòng cộng có danh hiệu đó: không xét dao động ngẫu nhiên.")


def with_comparisons(part: Prose, found: Comparisons) -> Prose:
    """A part that also says as values how many comparisons it makes: ``comparisons``, ``expected_by_chance``."""
    return replace(part, values=found.values())
