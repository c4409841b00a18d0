"""A dataset: a folder under `data/` with a `dataset.toml`, what was sent for it, its facts and its commentary."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

from msgspec import Meta

from thidua.errors import ConfigError
from thidua.facts.expected import ExpectedSettings
from thidua.facts.holding import SNAPSHOTS, held
from thidua.facts.noted import DENOMINATORS, noted_snapshot, state_of
from thidua.facts.periods_told import is_around
from thidua.facts.reads import note, question
from thidua.facts.said_units import check_said, group_in, is_group
from thidua.facts.today import today_in_hanoi
from thidua.facts.words import read_words
from thidua.intake.files.limits import Limits
from thidua.project import project_folder
from thidua.registry import Basis, Period, Territory, Unit, get_basis, get_unit, quoted, territory_of
from thidua.registry.ahead import PROVINCE
from thidua.registry.checked import check_tables
from thidua.registry.periods import FIRST_YEAR, LAST_YEAR
from thidua.registry.territory import AT_HOME, HOME
from thidua.settings import Settings, read_settings
from thidua.settings.model import After
from thidua.settings.settable import Kind, Line, Lines, MaybeLine
from thidua.speech import near_or_all, say
from thidua.there import is_file

if TYPE_CHECKING:
    from thidua.facts.commentary import Commentary
    from thidua.facts.denominators import Denominator
    from thidua.facts.digests import Digests
    from thidua.facts.query import Facts
    from thidua.facts.receive import Received

# What reads files, facts and words is imported when it reads: whoever only asks what there is goes without.

EVERY_YEAR = ("H1", "H2", "year")
"""How a period of every year is written; `Period.in_its_year` gives it for one of them."""

_ONE_OR_SEVERAL = 'text in quotes, or several in brackets: ["…", "…"]'

MOMENT = "THIDUA_MOMENT"
"""The variable in which a build tells the kernels it starts what they read: a day and a snapshot's folder.

