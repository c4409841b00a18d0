"""A figure over the revisions of the editions that print it: what it was, since when, and whether that was released."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from thidua.explore.figure import Figure as Asked
from thidua.explore.trace import is_of
from thidua.explore.whose import noted
from thidua.facts.dataset import Dataset
from thidua.present.keyed import Key
from thidua.present.language import tr
from thidua.registry import get_unit
from thidua.run.figures import Figure, figures_of
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.view import view_ledger
from thidua.run.plan import Edition, known_editions
from thidua.run.record import kept_file

COLUMNS = (
    "edition",
    "revision",
    "made_on",
    "released",
    "released_on",
    "value",
    "printed",
    "changed",
    "place",
    "figure",
)
_FINER = (("count_unit",), ("level", "authority"), ("award_type",))
"""What a report may not tell apart: left out one after the other until it prints the figure."""
Wanted = Sequence[tuple[Key, bool]]


def history(dataset: Dataset, figure: Asked) -> pd.DataFrame:
    """The value of a figure in every kept revision of the editions of its dataset.

    Parameters
    ----------
    figure
        As the column ``figure`` of `facts` names it.

    Returns
    -------
    pandas.DataFrame
        One row a revision in which it stands, by edition and number: ``made_on``; ``released``, whether that revision
        is released, and ``released_on``; ``value`` (missing where "…" or "–" is printed) as ``printed``; ``changed``,
        whether it differs from the revision before; ``place``, where it stands first. ``figure`` is what the report
        prints: where it does not tell apart what the figure of a form does, as levels, authorities or kinds of
        award, that of all of them, and ``attrs["words"]`` says so; it says as well that no kept report prints it.

    Raises
    ------
    ConfigError
        If the ledger of the project cannot be read.
    """
    root = dataset.folder.parent.parent
    with view_ledger(root) as view:
        names = [one for one in view.ledger.edition_names() if one.partition("/")[0] == dataset.name]
        editions = [one for one in known_editions(root, names) if one.lang == "vi" and not one.names]
        wanted = list(_wanted(dataset, figure))
        found = [row for edition in editions for row in _revisions(edition, view.ledger, figure, wanted)]
    frame = pd.DataFrame(found, columns=[*COLUMNS, "_left"])
    is_joined = bool(frame.pop("_left").any())
    frame = frame.astype({"value": "Float64", "revision": "int64"})
    noted(frame, dataset)
    joined_words = tr("Báo cáo chỉ in số gộp, xem cột figure.") if is_joined else ""
    frame.attrs["words"] = joined_words or ("" if len(frame) else tr("Không báo cáo nào đang lưu in riêng số này."))
    return frame


def _revisions(edition: Edition, ledger: Ledger, figure: Asked, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The rows of one edition; a revision whose notebook is gone, or that does not print the figure, has none."""
    acts = {one.revision: one for one in ledger.decisions(str(edition))}
    before: str | None = None
    for revision in ledger.revisions(str(edition)):
        shown = _shown(kept_file(edition, revision.number, "ipynb"), figure, wanted)
        if shown is None:
            continue
        printed, left = shown
        act = acts.get(revision.number)
        is_released = act is not None and act.act == "release"
        yield {
            "edition": str(edition),
            "revision": revision.number,
            "made_on": revision.made_at,
            "released": is_released,
            "released_on": act.at if act is not None and is_released else None,
            "value": None if isinstance(printed.value, str) else float(printed.value),
            "printed": printed.words,
            "changed": before is not None and before != printed.words,
            "place": printed.place,
            "figure": str(printed.key),
            "_left": left,
        }
        before = printed.words


def _shown(path: Path, figure: Asked, wanted: Wanted) -> tuple[Figure, bool] | None:
    """The figure as a notebook prints it, and whether it prints one that tells less apart; None if neither."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    if figure.whose.encode() not in content:
        return None
    figures = list(figures_of(json.loads(content)))
    for key, is_joined in wanted:
        found = next((one for one in figures if one.key == key), None)
        if found is not None:
            return found, is_joined
    return None


def _wanted(dataset: Dataset, figure: Asked) -> Iterator[tuple[Key, bool]]:
    """The keys that may stand for a figure, the one that tells most apart first, and whether they count more than it.

    A key leaves out what a report does not tell apart. It is another figure where the dataset has awards that the key
    counts and the figure does not; of no form it would be that of everything, which nobody asked for. Of several forms
    in one sum of which one alone is told, the sum is that one.
    """
    told = [one.fact for one in dataset.facts.behind(get_unit(figure.whose), figure.period)]
    said = {name: value for name, value in figure.said.items() if value}
    forms = {one.award for one in told if is_of(figure, one)}
    if len(figure.awards) > 1 and len(forms) == 1:
        said["award"] = forms.pop()
    seen = set()
    for names in ((), *_FINER):
        said = {name: value for name, value in said.items() if name not in names}
        key = Key(**said)
        if key not in seen:
            seen.add(key)
            rest = Asked(**said)
            is_joined = any(is_of(rest, one) and not is_of(figure, one) for one in told)
            if "award" in said or not is_joined:
                yield key, is_joined
