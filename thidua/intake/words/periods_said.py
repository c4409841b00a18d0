"""Which reporting period a line of a title block states, and under which basis where its days or words tell.

Dates of letters, numbers of documents and years of laws are no periods; two different periods in one line are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thidua.errors import ConfigError
from thidua.intake.words.period_days import DATE, periods_of_days, take_ranges
from thidua.registry import Period, PeriodKind, fold
from thidua.registry.period_labels import nearly_written
from thidua.registry.periods import FIRST_YEAR, LAST_YEAR

# Longer than any title; what a paragraph mentions is not the period of a table.
_LONGEST_TEXT = 300
_SCHOOL_YEAR = "school-year"
# Dates, numbers of documents, laws and comparisons hold years that are not the period.
_NOISE = (
    re.compile(r"\bngày[\s.…_0-9]*tháng[\s.…_0-9]*năm[\s.…_]*[0-9]*"),
    DATE,
    re.compile(r"\bsố:?\s*[0-9.…]*\s*/\S*(?: năm [0-9]{4}\b)?"),
    re.compile(r"\b[0-9]+(?:/[0-9]{4})?/[a-zđ]\S*(?: năm [0-9]{4}\b)?"),
    re.compile(r"\bluật (?:thi đua,? (?:và )?khen thưởng )?năm [0-9]{4}\b"),
    re.compile(r"\bso với[^;.()]*"),
    re.compile(r"\bcùng kì (?:của )?(?:năm )?[0-9]{4}\b"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A stated period; ``basis`` is the id of the basis that its days or words tell, or None."""

    period: Period
    basis: str | None = None


@lru_cache(maxsize=4096)
def period_said(text: str) -> Said | None:
    """Return the period that a line of a title block states, or None when it states none or two.

    Parameters
    ----------
    text
        A repaired text: "6 THÁNG ĐẦU NĂM 2021", "(Từ ngày 15/12/2020 đến ngày 14/6/2021)", "2021-H1".

    Returns
    -------
    Said or None
        The basis is given by the first and last day, or is the school year where that is named.

    Examples
    --------
    >>> said = period_said("Kỳ báo cáo: sáu tháng đầu năm 2021 (từ 15/12/2020 đến 14/6/2021)")
    >>> str(said.period), said.basis
    ('2021-H1', 'administrative')
    >>> period_said("Bắc Kạn, ngày 15 tháng 6 năm 2021") is None
    True
    """
    if len(text) > _LONGEST_TEXT:
        return None
    whole = _with_figures(fold(text))
    ranges, rest = take_ranges(whole)
    for noise in _NOISE:
        rest = noise.sub(" ; ", rest)
    labels, rest = _labels(rest)
    if labels is None or _YEAR.search(rest):
        return _whole_cell(whole) if not ranges and not labels else None
    if len({said.period for said in labels}) > 1:
        return None
    return _agreeing(labels[0] if labels else None, ranges)


def _agreeing(label: Said | None, ranges: list[tuple[date, date]]) -> Said | None:
    """The one period of a label and of the days beside it; None when they differ or neither is there."""
    if not ranges:
        return label
    meant = [[Said(*found) for found in periods_of_days(*days)] for days in dict.fromkeys(ranges)]
    if label is None:
        return meant[0][0] if len(meant) == 1 and meant[0] else None
    for said in meant:
        # Days that are no period under any basis leave the label as it stands: its basis is not known.
        if said and label.period not in {one.period for one in said}:
            return None
    found = {one.basis for said in meant for one in said if one.period == label.period}
    if label.basis and found and label.basis not in found:
        return None
    return Said(label.period, label.basis or (found.pop() if len(found) == 1 else None))


# --- labels: "6 tháng đầu năm 2021", "quý III/2021", "giai đoạn 2016-2020" ---

