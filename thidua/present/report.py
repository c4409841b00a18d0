"""The report that a notebook is about: what it knows, its chapters, and the frame of an official document.

A chapter is imported and measured when it is first looked at, so that a fault in one is a fault of its own cell.
"""

from __future__ import annotations

from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.errors import ConfigError
from thidua.facts.dataset import open_dataset
from thidua.present import document, headings
from thidua.present.chapter import Chapter
from thidua.present.known import Known
from thidua.present.language import name_on_day, tr, write_in
from thidua.present.words import unit_name, upper_first
from thidua.registry import Period, quoted, resolve_in
from thidua.registry.territory import use

if TYPE_CHECKING:
    from thidua.present.chapters.awards.awards import AwardsChapter
    from thidua.present.chapters.caps import CapsChapter
    from thidua.present.chapters.changes.changes import ChangesChapter
    from thidua.present.chapters.classes.classes import ClassesChapter
    from thidua.present.chapters.decisions.decisions import DecisionsChapter
    from thidua.present.chapters.decisions.dossiers import DossiersChapter
    from thidua.present.chapters.events import EventsChapter
    from thidua.present.chapters.forms.annual_annex import AnnualAnnexChapter
    from thidua.present.chapters.forms.statistical_forms import StatisticalFormsChapter
    from thidua.present.chapters.groups import GroupsChapter
    from thidua.present.chapters.indicators.indicators import IndicatorsChapter
    from thidua.present.chapters.indicators.unit_indicators import UnitIndicatorsChapter
    from thidua.present.chapters.members.concentration import ConcentrationChapter
    from thidua.present.chapters.members.funnels import FunnelsChapter
    from thidua.present.chapters.members.places import PlacesChapter
    from thidua.present.chapters.members.ranks import RanksChapter
    from thidua.present.chapters.members.unit_advanced import UnitAdvancedChapter
    from thidua.present.chapters.members.unit_changes import UnitChangesChapter
    from thidua.present.chapters.members.unit_counts import UnitCountsChapter
    from thidua.present.chapters.members.unit_direct import UnitDirectChapter
    from thidua.present.chapters.members.unit_forms import UnitFormsChapter
    from thidua.present.chapters.members.unit_rates import UnitRatesChapter
    from thidua.present.chapters.missing import MissingChapter
    from thidua.present.chapters.models.chapter import ModelsChapter
    from thidua.present.chapters.movements.movements import MovementsChapter
    from thidua.present.chapters.movements.stage_movements import StageMovementsChapter
    from thidua.present.chapters.outcomes.approval import ApprovalChapter
    from thidua.present.chapters.outcomes.registrations import RegistrationsChapter
    from thidua.present.chapters.outcomes.upward import UpwardChapter
    from thidua.present.chapters.quality.chapter import QualityChapter
    from thidua.present.chapters.recipients import RecipientsChapter
    from thidua.present.chapters.recognised import RecognisedChapter
    from thidua.present.chapters.scores.own_scores import OwnScoresChapter
    from thidua.present.chapters.scores.scores import ScoresChapter
    from thidua.present.chapters.sources.register_sources import RegisterSourcesChapter
    from thidua.present.chapters.sources.sources import SourcesChapter
    from thidua.present.chapters.stage.series import SeriesChapter
    from thidua.present.chapters.stage.series_recipients import SeriesRecipientsChapter
    from thidua.present.chapters.stage.series_shares import SeriesSharesChapter
    from thidua.present.chapters.stage.stage_years import StageYearsChapter
    from thidua.present.chapters.types import TypesChapter
    from thidua.present.chapters.waiting.waiting import WaitingChapter
    from thidua.present.dashboard import DashboardChapter
    from thidua.present.data_note import DataNoteChapter
    from thidua.present.figures import Figure
    from thidua.present.follow_up import FollowUpChapter
    from thidua.present.part import Part

