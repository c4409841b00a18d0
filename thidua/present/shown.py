"""What a notebook shows, read back: one typed thing for each output, made again from what it carries.

Whoever needs what an edition shows, to print it, check it, release it or mail it, reads these and no dictionaries, so
that a name that is no more is an error and no empty page. `payload()` of each writes it; `parse` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from thidua.errors import NotebookError
from thidua.present.chart import CHART_MIME, Chart
from thidua.present.frame import Annex, Blocks, Headline, Letterhead, Signature
from thidua.present.keyed import Keyed
from thidua.present.part import PART_MIME, Part, Prose
from thidua.present.table import TABLE_MIME, Table

Shown = Letterhead | Headline | Prose | Blocks | Annex | Signature | Table | Chart
"""Everything that a report shows; each has a ``kind`` and a ``name``."""

PARTS: dict[str, type[Letterhead | Headline | Prose | Blocks | Annex | Signature]] = {
    each.kind: each for each in (Letterhead, Headline, Prose, Blocks, Annex, Signature)
}
"""The parts by the word that their payload has for them."""


def parse(bundle: Mapping[str, Any]) -> Shown | None:
    """The thing that an output of a cell shows; None if it is none of ours.

    Parameters
    ----------
    bundle
        What the output carries, by MIME type, as `_repr_mimebundle_` gave it.

    Raises
    ------
    NotebookError
        If it says it is one of ours and is not: names it, and says what is wrong.

    Notes
    -----
    What an earlier program did not tell yet may be lacking: kept revisions of editions stay readable.
    """
    said = bundle.get(PART_MIME) or bundle.get(TABLE_MIME)
    if not said:
        return None
    try:
        if PART_MIME in bundle:
            return _part(said)
        return (
            Chart.parse(bundle[CHART_MIME], said, bundle["text/plain"]) if CHART_MIME in bundle else Table.parse(said)
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        name = said.get("name", "") if isinstance(said, Mapping) else ""
        raise NotebookError(f"shows something this program cannot read: {name}: {_told(problem)}") from problem


def shown_by(notebook: Mapping[str, Any]) -> Iterator[Shown]:
    """Everything of ours that an executed notebook shows, in the order of its cells.

    Parameters
    ----------
    notebook
        As nbformat or plain JSON read it.

    Raises
    ------
    NotebookError
        As `parse`.
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if (shown := parse(output.get("data", {}))) is not None:
                yield shown


def _part(payload: Mapping[str, Any]) -> Letterhead | Headline | Prose | Blocks | Annex | Signature:
    kind = payload["part"]
    if kind not in PARTS:
        raise ValueError(f"a part of the kind {kind!r}; expected one of {', '.join(PARTS)}")
    return PARTS[kind].of_content(payload, tuple(map(Keyed.parse, payload.get("keyed", ()))))


def _told(problem: Exception) -> str:
    return f"it lacks {problem}" if isinstance(problem, KeyError) else str(problem)


__all__ = ["PARTS", "Part", "Shown", "parse", "shown_by"]
