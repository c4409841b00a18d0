"""What is to be seen at a faulty cell: its colour, and the comment that explains it.

How they are written into a sheet belongs to ``marked_sheet``; the list of all findings to ``result_sheet``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from thidua.intake.cell_names import area_of
from thidua.intake.files.sheet_scan import Place
from thidua.intake.finding import SEVERITY_VI, Finding, Severity

AUTHOR = "thidua"
COLOURS: Mapping[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C"}
"""Of a faulty cell, by severity."""

OURS_BELOW = f"--- {AUTHOR} ---"
"""In a comment: what stands above is the sender's."""

MOST_COMMENTS = 1_000
"""Of a sheet: with many more of them a spreadsheet opens in minutes. Every faulty cell is coloured and listed."""

_LARGEST_AREA = 10_000
_LONGEST_COMMENT = 8_000


@dataclass(slots=True)
class Mark:
    """What was found at one cell."""

    findings: list[Finding] = field(default_factory=list)

    @property
    def severity(self) -> Severity:
        """The worst of what was found."""
        return "error" if any(finding.severity == "error" for finding in self.findings) else "warning"

    @property
    def words(self) -> str:
        """Our part of the cell's comment."""
        said = [f"{SEVERITY_VI[one.severity]} {one.rule}: {one.text}.\nCần sửa: {one.advice}." for one in self.findings]
        return "\n".join([OURS_BELOW, *said])[:_LONGEST_COMMENT]


def marks_of(findings: Iterable[Finding]) -> dict[str, dict[Place, Mark]]:
    """By sheet and cell, what was found there, in the order given; what is about no cell is passed over."""
    marks: dict[str, dict[Place, Mark]] = {}
    for finding in findings:
        for place in places_of(finding.cell):
            marks.setdefault(finding.sheet, {}).setdefault(place, Mark()).findings.append(finding)
    return marks


def places_of(name: str) -> Iterator[Place]:
    """The cells of a name: one, or those of an area, of which a very large one counts as its first."""
    area = area_of(name)
    if area is None:
        return
    if (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1) > _LARGEST_AREA:
        yield area.first_row, area.first_column
        return
    for row in range(area.first_row, area.last_row + 1):
        for column in range(area.first_column, area.last_column + 1):
            yield row, column
