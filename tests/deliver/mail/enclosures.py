"""Editions as they are kept after a run, small: an executed notebook with the parts that a mail reads, and files."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.conftest import REPOSITORY
from tests.export.workbooks import letterhead
from thidua.deliver.allowed import stable_address
from thidua.deliver.mail.writing.enclosures import Enclosure
from thidua.deliver.packs import file_title
from thidua.deliver.settings import MailSettings, PublishSettings, RecipientSettings
from thidua.present.chart import Chart
from thidua.present.drawing.bars import Bar, bars_svg
from thidua.present.frame import Headline, HeadlineFigure
from thidua.present.keyed import Keyed
from thidua.present.names import OVERVIEW
from thidua.present.numbers import write_number
from thidua.present.part import Part, plain, with_summary
from thidua.present.table import Column, Row, Table
from thidua.run.plan import Edition, plan_editions

PACK = "illustrative/2023-H1"
NOW = datetime(2023, 7, 3, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MAIL = MailSettings(
    sender="Ban Thi đua - Khen thưởng tỉnh Bắc Kạn <ban.tdkt@backan.example>",
    operator="quantri@backan.example",
    server="mail.backan.example",
)
PUBLISH = PublishSettings(address="https://tdkt.backan.example/tai-lieu")
HANG = RecipientSettings(name="Bà Nguyễn Thị Hằng", address="hang@backan.example", role="leader", units=("all",))

FIGURES = (
    {"value": "1.566", "label": "lượt khen thưởng", "qualification": "tăng 55 (3,6%), trong mức dao động ngẫu nhiên"},
    {"value": "63,0%", "label": "người trực tiếp lao động", "qualification": "179/284; khoảng tin cậy 95%: 57,3–68,4%"},
)
ASSESSMENT = (
    "Trong 6 tháng đầu năm 2023, tỉnh Bắc Kạn khen thưởng 1.566 lượt tập thể, cá nhân. Tổng số cơ bản ổn định so với "
    "cùng kỳ; Giấy khen tăng rõ. Đến thời điểm báo cáo, huyện Na Rì chưa gửi danh sách quyết định."
)
"""The overall assessment on the first page."""
ALT = "Biểu đồ cột: huyện Ba Bể 121 lượt; huyện Na Rì 100 lượt."


def chart() -> Chart:
    """Two bars, drawn as every chart of a report is."""
    svg = bars_svg([Bar("Ba Bể", [121]), Bar("Na Rì", [100])], ["Lượt"], write=write_number)
    columns = (Column("unit", "Đơn vị", "label"), Column("count", "Lượt"))
    rows = (Row({"unit": "Ba Bể", "count": 121}), Row({"unit": "Na Rì", "count": 100}))
    return Chart(svg, ALT, Table("unit_chart", "Lượt khen thưởng theo đơn vị", columns, rows))


def write_notebook(
    path: Path,
    *,
    figures: tuple[dict[str, str], ...] = FIGURES,
    assessment: str = ASSESSMENT,
    verdict: str = "ready",
    picture: Chart | None = None,
    illustrative: bool = True,
    lang: str = "vi",
    keyed: tuple[Keyed, ...] = (),
) -> Path:
    """An executed notebook that shows a letterhead, the overall assessment, headline figures, a chart and a finding."""
    shown: list[Any] = [letterhead(lang, subject="Sơ kết công tác thi đua, khen thưởng", illustrative=illustrative)]
    shown += [with_summary(plain(OVERVIEW, assessment), assessment)] if assessment else []
    shown += [Headline("headline", tuple(HeadlineFigure(**each) for each in figures), keyed=keyed)] if figures else []
    shown += [picture] if picture else []
    shown += [plain("changes_finding", "Câu này không vào thư.")]
    cells = [new_code_cell("hiện", outputs=[new_output("display_data", data=bundle(each))]) for each in shown]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata={"thidua": {"verdict": verdict}}), path)
    return path


def bundle(part: Any) -> dict[str, Any]:
    """What a part displays, without the HTML that a mail does not read."""
    if isinstance(part, Part):
        return {"application/vnd.thidua.part+json": part.payload(), "text/plain": part.text}
    return dict(part._repr_mimebundle_())


def edition(root: Path, unit: str, kind: str) -> Edition:
    """A declared edition of the illustrative half year, its files below another root."""
    found = plan_editions(REPOSITORY, dataset="illustrative", period="2023-H1", unit=unit, kind=kind)[0]
    return replace(found, root=root)


def enclosure(
    root: Path, unit: str = "huyen-ba-be", kind: str = "district", *, size: int = 3000, revision: int = 1, **more: Any
) -> Enclosure:
    """A revision with a PDF of this size, released and shown; ``more`` (not ``earlier`` and the like): its notebook."""
    own = {name: more.pop(name) for name in ("earlier", "changed", "title") if name in more}
    kept = edition(root, unit, kind)
    folder = kept.folder / "revisions" / str(revision)
    notebook = write_notebook(folder / f"{kept.name}.ipynb", **more)
    pdf = folder / f"{kept.name}.pdf"
    pdf.write_bytes(b"%PDF " + bytes(index * 7 % 251 for index in range(size - 5)))
    shown = root.joinpath("public", *stable_address(kept, "pdf"))
    shown.parent.mkdir(parents=True, exist_ok=True)
    shown.write_bytes(pdf.read_bytes())
    return Enclosure(kept, revision, notebook, {"pdf": pdf}, **{"title": file_title(kept), **own})
