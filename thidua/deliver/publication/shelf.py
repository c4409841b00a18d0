"""The public folder as it stands: what of it is ours, what is not, and how a file is put there or taken away.

Links are never followed, neither to look nor to write nor to take away.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from thidua.deliver.publication.known import MADE, Written
from thidua.put import aside_of, put
from thidua.run.key import content_hash

FOLDER_MODE, FILE_MODE = 0o755, 0o644


@dataclass(frozen=True)
class Wanted:
    """A file that shall stand at an address: what it is made of, and what writes it to a path."""

    address: str
    made_of: str
    write: Callable[[Path], None]


@dataclass
class Shelf:
    """One public folder.

    Attributes
    ----------
    known
        The files that we wrote, by address; changed in place as files are put and taken.
    files, folders
        What stood there when it was looked at, and what was put since, by address.
    links
        What is neither a file nor a folder; a link is one of these, whatever it leads to.
    """

    place: Path
    known: dict[str, Written]
    files: dict[str, os.stat_result] = field(default_factory=dict)
    folders: dict[str, os.stat_result] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    ours: set[str] = field(default_factory=set)
    """The folders that hold what we wrote, or held it."""
    halves: set[str] = field(default_factory=set)
    """What a killed run left half written."""

    def look(self) -> None:
        """Find out what stands there; nothing is changed."""
        self.ours = {above for address in self.known for above in _above(address)}
        if self.place.is_dir():
            self._look_into(self.place, "")
        asides = {_aside(address) for address in self.known if address != MADE}
        self.halves = {aside for aside in asides if self.files.pop(aside, None) is not None}

    @property
    def is_away(self) -> bool:
        """Whether nothing is left of what was put there: a share that is offline leaves an empty folder, or none."""
        return any(each.is_put for each in self.known.values()) and not any(each in self.files for each in self.known)

    def _look_into(self, folder: Path, before: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                found, address = entry.stat(follow_symlinks=False), before + entry.name
                if stat.S_ISDIR(found.st_mode) and not _is_junction(found):
                    self.folders[address] = found
                    self._look_into(folder / entry.name, f"{address}/")
                elif stat.S_ISREG(found.st_mode):
                    self.files[address] = found
                else:
                    self.links.add(address)

    def foreign(self) -> list[str]:
        """The addresses of what stands there and is not ours, in alphabetical order."""
        return sorted({*self.links, *(set(self.files) - set(self.known)), *(set(self.folders) - self.ours)})

    def stands(self, address: str, made_of: str) -> bool:
        """Whether just this stands at an address; a file that was touched is read, and known anew if it is the same."""
        found, known = self.files.get(address), self.known.get(address)
        if found is None or known is None or known.made_of != made_of:
            return False
        if known.is_at(found):
            return True
        if content_hash((self.place / address).read_bytes()) != made_of:
            return False
        self.known[address] = Written(made_of, found.st_size, found.st_mtime_ns)
        return True

    def take_halves(self) -> None:
        """Take away what was left half written."""
        for aside in self.halves:
            (self.place / aside).unlink()
        self.halves.clear()

    def take(self, address: str) -> None:
        """Take away a file of ours; one that is gone already is no error."""
        if address in self.files:
            (self.place / address).unlink(missing_ok=True)
            del self.files[address]
        del self.known[address]

    def take_all(self, addresses: Iterable[str]) -> None:
        """Take away several files, and the folders that hold nothing then.

        Raises
        ------
        OSError
            For the first that could not be taken, when the others are gone.
        """
        problems: list[OSError] = []
        for address in addresses:
            try:
                self.take(address)
            except OSError as problem:
                problems.append(problem)
        self.tidy()
        if problems:
            raise problems[0]

    def put(self, wanted: Wanted) -> None:
        """Put a file in its place, readable by everybody; folders that are missing are made."""
        for above in reversed(list(_above(wanted.address))):
            if above not in self.folders:
                folder = self.place / above
                folder.mkdir()
                folder.chmod(FOLDER_MODE)
                self.folders[above] = folder.lstat()
                self.ours.add(above)
        path = self.place / wanted.address
        put(path, wanted.write, mode=FILE_MODE)
        found = self.files[wanted.address] = path.lstat()
        self.known[wanted.address] = Written(wanted.made_of, found.st_size, found.st_mtime_ns)

    def tidy(self) -> None:
        """Take away folders of ours that hold nothing any more, and give the others the modes that readers need."""
        needed = {above for address in self.known for above in _above(address)}
        for folder in sorted(self.ours & set(self.folders) - needed, key=len, reverse=True):
            if not any((self.place / folder).iterdir()):
                (self.place / folder).rmdir()
                del self.folders[folder]
        modes = [(each, self.files[each], FILE_MODE) for each in self.known if each in self.files]
        modes += [(each, self.folders[each], FOLDER_MODE) for each in needed & set(self.folders)]
        for address, found, mode in modes:
            if os.name == "posix" and stat.S_IMODE(found.st_mode) != mode:
                (self.place / address).chmod(mode)


def _above(address: str) -> Iterator[str]:
    """The addresses of the folders above one, the nearest first."""
    while "/" in address:
        address = address.rpartition("/")[0]
        yield address


def _aside(address: str) -> str:
    """Where a killed run may have left half a file."""
    return aside_of(PurePosixPath(address)).as_posix()


def _is_junction(found: os.stat_result) -> bool:
    """Whether a folder of Windows is another one in truth."""
    mark = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return mark is not None and getattr(found, "st_reparse_tag", 0) == mark
