"""A report of one's own begun: a starter notebook, and its entry in `reports.toml`; no file of the package changes."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from thidua.errors import ConfigError
from thidua.facts.dataset import EVERY_YEAR
from thidua.project import MARKER
from thidua.put import put
from thidua.registry import quoted, strip_accents
from thidua.run.plan import Edition
from thidua.run.reports import ReportSettings, read_reports
from thidua.settings import InvalidError, problem_line
from thidua.speech import say

REQUIRED = ("letterhead", "headline", "award_counts", "signature", "sources")
"""The parts of the starter without which an edition is not ready."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
"""What Windows takes for a device, whatever ending the file has."""


@dataclass(frozen=True)
class Begun:
    """What was written, and what its author may add to have it made: `editions` for the `dataset.toml` named."""

    notebook: Path
    dataset: Path
    editions: str


def check_name(root: Path, name: str) -> None:
    """Refuse a name that no report can have, or that is taken.

    Raises
    ------
    ConfigError
        Names what is wrong and, where one is near, a name that would do.
    """
    if not _NAME.fullmatch(name) or name.endswith("-names"):
        said = say(
            "{name} không đặt tên báo cáo được; hãy viết chữ thường a đến z, chữ số, - và _, cuối không có -names",
            name=quoted(name),
        )
        near = _near(name)
        raise ConfigError(f"{said}: {near}" if near else said)
    if _DEVICES.fullmatch(name):
        raise ConfigError(
            say("{name} không đặt tên báo cáo được: Windows coi tệp tên ấy là thiết bị; hãy chọn tên khác", name=name)
        )
    if name in read_reports(root):
        raise ConfigError(say("đã có báo cáo {name} trong {file}; hãy chọn tên khác", name=name, file=MARKER))
    if _notebook(root, name).exists():
        raise ConfigError(
            say(
                "đã có {file}; hãy chọn tên khác, hoặc thêm mục của nó vào {settings}",
                file=f"notebooks/{name}.ipynb",
                settings=MARKER,
            )
        )


def begin_report(like: Edition, name: str, title: str) -> Begun:
    """Write the starter notebook and the entry of a new report.

    Parameters
    ----------
    like
        An edition of the project: its dataset, unit and period are what the notebook shows while one works on it.
    name, title
        Its kind, which names its files, and what it is called in lists.

    Raises
    ------
    ConfigError
        As `check_name` does; if the title is none.
    OSError
        If a file cannot be written; then neither is.
    """
    root = like.root
    check_name(root, name)
    entry = _entry(name, title)
    settings = _with_entry(root / MARKER, name, entry)
    notebook = _notebook(root, name)
    with notebook.open("x", encoding="utf-8", newline="\n") as file:
        file.write(_starter(like, title))
    try:
        put(root / MARKER, settings)
    except OSError:
        notebook.unlink()
        raise
    return Begun(notebook, root / "data" / like.dataset.name / "dataset.toml", _editions(like, name))


def _near(name: str) -> str:
    """A name that would do, out of one that does not: "Tặng quà" -> "tang-qua"."""
    words = re.findall("[a-z0-9]+", strip_accents(Path(name.replace("\\", "/")).stem.casefold()))
    return "-".join(words)[:60].strip("-").removesuffix("-names")


def _notebook(root: Path, name: str) -> Path:
    return root / "notebooks" / f"{name}.ipynb"


def _entry(name: str, title: str) -> str:
    """The lines of `reports.toml` that declare the report."""
    values = {"title": title, "file_title": title, "notebook": name, "requires": list(REQUIRED)}
    try:
        ReportSettings.of({**values, "requires": REQUIRED})
    except InvalidError as invalid:
        raise ConfigError(problem_line(invalid, ReportSettings)) from None
    # A text or list of JSON is one of TOML, too: what JSON does not escape, no title may hold.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join([f"[reports.{name}]", *lines])


def _with_entry(path: Path, name: str, entry: str) -> bytes:
    """The settings with one more report, behind the others: every other line, and its ends, stay as they are."""
    content = path.read_bytes()
    text = content.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    place = _behind_reports(lines)
    told = end.join([*lines[:place], "", *entry.split("\n"), *lines[place:]])
    before, after = tomllib.loads(text), tomllib.loads(told)
    if after["reports"].pop(name, None) is None or before != after:
        # Settings of a form that nobody expected; what stands at the end is an entry of its own in every form.
        told = end.join([*lines, "", *entry.split("\n"), ""])
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + told.encode()


def _behind_reports(lines: list[str]) -> int:
    """Where the last report ends: its last line that is neither empty nor a comment on what follows."""
    heads = [number for number, line in enumerate(lines) if line.startswith("[")]
    last = max((number for number in heads if lines[number].startswith("[reports.")), default=len(lines) - 1)
    place = next((number for number in heads if number > last), len(lines))
    while place > last + 1 and (not lines[place - 1].strip() or lines[place - 1].startswith("#")):
        place -= 1
    return place


def _starter(like: Edition, title: str) -> str:
    """The starter notebook about an edition's unit and period."""
    text = files("thidua.run").joinpath("starter.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text)
    filled = {
        "TITLE": title,
        "DATASET": like.dataset.name,
        "UNIT": like.unit.id,
        "PERIOD": str(like.period),
    }
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        for mark, value in filled.items():
            source = source.replace(f"«{mark}»", value)
        cell["source"] = source.splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _editions(like: Edition, name: str) -> str:
    """The declaration of its editions, for every year where the period is one that comes every year."""
    period = like.period.in_its_year
    said = period if period in EVERY_YEAR else str(like.period)
    return f'[[editions]]\nkind = "{name}"\nunit = "{like.unit.id}"\nperiod = "{said}"'
