"""Digests of answers: what a dataset answers now to questions that were noted before, each asked once a snapshot.

They are kept beside the snapshot, in a file named after all else that an answer depends on: code, settings, tables of
the province. So a build that has nothing to do opens no table.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.code_hash import code_hash
from thidua.errors import ReportError
from thidua.facts.reads import ask_again, questions_of

if TYPE_CHECKING:
    from thidua.facts.dataset import Dataset

LIVE = ("words", "day", "said", "people_of", "everybody")
"""Questions that are asked anew each time: a file that may change while the snapshot stays, the day it is."""

_WIDTH = 16


class Digests:
    """The digests of one dataset as it is now, or at the moment that it is held at."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def of(self, asked: str) -> str | None:
        """The digest of the answer to a question; None if it cannot be answered any more."""
        if _name(asked) in LIVE:
            return self._ask(asked)
        if asked not in self._known:
            self.foresee([asked])
        return self._known[asked]

    def foresee(self, asked: Iterable[str]) -> None:
        """Ask at once what will be asked for one by one, and keep the answers."""
        lacking = [one for one in dict.fromkeys(asked) if one not in self._known and _name(one) not in LIVE]
        if not lacking:
            return
        if any(_name(one) not in self._beside for one in lacking):
            self._dataset.facts.prepare(lacking)
        found = {one: self._ask(one) for one in lacking}
        self._known |= found
        self._keep({one: digest for one, digest in found.items() if digest is not None})

    def learn(self, told: Mapping[str, str]) -> None:
        """Keep what a report of this snapshot was answered: the same would be answered again."""
        fresh = {one: digest for one, digest in told.items() if one not in self._known and _name(one) not in LIVE}
        self._known |= fresh
        self._keep(fresh)

    def _ask(self, asked: str) -> str | None:
        try:
            if _name(asked) in self._beside:
                return ask_again(self._dataset, asked)
            return self._dataset.facts.digest_of(asked)
        except (ReportError, LookupError):
            return None

    @cached_property
    def _beside(self) -> frozenset[str]:
        """What is asked of the dataset beside its snapshot."""
        return frozenset(questions_of(type(self._dataset)))

    @cached_property
    def _path(self) -> Path:
        dataset = self._dataset
        depends = code_hash(), dataset.territory.key, dataset.settings.as_json()
        named = hashlib.sha256("\0".join(depends).encode()).hexdigest()[:_WIDTH]
        return dataset.current_snapshot / f"answers-{named}.txt"

    @cached_property
    def _known(self) -> dict[str, str | None]:
        """What was answered before; a line that a killed run left half is none."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
        except OSError:
            return {}
        # What stands behind the last line end is the rest of a line that is being written.
        return {_spoken(line[_WIDTH + 1 :]): line[:_WIDTH] for line in lines[:-1] if line[_WIDTH : _WIDTH + 1] == " "}

    def _keep(self, answered: Mapping[str, str]) -> None:
        """Add lines; where the folder may not be written to, the same is asked again the next time."""
        if not answered:
            return
        lines = "".join(f"{digest} {_written(one)}\n" for one, digest in answered.items())
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        except OSError:
            return
        try:
            # Begins on a line of its own, whatever a killed run left.
            os.write(file, f"\n{lines}".encode("utf-8", "surrogateescape"))
        finally:
            os.close(file)


def _name(asked: str) -> str:
    return asked.partition(" ")[0]


def _written(asked: str) -> str:
    """A question on one line: the name of a file may hold a line end."""
    return asked.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _spoken(line: str) -> str:
    if "\\" not in line:
        return line
    return "".join(_unescaped(line))


def _unescaped(line: str) -> Iterator[str]:
    letters = iter(line)
    for letter in letters:
        yield letter if letter != "\\" else {"n": "\n", "r": "\r"}.get(said := next(letters, ""), said)
