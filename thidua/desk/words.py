"""The unit's own words about the period: opened or begun, written, and kept if they can be read."""

from __future__ import annotations

import html
from dataclasses import dataclass

import ipywidgets as widgets

from thidua.desk.choice import Choice
from thidua.desk.panel import Panel, button, call_of, words
from thidua.errors import ConfigError
from thidua.explore.commentary_file import CommentaryFile
from thidua.explore.opened import OpenedDataset
from thidua.present.language import tr
from thidua.present.words import unit_name


@dataclass(frozen=True)
class _Open:
    """A file that is open: of which dataset, unit and period, and as it was read."""

    opened: OpenedDataset
    unit: str
    period: str
    file: CommentaryFile

    @property
    def call(self) -> str:
        return call_of(self.opened, "commentary", self.unit, self.period)

    def words(self) -> str:
        """Whose words they are."""
        period = self.opened.one_period(self.period)
        unit = unit_name(self.opened.one_unit(self.unit, period))
        label = period.label(self.opened.dataset.basis, self.opened.lang)
        return tr("{unit}, {period} (bộ số liệu {name})", unit=unit, period=label, name=self.opened.name)


class Words(Panel):
    """The Markdown file of one unit and period, as text that one writes in."""

    def __init__(self, choice: Choice) -> None:
        """Offer to open the words of the chosen unit and period."""
        self.choice = choice
        self._open: _Open | None = None
        with choice.opened.in_force():
            self.open_button = button(tr("Mở hoặc bắt đầu lời văn"), "pencil")
            self.save_button = button(tr("Lưu"), "save")
            self.leave_button = button(tr("Bỏ, không lưu"), "undo")
        self.text_box = widgets.Textarea(rows=18, layout=widgets.Layout(width="100%"))
        self._whose = widgets.HTML()
        buttons = widgets.HBox([self.open_button, self.save_button, self.leave_button])
        super().__init__(buttons, self._whose, self.text_box)
        self.open_button.on_click(lambda pressed: self.open())
        self.save_button.on_click(lambda pressed: self.save())
        self.leave_button.on_click(lambda pressed: self.leave())
        choice.listen(self._close)

    @property
    def is_unsaved(self) -> bool:
        """Whether something is written that no file has."""
        return self._open is not None and self.text_box.value != self._open.file.text

    def open(self) -> None:
        """Open the file of what is chosen now, or begin it; words that are not saved are never put away for it."""
        opened = self.choice.opened
        with self.answering(opened) as found:
            if self._open is not None and self.is_unsaved:
                whose = self._open.words()
                raise ConfigError(tr("Chưa lưu lời văn của {whose}. Hãy lưu, hoặc bỏ, rồi mở tiếp.", whose=whose))
            unit, period = self.choice.unit, self.choice.period
            file = opened.commentary(unit, period)
            self._open = _Open(opened, unit, period, file)
            self.text_box.value = file.text
            self._show()
            state = tr("Tệp đã có.") if file.is_there else tr("Tệp chưa có: lưu lần đầu thì tệp được lập.")
            found.append(words(state, str(file.path)))

    def save(self) -> None:
        """Keep what is written where it was opened, if it can be read as a commentary."""
        if self._open is None:
            return
        of = self._open
        with self.answering(of.opened) as found:
            file = of.file.save(self.text_box.value)
            self._open = _Open(of.opened, of.unit, of.period, file)
            self.text_box.value = file.text
            found.append(words(tr("Đã lưu."), str(file.path)))

    def leave(self) -> None:
        """Put away what is written and not saved, as a person decides."""
        self._open = None
        self._close()

    def _close(self) -> None:
        """What is written belongs to the dataset, unit and period it was opened for: another choice puts it away."""
        choice = self.choice
        chosen = None if choice.is_empty else (choice.opened.name, choice.unit, choice.period)
        is_same = self._open is not None and chosen == (self._open.opened.name, self._open.unit, self._open.period)
        if not is_same and not self.is_unsaved:
            self._open = None
            self.text_box.value = ""
            with self.answering(choice.opened):
                self.show_call("")
                self.show_call(call_of(choice.opened, "commentary", choice.unit, choice.period))
        self._show()

    def _show(self) -> None:
        """Show the text only where a file is open, with whose words they are."""
        self.text_box.layout.display = "none" if self._open is None else None
        self.save_button.disabled = self.leave_button.disabled = self._open is None
        if self._open is None:
            self._whose.value = ""
            return
        with self._open.opened.in_force():
            self._whose.value = f"<b>{html.escape(tr('Lời văn của {whose}', whose=self._open.words()))}</b>"
            self.show_call(self._open.call)
