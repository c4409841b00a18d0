"""The text that names one figure, so that it can be asked where it comes from: written by `facts`, read by `trace`.

It is the text of `thidua.present.keyed.Key`, with unit and period. A part that is left out means all of it together;
one that is not told of the figure is written "-". Forms of which some alone are added up are joined with "|".
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from thidua.errors import ConfigError
from thidua.facts.columns import COUNT_UNITS
from thidua.registry import (
    Period,
    get_authority,
    get_level,
    get_recipient_class,
    get_status,
    merged_award_types,
    merged_awards,
    merged_kinds,
    quoted,
)
from thidua.registry.lookup import did_you_mean, look_up
from thidua.speech import say

NOT_TOLD = "-"
REST = "rest"
"""The class of what a whole has more than its classes."""
_OR = "|"
_JOINT = ", "
_EXAMPLE = '"what=awarded, award=GKH, whose=huyen-ba-be, when=2023-H1"'


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What one figure counts; a part that is None is added up, one that is empty was not told.

    Attributes
    ----------
    what
        The status of what is counted: "awarded", "proposed", …
    award, award_type, level, authority, kind, recipient_class, count_unit
        As in the facts.
    whose
        The id of the unit.
    when
        The period as it is written: "2023-H1".

    Examples
    --------
    >>> one = Figure(what="awarded", award="GKH", award_type="", whose="huyen-ba-be", when="2023-H1")
    >>> str(one)
    'what=awarded, award=GKH, award_type=-, whose=huyen-ba-be, when=2023-H1'
    >>> Figure.parse(str(one)) == one
    True
    """

    what: str
    award: str | None = None
    award_type: str | None = None
    level: str | None = None
    authority: str | None = None
    kind: str | None = None
    recipient_class: str | None = None
    count_unit: str | None = None
    whose: str
    when: str

    @property
    def awards(self) -> tuple[str, ...]:
        """The forms that are added up, merged ones by their joint code; none means all.

        >>> Figure(what="awarded", award="GKH|GKX", whose="x", when="2020").awards
        ('GKH', 'GKX')
        """
        return tuple(self.award.split(_OR)) if self.award else ()

    @property
    def period(self) -> Period:
        """When, as a period."""
        return Period.parse(self.when)

    @staticmethod
    def of_some(codes: Iterable[str]) -> str:
        """The part ``award`` of a figure that adds up these forms alone."""
        return _OR.join(sorted(set(codes)))

    @property
    def said(self) -> dict[str, str]:
        """The parts that are told apart, in the order in which they are written."""
        found = ((name, getattr(self, name)) for name in _ORDER)
        return {name: value for name, value in found if value is not None}

    def __str__(self) -> str:
        """Write the text that `parse` reads back."""
        return _JOINT.join(f"{name}={value or NOT_TOLD}" for name, value in self.said.items())

    @classmethod
    def parse(cls, text: str) -> Figure:
        """Read the text of a figure.

        Raises
        ------
        ConfigError
            If it is none: names the part that is wrong, and the nearest name of a part.
        """
        if not isinstance(text, str):
            raise ConfigError(f"{quoted(text)} is no figure; write the text in the column figure of facts()")
        said: dict[str, str] = {}
        for part in text.split(","):
            name, mark, value = (word.strip() for word in part.partition("="))
            if not mark or not value:
                raise ConfigError(
                    say(
                        "{text} không phải là mã của số nào; hãy ghi như {example}", text=quoted(text), example=_EXAMPLE
                    )
                )
            if name not in _ORDER:
                near = difflib.get_close_matches(name, _ORDER, n=1)
                hint = did_you_mean(near) or "; " + say("hãy ghi một trong {values}", values=", ".join(_ORDER))
                raise ConfigError(
                    say("{text}: mã của một số không có {name}", text=quoted(text), name=quoted(name)) + hint
                )
            if name in said:
                raise ConfigError(say("{text}: {name} có hai lần; chỉ ghi một lần", text=quoted(text), name=name))
            said[name] = "" if value == NOT_TOLD else value
        if lacking := [name for name in ("what", "whose", "when") if not said.get(name)]:
            raise ConfigError(
                say(
                    "{text} thiếu {parts}; hãy ghi như {example}",
                    text=quoted(text),
                    parts=say(" và ").join(lacking),
                    example=_EXAMPLE,
                )
            )
        return cls(**said).checked()

    def checked(self) -> Figure:
        """The same figure, each of its parts looked up: a typing error is no figure of which nobody tells.

        Raises
        ------
        ConfigError
            On the first part that is no code; names the nearest.
        """
        Period.parse(self.when)
        get_status(self.what)
        for award in self.awards:
            merged_awards(award)
        checks: dict[str, Callable[[str], object]] = {
            "award_type": merged_award_types,
            "level": get_level,
            "authority": get_authority,
            "kind": merged_kinds,
            "recipient_class": lambda code: code == REST or get_recipient_class(code),
            "count_unit": lambda code: look_up("count unit", code, COUNT_UNITS),
        }
        for name, check in checks.items():
            if value := getattr(self, name):
                check(value)
        return self


_ORDER = tuple(each.name for each in fields(Figure))
