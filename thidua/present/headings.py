"""Headings whose words depend on what a report is about; all others are Markdown of the notebooks."""

from __future__ import annotations

from thidua.present.document import outlook_label
from thidua.present.frame import Blocks
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.markdown import Heading
from thidua.present.members import is_cluster, kinds_of, members_words
from thidua.present.part import Part


def members(report: Known) -> Part:
    """The section on the units beside each other: "So sánh các huyện, thành phố", "So sánh các xã, phường"."""
    name = "heading_members"
    if kinds_of(report, report.members) in ((), ("huyện", "thành phố")):
        return _heading(name, tr("So sánh các huyện, thành phố"))
    return _heading(name, tr("So sánh các {members}", members=members_words(report, 2)))


def block_organisation(report: Known) -> Part:
    """The section on who heads a block or cluster."""
    words = tr("Tổ chức của cụm") if is_cluster(report) else tr("Tổ chức của khối")
    return _heading("heading_block_organisation", words)


def block_points(report: Known) -> Part:
    """The section on the official points of a block or cluster."""
    if is_cluster(report):
        return _heading("heading_block_points", tr("Điểm và xếp hạng theo bảng chấm của cụm"))
    return _heading("heading_block_points", tr("Điểm và xếp hạng theo bảng chấm của khối"))


def outlook(report: Known) -> Part:
    """The section on what is to be done in the period that follows: "Phương hướng, nhiệm vụ 6 tháng cuối năm 2023"."""
    return _heading("heading_outlook", tr("Phương hướng, nhiệm vụ {outlook}", outlook=outlook_label(report)))


def limitations(report: Known) -> Part:
    """The section on limitations: it speaks of causes where the unit's own words do, and of what they tell alone."""
    told = report.commentary.sections
    name, causes = "heading_limitations", told.get("causes") or "nguyên nhân" in told.get("limitations", "").lower()
    if causes:
        return _heading(name, tr("Tồn tại, hạn chế và nguyên nhân"))
    if told.get("difficulties") and not told.get("limitations"):
        return _heading(name, tr("Khó khăn, vướng mắc"))
    return _heading(name, tr("Tồn tại, hạn chế"))


def _heading(name: str, words: str) -> Part:
    """A heading of a section, as Markdown would make it."""
    heading: Heading = {"block": "heading", "level": 2, "inlines": [{"inline": "text", "text": words}]}
    return Blocks(name, (heading,))
