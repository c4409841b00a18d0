"""An empty office for each test, and the set it will make."""

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
def editions(office: Office) -> list[Edition]:
    """The half-year set, not yet made."""
    return half_year_editions(office.root)
