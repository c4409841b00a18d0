"""The feed is Atom as RFC 4287 writes it, and says only what is released."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from tests.deliver.packs import HOSTILE, MORNING, Office, many_packs
from thidua.deliver.allowed import public_packs
from thidua.deliver.packs import EditionState, Pack
from thidua.deliver.publication.feed import feed_xml
from thidua.run.ledger.entries import Decision
from thidua.run.plan import Edition

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(*packs: Pack, address: str = "", kinds: Sequence[str] | None = None) -> bytes:
    """The feed of these packs."""
    return feed_xml(public_packs(packs, kinds), packs, kinds, address=address, zone=MORNING.tzinfo)


def read_feed(*packs: Pack, address: str = "", kinds: Sequence[str] | None = None) -> ElementTree.Element:
    """The feed, after what RFC 4287 asks of every feed was looked at."""
    feed = ElementTree.fromstring(feed_of(*packs, address=address, kinds=kinds))
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # 4.1.1, 4.1.2: exactly one of each
            assert len(element.findall(ATOM + name)) == 1
            assert element.findtext(ATOM + name)
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo is not None  # 3.3
        assert re.fullmatch(r"tag:thidua,2026:[A-Za-z0-9._~%/-]+", element.findtext(f"{ATOM}id"))
        assert all(author.findtext(f"{ATOM}name") for author in element.findall(f"{ATOM}author"))
        links = [(each.get("rel"), each.get("type"), each.get("hreflang")) for each in element.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))
        assert "alternate" in [rel for rel, _, _ in links]  # 4.1.2: an entry without content has one
        found = [each.get("href") for each in element.findall(f"{ATOM}link")]
        assert all(each.startswith(f"{address}/") if address else not re.match("[a-z]+:|/", each) for each in found)
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return feed


def titles(feed: ElementTree.Element) -> list[str | None]:
    """The titles of the entries in their order."""
    return [each.findtext(f"{ATOM}title") for each in feed.findall(f"{ATOM}entry")]


def test_entry_is_the_revision_that_was_released(office: Office, editions: list[Edition]):
    """Who follows the feed learns what came out, when, and where it is; not who released it."""
    office.make(editions[2])
    office.decide(editions[2], by="Lê Thị Hoa", at=MORNING + timedelta(days=1))
    feed = read_feed(office.pack(editions[2]))
    entry = feed.find(f"{ATOM}entry")

    assert titles(feed) == ["Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể, bản 1 (số liệu minh họa)"]
    assert entry.findtext(f"{ATOM}id") == "tag:thidua,2026:illustrative/2023-H1/huyen-ba-be/district/1"
    assert entry.findtext(f"{ATOM}updated") == "2023-06-21T08:00:00+07:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "thidua"
    assert "Hoa" not in feed_of(office.pack(editions[2])).decode()
    assert entry.findtext(f"{ATOM}summary") == "Duyệt ngày 21/6/2023. Số liệu minh họa."
    assert entry.find(f"{ATOM}link").get("href") == "illustrative/2023-H1/huyen-ba-be/district.html"


def test_feed_names_itself_only_by_a_whole_address(office: Office, editions: list[Edition]):
    """A relative self link means whatever file a program happened to save; on a share there is no address to name."""

    def links(address: str) -> list[tuple[str | None, str | None]]:
        feed = read_feed(office.pack(editions[0]), address=address if address.startswith("https") else "")
        return [(each.get("rel"), each.get("href")) for each in feed.iter(f"{ATOM}link")]

    office.make(editions[0])
    office.decide(editions[0])
    base = "https://tdkt.backan.example/tai-lieu"
    assert links(base)[:2] == [("self", f"{base}/feed.xml"), ("alternate", f"{base}/index.html")]
    assert ("alternate", f"{base}/{editions[0]}.pdf") in links(base)
    for address in ("", r"\\may-chu\bao-cao"):
        assert "self" not in [rel for rel, _ in links(address)]
        assert ("alternate", f"{editions[0]}.pdf") in links(address)


def test_id_of_a_revision_is_what_it_was(office: Office, editions: list[Edition]):
    """A reader's program takes an entry with another id for news; a new revision is news."""

    def entry_id() -> str | None:
        return read_feed(office.pack(editions[0])).findtext(f"{ATOM}entry/{ATOM}id")

    office.make(editions[0])
    office.decide(editions[0])
    first = entry_id()
    assert first == f"tag:thidua,2026:{editions[0]}/1"
    office.make(editions[0], "hai")
    assert entry_id() is None
    office.decide(editions[0])
    assert entry_id() == f"{first.removesuffix('/1')}/2"


