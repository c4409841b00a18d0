"""An analyst's way: open a notebook in JupyterLab, Run All, save; and read there what the report will say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.reader import NotJSONError
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import Visit, running_chromium, visit
from tests.conftest import copy_project
from tests.notebooks.jupyterlab import JupyterLab, running_jupyterlab
from tests.notebooks.outputs import displayed, edition_of_defaults
from tests.notebooks.test_sources import NOTEBOOKS
from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.present.chart import CHART_MIME
from thidua.present.table import TABLE_MIME
from thidua.run.plan import Edition

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("published")]


RUNS_WITHIN = 90
"""Seconds for a kernel to start and run a whole notebook on a busy computer; it takes about three."""


@pytest.fixture(scope="module")
def lab_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that JupyterLab may write into."""
    return copy_project(tmp_path_factory.mktemp("lab"))


@pytest.fixture(scope="module")
def browser(published: dict[str, Edition]) -> Iterator[Browser]:
    """One Chromium for this module, started after the editions are built."""
    with running_chromium() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def lab(browser: Browser, lab_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterLab]:
    """One JupyterLab for this module."""
    with running_jupyterlab(lab_root, tmp_path_factory.mktemp("lab-own")) as server:
        yield server


@pytest.fixture
def tab(browser: Browser, lab: JupyterLab) -> Iterator[Visit]:
    """A browser tab, tall enough to show a whole notebook; the kernels it started end with it."""
    with visit(browser, width=1280, height=1000) as watched:
        watched.page.set_default_timeout(RUNS_WITHIN * 1000)
        yield watched
    lab.stop_kernels()


def open_notebook(page: Page, lab: JupyterLab, path: str) -> None:
    """Open a notebook and wait until page and server agree that its kernel is ready.

    The page shows an idle kernel before there is one, and forgets the cells that are run then.
    """
    page.goto(lab.notebook_address(path))
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=RUNS_WITHIN * 1000)
    deadline = time.monotonic() + RUNS_WITHIN
    while [(kernel["execution_state"], kernel["connections"]) for kernel in lab.kernels()] != [("idle", 1)]:
        assert time.monotonic() < deadline, f"no kernel for {path}: {lab.kernels()}"
        page.wait_for_timeout(100)


def run_all(page: Page) -> None:
    """Choose Run > Run All Cells, and wait until every code cell is numbered and the kernel rests."""
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(
        """() => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].map(p => p.textContent);
            const kernel = document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status;
            return prompts.length && prompts.every(prompt => /^\\[\\d+\\]:$/.test(prompt)) && kernel === 'idle';
        }"""
    )


def save(page: Page, file: Path) -> None:
    """Press Ctrl+S and wait until every code cell of the file has its number."""
    page.keyboard.press("Control+s")
    deadline = time.monotonic() + RUNS_WITHIN
    while not is_saved_whole(file):
        assert time.monotonic() < deadline, f"{file.name} was not saved"
        page.wait_for_timeout(100)


def is_saved_whole(file: Path) -> bool:
    """Whether every code cell of the file has its number; the server may be writing it at this very moment."""
    try:
        notebook = nbformat.read(file, as_version=4)
    except NotJSONError:
        return False
    return all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def outputs_of(file: Path) -> list[dict]:
    """The data of every output, in order."""
    return [output["data"] for _, outputs in displayed(file) for output in outputs]


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_run_all_gives_what_our_runner_gives(
    name: str, tab: Visit, lab: JupyterLab, lab_root: Path, published: dict[str, Edition]
):
    """What an analyst sees and saves is what the runner publishes, down to the bytes of the HTML made from it."""
    edition = edition_of_defaults(published, name)
    file = lab_root / "notebooks" / f"{name}.ipynb"
    open_notebook(tab.page, lab, f"notebooks/{name}.ipynb")
    run_all(tab.page)
    shown_right(tab.page, outputs_of(edition.file("ipynb")))
    save(tab.page, file)

    assert displayed(file) == displayed(edition.file("ipynb"))
    assert html_text(read_document(nbformat.read(file, as_version=4))).encode() == edition.file("html").read_bytes()
    assert tab.requests_elsewhere(lab.address, lab.address.replace("http:", "ws:")) == []
    assert tab.errors == []


def shown_right(page: Page, outputs: list[dict]) -> None:
    """Each output is shown by the richest of its forms for people: a chart as its picture, all else as our HTML.

    JupyterLab puts cells that are out of sight into the page when it has nothing else to do.
    """
    areas = page.locator(".jp-CodeCell .jp-OutputArea-output")
    expect(areas).to_have_count(len(outputs), timeout=RUNS_WITHIN * 1000)
    for number, data in enumerate(outputs):
        area = areas.nth(number)
        if CHART_MIME in data:
            assert area.get_attribute("data-mime-type") == CHART_MIME
            assert area.locator("img").evaluate("image => image.complete && image.naturalWidth > 300")
        else:
            assert area.get_attribute("data-mime-type") == "text/html"
            assert area.locator(".thidua").count() == 1
            assert area.locator("table").count() == (TABLE_MIME in data)
    assert page.locator(".jp-RenderedJSON, .jp-OutputArea-output[data-mime-type*=stderr]").count() == 0
    looks_like_the_report(page)


def looks_like_the_report(page: Page) -> None:
    """JupyterLab's own rules for lists and tables do not outrank those of the report."""
    looks = """([selector, property]) => [...new Set([...document.querySelectorAll(selector)].map(
        element => getComputedStyle(element)[property]))]"""
    for selector, name, wanted in (
        (".letterhead p", "textAlign", "center"),
        (".thidua dt", "cssFloat", "none"),
        (".thidua th.left, .thidua td.left", "textAlign", "left"),
        (".thidua td.right", "textAlign", "right"),
        (".thidua h1", "fontWeight", "700"),
    ):
        assert page.evaluate(looks, [selector, name]) in ([wanted], []), selector
    assert page.evaluate(looks, [".letterhead p", "textAlign"]) == ["center"]
