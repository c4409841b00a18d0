"""The catalogue `reports/index.html`: every meeting pack on one page, beside it a feed and a zip of each pack.

The page is one file without a network, searched by its own few lines of script; without them it is a plain list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from thidua.deliver.catalogue.archive import archive_file, write_archive
from thidua.deliver.catalogue.feed import feed_xml
from thidua.deliver.catalogue.listing import STATES, Listing, address_of, listing
from thidua.deliver.packs import Pack
from thidua.errors import ConfigError
from thidua.present.html import environment_of, policy_hash, template_file
from thidua.present.language import written_in
from thidua.present.letters import printable
from thidua.present.words import upper_first

PAGE, FEED = "index.html", "feed.xml"
PACKAGE = "thidua.deliver"


@dataclass(frozen=True)
class Section:
    """One pack on the page: its editions by kind, and its zip if there is one."""

    name: str
    label: str
    dataset: str
    is_illustrative: bool
    kinds: tuple[tuple[str, tuple[Listing, ...]], ...]
    archive: str
    archive_title: str
    counts: tuple[tuple[str, int], ...]


def write_catalogue(root: Path, packs: Sequence[Pack], *, now: datetime) -> Path:
    """Write the catalogue of a project: the page, the feed, and a zip per pack; what has not changed is left alone.

    Parameters
    ----------
    root
        The project folder.
    packs
        In the order in which they are shown: the newest meeting first.
    now
        Gives the time zone in which days are written; nothing on the page says when it was made.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    ConfigError
        If a file cannot be written (a full disk, a zip that someone has open); names it.
    DeliveryError
        If a published file changes while its zip is made.
    """
    reports = root / "reports"
    try:
        reports.mkdir(exist_ok=True)
        # Days and words of the catalogue are Vietnamese, also after an English report.
        with written_in("vi"):
            for pack in packs:
                write_archive(pack, reports, zone=now.tzinfo)
            _write_if_changed(reports / FEED, feed_xml(packs, now=now))
            _write_if_changed(reports / PAGE, page_html(root, packs, now=now).encode())
    except OSError as problem:
        where = Path(problem.filename or reports).name
        raise ConfigError(f"reports/, {where}: cannot be written: {problem.strerror or problem}") from None
    return reports / PAGE


def page_html(root: Path, packs: Sequence[Pack], *, now: datetime) -> str:
    """The page; it links the files and zips that stand under `reports/` when it is made."""
    sections = [_section(pack, root / "reports", now) for pack in packs]
    listed = [each for section in sections for _, listings in section.kinds for each in listings]
    found = Counter(state for each in listed for state in states_of(each))
    css, js = template_file(PACKAGE, "catalogue.css"), template_file(PACKAGE, "catalogue.js")
    return (
        environment_of(PACKAGE)
        .get_template("catalogue.html.j2")
        .render(
            sections=sections,
            total=len(listed),
            filters=[(state, words, found[state]) for state, words in STATES.items() if found[state]],
            states_of=states_of,
            css=css,
            css_hash=policy_hash(css),
            js=js,
            js_hash=policy_hash(js),
        )
    )


def states_of(said: Listing) -> tuple[str, ...]:
    """The states under which a reader finds an edition: one released may have failed when it was last built."""
    return (said.state, "failed") if said.has_failed and said.state != "failed" else (said.state,)


def _section(pack: Pack, reports: Path, now: datetime) -> Section:
    listings = [listing(state, zone=now.tzinfo) for state in pack.editions]
    counts = Counter(said.state for said in listings)
    archive = archive_file(pack, reports)
    return Section(
        quote(pack.name),
        upper_first(printable(pack.label)),
        printable(pack.dataset.settings.title),
        pack.is_illustrative,
        tuple(
            (printable(title), tuple(said for said in group))
            for title, group in groupby(listings, key=lambda said: said.source.edition.settings.title)
        ),
        address_of(archive, reports) if archive.is_file() else "",
        f"Bộ tài liệu {pack.label}.zip",
        tuple((words, counts[state]) for state, words in STATES.items() if counts[state]),
    )


def _write_if_changed(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, unless the same stands there: its date says when something changed."""
    if path.is_file() and path.read_bytes() == content:
        return
    aside = path.with_name(f".{path.name}.aside")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
