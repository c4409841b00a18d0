"""The plan: which editions there are, narrowed by what a person asks for, resolved before anything starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset, EditionSettings, Opened, open_all, open_dataset
from thidua.facts.said_units import group_in, is_group, unit_of_any_day, why_without_days
from thidua.registry import Basis, Period, Unit, days_in, get_unit, last_day_in, name_on, quoted, resolve_in
from thidua.registry.territory import current
from thidua.run.reports import ReportSettings, get_report, read_reports
from thidua.speech import say


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
    def last_day(self) -> date:
        """The last day that its unit has in the period: its name and code are those of this day."""
        return last_day_in(self.unit, self.period, self.dataset.basis)

    @property
    def unit_name(self) -> str:
        """The whole name of its unit on that day: "phường Bố Hạ" where it was "xã Bố Hạ" before."""
        with self.dataset.territory.in_force():
            return name_on(self.unit, self.last_day)

    @property
    def name(self) -> str:
        """The name of its files: "district", in English "district.en", with names "district-names"."""
        return f"{self.kind}{'-names' if self.names else ''}{'' if self.lang == 'vi' else f'.{self.lang}'}"

    @property
    def notebook(self) -> Path:
        """The production notebook."""
        return self.root / "notebooks" / f"{self.settings.notebook}.ipynb"

    @cached_property
    def folder(self) -> Path:
        """Where the edition is published."""
        return self.root / f"reports/{self.dataset.name}/{self.period}/{self.unit.id}"

    def file(self, extension: str) -> Path:
        """One published file: "ipynb", "html", "pdf", "xlsx" or "docx"."""
        return self.folder / f"{self.name}.{extension}"

    @property
    def evidence(self) -> Path:
        """Where the notebook of a failed run is kept, apart from the published files."""
        return self.folder / "failed" / f"{self.name}.ipynb"

    def __str__(self) -> str:
        """Name the edition as its path does: published/2020/tinh-bac-kan/province."""
        return f"{self.dataset.name}/{self.period}/{self.unit.id}/{self.name}"


@dataclass(frozen=True)
class LeftOut:
    """A unit that is declared for every year, and of which there is no edition in one: it has no days in the period."""

    kind: str
    dataset: str
    period: Period
    unit: Unit
    why: str


@dataclass(frozen=True)
class Plan:
    """What is asked for.

    Attributes
    ----------
    editions
        In the order of the declarations, each once.
    left_out
        The units that an edition of every year is declared for and that have no days in the period asked for.
    faults
        What is wrong with a dataset that is not in order, by its name; nothing of it is planned.
    """

    editions: tuple[Edition, ...]
    left_out: tuple[LeftOut, ...] = ()
    faults: tuple[tuple[str, ConfigError], ...] = ()

    def lines(self) -> list[str]:
        """A line for each dataset, period and reason that leaves units out."""
        found: dict[tuple[str, str, str], dict[str, None]] = {}
        for one in self.left_out:
            found.setdefault((one.dataset, str(one.period), one.why), {})[one.unit.name] = None
        return [
            say("{pack}: không lập: {units} ({why})", pack=f"{dataset}/{period}", units=", ".join(of), why=why)
            for (dataset, period, why), of in found.items()
        ]


def plan_editions(
    root: Path,
    *,
    dataset: str | None = None,
    period: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    lang: str = "vi",
) -> list[Edition]:
    """The editions of a plan (see `make_plan`) where every dataset has to be in order.

    Raises
    ------
    ConfigError
        As `make_plan` does, and for the first dataset that is not in order.
    """
    plan = make_plan(root, dataset=dataset, period=period, unit=unit, kind=kind, lang=lang)
    if plan.faults:
        raise plan.faults[0][1]
    return list(plan.editions)


def make_plan(
    root: Path,
    *,
    dataset: str | None = None,
    period: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    lang: str = "vi",
) -> Plan:
    """The declared editions that match what is asked for; everything asked for must exist.

    Parameters
    ----------
    root
        The project folder.
    dataset, period, unit, kind
        As a person writes them; None asks for all. A unit may be given by id or by name. What is declared for every
        year is there only for the period asked for, and for the units that have days in it.
    lang
        The language they are written in: "vi" or "en".

    Raises
    ------
    ConfigError
        If a dataset, period, unit or kind is unknown or ambiguous (names the nearest), if the dataset asked for is not
        in order, or if no declared edition matches: what is wrong with the first dataset that is not in order, or the
        editions that there are.
    """
    reports = read_reports(root)
    if kind is not None:
        get_report(reports, kind)
    wanted_period = None if period is None else Period.parse(period)
    opened = open_all(root) if dataset is None else Opened({dataset: open_dataset(dataset, root)}, {})
    if not opened.datasets and not opened.faults:
        raise ConfigError(say("{folder}: chưa có bộ số liệu nào (thư mục có dataset.toml)", folder=root / "data"))
    faults = dict(opened.faults)
    declared: list[Edition | LeftOut] = []
    for name, one in opened.datasets.items():
        try:
            declared += [
                each
                for settings in one.settings.editions
                for each in _declared(root, one, reports, settings, wanted_period, lang)
            ]
        except ConfigError as problem:
            if dataset is not None:
                raise
            faults[name] = problem
    left_out = tuple(each for each in declared if isinstance(each, LeftOut) and kind in (None, each.kind))
    editions = [each for each in declared if isinstance(each, Edition)]
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
    plan = Plan(tuple(found), left_out, tuple(faults.items()))
    if not found and faults:
        raise next(iter(faults.values()))
    if not found:
        said = _nothing_declared(editions, dataset=dataset, period=period, unit=unit, kind=kind)
        raise ConfigError("; ".join([*plan.lines(), said]))
    return plan


def _declared(
    root: Path,
    dataset: Dataset,
    reports: dict[str, ReportSettings],
    settings: EditionSettings,
    wanted: Period | None,
    lang: str,
) -> Iterator[Edition | LeftOut]:
    """The editions of one declaration: of the periods it names, and of the wanted one if it is one of every year."""
    is_of_every_year = wanted is not None and wanted not in settings.periods and settings.has(wanted)
    try:
        report = get_report(reports, settings.kind)
        with dataset.territory.in_force():
            found: list[tuple[Unit | LeftOut, Period]] = [
                (one, period) for period in settings.periods for one in _named_units(settings, period, dataset.basis)
            ]
            if wanted is not None and is_of_every_year:
                found += [(one, wanted) for one in _units_of_every_year(dataset, settings, wanted)]
            for one, period in found:
                _check_its_own(one, period.last_day(dataset.basis))
    except ConfigError as problem:
        raise ConfigError(f"data/{dataset.name}/dataset.toml, editions: {problem}") from None
    for one, period in found:
        if isinstance(one, Unit):
            yield Edition(root, dataset, settings.kind, report, one, period, lang, settings.names)
        else:
            yield one


def _check_its_own(unit: Unit | LeftOut, on: date) -> None:
    """Refuse a province of which the tables in force hold a part: its figures would be those of the part."""
    if isinstance(unit, LeftOut) or unit.level != "province" or unit.valid_to is not None:
        return
    code = unit.code(on)
    if code is not None and code != current().province:
        said = f'province = "{current().province}" knows only a part of {unit.name} ({unit.id})'
        raise ConfigError(f'{said}; write province = "{code}" beside title')


def _named_units(settings: EditionSettings, period: Period, basis: Basis) -> Iterator[Unit]:
    """The units of a declaration for one period that it names: each of them must have days in it."""
    for text in settings.unit:
        found = group_in(text, period, basis) if is_group(text) else (resolve_in(text, period, basis),)
        if not found:
            raise ConfigError(f"{quoted(text)}: nobody of this group has days in {period}")
        yield from found


def _units_of_every_year(dataset: Dataset, settings: EditionSettings, period: Period) -> Iterator[Unit | LeftOut]:
    """The units of a declaration for a period of every year; those without days in it are left out."""
    for text in settings.unit:
        if is_group(text):
            yield from group_in(text, period, dataset.basis)
            continue
        try:
            yield resolve_in(text, period, dataset.basis)
        except ConfigError:
            unit = unit_of_any_day(text)
            if unit is None or days_in(unit, period, dataset.basis) is not None:
                raise
            yield LeftOut(settings.kind, dataset.name, period, unit, why_without_days(unit, period, dataset.basis))


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
    return say(
        "không bản nào có {asked} được khai báo trong data/*/dataset.toml; đã khai báo: {declared}",
        asked=words or say("bất cứ gì"),
        declared=declared or say("không có gì"),
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
    """The editions of these names, in this order.

    Left out are those of a dataset, unit or kind that is no longer known, and of a dataset that is not in order (see
    `open_all`), of which nothing can be said until it is.
    """
    reports, opened = read_reports(root), open_all(root).datasets
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
