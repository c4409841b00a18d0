"""An analyst's hour at the desk, in a real JupyterLab and a real Chromium: nothing leaves this computer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import Visit, running_chromium, visit
from tests.conftest import REPOSITORY
from tests.desk.project import git, write_desk_project
from tests.notebooks.jupyterlab import ENDS_WITHIN, JupyterLab, free_port, wait_for_server

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("desk")]

ANSWERS_WITHIN = 120_000
"""Milliseconds for a kernel to answer on a busy computer."""


@dataclass(frozen=True)
class Desk:
    """The desk in a browser."""

    root: Path
    lab: JupyterLab
    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

    def cell(self, number: int) -> Locator:
        """The output of a code cell, by its number in the margin."""
        prompt = self.page.locator(".jp-OutputArea-prompt", has_text=f"[{number}]:")
        return self.page.locator(".jp-OutputArea-child").filter(has=prompt)

    def idle(self) -> None:
        """Wait until the kernel rests."""
        self.page.wait_for_timeout(500)
        self.page.wait_for_function(
            "() => document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status === 'idle'",
            timeout=ANSWERS_WITHIN,
        )


@contextmanager
def running_lab(root: Path, own: Path) -> Iterator[JupyterLab]:
    """The command `lab` in a project, as a person starts it."""
    runtime = own / "runtime"
    runtime.mkdir(parents=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_TOKEN": "",
        "LANG": "C.UTF-8",
    }
    command = [sys.executable, "-m", "thidua", "lab", "--no-browser", "--port", str(free_port())]
    with (own / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
        try:
            address = wait_for_server(server, runtime, own / "log")
            (notes,) = runtime.glob("jpserver-*.json")
            lab = JupyterLab(address, json.loads(notes.read_text(encoding="utf-8"))["token"])
            yield lab
            lab.stop_kernels()
            lab.ask("api/shutdown", "POST")
            server.wait(ENDS_WITHIN)
        finally:
            if server.poll() is None:
                server.kill()
                server.wait()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk as it opens, and everything run once; the tests follow one another like the steps of an hour."""
    root = write_desk_project(tmp_path_factory.mktemp("desk"))
    own = tmp_path_factory.mktemp("own")
    with running_lab(root, own) as lab, running_chromium() as browser, visit(browser, height=1000) as watched:
        watched.page.set_default_timeout(ANSWERS_WITHIN)
        expect.set_options(timeout=ANSWERS_WITHIN)
        watched.page.goto(f"{lab.address}?token={lab.token}")
        opened = Desk(root, lab, watched)
        expect(watched.page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=ANSWERS_WITHIN)
        watched.page.locator(".lm-MenuBar-itemLabel").get_by_text("Chạy", exact=True).click()
        watched.page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
        expect(opened.cell(10)).to_be_attached()
        opened.idle()
        yield opened
        expect.set_options(timeout=5_000)


def test_lab_opens_the_desk_and_everything_runs(desk: Desk):
    """One command leads to the notebook, in Vietnamese menus, and Run All leaves no error in it."""
    assert "/lab/tree/explore.ipynb" in desk.page.url
    assert (
        desk.page.locator(
            ".jp-OutputArea-output[data-mime-type*=error], .jp-RenderedText[data-mime-type*=stderr]"
        ).count()
        == 0
    )
    expect(desk.cell(4).locator("table").first).to_contain_text("Giấy khen của Chủ tịch UBND cấp huyện")


def test_another_unit_and_period_change_table_and_chart(desk: Desk):
    """What is chosen once is chosen for all panels, and the call that is shown follows."""
    before = desk.cell(4).locator("img, svg").first.get_attribute("src")
    desk.cell(3).get_by_label("Đơn vị", exact=True).select_option(label="Huyện Na Rì")
    desk.cell(3).get_by_label("Kỳ", exact=True).select_option(label="6 tháng đầu năm 2022")
    expect(desk.cell(4)).to_contain_text('facts(["huyen-na-ri"], "2022-H1", by=["award"])')
    desk.idle()

    expect(desk.cell(4).locator("table").first).to_contain_text("NaRi_2022-H1")
    assert desk.cell(4).locator("img, svg").first.get_attribute("src") != before
    expect(desk.cell(6)).to_contain_text('compare("2021-H1", "2022-H1", unit="huyen-na-ri")')


