"""A preview: the very edition that a schedule would make, declared or not, marked on every page; nothing is published.

It is made by the same steps as an edition, in a process of its own that ends with whoever asked. What is published, the
ledger and `reports/` are neither read nor touched.
"""

from __future__ import annotations

import html
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from thidua.errors import ConfigError, ReportError
from thidua.facts.dataset import Dataset, EditionSettings
from thidua.facts.said_units import group_in, is_group, said_ids
from thidua.present.language import tr
from thidua.registry import Period, Unit, get_unit, last_day_in, level_on, quoted
from thidua.run.build import make_files
from thidua.run.plan import Edition
from thidua.run.reports import get_report, read_reports
from thidua.speech import say

if TYPE_CHECKING:
    from thidua.run.executing.mark import Run

FORMATS = ("html", "pdf")
"""What is shown page by page; a workbook has no pages that could be marked."""

FOLDER = Path("desk") / "preview"
"""Where previews stand in a project, in a folder that git ignores."""

State = Literal["ready", "empty", "failed"]


@dataclass(frozen=True)
class Preview:
    """A preview of one edition.

    Attributes
    ----------
    edition
        The edition that it shows.
    state
        What a build would come to: "ready", "empty" or "failed".
    reason
        Why it would fail, in the words of the build; empty otherwise.
    is_declared
        Whether the dataset declares the edition, so that a build or a schedule makes it.
    files
        The file of each format; none if it failed.
    other_kinds
        Further kinds of report that can be asked for of this unit and period.
    """

    edition: Edition
    state: State
    reason: str = ""
    is_declared: bool = True
    files: dict[str, Path] = field(default_factory=dict)
    other_kinds: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What came of it, in sentences."""
        said = {
            "ready": tr("Bản xem thử của {edition} đã sẵn sàng.", edition=str(self.edition)),
            "empty": tr("Bản xem thử của {edition} không có số liệu nào.", edition=str(self.edition)),
            "failed": tr("{edition} sẽ không lập được: {reason}", edition=str(self.edition), reason=self.reason),
        }
        told = [said[self.state]]
        if not self.is_declared:
            told.append(tr("Bản này chưa khai báo trong dataset.toml: lịch sẽ không tự lập."))
        if self.other_kinds:
            told.append(tr("Có thể xem thử loại khác: {kinds}.", kinds=", ".join(self.other_kinds)))
        return told

    def __repr__(self) -> str:
        return "\n".join([*self.lines(), *(str(path) for path in self.files.values())])

    def _repr_html_(self) -> str:
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in self.lines())
        links = " · ".join(link(_address(path), extension) for extension, path in self.files.items())
        return f"{paragraphs}<p>{links}</p>"


def link(address: str, extension: str) -> str:
    """A link that looks like one, in a notebook as well: "Mở bản HTML"."""
    words = html.escape(tr("Mở bản {format}", format=extension.upper()))
    style = "text-decoration: underline; color: #0b57d0"
    return f'<a href="{html.escape(address, quote=True)}" target="_blank" style="{style}">{words}</a>'


def _address(path: Path) -> str:
    """The path of a file as a notebook of the desk links to it: JupyterLab opens what lies in the folder it shows."""
    here = Path.cwd().resolve()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_uri()


def preview_edition(
    root: Path,
    dataset: Dataset,
    unit: Unit,
    period: Period,
    *,
    kind: str | None = None,
    formats: tuple[str, ...] = ("html",),
    lang: str = "vi",
) -> Preview:
    """Make a preview under ``desk/preview/``, in the place of an earlier one.

    Parameters
    ----------
    kind
        The kind of report; None takes the first that the dataset declares for the unit and period, or else for periods
        of this length, or for units of this level.
    formats
        Of `FORMATS`.

    Returns
    -------
    Preview
        Also of what cannot be made, which says why.

    Raises
    ------
    ConfigError
        If a kind or format is unknown, or none is given and the dataset declares nothing like it.
    """
    if wrong := [name for name in formats if name not in FORMATS]:
        raise ConfigError(
            say(
                "bản xem thử không có dạng {format}; hiện có: {names}",
                format=quoted(wrong[0]),
                names=", ".join(FORMATS),
            )
        )
    kinds, declared = kinds_of(dataset, unit, period)
    reports = read_reports(root)
    if kind is None and not kinds:
        raise ConfigError(say("hãy nêu loại báo cáo: {kinds}", kinds=", ".join(reports)))
    chosen = kind or kinds[0]
    edition = Edition(root, dataset, chosen, get_report(reports, chosen), unit, period, lang)
    others = tuple(one for one in kinds if one != chosen)
    made = _made_apart(edition, tuple(name for name in FORMATS if name in formats))
    files = _keep(root, edition, made.files)
    return Preview(edition, made.state, made.reason, chosen in declared, files, others)


def kinds_of(dataset: Dataset, unit: Unit, period: Period) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of report that suit a unit and period, the likeliest first, and those of them that are declared."""
    with dataset.territory.in_force():
        editions = [one for one in dataset.settings.editions if not one.names]
        declared = [one.kind for one in editions if one.has(period) and _is_meant(dataset, one, unit, period)]
        alike = [one for one in editions if _has_like(one, period)]
        usual = [one.kind for one in alike if _is_meant(dataset, one, unit, period)]
        of_level = [one.kind for one in alike if _has_level(dataset, one, unit, period)]
    found = tuple(dict.fromkeys([*declared, *usual] or of_level))
    return found, tuple(dict.fromkeys(declared))