A notebook that runs in JupyterLab or under plain papermill has none, and reads the files as they are.
"""


def _in_brackets(entry: Any) -> Any:
    """An entry of editions with a single unit or period as a list of one."""
    if not isinstance(entry, dict):
        return entry
    alone = {key for key in ("unit", "period") if isinstance(entry.get(key), str)}
    return {key: [value] if key in alone else value for key, value in entry.items()}


def _periods(texts: tuple[str, ...]) -> None:
    for text in texts:
        if text not in EVERY_YEAR:
            try:
                Period.parse(text)
            except ConfigError as problem:
                raise ValueError(f"{problem}; or every year's {', '.join(EVERY_YEAR)}") from None


def _day(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"write a day of the years {FIRST_YEAR} to {LAST_YEAR}: 2024-01-15")


Several = Annotated[Lines, Meta(min_length=1, description=_ONE_OR_SEVERAL)]


class EditionSettings(Settings):
    """The editions of one report that the dataset can make: for which units and which periods.

    A period is one ("2023-H1"), or one of every year ("H1", "H2", "year"): such an edition is made when a schedule or
    a person asks for that period of some year. ``names`` adds the restricted annex with the names of recipients; such
    an edition has a file of its own.
    """

    kind: Kind
    unit: Several
    period: Annotated[Several, After(_periods)]
    names: bool = False

    @property
    def periods(self) -> tuple[Period, ...]:
        """The single periods as they are written, those of every year left out."""
        return tuple(Period.parse(text) for text in self.period if text not in EVERY_YEAR)

    def has(self, period: Period) -> bool:
        """Whether there is an edition of a period, named itself or as one of every year."""
        return period in self.periods or period.in_its_year in self.period


class DatasetSettings(Settings):
    """What `dataset.toml` says: title, origin, how periods are counted, what should be sent, which editions.

    Words that end in ``_en`` stand in English reports; without them the Vietnamese words do.
    """

    title: Line
    title_en: MaybeLine = ""
    source: Line
    source_en: MaybeLine = ""
    basis: Line
    quoted: bool = False
    """Whether the figures are quoted from published texts: of no known days, and never all that was given."""
    illustrative: bool = False
    mark: MaybeLine = ""
    """What every page, sheet and mail says of how these reports came about: nobody takes one for an issued document."""
    mark_en: MaybeLine = ""
    contact: MaybeLine = ""
    """Whom a reader asks about the figures, with a telephone number or an address; on the cover of the workbook."""
    contact_en: MaybeLine = ""
    licence: MaybeLine = ""
    """Under which others may use the figures: a name such as CC-BY-4.0, or the address of its text; empty: not said."""
    province: Line = HOME
    as_of: Annotated[date | None, After(_day)] = None
    limits: Limits = Limits()
    expected: tuple[ExpectedSettings, ...] = ()
    editions: tuple[EditionSettings, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """The settings of some values; of an edition, one unit or period may stand without brackets."""
        editions = values.get("editions")
        if isinstance(editions, list | tuple):
            values = {**values, "editions": [_in_brackets(entry) for entry in editions]}
        return super().of(values)


@dataclass(frozen=True)
class Dataset:
    """One dataset, its settings read; files, facts and commentary are read when first asked for."""

    name: str
    folder: Path
    settings: DatasetSettings
    territory: Territory = AT_HOME
    """Whose units count: the province of its settings, with the tables that lie over those of the package."""
    today: date = field(default_factory=today_in_hanoi)
    snapshot: Path | None = None
    """The snapshot that is read whatever arrives meanwhile; None reads the files as they are."""

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs to open the same: what was read of it stays in its own."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def basis(self) -> Basis:
        """How this dataset counts its periods."""
        return get_basis(self.settings.basis)

    @property
    def dataset_name(self) -> str:
        """Its name, under which what is read of it is noted."""
        return self.name

    @property
    def as_of(self) -> date:
        """The day on which it is judged what is late and what lies in the future: today, unless the settings fix it."""
        return date.fromisoformat(self.day())

    @question
    def day(self) -> str:
        """`as_of` as it is written: a report that asks for it is another one tomorrow."""
        return self._day.isoformat()

    @property
    def _day(self) -> date:
        return self.settings.as_of or self.today

    @cached_property
    def facts(self) -> Facts:
        """The facts that count: of its snapshot, or as the files are now; what was not read before is read first.

        Raises
        ------
        DataError
            If ``facts.csv`` or ``received.csv`` is not in order. A sender's file never raises: see `received`.
        """
        from thidua.facts.query import Facts

        return Facts(self.current_snapshot, self.basis, self.territory)

    @cached_property
    def current_snapshot(self) -> Path:
        """The folder of its snapshot, or of that of the files as they are now; for whoever runs reports, not for them.

        Raises
        ------
        DataError
            As `facts` does.
        """
        if self.snapshot is not None:
            return self.snapshot
        with self.territory.in_force():
            how = self._how()
            state = state_of(self.folder, how["basis"], how["limits"], how["expected"])
            found = noted_snapshot(self.folder / SNAPSHOTS, state, self._day)
            if found is not None:
                return found
            # What reads workbooks takes a second to import, and is needed only where something came.
            from thidua.facts.receive import current_snapshot

            return current_snapshot(self.folder, **how)

    @cached_property
    def digests(self) -> Digests:
        """What it answers now to questions that were noted before; see `thidua.facts.digests`."""
        from thidua.facts.digests import Digests

        return Digests(self)

    @contextmanager
    def at_this_moment(self) -> Iterator[Dataset]:
        """The same dataset as it is now, its snapshot kept for as long as the block runs, whatever arrives meanwhile.

        Raises
        ------
        DataError
            As `facts` does.
        """
        snapshot = self.current_snapshot
        with held(snapshot):
            yield replace(self, snapshot=snapshot)

    def as_set_now(self) -> Dataset:
        """The same snapshot and day under the settings that `dataset.toml` has now.

        Raises
        ------
        ConfigError
            If it is gone or not in order.
        """
        opened = open_dataset(self.name, self.folder.parent.parent)
        return replace(opened, today=self.today, snapshot=self.current_snapshot)

    def moment(self) -> Mapping[str, str]:
        """What the environment of a process says so that it reads just these facts, on this day.

        Beside it the province, where only tables of the package are read: they may have been read before.
        """
        moment = {MOMENT: f"{self.today.isoformat()} {self.current_snapshot.resolve()}"}
        return moment if self.territory.folders else {**moment, PROVINCE: self.territory.province}

    def people(self, units: Iterable[str]) -> list[Denominator]:
        """How many people rates are counted over in some units, per year and kind; none where the dataset has none.

        Raises
        ------
        DataError
            If ``denominators.csv`` is not in order; names the row.
        """
        return list(self.people_of("+".join(dict.fromkeys(units))))

    @question
    def people_of(self, units: str) -> tuple[Denominator, ...]:
        """The same of units joined by "+", in the order of the file."""
        return tuple(one for one in self._denominators if one.unit in units.split("+"))

    @question
    def everybody(self) -> tuple[Denominator, ...]:
        """The same of all units."""
        return tuple(self._denominators)

    @cached_property
    def _denominators(self) -> list[Denominator]:
        from thidua.facts.denominators import read_denominators

        with self.territory.in_force():
            return read_denominators(self.folder / DENOMINATORS)

    def received(self) -> Received:
        """Every file of the inbox, with all that was found in it and across the files."""
        from thidua.facts.receive import receive

        with self.territory.in_force():
            note(self.name, "everything", self.current_snapshot.name)
            return receive(self.folder, **self._how())

    def _how(self) -> dict[str, Any]:
        settings = self.settings
        return {"basis": self.basis, "as_of": self._day, "limits": settings.limits, "expected": settings.expected}

    def declared_periods(self, unit: Unit) -> tuple[Period, ...]:
        """The periods of the editions that this dataset declares for a unit by its id, or for a group that it is of."""
        return tuple(Period.parse(one) for one in self.declared(unit.id))

    def declared_around(self, unit: Unit, period: Period) -> tuple[Period, ...]:
        """The years and stages of `declared_periods` that hold a period, or that it holds."""
        return tuple(Period.parse(one) for one in self.years_declared(unit.id, str(period)))

    @question
    def declared(self, unit: str) -> tuple[str, ...]:
        """`declared_periods` as they are written."""
        return self._declared(unit)

    @question
    def years_declared(self, unit: str, period: str) -> tuple[str, ...]:
        """`declared_around` as they are written."""
        of = Period.parse(period)
        return tuple(one for one in self._declared(unit) if is_around(Period.parse(one), of))

    def _declared(self, unit: str) -> tuple[str, ...]:
        with self.territory.in_force():
            one = get_unit(unit)
            return tuple(
                str(period)
                for each in self.settings.editions
                for period in each.periods
                if unit in each.unit or self._is_in_group(one, each.unit, period)
            )

    def _is_in_group(self, unit: Unit, texts: Sequence[str], period: Period) -> bool:
        return any(unit in group_in(text, period, self.basis) for text in texts if is_group(text))

    def commentary_path(self, unit: Unit, period: Period) -> Path:
        """Where the unit's own words about a period stand, whether or not there are any."""
        return self.folder / "commentary" / str(period) / f"{unit.id}.md"

    def commentary(self, unit: Unit, period: Period) -> Commentary:
        """The unit's own words about a period; empty where it sent none."""
        from thidua.facts.commentary import parse_commentary

        path = self.commentary_path(unit, period)
        return parse_commentary(self.words(unit.id, str(period)), "/".join(path.parts[-3:]))

    @question
    def words(self, unit: str, period: str) -> bytes | None:
        """The file of a unit's own words, as it is; None where there is none."""
        return read_words(self.folder / "commentary" / period / f"{unit}.md")

    @question
    def said(self) -> str:
        """What `dataset.toml` and the tables of its province say, but which editions there are."""
        return f"{self.settings.as_json(but=frozenset({'editions'}))} {self.territory.key}"