def test_newest_comes_first(office: Office, editions: list[Edition]):
    """By the moment of its release."""
    for day, edition in ((9, editions[0]), (1, editions[1]), (5, editions[2])):
        office.make(edition)
        office.decide(edition, at=MORNING + timedelta(days=day))

    names = [title.split(" - ")[1].split(",")[0] for title in titles(read_feed(office.pack(*editions[:3])))]
    assert names == [editions[0].unit.name, editions[2].unit.name, editions[1].unit.name]


def test_what_is_not_shown_is_not_told(office: Office, editions: list[Edition]):
    """Programs pass on what they read; that something went changes the date of the feed, a secret does not."""
    restricted = replace(editions[2], names=True)
    office.make(editions[0])
    office.decide(editions[0], at=MORNING + timedelta(days=4))
    office.decide(editions[0], "withdraw", note="sai", at=MORNING + timedelta(days=5))
    office.fail(editions[1], "no")
    office.make(restricted)
    office.decide(restricted, at=MORNING + timedelta(days=7))
    office.make(editions[3], at=MORNING + timedelta(days=8))
    quality = next(each for each in editions if each.kind == "quality")
    office.make(quality)
    office.decide(quality, at=MORNING + timedelta(days=9))
    feed = read_feed(office.pack(editions[0], editions[1], restricted, editions[3], quality), kinds=("district",))

    assert titles(feed) == []
    assert feed.findtext(f"{ATOM}updated") == "2023-06-25T08:00:00+07:00"


def test_feed_is_a_hundred_entries_at_most(tmp_path: Path):
    """A feed is news, not the archive: the newest hundred of two hundred."""
    packs = [replace(pack, editions=tuple(map(decided, pack.editions))) for pack in many_packs(tmp_path, 2, 100)]
    feed = read_feed(*packs)

    assert len(titles(feed)) == 100
    assert all("6 tháng 2023" in title for title in titles(feed))


def decided(state: EditionState) -> EditionState:
    """The state once it is released, a moment after it was made."""
    assert state.revision is not None
    sealed, at = state.revision.content_hash, state.revision.made_at
    return replace(state, decision=Decision(str(state.edition), 1, "release", sealed, "Hoa", "", at))


def test_hostile_words_stay_text(office: Office, editions: list[Edition]):
    """No markup, no control character and no turned line, though readers show titles as they please."""
    hostile = replace(editions[0], unit=replace(editions[0].unit, name=f"{HOSTILE}\x00\x0b\ud800"))
    office.make(hostile)
    office.decide(hostile, by=HOSTILE, note=f"{HOSTILE}\x1b]]>")
    content = feed_of(office.pack(hostile)).decode()
    feed = read_feed(office.pack(hostile))

    assert {each.tag.removeprefix(ATOM) for each in feed.iter()} <= {
        *("feed", "id", "title", "updated", "link", "author", "name", "entry", "summary")
    }
    assert "<script>document.title='owned'</script>" in feed.findtext(f"{ATOM}entry/{ATOM}title").replace("\u200b", "")
    assert feed.find(f"{ATOM}entry/{ATOM}summary").get("type") == "text"
    assert not [letter for letter in content if not letter.isprintable() and letter not in "\n\u200b"]


def test_empty_feed_is_valid_and_always_the_same():
    """Before anything was released it has a date, and not that of the run that wrote it."""
    assert read_feed().findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"
