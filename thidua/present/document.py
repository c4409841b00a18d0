"""The frame of an official document: letterhead, headline figures, the unit's own words, method, signature.

Source of the layout: Decree 30/2020/NĐ-CP, Annex I. Number, date and signature stay blank: only the agency
issues the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from thidua.measures.counts import count_of
from thidua.measures.intervals import Share
from thidua.measures.shares import ClassShare, RatioToCap
from thidua.present.numbers import vi_date_long, vi_number, vi_percent
from thidua.present.part import Part, plain, prose
from thidua.present.report import Report
from thidua.present.sentences import TOO_FEW, award_name, counted, interval_words, lower_first
from thidua.registry import block_roles, get_recipient_class, office_of

DOCUMENT_TYPE = "BÁO CÁO"


def letterhead(report: Report, subject: str) -> Part:
    """Title block, type and subject of the document, and the window its figures come from.

    Parameters
    ----------
    subject
        May hold ``{period}``, ``{unit}`` and ``{review}``, which are filled in; the review of a year or stage is
        "Tổng kết", that of a part of a year "Sơ kết".
    """
    basis, last = report.basis, report.period.last_day(report.basis)
    office = office_of(report.unit.id, on=last)
    first = report.period.first_day(basis)
    window = f"Kỳ số liệu: từ {vi_date_long(first)} đến {vi_date_long(last)}, {basis.label()}"
    note = report.dataset.settings.basis_note
    review = "Tổng kết" if report.period.kind in ("year", "stage") else "Sơ kết"
    title = subject.format(period=report.period_label, unit=report.unit.name, review=review)
    content = {
        "parent_agency": office.parent_agency,
        "agency": office.agency,
        "symbol": office.symbol,
        "place": office.place,
        "document_type": DOCUMENT_TYPE,
        "subject": title,
        "window": f"{window}. {note}." if note else f"{window}.",
        "illustrative": report.is_illustrative,
    }
    return Part("letterhead", "letterhead", content, f"{office.agency}\n{DOCUMENT_TYPE}\n{title}")


@dataclass(frozen=True)
class Figure:
    """One headline figure: the value, what it is, and its honest qualification."""

    value: str
    label: str
    qualification: str


def headline(report: Report, figures: Sequence[Figure | None]) -> Part:
    """The line of up to four headline figures between two rules: the first four that are known."""
    known = [figure for figure in figures if figure is not None][:4]
    if not known:
        return plain(
            "headline",
            f"Báo cáo {report.period_label} của {report.unit.name} nêu kết quả bằng lời: "
            "nguồn không công bố số liệu khen thưởng.",
        )
    text = "; ".join(f"{figure.value} {figure.label} ({figure.qualification})" for figure in known)
    return Part("headline", "headline", {"figures": [asdict(figure) for figure in known]}, text)


def count_figures(report: Report, *awards: str) -> list[Figure | None]:
    """Headline figures of these forms, in this order."""
    return [count_figure(report, award) for award in awards]


def count_figure(report: Report, award: str) -> Figure | None:
    """A headline figure of one form: all recipients, and how many of which kind."""
    total = count_of(report.awarded, award)
    if total is None:
        return None
    rows = report.of_status("awarded").query("award == @award")
    sums = rows.groupby(["recipient_kind", "count_unit"], sort=False, as_index=False)["count"].sum()
    told = [counted(int(row["count"]), row["recipient_kind"], row["count_unit"]) for _, row in sums.iterrows()]
    return Figure(vi_number(total), award_name(award, regime=report.regime), ", ".join(told))


def share_figure(share: Share | None, label: str) -> Figure | None:
    """A headline figure of one share, with x/n and its interval."""
    if share is None or share.share is None or share.low is None or share.high is None:
        return None
    fraction = f"{vi_number(share.part)}/{vi_number(share.whole)}"
    if share.whole < TOO_FEW:
        return Figure(fraction, label, "quá ít trường hợp để tính tỷ lệ")
    return Figure(vi_percent(share.share), label, f"{fraction}; khoảng tin cậy 95%: {interval_words(share)}")


def class_figure(shares: Sequence[ClassShare], recipient_class: str) -> Figure | None:
    """A headline figure of one recipient class among the commended individuals."""
    found = [item.share for item in shares if item.recipient_class == recipient_class]
    name = get_recipient_class(recipient_class).name_vi
    return share_figure(found[0] if found else None, f"{name} trong số cá nhân được khen")


def honoured_figure(report: Report, award: str) -> Figure | None:
    """A headline figure of what was honoured at a conference."""
    total = count_of(report.of_status("honoured"), award)
    if total is None:
        return None
    return Figure(vi_number(total), award_name(award, regime=report.regime), "không cộng vào số được tặng Bằng khen")


def cap_figure(report: Report, ratio: RatioToCap | None) -> Figure | None:
    """A headline figure of fighters among advanced workers, with the cap in force."""
    if ratio is None:
        return None
    award, whole = (award_name(code, regime=report.regime) for code in (ratio.award, ratio.of_award))
    figure = share_figure(ratio.share, f"{award} so với {whole}")
    if figure is None or ratio.cap is None:
        return figure
    cap = vi_percent(ratio.cap.limit_percent / 100, decimals=0)
    return Figure(figure.value, figure.label, f"{figure.qualification.split(';')[0]}; trần {cap}")


def words(report: Report, *sections: str) -> Part:
    """What the unit says itself under these headings of its commentary, in its own words.

    Whose words they are stands in the method note.
    """
    commentary = report.commentary
    said = [commentary.sections[section] for section in sections if commentary.sections.get(section)]
    name = f"words_{'_'.join(sections)}"
    if not said:
        return plain(name, "Nguồn không nêu nội dung này.")
    return prose(name, "\n\n".join(said))


def block_leaders(report: Report) -> Part:
    """Who heads the block in the year of the report, from the registry."""
    year = report.period.last_day(report.basis).year
    roles = block_roles(report.unit.id, year)
    if roles.head is None or roles.deputy is None:
        return plain("block_leaders", f"Chưa có thông tin về Trưởng khối, Phó Trưởng khối năm {year}.")
    return plain(
        "block_leaders",
        f"Năm {year}, Trưởng khối là {roles.head.name}; Phó Trưởng khối là {roles.deputy.name}.",
    )


def method(report: Report, *paragraphs: str) -> Part:
    """Where the figures come from and how they are made, with the source of the unit's words."""
    settings = report.dataset.settings
    lines = [f"Số liệu: {lower_first(settings.title)}, lấy từ {settings.source}.", *paragraphs]
    if report.commentary.citation:
        lines.append(f"Nội dung bằng lời: {report.commentary.citation}.")
    return plain("method", *lines)


