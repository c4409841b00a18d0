"""A plain web server over the public folder gives out what is released and allowed, and nothing else, ever."""

from __future__ import annotations

import hashlib
import http.client
import io
import os
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from justhtml import JustHTML

from tests.deliver.packs import half_year_editions, open_office
from tests.deliver.publication.shown import addresses, publish, tree
from thidua.run.holding.private import close_to_others

FORMATS = ("html", "pdf", "xlsx")
SECRET = "bi-mat"
"""Stands in all that nobody may see."""


@dataclass(frozen=True)
class Told:
    """What a test looks for: the project, its public folder, the files that may be seen and those that may not."""

    root: Path
    folder: Path
    allowed: dict[str, bytes]
    secret: dict[str, bytes]


class Quiet(SimpleHTTPRequestHandler):
    """The server of `python -m http.server`, without its lines."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as anybody would."""
    with ThreadingTCPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def ask(url: str) -> tuple[int, bytes]:
    """What a server answers to just this target, dots and all."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.putrequest("GET", parts.path or "/", skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def crawl(base: str) -> dict[str, bytes]:
    """Everything that leads on from the page and the feed, by its path; an address elsewhere is a failure."""
    waiting, found = [urljoin(base, "index.html"), urljoin(base, "feed.xml")], {}
    while waiting:
        url = waiting.pop()
        path = unquote(urlsplit(url).path)
        if path in found:
            continue
        assert url.startswith(base), url
        status, content = ask(url)
        assert status == 200, url
        found[path] = content
        if path.endswith(("index.html", "verify.html")):
            read = JustHTML(content.decode(), sanitize=False)
            waiting += [urljoin(url, each.attrs["href"]) for each in read.query("[href]")]
        elif path.endswith("feed.xml"):
            links = ElementTree.fromstring(content).iter("{http://www.w3.org/2005/Atom}link")
            waiting += [urljoin(url, each.get("href")) for each in links]
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """An office with an edition in every state that must not be seen, and what lies around in reports/."""
    root = tmp_path_factory.mktemp("crawl")
    editions = half_year_editions(root)
    quality = next(each for each in editions if each.kind == "quality")
    shown = [editions[0], editions[1], replace(editions[0], lang="en")]
    withdrawn, waiting, superseded, empty, failed = editions[2:7]
    names = replace(editions[0], names=True)
    with open_office(root) as office:
        for each in shown:
            office.make(each)
            office.decide(each, by="Người duyệt " + SECRET, note=SECRET)
            office.send(each, f"{SECRET}@donvi.example")
        for each in (withdrawn, superseded, names, quality):
            office.make(each, SECRET)
            office.decide(each)
        everything = [*shown, withdrawn, waiting, superseded, empty, failed, names, quality]
        publish(office, *[each for each in everything if each not in (waiting, empty, failed)])
        office.decide(withdrawn, "withdraw", note=SECRET)
        office.make(superseded, f"{SECRET} 2")
        office.make(waiting, SECRET)
        office.make(empty, SECRET, verdict="empty")
        office.fail(failed, SECRET)
        lying_around(root)
        folder = publish(office, *everything, kinds=tuple({each.kind for each in editions} - {"quality"}))
    close_to_others(root / "reports", tell=print)
    allowed = {f"{each}.{extension}": each.file(extension).read_bytes() for each in shown for extension in FORMATS}
    secret = {name: content for name, content in tree(root / "reports").items() if content not in allowed.values()}
    return Told(root, folder, allowed, secret)


def lying_around(root: Path) -> None:
    """What other commands leave in reports/."""
    pack = root / "reports" / "illustrative" / "2023-H1"
    for name in (
        "outbox/1.eml",
        "dry-run/001.eml",
        "illustrative/2023-H1/run-log.txt",
        "illustrative/2023-H1/review.html",
    ):
        path = root / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} {SECRET}", encoding="utf-8")
    (pack / "huyen-ba-be" / "failed").mkdir(parents=True, exist_ok=True)
    (pack / "huyen-ba-be" / "failed" / "district.ipynb").write_text(SECRET, encoding="utf-8")


def test_every_address_leads_to_what_is_released_and_allowed(told: Told):
    """From the page, the feed and the zip; byte for byte what the ledger knows."""
    with served(told.folder) as base:
        found = {path.removeprefix("/"): content for path, content in crawl(base).items()}

    files = {name: content for name, content in found.items() if name.startswith("illustrative/")}
    [archive] = [name for name in files if name.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(files.pop(archive))) as opened:
        inside = [opened.read(name) for name in opened.namelist()]
        assert opened.namelist()[0] == "DANH MUC.txt"
    assert files == told.allowed
    assert sorted(inside[1:]) == sorted(told.allowed.values())
    assert set(found) == {"index.html", "verify.html", "feed.xml", archive, *told.allowed}


def test_the_disk_holds_just_what_the_crawl_found(told: Told):
    """Nothing lies there that only nobody links: a web server lists folders, and guesses are cheap."""
    with served(told.folder) as base:
        found = {path.removeprefix("/") for path in crawl(base)}

    assert set(tree(told.folder)) == found
    assert not [path for path in told.folder.rglob("*") if path.is_symlink() or path.name.startswith(".")]


def test_no_secret_stands_there_under_any_name(told: Told):
    """Neither words nor bytes of names, of what is withdrawn, waits, was superseded or failed, of mails or logs."""
    assert len(told.secret) > 30
    hidden = {hashlib.sha256(content).hexdigest() for content in told.secret.values() if content}
    contents = [*tree(told.folder).values()]
    for content in tree(told.folder).values():
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as opened:
                contents += [opened.read(name) for name in opened.namelist()]
    for content in contents:
        assert hashlib.sha256(content).hexdigest() not in hidden
        assert SECRET.encode() not in content
        assert b"-names" not in content
        assert b"donvi.example" not in content


@pytest.mark.long
def test_nothing_of_the_office_is_reached_by_any_address(told: Told):
    """Every file of reports/, by its own path and by ways around."""
    around = ["../reports/{}", "%2e%2e/reports/{}", "illustrative/../../reports/{}", "..%2freports/{}"]
    with served(told.folder) as base:
        for name, content in told.secret.items():
            for way in ["{}", "reports/{}", *around]:
                status, answer = ask(base + way.format(quote(name)))
                assert status == 404, (way, name)
                assert content not in answer or not content


def test_folders_that_a_server_lists_name_nothing_else(told: Told):
    """The listing of a period tells which units there are: only those that are shown."""
    with served(told.folder) as base:
        status, listed = ask(urljoin(base, "illustrative/2023-H1/"))
    assert status == 200
    assert set(re.findall(r'href="([^"]+)"', listed.decode())) == {
        *{f"{name.split('/')[2]}/" for name in told.allowed},
        "bo-tai-lieu-6-thang-dau-nam-2023-minh-hoa.zip",
    }


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_whoever_is_not_the_owner_reads_the_one_folder_and_not_the_other(told: Told):
    """A web server runs as somebody else."""
    for path in (told.folder, *told.folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    for path in (told.root / "reports", *(told.root / "reports").rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


def test_page_tells_three_reports_and_no_state(told: Told):
    """A reader of the page learns nothing of what waits, failed or was withdrawn."""
    page = JustHTML((told.folder / "index.html").read_text(encoding="utf-8"), sanitize=False)
    assert len(page.query(".kind > ul > li")) == 3
    assert page.query("[data-state]") == []
    assert addresses(half_year_editions(told.root)[0]) <= set(told.allowed)