CHAPTERS: dict[str, dict[str, str]] = {
    "first page": {
        "dashboard": "dashboard:DashboardChapter",
        "missing": "chapters.missing:MissingChapter",
        "events": "chapters.events:EventsChapter",
    },
    "emulation": {
        "movements": "chapters.movements.movements:MovementsChapter",
        "stage_movements": "chapters.movements.stage_movements:StageMovementsChapter",
        "indicators": "chapters.indicators.indicators:IndicatorsChapter",
        "unit_indicators": "chapters.indicators.unit_indicators:UnitIndicatorsChapter",
        "registrations": "chapters.outcomes.registrations:RegistrationsChapter",
    },
    "commendation": {
        "awards": "chapters.awards.awards:AwardsChapter",
        "changes": "chapters.changes.changes:ChangesChapter",
        "types": "chapters.types:TypesChapter",
        "recipients": "chapters.recipients:RecipientsChapter",
        "classes": "chapters.classes.classes:ClassesChapter",
        "groups": "chapters.groups:GroupsChapter",
        "waiting": "chapters.waiting.waiting:WaitingChapter",
        "caps": "chapters.caps:CapsChapter",
        "approval": "chapters.outcomes.approval:ApprovalChapter",
        "upward": "chapters.outcomes.upward:UpwardChapter",
        "recognised": "chapters.recognised:RecognisedChapter",
    },
    "years of a stage": {
        "series": "chapters.stage.series:SeriesChapter",
        "series_shares": "chapters.stage.series_shares:SeriesSharesChapter",
        "series_recipients": "chapters.stage.series_recipients:SeriesRecipientsChapter",
        "stage_years": "chapters.stage.stage_years:StageYearsChapter",
    },
    "members beside each other": {
        "unit_counts": "chapters.members.unit_counts:UnitCountsChapter",
        "places": "chapters.members.places:PlacesChapter",
        "unit_forms": "chapters.members.unit_forms:UnitFormsChapter",
        "unit_changes": "chapters.members.unit_changes:UnitChangesChapter",
        "unit_rates": "chapters.members.unit_rates:UnitRatesChapter",
        "unit_advanced": "chapters.members.unit_advanced:UnitAdvancedChapter",
        "unit_direct": "chapters.members.unit_direct:UnitDirectChapter",
        "funnels": "chapters.members.funnels:FunnelsChapter",
        "ranks": "chapters.members.ranks:RanksChapter",
        "concentration": "chapters.members.concentration:ConcentrationChapter",
        "scores": "chapters.scores.scores:ScoresChapter",
        "own_scores": "chapters.scores.own_scores:OwnScoresChapter",
    },
    "exemplary models": {"models": "chapters.models.chapter:ModelsChapter"},
    "annexes": {
        "annual_annex": "chapters.forms.annual_annex:AnnualAnnexChapter",
        "statistical_forms": "chapters.forms.statistical_forms:StatisticalFormsChapter",
        "decisions": "chapters.decisions.decisions:DecisionsChapter",
        "dossiers": "chapters.decisions.dossiers:DossiersChapter",
        "follow_up": "follow_up:FollowUpChapter",
        "quality": "chapters.quality.chapter:QualityChapter",
        "data_note": "data_note:DataNoteChapter",
        "sources": "chapters.sources.sources:SourcesChapter",
        "register_sources": "chapters.sources.register_sources:RegisterSourcesChapter",
    },
}
"""The chapters by where they mostly stand, each with its module in `thidua.present` and its class."""

_CLASSES = {name: where for group in CHAPTERS.values() for name, where in group.items()}


