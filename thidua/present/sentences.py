"""Sentences: each a function of figures that gives correct Vietnamese, and nothing the figures do not carry."""

from __future__ import annotations

import pandas as pd

from thidua.facts.columns import COUNT_UNITS
from thidua.measures.counts import KINDS, with_status
from thidua.measures.intervals import Share
from thidua.measures.shares import ClassShare, RatioToCap
from thidua.present.numbers import vi_count, vi_number, vi_percent, vi_share_of
from thidua.present.part import Part, plain, prose
from thidua.present.report import Report, YearInStage
from thidua.registry import (
    award_type_label,
    awards,
    get_level,
    get_recipient_class,
    merged_awards,
    merged_kinds,
)

TOO_FEW = 10
"""Below so many cases a share is told as x/n alone: a percentage would claim a precision that is not there."""


def award_name(code: str, award_type: str = "", *, regime: str) -> str:
    """The name of a form, several joined as published: "Lao động tiên tiến, Chiến sĩ tiên tiến (chuyên đề)"."""
    names = ", ".join(award.name_vi for award in merged_awards(code))
    return f"{names} ({award_type_label(award_type, regime=regime)})" if award_type else names


def kinds_name(code: str) -> str:
    """Recipient kinds in lower case, several joined as published: "tập thể, hộ gia đình, cá nhân"."""
    return ", ".join(kind.name_vi.lower() for kind in merged_kinds(code))


def lower_first(text: str) -> str:
    """A name inside a sentence: "Lãnh đạo, quản lý" -> "lãnh đạo, quản lý", other capitals kept."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A label at the head of a column: "giai đoạn 2016-2020" -> "Giai đoạn 2016-2020"."""
    return text[:1].upper() + text[1:]


def counted(count: int, kind: str, count_unit: str) -> str:
    """A count with what it counts: "02 tập thể", "383 lượt cá nhân"."""
    instances = f"{COUNT_UNITS['instance']} " if count_unit == "instance" else ""
    return f"{vi_count(count)} {instances}{kinds_name(kind)}"


def share_words(share: Share, *, of: str = "", decimals: int = 1) -> str:
    """A share with what it is made of and its interval: "61,8% (289/468; khoảng tin cậy 95%: 57,3–66,0%)".

    Parameters
    ----------
    of
        What it is a share of, told between the percentage and its brackets: " số Lao động tiên tiến".
    """
    if share.share is None or share.low is None or share.high is None:
        return f"chưa xác định{of} vì chưa có trường hợp nào"
    if share.whole < TOO_FEW:
        return vi_share_of(share.part, share.whole, small=TOO_FEW) + of
    fraction = f"{vi_number(share.part)}/{vi_number(share.whole)}"
    percent = vi_percent(share.share, decimals=decimals)
    return f"{percent}{of} ({fraction}; khoảng tin cậy 95%: {interval_words(share)})"


def interval_words(share: Share) -> str:
    """The limits of an interval: "57,3–66,0%"."""
    return f"{vi_percent(share.low or 0.0).removesuffix('%')}–{vi_percent(share.high or 0.0)}"


def no_figures(name: str, report: Report, what: str) -> Part:
    """One sentence in the place of a table: the dataset has no figures of this kind."""
    sentence = f"Bộ số liệu chưa có {what} của {report.unit.name}, {report.period_label}."
    return plain(name, sentence)


def award_summary(report: Report, counts: pd.DataFrame) -> Part:
    """What was awarded, one sentence per level, each form with its recipients."""
    name = "award_summary"
    if counts.empty:
        return no_figures(name, report, "số liệu khen thưởng")
    opening = f"Trong {report.period_label}, {report.unit.name} được ghi nhận kết quả khen thưởng như sau:"
    lines = [
        f"- **{get_level(str(level)).name_vi}:** {_level_words(rows, report)}."
        for level, rows in counts.groupby("level", sort=False)
    ]
    return prose(name, "\n".join([opening, "", *lines]))


def _level_words(rows: pd.DataFrame, report: Report) -> str:
    regime = report.regime
    # A form of which nothing was awarded stands in the table, as 0.
    given = rows[~(rows["total"] == 0).fillna(False)]
    if given.empty:
        return "không có trường hợp nào"
    return "; ".join(
        f"{award_name(row['award'], row['award_type'], regime=regime)} cho {_recipients(row)}"
        for _, row in given.iterrows()
    )


def _recipients(row: pd.Series) -> str:
    known = [(kind, row[kind]) for kind in KINDS if pd.notna(row[kind]) and row[kind] > 0]
    if pd.isna(row["total"]):
        return "đối tượng chưa có số liệu"
    if row["other_kind"]:
        return counted(int(row["total"]), row["other_kind"], row["count_unit"])
    return ", ".join(counted(int(count), kind, row["count_unit"]) for kind, count in known)


def nominations(report: Report, rows: pd.DataFrame) -> Part:
    """What was proposed to a higher level, told apart from what was awarded."""
    name = "nominations"
    if rows.empty:
        return no_figures(name, report, "số liệu đề nghị cấp trên khen thưởng")
    items = _recognitions(rows, report)
    return plain(name, f"Đã đề nghị hoặc cử lên cấp trên, chưa tính vào kết quả khen thưởng: {items}.")


def honoured(report: Report, rows: pd.DataFrame) -> Part:
    """What was honoured at a conference, told apart from what was awarded by decision."""
    name = "honoured"
    if rows.empty:
        return no_figures(name, report, "số liệu biểu dương tại hội nghị")
    items = _recognitions(rows, report)
    return plain(name, f"Ghi nhận tại hội nghị, không cộng vào kết quả khen thưởng: {items}.")


