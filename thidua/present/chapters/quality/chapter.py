"""Who sent what and what is wrong with it, as a chapter."""

from __future__ import annotations

from thidua.present.chapter import Chapter
from thidua.present.chapters.quality import differences, findings, readiness, repairs, sent
from thidua.present.chapters.quality.inbox import Quality, read_quality
from thidua.present.figures import Figure
from thidua.present.part import Part
from thidua.present.table import Table


class QualityChapter(Chapter[Quality], measure=read_quality):
    """Who sent what and when, what is missing, wrong or repaired."""

    def figures(self) -> list[Figure | None]:
        """Headline figures: files received, counted, with errors, and what was not sent; else what is quoted."""
        return readiness.figures(self.measured)

    def finding(self) -> Part:
        """Whether the figures are ready for a meeting, and if not, what is left to do, unit by unit."""
        return readiness.finding(self.measured)

    def table(self) -> Table | Part:
        """Units against what each should send: the day on which it came, and what became of it."""
        return sent.table(self.measured)

    def findings_table(self) -> Table | Part:
        """What was found, by rule: how many errors and warnings, and at which units."""
        return findings.table(self.measured)

    def rejected_table(self) -> Table | Part:
        """The files that do not count, each with its first error and where it stands."""
        return findings.rejected_table(self.measured)

    def differences_table(self) -> Table | Part:
        """Where lists and returns count differently, and which of the two the reports use."""
        return differences.table(self.measured)

    def repairs_table(self) -> Table | Part:
        """What was put right, by file and kind: how many cells, and one of them."""
        return repairs.table(self.measured)

    def understood_table(self) -> Table | None:
        """Values that were taken from another cell, and what was not counted, by file and kind, with an example."""
        return repairs.understood_table(self.measured)

    def versions_table(self) -> Table | Part:
        """Files whose place a later one has taken."""
        return repairs.versions_table(self.measured)

    def method(self) -> Part:
        """What the report counts as belonging to the period, as an error, as a version, and which source is used."""
        return readiness.method(self.measured)
