"""The feed is Atom as RFC 4287 writes it, and says only what waits or is released."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from tests.deliver.packs import HOSTILE, MORNING, Office, many_packs
from thidua.deliver.catalogue.feed import feed_xml
from thidua.deliver.packs import Pack
from thidua.run.plan import Edition

ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(*packs: Pack) -> ElementTree.Element:
    """The feed, after what RFC 4287 asks of every feed was looked at."""
    feed = ElementTree.fromstring(feed_xml(packs, now=MORNING))
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
        assert all(not re.match("[a-z]+:|/", each.get("href")) for each in element.findall(f"{ATOM}link"))
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return feed


def titles(feed: ElementTree.Element) -> list[str | None]:
    """The titles of the entries in their order."""
    return [each.findtext(f"{ATOM}title") for each in feed.findall(f"{ATOM}entry")]


def test_entry_is_the_revision_that_was_released(office: Office, editions: list[Edition]):
    """Who follows the feed learns what came out, when, by whom, and where it is."""
    office.make(editions[2])
    office.decide(editions[2], by="Lê Thị Hoa", at=MORNING + timedelta(days=1))
    feed = read_feed(office.pack(editions[2]))
    entry = feed.find(f"{ATOM}entry")

    assert titles(feed) == ["Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể, bản 1 (số liệu minh họa)"]
    assert entry.findtext(f"{ATOM}id") == "tag:thidua,2026:illustrative/2023-H1/huyen-ba-be/district/1"
    assert entry.findtext(f"{ATOM}updated") == "2023-06-21T08:00:00+07:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Lê Thị Hoa"
    assert entry.findtext(f"{ATOM}summary") == "Đã duyệt. Lê Thị Hoa duyệt ngày 21/6/2023."
    assert entry.find(f"{ATOM}link").get("href") == "illustrative/2023-H1/huyen-ba-be/district.html"


def test_id_of_a_revision_outlives_its_release_and_its_rebuild(office: Office, editions: list[Edition]):
    """A reader's program takes an entry with another id for news."""

    def entry_id() -> str | None:
        return read_feed(office.pack(editions[0])).findtext(f"{ATOM}entry/{ATOM}id")

    office.make(editions[0])
    waiting = entry_id()
    office.decide(editions[0])
    assert entry_id() == waiting
    office.make(editions[0], "hai")
    assert entry_id() == f"{waiting.removesuffix('/1')}/2"


def test_newest_comes_first(office: Office, editions: list[Edition]):
    """By the moment in which each came to where it is: released, or made."""
    for day, edition in enumerate(editions[:3]):
        office.make(edition, at=MORNING + timedelta(days=day))
    office.decide(editions[0], at=MORNING + timedelta(days=9))

    names = [title.split(" - ")[1].split(",")[0] for title in titles(read_feed(office.pack(*editions[:3])))]
    assert names == [editions[0].unit.name, editions[2].unit.name, editions[1].unit.name]


def test_what_is_withdrawn_failed_or_restricted_is_not_told(office: Office, editions: list[Edition]):
    """Programs pass on what they read; that something went changes the date of the feed."""
    restricted = replace(editions[2], names=True)
    office.make(editions[0])
    office.decide(editions[0], "withdraw", note="sai", at=MORNING + timedelta(days=5))
    office.fail(editions[1], "no")
    office.make(restricted)
    feed = read_feed(office.pack(editions[0], editions[1], restricted))

    assert titles(feed) == []
    assert feed.findtext(f"{ATOM}updated") == "2023-06-25T08:00:00+07:00"


def test_feed_is_a_hundred_entries_at_most(tmp_path: Path):
    """A feed is news, not the archive: the newest hundred of two hundred."""
    feed = read_feed(*many_packs(tmp_path, 2, 100))

    assert len(titles(feed)) == 100
    assert all("6 tháng 2023" in title for title in titles(feed))


def test_hostile_words_stay_text(office: Office, editions: list[Edition]):
    """No markup, no control character and no turned line, though readers show titles as they please."""
    hostile = replace(editions[0], unit=replace(editions[0].unit, name=f"{HOSTILE}\x00\x0b\ud800"))
    office.make(hostile)
    office.decide(hostile, by=HOSTILE, note=f"{HOSTILE}\x1b]]>")
    content = feed_xml([office.pack(hostile)], now=MORNING).decode()
    feed = read_feed(office.pack(hostile))

    assert {each.tag.removeprefix(ATOM) for each in feed.iter()} <= {
        *("feed", "id", "title", "updated", "link", "author", "name", "entry", "summary")
    }
    assert "<script>document.title='owned'</script>" in feed.findtext(f"{ATOM}entry/{ATOM}summary").replace(
        "\u200b", ""
    )
    assert feed.find(f"{ATOM}entry/{ATOM}summary").get("type") == "text"
    assert not [letter for letter in content if not letter.isprintable() and letter not in "\n\u200b"]


def test_empty_feed_is_valid():
    """Before anything was made, the feed is dated by the run that wrote it."""
    assert read_feed().findtext(f"{ATOM}updated") == MORNING.isoformat()
