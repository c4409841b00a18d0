"""The key of a printed figure: what it counts, whose, when, and of what it is a share; equal keys show equal values.

A key is put together from parts: a table says what holds for all of it, a row and a column what is their own. It
travels in the executed notebook and is printed nowhere; what is done with it is in `thidua.run.agreement`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from thidua.present.numbers import write_number, write_percent

if TYPE_CHECKING:
    from thidua.measures.intervals import Share
    from thidua.present.known import Known
    from thidua.registry import Period

Shown = Literal["count", "percent", "amount", "decimal", "decimal2", "decimal3"]
"""How a figure is printed: a whole number, a fraction as per cent, an amount (without decimals where it is whole, else
with one), or a number with one, two or three decimals."""
DECIMALS: dict[str, int] = {"count": 0, "percent": 1, "amount": 1, "decimal": 1, "decimal2": 2, "decimal3": 3}


@dataclass(frozen=True)
class Key:
    """What one figure is, or a part of it; an empty field means all, or that it does not apply.

    Attributes
    ----------
    what
        The measure: "awarded", "recipients", "registered", "share", "rate", …
    award, award_type, level, authority, kind, recipient_class, status, count_unit
        As in the facts; ``level`` and ``authority`` only where one form is told apart by them.
    whose
        The id of a unit, or `group_id` of several that are added up.
    when
        A period as it is written: "2023-H1".
    base
        Of what a share is a share, or what a rate is counted over; empty for a count.
    """

    what: str = ""
    award: str = ""
    award_type: str = ""
    level: str = ""
    authority: str = ""
    kind: str = ""
    recipient_class: str = ""
    status: str = ""
    count_unit: str = ""
    whose: str = ""
    when: str = ""
    base: str = ""

    def __or__(self, other: Key) -> Key:
        """This key with what the other says, which is nearer to the figure."""
        said = other.said
        return Key(**{**vars(self), **said}) if said else self

    @property
    def said(self) -> dict[str, str]:
        """The fields that say something, as they travel in a notebook."""
        return {name: value for name, value in vars(self).items() if value}

    def __str__(self) -> str:
        """Name the figure for an operator: "what=awarded, award=GKH, whose=huyen-ba-be, when=2023-H1"."""
        return ", ".join(f"{name}={value}" for name, value in self.said.items())


ALL = Key()
"""The key that says nothing: of the last row of a table, or of its column of sums."""
SHARE, PART, WHOLE = Key("share"), Key("part of a share"), Key("whole of a share")
"""What the three figures of one share are; what they are the share, the part and the whole of is in ``base``."""


@dataclass(frozen=True)
class Keyed:
    """A figure that stands in running text or beside a label: its key, its value, and how it is printed there.

    ``value`` is a number, or the mark "…" or "–"; a share is a fraction.
    """

    key: Key
    value: float | str
    shown: Shown = "count"
    decimals: int | None = None

    def __post_init__(self) -> None:
        # Those that are usual for what it shows are told as well: two figures that print alike are equal.
        if self.decimals is None:
            object.__setattr__(self, "decimals", DECIMALS[self.shown])

    @property
    def words(self) -> str:
        """The figure as it is printed, in the language of the report."""
        return written(self.value, self.shown, self.decimals)

    def payload(self) -> dict[str, Any]:
        """The figure as it travels in a notebook."""
        return {"key": self.key.said, "value": self.value, "show": self.shown, "decimals": self.decimals}

    @classmethod
    def parse(cls, said: Mapping[str, Any]) -> Keyed:
        """The figure that travelled."""
        return cls(Key(**said["key"]), said["value"], said["show"], said["decimals"])


def written(value: float | str, shown: Shown, decimals: int | None = None) -> str:
    """A value as a page prints it."""
    places = DECIMALS[shown] if decimals is None else decimals
    if isinstance(value, str):
        return value
    return write_percent(value, decimals=places) if shown == "percent" else write_number(value, decimals=places)


def group_id(units: Iterable[str]) -> str:
    """The id of several units whose figures are added up; of one unit, its own.

    >>> group_id(["huyen-na-ri", "huyen-ba-be"])
    'huyen-ba-be+huyen-na-ri'
    """
    return "+".join(sorted(set(units)))


def key_of(report: Known, what: str = "awarded", period: Period | None = None) -> Key:
    """What all figures of a report on its own unit have in common; of another period if one is named."""
    return Key(what=what, whose=report.unit.id, when=str(period or report.period))


def share_figures(key: Key, share: Share, *, few: int, decimals: int = 1) -> tuple[Keyed, ...]:
    """A share as running text tells it: its two counts, and the percentage unless there are too `few` cases.

    Parameters
    ----------
    key
        What it is a share of what (``base``); its ``what`` is filled in.
    """
    counts = (Keyed(key | PART, share.part), Keyed(key | WHOLE, share.whole))
    if share.share is None or share.whole < few:
        return counts if share.whole else ()
    return (*counts, Keyed(key | SHARE, share.share, "percent", decimals))


def before_key(report: Known) -> Key:
    """The same period before; where what it has is not all on the common ground, a figure of its own."""
    return ground_key(report) | Key(when=str(report.period.comparison()))


def ground_key(report: Known) -> Key:
    """What is added up of what this period and the same period before both know: a figure of its own if not all."""
    return ALL if report.ground.is_whole else ON_COMMON_GROUND


def ratio_key(award: str, of_award: str) -> Key:
    """What a share of individuals with one title among those with another is a share of."""
    return Key(kind="individual", award=award, base=of_award)


def class_key(recipient_class: str, award: str, base: str) -> Key:
    """What a recipient class is a share of, among the individuals who received a form or a group of forms.

    Parameters
    ----------
    base
        `EVERYBODY` who received it, or `MANAGERS_AND_WORKERS` (indicator K05).
    """
    return Key(kind="individual", award=award, recipient_class=recipient_class, base=base)


EVERYBODY, MANAGERS_AND_WORKERS = "individuals", "managers and direct workers"
CERTIFICATES = "certificates"
"""All certificates of merit and commendation together."""
DIRECT_WORKERS = class_key("direct_worker", CERTIFICATES, MANAGERS_AND_WORKERS)
"""The share of direct workers that is told of every unit."""
ON_COMMON_GROUND = Key(base="what both periods know")
SHARED = Key(base="forms of the unit that both periods know")
"""What a unit had in the same period before, of the forms that both periods know."""
KNOWN = Key(base="what is known")
"""A sum that lacks what is not known."""
WITHOUT_QUOTA = Key("awarded", award="without titles by quota")
"""All awards but the titles whose number follows that of the staff."""
FIGHTERS = Key("rate", award="individual titles", base="staff")
"""Individual titles, without those that most of the staff receive, per 1,000 staff."""
