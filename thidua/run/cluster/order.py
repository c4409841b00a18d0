"""What a runner asks of a machine of a cluster, and what it is answered: an edition by its name, its files as bytes."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any

from thidua.run.build import Made, Outcome
from thidua.run.plan import Edition


@dataclass(frozen=True)
class Order:
    """One edition to be made; no path is in it, since the project stands elsewhere there."""

    edition: str
    """Its name, as `str` of it gives it."""
    formats: tuple[str, ...]
    today: str
    snapshot: str
    """The name of the snapshot of facts that it is made from."""
    through: str = ""
    """The folder or object store that its files are left in; they come with the answer where this is empty."""

    @classmethod
    def of(cls, edition: Edition, formats: tuple[str, ...], through: str = "") -> Order:
        """The order for an edition whose dataset reads a snapshot."""
        today, snapshot = edition.dataset.today, edition.dataset.snapshot or edition.dataset.facts.snapshot
        return cls(str(edition), formats, today.isoformat(), snapshot.name, through)

    def to_bytes(self) -> bytes:
        """As it travels."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, said: bytes) -> Order:
        """As it arrives."""
        values = json.loads(said)
        return cls(**{**values, "formats": tuple(values["formats"])})


@dataclass(frozen=True)
class Answer:
    """What became of an order: the outcome without what only the runner knows, and the files of the work folder."""

    outcome: Mapping[str, Any]
    formats: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    """By name, the SHA-256 of each file that was left in the store instead."""
    at: str = ""
    """Where in the store."""
    bug: str = ""
    """The traceback of a bug of the program that kept it from being made."""

    @classmethod
    def of(cls, made: Made, files: Mapping[str, bytes]) -> Answer:
        """The answer that tells what was made, with its files."""
        told = {each.name: getattr(made.outcome, each.name) for each in fields(Outcome)}
        del told["edition"], told["evidence"]
        return cls(told, made.formats, files)

    def outcome_of(self, edition: Edition) -> Outcome:
        """The outcome, as the runner knows the edition."""
        return Outcome(edition, **self.outcome)

    def to_bytes(self) -> bytes:
        """As it travels."""
        return pickle.dumps(self)

    @classmethod
    def from_bytes(cls, said: bytes) -> Answer:
        """As it arrives: from a worker that runs our code, whoever can reach which can do as much."""
        answer: Answer = pickle.loads(said)
        return answer


def ordered(order: Order, edition: Edition) -> Edition:
    """The edition of an order, which reads the facts that the runner reads, of the day that it is there."""
    dataset = edition.dataset
    snapshot = dataset.folder / "snapshots" / order.snapshot
    return replace(edition, dataset=replace(dataset, today=date.fromisoformat(order.today), snapshot=snapshot))
