"""Which reports there are: `reports.toml`, read once."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta
from msgspec.structs import replace

from thidua.errors import ConfigError
from thidua.languages import Language
from thidua.project import MARKER
from thidua.registry import quoted
from thidua.settings import Settings, read_settings
from thidua.settings.model import After
from thidua.settings.settable import Kind, Line, Lines, NotebookName
from thidua.speech import near_or_all, say


def _file_title(text: str) -> None:
    if set("{}") & set(text.replace("{review}", "")):
        raise ValueError('write a title in which only {review} stands in braces: "Báo cáo {review}"')


Engine = Literal["prepared", "nbclient"]


class ReportSettings(Settings):
    """One report: its notebook, and the parts that an edition of it must show to be ready."""

    title: Line
    file_title: Annotated[Line, After(_file_title)] = "Báo cáo"
    """How its files are called when they leave the house; ``{review}`` is "sơ kết" or "tổng kết"."""
    notebook: NotebookName
    requires: Lines
    cell_timeout_seconds: Annotated[int, Meta(ge=1, le=86_400)] = 120
    time_limit_seconds: Annotated[int, Meta(ge=1, le=86_400)] = 900
    """How long the whole report may take, its files included."""
    memory_limit_mb: Annotated[int, Meta(ge=64, le=1_000_000)] = 2_000
    """How much memory its notebook may have, with what that starts, and how much whoever makes its files."""
    engine: Engine | None = None
    """Where its kernel comes from; None for what is said of all reports."""
    reads_all: bool = False
    """Whether it is about everything that was sent, not about the facts of its unit alone."""


class ReportsSettings(Settings):
    """The whole of `reports.toml`; what `thidua.deliver` reads of it is only known by name here."""

    reports: dict[Kind, ReportSettings]
    engine: Engine = "prepared"
    """Where kernels come from: forked from a process that has imported what they need, or as nbclient starts them."""
    lang: Language | None = None
    """The language of the command; None for that of the system. What `thidua.speech` reads, and is only judged here."""
    time_zone: Any = None
    schedules: Any = None
    mail: Any = None
    roles: Any = None
    recipients: Any = None
    publish: Any = None


def read_reports(root: Path) -> dict[str, ReportSettings]:
    """The reports by kind, in the order of `reports.toml`."""
    settings = read_settings(root / MARKER, ReportsSettings)
    return {kind: replace(one, engine=one.engine or settings.engine) for kind, one in settings.reports.items()}


def get_report(reports: dict[str, ReportSettings], kind: str) -> ReportSettings:
    """The settings of one kind of report.

    Raises
    ------
    ConfigError
        If there is no such kind; names the nearest, or all there are.
    """
    if kind in reports:
        return reports[kind]
    near = difflib.get_close_matches(kind, reports, n=1)
    hint = near_or_all(near, reports)
    raise ConfigError(say("không có loại báo cáo {kind}; {hint}", kind=quoted(kind), hint=hint))