PROPORTION_NOTE = (
    "Khoảng tin cậy 95% của tỷ lệ tính theo phương pháp Wilson (1927). Số liệu là toàn bộ quyết định đã công bố, "
    "nên khoảng tin cậy chỉ mức dao động ngẫu nhiên giữa các năm, không phải sai số chọn mẫu."
)


def closing(report: Report) -> Part:
    """The last sentence of the document, with the mark that ends an administrative text."""
    return plain(
        "closing",
        f"Trên đây là báo cáo công tác thi đua, khen thưởng {report.period_label} của {report.unit.name}./.",
    )


def signature(report: Report) -> Part:
    """Recipients on the left, the signer's office on the right; the name stays blank."""
    office = office_of(report.unit.id, on=report.period.last_day(report.basis))
    content = {"on_behalf": office.on_behalf, "signer": office.signer, "recipients": list(office.recipients)}
    return Part("signature", "signature", content, f"{office.on_behalf}\n{office.signer}")


def annex(report: Report, numeral: str, title: str) -> Part:
    """The head of an annex, which begins a page of its own."""
    office = office_of(report.unit.id, on=report.period.last_day(report.basis))
    enclosed = f"(Kèm theo Báo cáo số       /{office.symbol} ngày       tháng       năm      \ncủa {office.issuer})"
    content = {"label": f"Phụ lục {numeral}", "title": title, "enclosed": enclosed}
    return Part("annex", f"annex_{numeral}", content, f"Phụ lục {numeral}: {title}")
