"""The frame of an official document: letterhead, headline figures, the unit's own words, method, signature.

Source of the layout: Decree 30/2020/NĐ-CP, Annex I. Number, date and signature stay blank: only the agency
issues the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from thidua.facts.commentary import SECTIONS
from thidua.present.change_words import trend_note
from thidua.present.chapters.members.examined import clearly_note
from thidua.present.compared.units import compare
from thidua.present.figures import Figure
from thidua.present.frame import Annex, Headline, HeadlineFigure, Letterhead, Signature
from thidua.present.known import Known
from thidua.present.language import language, tr, translated
from thidua.present.members import is_cluster
from thidua.present.names import CLOSING, METHOD, METHOD_DETAIL, WORDS
from thidua.present.numbers import write_date_long
from thidua.present.part import Part, empty, plain, quoted_prose
from thidua.present.words import first_sentence, lower_first, marks_note, no_figures, unit_name, upper_first
from thidua.registry import Period, block_roles, fold, office_of, strip_accents

About = Literal["", "models", "quality"]
"""What a report is about, where its unit and period do not say it."""


def letterhead(report: Known, subject: str) -> Part:
    """Title block, type and subject of the document, and the window its figures come from.

    Parameters
    ----------
    subject
        One of the subjects of the catalogue; may hold ``{period}``, ``{unit}``, ``{outlook}`` and ``{review}``, which
        are filled in: the review of a year or stage is "Tổng kết", that of a part of a year "Sơ kết"; the outlook is
        on the period that follows.
    """
    office = office_of(report.unit.id, on=report.last_day)
    review = tr("Tổng kết") if report.period.kind in ("year", "stage") else tr("Sơ kết")
    words = {"period": report.period_label, "unit": unit_name(report.unit), "outlook": outlook_label(report)}
    title = translated(subject, review=review, **words)
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
        window=_window(report),
        illustrative=report.is_illustrative,
        mark=report.dataset_words("mark"),
        contact=report.dataset_words("contact"),
        days="" if report.is_quoted else "/".join(day.isoformat() for day in report.days),
    )


def _window(report: Known) -> str:
    """The days whose figures the report holds; where no source tells them, that it does not."""
    if report.is_quoted:
        period = report.period_label
        return tr("Kỳ số liệu: {period} theo nguồn đã công bố; nguồn không nêu ngày chốt số liệu.", period=period)
    # A line does not break between "năm" and its number.
    first, last = (write_date_long(day).replace("năm ", "năm\N{NO-BREAK SPACE}") for day in report.days)
    return tr("Kỳ số liệu: từ {first} đến {last}.", first=first, last=last)


def outlook_label(report: Known) -> str:
    """The period that the tasks of a report are for: "6 tháng cuối năm 2023", "năm 2024"."""
    following = report.period.following()
    if following is not None:
        return report.label_of(following)
    if report.period.kind == "stage":
        return tr("giai đoạn tiếp theo")
    return tr("các tháng còn lại của năm {year}", year=report.period.year)


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


def words(report: Known, *sections: str) -> Part:
    """What the unit says itself under these headings of its commentary, in its own words.

    Every report stands on the letterhead of its own unit: nobody signs his own words in his own report.
    """
    commentary = report.commentary
    told = [one for one in sections if commentary.sections.get(one) and not (one == "blocks" and _names_heads(report))]
    said = [_led_in(section, commentary.sections[section]) for section in told]
    name = f"{WORDS}_{'_'.join(sections)}"
    if not said:
        asked = "; ".join(f"“{SECTIONS[section]}”" for section in sections)
        return empty(
            name, tr("{unit} chưa gửi lời văn: {sections}.", unit=upper_first(unit_name(report.unit)), sections=asked)
        )
    return quoted_prose(name, "\n\n".join(said))


def words_in_brief(report: Known, *sections: str) -> Part:
    """The first sentence of each of these sections, one paragraph each: what a report without figures begins with.

    Empty where the report has figures to begin with, or the unit an overall assessment of its own.
    """
    name = f"{WORDS}_in_brief"
    said = [first_sentence(text) for section in sections if (text := report.commentary.sections.get(section))]
    if not said or report.has_figures or report.commentary.sections.get("overview"):
        return empty(name, tr("Đánh giá chung được viết từ số liệu hoặc lời của đơn vị."))
    return quoted_prose(name, "\n\n".join(said))


def _led_in(section: str, words: str) -> str:
    """The words of a section; causes stand below the limitations, and say that they are causes."""
    heading = SECTIONS[section]
    is_told = section != "causes" or words.startswith(heading)
    return words if is_told else f"{heading}:\n\n{words}"


def block_leaders(report: Known) -> Part:
    """Who heads the block in the year of the report: in its own words if they say it, else from the registry."""
    year = report.last_day.year
    roles = block_roles(report.unit.id, year)
    if _names_heads(report):
        return quoted_prose("block_leaders", report.commentary.sections["blocks"])
    if (roles.head is None or roles.deputy is None) and is_cluster(report):
        return empty("block_leaders", tr("Chưa có thông tin về Trưởng cụm, Phó Trưởng cụm năm {year}.", year=year))
    if roles.head is None or roles.deputy is None:
        return empty("block_leaders", tr("Chưa có thông tin về Trưởng khối, Phó Trưởng khối năm {year}.", year=year))
    head, deputy = unit_name(roles.head), unit_name(roles.deputy)
    if is_cluster(report):
        told = tr("Năm {year}, Trưởng cụm là {head}; Phó Trưởng cụm là {deputy}.", year=year, head=head, deputy=deputy)
        return plain("block_leaders", told)
    words = tr("Năm {year}, Trưởng khối là {head}; Phó Trưởng khối là {deputy}.", year=year, head=head, deputy=deputy)
    return plain("block_leaders", words)


def _names_heads(report: Known) -> bool:
    """Whether a block says in its own words who heads it: those words then stand where its heads are named."""
    own = report.commentary.sections.get("blocks", "").lower()
    return report.unit.level == "block" and ("trưởng khối" in own or "trưởng cụm" in own)


def method(report: Known) -> Part:
    """Where the figures come from, what marks and words mean, and the source of the unit's own words."""
    lines = [*_sources(report)]
    lines += [marks_note()] if report.has_figures else []
    lines += [trend_note()] if _compares(report) else []
    compared = report.once(compare) if report.members else None
    lines += [clearly_note()] if compared is not None and (compared.rate_funnel or compared.direct_funnel) else []
    if language() == "en" and report.commentary.sections:
        lines.append(tr("Lời văn của đơn vị, tên văn bản và tên phong trào giữ nguyên tiếng Việt."))
    return plain(METHOD, *lines)


