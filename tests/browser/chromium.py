"""One real Chromium for tests, and a page that remembers everything it was asked to fetch, said or threw."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium_path() -> str:
    """Where Chromium is; skips without one, but fails where tests may not be skipped silently."""
    path = os.environ.get("THIDUA_CHROMIUM") or shutil.which("chromium")
    if path and shutil.which(path):
        return path
    missing = "no Chromium: set THIDUA_CHROMIUM or install it"
    if "CI" in os.environ:
        pytest.fail(missing)
    pytest.skip(missing)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Chromium until the block ends.

    An event loop runs in this thread meanwhile, so keep the block to browser tests: others could not start their own.
    """
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True)
class Visit:
    """A page and what it did: addresses asked for, console messages, uncaught errors."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def requests_elsewhere(self, *allowed: str) -> list[str]:
        """Addresses asked for that start with none of these; data: and blob: are inside the page."""
        return [url for url in self.requests if not url.startswith(("data:", "blob:", *allowed))]


@contextmanager
def visit(browser: Browser, *, width: int = 1280, height: int = 900) -> Iterator[Visit]:
    """An empty page of this size in a fresh profile, watched from before anything is opened."""
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        watched = Visit(context.new_page())
        watched.page.on("request", lambda request: watched.requests.append(request.url))
        watched.page.on("console", lambda message: watched.console.append(message.text))
        watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
        yield watched
    finally:
        context.close()


@contextmanager
def opened(browser: Browser, file: Path, *, width: int = 1280) -> Iterator[Visit]:
    """A file opened as a reader opens it: from the disk, without a server."""
    with visit(browser, width=width) as watched:
        watched.page.goto(file.as_uri())
        yield watched
