"""What the two pages say of one edition, in Vietnamese: its state in words, and where its files stand.

Words of people (notes, reasons, names) become one printable line here; escaping belongs to each format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from urllib.parse import quote

from thidua.deliver.allowed import may_be_public
from thidua.deliver.packs import EditionState
from thidua.present.letters import printable
from thidua.present.numbers import write_date
from thidua.present.words import upper_first
from thidua.registry import strip_accents, unit_aliases
from thidua.run.formats import FORMATS
from thidua.run.record import kept_file

STATES = {
    "released": "Đã duyệt",
    "changed": "Đã thay đổi sau khi duyệt",
    "waiting": "Chờ duyệt",
    "empty": "Chưa có số liệu",
    "withdrawn": "Đã thu hồi",
    "failed": "Không lập được",
}
"""The states that a reader may ask for, in the order in which they are offered."""

FORMAT_NAMES = {"html": "HTML", "pdf": "PDF", "xlsx": "Excel", "docx": "Word"}
LONGEST = 300
"""A note or a reason may take some lines, not a page."""


@dataclass(frozen=True)
class FileLink:
    """One file of an edition: its format, and its address relative to `reports/`."""

    format: str
    address: str

    @property
    def label(self) -> str:
        """What the link is called."""
        return FORMAT_NAMES[self.format]


@dataclass(frozen=True)
class Listing:
    """One edition as a reader is told of it.

    Attributes
    ----------
    state
        A key of `STATES`; an edition whose last build failed is "failed" only if no revision stands.
    remarks
        What else there is to know, one sentence each: who released it and when, why it was withdrawn or not made.
    has_failed
        Whether the last build failed, with or without a revision that stands.
    """

    source: EditionState
    state: str
    remarks: tuple[str, ...]
    has_failed: bool
    files: tuple[FileLink, ...]
    earlier: tuple[tuple[int, tuple[FileLink, ...]], ...]
    zone: tzinfo | None

    @property
    def state_words(self) -> str:
        """The state as it is printed."""
        return STATES[self.state]

    @property
    def unit(self) -> str:
        """The name of the unit, and what else tells this edition from its neighbours."""
        edition = self.source.edition
        more = (" (có danh sách tên, lưu hành hạn chế)" if edition.names else "") + (
            "" if edition.lang == "vi" else " (tiếng Anh)"
        )
        return upper_first(printable(edition.unit_name, limit=LONGEST)) + more

    @property
    def words(self) -> str:
        """What else a reader may type to find it: words of other spellings of its unit's name, each once."""
        edition = self.source.edition
        day = edition.last_day
        with edition.dataset.territory.in_force():
            texts = [each.text for each in unit_aliases() if each.unit == edition.unit.id and each.is_valid(day)]
        written = _plain_words(f"{edition.unit_name} {edition.unit.short_name}")
        return " ".join(dict.fromkeys(word for text in texts for word in _plain_words(text) if word not in written))

    @property
    def released_on(self) -> str:
        """The day on which what stands was released; empty if it was not."""
        decision = self.source.decision
        if self.source.release != "released" or decision is None:
            return ""
        return write_date(decision.at.astimezone(self.zone).date())

    @property
    def number(self) -> int | None:
        """The number of the revision that stands."""
        return self.source.revision.number if self.source.revision else None

    @property
    def sent(self) -> int:
        """To how many addresses this very revision went; of an earlier one the remarks tell."""
        decision = self.source.decision
        return self.source.sent if decision is not None and decision.revision == self.number else 0


def listing(
    state: EditionState,
    *,
    zone: tzinfo | None,
    kinds: Sequence[str] | None = None,
    formats: Sequence[str] = FORMATS,
) -> Listing:
    """Say what is known of an edition.

    Parameters
    ----------
    kinds
        The kinds of report that are public; None for all.
    zone
        The time zone in which days are written.
    formats
        Which files the page leads to.
    """
    has_failed = state.attempt is not None and state.attempt.verdict == "failed"
    words = {"changed since release": "changed", "none": "failed"}
    if state.is_empty:
        words["waiting"] = "empty"
    return Listing(
        state,
        words.get(state.release, state.release),
        (*_remarks(state, has_failed, zone), *_seen(state, kinds)),
        has_failed,
        _links(state, None, formats),
        tuple((number, links) for number in _earlier(state) if (links := _links(state, number, formats))),
        zone,
    )


def address_of(path: Path, reports: Path) -> str:
    """The address of a file relative to `reports/`: every part quoted, so that it can name no scheme and no host."""
    return "/".join(quote(part, safe="") for part in path.relative_to(reports).parts)


def _remarks(state: EditionState, has_failed: bool, zone: tzinfo | None) -> Iterator[str]:
    decision, revision = state.decision, state.revision
    if state.is_empty:
        yield "Bản này không có số liệu nào; chỉ duyệt khi gọi tên"
    elif state.lacks_words:
        yield "Bản này thiếu nội dung của đề mục bắt buộc; chỉ duyệt khi gọi tên"
    if decision is not None:
        is_of_another = revision is not None and decision.revision != revision.number
        act = "duyệt" if decision.act == "release" else "thu hồi"
        which = f"bản {decision.revision} do " if is_of_another else ""
        by, note = printable(decision.by, limit=80), printable(decision.note, limit=LONGEST)
        sent = f", đã gửi {state.sent} nơi" if is_of_another and state.sent else ""
        said = f"{which}{by} {act} ngày {write_date(decision.at.astimezone(zone).date())}{sent}"
        yield f"{upper_first(said)}{f': {note}' if note else ''}"
    if revision is not None and not state.is_sealed:
        yield f"Tệp hiện có không còn là tệp của bản {revision.number}"
    if has_failed and state.attempt is not None:
        reason = printable(state.attempt.reason, limit=LONGEST)
        stands = f"Lần lập gần nhất không được, bản {revision.number} còn nguyên: " if revision else "Lý do: "
        yield f"{stands}{reason}"


def _seen(state: EditionState, kinds: Sequence[str] | None) -> Iterator[str]:
    """Where readers see less than one might think."""
    if not may_be_public(state.edition, kinds):
        yield "Không bao giờ đưa vào thư mục công khai"
    elif state.release == "changed since release":
        yield "Người đọc không còn thấy báo cáo này ở thư mục công khai cho đến khi bản mới được duyệt"


def _plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", strip_accents(text).lower())


def _earlier(state: EditionState) -> range:
    return range(state.revision.number - 1, 0, -1) if state.revision else range(0)


def _links(state: EditionState, number: int | None, formats: Sequence[str]) -> tuple[FileLink, ...]:
    """The files of an earlier revision, or for None those published; only what is there."""
    edition = state.edition
    if state.revision is None:
        return ()
    paths = {
        each: edition.file(each) if number is None else kept_file(edition, number, each)
        for each in formats
        if number is not None or each in state.revision.files
    }
    reports = edition.root / "reports"
    return tuple(FileLink(each, address_of(path, reports)) for each, path in paths.items() if path.is_file())
