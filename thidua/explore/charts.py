"""Any frame as a chart of the house: bars, lines over years, slopes between two periods, dots with intervals, parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from thidua.errors import ConfigError
from thidua.explore.shown_frame import Shown, checked_frame, language_of, name_of, said_of, shown_columns
from thidua.explore.tables import table_of, texts_of
from thidua.present.chart import Chart
from thidua.present.keyed import DECIMALS
from thidua.present.language import tr, tr_count, written_in
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, write_number, write_percent
from thidua.present.part import Part, empty
from thidua.present.printed import cell_text
from thidua.registry.lookup import look_up

ChartKind = Literal["bars", "lines", "slope", "dots", "parts"]

MOST_ROWS = 30
"""More rows than this have no room on a page."""
_MOST_PANELS = {"bars": 4, "lines": 12, "parts": 6}
_TOLD = 12
"""The words beside a chart tell so many rows; the table behind it has all."""


def chart(
    frame: Any,
    title: str,
    *,
    kind: ChartKind = "bars",
    name: str = "",
    titles: Mapping[str, str] | None = None,
    percent: str | Collection[str] = (),
    notes: str | Iterable[str] = (),
    source: str = "",
    illustrative: bool | None = None,
    of: Any = None,
) -> Chart | Part:
    """Make a chart of the house out of any frame: its first column of text names the rows, numbers are drawn.

    Parameters
    ----------
    frame, title, name, titles, percent, notes, source, illustrative, of
        As in `thidua.explore.tables.table`.
    kind
        "bars": a bar for each number, a panel for each column. "lines": a panel for each column of numbers, the rows
        are years. "slope": two columns of numbers, before and now. "dots": one column of numbers, or three: value, low
        and high end of its interval. "parts": bars of 100 %, the columns are the parts.

    Returns
    -------
    Chart or Part
        A part that says so where no number is known.

    Raises
    ------
    ConfigError
        If the frame cannot be drawn so; one line says why and what to write.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Huyện": ["Ba Bể", "Na Rì"], "count": [34, None]})
    >>> chart(frame, "Giấy khen của hai huyện").alt
    'Biểu đồ cột ngang: Ba Bể 34; Na Rì ….'
    """
    draw = look_up("kind of chart", kind, _FORMS)
    checked = checked_frame(frame)
    with written_in(language_of(checked, of)):
        called = name_of(title, name)
        said = said_of(checked, of, source, illustrative)
        columns = shown_columns(checked, titles, percent) if len(checked) else ()
        label, values = _parted(columns)
        if not any(number is not None for column in values for number in column.numbers):
            return empty(called, tr("{title}: chưa có số liệu.", title=printable(title, limit=None)))
        _check(label, values, kind)
        data = table_of((label, *values), title, called, said, notes=texts_of(notes))
        return Chart(draw(label, values), _alt(label, values, kind), replace(data, printed=None))


def _parted(columns: Sequence[Shown]) -> tuple[Shown, tuple[Shown, ...]]:
    """The column that names the rows, and those that are drawn."""
    label = next((one for one in columns if not one.is_number), None)
    values = tuple(one for one in columns if one.is_number)
    if label is None and len(values) > 1:
        # Years as numbers name the rows, and are no amount.
        first, *rest = values
        words = tuple(str(cell) for cell in first.cells)
        label, values = replace(first, show="label", cells=words), tuple(rest)
    return label or Shown("label", "", "label", ()), values


def _check(label: Shown, values: Sequence[Shown], kind: str) -> None:
    if not label.cells:
        raise ConfigError("the frame has no column that names its rows; set one: frame.reset_index()")
    if len(label.cells) > MOST_ROWS:
        raise ConfigError(f"{len(label.cells)} rows have no room in a chart; take at most {MOST_ROWS}: frame.head(…)")
    if kind in _MOST_PANELS and len(values) > _MOST_PANELS[kind]:
        most = _MOST_PANELS[kind]
        raise ConfigError(
            f'{len(values)} columns of numbers have no room in "{kind}"; choose at most {most}: frame[[…]]'
        )
    if len({"decimal" if one.show.startswith(("decimal", "amount")) else one.show for one in values}) > 1:
        raise ConfigError(f"{', '.join(one.name for one in values)}: percentages and counts have no scale in common")


def _write(values: Sequence[Shown]) -> Callable[[float], str]:
    """How the figures of a chart are written."""
    if values[0].show == "percent":
        return write_percent
    decimals = max(DECIMALS.get(one.show, 0) for one in values)
    return lambda value: write_number(value, decimals=decimals)


def _bars(label: Shown, values: Sequence[Shown]) -> str:
    from thidua.present.drawing.bars import Bar, bars_svg

    cells = zip(*(one.cells for one in values), strict=True)
    bars = [Bar(str(words), row) for words, row in zip(label.cells, cells, strict=True)]
    return bars_svg(bars, [one.title for one in values], write=_write(values))


def _lines(label: Shown, values: Sequence[Shown]) -> str:
    from thidua.present.drawing.series import Series, series_svg

    if len(label.cells) < 2:
        raise ConfigError('one row is no line; write kind="bars"')
    series = [Series(one.title, one.numbers) for one in values]
    return series_svg(series, [str(cell) for cell in label.cells], (), write=_write(values))


def _slope(label: Shown, values: Sequence[Shown]) -> str:
    from thidua.present.drawing.slope import Slope, slope_svg

    _expect(values, (2,), "slope", "before and now")
    before, now = values
    rows = zip(label.cells, before.numbers, now.numbers, strict=True)
    slopes = [Slope(str(words), one, other) for words, one, other in rows]
    return slope_svg(slopes, before_title=before.title, after_title=now.title, write=_write(values))


def _dots(label: Shown, values: Sequence[Shown]) -> str:
    from thidua.present.drawing.dots import Dot, dots_svg

    _expect(values, (1, 3), "dots", "the value, or value, low and high")
    columns = [one.numbers for one in values] + [[None] * len(label.cells)] * (3 - len(values))
    write = _write(values)
    dots = []
    for words, value, low, high in zip(label.cells, *columns, strict=True):
        if value is not None and low is not None and high is not None and not low <= value <= high:
            raise ConfigError(f"{words}: {value:g} lies outside of {low:g} to {high:g}; the order is value, low, high")
        dots.append(Dot(str(words), value, low, high, "" if value is not None else MISSING))
    return dots_svg(dots, write=write)


def _parts(label: Shown, values: Sequence[Shown]) -> str:
    from thidua.present.drawing.stack import Stack, stack_svg

    rows = list(zip(*(one.numbers for one in values), strict=True))
    for words, row in zip(label.cells, rows, strict=True):
        if any(number is not None and number < 0 for number in row):
            raise ConfigError(f"{words}: a part is below 0, and 100% has no such part")
    # Of a row with an unknown part it is not known what the whole is: it has no bar.
    stacks = [
        Stack(str(words), [0.0 if None in row else number or 0.0 for number in row], MISSING if None in row else "")
        for words, row in zip(label.cells, rows, strict=True)
    ]
    return stack_svg(stacks, [one.title for one in values], write=_write(values))


def _expect(values: Sequence[Shown], numbers: Sequence[int], kind: str, words: str) -> None:
    if len(values) not in numbers:
        expected = " or ".join(map(str, numbers))
        raise ConfigError(f"{kind}: {len(values)} columns of numbers; expected {expected} ({words}): frame[[…]]")


def _alt(label: Shown, values: Sequence[Shown], kind: str) -> str:
    """What the chart shows, for whoever does not see it."""
    told = []
    for at, words in enumerate(label.cells[:_TOLD]):
        figures = [cell_text(one.cells[at], one.show) for one in values]
        told.append(f"{words} {', '.join(figures)}")
    items = "; ".join(told)
    rest = len(label.cells) - _TOLD
    if rest > 0:
        items = tr_count("{items}; và {number} dòng khác", rest, items=items, number=write_number(rest))
    return {
        "bars": tr("Biểu đồ cột ngang: {items}.", items=items),
        "lines": tr("Biểu đồ đường: {items}.", items=items),
        "slope": tr("Biểu đồ đường dốc: {items}.", items=items),
        "dots": tr("Biểu đồ chấm: {items}.", items=items),
        "parts": tr("Biểu đồ thanh 100%: {items}.", items=items),
    }[kind]


_FORMS = {"bars": _bars, "lines": _lines, "slope": _slope, "dots": _dots, "parts": _parts}
assert set(_FORMS) == set(get_args(ChartKind))
