"""The figure that a person asks about: its text, a row of `facts`, or unit, period and form by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from thidua.errors import ConfigError
from thidua.explore.codes import CODED, codes_meant
from thidua.explore.figure import REST, Figure
from thidua.explore.names import asked_awards, statuses_meant
from thidua.facts.columns import COUNT_UNITS
from thidua.present.words import lower_first
from thidua.registry import fold, levels, quoted
from thidua.registry.lookup import did_you_mean, nearest
from thidua.speech import say

if TYPE_CHECKING:
    from thidua.explore.opened import OpenedDataset

_NAMES = ("unit", "period", "status", "recipient_kind")
_PARTS = tuple(each.name for each in fields(Figure) if each.name not in ("what", "whose", "when"))


def figure_asked(opened: OpenedDataset, figure: Any, said: dict[str, Any]) -> Figure:
    """The figure that is meant by a text, a row of `facts`, or by unit, period and what else tells it apart.

    Raises
    ------
    ConfigError
        If it is none of these; says what to write.
    """
    if figure is None and said:
        return _of_names(opened, said)
    if said:
        raise ConfigError(f"a figure, or {', '.join(said)}: write one of the two")
    if isinstance(figure, Figure):
        return figure
    if isinstance(figure, pd.DataFrame) and len(figure) == 1:
        figure = figure.iloc[0]
    if isinstance(figure, pd.Series):
        _check_source(opened, figure)
        figure = figure.get("figure")
    if isinstance(figure, str):
        return Figure.parse(figure)
    raise ConfigError(
        f"{type(figure).__name__} is no figure; write the text in the column figure of facts(), one row of it, "
        'or unit="Ba Bể", period="2023-H1", award="BKT"'
    )


def _check_source(opened: OpenedDataset, row: pd.Series[Any]) -> None:
    """Refuse a row of another dataset: the text of a figure names none, and its number here is another."""
    settings = opened.dataset.settings
    titles = [lower_first(title) for title in (settings.title, settings.title_en) if title]
    source = row.attrs.get("source")
    # A dataset with files that came today is the same one, and its title says which.
    if source and not any(source.startswith(title) or title.startswith(source) for title in titles):
        raise ConfigError(
            f"this row is of another dataset ({source}) and is asked of {opened.name}; ask the one that gave it, or "
            "this one by unit, period and award"
        )


def _of_names(opened: OpenedDataset, said: dict[str, Any]) -> Figure:
    """The figure of a unit and period, each written as people do."""
    for name in said:
        if name not in (*_NAMES, *_PARTS):
            hint = did_you_mean(nearest(name, (*_NAMES, *_PARTS), count=1, cutoff=0.5))
            expected = "; " + say("hãy ghi một trong {values}", values=", ".join((*_NAMES, *_PARTS)))
            raise ConfigError(say("một số không có {name}", name=quoted(name)) + (hint or expected))
    if lacking := [name for name in ("unit", "period") if said.get(name) is None]:
        raise ConfigError(f'a figure needs {" and ".join(lacking)}: unit="Ba Bể", period="2023-H1", award="BKT"')
    period = opened.one_period(said["period"])
    parts = {name: said[name] for name in _PARTS if said.get(name) is not None}
    if "recipient_kind" in said:
        parts["kind"] = said["recipient_kind"]
    if "award" in parts:
        parts["award"] = _one_award(parts["award"])
    parts = {name: _code(name, value) for name, value in parts.items()}
    (status,) = statuses_meant(said.get("status") or "awarded")
    return Figure(what=status, whose=opened.one_unit(said["unit"], period).id, when=str(period), **parts).checked()


def _code(name: str, value: Any) -> Any:
    """The code of a part that people write as a word: "tập thể", "chuyên đề", "cấp huyện", "lượt"."""
    if not isinstance(value, str):
        raise ConfigError(f"{name} is {quoted(value)}; write a text")
    if name in _WORDS:
        return _WORDS[name]().get(fold(value), value)
    column = "recipient_kind" if name == "kind" else name
    if column not in CODED or "+" in value or value in ("", REST):
        return value
    codes = codes_meant(column, value)
    if column == "recipient_class":
        # A coarse class means those that it holds as well where rows are looked for; a figure is of itself.
        codes = codes & {value} or codes
    if len(codes) != 1:
        raise ConfigError(f"{quoted(value)} may be {', '.join(sorted(codes))}; write one of them")
    return next(iter(codes))


_WORDS: dict[str, Callable[[], dict[str, str]]] = {
    "level": lambda: {fold(name): one.code for one in levels() for name in (one.code, one.name_vi, one.name_en)},
    "count_unit": lambda: {fold(word): code for code, word in COUNT_UNITS.items()},
}


def _one_award(text: Any) -> str:
    """The code of the one form that a text means; a merged figure is named by its own code."""
    codes = asked_awards(text)[0]
    merged = "+".join(codes)
    if len(codes) > 1 and text != merged:
        raise ConfigError(f"{quoted(text)} may be {', '.join(codes)}; write one of them")
    return merged
