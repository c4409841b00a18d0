"""An office with three revisions of a report, and what `verify` answers in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deliver.packs import Office, half_year_editions, open_office
from thidua.run.plan import Edition


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office in an empty folder, with a ledger."""
    (tmp_path / "office").mkdir()
    with open_office(tmp_path / "office") as opened:
        yield opened


@pytest.fixture
def edition(office: Office) -> Edition:
    """The half-year report of one district, not yet made."""
    return next(each for each in half_year_editions(office.root) if each.unit.id == "huyen-ba-be")
