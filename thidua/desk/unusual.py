"""What is unusual in the period, ranked; a click shows what is behind it."""

from __future__ import annotations

import ast
from typing import Any

import ipywidgets as widgets
import pandas as pd

from thidua.desk.choice import Choice
from thidua.desk.panel import Panel, call_html, call_of, opening, shown, words
from thidua.desk.tables import frame_table, on_row
from thidua.explore.explanation import Explanation
from thidua.explore.opened import OpenedDataset
from thidua.explore.unusual import NAME
from thidua.present.language import named, tr
from thidua.registry import awards


class Unusual(Panel):
    """A ranked table of the period; the detail of a clicked row stands below it."""

    def __init__(self, choice: Choice) -> None:
        """Show what is unusual in the chosen period."""
        super().__init__()
        self.choice = choice
        self.detail = widgets.VBox()
        self.box.children = (*self.box.children, self.detail)
        self._shown = ("", "")
        choice.listen(self.refresh)

    def refresh(self) -> None:
        """Answer for the chosen period; other choices change nothing here."""
        opened, period = self.choice.opened, self.choice.period
        if self._shown == (opened.name, period):
            return
        self._shown = (opened.name, period)
        self.detail.children = ()
        with self.answering(opened) as shown_here:
            self.show_call(call_of(opened, "unusual", period))
            found = opened.unusual(period)
            shown_here.append(words(str(found.attrs.get("words", ""))))
            if found.empty:
                shown_here.append(words(tr("Kỳ này không có gì khác thường trong những gì so được.")))
                return
            shown_here.append(words(tr("Bấm vào một dòng để xem vì sao.")))
            table = frame_table(found[["unit_name", "words"]])
            on_row(table, lambda row: self.explain(str(found["detail"].iloc[row])))
            shown_here.append(table)

    def explain(self, call: str) -> None:
        """Show what is behind a row, which is what its call gives."""
        opened = self.choice.opened
        with self.answering(opened, self.detail) as found:
            found.append(widgets.HTML(call_html(opening(opened) + call.removeprefix(NAME))))
            found += found_shown(value_of(call, opened))


def found_shown(found: Any) -> list[Any]:
    """An answer; of an explanation also the rows that left and came."""
    told = [shown(found)]
    if isinstance(found, Explanation):
        for head, rows in ((tr("Không còn"), found.left), (tr("Mới"), found.came)):
            if len(rows):
                told += [words(head), frame_table(row_words(rows), said=("award", "recipient_kind", "unit"))]
    return told


def row_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of lists as a person reads them: who, what, where, by which decision, in which cell."""
    names = {one.code: named(one) for one in awards()}
    kept = ["recipient", "award", "recipient_kind", "workplace", "decision_no", "decided_on", "count", "where"]
    told = rows[[name for name in kept if name in rows]]
    return told.assign(award=told["award"].map(lambda code: names.get(code, code)))


def value_of(call: str, opened: OpenedDataset) -> Any:
    """What a call of the column ``detail`` gives: questions to the dataset with plain values, and nothing else.

    Raises
    ------
    ValueError
        If it is anything else.
    """

    def value(node: ast.AST) -> Any:
        match node:
            case ast.Constant(value=plain):
                return plain
            case ast.Name(id=name) if name == NAME:
                return opened
            case ast.Attribute(value=of, attr=name) if not name.startswith("_"):
                return getattr(value(of), name)
            case ast.Call(func=asked, args=args, keywords=named):
                return value(asked)(*map(value, args), **{str(one.arg): value(one.value) for one in named})
        raise ValueError(f"{call!r} is no question to a dataset")

    return value(ast.parse(call, mode="eval").body)