class Report(Known):
    """One report: what it knows, and its chapters, each of which is measured when it is first looked at.

    Notes
    -----
    The chapters are attributes: ``report.awards.table()``, ``report.waiting.finding()``. What is not of a subject but
    of the document itself (letterhead, headline, the unit's own words, closing, signature, annex) is a method.
    """

    dashboard: DashboardChapter
    missing: MissingChapter
    events: EventsChapter
    movements: MovementsChapter
    stage_movements: StageMovementsChapter
    indicators: IndicatorsChapter
    unit_indicators: UnitIndicatorsChapter
    registrations: RegistrationsChapter
    awards: AwardsChapter
    changes: ChangesChapter
    types: TypesChapter
    recipients: RecipientsChapter
    classes: ClassesChapter
    groups: GroupsChapter
    waiting: WaitingChapter
    caps: CapsChapter
    approval: ApprovalChapter
    upward: UpwardChapter
    recognised: RecognisedChapter
    series: SeriesChapter
    series_shares: SeriesSharesChapter
    series_recipients: SeriesRecipientsChapter
    stage_years: StageYearsChapter
    unit_counts: UnitCountsChapter
    places: PlacesChapter
    unit_forms: UnitFormsChapter
    unit_changes: UnitChangesChapter
    unit_rates: UnitRatesChapter
    unit_advanced: UnitAdvancedChapter
    unit_direct: UnitDirectChapter
    funnels: FunnelsChapter
    ranks: RanksChapter
    concentration: ConcentrationChapter
    scores: ScoresChapter
    own_scores: OwnScoresChapter
    models: ModelsChapter
    annual_annex: AnnualAnnexChapter
    statistical_forms: StatisticalFormsChapter
    decisions: DecisionsChapter
    dossiers: DossiersChapter
    follow_up: FollowUpChapter
    quality: QualityChapter
    data_note: DataNoteChapter
    sources: SourcesChapter
    register_sources: RegisterSourcesChapter

    def __dir__(self) -> list[str]:
        return [*_CLASSES, *(name for name in super().__dir__() if not name.startswith("_") and name not in _CLASSES)]

    def __repr__(self) -> str:
        heads = {
            "first page": tr("Trang đầu"),
            "emulation": tr("Phong trào thi đua"),
            "commendation": tr("Công tác khen thưởng"),
            "years of a stage": tr("Các năm của giai đoạn"),
            "members beside each other": tr("Các đơn vị bên nhau"),
            "exemplary models": tr("Điển hình tiên tiến"),
            "annexes": tr("Phụ lục"),
        }
        lines = [f"{upper_first(unit_name(self.unit))}, {self.period_label} ({self.dataset.name})"]
        return "\n".join([*lines, *(f"  {heads[where]}: {', '.join(names)}" for where, names in CHAPTERS.items())])

    def letterhead(self, subject: str) -> Part:
        """Title block, type and subject of the document, and the window its figures come from."""
        return document.letterhead(self, subject)

    def headline(self, *figures: Figure | None) -> Part:
        """The line of up to four headline figures between two rules: the first four that are known."""
        return document.headline(self, figures)

    def words(self, *sections: str) -> Part:
        """What the unit says itself under these headings of its commentary, in its own words."""
        return document.words(self, *sections)

    def members_heading(self) -> Part:
        """The heading of the section on the members, by what they are called."""
        return headings.members(self)

    def block_organisation_heading(self) -> Part:
        """The heading of the section on who heads a block or cluster."""
        return headings.block_organisation(self)

    def block_points_heading(self) -> Part:
        """The heading of the section on the official points of a block or cluster."""
        return headings.block_points(self)

    def block_leaders(self) -> Part:
        """Who heads the block in the year of the report."""
        return document.block_leaders(self)

    def closing(self) -> Part:
        """The last sentence of the document, with the mark that ends an administrative text."""
        return document.closing(self)

    def signature(self) -> Part:
        """Recipients on the left, the signer's office on the right; the name stays blank."""
        return document.signature(self)

    def annex(self, title: str) -> Part:
        """The head of an annex, which begins a page of its own."""
        return document.annex(self, title)

    def method(self) -> Part:
        """Where the figures come from and how shares are made, with the source of the unit's words."""
        return document.method(self, document.proportion_note())


def _open(where: str, report: Report) -> Chapter[Any]:
    """A chapter of a report: "module:class" in `thidua.present`, imported now."""
    module, of = where.split(":")
    chapter: Chapter[Any] = getattr(import_module(f"thidua.present.{module}"), of)(report)
    return chapter


for _name, _where in _CLASSES.items():
    _chapter = cached_property(partial(_open, _where))
    _chapter.__set_name__(Report, _name)
    setattr(Report, _name, _chapter)


def open_report(
    *, dataset: str, unit: str, period: str | int, lang: str = "vi", names: str = "no", root: Path | None = None
) -> Report:
    """Open the report on a unit and period of a dataset; what a notebook does first.

    Parameters
    ----------
    dataset, unit, period
        As a person writes them: "published", "tp-bac-kan" or "thành phố Bắc Kạn", "2015..2020". A year may
        come as a number: plain papermill turns ``-p period 2020`` into one.
    lang
        "vi" or "en": the language everything is written in from here on.
    names
        "yes" adds the restricted annex with the names of recipients, "no" does not.
    root
        The project folder; None finds it from the folder one works in.

    Raises
    ------
    ConfigError
        If one of them is unknown or ambiguous; names the nearest.
    """
    write_in(lang)
    if names not in ("yes", "no"):
        raise ConfigError(f'names is {quoted(names)}; expected "yes" or "no"')
    opened = open_dataset(dataset, root)
    use(opened.territory)
    resolved = Period.parse(str(period))
    report = Report(opened, resolve_in(unit, resolved, opened.basis), resolved, names == "yes")
    name_on_day(report.last_day)
    return report
