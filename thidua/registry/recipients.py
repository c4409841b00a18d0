"""Who receives: kinds of recipients, the five classes of individuals in the statistical forms, and statuses.

The grouping of the classes into managers and direct workers is ours; entrepreneurs are shown apart.
"""

from dataclasses import dataclass
from functools import cache

from thidua.registry.lookup import look_up, split_merged
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class RecipientKind:
    """Collective, household, individual or exemplary model; ``short_vi`` is its abbreviation."""

    code: str
    short_vi: str
    name_vi: str
    name_en: str
    rank: int


@dataclass(frozen=True, slots=True)
class RecipientClass:
    """A class of individuals.

    Attributes
    ----------
    code, letter
        ``direct_labour`` and its letter in the forms, e; the letter is empty for the two coarse classes.
    scheme
        ``form`` for the five classes of the forms, ``coarse`` for the pair that the press uses.
    coarse
        Code of the coarse class it belongs to; entrepreneurs and coarse classes are their own.
    name_vi, short_vi, name_en
        Names in full and short.
    press_vi
        The wording of the press, for the coarse classes.
    rank
        Order on a page.
    source
        Form or article.
    """

    code: str
    letter: str
    scheme: str
    coarse: str
    name_vi: str
    short_vi: str
    name_en: str
    press_vi: str
    rank: int
    source: str


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a figure; only *awarded* enters award totals."""

    code: str
    name_vi: str
    name_en: str
    counts_in_totals: bool
    rank: int


@cache
def _kinds() -> dict[str, RecipientKind]:
    return {kind.code: kind for kind in typed("recipient_kinds", RecipientKind)}


@cache
def _classes() -> dict[str, RecipientClass]:
    return {one.code: one for one in typed("recipient_classes", RecipientClass)}


@cache
def _statuses() -> dict[str, Status]:
    return {status.code: status for status in typed("statuses", Status)}


def recipient_kinds() -> tuple[RecipientKind, ...]:
    """Return the kinds in their order on a page."""
    return tuple(sorted(_kinds().values(), key=lambda kind: kind.rank))


def get_recipient_kind(code: str) -> RecipientKind:
    """Return the kind of that code; ConfigError names the known ones."""
    return look_up("recipient kind", code, _kinds())


def merged_kinds(codes: str) -> tuple[RecipientKind, ...]:
    """Return the kinds of a figure that merges several, order kept.

    Examples
    --------
    >>> [kind.short_vi for kind in merged_kinds("collective+household+individual")]
    ['TT', 'HGĐ', 'CN']
    """
    return tuple(get_recipient_kind(code) for code in split_merged("recipient kind", codes))


def recipient_classes(scheme: str | None = None) -> tuple[RecipientClass, ...]:
    """Return the classes, or those of one scheme (``form`` or ``coarse``), in their order on a page.

    What the scheme ``mark`` holds is no class: a return counts enterprises among recipients of any class.
    """
    found = sorted(_classes().values(), key=lambda recipient: recipient.rank)
    return tuple(one for one in found if one.scheme == scheme or (scheme is None and one.scheme != "mark"))


def get_recipient_class(code: str) -> RecipientClass:
    """Return the class of that code; ConfigError names the known ones."""
    return look_up("recipient class", code, _classes())


def coarse_class(code: str) -> RecipientClass:
    """Return the coarse class of a class: ``manager`` for ``other_leader``; a coarse class is its own.

    Notes
    -----
    Managers are classes a, b and d of forms 0602.N and 0603.N, direct workers are e; entrepreneurs (c)
    stay apart.
    """
    return get_recipient_class(get_recipient_class(code).coarse)


def statuses() -> tuple[Status, ...]:
    """Return the statuses in their order on a page."""
    return tuple(sorted(_statuses().values(), key=lambda status: status.rank))


def get_status(code: str) -> Status:
    """Return the status of that code; ConfigError names the known ones."""
    return look_up("status", code, _statuses())
