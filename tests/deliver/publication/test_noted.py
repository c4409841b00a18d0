"""What the public folder notes of files that readers got: who has a file can read its note, and nobody else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.deliver.packs import MORNING, Office
from tests.deliver.publication.shown import publish
from thidua.deliver.publication.noted import notes_of
from thidua.run.key import content_hash
from thidua.run.plan import Edition


def page_data(folder: Path) -> dict[str, Any]:
    """What the page holds for its script."""
    text = (folder / "verify.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="known">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def note_of(folder: Path, content: bytes) -> list[Any] | None:
    """The note of a file, read as the docstring of the module describes it and not with its code."""
    key = hashlib.sha256(content).digest()

    def hashed(purpose: str, more: bytes = b"") -> bytes:
        return hashlib.sha256(b"thidua verify " + purpose.encode() + b"\0" + key + more).digest()

    sealed = page_data(folder)["notes"].get(base64.b64encode(hashed("name")[:12]).decode())
    if sealed is None:
        return None
    nonce, body = base64.b64decode(sealed)[:8], base64.b64decode(sealed)[8:]
    stream = b"".join(hashed("note", nonce + number.to_bytes(4, "big")) for number in range(len(body) // 32))
    found: list[Any] = json.loads(bytes(one ^ other for one, other in zip(body, stream, strict=True)))
    return found


def test_every_public_file_has_a_note_of_its_standing(office: Office, editions: list[Edition]):
    """Current, replaced, withdrawn with the reason: what `verify` says, for readers."""
    first, second = editions[:2]
    contents = {}
    for each in (first, second):
        office.make(each, "một")
        office.decide(each)
        contents[each] = each.file("pdf").read_bytes()
    folder = publish(office, first, second)
    assert note_of(folder, contents[first])[:3] == ["current", 1, "20/06/2023"]  # type: ignore[index]
    office.make(first, "hai")
    office.decide(first, at=MORNING.replace(day=25))
    office.decide(second, "withdraw", note="huyện gửi lại số liệu", at=MORNING.replace(day=26))
    folder = publish(office, first, second)
    replaced, withdrawn = note_of(folder, contents[first]), note_of(folder, contents[second])
    assert replaced is not None
    assert withdrawn is not None

    assert (replaced[0], replaced[1], replaced[2], replaced[6]) == ("replaced", 1, "25/06/2023", 2)
    assert replaced[9] == f"{first}.pdf"
    assert (withdrawn[0], withdrawn[2], withdrawn[8]) == ("withdrawn", "26/06/2023", "huyện gửi lại số liệu")
    assert withdrawn[9] == ""
    assert note_of(folder, first.file("pdf").read_bytes())[0] == "current"  # type: ignore[index]
    assert page_data(folder)["until"] == "26/06/2023"


def test_what_was_never_released_or_is_not_for_readers_has_no_note(office: Office, editions: list[Edition]):
    """Not even who guesses its bytes learns that such a report was made."""
    public, waiting, other = editions[0], editions[1], next(each for each in editions if each.kind == "quality")
    names = replace(public, names=True)
    for each in (public, waiting, other, names):
        office.make(each)
    for each in (public, other, names):
        office.decide(each)
    hidden = [waiting.file("pdf"), other.file("pdf"), names.file("pdf"), public.file("docx"), public.file("ipynb")]
    office.make(public, "chưa duyệt")
    hidden.append(public.file("pdf"))
    contents = [path.read_bytes() for path in hidden]
    folder = publish(office, public, waiting, other, names, kinds=("district",))

    assert [note_of(folder, content) for content in contents] == [None] * len(contents)
    assert len(page_data(folder)["notes"]) == 3
    text = (folder / "verify.html").read_text(encoding="utf-8")
    assert not [word for word in ("-names", "quality", "có danh sách") if word in text]


def test_page_without_the_file_tells_no_name_state_or_reason_of_what_is_not_shown(
    office: Office, editions: list[Edition]
):
    """Who has none of the files cannot tell a withdrawn report from a current one."""
    shown, withdrawn = editions[:2]
    for each in (shown, withdrawn):
        office.make(each)
        office.decide(each)
    before = page_data(publish(office, shown, withdrawn))
    hashes = [hashlib.sha256(withdrawn.file(each).read_bytes()) for each in ("html", "pdf", "xlsx")]
    office.decide(withdrawn, "withdraw", note="BÍ MẬT")
    folder = publish(office, shown, withdrawn)
    text, after = (folder / "verify.html").read_text(encoding="utf-8"), page_data(folder)

    assert "BÍ MẬT" not in text
    assert withdrawn.unit.short_name not in text
    for each in hashes:
        assert each.hexdigest() not in text
        assert base64.b64encode(each.digest()).decode() not in text
    # One note is that of the list in the zip, which is another one now.
    assert len(set(before["notes"]) - set(after["notes"])) == len(set(after["notes"]) - set(before["notes"])) == 1
    assert {len(note) % 4 for note in after["notes"].values()} == {0}


def test_two_notes_of_one_file_share_no_key_stream(office: Office, editions: list[Edition]):
    """Who kept the page of yesterday, and guesses what it said, must not read the one of today with it."""
    edition = editions[0]
    office.make(edition)
    office.decide(edition)
    content = edition.file("pdf").read_bytes()
    before = page_data(publish(office, edition))["notes"]
    said_before = note_of(office.root / "public", content)
    office.decide(edition, "withdraw", note="x")
    after = page_data(publish(office, edition))["notes"]
    said_after = note_of(office.root / "public", content)
    name = next(name for name in after if before[name] != after[name])
    one, other = (base64.b64decode(each[name]) for each in (before, after))

    assert said_before != said_after
    assert one[:8] != other[:8]
    mixed = bytes(a ^ b for a, b in zip(one[8:], other[8:], strict=False))
    assert b"\0" * 8 not in mixed


def test_page_is_left_alone_while_nothing_changes(office: Office, editions: list[Edition]):
    """Its date says when something was decided; the same decisions give the same bytes."""
    edition = editions[0]
    office.make(edition)
    office.decide(edition)
    page = publish(office, edition) / "verify.html"
    content, found = page.read_bytes(), page.stat()
    publish(office, edition)
    assert page.stat().st_mtime_ns == found.st_mtime_ns
    page.write_bytes(b"changed by somebody")
    publish(office, edition)

    assert page.read_bytes() == content


@pytest.mark.parametrize("mark", ["</script><script>document.title='owned'</script>", "{{ 7*7 }}", "<!--<script>"])
def test_reason_and_title_cannot_end_the_data(office: Office, editions: list[Edition], mark: str):
    """Words of people are data on the page, whatever they hold."""
    settings = editions[0].settings.changed(file_title=mark.replace("{", "[").replace("}", "]"))
    edition = replace(editions[0], settings=settings)
    office.make(edition)
    office.decide(edition)
    folder = publish(office, edition)

    text = (folder / "verify.html").read_text(encoding="utf-8")
    assert text.count("<script") == 2
    assert len(page_data(folder)["notes"]) == 4


def test_dataset_that_is_not_in_order_keeps_its_notes(office: Office, editions: list[Edition]):
    """A slip in its settings makes no genuine report unknown, and no withdrawn one current."""
    first, second, other = editions[0], editions[1], next(each for each in editions if each.kind == "quality")
    names = replace(first, names=True)
    for each in (first, second, other, names):
        office.make(each)
        office.decide(each)
    office.decide(second, "withdraw", note="sai")
    contents = [each.file("pdf").read_bytes() for each in (first, second, other, names)]
    found = notes_of([], office.ledger, ("district",), zone=None, faulty=["illustrative"])
    said = {note.sha256: note.said for note in found}
    [current, withdrawn, *hidden] = [said.get(content_hash(content)) for content in contents]

    assert current is not None
    assert current[:5] == ("current", 1, "20/06/2023", str(first), str(first))
    assert withdrawn is not None
    assert (withdrawn[0], withdrawn[8]) == ("withdrawn", "sai")
    assert hidden == [None, None]
    assert notes_of([], office.ledger, None, zone=None, faulty=["other"]) == []


def test_replaced_file_tells_since_when_nothing_holds(office: Office, editions: list[Edition]):
    """Whoever is told "replaced by revision 2" must not look for a revision 2 that was withdrawn."""
    edition = editions[0]
    office.make(edition, "một")
    office.decide(edition)
    content = edition.file("pdf").read_bytes()
    office.make(edition, "hai")
    office.decide(edition, at=MORNING.replace(day=25))
    office.decide(edition, "withdraw", note="sai", at=MORNING.replace(day=27))
    folder = publish(office, edition)
    note = note_of(folder, content)

    assert note is not None
    assert (note[0], note[6], note[7], note[9]) == ("replaced", 2, "27/06/2023", "")
    assert page_data(folder)["until"] == "27/06/2023"
