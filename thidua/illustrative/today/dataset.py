"""The dataset of today: writes the inbox and everything beside it into one folder.

What is sent belongs to ``outbox``, the words of its settings to ``words``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from thidua.illustrative.commentary import commentary_text
from thidua.illustrative.dataset import DENOMINATOR_HEADING, remove_earlier, write_document, write_table
from thidua.illustrative.decisions import Row
from thidua.illustrative.faults import Planted
from thidua.illustrative.today.decisions import all_rows
from thidua.illustrative.today.habits import sends_return
from thidua.illustrative.today.outbox import documents
from thidua.illustrative.today.places import HALVES, TERRITORY, senders_in
from thidua.illustrative.today.words import BLOCK_MEMBERS, BLOCK_ROWS, COMMENTARY, DATASET, UNITS_HEADING
from thidua.registry import Period

_PLANTED = ("file", "sheet", "cell", "rule", "remark")
_MEMBERS = ("block", "unit", "valid_from", "valid_to", "source")


def write_dataset(folder: Path, *, halves: Sequence[Period] = HALVES) -> list[Planted]:
    """Write the illustrative dataset of today.

    Parameters
    ----------
    folder
        Where to; the files that an earlier `received.csv` there lists are removed first.
    halves
        The half-years whose files are written; each is the same whichever others are written with it.

    Returns
    -------
    list of Planted
        The planted faults, in the order of the files.
    """
    remove_earlier(folder)
    with TERRITORY.in_force():
        sent = [document for half in halves for document in documents(half)]
        for document in sent:
            write_document(folder / "inbox" / document.file, document)
        write_table(folder / "denominators.csv", DENOMINATOR_HEADING, _staff(all_rows()))
        settings = DATASET.format(**_expected())
    received = [(each.file, each.received_on.isoformat(), each.mailbox) for each in sent]
    write_table(folder / "received.csv", ("file", "received_on", "sender"), received)
    planted = [fault for each in sent for fault in each.planted]
    rows = [(each.file, each.sheet, each.cell, each.rule, each.remark) for each in planted]
    write_table(folder / "planted_faults.csv", _PLANTED, rows)
    (folder / "dataset.toml").write_text(settings, encoding="utf-8", newline="")
    _write_registry(folder / "registry")
    _write_commentary(folder / "commentary")
    return planted


def _expected() -> dict[str, str]:
    """The ids of those who send lists or returns, before and since the change, as lines of the settings."""
    before, since = senders_in(HALVES[0]), senders_in(HALVES[-1])
    sending = {
        "districts": before,
        "lists": [unit for unit in since if not sends_return(unit)],
        "returns": [unit for unit in since if sends_return(unit)],
    }
    return {name: ",\n".join(f'  "{unit.id}"' for unit in units) for name, units in sending.items()}


def _staff(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Invented staff of every unit and year, about one and a half times those with a title in it."""
    titled: dict[tuple[str, int], int] = {}
    for row in rows:
        if row.award in ("LDTT", "CSTDCS"):
            titled[row.unit, row.year] = titled.get((row.unit, row.year), 0) + 1
    return [
        (unit, str(year), "staff", str(20 + number * 3 // 2), "minh-hoa", "minh họa")
        for (unit, year), number in sorted(titled.items())
    ]


def _write_registry(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "units.csv", UNITS_HEADING, BLOCK_ROWS)
    write_table(folder / "block_members.csv", _MEMBERS, BLOCK_MEMBERS)


def _write_commentary(folder: Path) -> None:
    for (period, unit), sections in COMMENTARY.items():
        path = folder / period / f"{unit}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(commentary_text(sections), encoding="utf-8", newline="")
