"""The report that a notebook is about: what it knows, its chapters, and the frame of an official document.

A chapter is measured when it is first looked at, so that a fault in one is a fault of its own cell.
"""

from __future__ import annotations

from pathlib import Path

from thidua.errors import ConfigError
from thidua.facts.dataset import open_dataset
from thidua.present import document, headings
from thidua.present.chapter import ChapterOf, chapters_of
from thidua.present.chapters.awards.awards import AwardsChapter
from thidua.present.chapters.caps import CapsChapter
from thidua.present.chapters.changes.changes import ChangesChapter
from thidua.present.chapters.classes.classes import ClassesChapter
from thidua.present.chapters.decisions.decisions import DecisionsChapter
from thidua.present.chapters.decisions.dossiers import DossiersChapter
from thidua.present.chapters.directives import DirectivesChapter
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
from thidua.present.known import Known
from thidua.present.language import name_on_day, tr, write_in
from thidua.present.overview.chapter import OverviewChapter
from thidua.present.part import Part
from thidua.present.refused import refused_visibly
from thidua.present.words import unit_name, upper_first
from thidua.project import project_of_notebook
from thidua.registry import Period, quoted, resolve_in, units
from thidua.registry.codes import UnitLevel
from thidua.registry.territory import use


class Report(Known):
    """One report: what it knows, and its chapters, each of which is measured when it is first looked at.

    Notes
    -----
    The chapters are attributes: ``report.awards.table()``, ``report.waiting.finding()``. What is not of a subject but
    of the document itself (letterhead, headline, the unit's own words, closing, signature, annex) is a method.
    """

    overview = ChapterOf(OverviewChapter, "first page")
    dashboard = ChapterOf(DashboardChapter, "first page")
    missing = ChapterOf(MissingChapter, "first page")
    events = ChapterOf(EventsChapter, "first page")

    directives = ChapterOf(DirectivesChapter, "emulation")
    movements = ChapterOf(MovementsChapter, "emulation")
    stage_movements = ChapterOf(StageMovementsChapter, "emulation")
    indicators = ChapterOf(IndicatorsChapter, "emulation")
    unit_indicators = ChapterOf(UnitIndicatorsChapter, "emulation")
    registrations = ChapterOf(RegistrationsChapter, "emulation")

    awards = ChapterOf(AwardsChapter, "commendation")
    changes = ChapterOf(ChangesChapter, "commendation")
    types = ChapterOf(TypesChapter, "commendation")
    recipients = ChapterOf(RecipientsChapter, "commendation")
    classes = ChapterOf(ClassesChapter, "commendation")
    groups = ChapterOf(GroupsChapter, "commendation")
    waiting = ChapterOf(WaitingChapter, "commendation")
    caps = ChapterOf(CapsChapter, "commendation")
    approval = ChapterOf(ApprovalChapter, "commendation")
    upward = ChapterOf(UpwardChapter, "commendation")
    recognised = ChapterOf(RecognisedChapter, "commendation")

    series = ChapterOf(SeriesChapter, "years of a stage")
    series_shares = ChapterOf(SeriesSharesChapter, "years of a stage")
    series_recipients = ChapterOf(SeriesRecipientsChapter, "years of a stage")
    stage_years = ChapterOf(StageYearsChapter, "years of a stage")

    unit_counts = ChapterOf(UnitCountsChapter, "members beside each other")
    places = ChapterOf(PlacesChapter, "members beside each other")
    unit_forms = ChapterOf(UnitFormsChapter, "members beside each other")
    unit_changes = ChapterOf(UnitChangesChapter, "members beside each other")
    unit_rates = ChapterOf(UnitRatesChapter, "members beside each other")
    unit_advanced = ChapterOf(UnitAdvancedChapter, "members beside each other")
    unit_direct = ChapterOf(UnitDirectChapter, "members beside each other")
    funnels = ChapterOf(FunnelsChapter, "members beside each other")
    ranks = ChapterOf(RanksChapter, "members beside each other")
    concentration = ChapterOf(ConcentrationChapter, "members beside each other")
    scores = ChapterOf(ScoresChapter, "members beside each other")
    own_scores = ChapterOf(OwnScoresChapter, "members beside each other")

    models = ChapterOf(ModelsChapter, "exemplary models")

    annual_annex = ChapterOf(AnnualAnnexChapter, "annexes")
    statistical_forms = ChapterOf(StatisticalFormsChapter, "annexes")
    decisions = ChapterOf(DecisionsChapter, "annexes")
    dossiers = ChapterOf(DossiersChapter, "annexes")
    follow_up = ChapterOf(FollowUpChapter, "annexes")
    quality = ChapterOf(QualityChapter, "annexes")
    data_note = ChapterOf(DataNoteChapter, "annexes")
    sources = ChapterOf(SourcesChapter, "annexes")
    register_sources = ChapterOf(RegisterSourcesChapter, "annexes")

    def __dir__(self) -> list[str]:
        chapters = chapters_of(type(self))
        return [*chapters, *(name for name in super().__dir__() if not name.startswith("_") and name not in chapters)]

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
        for part, head in heads.items():
            names = (name for name, chapter in chapters_of(type(self)).items() if chapter.part == part)
            lines.append(f"  {head}: {', '.join(names)}")
        return "\n".join(lines)

    def letterhead(self, subject: str) -> Part:
        """Title block, type and subject of the document, and the window its figures come from."""
        return document.letterhead(self, subject)

    def headline(self, *figures: Figure | None) -> Part:
        """The line of up to four headline figures between two rules: the first four that are known."""
        return document.headline(self, figures)

    def words(self, *sections: str) -> Part:
        """What the unit says itself under these headings of its commentary."""
        return document.words(self, *sections)

    def words_in_brief(self, *sections: str) -> Part:
        """The first sentence of each of these sections, for the first page of a report without figures."""
        return document.words_in_brief(self, *sections)

    def limitations_heading(self) -> Part:
        """The heading of the section on limitations, with causes where the unit tells any."""
        return headings.limitations(self)

    def outlook_heading(self) -> Part:
        """The heading of the section on the tasks of the period that follows."""
        return headings.outlook(self)

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

    def closing(self, *, about: document.About = "") -> Part:
        """The last sentence of the document, with the mark that ends an administrative text."""
        return document.closing(self, about)

    def signature(self) -> Part:
        """Recipients on the left, the signer's office on the right; the name stays blank."""
        return document.signature(self)

    def annex(self, title: str) -> Part:
        """The head of an annex, which begins a page of its own."""
        return document.annex(self, title)

    def method(self) -> Part:
        """Where the figures come from, what marks and words mean, and the source of the unit's own words."""
        return document.method(self)

    def method_detail(self) -> Part:
        """How the intervals of shares are made, for those who read the details."""
        return document.method_detail()


@refused_visibly()
def open_report(
    *,
    dataset: str,
    unit: str,
    period: str | int,
    lang: str = "vi",
    names: str = "no",
    level: UnitLevel | None = None,
    root: str | Path | None = None,
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
    level
        The level that the unit must be of, where a notebook is about that alone.
    root
        The project's folder; with None or "" the one that THIDUA_ROOT names, else the nearest at or above the folder
        one works in.

    Raises
    ------
    ConfigError
        If one of them is unknown or ambiguous; names the nearest. If there is no project; says how to name one.
    """
    write_in(lang)
    if names not in ("yes", "no"):
        raise ConfigError(f'names is {quoted(names)}; expected "yes" or "no"')
    opened = open_dataset(dataset, project_of_notebook(root))
    use(opened.territory)
    resolved = Period.parse(str(period))
    report = Report(opened, resolve_in(unit, resolved, opened.basis), resolved, names == "yes")
    if level is not None and report.level != level:
        known = ", ".join(one.id for one in units() if one.level == level)
        raise ConfigError(f"{quoted(unit)} is not a {level}; expected one of {known}")
    name_on_day(report.last_day)
    return report