def test_table_sorts_numbers_and_searches(desk: Desk):
    """A list of a hundred rows is read by its ends, or by a word."""
    table = desk.cell(4).locator("table").first
    table.get_by_text("Số lượng").click()
    desk.page.wait_for_timeout(300)
    texts = table.locator("tbody tr td:nth-child(2)").all_inner_texts()
    numbers = [-1 if text == "…" else int(text.replace(".", "")) for text in texts]
    assert numbers == sorted(numbers)
    desk.cell(4).get_by_label("Tìm:").fill('"thi đua cơ sở"')
    expect(table.locator("tbody tr")).to_have_count(1)
    desk.cell(4).get_by_label("Tìm:").fill("")


def test_figure_is_followed_to_its_cells(desk: Desk):
    """One click on a row says file, sheet and cell, and brings the reader there."""
    desk.cell(4).locator("tbody tr").get_by_text("Chiến sĩ thi đua cơ sở").click()
    desk.idle()

    cells = desk.cell(5).locator("table").first
    expect(cells).to_contain_text("NaRi_2022-H1_khenthuong.xlsx")
    expect(cells).to_be_in_viewport()
    expect(desk.cell(5)).to_contain_text('.trace("what=awarded, award=CSTDCS')


def test_words_are_begun_written_and_kept(desk: Desk):
    """The next report of the unit says what was written here."""
    file = desk.root / "data/illustrative/commentary/2022-H1/huyen-na-ri.md"
    panel = desk.cell(8)
    panel.get_by_role("button", name="Mở hoặc bắt đầu lời văn").click()
    text = panel.locator("textarea")
    expect(text).to_be_visible()
    begun = text.input_value()
    assert "## Đặc điểm tình hình" in begun
    text.fill(begun.replace("## Đặc điểm tình hình\n", "## Đặc điểm tình hình\n\nMùa xuân thuận lợi.\n"))
    panel.get_by_role("button", name=re.compile("Lưu")).click()
    expect(panel).to_contain_text("Đã lưu.")

    assert "Mùa xuân thuận lợi." in file.read_text(encoding="utf-8")


def test_preview_is_made_and_opened_in_the_lab(desk: Desk):
    """The edition that nobody declared, with the words just written, marked as a preview."""
    panel = desk.cell(9)
    panel.get_by_role("button", name="Lập bản xem thử").click()
    expect(panel).to_contain_text("đã sẵn sàng")
    expect(panel).to_contain_text("chưa khai báo")
    with desk.page.context.expect_page() as opened:
        panel.get_by_role("link", name="Mở bản HTML").click()
    shown = opened.value

    expect(shown.get_by_text("XEM THỬ – KHÔNG PHẢI BẢN CHÍNH THỨC")).to_be_visible()
    expect(shown.get_by_text("Mùa xuân thuận lợi.")).to_be_attached()
    shown.close()
    assert not (desk.root / "reports").exists()


def test_nothing_outside_the_desk_can_be_reached(desk: Desk):
    """JupyterLab sees the folder of copies alone: no production notebook can be saved over."""
    listed = json.loads(desk.lab.ask("api/contents"))["content"]
    assert {entry["name"] for entry in listed} >= {"explore.ipynb", "notebooks"}
    for path in ("../notebooks/unit_report.ipynb", "%2e%2e/notebooks/unit_report.ipynb"):
        with pytest.raises(urllib.error.HTTPError):
            desk.lab.ask(f"api/contents/{path}")


def test_nobody_enters_without_the_token(desk: Desk):
    """An empty token in the environment must not open the desk to everybody on this computer."""
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{desk.lab.address}api/contents", timeout=ENDS_WITHIN)


def test_nothing_left_this_computer_and_nothing_is_changed(desk: Desk):
    """No news, no check for versions, no font from elsewhere; git sees the words that were written, no more."""
    desk.page.keyboard.press("Control+s")
    desk.idle()

    assert desk.visit.requests_elsewhere(desk.lab.address, desk.lab.address.replace("http:", "ws:")) == []
    assert desk.visit.errors == []
    assert [line for line in desk.visit.console if "error" in line.lower()] == []
    assert git(desk.root, "status", "--porcelain", "--untracked-files=all").splitlines() == [
        "?? data/illustrative/commentary/2022-H1/huyen-na-ri.md"
    ]
