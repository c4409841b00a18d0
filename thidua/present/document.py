"""The frame of an official document: letterhead, headline figures, the unit's own words, method, signature.

Source of the layout: Decree 30/2020/NĐ-CP, Annex I. Number, date and signature stay blank: only the agency
issues the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.measures.counts import count_of
from thidua.measures.intervals import Share
from thidua.measures.shares import RatioToCap
from thidua.present.frame import Annex, Headline, HeadlineFigure, Letterhead, Signature
from thidua.present.keyed import DIRECT_WORKERS, Key, Keyed, key_of, ratio_key, share_figures
from thidua.present.known import Known
from thidua.present.language import language, tr, translated
from thidua.present.members import is_cluster
from thidua.present.numbers import write_date_long, write_number, write_percent
from thidua.present.part import Part, empty, plain, quoted_prose
from thidua.present.words import TOO_FEW, award_name, counted, interval_words, lower_first, no_figures, unit_name
from thidua.registry import block_roles, fold, office_of, strip_accents


def letterhead(report: Known, subject: str) -> Part:
    """Title block, type and subject of the document, and the window its figures come from.

    Parameters
    ----------
    subject
        One of the subjects of the catalogue; may hold ``{period}``, ``{unit}`` and ``{review}``, which are filled in:
        the review of a year or stage is "Tổng kết", that of a part of a year "Sơ kết".
    """
    basis, office = report.basis, office_of(report.unit.id, on=report.last_day)
    first, last = report.days
    window = tr(
        "Kỳ số liệu: từ {first} đến {last}, {basis}",
        first=write_date_long(first),
        last=write_date_long(last),
        basis=basis.label(language()),
    )
    note = report.dataset_words("basis_note")
    review = tr("Tổng kết") if report.period.kind in ("year", "stage") else tr("Sơ kết")
    title = translated(subject).format(period=report.period_label, unit=unit_name(report.unit), review=review)
    return Letterhead(
        "letterhead",
        parent_agency=office.parent_agency,
        agency=office.agency,
        symbol=office.symbol,
        place=office.place,
        document_type=tr("BÁO CÁO"),
        subject=title,
        lang=language(),
        unit=unit_name(report.unit),
        period=report.period_label,
        window=f"{window}. {note}." if note else f"{window}.",
        illustrative=report.is_illustrative,
    )


@dataclass(frozen=True)
class Figure:
    """One headline figure: the value, what it is, and its honest qualification."""

    value: str
    label: str
    qualification: str
    keyed: tuple[Keyed, ...] = ()
    """The figures that stand in these words, with their keys."""

    @property
    def amount(self) -> float | None:
        """The value as a number: the share where there is one, else the first of its figures; None if neither is."""
        numbers = [each for each in self.keyed if not isinstance(each.value, str)]
        shares = [each for each in numbers if each.shown == "percent"]
        return float((shares or numbers)[0].value) if numbers else None


def headline(report: Known, figures: Sequence[Figure | None]) -> Part:
    """The line of up to four headline figures between two rules: the first four that are known."""
    known = [figure for figure in figures if figure is not None][:4]
    if not known and not report.commentary.sections:
        return no_figures("headline", report, tr("số liệu khen thưởng"))
    if not known:
        return empty(
            "headline",
            tr(
                "Báo cáo {period} của {unit} nêu kết quả bằng lời: nguồn không công bố số liệu khen thưởng.",
                period=report.period_label,
                unit=unit_name(report.unit),
            ),
        )
    shown = tuple(HeadlineFigure(each.value, each.label, each.qualification, each.amount) for each in known)
    return Headline("headline", shown, keyed=tuple(one for figure in known for one in figure.keyed))


def count_figures(report: Known, *awards: str) -> list[Figure | None]:
    """Headline figures of these forms, in this order."""
    return [count_figure(report, award) for award in awards]


def count_figure(report: Known, award: str) -> Figure | None:
    """A headline figure of one form: all recipients, and how many of which kind."""
    total = count_of(report.awarded, award)
    if total is None:
        return None
    rows = report.of_status("awarded").query("award == @award")
    sums = rows.groupby(["recipient_kind", "count_unit"], sort=False, as_index=False)["count"].sum()
    given = sums[(sums["count"] > 0) | (total == 0)]
    told = [counted(int(row["count"]), row["recipient_kind"], row["count_unit"]) for _, row in given.iterrows()]
    key = key_of(report) | Key(award=award)
    kinds = [Keyed(key | Key(kind=row["recipient_kind"]), int(row["count"])) for _, row in given.iterrows()]
    name = award_name(award, regime=report.regime)
    return Figure(write_number(total), name, ", ".join(told), (Keyed(key, total), *kinds))


def share_figure(share: Share | None, label: str, key: Key) -> Figure | None:
    """A headline figure of one share, with x/n and its interval; its key names what it is a share of."""
    if share is None or share.share is None or share.low is None or share.high is None:
        return None
    fraction = f"{write_number(share.part)}/{write_number(share.whole)}"
    if share.whole < TOO_FEW:
        few = tr("quá ít trường hợp để tính tỷ lệ")
        return Figure(fraction, label, few, share_figures(key, share, few=TOO_FEW))
    limits = tr("{fraction}; khoảng tin cậy 95%: {limits}", fraction=fraction, limits=interval_words(share))
    return Figure(write_percent(share.share), label, limits, share_figures(key, share, few=TOO_FEW))


def direct_figure(share: Share, key: Key) -> Figure | None:
    """Direct workers among the managers and direct workers with certificates (K05), of whom the key says."""
    label = tr("người trực tiếp lao động trong số lãnh đạo và người trực tiếp lao động được Bằng khen, Giấy khen")
    return share_figure(share, label, key | DIRECT_WORKERS)


def honoured_figure(report: Known, award: str) -> Figure | None:
    """A headline figure of what was honoured at a conference."""
    total = count_of(report.of_status("honoured"), award)
    if total is None:
        return None
    qualification = tr("không cộng vào số được tặng Bằng khen")
    figure = Keyed(key_of(report, "honoured") | Key(award=award), total)
    return Figure(write_number(total), award_name(award, regime=report.regime), qualification, (figure,))


def cap_figure(report: Known, ratio: RatioToCap | None) -> Figure | None:
    """A headline figure of fighters among advanced workers, with the cap in force: an exact ratio, without interval."""
    if ratio is None:
        return None
    award, whole = (award_name(code, regime=report.regime) for code in (ratio.award, ratio.of_award))
    label = tr("{award} so với {whole}", award=award, whole=whole)
    figure = share_figure(ratio.share, label, key_of(report) | ratio_key(ratio.award, ratio.of_award))
    if figure is None or ratio.share.whole < TOO_FEW:
        return figure
    told = fraction = f"{write_number(ratio.share.part)}/{write_number(ratio.share.whole)}"
    if ratio.cap is not None:
        cap = write_percent(ratio.cap.limit_percent / 100, decimals=0)
        told = tr("{fraction}; trần {cap}", fraction=fraction, cap=cap)
    keyed = ratio_figures(report, ratio)
    return replace(figure, value=ratio_percent(ratio), qualification=told, keyed=keyed)


def ratio_figures(report: Known, ratio: RatioToCap) -> tuple[Keyed, ...]:
    """The counts of a ratio to a cap, and its percentage as `ratio_percent` writes it, with their keys."""
    key = key_of(report) | ratio_key(ratio.award, ratio.of_award)
    return share_figures(key, ratio.share, few=TOO_FEW, decimals=_ratio_decimals(ratio))


def ratio_percent(ratio: RatioToCap) -> str:
    """A ratio to a cap, with two decimals where one would make them look alike: 15,04 % beside a cap of 15 %."""
    return write_percent(ratio.share.share or 0.0, decimals=_ratio_decimals(ratio))


def _ratio_decimals(ratio: RatioToCap) -> int:
    share = ratio.share.share or 0.0
    limit = ratio.cap.limit_percent / 100 if ratio.cap else None
    looks_alike = limit is not None and share != limit and write_percent(share) == write_percent(limit)
    return 2 if looks_alike else 1


def words(report: Known, *sections: str) -> Part:
    """What the unit says itself under these headings of its commentary, in its own words.

    They are signed with the unit's name; where they were published stands in the method note.
    """
    commentary = report.commentary
    said = [commentary.sections[section] for section in sections if commentary.sections.get(section)]
    name = f"words_{'_'.join(sections)}"
    if not said:
        return plain(name, tr("Nguồn không nêu nội dung này."))
    return quoted_prose(name, "\n\n".join(said), tr("Lời của {unit}", unit=unit_name(report.unit)))


def block_leaders(report: Known) -> Part:
    """Who heads the block in the year of the report, from the registry."""
    year = report.last_day.year
    roles = block_roles(report.unit.id, year)
    if (roles.head is None or roles.deputy is None) and is_cluster(report):
        return plain("block_leaders", tr("Chưa có thông tin về Trưởng cụm, Phó Trưởng cụm năm {year}.", year=year))
    if roles.head is None or roles.deputy is None:
        return plain("block_leaders", tr("Chưa có thông tin về Trưởng khối, Phó Trưởng khối năm {year}.", year=year))
    head, deputy = unit_name(roles.head), unit_name(roles.deputy)
    if is_cluster(report):
        told = tr("Năm {year}, Trưởng cụm là {head}; Phó Trưởng cụm là {deputy}.", year=year, head=head, deputy=deputy)
        return plain("block_leaders", told)
    words = tr("Năm {year}, Trưởng khối là {head}; Phó Trưởng khối là {deputy}.", year=year, head=head, deputy=deputy)
    return plain("block_leaders", words)


def method(report: Known, *paragraphs: str) -> Part:
    """Where the figures come from and how they are made, with the source of the unit's words."""
    title, source = lower_first(report.dataset_words("title")), report.dataset_words("source")
    lines = [tr("Số liệu: {title}, lấy từ {source}.", title=title, source=source), *paragraphs]
    if report.commentary.citation:
        lines.append(tr("Nội dung bằng lời: {citation}.", citation=report.commentary.citation))
    return plain("method", *lines)


