"""What a person chooses once for the whole desk: dataset, units, period, comparison, measure, breakdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from thidua.desk.panel import LABEL, WIDE, dropdown, offer, refusal
from thidua.errors import ConfigError, ReportError
from thidua.explore.opened import OpenedDataset, datasets, open_named
from thidua.explore.sums import BY
from thidua.present.language import named, tr
from thidua.present.words import upper_first
from thidua.registry import Period, fold, get_unit, statuses, strip_accents

ROWS = 6
"""Units that are seen at once in their list."""

BEFORE = "before"
"""The comparison that goes with the period: the same period before."""


class Choice:
    """The choices of a desk; whoever listens is told when one changes.

    Attributes
    ----------
    opened
        The dataset that is chosen.
    """

    def __init__(self, dataset: str, units: list[str], period: str, *, lang: str, root: Path | None) -> None:
        self.lang, self.root = lang, root
        self.opened: OpenedDataset = open_named(dataset, lang=lang, root=root)
        self._listeners: list[Callable[[], None]] = []
        self._is_quiet = False
        with self.opened.in_force():
            names = [(name, name) for name in datasets(root)]
            self.dataset_box = dropdown(tr("Bộ số liệu"), names, dataset)
            self.search_box = widgets.Text(description=tr("Tìm đơn vị"), placeholder="ba be", layout=WIDE)
            self.units_box = widgets.SelectMultiple(description=tr("Đơn vị"), rows=ROWS, layout=WIDE)
            self.period_box = dropdown(tr("Kỳ"), [], None)
            self.compared_box = dropdown(tr("So với"), [], None)
            self.measure_box = dropdown(tr("Số được đếm"), _measures(), "awarded")
            self.breakdown_box = dropdown(tr("Chia theo"), _breakdowns(), "award")
            for box in (self.search_box, self.units_box):
                box.style = LABEL
            self._offer(self.opened, units, period)
            self._add(units)
        self.refused = widgets.VBox()
        """Where it is said why a dataset cannot be chosen."""
        self.dataset_box.observe(self._on_dataset, names="value")
        self.search_box.observe(self._on_search, names="value")
        self.period_box.observe(self._on_period, names="value")
        for box in (self.units_box, self.compared_box, self.measure_box, self.breakdown_box):
            box.observe(self._on_change, names="value")

    @property
    def is_empty(self) -> bool:
        """Whether no unit is chosen."""
        return not self.units_box.value

    @property
    def units(self) -> list[str]:
        """The ids of the chosen units, one or more.

        Raises
        ------
        ConfigError
            If none is chosen: whoever answers says so, and shows nobody's figures.
        """
        if self.is_empty:
            raise ConfigError(tr("Chọn một đơn vị ở trên."))
        return list(self.units_box.value)

    @property
    def unit(self) -> str:
        """The id of the first of them."""
        return str(self.units[0])

    @property
    def period(self) -> str:
        """The chosen period as it is written: "2023-H1"."""
        return str(self.period_box.value)

    @property
    def compared(self) -> str:
        """The period that it is compared with, as it is written."""
        if self.compared_box.value == BEFORE:
            return str(Period.parse(self.period).comparison())
        return str(self.compared_box.value)

    @property
    def measure(self) -> str:
        """The status that is counted: "awarded"."""
        return str(self.measure_box.value)

    @property
    def breakdown(self) -> str | None:
        """The column that figures are told apart by; None for every figure as it is."""
        return str(self.breakdown_box.value) if self.breakdown_box.value else None

    def box(self) -> Any:
        """What a cell shows: all choices, side by side where there is room."""
        left = widgets.VBox([self.dataset_box, self.refused, self.search_box, self.units_box])
        right = widgets.VBox([self.period_box, self.compared_box, self.measure_box, self.breakdown_box])
        return widgets.HBox([left, right], layout=widgets.Layout(flex_flow="row wrap"))

    def listen(self, told: Callable[[], None]) -> None:
        """Be told of every change, and at once."""
        self._listeners.append(told)
        told()

    def choose(self, *, units: list[str] | None = None, period: str | None = None) -> None:
        """Choose as a person would; listeners are told once."""
        self._is_quiet = True
        try:
            if units is not None:
                self.search_box.value = ""
                self.units_box.value = tuple(units)
            if period is not None:
                self.period_box.value = period
                with self.opened.in_force():
                    self._offer_compared()
        finally:
            self._is_quiet = False
        self._tell()

    def _offer(self, opened: OpenedDataset, units: list[str], period: str) -> None:
        """Offer what a dataset has, keeping what was chosen where it still is; what fails, fails before anything is."""
        found, periods = opened.units(), _known(opened, period)
        basis = opened.dataset.basis
        self._units = [(upper_first(name), code) for name, code in zip(found["name"], found["unit"], strict=True)]
        self._periods = [(upper_first(one.label(basis, self.lang)), str(one)) for one in periods]
        self.search_box.value = ""
        # Where none of them is here, nobody is chosen: another's figures were not asked for.
        self._list(self._units, [code for _, code in self._units if code in units])
        offer(self.period_box, self._periods[::-1], period)
        self._offer_compared()

    def _add(self, units: list[str]) -> None:
        """Offer units that were asked for by name as well, whether anything is known of them or not."""
        there = {code for _, code in self._units}
        self._units += [(upper_first(named(get_unit(one))), one) for one in units if one not in there]
        self._list(self._units, units)

    def _list(self, offered: list[tuple[str, str]], chosen: Sequence[str]) -> None:
        """List units, some of them chosen."""
        # The page looks for what is chosen in whatever list it has: a shorter one may not have its places.
        self.units_box.value = ()
        self.units_box.options = offered
        self.units_box.value = tuple(chosen)

    def _offer_compared(self) -> None:
        first = (tr("Cùng kỳ trước"), BEFORE)
        others = [(label, code) for label, code in self._periods[::-1] if code != self.period_box.value]
        offer(self.compared_box, [first, *others], self.compared_box.value)

    def _on_dataset(self, change: dict[str, Any]) -> None:
        """Go over to another dataset; one that cannot be opened is refused, and its name does not stay in the box."""
        if self._is_quiet:
            return
        self._is_quiet = True
        self.refused.children = ()
        before = self.opened
        try:
            with before.in_force():
                opened = open_named(change["new"], lang=self.lang, root=self.root)
            with opened.in_force():
                self._offer(opened, list(self.units_box.value), self.period)
            self.opened = opened
        except ReportError as problem:
            self.refused.children = (refusal(str(problem)),)
        finally:
            # Whatever went wrong, the box names the dataset whose figures are shown.
            self.dataset_box.value = self.opened.name
            self._is_quiet = False
        if self.opened is not before:
            self._tell()

    def _on_search(self, change: dict[str, Any]) -> None:
        """Narrow the list of units; what is chosen stays in it."""
        if self._is_quiet:
            return
        wanted = strip_accents(fold(change["new"]))
        chosen = self.units_box.value
        kept = [one for one in self._units if wanted in strip_accents(fold(one[0])) or one[1] in chosen]
        self._is_quiet = True
        try:
            self._list(kept, chosen)
        finally:
            self._is_quiet = False

    def _on_period(self, change: dict[str, Any]) -> None:
        if self._is_quiet:
            return
        self._is_quiet = True
        try:
            with self.opened.in_force():
                self._offer_compared()
        finally:
            self._is_quiet = False
        self._tell()

    def _on_change(self, change: dict[str, Any]) -> None:
        if not self._is_quiet:
            self._tell()

    def _tell(self) -> None:
        for told in self._listeners:
            told()


def _known(opened: OpenedDataset, asked: str) -> list[Period]:
    """What can be asked about: the periods of figures, both halves of their years, what is declared or asked.

    A list of decisions has days and no period: its halves are not named by any figure.
    """
    dataset = opened.dataset
    found = {Period.parse(asked), *(Period.parse(one) for one in opened.periods()["period"])}
    found |= {one for each in dataset.settings.editions for one in each.periods}
    found |= {Period.parse(f"{one.year}-{half}") for one in found if one.kind != "stage" for half in ("H1", "H2")}
    return sorted(found, key=lambda one: (one.first_day(dataset.basis), one.last_day(dataset.basis)))


def _measures() -> list[tuple[str, str]]:
    return [(upper_first(named(one)), one.code) for one in statuses()]


def _breakdowns() -> list[tuple[str, str]]:
    words = {
        "award": tr("Danh hiệu, hình thức"),
        "level": tr("Cấp"),
        "authority": tr("Người ký"),
        "recipient_kind": tr("Đối tượng"),
        "recipient_class": tr("Thành phần"),
        "award_type": tr("Loại hình"),
    }
    return [*((words[name], name) for name in BY), (tr("Từng số liệu"), "")]
