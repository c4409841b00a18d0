"""One real Chromium for tests, and a page that remembers everything it was asked to fetch, said or threw."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

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
    def watching(self) -> Iterator[None]:
        """Note what the page does until the block ends."""
        listeners = {
            "request": lambda request: self.requests.append(request.url),
            "console": lambda message: self.console.append(message.text),
            "pageerror": lambda error: self.errors.append(str(error)),
        }
        for event, listener in listeners.items():
            self.page.on(event, listener)  # type: ignore[call-overload]
        try:
            yield
        finally:
            for event, listener in listeners.items():
                self.page.remove_listener(event, listener)


@contextmanager
def visit(browser: Browser, *, width: int = 1280, height: int = 900) -> Iterator[Visit]:
    """An empty page of this size in a fresh profile, watched from before anything is opened."""
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        watched = Visit(context.new_page())
        with watched.watching():
            yield watched
    finally:
        context.close()


_TABS: WeakKeyDictionary[Browser, Page] = WeakKeyDictionary()
"""The tab of each browser in which files are opened one after the other."""


@contextmanager
def opened(browser: Browser, file: Path, *, width: int = 1280) -> Iterator[Visit]:
    """A file opened as a reader opens it: from the disk, without a server.

    It is opened in the tab of the file before, which was emptied: to make a profile, a process and a tab takes three
    times what most of our pages do, and these keep nothing. A tab in which a test failed is used no more.
    """
    page = _TABS.pop(browser, None) or browser.new_context().new_page()
    page.set_viewport_size({"width": width, "height": 900})
    watched = Visit(page)
    try:
        with watched.watching():
            page.goto(file.as_uri())
            yield watched
        page.mouse.move(0, 0)
        page.emulate_media(media="null", color_scheme="null")
        page.goto("about:blank")
    except BaseException:
        page.context.close()
        raise
    _TABS[browser] = page
