"""What may be typed next: the datasets, periods, units and kinds of the project, for a shell that completes words.

A shell asks at every press of Tab, so only settings and names of folders are read, never facts. Of a file that is not
in order nothing is proposed: the command itself says what is wrong with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from thidua.cli.common import clock
from thidua.cli.place import place_of
from thidua.project import MARKER

RECURRING = {"H1": "-H1", "H2": "-H2", "year": ""}
"""What is declared for every year, and what follows the year in such a period."""


@dataclass(frozen=True)
class Declared:
    """Editions that a dataset declares together, as its settings say it."""

    dataset: str
    province: str | None
    kind: str
    units: tuple[str, ...]
    periods: tuple[str, ...]
    names: bool

    def is_of(self, period: str) -> bool:
        """Whether it has editions of a period."""
        year, rest = period[:4], period[4:]
        recurs = year.isdigit() and any(RECURRING.get(said) == rest for said in self.periods)
        return recurs or period in self.periods


def datasets(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The datasets of the project, each with its title."""
    root = place_of(context)
    found = {} if root is None else {path.parent.name: _text(_read(path).get("title")) for path in _files(root)}
    return _items(found, incomplete)


def kinds(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The kinds of report, each with its title; where editions are released, those with names too."""
    root = place_of(context)
    if root is None:
        return []
    found = {name: _text(report.get("title")) for name, report in _reports(root)}
    if param.name == "kinds":
        restricted = sorted({each.kind for each in _declared(root) if each.names})
        found |= {f"{name}-names": found.get(name, "") for name in restricted}
    return _items(found, incomplete)


def periods(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The periods of the editions that are declared or were built, the newest first; of a pack, of those built."""
    root = place_of(context)
    if root is None:
        return []
    found = set(_built(root, context))
    if not isinstance(param, click.Argument):
        found |= {period for each in _asked(root, context) for period in _years_of(each.periods)}
    return _items(dict.fromkeys(sorted(found, reverse=True), ""), incomplete)


def units(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The units of the editions that are declared for what was typed so far, of a group its members; by id."""
    root = place_of(context)
    if root is None:
        return []
    from thidua.cli.completing_units import names_of  # the registry is needed for nothing else

    typed = context.params.get("period")
    asked = [(each, [typed] if typed else list(_years_of(each.periods))) for each in _asked(root, context)]
    return _items(names_of(root, asked), incomplete)


def _items(found: Mapping[str, str], incomplete: str) -> list[CompletionItem[str]]:
    """Those that begin as what was typed."""
    return [CompletionItem(name, help=said or None) for name, said in found.items() if name.startswith(incomplete)]


def _asked(root: Path, context: click.Context) -> list[Declared]:
    """What is declared for the dataset, period and kinds that were typed so far."""
    typed = context.params
    named = typed.get("kind") or typed.get("kinds") or ()
    kinds = {name.removesuffix("-names") for name in ([named] if isinstance(named, str) else named)}
    return [
        each
        for each in _declared(root)
        if typed.get("dataset") in (None, each.dataset)
        and (not kinds or each.kind in kinds)
        and (not typed.get("period") or each.is_of(typed["period"]))
    ]


def _built(root: Path, context: click.Context) -> Iterator[str]:
    """The periods of which something stands in `reports/`, of the dataset that was typed or of all."""
    names = [path.parent.name for path in _files(root)]
    for name in names:
        folder = root / "reports" / name
        if context.params.get("dataset") in (None, name) and folder.is_dir():
            yield from (each.name for each in folder.iterdir() if each.is_dir() and each.name[:4].isdigit())


def _years_of(periods: Iterable[str]) -> Iterator[str]:
    """Periods that can be typed: what is declared for every year, for this one and the last."""
    this_year = clock().year
    for period in periods:
        rest = RECURRING.get(period)
        yield from [period] if rest is None else [f"{year}{rest}" for year in (this_year, this_year - 1)]


def _declared(root: Path) -> Iterator[Declared]:
    for path in _files(root):
        settings = _read(path)
        for entry in _tables(settings.get("editions")):
            yield Declared(
                path.parent.name,
                _text(settings.get("province")) or None,
                _text(entry.get("kind")),
                tuple(_texts(entry.get("unit"))),
                tuple(_texts(entry.get("period"))),
                entry.get("names") is True,
            )


def _reports(root: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reports = _read(root / MARKER).get("reports")
    if isinstance(reports, dict):
        yield from ((name, report) for name, report in reports.items() if isinstance(report, dict))


def _files(root: Path) -> list[Path]:
    """The settings of each dataset, in alphabetical order."""
    return sorted((root / "data").glob("*/dataset.toml"))


def _read(path: Path) -> Mapping[str, Any]:
    """What a file of settings holds; nothing if it cannot be read, which the command tells when it is run."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _tables(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    """One text, or several."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
