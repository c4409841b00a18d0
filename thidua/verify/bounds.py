"""How much of a stranger's file is opened: whoever sends one may have made it to fill the disk or to never end.

A content of any size is hashed; only what holds other files is opened, and only so far.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20


@dataclass
class Bounds:
    """What is left to open of one file that was named, with all that lies in it.

    Attributes
    ----------
    depth
        So many mails, pieces of mails and archives may lie in each other.
    files
        So many files may lie in it.
    total
        So many bytes may come out of it.
    """

    depth: int = 16
    files: int = 5_000
    total: int = 512 * MEGABYTE

    def deeper(self) -> None:
        """Open one more mail or archive inside another.

        Raises
        ------
        TooMuchError
            If that is one too many.
        """
        self.depth -= 1
        if self.depth < 0:
            raise TooMuchError("depth")

    def shallower(self) -> None:
        """Come out of it again."""
        self.depth += 1

    def take(self, count: int) -> None:
        """Count bytes that came out; raises as `deeper` does."""
        self.total -= count
        if self.total < 0:
            raise TooMuchError("total")

    def take_file(self) -> None:
        """Count a file that came out; raises as `deeper` does."""
        self.files -= 1
        if self.files < 0:
            raise TooMuchError("files")


class TooMuchError(Exception):
    """More lies in a file than is opened of any."""


class UnclearError(Exception):
    """Programs may show different things of one mail or archive, or more than is answered."""


LARGEST = 128 * MEGABYTE
"""A mail or archive that is larger is not opened: mail servers take a quarter of that."""


def sha256_of(path: Path) -> str:
    """The hash of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
