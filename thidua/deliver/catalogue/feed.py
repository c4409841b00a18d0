"""The catalogue as an Atom feed (RFC 4287): the newest revisions that wait for release or are released.

Editions with names of people are not in it: a feed is read by programs, and they pass on what they read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import quote
from xml.etree import ElementTree

from thidua.deliver.catalogue.listing import listing
from thidua.deliver.packs import EditionState, Pack, file_title
from thidua.present.letters import printable

ATOM = "http://www.w3.org/2005/Atom"
TAG = "tag:thidua,2026:"
"""The beginning of every id (RFC 4151). Never changed: readers would meet every entry as a new one."""

LONGEST_FEED = 100
TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def feed_xml(packs: Sequence[Pack], *, now: datetime) -> bytes:
    """The feed of these packs, the newest entry first, at most 100.

    Parameters
    ----------
    now
        Gives the time zone of days in the text, and the date of a feed of which nothing has happened yet.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})
    told = [(pack, state) for pack in packs for state in pack.editions]
    entries = sorted(
        ((_updated(state), str(state.edition), pack, state) for pack, state in told if _is_told(state)),
        key=lambda each: each[:2],
        reverse=True,
    )
    _add(feed, "id", f"{TAG}reports")
    _add(feed, "title", "Tài liệu họp thi đua, khen thưởng")
    # Also what takes an entry away (a withdrawal) changes the feed.
    _add(feed, "updated", max((at for _, state in told for at in _moments(state)), default=now).isoformat())
    _add(feed, "link", rel="self", type="application/atom+xml", href="feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href="index.html")
    _add(_add(feed, "author"), "name", "thidua")
    for updated, _, pack, state in entries[:LONGEST_FEED]:
        _add_entry(feed, pack, state, updated, now)
    ElementTree.indent(feed, space="")
    content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _is_told(state: EditionState) -> bool:
    return state.revision is not None and state.release != "withdrawn" and not state.edition.names


def _updated(state: EditionState) -> datetime:
    """When the revision came to where it is: when it was released, else when it was made."""
    if state.release == "released" and state.decision is not None:
        return state.decision.at
    return max(_moments(state)) if state.revision is None else state.revision.made_at


def _moments(state: EditionState) -> Iterator[datetime]:
    if state.revision is not None:
        yield state.revision.made_at
    if state.decision is not None:
        yield state.decision.at


def _add_entry(feed: ElementTree.Element, pack: Pack, state: EditionState, updated: datetime, now: datetime) -> None:
    said = listing(state, zone=now.tzinfo)
    entry = _add(feed, "entry")
    mark = " (số liệu minh họa)" if pack.is_illustrative else ""
    _add(entry, "id", f"{TAG}{quote(str(state.edition))}/{said.number}")
    _add(entry, "title", f"{printable(file_title(state.edition), limit=200)}, bản {said.number}{mark}")
    _add(entry, "updated", updated.isoformat())
    by = state.decision.by if state.release == "released" and state.decision is not None else ""
    _add(_add(entry, "author"), "name", printable(by) or "thidua")
    # An entry without content needs a page to go to, and has one of each kind at most.
    if not said.files:
        _add(entry, "link", rel="alternate", type="text/html", href="index.html")
    for link in said.files:
        _add(entry, "link", rel="alternate", type=TYPES[link.format], href=link.address, hreflang=state.edition.lang)
    _add(entry, "summary", ". ".join((said.state_words, *said.remarks)) + ".", type="text")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, _name(name), attributes)
    child.text = text
    return child


def _name(local: str) -> str:
    return f"{{{ATOM}}}{local}"
