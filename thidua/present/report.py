"""The report that a notebook is about: what it knows, and its chapters, in the order in which they can be read."""

from __future__ import annotations

from pathlib import Path

from thidua.errors import ConfigError
from thidua.facts.dataset import open_dataset
from thidua.present.known import Known
from thidua.present.language import name_on_day, write_in
from thidua.present.refused import refused_visibly
from thidua.registry import Period, quoted, resolve_in
from thidua.registry.territory import use


class Report(Known):
    """One report: what it knows, and its chapters, each of which is measured when it is first looked at."""


@refused_visibly()
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