_FOUR = "([0-9]{4})(?![0-9])"
_SEPARATOR = r"[\s,/-]*"
_OF_YEAR = rf"(?:{_SEPARATOR}(?:của )?(?:năm )?{_FOUR})?"
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTED = {
    "mười một": 11,
    "mười hai": 12,
    "mười": 10,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_IN_WORDS = re.compile(rf"\b({'|'.join(_COUNTED)})(?= tháng\b)")
_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")


def _with_figures(folded: str) -> str:
    return _IN_WORDS.sub(lambda found: str(_COUNTED[found[1]]), folded)


def _semester(found: re.Match[str]) -> Said | None:
    return _school(found, "half", _NUMERALS.get(found[1]) or int(found[1]))


def _school_months(found: re.Match[str]) -> Said | None:
    return _school(found, "months-to-date", int(found[1]))


def _school_year(found: re.Match[str]) -> Said | None:
    return _school(found, "year", None, first=1)


def _school(found: re.Match[str], kind: PeriodKind, number: int | None, first: int = 2) -> Said | None:
    year, following = int(found[first]), int(found[first + 1])
    return _said(kind, year, number, _SCHOOL_YEAR) if following == year + 1 else None


def _months(found: re.Match[str]) -> Said | None:
    count, end, year = int(found[1]), found[2], found[3]
    if not year or (end == "cuối" and count != 6):
        return None
    if end == "cuối" or count == 6:
        return _said("half", int(year), 2 if end == "cuối" else 1)
    return _said("year", int(year), None) if count == 12 else _said("months-to-date", int(year), count)


def _quarter(found: re.Match[str]) -> Said | None:
    return _said("quarter", int(found[2]), _NUMERALS.get(found[1]) or int(found[1])) if found[2] else None


def _month(found: re.Match[str]) -> Said | None:
    return _said("month", int(found[2]), int(found[1])) if found[2] else None


def _stage(found: re.Match[str]) -> Said | None:
    return _said("stage", int(found[1]), int(found[2]))


def _year(found: re.Match[str]) -> Said | None:
    return _said("year", int(found[1]), None)


_TO = r"\s*(?:-|đến(?: hết)?(?: năm)?)\s*"
# In this order, each found phrase being taken out: "quý III năm 2021" does not state the year 2021 as well.
_PHRASES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Said | None]], ...] = (
    (re.compile(rf"\bhọc kì (i{{1,2}}|[12])\b{_SEPARATOR}(?:của )?(?:năm học )?{_FOUR}\s*-\s*{_FOUR}"), _semester),
    (re.compile(rf"\b0?([0-9]{{1,2}}) tháng đầu năm học {_FOUR}\s*-\s*{_FOUR}"), _school_months),
    (re.compile(rf"\bnăm học:? {_FOUR}\s*-\s*{_FOUR}"), _school_year),
    (re.compile(rf"\bgiai đoạn:? (?:từ )?(?:năm )?\(?{_FOUR}{_TO}{_FOUR}"), _stage),
    (re.compile(rf"\btừ (?:năm )?{_FOUR}{_TO}{_FOUR}"), _stage),
    (re.compile(rf"\b[0-9]{{1,2}} năm \(?(?:từ )?(?:giai đoạn )?{_FOUR}{_TO}{_FOUR}"), _stage),
    (re.compile(rf"\b([0-9]{{1,2}}) tháng\b(?: (đầu|cuối)\b)?{_OF_YEAR}"), _months),
    (re.compile(rf"\bquí (i{{1,3}}|iv|[1-4])\b{_OF_YEAR}"), _quarter),
    (re.compile(rf"\btháng ([0-9]{{1,2}})\b{_OF_YEAR}"), _month),
    (re.compile(rf"\bnăm:? {_FOUR}"), _year),
)


def _labels(text: str) -> tuple[list[Said] | None, str]:
    """The periods named in a text, and the text without them; None when one is named in part ("quý III")."""
    labels: list[Said] = []
    for pattern, said_by in _PHRASES:
        for found in pattern.finditer(text):
            if (said := said_by(found)) is None:
                return None, text
            labels.append(said)
        text = pattern.sub(" ; ", text)
    return labels, text


def _said(kind: PeriodKind, year: int, number: int | None, basis: str | None = None) -> Said | None:
    try:
        return Said(Period(kind, year, number), basis)
    except ConfigError:
        return None


# --- a cell that is nothing but a period: "2021-H1", "2021", "first half of 2021" ---

_BARE = re.compile(r"[0-9]{4}|[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}|[0-9]{4}\.\.[0-9]{4}|.*[a-zđ].*")
_WORDY = re.compile(r"\b(?:tháng|quí|ngày|số|luật)\b")


def _whole_cell(folded: str) -> Said | None:
    """The period that a whole cell writes in the canonical way or nearly so."""
    plain = re.sub(r"^kì báo cáo\b", "", folded).strip(" :;,.()")
    if not _BARE.fullmatch(plain) or _WORDY.search(plain):
        return None
    canonical = nearly_written(plain, FIRST_YEAR, LAST_YEAR)
    if canonical is None or (".." in canonical and ".." not in plain):
        # "2020-2021" may be a stage or a school year.
        return None
    return Said(Period.parse(canonical))
