"""Nothing a sender writes runs in a reader's browser: text is escaped, and the page's policy forbids the rest."""

from __future__ import annotations

import contextlib
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import opened
from tests.conftest import REPOSITORY, Project
from thidua.run.plan import Edition

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("published")]

PROVINCE = "2020/tinh-bac-kan/province"
POLICY = '<meta http-equiv="Content-Security-Policy"'
HOSTILE = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>"
FOREIGN_ELEMENTS = (
    "script:not([type='application/ld+json']), iframe, object, embed, link, base, form, img:not([src^='data:'])"
)
HANDLERS = """[...document.querySelectorAll('*')]
    .filter(element => element.getAttributeNames().some(name => name.startsWith('on'))).length"""


class Listener:
    """A server of one picture that remembers who asked for what."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                with contextlib.suppress(ConnectionError):  # the browser may be gone before it has the answer
                    self.send_error(404)

            def log_message(self, format: str, *arguments: object) -> None:
                """Stay quiet."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A real server, so that a request which leaves the page is seen and not merely guessed at."""
    made = Listener()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def injected(html: str, address: str) -> str:
    """The page as if escaping had failed: a script, a picture, a style and a form from elsewhere in its body."""
    foreign = (
        '<script>document.title="owned"</script>'
        f'<img src="{address}/x.png" onerror="document.title=\'owned\'">'
        f'<link rel="stylesheet" href="{address}/x.css"><style>body {{ color: rgb(1, 2, 3) }}</style>'
        f'<iframe src="{address}/x.html"></iframe>'
        f'<form id="sent" action="{address}/sent"></form>'
    )
    assert html.count("</body>") == 1
    return html.replace("</body>", foreign + "</body>")


def test_policy_stops_what_slips_into_a_page(
    browser: Browser, published: dict[str, Edition], listener: Listener, tmp_path: Path
):
    """The second lock: even unescaped markup runs nothing and fetches nothing."""
    html = published[PROVINCE].file("html").read_text(encoding="utf-8")
    copy = tmp_path / "page.html"
    copy.write_text(injected(html, listener.address), encoding="utf-8")

    with opened(browser, copy) as visit:
        assert f"<title>{visit.page.title()}</title>" in html
        assert visit.page.evaluate("getComputedStyle(document.body).color") != "rgb(1, 2, 3)"
        visit.page.evaluate("document.getElementById('sent').submit()")
        visit.page.wait_for_timeout(1000)
    assert listener.asked == []


def test_without_its_policy_the_same_page_is_owned(
    browser: Browser, published: dict[str, Edition], listener: Listener, tmp_path: Path
):
    """The test above can fail: the injected words are live, and only the policy holds them."""
    html = published[PROVINCE].file("html").read_text(encoding="utf-8")
    assert html.count(POLICY) == 1
    copy = tmp_path / "page.html"
    copy.write_text(injected(html.replace(POLICY, "<meta"), listener.address), encoding="utf-8")

    with opened(browser, copy) as visit:
        assert visit.page.title() == "owned"
        visit.page.evaluate("document.getElementById('sent').submit()")
        wanted = {"/x.png", "/x.css", "/x.html", "/sent?"}
        for _ in range(100):
            if wanted <= set(listener.asked):
                break
            visit.page.wait_for_timeout(100)
        assert wanted <= set(listener.asked)


def build_html(project: Project) -> Path:
    """Build the project's edition as its operator does, by the command line, and return its HTML."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return project.edition().file("html")


def write_small_report(project: Project) -> None:
    """Make the project's notebook show every kind of part: letterhead, figures, words, chart, table, signature."""
    project.write_notebook(
        "from thidua import open_report\n"
        "from thidua.present.part import prose\n"
        "report = open_report(dataset=dataset, unit=unit, period=period)",
        'report.letterhead("Tổng kết {period}")',
        'report.headline(*report.awards.figures("GKH"))',
        'report.words("movements", "commendation")',
        'prose("loi", "Một câu.")',
        "report.awards.chart()",
        "report.awards.table()",
        "report.signature()",
        "report.method()",
        "report.sources.table()",
    )


def test_markup_in_figures_words_and_settings_is_shown_as_letters(browser: Browser, project: Project):
    """Quotations, labels, commentary, titles and notes reach the page as the letters they consist of."""
    project.write_facts({"quote": HOSTILE, "source": HOSTILE, "award_label": HOSTILE, "note": HOSTILE})
    dataset = project.root / "data" / "thu" / "dataset.toml"
    settings = dataset.read_text(encoding="utf-8").replace('"Số liệu thử"', f'"{HOSTILE}"')
    dataset.write_text(f'contact = "{HOSTILE}"\n' + settings.replace('"bài thử"', f'"{HOSTILE}"'), encoding="utf-8")
    words = project.edition().dataset.commentary_path(project.edition().unit, project.edition().period)
    words.parent.mkdir(parents=True)
    words.write_text(
        f'---\nsource: thu\ncitation: "{HOSTILE}"\n---\n\n## Kết quả phong trào thi đua\n{HOSTILE}\n\n- {HOSTILE}\n\n'
        f"## Công tác khen thưởng\n**{HOSTILE}** [bấm](javascript:document.title='owned') ![{HOSTILE}](x.png)\n",
        encoding="utf-8",
    )
    write_small_report(project)
    html = build_html(project)

    with opened(browser, html) as visit:
        shown = visit.page.inner_text("main")

        assert shown.count("<script>document.title='owned'</script>") >= 5
        assert shown.count("<img src=x onerror=document.title='owned'>") >= 5
        assert visit.page.locator(FOREIGN_ELEMENTS).count() == 0
        assert visit.page.locator("[href], [action]").count() == 0
        assert visit.page.evaluate(HANDLERS) == 0
        assert visit.page.title() != "owned"
        assert visit.requests_elsewhere() == [html.as_uri()]
        assert (visit.console, visit.errors) == ([], [])

    html.write_text(html.read_text(encoding="utf-8").replace(POLICY, "<meta"), encoding="utf-8")
    with opened(browser, html) as visit:
        assert visit.page.title() != "owned", "escaping must hold alone too, where a mail program drops the policy"
        assert visit.requests_elsewhere() == [html.as_uri()]
