"""The index of measures, read out of their docstrings: what each is called, its definition, unit and source.

A function is a measure of the index if its notes say "In Vietnamese: … Unit: …". What is printed of the index is for
`docs/measures.md`: ``python -m thidua.measures.index`` writes that page to the screen.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import thidua.measures

_SAID = re.compile(r"In Vietnamese: (?P<name>[^.]+(?:\.\d[^.]*)*)\. Unit: (?P<unit>[^.]+(?:\.\d[^.]*)*)\.")
_SOURCE = re.compile(r"Sources?: (?P<source>.+?)\.?(?:\n|$)")
_CODE = re.compile(r"\bK\d\d\b")

_HEAD = """\
# Các chỉ tiêu và phương pháp

What the reports measure, and how: made from the docstrings in `thidua/measures` by `python -m thidua.measures.index`,
so it says what the code says. `help(function)` tells the parameters, what comes back, and an example. How to ask
for them: [cookbook.md](cookbook.md).
"""
_TABLE = ("| chỉ tiêu | definition | unit | source | function |", "|---|---|---|---|---|")


@dataclass(frozen=True)
class Measure:
    """One entry of the index.

    Attributes
    ----------
    function
        Where it stands: "approval.approval", in `thidua.measures`.
    name
        What the office calls it.
    definition, unit, source
        In the words of its docstring.
    codes
        Its numbers in the indicator catalogue: ("K10",); none of a method that serves several.
    """

    function: str
    name: str
    definition: str
    unit: str
    source: str
    codes: tuple[str, ...]


def read_index() -> tuple[Measure, ...]:
    """Every measure that says what it is called: those of the indicator catalogue first, by their numbers.

    Examples
    --------
    >>> [(one.name, one.unit) for one in read_index() if one.function == "approval.approval"]
    [('tỷ lệ đề nghị được quyết định khen', 'per cent of the proposed, with a 95 % interval')]
    """
    found = [measure for function in _functions() if (measure := _measure(function)) is not None]
    return tuple(sorted(found, key=lambda one: (one.codes[:1] or ("Z",), one.function)))


def _functions() -> Iterator[Callable[..., Any]]:
    """The public functions of `thidua.measures`, each where it is defined."""
    for found in pkgutil.iter_modules(thidua.measures.__path__, f"{thidua.measures.__name__}."):
        module = import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == found.name and not name.startswith("_"):
                yield function


def _measure(function: Callable[..., Any]) -> Measure | None:
    text = inspect.getdoc(function) or ""
    # The lines of a paragraph are one; only a blank line ends it.
    paragraphs = "\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    said = _SAID.search(paragraphs)
    if said is None:
        return None
    source = _SOURCE.search(paragraphs)
    definition = paragraphs.splitlines()[0]
    cited = "" if source is None else source["source"]
    module = inspect.getmodule(function)
    told = (definition, cited.partition(";")[0], (module.__doc__ or "").splitlines()[0] if module else "")
    codes = next((tuple(dict.fromkeys(found)) for text in told if (found := _CODE.findall(text))), ())
    return Measure(
        f"{function.__module__.rpartition('.')[2]}.{function.__name__}",
        said["name"],
        re.sub(r" \(K\d\d[^)]*\)", "", definition),
        said["unit"],
        cited.replace("``", "`"),
        codes,
    )


def page() -> str:
    """The index as the Markdown of `docs/measures.md`."""
    index = read_index()
    of_catalogue = [one for one in index if one.codes]
    others = [one for one in index if not one.codes]
    lines = [_HEAD, "## Chỉ tiêu (indicators)", "", *_TABLE, *map(_row, of_catalogue)]
    lines += ["", "## Phương pháp, biểu mẫu (methods and forms)", "", *_TABLE, *map(_row, others)]
    return "\n".join(lines) + "\n"


def _row(measure: Measure) -> str:
    codes = f"{', '.join(measure.codes)}: " if measure.codes else ""
    cells = (f"{codes}{measure.name}", measure.definition, measure.unit, measure.source, f"`{measure.function}`")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    print(page(), end="")