def _sources(report: Known) -> Iterator[str]:
    """Where figures and words come from; where both are quoted from one article, that article."""
    title, source, citation = (
        lower_first(report.dataset_words("title")),
        report.dataset_words("source"),
        report.commentary.citation,
    )
    if citation and report.is_quoted:
        article, _, rest = citation.partition(" (")
        yield tr("Số liệu và nội dung: theo bài “{article}”{rest}.", article=article, rest=f" ({rest}" if rest else "")
        return
    if report.is_illustrative:
        yield f"{upper_first(title)}: {source}."
        return
    yield tr("Số liệu: {title}, lấy từ {source}.", title=title, source=source)
    if citation:
        yield tr("Lời văn của đơn vị: {citation}.", citation=citation)


def _compares(report: Known) -> bool:
    """Whether anything of the report has another period to be compared with."""
    known = report.dataset.facts.of
    before = report.period.comparison()
    if any(not known(unit, before).empty for unit in (report.unit, *report.members)):
        return True
    years = [year for year in report.period.years() if not known(report.unit, Period("year", year)).empty]
    return report.period.kind == "stage" and len(years) > 1


def method_detail() -> Part:
    """How the intervals of shares are made, and what they mean where every decision is counted."""
    words = tr(
        "Khoảng tin cậy 95% của tỷ lệ tính theo phương pháp Wilson (1927). Số liệu là toàn bộ quyết định đã công bố, "
        "nên khoảng tin cậy chỉ mức dao động ngẫu nhiên giữa các năm, không phải sai số chọn mẫu."
    )
    return plain(METHOD_DETAIL, words)


def closing(report: Known, about: About = "") -> Part:
    """The last sentence of the document, with the mark that ends an administrative text.

    Parameters
    ----------
    about
        "models" where the report is on exemplary models.
    """
    said = {"period": report.period_label, "unit": unit_name(report.unit)}
    if about == "models":
        told = tr("Trên đây là báo cáo kết quả bồi dưỡng, nhân rộng điển hình tiên tiến {period} của {unit}./.", **said)
        return plain(CLOSING, told)
    return plain(CLOSING, tr("Trên đây là báo cáo công tác thi đua, khen thưởng {period} của {unit}./.", **said))


def signature(report: Known) -> Part:
    """Recipients on the left, the signer's office on the right; the name stays blank."""
    office = office_of(report.unit.id, on=report.last_day)
    return Signature("signature", office.on_behalf, office.signer, tuple(office.recipients))


def annex(report: Known, title: str) -> Part:
    """The head of an annex, which begins a page of its own; its numeral is given when the document is read.

    Parameters
    ----------
    title
        One of the titles of the catalogue; may hold ``{period}``. It names the part, whatever the period.
    """
    office = office_of(report.unit.id, on=report.last_day)
    enclosed = tr(
        "(Kèm theo Báo cáo số       /{symbol} ngày       tháng       năm      \ncủa {issuer})",
        symbol=office.symbol,
        issuer=office.issuer,
    )
    name = f"annex_{_slug(title.replace('{period}', ''))}"
    return Annex(name, translated(title, period=report.period_label), enclosed)


def _slug(title: str) -> str:
    """The title as an identifier: "Phương pháp và nguồn" -> "phuong_phap_va_nguon"."""
    return re.sub("[^a-z0-9]+", "_", strip_accents(fold(title))).strip("_")
