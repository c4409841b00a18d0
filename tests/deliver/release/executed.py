"""Small executed notebooks: what cells showed, without running any."""

from __future__ import annotations

from collections.abc import Mapping

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.deliver.packs import MORNING, write_files
from thidua.measures.change import same_period_change
from thidua.present.chart import Chart
from thidua.present.frame import Headline, HeadlineFigure
from thidua.present.part import Part
from thidua.present.table import Cell, Column, Row, Table
from thidua.run.key import content_hash, edition_key
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Revision
from thidua.run.plan import Edition
from thidua.run.record import keep_files


def executed(*shown: Table | Chart | Part | str) -> NotebookNode:
    """A notebook whose cells displayed these; a text is a Markdown cell."""
    cells = []
    for number, one in enumerate(shown):
        if isinstance(one, str):
            cells.append(new_markdown_cell(one, id=f"c{number}"))
            continue
        output = new_output("execute_result", data=one._repr_mimebundle_(), execution_count=number)
        cells.append(new_code_cell("", outputs=[output], execution_count=number, id=f"c{number}"))
    return new_notebook(cells=cells)


def award_table(*rows: Mapping[str, Cell] | Row, name: str = "award_counts", title: str = "Kết quả") -> Table:
    """A table of forms of award: collectives, individuals and their sum."""
    columns = (
        Column("form", "Hình thức", "label"),
        Column("collective", "Tập thể"),
        Column("individual", "Cá nhân"),
        Column("total", "Tổng", sum_of=("collective", "individual")),
    )
    return Table(name, title, columns, tuple(row if isinstance(row, Row) else Row(dict(row)) for row in rows))


def awards(form: str, collective: Cell, individual: Cell) -> dict[str, Cell]:
    """One row of `award_table`."""
    total = sum(each for each in (collective, individual) if isinstance(each, int))
    return {"form": form, "collective": collective, "individual": individual, "total": total}


def change_table(*rows: tuple[str, Cell, Cell, str] | str) -> Table:
    """The comparison table of a report: form, now, same period, ratio; a text is a group above the next rows.

    What each row knows is measured as the report measures it; the ratio that it prints may be anything.
    """
    columns = (
        Column("form", "Hình thức", "label"),
        Column("count", "Kỳ này"),
        Column("before", "Cùng kỳ"),
        Column("difference", "Tăng, giảm"),
        Column("ratio", "Tỷ số", "text"),
    )
    made = sum(not isinstance(row, str) for row in rows)
    values = {"comparisons": made, "expected_by_chance": made / 20}
    return Table("changes", "So với cùng kỳ", columns, tuple(_change_row(row) for row in rows), values=values)


def _change_row(row: tuple[str, Cell, Cell, str] | str) -> Row:
    if isinstance(row, str):
        return Row({"form": row}, "group")
    form, now, before, ratio = row
    cells: dict[str, Cell] = {"form": form, "count": now, "before": before, "difference": "…", "ratio": ratio}
    if not isinstance(now, int) or not isinstance(before, int):
        return Row(cells)
    return Row({**cells, "difference": now - before}, values=same_period_change(now, before).values())


def headline(amounts: Mapping[str, float] | None = None, **figures: str) -> Headline:
    """Headline figures: value by label, with the amounts that they print where those are told."""
    shown = (
        HeadlineFigure(value, label, "như trước" if label == "lượt" else "", (amounts or {}).get(label))
        for label, value in figures.items()
    )
    return Headline("headline", tuple(shown))


def publish_notebook(edition: Edition, notebook: NotebookNode, ledger: Ledger, *, key: str = "") -> Revision:
    """Put an edition with this notebook in its place as the next revision, as the runner does.

    Without a key it is what a build would make now.
    """
    key = key or edition_key(edition)
    content = (nbformat.writes(notebook) + "\n").encode()
    page = f"<!DOCTYPE html><title>{content_hash(content)}</title>".encode()
    files = {"html": page, "ipynb": content}
    write_files(edition, files)
    hashes = {name: content_hash(each) for name, each in files.items()}
    revision = ledger.add_revision(str(edition), key=key, snapshot="s", files=hashes, at=MORNING)
    ledger.note_attempt(str(edition), key=key, verdict="ready", reason="", at=MORNING)
    keep_files(edition, revision)
    return revision
