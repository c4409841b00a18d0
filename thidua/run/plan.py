"""The plan: which editions there are, narrowed by what a person asks for, resolved before anything starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset, EditionSettings, dataset_names, open_dataset
from thidua.registry import Period, Unit, get_unit, resolve_in
from thidua.run.reports import ReportSettings, get_report, read_reports


@dataclass(frozen=True)
class Edition:
    """One report for one unit and period of one dataset, and where its files belong."""

    root: Path
    dataset: Dataset
    kind: str
    settings: ReportSettings
    unit: Unit
    period: Period
    lang: str = "vi"
    names: bool = False
    """Whether it has the restricted annex with the names of recipients."""

    @property
    def parameters(self) -> dict[str, str]:
        """What the notebook is given: language and names only where they differ from what every notebook does."""
        given = {"dataset": self.dataset.name, "unit": self.unit.id, "period": str(self.period)}
        given |= {"lang": self.lang} if self.lang != "vi" else {}
        return given | ({"names": "yes"} if self.names else {})

    @property
    def name(self) -> str:
        """The name of its files: "district", in English "district.en", with names "district-names"."""
        return f"{self.kind}{'-names' if self.names else ''}{'' if self.lang == 'vi' else f'.{self.lang}'}"

    @property
    def notebook(self) -> Path:
        """The production notebook."""
        return self.root / "notebooks" / f"{self.settings.notebook}.ipynb"

    @property
    def folder(self) -> Path:
        """Where the edition is published."""
        return self.root / "reports" / self.dataset.name / str(self.period) / self.unit.id

    def file(self, extension: str) -> Path:
        """One published file: "ipynb", "html", "pdf" or "xlsx"."""
        return self.folder / f"{self.name}.{extension}"

    @property
    def evidence(self) -> Path:
        """Where the notebook of a failed run is kept, apart from the published files."""
        return self.folder / "failed" / f"{self.name}.ipynb"

    def __str__(self) -> str:
        """Name the edition as its path does: published/2020/tinh-bac-kan/province."""
        return f"{self.dataset.name}/{self.period}/{self.unit.id}/{self.name}"


def plan_editions(
    root: Path,
    *,
    dataset: str | None = None,
    period: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    lang: str = "vi",
) -> list[Edition]:
    """The declared editions that match what is asked for; everything asked for must exist.

    Parameters
    ----------
    root
        The project folder.
    dataset, period, unit, kind
        As a person writes them; None asks for all. A unit may be given by id or by name. What is declared for every
        year is there only for the period asked for.
    lang
        The language they are written in: "vi" or "en".

    Raises
    ------
    ConfigError
        If a dataset, period, unit or kind is unknown or ambiguous (names the nearest), or if no declared
        edition matches (names those of the same dataset).
    """
    reports = read_reports(root)
    if kind is not None:
        get_report(reports, kind)
    wanted_period = None if period is None else Period.parse(period)
    names = dataset_names(root) if dataset is None else (dataset,)
    if not names:
        raise ConfigError(f"{root / 'data'}: holds no dataset (a folder with a dataset.toml)")
    editions = [
        edition
        for opened in (open_dataset(name, root) for name in names)
        for settings in opened.settings.editions
        for edition in _declared(root, opened, reports, settings, wanted_period, lang)
    ]
    # What is declared once for a year and once for every year is one edition.
    editions = list({str(edition): edition for edition in editions}.values())
    wanted_units = None if unit is None else _wanted_units(unit, editions, wanted_period)
    found = [
        edition
        for edition in editions
        if wanted_period in (None, edition.period)
        and kind in (None, edition.kind)
        and (wanted_units is None or edition.unit in wanted_units)
    ]
    if not found:
        raise ConfigError(_nothing_declared(editions, dataset=dataset, period=period, unit=unit, kind=kind))
    return found


def _declared(
    root: Path,
    dataset: Dataset,
    reports: dict[str, ReportSettings],
    settings: EditionSettings,
    wanted: Period | None,
    lang: str,
) -> list[Edition]:
    """The editions of one declaration: of the periods it names, and of the wanted one if it is one of every year."""
    try:
        recurring = [wanted] if wanted is not None and wanted not in settings.periods and settings.has(wanted) else []
        report = get_report(reports, settings.kind)
        with dataset.territory.in_force():
            found = [
                (resolve_in(written, period, dataset.basis), period)
                for period in (*settings.periods, *recurring)
                for written in settings.unit
            ]
        return [
            Edition(root, dataset, settings.kind, report, unit, period, lang, settings.names) for unit, period in found
        ]
    except ConfigError as problem:
        raise ConfigError(f"data/{dataset.name}/dataset.toml, editions: {problem}") from None


def _wanted_units(text: str, editions: list[Edition], period: Period | None) -> set[Unit]:
    """The units a person means: names change, so the text is looked up in each period in question."""
    asked = {(edition.dataset.territory, edition.dataset.basis, period or edition.period) for edition in editions}
    found: set[Unit] = set()
    problems: list[ConfigError] = []
    for territory, basis, of in sorted(asked, key=lambda one: (one[0].key, str(one[2]))):
        try:
            with territory.in_force():
                found.add(resolve_in(text, of, basis))
        except ConfigError as problem:
            problems.append(problem)
    if not found and problems:
        raise problems[0]
    return found


def _nothing_declared(editions: list[Edition], **asked: str | None) -> str:
    words = ", ".join(f"{name} {value}" for name, value in asked.items() if value is not None)
    declared = ", ".join(str(edition) for edition in editions[:12])
    return (
        f"no edition with {words or 'anything'} is declared in data/*/dataset.toml; declared are: {declared or 'none'}"
    )


def edition_named(root: Path, name: str) -> Edition:
    """The edition of a name that `str` of it gave, whether or not it is still declared.

    Raises
    ------
    ConfigError
        If its dataset, period, unit or kind is no longer known.
    """
    dataset = name.partition("/")[0]
    return _named(root, name, open_dataset(dataset, root), read_reports(root))


def known_editions(root: Path, names: Iterable[str]) -> list[Edition]:
    """The editions of these names, in this order; without those of a dataset, unit or kind that is no longer known."""
    reports, opened = read_reports(root), {name: open_dataset(name, root) for name in dataset_names(root)}
    found = []
    for name in names:
        dataset = opened.get(name.partition("/")[0])
        try:
            found += [] if dataset is None else [_named(root, name, dataset, reports)]
        except ConfigError:
            continue
    return found


def _named(root: Path, name: str, dataset: Dataset, reports: dict[str, ReportSettings]) -> Edition:
    _, period, unit, file = name.split("/")
    stem, _, lang = file.partition(".")
    kind = stem.removesuffix("-names")
    report = get_report(reports, kind)
    with dataset.territory.in_force():
        found = get_unit(unit)
    return Edition(root, dataset, kind, report, found, Period.parse(period), lang or "vi", kind != stem)