def dataset_names(root: Path | None = None) -> tuple[str, ...]:
    """The datasets there are, in alphabetical order; also one that the system does not show: to open it says so.

    Raises
    ------
    ConfigError
        If the system does not show which there are.
    """
    data = (root or project_folder()) / "data"
    try:
        return tuple(sorted(folder.name for folder in data.iterdir() if _may_be_dataset(folder)))
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise ConfigError(f"{data}: cannot be looked into ({problem.strerror}); allow reading it") from None


def _may_be_dataset(folder: Path) -> bool:
    try:
        return is_file(folder / "dataset.toml")
    except OSError:
        return True


def open_dataset(name: str, root: Path | None = None) -> Dataset:
    """Open one dataset by name.

    Raises
    ------
    ConfigError
        If there is no such dataset (names the nearest), or its `dataset.toml` is wrong.
    """
    known = dataset_names(root)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = near_or_all(near, known)
        raise ConfigError(say("không có bộ số liệu {name} trong data/; {hint}", name=quoted(name), hint=hint))
    project = root or project_folder()
    folder = project / "data" / name
    today, snapshot = _moment(folder)
    where = f"data/{name}/dataset.toml"
    settings = read_settings(folder / "dataset.toml", DatasetSettings, name=where)
    try:
        get_basis(settings.basis)
    except ConfigError as problem:
        raise ConfigError(f"{where}: basis: {problem}") from None
    territory = territory_of(project, folder, settings.province)
    with territory.in_force():
        check_tables()
        _check_expected(settings.expected, get_basis(settings.basis), where)
    opened = Dataset(name, folder, settings, territory, today, snapshot)
    opened.said()  # noted of each dataset that a report opens, as is that it opened one
    return opened


