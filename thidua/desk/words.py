"""The unit's own words about the period: opened or begun, written, and kept if they can be read."""

from __future__ import annotations

import ipywidgets as widgets

from thidua.desk.choice import Choice
from thidua.desk.panel import Panel, button, call_of, words
from thidua.explore.commentary_file import CommentaryFile
from thidua.present.language import tr


class Words(Panel):
    """The Markdown file of one unit and period, as text that one writes in."""

    def __init__(self, choice: Choice) -> None:
        """Offer to open the words of the chosen unit and period."""
        self.choice = choice
        self._file: CommentaryFile | None = None
        with choice.opened.in_force():
            self.open_button = button(tr("Mở hoặc bắt đầu lời văn"), "pencil")
            self.save_button = button(tr("Lưu"), "save")
        self.text_box = widgets.Textarea(rows=18, layout=widgets.Layout(width="100%"))
        self._whose = widgets.HTML()
        super().__init__(widgets.HBox([self.open_button, self.save_button]), self._whose, self.text_box)
        self.open_button.on_click(lambda pressed: self.open())
        self.save_button.on_click(lambda pressed: self.save())
        choice.listen(self._close)

    def open(self) -> None:
        """Open the file of what is chosen now, or begin it."""
        opened = self.choice.opened
        with self.answering(opened) as found:
            self._file = opened.commentary(self.choice.unit, self.choice.period)
            self.text_box.value = self._file.text
            self._show(True)
            state = tr("Tệp đã có.") if self._file.is_there else tr("Tệp chưa có: lưu lần đầu thì tệp được lập.")
            found.append(words(state, str(self._file.path)))

    def save(self) -> None:
        """Keep what is written, if it can be read as a commentary."""
        if self._file is None:
            return
        with self.answering(self.choice.opened) as found:
            self._file = self._file.save(self.text_box.value)
            self.text_box.value = self._file.text
            found.append(words(tr("Đã lưu."), str(self._file.path)))

    def _close(self) -> None:
        """What is written belongs to the unit and period it was opened for: another choice puts it away."""
        whose = (self.choice.unit, self.choice.period)
        if self._file is not None and (self._file.path.stem, self._file.path.parent.name) == whose:
            return
        with self.choice.opened.in_force():
            unsaved = self._file is not None and self.text_box.value != self._file.text
        if unsaved:
            return
        self._file = None
        self._show(False)
        self.show_call(call_of(self.choice.opened, "commentary", *whose))
        self.answer.children = ()

    def _show(self, is_open: bool) -> None:
        self.text_box.layout.display = None if is_open else "none"
        self.save_button.disabled = not is_open
