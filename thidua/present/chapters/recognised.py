"""What was recognised without being awarded: proposed to a higher level, or honoured at a conference."""

from __future__ import annotations

import pandas as pd

from thidua.present.chapter import Chapter
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.part import Part, plain
from thidua.present.words import award_name, counted, lower_first, no_figures, upper_first
from thidua.registry import merged_awards


def nominations(report: Known, rows: pd.DataFrame) -> Part:
    """What was proposed to a higher level, told apart from what was awarded."""
    name = "nominations"
    awards = _that_are(rows, awards=True)
    if awards.empty:
        return no_figures(name, report, tr("số liệu đề nghị cấp trên khen thưởng"))
    items = "; ".join(_recognitions(awards, report))
    return plain(name, tr("Đã trình cấp trên đề nghị tặng {items}.", items=items))


def honoured(report: Known, rows: pd.DataFrame, nominated: pd.DataFrame) -> Part:
    """What was honoured at a conference, and who was sent to one of a higher level; nothing of it is an award."""
    name = "honoured"
    sent = _that_are(nominated, awards=False)
    told = [
        tr("tại hội nghị, {items}", items="; ".join(_recognitions(rows, report))) if not rows.empty else "",
        *_recognitions(sent, report),
    ]
    if not any(told):
        return no_figures(name, report, tr("số liệu biểu dương tại hội nghị"))
    return plain(name, f"{upper_first('; '.join(filter(None, told)))}.")


def _that_are(rows: pd.DataFrame, *, awards: bool) -> pd.DataFrame:
    """The rows of what is given to somebody, or the others: "Đơn vị dự Hội nghị …" is nothing that is given."""
    is_award = rows["award"].map(lambda code: all(one.is_award for one in merged_awards(str(code)))).astype(bool)
    return rows[is_award == awards]


def _recognitions(rows: pd.DataFrame, report: Known) -> list[str]:
    items = []
    for (award, award_type), same in rows.groupby(["award", "award_type"], sort=False):
        counts = [
            counted(int(count), str(kind), str(unit))
            for count, kind, unit in same[["count", "recipient_kind", "count_unit"]].itertuples(index=False)
        ]
        form, recipients = award_name(str(award), str(award_type), regime=report.regime), ", ".join(counts)
        is_given = all(one.is_award for one in merged_awards(str(award)))
        items.append(
            _verb(str(award), recipients)
            or (
                tr("{form} cho {recipients}", form=form, recipients=recipients)
                if is_given
                else tr("{form}: {recipients}", form=lower_first(form), recipients=recipients)
            )
        )
    return items


def _verb(award: str, recipients: str) -> str:
    """What was done for those who received no award: "biểu dương, khen thưởng 31 tập thể"."""
    said = {
        "BD": tr("biểu dương, khen thưởng {recipients}", recipients=recipients),
        "DHTT": tr("vinh danh {recipients}", recipients=recipients),
        "DB": tr("cử {recipients} dự Hội nghị điển hình tiên tiến tỉnh", recipients=recipients),
    }
    return said.get(award, "")


class RecognisedChapter(Chapter[None]):
    """What was honoured at a conference or proposed to higher levels, as sources tell it."""

    def honoured(self) -> Part:
        """What was honoured at a conference."""
        return honoured(self.known, self.known.of_status("honoured"), self.known.of_status("nominated"))

    def nominations(self) -> Part:
        """What was proposed to higher levels."""
        return nominations(self.known, self.known.of_status("nominated"))
