"""Addresses without a scheduler: nobody listens there, or somebody who says nothing, or who speaks HTTP."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@contextmanager
def nobody() -> Iterator[int]:
    """A port where nobody listens."""
    yield 9


@contextmanager
def silent() -> Iterator[int]:
    """A port where connections are taken by the system, and nobody ever reads."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@contextmanager
def web() -> Iterator[int]:
    """A port where HTTP is spoken."""

    class Answer(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(params=[nobody, silent, web])
def stranger(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of each, without a scheduler."""
    with request.param() as port:
        yield f"tcp://127.0.0.1:{port}"
