"""A chapter: one subject of a report that one can hold, in a notebook or by hand."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from thidua.present.known import Known

M = TypeVar("M")


class Chapter(Generic[M]):
    """One subject of a report: measured when first looked at; told, drawn and tabulated from that alone.

    Parameters
    ----------
    known
        What the report knows.
    measured
        What was measured of it, if a person or a test hands that in; None is something that was measured, too: that
        nothing is known.

    Notes
    -----
    Its verbs say what comes back: ``finding`` sentences, ``chart`` a chart, ``table`` a table; each may give None,
    which a notebook does not show.
    """

    def __init__(self, known: Known, *measured: M) -> None:
        self.known = known
        if measured:
            (self.measured,) = measured

    @cached_property
    def measured(self) -> M:
        """What the chapter is told from, measured once for the whole report."""
        return self.measure()

    def measure(self) -> M:
        """Measure it anew; a chapter says how."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it is measured")

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {(type(self).__doc__ or '').splitlines()[0]}>"


C = TypeVar("C", bound=Chapter[Any])


class ChapterOf(Generic[C]):
    """An attribute of a report: a chapter, made when it is first looked at and kept with what it measured.

    ``part`` is where in a report it mostly stands.
    """

    def __init__(self, of: type[C], part: str) -> None:
        self.of = of
        self.part = part

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, report: None, owner: type) -> ChapterOf[C]: ...

    @overload
    def __get__(self, report: Known, owner: type) -> C: ...

    def __get__(self, report: Known | None, owner: type) -> C | ChapterOf[C]:
        """The chapter of a report; asked of the class, what kind of chapter it is."""
        if report is None:
            return self
        chapter = report.__dict__[self.name] = self.of(report)
        return chapter


def chapters_of(report: type[Known]) -> dict[str, ChapterOf[Any]]:
    """The chapters that a kind of report has, by name, in the order of its outline."""
    of_each = (vars(kind).items() for kind in reversed(report.__mro__))
    return {name: one for of_one in of_each for name, one in of_one if isinstance(one, ChapterOf)}
