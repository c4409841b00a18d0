"""Meeting packs: all editions of a dataset and period, and what the ledger knows of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset
from thidua.registry import Period
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Attempt, Decision, Revision
from thidua.run.ledger.states import ReleaseState, release_state
from thidua.run.plan import Edition, known_editions
from thidua.run.publish import published_notes
from thidua.run.record import is_sealed
from thidua.run.reports import read_reports
from thidua.speech import say


@dataclass(frozen=True)
class EditionState:
    """One edition and what is known of it.

    Attributes
    ----------
    revision
        The last one that was ready.
    attempt
        The last build, which may have failed although a revision stands.
    decision
        The last decision of a person, on whichever revision.
    is_sealed
        Whether the files that stand are those of the last revision, byte for byte.
    sent
        To how many addresses the revision of the decision went.
    """

    edition: Edition
    revision: Revision | None
    attempt: Attempt | None
    decision: Decision | None
    is_sealed: bool
    sent: int

    @property
    def is_empty(self) -> bool:
        """Whether the last build made it, and it shows no figure at all."""
        return self.attempt is not None and self.attempt.verdict == "empty"

    @cached_property
    def lacks_words(self) -> bool:
        """Whether the unit sent nothing under a heading that the report requires."""
        return bool(published_notes(self.edition).get("empty_headings"))

    @property
    def is_released_by_name(self) -> bool:
        """Whether whoever releases it must mean just this one: it shows no figure, or lacks words that it requires."""
        return self.is_empty or self.lacks_words

    @property
    def release(self) -> ReleaseState:
        """Whether it may leave the house as it stands."""
        return release_state(self.revision, self.decision, is_sealed=self.is_sealed)


@dataclass(frozen=True)
class Pack:
    """All editions of a dataset and period, in the order of `reports.toml`, then of their units."""

    name: str
    dataset: Dataset
    period: Period
    editions: tuple[EditionState, ...]
    shares_title: bool = False
    """Whether another dataset has the same title."""

    @property
    def shown_dataset(self) -> str:
        """The title of its dataset; with its folder where the title alone would be that of two."""
        title = self.dataset.settings.title
        return f"{title} ({self.dataset.name})" if self.shares_title else title

    @property
    def review(self) -> str:
        """What its meeting is called."""
        return "tổng kết" if self.period.kind in ("year", "stage") else "sơ kết"

    @property
    def label(self) -> str:
        """The period as a report prints it: "6 tháng đầu năm 2023"."""
        return self.period.label(self.dataset.basis)

    @property
    def is_illustrative(self) -> bool:
        """Whether its figures are made up."""
        return self.dataset.settings.illustrative


def read_packs(root: Path, ledger: Ledger) -> list[Pack]:
    """Every pack of which an edition was ever built, the newest meeting first.

    A meeting looks back on its period: the newest is that of the period that ended last. Where two ended on one day (a
    year, and the stage it closes), the shorter one comes first; where they began on one day too, real figures do.

    Editions whose dataset, report or unit is no longer known are left out: nothing can be said of them.
    """
    found: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in known_editions(root, ledger.edition_names()):
        found[edition.dataset.name, str(edition.period)].append(edition)
    kinds = list(read_reports(root))
    packs = []
    for (dataset, period), editions in found.items():
        editions.sort(key=lambda each: (kinds.index(each.kind), each.names, each.lang != "vi", _code(each)))
        states = tuple(edition_state(each, ledger) for each in editions)
        packs.append(Pack(f"{dataset}/{period}", editions[0].dataset, editions[0].period, states))
    titles = Counter({pack.dataset.name: pack.dataset.settings.title for pack in packs}.values())
    told = [replace(pack, shares_title=titles[pack.dataset.settings.title] > 1) for pack in packs]
    return newest_first(told)


def newest_first(packs: Iterable[Pack]) -> list[Pack]:
    """Packs in the order in which they are shown; see `read_packs`."""

    def days(pack: Pack) -> tuple[date, date, bool]:
        basis = pack.dataset.basis
        return pack.period.last_day(basis), pack.period.first_day(basis), not pack.is_illustrative

    return sorted(sorted(packs, key=lambda pack: pack.name), key=days, reverse=True)


def find_pack(packs: list[Pack], period: str, dataset: str | None) -> Pack:
    """The one pack of a period, and of a dataset if one is named.

    Raises
    ------
    ConfigError
        If there is none (says how to build it), or several and no dataset is named.
    """
    wanted = Period.parse(period)
    found = [each for each in packs if each.period == wanted and dataset in (None, each.dataset.name)]
    if not found:
        known = ", ".join(each.name for each in packs) or say("không có gì")
        raise ConfigError(
            say(
                "chưa lập gì của {period}; hiện có: {known}. Hãy lập trước: build --period {period}",
                period=wanted,
                known=known,
            )
        )
    if len(found) > 1:
        name = found[0].dataset.name
        raise ConfigError(
            say("{period} có ở nhiều bộ số liệu; hãy ghi một: --dataset {name}", period=wanted, name=name)
        )
    return found[0]


def _code(edition: Edition) -> str:
    """The official code of its unit, which sorts districts as the office lists them; departments have none."""
    with edition.dataset.territory.in_force():
        return edition.unit.code(edition.last_day) or edition.unit.id


def edition_state(edition: Edition, ledger: Ledger) -> EditionState:
    """What the ledger and the files say of one edition."""
    name = str(edition)
    revision = ledger.revision(name)
    decision = next(iter(ledger.decisions(name)[-1:]), None)
    return EditionState(
        edition,
        revision,
        ledger.attempt(name),
        decision,
        revision is not None and is_sealed(edition, revision),
        0 if decision is None else len(ledger.addresses(name, decision.revision)),
    )


def report_words(edition: Edition) -> str:
    """What a report is called in the language that is being written: "Báo cáo sơ kết", "Interim review report".

    `reports.toml` says it in Vietnamese; what an office calls its own, and the catalogue does not know, stays as it is.
    """
    from thidua.present.language import language, tr, translated

    review = tr("Tổng kết") if edition.period.kind in ("year", "stage") else tr("Sơ kết")
    words = translated(edition.settings.file_title)
    return words.format(review=review.lower() if language() == "vi" else review)


def unit_words(edition: Edition) -> str:
    """The name of its unit in the language that is being written, as it was called on its last day in the period."""
    from thidua.present.words import unit_name

    with edition.dataset.territory.in_force():
        return unit_name(edition.unit, edition.last_day)


def file_title(edition: Edition, lang: str = "vi") -> str:
    """The name of an edition's files: "Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể".

    Parameters
    ----------
    lang
        Of whoever gets the file; in English "Interim review report, first half of 2023 - Ba Bể district". A
        Vietnamese name says of an English edition that it is one.
    """
    from thidua.present.language import tr, written_in

    with written_in(lang):
        title, unit = report_words(edition), unit_words(edition)
        period = edition.period.label(edition.dataset.basis, lang)
        more = f" ({tr('có danh sách')})" if edition.names else ""
    if lang != "vi":
        return f"{title}, {period} - {unit}{more}"
    english = "" if edition.lang == "vi" else " (English)"
    return f"{title} {period.replace(' đầu năm ', ' ')} - {unit}{more}{english}"
