"""One edition of each kind over the illustrative workbooks, in every format, and one in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import running_chromium
from tests.conftest import jobs, shared_project
from thidua.run.plan import Edition, plan_editions
from thidua.run.several import build_editions

CHOSEN = (
    "2023-H1/huyen-ba-be/district",
    "2022/tp-bac-kan/district",
    "2023-H1/tinh-bac-kan/province",
    "2023/khoi-huyen-tp/block",
    "2023/tinh-bac-kan/models",
    "2021..2023/tinh-bac-kan/stage",
    "2023-M10/huyen-ba-be/inspection",
    "2023-H1/tinh-bac-kan/quality",
)
ENGLISH = ("2023-H1/tinh-bac-kan/province.en", "2023-H1/huyen-ba-be/district.en")
ALL = (*CHOSEN, *ENGLISH)


@dataclass(frozen=True)
class Built:
    """The editions by name, and the folder they were built in."""

    root: Path
    editions: dict[str, Edition]

    def file(self, name: str, extension: str) -> Path:
        """One file of an edition."""
        return self.editions[name].file(extension)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every chosen edition, built once."""
    with shared_project(tmp_path_factory, "sets") as root:
        planned = {
            str(edition).removeprefix("illustrative/"): edition
            for lang in ("vi", "en")
            for edition in plan_editions(root, dataset="illustrative", lang=lang)
        }
        chosen = {name: planned[name] for name in ALL}
        failures = [outcome.reason for outcome in build_editions(list(chosen.values()), jobs=jobs()) if outcome.reason]
    assert not failures
    return Built(root, chosen)


@pytest.fixture(scope="package")
def browser(built: Built) -> Iterator[Browser]:
    """One Chromium for this folder, started after the editions are built."""
    with running_chromium() as chromium:
        yield chromium
