"""What the mail with released reports says: its heading, its sentences, its list of reports and where they stand.

How many mails there are is for ``reports``; how the blocks look, for ``body``. The mail repeats headline figures from
the words of a report: read again, it must hold each of them as their values are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from thidua.deliver.allowed import stable_address
from thidua.deliver.lines import one_line
from thidua.deliver.mail.digest import CHART_PX, Digest
from thidua.deliver.mail.writing.body import Block, Drawing, Entries, Entry, Figures, Paragraph, Points
from thidua.deliver.mail.writing.enclosures import Enclosure
from thidua.deliver.packs import report_words, unit_words
from thidua.deliver.settings import Sends
from thidua.errors import DeliveryError
from thidua.present.language import language, tr, tr_count

if TYPE_CHECKING:
    from thidua.run.plan import Edition


@dataclass(frozen=True)
class Item:
    """An enclosure with what a mail says of it; ``sends`` is how its files go: attached, not at all, or as links."""

    enclosure: Enclosure
    digest: Digest
    sends: Sends

    @property
    def key(self) -> tuple[str, int]:
        """What the ledger calls it: the name of the edition, and the revision."""
        return str(self.enclosure.edition), self.enclosure.revision


def heading(items: list[Item]) -> str:
    """What the mail is about: "Báo cáo sơ kết 6 tháng đầu năm 2023 – tỉnh Bắc Kạn và 8 đơn vị"."""
    edition = items[0].enclosure.edition
    period = edition.period.label(edition.dataset.basis, language())
    title = f"{report_words(edition)}{' ' if language() == 'vi' else ', '}{period}"
    units = {item.enclosure.edition.unit.id: item.enclosure.edition.unit for item in items}
    others = len(units) - 1
    unit = unit_words(edition)
    if others:
        unit = tr_count("{unit} và {others} đơn vị", others, unit=unit, others=others)
    return one_line(f"{title} – {unit}")


def blocks(
    items: list[Item], *, name: str, address: str, part: tuple[int, int] | None, content_id: str
) -> tuple[Block, ...]:
    """What the mail says, from top to bottom.

    Parameters
    ----------
    items
        What this mail brings, the report whose figures it tells first.
    name
        Of the recipient.
    address
        Where readers find the public folder; empty if nothing is linked.
    part
        Which mail of how many, if there are several.
    content_id
        Of the picture, which is the first report's chart.
    """
    digest, edition = items[0].digest, items[0].enclosure.edition
    greeting = Paragraph(tr("Kính gửi: {name}", name=one_line(name)))
    said: list[Block] = [greeting, *_without_figures(items), Paragraph(_opening(items))]
    if len(items) > 1 and digest.overview:
        said.append(Paragraph(_read_first(items[0]), is_strong=True))
    if part:
        said.append(Paragraph(tr("Đây là thư {number} trong {total} thư.", number=part[0], total=part[1])))
    said += _replaced(items)
    if digest.overview:
        title = one_line(tr("Đánh giá chung của báo cáo {unit}", unit=unit_words(edition)))
        said.append(Paragraph(digest.overview, lang=digest.lang, title=title))
    if digest.figures:
        said.append(Figures(_title_of_figures(edition), digest.figures, digest.lang))
    if digest.chart:
        said.append(Drawing(content_id, digest.chart.title, digest.chart.alt, CHART_PX, digest.lang))
    said.append(
        Entries(
            _title_of_entries(items),
            (_entry(address, items[0], ""), *(_entry(address, item, _first_figure(item)) for item in items[1:])),
        )
    )
    if any(item.enclosure.edition.names for item in items):
        said.append(
            Paragraph(tr("Có báo cáo kèm danh sách tên người được khen: xin không chuyển tiếp."), is_strong=True)
        )
    return tuple(said)


def _without_figures(items: list[Item]) -> list[Block]:
    """Which of the reports show no figure: before anything else, so that nobody looks for them in vain."""
    empty = [item for item in items if item.digest.is_empty]
    if not empty:
        return []
    if len(items) > 1:
        titles = "; ".join(one_line(item.enclosure.title) for item in empty)
        return [Paragraph(tr("Chưa có số liệu trong báo cáo: {titles}.", titles=titles), is_strong=True)]
    edition = items[0].enclosure.edition
    period = edition.period.label(edition.dataset.basis, language())
    words = tr("Báo cáo này chưa có số liệu {period} của {unit}.", period=period, unit=unit_words(edition))
    return [Paragraph(one_line(words), is_strong=True)]


def _opening(items: list[Item]) -> str:
    """What the mail brings, in one or two sentences."""
    count = len(items)
    attached = sum(item.sends == "attachments" and bool(item.enclosure.files) for item in items)
    linked = [item for item in items if item.sends == "link"]
    said = tr_count("Thư này giới thiệu {count} báo cáo đã được duyệt phát hành.", count, count=count)
    if attached == count:
        said = tr_count("Thư này kèm {count} báo cáo đã được duyệt phát hành.", count, count=count)
    elif len(linked) == count:
        said += " " + tr("Toàn văn ở các địa chỉ ghi dưới đây.")
    elif linked:
        titles = "; ".join(one_line(item.enclosure.title) for item in linked)
        said += " " + tr("Tệp quá lớn để gửi kèm, xin mở theo địa chỉ ghi dưới đây: {titles}.", titles=titles)
    return said


def _read_first(item: Item) -> str:
    """Which of several reports wants to be read first, and where in it."""
    return tr("Xin đọc trước: {title}, phần Đánh giá chung ở trang 1.", title=one_line(item.enclosure.title))


def _replaced(items: list[Item]) -> list[Block]:
    """What changed in each report since the revision that the recipient has."""
    return [
        Points(
            tr(
                "{title}: bản số {revision}, thay bản số {earlier} đã gửi",
                title=one_line(item.enclosure.title),
                revision=item.enclosure.revision,
                earlier=item.enclosure.earlier,
            ),
            tuple(one_line(line) for line in item.enclosure.changed) or (tr("Không có số liệu chính nào thay đổi."),),
        )
        for item in items
        if item.enclosure.earlier is not None
    ]


def _title_of_figures(edition: Edition) -> str:
    return one_line(tr("Số liệu chính của {unit}", unit=unit_words(edition)))


def _title_of_entries(items: list[Item]) -> str:
    if all(item.sends == "attachments" for item in items):
        return tr("Báo cáo gửi kèm")
    return tr("Các báo cáo")


def _first_figure(item: Item) -> str:
    return next((f"{figure.value} {figure.label}" for figure in item.digest.figures), "")


def _entry(address: str, item: Item, figure: str) -> Entry:
    links = _links(address, item.enclosure) if item.sends == "link" else {}
    return Entry(one_line(item.enclosure.title), figure, links, item.digest.lang)


def _links(address: str, enclosure: Enclosure) -> dict[str, str]:
    """Where readers find each file of this edition: the same place for every revision, and gone once withdrawn."""
    base = one_line(address)
    is_web = base.startswith(("https://", "http://"))
    mark = "/" if is_web else "\\"
    found = {}
    for extension in enclosure.files:
        parts = stable_address(enclosure.edition, extension)
        found[extension.upper()] = mark.join([base, *(quote(part, safe="") if is_web else part for part in parts)])
    return found


def judge_repeated(text: str, items: Sequence[Item]) -> None:
    """Refuse a mail whose words lack a headline figure of the report it tells.

    Parameters
    ----------
    text
        The mail as plain lines.
    items
        What it brings; the figures of the first are told.

    Raises
    ------
    DeliveryError
        Naming the edition and the figure.
    """
    from thidua.run.figures import is_printed

    told = items[0]
    lacking = [number for number in told.digest.keyed if not is_printed(number, text)]
    if lacking:
        raise DeliveryError(
            f"{told.enclosure.edition}: its headline shows {lacking[0]}, but its mail does not; build it again"
        )
