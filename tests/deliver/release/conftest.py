"""An empty office for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deliver.packs import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office in an empty folder, with a ledger."""
    with open_office(tmp_path) as opened:
        yield opened
