"""One edition as a reviewer weighs it: what it is called, whether it may be released, and what moved in it.

Read from the files and the pack alone; how it is printed is for `review`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from thidua.deliver.lines import one_line
from thidua.deliver.packs import EditionState, Pack
from thidua.deliver.release.move import Move
from thidua.deliver.release.revised import since_revision
from thidua.deliver.release.same_period import Compared, compared, since_same_period
from thidua.errors import NotebookError
from thidua.export.document import Document, read_document
from thidua.export.notebook import read_notebook
from thidua.present.chart import Chart
from thidua.present.names import EXAMINED, OUTSIDE
from thidua.present.table import Table
from thidua.present.words import upper_first
from thidua.run.emptiness import emptiness
from thidua.run.plan import Edition
from thidua.run.record import kept_file


@dataclass(frozen=True)
class Comparison:
    """The last revision of an edition beside an earlier one; no moves where the earlier one cannot be read."""

    number: int
    is_released: bool
    moves: tuple[Move, ...]
    problem: str = ""

    @property
    def words(self) -> str:
        """How much differs, in one line."""
        if self.problem:
            return self.problem
        told = f"{len(self.moves)} thay đổi" if self.moves else "nội dung như cũ, chỉ khác cách trình bày"
        return f"{told} so với lần {self.number}{' đã duyệt' if self.is_released else ''}"


@dataclass(frozen=True)
class Reviewed:
    """One edition of the pack and what moved in it."""

    state: EditionState
    is_alone: bool
    """Whether the pack has no other edition of its unit, so that the unit's name tells it."""
    since_period: tuple[Move, ...]
    comparisons: tuple[Comparison, ...]
    compared: tuple[Compared, ...] = ()
    empty_parts: tuple[str, ...] = ()
    """What the required parts that tell no figure say, or what they are called."""
    lacking: tuple[str, ...] = ()
    """Which words that it requires were not sent."""
    examined: tuple[str, ...] = ()
    """The units that lie outside the limits of a funnel, each with what of it does."""

    @property
    def edition(self) -> Edition:
        """The edition itself."""
        return self.state.edition

    @property
    def title(self) -> str:
        """What it is called beside the others of its pack: "Huyện Ba Bể: Báo cáo của huyện, thành phố"."""
        more = (" (có danh sách)" if self.edition.names else "") + (" (tiếng Anh)" if self.edition.lang == "en" else "")
        return one_line(f"{upper_first(self.edition.unit_name)}: {self.edition.settings.title}{more}")

    @property
    def short(self) -> str:
        """The same beside a figure, where there is little room: "Huyện Ba Bể"."""
        return one_line(upper_first(self.edition.unit_name)) if self.is_alone else self.title

    @property
    def href(self) -> str:
        """Where the page finds it, from the folder of its pack; empty if no file stands."""
        found = (self.edition.file(extension) for extension in ("html", "pdf", "xlsx"))
        return next((_link(self.edition, path) for path in found if path.is_file()), "")

    @property
    def evidence(self) -> str:
        """The notebook of the build that failed, from the folder of its pack; empty if there is none."""
        return _link(self.edition, self.edition.evidence) if self.has_failed and self.edition.evidence.is_file() else ""

    @property
    def has_failed(self) -> bool:
        """Whether the last build failed."""
        return self.state.attempt is not None and self.state.attempt.verdict == "failed"

    @property
    def is_waiting(self) -> bool:
        """Whether it is released with all that wait, and not by its name alone."""
        is_open = self.state.release in ("waiting", "changed since release")
        return is_open and not self.has_failed and self.state.is_sealed and not self.state.is_released_by_name


def review_edition(state: EditionState, *, is_alone: bool = True) -> Reviewed:
    """Read what moved in an edition: since the same period, the last revision, and the last one that was released."""
    revision, decision = state.revision, state.decision
    if revision is None:
        return Reviewed(state, is_alone, (), ())
    now = _document(state.edition, revision.number)
    if now is None:
        problem = f"không đọc được tệp của lần {revision.number}"
        return Reviewed(state, is_alone, (), (Comparison(revision.number, False, (), problem),))
    released = decision.revision if decision is not None and decision.act == "release" else 0
    numbers = sorted({revision.number - 1, released} - {0, revision.number}, reverse=True)
    comparisons = (_compare(state.edition, number, now, is_released=number == released) for number in numbers)
    parts, lacking = _empty(state.edition, now)
    return Reviewed(
        state,
        is_alone,
        tuple(since_same_period(now)),
        tuple(comparisons),
        compared(now),
        parts,
        lacking,
        tuple(_examined(now)),
    )


def _examined(document: Document) -> Iterator[str]:
    """The units that lie outside the limits: "Huyện Na Rì (tỷ lệ)"."""
    for table in document.of(Table):
        for row in table.rows if table.name == EXAMINED else ():
            if row.values.get(OUTSIDE):
                yield f"{table.label_of(row)} ({row.cells['examine']})"


def _empty(edition: Edition, document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the required parts say that tell no figure, and those that hold no words."""
    found = emptiness(document, edition.settings.requires)
    return _told(document, found.parts), _told(document, found.headings)


def _told(document: Document, names: tuple[str, ...]) -> tuple[str, ...]:
    shown = (document.by_name[name] for name in names)
    return tuple(f"{each.title}." if isinstance(each, Table | Chart) else each.text for each in shown)


def review_pack(pack: Pack) -> list[Reviewed]:
    """Every edition of a pack, in its order."""
    of_unit = Counter(state.edition.unit.id for state in pack.editions)
    return [review_edition(state, is_alone=of_unit[state.edition.unit.id] == 1) for state in pack.editions]


def _compare(edition: Edition, number: int, now: Document, *, is_released: bool) -> Comparison:
    before = _document(edition, number)
    if before is None:
        return Comparison(number, is_released, (), f"không đọc được tệp của lần {number} để so sánh")
    return Comparison(number, is_released, tuple(since_revision(before, now)))


def _document(edition: Edition, number: int) -> Document | None:
    """What one revision shows; None if its notebook is gone, or no longer one: the page then says so."""
    try:
        return read_document(read_notebook(kept_file(edition, number, "ipynb")))
    except (OSError, NotebookError):
        return None


def _link(edition: Edition, path: Path) -> str:
    return quote(path.relative_to(edition.folder.parent).as_posix())
