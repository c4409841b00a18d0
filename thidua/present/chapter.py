"""A chapter: one subject of a report that one can hold, in a notebook or by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from thidua.present.known import Known

if TYPE_CHECKING:
    from thidua.present.chart import Chart
    from thidua.present.part import Part
    from thidua.present.table import Table

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
    A kind of chapter names its functions where it is declared: ``measure`` takes what is known, and ``finding``,
    ``detail``, ``chart`` and ``table`` take that and what was measured, or what is known alone where nothing is. They
    become verbs that say what comes back; each may give None, which a notebook does not show. Other verbs are methods.
    A finding is what a leader reads aloud; how sure it is, with intervals and ratios, is told by the detail.
    """

    def __init_subclass__(cls, *, measure: Callable[[Known], M] | None = None, **verbs: Callable[..., Any]) -> None:
        super().__init_subclass__()
        if measure is not None:
            cls._measure = staticmethod(measure)
        for name, function in verbs.items():
            setattr(cls, name, _verb(function))

    _measure: Callable[[Known], M] | None = None

    if TYPE_CHECKING:

        def finding(self) -> Part | None: ...

        def chart(self) -> Chart | None: ...

        def table(self) -> Table | Part | None: ...

    def __init__(self, known: Known, *measured: M) -> None:
        self.known = known
        if measured:
            (self.measured,) = measured

    @cached_property
    def measured(self) -> M:
        """What the chapter is told from, measured once for the whole report."""
        return self.measure()

    def measure(self) -> M:
        """What the chapter is told from, once for all chapters of the report that are told from the same."""
        if self._measure is None:
            raise NotImplementedError(f"{type(self).__name__} measures nothing")
        return self.known.once(self._measure)

    def detail(self) -> Part | None:
        """The statistics behind what is told, for those who look deeper; None where there are none."""
        return None

    @property
    def _is_measured(self) -> bool:
        return self._measure is not None or type(self).measure is not Chapter.measure

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {(type(self).__doc__ or '').splitlines()[0]}>"


def _verb(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of a chapter as its method: it is handed what is known, and what was measured if anything is."""

    @wraps(function)
    def verb(self: Chapter[Any]) -> Any:
        return function(self.known, self.measured) if self._is_measured else function(self.known)

    del verb.__wrapped__  # or its signature would be that of the function
    return verb


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