@dataclass(frozen=True)
class Opened:
    """The datasets of a project: those in order, and of each that is not what is wrong with it; both by name."""

    datasets: Mapping[str, Dataset]
    faults: Mapping[str, ConfigError]


def open_all(root: Path | None = None) -> Opened:
    """Open every dataset; one that is not in order keeps no other from being opened."""
    datasets: dict[str, Dataset] = {}
    faults: dict[str, ConfigError] = {}
    for name in dataset_names(root):
        try:
            datasets[name] = open_dataset(name, root)
        except ConfigError as problem:
            faults[name] = problem
    return Opened(datasets, faults)


def _moment(folder: Path) -> tuple[date, Path | None]:
    """The day and snapshot that a build gave its kernels for this dataset; elsewhere today, and none."""
    day, _, path = os.environ.get(MOMENT, "").partition(" ")
    snapshot = Path(path)
    if not path or snapshot.parent.parent != folder.resolve():
        return today_in_hanoi(), None
    return date.fromisoformat(day), snapshot


def _check_expected(expected: Sequence[ExpectedSettings], basis: Basis, where: str) -> None:
    """Refuse what no unit could send, and what would be asked for, and found missing, twice."""
    for number, wish in enumerate(expected, start=1):
        entry = f"{where}: expected (entry {number})"
        for unit in wish.units:
            try:
                check_said(unit)
            except ConfigError as problem:
                raise ConfigError(f"{entry}.units: {problem}") from None
        if nobody := wish.asked_of_nobody(basis):
            raise ConfigError(f"{entry}.units: {nobody} has no days in these years; change first_year, or leave it out")
        for before in expected[: number - 1]:
            if twice := wish.asked_twice(before, basis):
                raise ConfigError(
                    f"{entry}: {wish.layout} of {twice[0]} for each {wish.period} of {twice[1]} is asked for twice; "
                    "leave it out of one entry"
                )
