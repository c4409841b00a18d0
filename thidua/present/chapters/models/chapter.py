"""Exemplary models as a chapter: its figures, sentences, chart and tables."""

from __future__ import annotations

from thidua.measures.intervals import Share
from thidua.measures.models import ModelsBy
from thidua.measures.shares import honoured_share
from thidua.present.chapter import Chapter
from thidua.present.chapters.models import model_tables, models, stage_models
from thidua.present.chapters.models.models import ModelFigures
from thidua.present.figures import Figure
from thidua.present.part import Part
from thidua.present.table import Table


class ModelsChapter(
    Chapter[ModelFigures], measure=models.measure, finding=models.finding, detail=models.detail, chart=models.chart
):
    """Exemplary models: found, fostered, honoured, copied; which are due for review."""

    def share(self) -> Share | None:
        """The honoured models among those with certificates; None where that is not known."""
        return honoured_share(self.known.facts)

    def figures(self) -> list[Figure | None]:
        """The headline figures: what was published of commended and honoured models, then what the register holds."""
        return models.figures(self.known, self.measured, self.share())

    def table(self, *, by: ModelsBy = "field") -> Table | None:
        """The models by field, recipient kind or unit: the steps they came to, what is overdue."""
        return model_tables.table(self.known, self.measured, by=by)

    def list_table(self) -> Table | None:
        """The models one by one: those overdue first, then those that have come farthest."""
        return model_tables.list_table(self.known, self.measured)

    def difficulties_table(self) -> Table | None:
        """What the models find difficult and what support is asked for, as sent, with how many say so."""
        return model_tables.difficulties_table(self.known, self.measured)

    def honoured(self) -> Part:
        """How many of the commended models were honoured at the conference."""
        return models.honoured_summary(self.known, self.share())

    def published_table(self) -> Table | Part:
        """Commended and honoured exemplary models, each as its source counts them, never added up."""
        return models.published_table(self.known)

    def stage_table(self) -> Table | None:
        """Exemplary models by year and step; nothing where no year of the stage has a register."""
        return stage_models.models_table(self.known)
