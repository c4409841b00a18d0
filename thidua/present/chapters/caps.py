"""Fighters among advanced workers against the cap that the law sets."""

from __future__ import annotations

from thidua.measures.counts import with_status
from thidua.measures.shares import RatioToCap, share_of_advanced
from thidua.present.chapter import Chapter
from thidua.present.figures import Figure, cap_figure, ratio_figures, ratio_percent
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.words import TOO_FEW, award_name, no_figures, share_words

_PARTS_OF_A_YEAR = ("half", "quarter", "month")


def measure(report: Known) -> RatioToCap | None:
    """Fighters among advanced workers; None in a part of a year.

    Both titles are decided once a year, and not by all units in the same half: what stands in one half is a batch of
    some of them, whose ratio says nothing on the cap.
    """
    if report.period.kind in _PARTS_OF_A_YEAR:
        return None
    return share_of_advanced(with_status(report.whole_facts, "awarded"), report.cap_on("CSTDCS"))


def finding(report: Known, ratio: RatioToCap | None) -> Part | None:
    """The sentence on the cap, or that the figures for it are not there; nothing in a part of a year."""
    name = "ratio_to_cap"
    if report.period.kind in _PARTS_OF_A_YEAR:
        return None
    if ratio is None:
        what = tr("đủ số liệu phù hợp về Chiến sĩ thi đua cơ sở và Lao động tiên tiến để tính tỷ lệ")
        return no_figures(name, report, what)
    sentence = cap_sentence(ratio, regime=report.regime)
    if "+" in ratio.of_award:
        merged = tr(
            "Nguồn công bố gộp Lao động tiên tiến với Chiến sĩ tiên tiến, "
            "nên tỷ lệ so với riêng Lao động tiên tiến có thể cao hơn."
        )
        sentence = f"{sentence} {merged}"
    return plain(name, sentence, figures=ratio_figures(report, ratio))


def cap_sentence(ratio: RatioToCap, *, regime: str) -> str:
    """Fighters among advanced workers against the cap in force, and no verdict beyond it.

    A cap is a line of the law, and both counts are all there are: the ratio keeps to it or not, without an interval.
    """
    award = award_name(ratio.award, regime=regime)
    of = tr(" số {form}", form=award_name(ratio.of_award, regime=regime))
    sentence = tr("{form} bằng {share}", form=award, share=_exact_words(ratio, of))
    if ratio.share.share is None:
        return f"{sentence}."
    if ratio.cap is None:
        return tr("{sentence}; tại thời điểm cuối kỳ không có mức trần áp dụng.", sentence=sentence)
    words = {
        "sentence": sentence,
        "cap": write_percent(ratio.cap.limit_percent / 100, decimals=0),
        "basis": ratio.cap.legal_basis,
    }
    if ratio.is_within:
        return tr("{sentence}, không vượt mức trần {cap} ({basis}).", **words)
    return tr("{sentence}, vượt mức trần {cap} ({basis}).", **words)


def _exact_words(ratio: RatioToCap, of: str) -> str:
    """The ratio with what it is made of: "13,4% số Lao động tiên tiến (70/521)"."""
    share = ratio.share
    if share.share is None or share.whole < TOO_FEW:
        return share_words(share, of=of)
    fraction = f"{write_number(share.part)}/{write_number(share.whole)}"
    return tr("{percent}{of} ({fraction})", percent=ratio_percent(ratio), of=of, fraction=fraction)


class CapsChapter(Chapter[RatioToCap | None], measure=measure, finding=finding):
    """Titles that may be given to no more than a part of others, against their cap."""

    def figure(self) -> Figure | None:
        """A headline figure of the ratio, with the cap in force."""
        return cap_figure(self.known, self.measured)
