"""What a reviewer must know before looking at figures: what is missing, refused, unusual, empty, or out of date.

Each concern is one line about one unit or edition; how they are printed is for `review`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.deliver.lines import some_of
from thidua.deliver.packs import Pack
from thidua.deliver.release.decide import changed_since
from thidua.deliver.schedule.readiness import Readiness, UnitReadiness, read_readiness, table_words
from thidua.errors import ReportError
from thidua.present.words import upper_first
from thidua.run.key import INPUTS

if TYPE_CHECKING:
    from thidua.deliver.release.reviewed import Reviewed

LACKING = {"missing": "chưa gửi, đã quá hạn", "partial": "mới gửi một phần", "due": "chưa gửi, còn hạn"}


@dataclass(frozen=True)
class Concern:
    """One line: whom or what it is about, what there is to know, and where to look."""

    about: str
    words: str
    href: str = ""


@dataclass(frozen=True)
class Concerns:
    """What is to be known of a pack, the gravest first: each a heading and its lines, none without a line."""

    groups: tuple[tuple[str, tuple[Concern, ...]], ...]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(lines) for _, lines in self.groups)


def find_concerns(pack: Pack, editions: Iterable[Reviewed]) -> Concerns:
    """What is missing, refused and unusual in the data of a pack, and which editions tell little or are out of date.

    Parameters
    ----------
    pack
        Its dataset is read as the files are now: a file that came since the build is no longer missing, and the
        editions that it changes are named.
    editions
        Those of the pack, as `review_pack` read them.
    """
    editions = list(editions)
    groups = [
        *_of_data(pack),
        ("Bản không có số liệu nào: chỉ duyệt khi gọi tên", tuple(_empty(editions))),
        ("Đề mục bắt buộc chưa có nội dung: chỉ duyệt khi gọi tên", tuple(_lacking(editions))),
        ("Phần bắt buộc chưa có số liệu", tuple(_empty_parts(editions))),
        ("Đã khác so với khi lập: lập lại trước khi duyệt", tuple(_changed(editions))),
        (
            "Đơn vị cần xem xét thêm: ngoài giới hạn 95% của biểu đồ phễu, không phải đánh giá",
            tuple(_examined(editions)),
        ),
    ]
    return Concerns(tuple((title, lines) for title, lines in groups if lines))


def _of_data(pack: Pack) -> list[tuple[str, tuple[Concern, ...]]]:
    try:
        ready = read_readiness(pack.dataset, pack.period, on=pack.dataset.as_of)
    except ReportError as problem:
        return [("Không đọc được số liệu", (Concern(pack.dataset.name, str(problem)),))]
    return [
        ("Chưa có", tuple(missing_concerns(ready))),
        ("Bị từ chối, không tính", tuple(_refused(ready))),
        ("Bất thường, đúng hay sai phải hỏi lại", tuple(_unusual(ready))),
    ]


def missing_concerns(ready: Readiness) -> Iterator[Concern]:
    """What many have not sent in one line for each table; then unit by unit, what is overdue first."""
    many = ready.lacked_by_many()
    for table in many:
        lacking = "; ".join(
            f"{LACKING[state]}: {some_of(names, more='và {count} đơn vị khác')}" for state, names in table.units.items()
        )
        yield Concern(upper_first(table.words), f"{table.sent}/{table.asked} đơn vị đã gửi; {lacking}")
    told = {table.words for table in many}
    found = [
        (answer, each, words)
        for each in ready.units
        for answer in each.lacking
        if (words := table_words(answer, ready.dataset.basis)) not in told
    ]
    for answer, each, words in sorted(found, key=lambda one: list(LACKING).index(one[0].state)):
        yield Concern(_name(each), f"{words}: {LACKING[answer.state]}")


def _refused(ready: Readiness) -> Iterator[Concern]:
    for each in ready.units:
        for file in each.faulty:
            more = f" (và {file.errors - 1} lỗi khác)" if file.errors > 1 else ""
            yield Concern(_name(each), f"{file.file}: {file.first_error}{more}")


def _unusual(ready: Readiness) -> Iterator[Concern]:
    return (Concern(_name(each), text) for each in ready.units for text in each.unusual)


def _name(about: UnitReadiness) -> str:
    return upper_first(about.name) if about.name else "Chưa rõ đơn vị"


def _empty(editions: list[Reviewed]) -> Iterator[Concern]:
    for each in editions:
        if each.state.is_empty:
            yield Concern(each.title, _how(each), each.href)


def _how(each: Reviewed) -> str:
    """How an edition is released that is only released by its name."""
    how = f"duyệt riêng: --unit {each.edition.unit.id} --kind {each.edition.name}"
    return "đã duyệt" if each.state.release == "released" else how


def _lacking(editions: list[Reviewed]) -> Iterator[Concern]:
    for each in editions:
        if each.lacking:
            yield Concern(each.title, f"{' '.join(each.lacking)} {upper_first(_how(each))}", each.href)


def _empty_parts(editions: list[Reviewed]) -> Iterator[Concern]:
    """Those of editions that do show some figure; of an empty one every part is."""
    for each in editions:
        if each.empty_parts and not each.state.is_empty:
            yield Concern(each.title, " ".join(each.empty_parts), each.href)


def _examined(editions: list[Reviewed]) -> Iterator[Concern]:
    """The units outside the limits of a funnel, which no headline and no mail names."""
    for each in editions:
        if each.examined and each.edition.lang == "vi" and not each.edition.names:
            yield Concern(each.title, some_of(each.examined, more="và {count} đơn vị khác"), each.href)


def _changed(editions: list[Reviewed]) -> Iterator[Concern]:
    """What a build would make anew, and because of what."""
    for each in editions:
        if each.state.revision is None:
            continue
        try:
            changed = changed_since(each.edition, each.state.revision)
        except ReportError as problem:
            yield Concern(each.title, f"không so được với số liệu hiện có: {problem}", each.href)
        else:
            if changed:
                yield Concern(each.title, f"đã đổi: {', '.join(INPUTS[name] for name in changed)}", each.href)