def _has_like(settings: EditionSettings, period: Period) -> bool:
    """Whether it declares a period of this length."""
    return period.in_its_year in settings.period or any(one.kind == period.kind for one in settings.periods)


def _is_meant(dataset: Dataset, settings: EditionSettings, unit: Unit, period: Period) -> bool:
    groups = [text for text in settings.unit if is_group(text)]
    return unit.id in settings.unit or any(unit in group_in(text, period, dataset.basis) for text in groups)


def _has_level(dataset: Dataset, settings: EditionSettings, unit: Unit, period: Period) -> bool:
    """Whether it is declared for another unit of the same level."""
    level = level_on(unit, last_day_in(unit, period, dataset.basis))
    meant = [get_unit(one) for one in said_ids(settings.unit, period, dataset.basis)]
    return any(level_on(one, last_day_in(one, period, dataset.basis)) == level for one in meant)


@dataclass(frozen=True)
class _Made:
    state: State
    reason: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


def _made_apart(edition: Edition, formats: tuple[str, ...]) -> _Made:
    """Make it in a process of its own: a notebook cannot execute another in its own process and stay as it is."""
    from thidua.run.executing.mark import VARIABLE, Run, clear_sockets, marked
    from thidua.run.executing.worker import begin_worker
    from thidua.run.working.start import begin_prepared, can_fork, end_workers, worker_context

    run = Run.here(edition.root)
    begin_prepared(run)
    begin = (run, {**os.environ, VARIABLE: str(run)}, can_fork())
    pool = ProcessPoolExecutor(1, mp_context=worker_context(), initializer=begin_worker, initargs=begin)
    is_done = False
    try:
        with edition.dataset.at_this_moment() as moment, marked(str(run)):
            made = pool.submit(_make, replace(edition, dataset=moment), formats, run).result()
        is_done = True
        return made
    except BrokenProcessPool:
        return _Made("failed", "the process that made it was ended, or had no memory left; try again")
    except ReportError as problem:
        return _Made("failed", str(problem))
    finally:
        if not is_done:
            end_workers(run)
            clear_sockets(lambda mark: Run.of(mark) == run)
        pool.shutdown(cancel_futures=True)


def _make(edition: Edition, formats: tuple[str, ...], run: Run) -> _Made:
    """What the process does: all that a build does, but publishing."""
    try:
        with edition.dataset.territory.in_force(), TemporaryDirectory(prefix="thidua-") as work:
            made = make_files(edition, formats, run, Path(work), preview=True)
            return _Made("empty" if made.empty.is_whole else "ready", files=made.files)
    except ReportError as problem:
        return _Made("failed", str(problem))


def _keep(root: Path, edition: Edition, files: dict[str, bytes]) -> dict[str, Path]:
    """Put the files in their place; those of an earlier preview of the same edition are gone."""
    folder = root / FOLDER / edition.dataset.name / str(edition.period) / edition.unit.id
    folder.mkdir(parents=True, exist_ok=True)
    kept = {extension: folder / f"{edition.name}.{extension}" for extension in files}
    for extension in FORMATS:
        (folder / f"{edition.name}.{extension}").unlink(missing_ok=True)
    for extension, content in files.items():
        kept[extension].write_bytes(content)
    return kept
