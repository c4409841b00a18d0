"""Chromium for the tests of this folder, and the six editions they open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import running_chromium
from tests.conftest import REPOSITORY
from thidua.run.plan import Edition, plan_editions

EDITIONS = [str(edition).removeprefix("published/") for edition in plan_editions(REPOSITORY, dataset="published")]


@pytest.fixture(scope="package")
def browser(published: dict[str, Edition]) -> Iterator[Browser]:
    """One Chromium for this folder, started after the editions are built and stopped before other tests go on."""
    with running_chromium() as chromium:
        yield chromium


@pytest.fixture(params=EDITIONS)
def html_file(request: pytest.FixtureRequest, published: dict[str, Edition]) -> Path:
    """The published HTML of each edition in turn."""
    return published[request.param].file("html")
