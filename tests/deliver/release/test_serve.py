"""The review page in the browser of this machine: its pages, and nothing else of the folder or the machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from http.client import HTTPConnection, HTTPResponse

import pytest

from tests.conftest import REPOSITORY
from thidua.deliver.release.serve import address, file_of, open_server
from thidua.errors import ConfigError

PAGE = "illustrative/2023-H1/review.html"
HIDDEN = [
    "ledger.sqlite",
    "ledger.sqlite-wal",
    "ledger.kept.sqlite",
    ".lock",
    ".hidden.html",
    "illustrative/.making/a.html",
    "illustrative/2023-H1/run-log.txt",
    "README.md",
    "noending",
]


@pytest.fixture
def folder(tmp_path):
    """A folder of reports with all that must not be seen, and a page outside of it."""
    reports = tmp_path / "reports"
    for name in [*HIDDEN, PAGE, "illustrative/2023-H1/huyện Ba Bể.pdf", "index.html"]:
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_text(f"<title>{name}</title>", encoding="utf-8")
    (tmp_path / "outside.html").write_text("secret", encoding="utf-8")
    return reports


@pytest.fixture
def server(folder):
    """A server that answers until the test ends."""
    with open_server(folder, PAGE) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


def ask(server, target, *, method="GET", host=None) -> tuple[HTTPResponse, bytes]:
    """The answer to one request, its target sent as it is written."""
    port = server.socket.getsockname()[1]
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, target, skip_host=True)
    for name in [f"127.0.0.1:{port}"] if host is None else host:
        connection.putheader("Host", name.format(port=port))
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_visitor_is_sent_to_the_page(server):
    """The printed address is short, the page is where its links work."""
    response, _ = ask(server, "/")
    assert (response.status, response.headers["Location"]) == (302, f"/{PAGE}")

    response, body = ask(server, response.headers["Location"])
    assert (response.status, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert PAGE in body.decode()


def test_names_with_vietnamese_letters_are_found(server):
    """Browsers send them percent-encoded."""
    response, _ = ask(server, "/illustrative/2023-H1/huy%E1%BB%87n%20Ba%20B%E1%BB%83.pdf?v=1#page=2")

    assert (response.status, response.headers["Content-Type"]) == (200, "application/pdf")


def test_answers_are_not_kept_guessed_or_framed(server):
    """The page is written anew with every build; another page of the browser must not read or frame it."""
    for target in ("/index.html", "/", "/missing.html"):
        headers = ask(server, target)[0].headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert "Access-Control-Allow-Origin" not in headers
        assert headers.get_all("Server") == ["thidua"]


@pytest.mark.parametrize("name", HIDDEN)
def test_ledger_logs_and_dot_files_are_not_there(server, name):
    """They hold addresses of recipients, or are nobody's to read."""
    assert ask(server, f"/{name}")[0].status == 404


@pytest.mark.parametrize(
    "target",
    [
        "/../outside.html",
        "/illustrative/../../outside.html",
        "/%2e%2e/outside.html",
        "/..%2foutside.html",
        "/..%5coutside.html",
        "/illustrative\\..\\..\\outside.html",
        "//etc/passwd.html",
        "/index.html/",
        "/index.html%00.html",
        "/index.html::$DATA",
        "/C:/outside.html",
        "/illustrative/",
        "/illustrative",
        "/illustrative/2023-H1/./review.html",
        "/link.html",
        "/%ff.html",
        "http://127.0.0.1/../outside.html",
    ],
)
def test_nothing_outside_the_folder_and_no_listing(server, folder, target):
    """Whatever way a path is written, it leads to a page of the folder or nowhere."""
    (folder / "link.html").symlink_to(folder.parent / "outside.html")

    response, body = ask(server, target)

    assert response.status == 404
    assert b"secret" not in body
    assert b"review.html" not in body


@pytest.mark.parametrize(
    "host",
    [["evil.example"], ["evil.example:{port}"], ["127.0.0.1:1"], ["127.0.0.1"], [], ["127.0.0.1:{port}.evil.example"]],
)
def test_name_of_another_site_is_refused(server, host):
    """A page elsewhere can point its own name at this machine (DNS rebinding); its requests still carry that name."""
    for target in ("/", "/index.html"):
        assert ask(server, target, host=host)[0].status == 421
    assert ask(server, "/index.html", host=["localhost:{port}"])[0].status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_written(server, folder, method):
    """It shows; it does not take."""
    assert ask(server, "/index.html", method=method)[0].status == 501
    assert (folder / "index.html").read_text(encoding="utf-8") == "<title>index.html</title>"


def test_head_has_the_length_and_no_body(server, folder):
    """Some browsers ask first how large a PDF is."""
    response, body = ask(server, "/index.html", method="HEAD")

    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) == (folder / "index.html").stat().st_size


def test_only_this_machine_can_reach_it(server):
    """It listens on the loopback address alone."""
    assert server.socket.getsockname()[0] == "127.0.0.1"
    assert address(server).startswith("http://127.0.0.1:")


def test_taken_port_and_missing_page_are_told(folder, server):
    """One line that says what to do."""
    port = server.socket.getsockname()[1]
    with pytest.raises(ConfigError, match=f"port {port} of this machine cannot be used"):
        open_server(folder, PAGE, port=port)
    with pytest.raises(ConfigError, match=r"there is no page 2020/review\.html"):
        open_server(folder, "2020/review.html")
    assert file_of(folder, "/index.html") == (folder / "index.html").resolve()


@pytest.mark.skipif(os.name != "posix", reason="sends the signal of Ctrl+C")
def test_ctrl_c_ends_it_without_a_traceback(folder):
    """The one way it ends; the port is free afterwards."""
    code = (
        "import sys; from pathlib import Path; from thidua.deliver.release.serve import serve; "
        "serve(Path(sys.argv[1]), sys.argv[2], tell=lambda text: print(text, flush=True)); print('ended')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder), PAGE],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as visitor:
            visitor.sendall(f"GET /index.html HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            assert visitor.recv(12) == b"HTTP/1.0 200"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)

    assert (process.returncode, out, err) == (0, "ended\n", "")
