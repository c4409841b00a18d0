"""The catalogue: every meeting pack on one page. The office's own is `reports/index.html`, which tells all states.

The page of the public folder (see `thidua.deliver.publication`) is the same with less. Each is one file without a
network, searched by its own few lines of script; without them it is a plain list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from thidua.deliver.catalogue.listing import LONGEST, STATES, Listing, listing
from thidua.deliver.packs import Pack
from thidua.deliver.settings import PublishSettings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all
from thidua.present.html import environment_of, policy_hash, template_file
from thidua.present.language import written_in
from thidua.present.letters import printable
from thidua.present.words import upper_first
from thidua.put import put
from thidua.run.formats import FORMATS, READERS

PAGE = "index.html"
PACKAGE = "thidua.deliver"


@dataclass(frozen=True)
class Section:
    """One pack on the page: its editions by kind, and the addresses of its zip and its data if there are any."""

    name: str
    review: str
    label: str
    dataset: str
    is_illustrative: bool
    kinds: tuple[tuple[str, tuple[Listing, ...]], ...]
    archive: str
    data: str
    counts: tuple[tuple[str, int], ...]


def write_catalogue(root: Path, packs: Sequence[Pack], publish: PublishSettings, *, now: datetime) -> Path:
    """Write the office's page of a project, unless the same stands there.

    Parameters
    ----------
    root
        The project folder.
    packs
        In the order in which they are shown: the newest meeting first.
    publish
        What is public, which the page tells apart.
    now
        Gives the time zone in which days are written; nothing on the page says when it was made.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    ConfigError
        If the page cannot be written (a full disk); names it.
    """
    reports = root / "reports"
    try:
        reports.mkdir(exist_ok=True)
        faults = [str(problem) for problem in open_all(root).faults.values()]
        _write_if_changed(reports / PAGE, office_page(packs, publish, zone=now.tzinfo, faults=faults).encode())
    except OSError as problem:
        where = Path(problem.filename or reports).name
        raise ConfigError(f"reports/, {where}: cannot be written: {problem.strerror or problem}") from None
    return reports / PAGE


def office_page(
    packs: Sequence[Pack], publish: PublishSettings, *, zone: tzinfo | None, faults: Sequence[str] = ()
) -> str:
    """The office's page, with the state of everything; it links the files that stand under `reports/` now.

    Parameters
    ----------
    faults
        What is wrong with the datasets of which nothing can be shown.
    """
    sections = _sections(packs, {}, {}, zone, publish.kinds)
    found = Counter(
        state for section in sections for _, said in section.kinds for each in said for state in states_of(each)
    )
    filters = [(state, words, found[state]) for state, words in STATES.items() if found[state]]
    folder, told = printable(publish.folder, limit=None), [printable(fault, limit=LONGEST) for fault in faults]
    return _rendered(sections, is_public=False, filters=filters, folder=folder, faults=told)


def public_page(
    packs: Sequence[Pack], archives: Mapping[str, str], data: Mapping[str, str], *, zone: tzinfo | None
) -> str:
    """The page of the public folder.

    Parameters
    ----------
    packs
        With nothing but the editions that are shown.
    archives, data
        The address of the zip of each pack, and of the descriptor of its data package, by the pack's name.
    """
    sections = _sections(packs, archives, data, zone, None, formats=READERS)
    return _rendered(sections, is_public=True, filters=[], folder="", faults=[])


def _rendered(sections: list[Section], **more: Any) -> str:
    css, js = template_file(PACKAGE, "catalogue.css"), template_file(PACKAGE, "catalogue.js")
    # Days and words of the catalogue are Vietnamese, also after an English report.
    with written_in("vi"):
        return (
            environment_of(PACKAGE)
            .get_template("catalogue.html.j2")
            .render(
                sections=sections,
                total=sum(len(listings) for section in sections for _, listings in section.kinds),
                states_of=states_of,
                css=css,
                css_hash=policy_hash(css),
                js=js,
                js_hash=policy_hash(js),
                **more,
            )
        )


def states_of(said: Listing) -> tuple[str, ...]:
    """The states under which a reader finds an edition: one released may have failed when it was last built."""
    return (said.state, "failed") if said.has_failed and said.state != "failed" else (said.state,)


def _sections(
    packs: Sequence[Pack],
    archives: Mapping[str, str],
    data: Mapping[str, str],
    zone: tzinfo | None,
    kinds: Sequence[str] | None,
    *,
    formats: Sequence[str] = FORMATS,
) -> list[Section]:
    with written_in("vi"):
        listed = partial(listing, zone=zone, kinds=kinds, formats=formats)
        return [
            _section(pack, archives.get(pack.name, ""), data.get(pack.name, ""), list(map(listed, pack.editions)))
            for pack in packs
        ]


def _section(pack: Pack, archive: str, data: str, listings: Sequence[Listing]) -> Section:
    counts = Counter(said.state for said in listings)
    return Section(
        quote(pack.name),
        pack.review,
        upper_first(printable(pack.label)),
        printable(pack.shown_dataset),
        pack.is_illustrative,
        tuple(
            (printable(title), tuple(said for said in group))
            for title, group in groupby(listings, key=lambda said: said.source.edition.settings.title)
        ),
        quote(archive),
        quote(data),
        tuple((words, counts[state]) for state, words in STATES.items() if counts[state]),
    )


def _write_if_changed(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, unless the same stands there: its date says when something changed."""
    if path.is_file() and path.read_bytes() == content:
        return
    put(path, content)
