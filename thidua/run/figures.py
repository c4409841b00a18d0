"""The figures that an executed notebook shows, each with its key, its value as it is printed, and its place.

They are read from what tables, charts and parts carry (`thidua.present.keyed`), never from print. Whether they agree
is for `agreement`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.present.keyed import DECIMALS, Key, written
from thidua.present.part import PART_MIME
from thidua.present.table import TABLE_MIME


@dataclass(frozen=True)
class Figure:
    """One figure as a reader finds it.

    Attributes
    ----------
    key
        What it is.
    value
        A number, or the mark "…" or "–"; a share is a fraction.
    shown, decimals
        How it is printed: "count", "percent" or "decimal".
    place
        Where it stands: "table unit_counts, row Huyện Ba Bể, column total".
    edition
        Of which edition; empty within one.
    """

    key: Key
    value: float | str
    shown: Any
    decimals: int
    place: str
    edition: str = ""

    @property
    def words(self) -> str:
        """The figure as it is printed."""
        return written(self.value, self.shown, self.decimals)

    def __str__(self) -> str:
        """Where it stands, in which edition, and what it shows."""
        where = f"{self.edition}, {self.place}" if self.edition else self.place
        return f"{where} shows {self.words}"


def figures_of(notebook: Mapping[str, Any], *, edition: str = "") -> Iterator[Figure]:
    """Every figure with a key of an executed notebook, in the order of the page.

    Parameters
    ----------
    notebook
        A notebook as nbformat or plain JSON read it.
    edition
        The name of the edition that it is.
    """
    for payload in _payloads(notebook, PART_MIME):
        yield from keyed_figures(payload, edition)
    for payload in _payloads(notebook, TABLE_MIME):
        yield from _of_table(payload, edition)


def unprinted(notebook: Mapping[str, Any]) -> str:
    """A figure that a part claims to tell and whose words do not hold it, in one sentence; empty if there is none.

    Without this, words and keys could part: the keys would agree, and the page say something else.
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            for figure in keyed_figures(data.get(PART_MIME, {})):
                said = data.get("text/plain", "")
                if not is_printed(figure.words, said if isinstance(said, str) else "".join(said)):
                    return f"{figure}, but its words do not: {figure.key}"
    return ""


def is_printed(number: str, text: str) -> bool:
    """Whether a number stands in a text by itself, with or without the zero that running text puts before it.

    >>> is_printed("43", "có 1.043 lượt"), is_printed("3", "có 03 tập thể.")
    (False, True)
    """
    return re.search(rf"(?<![\d.,])0?{re.escape(number)}(?!\d|[.,]\d)", text) is not None


def _payloads(notebook: Mapping[str, Any], mime: str) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if payload := output.get("data", {}).get(mime):
                yield payload


def keyed_figures(payload: Mapping[str, Any], edition: str = "") -> Iterator[Figure]:
    """The figures with keys that one part shows, out of what it carries in a notebook."""
    for keyed in payload.get("keyed", []):
        place = f"part {payload['name']}"
        yield Figure(Key(**keyed["key"]), keyed["value"], keyed["show"], keyed["decimals"], place, edition)


def _of_table(resource: Mapping[str, Any], edition: str) -> Iterator[Figure]:
    fields = [each for each in resource["schema"]["fields"] if each.get("key") is not None]
    if not fields:
        return
    first, whole = resource["schema"]["fields"][0]["name"], Key(**resource.get("key", {}))
    kind = "chart" if "alt" in resource else "table"
    own_keys = resource.get("cellKeys") or [{}] * len(resource["data"])
    for said, own, row in zip(resource["rowKeys"], own_keys, resource["data"], strict=True):
        if said is None:
            continue
        of_row = whole | Key(**said)
        for each in fields:
            value, shown = row.get(each["name"], ""), each["show"]
            # A text has no value to compare, and an empty cell shows no figure.
            if value == "" or shown not in DECIMALS:
                continue
            place = f"{kind} {resource['name']}, row {row.get(first, '')}, column {each['name']}"
            key = of_row | Key(**each["key"]) | Key(**own.get(each["name"], {}))
            yield Figure(key, value, shown, DECIMALS[shown], place, edition)
