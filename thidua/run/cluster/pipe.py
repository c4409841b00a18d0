"""How a worker and its crew speak: each message with its length before it. It travels with `host`."""

from __future__ import annotations

from typing import IO

HEAD = 8
"""Bytes before each message: its length, the largest byte first."""


def send(pipe: IO[bytes], message: bytes) -> None:
    """Send one message; raises `OSError` if nobody is there to read it."""
    pipe.write(len(message).to_bytes(HEAD, "big"))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Wait for one message; None if nothing more comes, or only a part of it did."""
    head = pipe.read(HEAD)
    if len(head) < HEAD:
        return None
    length = int.from_bytes(head, "big")
    message = pipe.read(length)
    return message if len(message) == length else None
