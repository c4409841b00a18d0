"""What was recognised without being awarded: proposed to a higher level, or honoured at a conference."""

from __future__ import annotations

import pandas as pd

from thidua.present.chapter import Chapter
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.part import Part, plain
from thidua.present.words import award_name, counted, no_figures
from thidua.registry import merged_awards


def nominations(report: Known, rows: pd.DataFrame) -> Part:
    """What was proposed to a higher level, told apart from what was awarded."""
    name = "nominations"
    if rows.empty:
        return no_figures(name, report, tr("số liệu đề nghị cấp trên khen thưởng"))
    items = _recognitions(rows, report)
    words = tr("Đã trình hoặc cử lên cấp trên, chưa tính vào kết quả khen thưởng: {items}.", items=items)
    return plain(name, words)


def honoured(report: Known, rows: pd.DataFrame) -> Part:
    """What was honoured at a conference, told apart from what was awarded by decision."""
    name = "honoured"
    if rows.empty:
        return no_figures(name, report, tr("số liệu biểu dương tại hội nghị"))
    items = _recognitions(rows, report)
    return plain(name, tr("Ghi nhận tại hội nghị, không cộng vào kết quả khen thưởng: {items}.", items=items))


def _recognitions(rows: pd.DataFrame, report: Known) -> str:
    items = []
    for (award, award_type), same in rows.groupby(["award", "award_type"], sort=False):
        counts = [
            counted(int(count), str(kind), str(unit))
            for count, kind, unit in same[["count", "recipient_kind", "count_unit"]].itertuples(index=False)
        ]
        form, recipients = award_name(str(award), str(award_type), regime=report.regime), ", ".join(counts)
        # "Đơn vị dự Hội nghị …" is nothing that is given to somebody.
        is_given = all(one.is_award for one in merged_awards(str(award)))
        words = tr("{form} cho {recipients}", form=form, recipients=recipients)
        items.append(words if is_given else f"{form}: {recipients}")
    return "; ".join(items)


class RecognisedChapter(Chapter[None]):
    """What was honoured at a conference or proposed to higher levels, as sources tell it."""

    def honoured(self) -> Part:
        """What was honoured at a conference."""
        return honoured(self.known, self.known.of_status("honoured"))

    def nominations(self) -> Part:
        """What was proposed to higher levels."""
        return nominations(self.known, self.known.of_status("nominated"))
