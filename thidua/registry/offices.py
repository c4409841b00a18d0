"""Who issues a report: the heading, symbol, place, signature and recipients of its document.

Every row is configuration that the office corrects; number, date and signature stay blank for the agency.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.dated import Dated, shown_day
from thidua.registry.tables import day, parts, read_rows
from thidua.registry.units import get_unit


@dataclass(frozen=True, slots=True)
class Office(Dated):
    """The issuing body of a unit's report, as Decree 30/2020/NĐ-CP lays a document out.

    Attributes
    ----------
    unit
        Unit id.
    parent_agency, agency
        The two lines of the heading.
    issuer
        The issuing body in running text.
    symbol
        What follows the number: ``BC-HĐTĐKT``.
    place
        Before the date.
    on_behalf, signer
        The lines above the signature.
    recipients
        The lines of *Nơi nhận*.
    valid_from, valid_to
        First and last day; None means before the registry's first record, or still valid.
    confidence
        ``convention`` until the office has confirmed the row.
    """

    unit: str
    parent_agency: str
    agency: str
    issuer: str
    symbol: str
    place: str
    on_behalf: str
    signer: str
    recipients: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    confidence: str


@cache
def offices() -> tuple[Office, ...]:
    """Return every office of the table, in its order."""
    return tuple(
        Office(
            unit=row["unit"],
            parent_agency=row["parent_agency"],
            agency=row["agency"],
            issuer=row["issuer"],
            symbol=row["symbol"],
            place=row["place"],
            on_behalf=row["on_behalf"],
            signer=row["signer"],
            recipients=parts(row, "recipients", "|"),
            valid_from=day(row, "valid_from"),
            valid_to=day(row, "valid_to"),
            confidence=row["confidence"],
        )
        for row in read_rows("offices")
    )


def office_of(unit_id: str, on: date) -> Office:
    """Return the office that issues the unit's report on that day.

    Raises
    ------
    ConfigError
        If the unit is unknown, or no office is recorded for it on that day; names the table to complete.
    """
    unit = get_unit(unit_id)
    for office in offices():
        if office.unit == unit_id and office.is_valid(on):
            return office
    raise ConfigError(
        f"no issuing office for {unit.name} ({unit.id}) on {shown_day(on)}; add a row to the registry table offices.csv"
    )
