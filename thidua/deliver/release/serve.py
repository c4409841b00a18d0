"""Shows the finished pages of `reports/` to the browser of this machine, and to nobody else.

Only pages and their files are served. The ledger, run logs, mails and whatever begins with a dot are not there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import BinaryIO
from urllib.parse import quote, unquote, urlsplit

from thidua.errors import ConfigError

HERE = "127.0.0.1"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""What is served, by ending: a list of what may be seen, since one of what may not is never complete."""

PATIENCE_SECONDS = 30
"""A browser that opens a connection and says nothing is let go."""

HEADERS = {
    "Cache-Control": "no-store",  # the page is written anew with every build
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
}


def serve(folder: Path, page: str, *, port: int = 0, tell: Callable[[str], None]) -> None:
    """Serve a folder read-only on 127.0.0.1 until Ctrl+C.

    Parameters
    ----------
    folder, page
        The folder and the page in it that a visitor of "/" is sent to: "illustrative/2023-H1/review.html".
    port
        0 takes a free one.
    tell
        Is given the address once it answers.

    Raises
    ------
    ConfigError
        If there is no such page, or the port is taken.
    """
    with open_server(folder, page, port=port) as server:
        tell(address(server))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def open_server(folder: Path, page: str, *, port: int = 0) -> ThreadingTCPServer:
    """The server, listening but not yet answering."""
    if file_of(folder, f"/{quote(page)}") is None:
        raise ConfigError(f"there is no page {page} in {folder}")

    class Pages(_Pages):
        shown_folder, first_page = folder, page

    try:
        return _Server((HERE, port), Pages)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ConfigError(
            f"port {port} of this machine cannot be used ({reason}); leave it out to take a free one"
        ) from None


def address(server: ThreadingTCPServer) -> str:
    """Where a browser of this machine finds it."""
    return f"http://{HERE}:{server.socket.getsockname()[1]}/"


def file_of(folder: Path, target: str) -> Path | None:
    """The file that the target of a request means; None if it may not be seen or is not there."""
    # A double slash would be read as the name of a server.
    parts = unquote(urlsplit("/" + target.lstrip("/")).path).split("/")[1:]
    if any(part in ("", ".", "..") or part.startswith(".") or not part.isprintable() for part in parts):
        return None
    if any(letter in part for part in parts for letter in "\\:"):  # drives and streams of Windows
        return None
    base = folder.resolve()
    path = base.joinpath(*parts).resolve()
    if not path.is_relative_to(base) or path.suffix.lower() not in TYPES or not path.is_file():
        return None
    return path


class _Server(ThreadingTCPServer):
    """Each request has its own thread, none of which keeps the program from ending.

    Not the server of `http.server`, which asks the network for the name of this machine before it begins.
    """

    daemon_threads = True
    # On Windows a second program could then listen on the same port.
    allow_reuse_address = os.name == "posix"


class _Pages(BaseHTTPRequestHandler):
    """Answers GET and HEAD for the files of one folder; everything else is refused by the base class."""

    shown_folder: Path
    first_page: str
    timeout = PATIENCE_SECONDS

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what GET would, but the file."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if not self._is_meant():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This address is not served here")
            return
        if urlsplit(self.path).path == "/":
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{quote(self.first_page)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path = file_of(self.shown_folder, self.path)
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND, "There is no such page")
            return
        with path.open("rb") as file:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", TYPES[path.suffix.lower()])
            self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
            self.end_headers()
            if with_body:
                self._send(file)

    def _send(self, file: BinaryIO) -> None:
        try:
            shutil.copyfileobj(file, self.wfile)
        except ConnectionError:  # the visitor went on before the file was whole
            self.close_connection = True

    def _is_meant(self) -> bool:
        """Whether the browser asked for this machine: a page elsewhere can point a name of its own at 127.0.0.1."""
        port = self.connection.getsockname()[1]
        return self.headers.get("Host", "") in (f"{HERE}:{port}", f"localhost:{port}")

    def version_string(self) -> str:
        """The name of the program and no version: nobody needs to know which one."""
        return "thidua"

    def end_headers(self) -> None:
        """Every answer forbids caching, guessing and framing."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal shows the address, not the visits."""
