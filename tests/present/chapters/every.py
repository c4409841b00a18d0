"""Every chapter in all its verbs, over reports of every kind: what each shows, in both languages.

``python -m tests.present.chapters.every`` writes the words anew into ``snapshots``; what changed in them is then read.
"""

from __future__ import annotations

import inspect
from contextvars import copy_context
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.present.reports import REPOSITORY
from thidua.facts.dataset import open_dataset
from thidua.present.chapter import Chapter, chapters_of
from thidua.present.figures import Figure
from thidua.present.language import name_on_day, write_in
from thidua.present.part import Part
from thidua.present.report import Report
from thidua.registry import Period, resolve_in

SNAPSHOTS = Path(__file__).parent / "snapshots"


class Asked(NamedTuple):
    """One report of a dataset."""

    dataset: str
    unit: str
    period: str

    def __str__(self) -> str:
        return f"{self.dataset}-{self.unit}-{self.period}"


REPORTS = (
    Asked("published", "tp-bac-kan", "2015..2020"),
    Asked("published", "tp-bac-kan", "2021-M10"),
    Asked("published", "tinh-bac-kan", "2020"),
    Asked("published", "khoi-huyen-tp", "2017-H1"),
    Asked("published", "tinh-bac-kan", "2021..2023"),
    Asked("illustrative", "huyen-ba-be", "2023-H1"),
    Asked("illustrative", "huyen-na-ri", "2022"),
    Asked("illustrative", "tinh-bac-kan", "2023"),
    Asked("illustrative", "khoi-huyen-tp", "2022"),
    Asked("illustrative", "tinh-bac-kan", "2021..2023"),
    Asked("illustrative-2026", "tinh-thai-nguyen-2025", "2025"),
    Asked("illustrative-2026", "phuong-bac-kan-2025", "2026-H1"),
)
"""A report of every kind, of figures that are quoted and counted, before the change of the map and after it."""

NEEDED: dict[str, tuple[tuple[Any, ...], ...]] = {
    "awards.figures": (("GKH", "BKT", "CSTDCS"),),
    "statistical_forms.awards_table": (("state_awards",), ("ministry_awards",)),
    "register_sources.of": (("scores",), ("models",), ("directives",)),
}
"""What a verb must be told, if it must be told anything."""

_NOT_SHOWN = {"measure", "leading", "share"}
"""Verbs that give what is measured, and show nothing."""


def verbs() -> list[str]:
    """Every verb of every chapter: "awards.table"; without the details of a chapter that has none."""
    return [
        f"{name}.{verb}"
        for name, chapter in chapters_of(Report).items()
        for verb, _ in inspect.getmembers(chapter.of, inspect.isfunction)
        if not verb.startswith("_") and verb not in _NOT_SHOWN and getattr(chapter.of, verb) is not Chapter.detail
    ]


def open_asked(asked: Asked, lang: str = "vi") -> Report:
    """The report, with names and language as a notebook has them; inside a context and territory of its own."""
    opened = open_dataset(asked.dataset, REPOSITORY)
    write_in(lang)
    period = Period.parse(asked.period)
    report = Report(opened, resolve_in(asked.unit, period, opened.basis), period, with_names=True)
    name_on_day(report.last_day)
    return report


@cache
def shown(asked: Asked, lang: str = "vi") -> dict[str, list[Any]]:
    """What each verb gives for a report, once for all that it is told; figures and parts one by one."""
    with open_dataset(asked.dataset, REPOSITORY).territory.in_force():
        return copy_context().run(_shown, asked, lang)


def _shown(asked: Asked, lang: str) -> dict[str, list[Any]]:
    report = open_asked(asked, lang)
    found: dict[str, list[Any]] = {}
    for each in verbs():
        name, verb = each.split(".")
        if lang != "vi" and verb.endswith("chart"):
            continue  # a drawing has no paragraph, and takes the longest
        chapter: Chapter[Any] = getattr(report, name)
        gave = [getattr(chapter, verb)(*told) for told in NEEDED.get(each, ((),))]
        found[each] = [one for given in gave for one in (given if isinstance(given, list) else [given])]
    return found


def words_of(asked: Asked, lang: str) -> str:
    """The words of all findings and headline figures of a report, a paragraph each under the verb that says it."""
    told = []
    for verb, things in shown(asked, lang).items():
        for thing in things:
            if isinstance(thing, Part):
                told.append(f"[{verb}]\n{thing.text}")
            elif isinstance(thing, Figure):
                told.append(f"[{verb}]\n{thing.value} {thing.label} ({thing.qualification})")
    return "\n\n".join(told) + "\n"


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for one in REPORTS:
        for written in ("vi", "en"):
            (SNAPSHOTS / f"{one}-{written}.txt").write_text(words_of(one, written), encoding="utf-8")