def _recognitions(rows: pd.DataFrame, report: Report) -> str:
    items = []
    for (award, award_type), same in rows.groupby(["award", "award_type"], sort=False):
        counts = [
            counted(int(count), str(kind), str(unit))
            for count, kind, unit in same[["count", "recipient_kind", "count_unit"]].itertuples(index=False)
        ]
        items.append(f"{award_name(str(award), str(award_type), regime=report.regime)}: {', '.join(counts)}")
    return "; ".join(items)


def cap_sentence(ratio: RatioToCap, *, regime: str) -> str:
    """Fighters among advanced workers against the cap in force, with the interval and no verdict beyond it."""
    award = award_name(ratio.award, regime=regime)
    whole = award_name(ratio.of_award, regime=regime)
    # "15,0%, above the cap of 15%" would contradict itself: a second decimal tells them apart.
    share = ratio.share.share
    limit = ratio.cap.limit_percent / 100 if ratio.cap else None
    is_close = share is not None and limit is not None and share != limit and vi_percent(share) == vi_percent(limit)
    sentence = f"{award} bằng {share_words(ratio.share, of=f' số {whole}', decimals=2 if is_close else 1)}"
    if ratio.share.share is None:
        return f"{sentence}."
    if ratio.cap is None:
        return f"{sentence}; tại thời điểm cuối kỳ không có mức trần áp dụng."
    cap = vi_percent(ratio.cap.limit_percent / 100, decimals=0)
    side = "không vượt" if ratio.is_within else "vượt"
    return f"{sentence}, {side} mức trần {cap} ({ratio.cap.legal_basis})."


def ratio_to_cap(report: Report, ratio: RatioToCap | None) -> Part:
    """The sentence on the cap, or that the figures for it are not there."""
    name = "ratio_to_cap"
    if ratio is None:
        return no_figures(
            name, report, "đủ số liệu phù hợp về Chiến sĩ thi đua cơ sở và Lao động tiên tiến để tính tỷ lệ"
        )
    note = ""
    if "+" in ratio.of_award:
        note = (
            " Nguồn công bố gộp Lao động tiên tiến với Chiến sĩ tiên tiến, "
            "nên tỷ lệ so với riêng Lao động tiên tiến có thể cao hơn."
        )
    return plain(name, cap_sentence(ratio, regime=report.regime) + note)


def class_summary(report: Report, shares: list[ClassShare]) -> Part | None:
    """Who the commended individuals are: managers against direct workers, each with its interval."""
    name = "class_summary"
    if not shares:
        return None
    sentences = []
    for award in dict.fromkeys(item.award for item in shares):
        items = [
            f"{lower_first(get_recipient_class(item.recipient_class).name_vi)} chiếm {share_words(item.share)}"
            for item in shares
            if item.award == award
        ]
        name_of_award = award_name(award, regime=report.regime)
        sentences.append(f"Trong số cá nhân được tặng {name_of_award}, {'; '.join(items)}.")
    sentence = " ".join(sentences)
    if any(item.derived for item in shares):
        sentence += " Số liệu có ghi chú “suy ra” được tính từ hai số công bố khác."
    return plain(name, sentence)


def part_of_stage(report: Report, compared: YearInStage | None) -> Part | None:
    """Which forms one year of a stage gave more or less of than an even spread would."""
    name = "part_of_stage_summary"
    if compared is None or compared.rows.empty:
        return None
    even = vi_percent(1 / compared.stage_years, decimals=0)
    sentence = f"Nếu chia đều, mỗi năm chiếm {even} của {compared.stage} ({compared.stage_years} năm)."
    enough = compared.rows[compared.rows["stage"] >= TOO_FEW].sort_values("share", kind="stable")
    if len(enough) < 2:
        return plain(name, sentence)
    low, top = enough.iloc[0], enough.iloc[-1]
    return plain(
        name,
        f"{sentence} Số của {compared.year} chiếm tỷ trọng cao nhất ở {_family_words(top)}, "
        f"và thấp nhất ở {_family_words(low)}.",
    )


def family_name(family: str, kind: str) -> str:
    """A family of forms and who receives it: "Huân chương Lao động, tập thể"."""
    names = [_family_word(code) for code in family.split("+")]
    return f"{', '.join(names)}, {kinds_name(kind)}"


def _family_word(family: str) -> str:
    """The name of a family of forms, without the class of its first: "Huân chương Độc lập"."""
    first = next(award for award in awards() if family in (award.family, award.code))
    return first.name_vi.split(" hạng ")[0]


def _family_words(row: pd.Series) -> str:
    award = family_name(row["family"], row["recipient_kind"])
    share = vi_share_of(int(row["year"]), int(row["stage"]), small=TOO_FEW)
    return f"{award}, {share}"


def honoured_summary(report: Report, share: Share | None) -> Part:
    """How many of the commended models were honoured at the conference."""
    name = "honoured_summary"
    if share is None:
        return no_figures(name, report, "số liệu phù hợp về điển hình tiên tiến được khen thưởng và được vinh danh")
    fraction = f"{vi_count(share.part)} trong {vi_count(share.whole)}"
    percent = "" if share.whole < TOO_FEW or share.share is None else f", bằng {vi_percent(share.share)}"
    return plain(
        name,
        f"Số gương điển hình được vinh danh là {fraction} điển hình được tặng Bằng khen{percent}. "
        "Số được vinh danh là một phần của số được tặng Bằng khen, không cộng thêm.",
    )


def comparison(report: Report) -> Part:
    """Whether the same period before can be compared, and with what."""
    before = report.period.comparison()
    label = before.label(report.basis)
    if with_status(report.facts_in(before), "awarded").empty:
        return plain("comparison", f"Bộ số liệu không có số liệu {label} nên báo cáo không so sánh với kỳ trước.")
    return plain("comparison", f"Kỳ so sánh là {label}.")
