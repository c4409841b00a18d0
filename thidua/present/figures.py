"""The headline figures: a value, what it is, and its honest qualification."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from thidua.measures.counts import count_of
from thidua.measures.intervals import Share
from thidua.measures.shares import RatioToCap
from thidua.measures.values import values
from thidua.present.keyed import DIRECT_WORKERS, Key, Keyed, key_of, ratio_key, share_figures
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import write_number, write_percent
from thidua.present.words import TOO_FEW, award_name, counted

_OF_COUNT = ("award", "recipient_class", "state", "recipient_kind", "count_unit", "count")


@dataclass(frozen=True)
class Figure:
    """One headline figure: the value, what it is, and its honest qualification."""

    value: str
    label: str
    qualification: str
    keyed: tuple[Keyed, ...] = ()
    """The figures that stand in these words, with their keys."""

    @property
    def amount(self) -> float | None:
        """The value as a number: the share where there is one, else the first of its figures; None if neither is."""
        numbers = [each for each in self.keyed if not isinstance(each.value, str)]
        shares = [each for each in numbers if each.shown == "percent"]
        return float((shares or numbers)[0].value) if numbers else None


def count_figures(report: Known, *awards: str) -> list[Figure | None]:
    """Headline figures of these forms, in this order."""
    return [count_figure(report, award) for award in awards]


def count_figure(report: Known, award: str) -> Figure | None:
    """A headline figure of one form: all recipients, and how many of which kind."""
    total = count_of(report.awarded, award)
    if total is None:
        return None
    sums = Counter[tuple[str, str]]()
    for form, of_class, state, kind, unit, count in values(report.awarded, *_OF_COUNT):
        if form == award and not of_class and state == "counted":
            sums[kind, unit] += count
    given = {one: int(count) for one, count in sums.items() if count or not total}
    told = [counted(count, kind, unit) for (kind, unit), count in given.items()]
    key = key_of(report) | Key(award=award)
    kinds = [Keyed(key | Key(kind=kind), count) for (kind, _), count in given.items()]
    name = award_name(award, regime=report.regime)
    return Figure(write_number(total), name, ", ".join(told), (Keyed(key, total), *kinds))


def share_figure(share: Share | None, label: str, key: Key) -> Figure | None:
    """A headline figure of one share, with x/n; its key names what it is a share of. Of too few cases there is none."""
    if share is None or share.share is None or share.whole < TOO_FEW:
        return None
    fraction = f"{write_number(share.part)}/{write_number(share.whole)}"
    return Figure(write_percent(share.share), label, fraction, share_figures(key, share, few=TOO_FEW))


def direct_figure(share: Share, key: Key, *, form: str = "", is_everybody: bool = False) -> Figure | None:
    """Direct workers among the managers and direct workers with certificates (K05), of whom the key says.

    Parameters
    ----------
    form
        The name of the form, where it is one alone.
    is_everybody
        Whether every individual with that form is one of the two.
    """
    label = tr("người trực tiếp lao động trong số lãnh đạo và người trực tiếp lao động được Bằng khen, Giấy khen")
    if form and is_everybody:
        label = tr("người trực tiếp lao động trong số cá nhân được {form}", form=form)
    elif form:
        label = tr("người trực tiếp lao động trong số lãnh đạo và người trực tiếp lao động được {form}", form=form)
    return share_figure(share, label, key | DIRECT_WORKERS)


def honoured_figure(report: Known, award: str) -> Figure | None:
    """A headline figure of what was honoured at a conference."""
    total = count_of(report.of_status("honoured"), award)
    if total is None:
        return None
    qualification = tr("trong số được tặng Bằng khen")
    figure = Keyed(key_of(report, "honoured") | Key(award=award), total)
    return Figure(write_number(total), award_name(award, regime=report.regime), qualification, (figure,))


def cap_figure(report: Known, ratio: RatioToCap | None) -> Figure | None:
    """A headline figure of fighters among advanced workers, with the cap in force: an exact ratio, without interval."""
    if ratio is None:
        return None
    award, whole = (award_name(code, regime=report.regime) for code in (ratio.award, ratio.of_award))
    label = tr("{award} so với {whole}", award=award, whole=whole)
    figure = share_figure(ratio.share, label, key_of(report) | ratio_key(ratio.award, ratio.of_award))
    if figure is None:
        return None
    told = fraction = f"{write_number(ratio.share.part)}/{write_number(ratio.share.whole)}"
    if ratio.cap is not None:
        cap = write_percent(ratio.cap.limit_percent / 100, decimals=0)
        told = tr("{fraction}; trần {cap}", fraction=fraction, cap=cap)
    keyed = ratio_figures(report, ratio)
    return replace(figure, value=ratio_percent(ratio), qualification=told, keyed=keyed)


def ratio_figures(report: Known, ratio: RatioToCap) -> tuple[Keyed, ...]:
    """The counts of a ratio to a cap, and its percentage as `ratio_percent` writes it, with their keys."""
    key = key_of(report) | ratio_key(ratio.award, ratio.of_award)
    return share_figures(key, ratio.share, few=TOO_FEW, decimals=_ratio_decimals(ratio))


def ratio_percent(ratio: RatioToCap) -> str:
    """A ratio to a cap, with two decimals where one would make them look alike: 15,04 % beside a cap of 15 %."""
    return write_percent(ratio.share.share or 0.0, decimals=_ratio_decimals(ratio))


def _ratio_decimals(ratio: RatioToCap) -> int:
    share = ratio.share.share or 0.0
    limit = ratio.cap.limit_percent / 100 if ratio.cap else None
    looks_alike = limit is not None and share != limit and write_percent(share) == write_percent(limit)
    return 2 if looks_alike else 1
