"""Forms that a level may give in one of two periods alone, and why: the level ended, or the right went to another.

Such a form has no figure in the other period, and none is missing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.numbers import write_date
from thidua.present.words import award_name, lower_first, upper_first
from thidua.registry import Competence, Period, get_level, levels, may_be_given, merged_awards, rights_at

Form = tuple[str, str]
"""An award, which may merge several, and the level that gives it."""


def is_given_in(report: Known, award: str, level: str, periods: Sequence[Period]) -> tuple[bool, ...]:
    """Whether a level may give a form in the days that the report's unit has in each of two periods.

    Where the table lets it in neither, both are true: what a source tells of such a form was not forbidden in one.
    """
    found = tuple(_may_give(report, award, level, period) for period in periods)
    return found if any(found) else (True,) * len(found)


def _may_give(report: Known, award: str, level: str, period: Period) -> bool:
    days = report.days_of(period)
    return any(may_be_given(one.code, level, *days) for one in merged_awards(award))


def reasons(report: Known, ended: Iterable[Form], begun: Iterable[Form]) -> str:
    """Why forms are of one period alone; empty of none.

    Parameters
    ----------
    ended, begun
        The forms that their level may not give any more in the report's period, and those that it might not yet give
        in the period before.
    """
    return " ".join([*_of_ended(report, ended), *_of_begun(report, begun)])


def _of_ended(report: Known, forms: Iterable[Form]) -> Iterator[str]:
    for level, awards in _by_level(forms).items():
        words = {"level": lower_first(named(get_level(level))), "day": write_date(_last_day(level, awards))}
        if get_level(level).valid_to is None:
            yield tr("Từ sau ngày {day}, {level} không còn tặng {forms}.", **words, forms=_names(report, awards))
        else:
            yield tr("Khen thưởng {level} kết thúc ngày {day}.", **words)
        heirs: dict[str, list[str]] = {}
        for award in awards:
            if heir := _heir(report, award, level):
                heirs.setdefault(heir, []).append(award)
        for heir, given in heirs.items():
            heir_words = upper_first(named(get_level(heir)))
            yield tr("{level} nay tặng {forms}.", level=heir_words, forms=_names(report, given))


def _of_begun(report: Known, forms: Iterable[Form]) -> Iterator[str]:
    for level, awards in _by_level(forms).items():
        begun = [one.valid_from for award in awards for one in _rights(award, level) if one.valid_from]
        level_words = upper_first(named(get_level(level)))
        told = {"level": level_words, "forms": _names(report, awards)}
        if begun:
            yield tr("{level} chỉ được tặng {forms} từ ngày {day}.", **told, day=write_date(min(begun)))


def _by_level(forms: Iterable[Form]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for award, level in dict.fromkeys(forms):
        found.setdefault(level, []).append(award)
    return found


def _rights(award: str, level: str) -> list[Competence]:
    return [right for one in merged_awards(award) for right in rights_at(one.code, level)]


def _last_day(level: str, awards: Sequence[str]) -> date:
    """The last day of a level, or else of its right to give any of these forms."""
    ended = [one.valid_to for award in awards for one in _rights(award, level) if one.valid_to]
    return get_level(level).valid_to or max(ended)


def _heir(report: Known, award: str, level: str) -> str:
    """The nearest level below that is named for a form and may give it in the period; empty where none is."""
    lower = [one.code for one in levels() if one.rank > get_level(level).rank]
    return next((one for one in lower if _rights(award, one) and _may_give(report, award, one, report.period)), "")


def _names(report: Known, awards: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(award_name(award, regime=report.regime) for award in awards))
