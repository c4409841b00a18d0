"""A preview of the very edition that a schedule would make, for the chosen unit and period."""

from __future__ import annotations

import html
from urllib.parse import quote

import ipywidgets as widgets

from thidua.desk.choice import Choice
from thidua.desk.panel import Panel, button, call_of, dropdown, offer, words
from thidua.present.language import tr
from thidua.run.preview import Preview, kinds_of, link
from thidua.run.reports import read_reports


class Previewing(Panel):
    """A button that makes the preview, which takes as long as the edition."""

    def __init__(self, choice: Choice) -> None:
        """Offer the kinds of report that suit what is chosen."""
        self.choice = choice
        with choice.opened.in_force():
            self.kind_box = dropdown(tr("Loại báo cáo"), [], None)
            self.pdf_box = widgets.Checkbox(description=tr("Cả bản PDF"), value=False, indent=False)
            self.make_button = button(tr("Lập bản xem thử"), "eye")
        super().__init__(self.kind_box, widgets.HBox([self.make_button, self.pdf_box]))
        self.make_button.on_click(lambda pressed: self.make())
        for box in (self.kind_box, self.pdf_box):
            box.observe(lambda change: self._say(), names="value")
        choice.listen(self._offer)

    def make(self) -> None:
        """Make the preview; what is published stays as it is."""
        opened, choice = self.choice.opened, self.choice
        self.make_button.disabled = True
        try:
            with self.answering(opened) as found:
                found.append(words(tr("Đang lập, mất khoảng nửa phút …")))
            with self.answering(opened) as found:
                made = opened.preview(choice.unit, choice.period, self.kind_box.value, self._formats())
                found.append(widgets.HTML(card(made)))
        finally:
            self.make_button.disabled = False

    def _formats(self) -> tuple[str, ...]:
        return ("html", "pdf") if self.pdf_box.value else ("html",)

    def _offer(self) -> None:
        """Offer the kinds that suit, the declared ones first, then every other."""
        opened = self.choice.opened
        with self.answering(opened):
            period = opened.one_period(self.choice.period)
            kinds, _ = kinds_of(opened.dataset, opened.one_unit(self.choice.unit, period), period)
            reports = read_reports(opened.dataset.folder.parent.parent)
            every = [*kinds, *(one for one in reports if one not in kinds)]
            kept = self.kind_box.value if self.kind_box.value in kinds else None
            offer(self.kind_box, [(reports[one].title, one) for one in every if one in reports], kept)
        self._say()

    def _say(self) -> None:
        formats = self._formats() if self.pdf_box.value else None
        opened, choice = self.choice.opened, self.choice
        with opened.in_force():
            asked = [] if choice.is_empty else [choice.unit, choice.period, self.kind_box.value]
            self.show_call(call_of(opened, "preview", *asked, formats=formats) if asked else "")


def card(made: Preview) -> str:
    """What came of a preview, with its pages; JupyterLab serves what lies in the folder of the desk."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in made.lines())
    desk = made.edition.root / "desk"
    links = " · ".join(
        link("/files/" + quote(path.relative_to(desk).as_posix()), extension) for extension, path in made.files.items()
    )
    return f"{paragraphs}<p>{links}</p>"
