"""Tables that an office lays over those of the package, in a project of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from thidua.registry.territory import territory_of

LayOver = Callable[..., None]


@pytest.fixture
def lay_over(tmp_path: Path) -> Iterator[LayOver]:
    """Writes a table of the project and puts it into force until the test ends; further ones lie beside it."""
    with ExitStack() as until_end:

        def put(name: str, text: str, *, province: str = "06", dataset: str = "") -> None:
            folder = tmp_path / "data" / dataset / "registry" if dataset else tmp_path / "data" / "registry"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
            of_dataset = tmp_path / "data" / dataset if dataset else None
            until_end.enter_context(territory_of(tmp_path, of_dataset, province).in_force())

        yield put
