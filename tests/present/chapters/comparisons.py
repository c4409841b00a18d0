"""Comparisons of a few visible units, and the illustrative province that several tests look at."""

from functools import cache

from tests.conftest import REPOSITORY
from thidua.facts.dataset import open_dataset
from thidua.facts.denominators import Denominator
from thidua.measures.intervals import wilson_share
from thidua.measures.rates import rate_per_1000
from thidua.present import Report
from thidua.present.compared.unit import ComparedUnit, Counts
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.table import Table
from thidua.registry import Period, get_unit

IDS = (
    "tp-bac-kan",
    "huyen-pac-nam",
    "huyen-ba-be",
    "huyen-ngan-son",
    "huyen-bach-thong",
    "huyen-cho-don",
    "huyen-cho-moi",
    "huyen-na-ri",
)
INSTANCES = frozenset({"instance"})


@cache
def illustrative(period: str, unit: str = "tinh-bac-kan") -> Report:
    """The report on a period of the illustrative province."""
    return Report(open_dataset("illustrative", REPOSITORY), get_unit(unit), Period.parse(period))


@cache
def measured(period: str, unit: str = "tinh-bac-kan") -> UnitComparison:
    """The units of the illustrative province in a period, measured."""
    found = compare(illustrative(period, unit))
    assert found is not None
    return found


def counts(collective: int | None, individual: int | None, count_units: frozenset[str] = INSTANCES) -> Counts:
    """Awards of collectives and individuals; of two None nothing is known."""
    known = [number for number in (collective, individual) if number is not None]
    total = sum(known) if known else None
    return Counts(collective, individual, None, None, total, count_units if known else frozenset())


def compared(
    unit: str = "huyen-ba-be",
    now: tuple[int | None, int | None] = (20, 80),
    before: tuple[int | None, int | None] = (20, 75),
    *,
    forms: dict[str, int] | None = None,
    fighters: int | None = 40,
    staff: int | None = 800,
    direct: tuple[int, int] = (30, 50),
    count_units: frozenset[str] = INSTANCES,
) -> ComparedUnit:
    """One unit whose figures say only what differs from an ordinary one."""
    people = Denominator(unit, 2023, "staff", staff, "thu", "tự viết") if staff is not None else None
    return ComparedUnit(
        unit=get_unit(unit),
        counts=counts(*now, count_units),
        before=counts(*before, count_units),
        compared=counts(*now, count_units),
        compared_before=counts(*before, count_units),
        forms={"GKH": 60, "BKT": 40} if forms is None else forms,
        fighters=rate_per_1000(fighters, people),
        direct=wilson_share(*direct),
        without_class=0,
        advanced=None,
        common=counts(*now, count_units),
        common_before=counts(*before, count_units),
    )


def comparison(*members: ComparedUnit, others: tuple[ComparedUnit, ...] = (), differing: tuple[str, ...] = ()):
    """Units beside each other; of none, eight ordinary ones."""
    return UnitComparison(members or tuple(compared(unit) for unit in IDS), others, differing)


def total_row(table: Table) -> dict:
    """The cells of the total row of a table."""
    return next(row.cells for row in table.rows if row.role == "total")
