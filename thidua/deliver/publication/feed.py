"""The public folder as an Atom feed (RFC 4287): what was released last, the newest entry first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from urllib.parse import quote
from xml.etree import ElementTree

from thidua.deliver.allowed import may_be_public, public_files, stable_address
from thidua.deliver.packs import EditionState, Pack, file_title
from thidua.present.letters import printable
from thidua.present.numbers import write_date

ATOM = "http://www.w3.org/2005/Atom"
FEED, PAGE = "feed.xml", "index.html"
TAG = "tag:thidua,2026:"
"""The beginning of every id (RFC 4151). Never changed: readers would meet every entry as a new one."""

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""The date of a feed of which nothing has happened yet: that of its tag."""

LONGEST_FEED = 100
TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def feed_xml(
    shown: Sequence[Pack], packs: Sequence[Pack], kinds: Sequence[str] | None, *, address: str, zone: tzinfo | None
) -> bytes:
    """The feed of what is shown, at most 100 entries.

    Parameters
    ----------
    shown
        Packs with nothing but the editions that are shown.
    packs, kinds
        All packs, and the kinds that are public: also what takes an entry away (a withdrawal) changes the feed's date.
    address
        Where readers find the public folder; the feed names itself, and whole addresses, only if it is on the web.
    zone
        The time zone of days in the text.
    """
    base = f"{address}/" if address.startswith(("https://", "http://")) else ""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})
    _add(feed, "id", f"{TAG}reports")
    _add(feed, "title", "Tài liệu họp thi đua, khen thưởng")
    _add(feed, "updated", max(_moments(packs, kinds), default=FIRST_DAY).isoformat())
    if base:
        _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=base + PAGE)
    _add(_add(feed, "author"), "name", "thidua")
    entries = sorted(
        (
            (state.decision.at, str(state.edition), pack, state)
            for pack in shown
            for state in pack.editions
            if state.decision is not None
        ),
        key=lambda each: each[:2],
        reverse=True,
    )
    for at, _, pack, state in entries[:LONGEST_FEED]:
        _add_entry(feed, pack, state, at, base, zone)
    ElementTree.indent(feed, space="")
    content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _moments(packs: Sequence[Pack], kinds: Sequence[str] | None) -> Iterator[datetime]:
    """When a person last decided on each edition that may be shown."""
    for pack in packs:
        for state in pack.editions:
            if state.decision is not None and may_be_public(state.edition, kinds):
                yield state.decision.at


def _add_entry(
    feed: ElementTree.Element, pack: Pack, state: EditionState, at: datetime, base: str, zone: tzinfo | None
) -> None:
    number = state.revision.number if state.revision else 0
    entry = _add(feed, "entry")
    mark = " (số liệu minh họa)" if pack.is_illustrative else ""
    _add(entry, "id", f"{TAG}{quote(str(state.edition))}/{number}")
    _add(entry, "title", f"{printable(file_title(state.edition), limit=200)}, bản {number}{mark}")
    _add(entry, "updated", at.isoformat())
    for extension in public_files(state):
        href = base + "/".join(quote(part, safe="") for part in stable_address(state.edition, extension))
        # An entry without content needs a page to go to, and has one of each kind at most.
        _add(entry, "link", rel="alternate", type=TYPES[extension], href=href, hreflang=state.edition.lang)
    day = write_date(at.astimezone(zone).date())
    _add(entry, "summary", f"Duyệt ngày {day}. {printable(pack.shown_dataset, limit=200)}.", type="text")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, _name(name), attributes)
    child.text = text
    return child


def _name(local: str) -> str:
    return f"{{{ATOM}}}{local}"
