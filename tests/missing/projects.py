"""Projects over a part of the illustrative workbooks, from which something is missing, and the words they print."""

from __future__ import annotations

import csv
import fnmatch
import html
import re
import shutil
from datetime import date
from pathlib import Path

from filelock import FileLock

from tests.conftest import REPOSITORY
from thidua.run.plan import Edition, plan_editions
from thidua.run.several import build_editions

ILLUSTRATIVE = REPOSITORY / "data" / "illustrative"


def project_without(
    root: Path, *missing: str, years: tuple[int, ...] = (2022, 2023), as_of: date | None = None
) -> Path:
    """A project over the workbooks of these years without those whose names match; nothing came after `as_of`.

    Parameters
    ----------
    missing
        Patterns of files below ``inbox/``, each of which must match one: "2022/NaRi_2022-H1*".
    """
    target = root / "data" / "illustrative"
    target.mkdir(parents=True)
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in ("reports.toml", "requirements.lock"):
        shutil.copy(REPOSITORY / name, root / name)
    shutil.copy(ILLUSTRATIVE / "denominators.csv", target)
    settings = (ILLUSTRATIVE / "dataset.toml").read_text(encoding="utf-8")
    settings = re.sub(r"first_year = \d+", f"first_year = {min(years)}", settings)
    settings = re.sub(r"last_year = \d+", f"last_year = {max(years)}", settings)
    if as_of is not None:
        settings = re.sub(r"(?m)^as_of = .*$", f"as_of = {as_of.isoformat()}", settings)
    (target / "dataset.toml").write_text(settings, encoding="utf-8")
    _copy_inbox(target, missing, years, as_of)
    _copy_what_was_read(target)
    return root


def _copy_what_was_read(target: Path) -> None:
    """What the repository's workbooks were found to say, by their content: they need not be opened again."""
    home = ILLUSTRATIVE / "snapshots"
    if (home / "read").is_dir():
        with FileLock(home / ".lock"):
            shutil.copytree(home / "read", target / "snapshots" / "read")


def _copy_inbox(target: Path, missing: tuple[str, ...], years: tuple[int, ...], as_of: date | None) -> None:
    unused = set(missing)
    with (ILLUSTRATIVE / "received.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = []
    for row in rows:
        if int(row["file"].split("/")[0]) not in years or (
            as_of is not None and date.fromisoformat(row["received_on"]) > as_of
        ):
            continue
        matching = {pattern for pattern in missing if fnmatch.fnmatchcase(row["file"], pattern)}
        unused -= matching
        if not matching:
            kept.append(row)
            path = target / "inbox" / row["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ILLUSTRATIVE / "inbox" / row["file"], path)
    assert not unused, f"no workbook is called {unused}"
    with (target / "received.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)


def built(root: Path, period: str, *names: str) -> dict[str, Edition]:
    """Editions of a period ("tinh-bac-kan/province"), built; by name."""
    planned = {
        f"{edition.unit.id}/{edition.name}": edition
        for edition in plan_editions(root, dataset="illustrative", period=period)
    }
    chosen = {name: planned[name] for name in names}
    failures = [
        outcome.reason for outcome in build_editions(list(chosen.values()), ("html",), jobs=1) if outcome.reason
    ]
    assert not failures, failures
    return chosen


def words(edition: Edition) -> str:
    """What the page prints, its spaces made single."""
    text = edition.file("html").read_text(encoding="utf-8")
    text = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>", " ", text)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u2060", ""))