def proportion_note() -> str:
    """How the intervals of shares are made, and what they mean where every decision is counted."""
    return tr(
        "Khoảng tin cậy 95% của tỷ lệ tính theo phương pháp Wilson (1927). Số liệu là toàn bộ quyết định đã công bố, "
        "nên khoảng tin cậy chỉ mức dao động ngẫu nhiên giữa các năm, không phải sai số chọn mẫu."
    )


def closing(report: Known) -> Part:
    """The last sentence of the document, with the mark that ends an administrative text."""
    return plain(
        "closing",
        tr(
            "Trên đây là báo cáo công tác thi đua, khen thưởng {period} của {unit}./.",
            period=report.period_label,
            unit=unit_name(report.unit),
        ),
    )


def signature(report: Known) -> Part:
    """Recipients on the left, the signer's office on the right; the name stays blank."""
    office = office_of(report.unit.id, on=report.last_day)
    return Signature("signature", office.on_behalf, office.signer, tuple(office.recipients))


def annex(report: Known, title: str) -> Part:
    """The head of an annex, which begins a page of its own; its numeral is given when the document is read.

    Parameters
    ----------
    title
        One of the titles of the catalogue.
    """
    office = office_of(report.unit.id, on=report.last_day)
    enclosed = tr(
        "(Kèm theo Báo cáo số       /{symbol} ngày       tháng       năm      \ncủa {issuer})",
        symbol=office.symbol,
        issuer=office.issuer,
    )
    return Annex(f"annex_{_slug(title)}", translated(title), enclosed)


def _slug(title: str) -> str:
    """The title as an identifier: "Phương pháp và nguồn" -> "phuong_phap_va_nguon"."""
    return re.sub("[^a-z0-9]+", "_", strip_accents(fold(title))).strip("_")
