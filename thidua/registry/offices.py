"""Who issues a report: the heading, symbol, place, signature and recipients of its document.

Every row is configuration that the office corrects; number, date and signature stay blank for the agency.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from thidua.errors import ConfigError
from thidua.registry.dated import Dated, shown_day
from thidua.registry.tables import Row, parts, records
from thidua.registry.territory import per_territory
from thidua.registry.text import fold
from thidua.registry.typed import record_of
from thidua.registry.unit import Unit, known_level
from thidua.registry.unit_names import type_words
from thidua.registry.units import ancestors, get_unit, level_on, name_on


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


_TEXTS = ("parent_agency", "agency", "issuer", "symbol", "place", "on_behalf", "signer")
_PLACES = ("name", "short", "kind", "party", "initials", "parent", "parent_short", "parent_kind")
"""The names that a text may leave a place for, as {name}; in capitals, {NAME} is the name in capitals."""


@per_territory
def offices() -> tuple[Office, ...]:
    """Return every office that has a row of its own, in the table's order."""
    return tuple(records("offices", lambda row: _office(row, get_unit(row["unit"]).id)))


@per_territory
def office_rules() -> tuple[tuple[str, Office], ...]:
    """The office of every unit of a level, with places for the unit's name."""
    return tuple(records("office_rules", lambda row: (known_level(row["level"]), _office(row, ""))))


def _office(row: Row, unit: str) -> Office:
    recipients = parts(row, "recipients", "|")
    office = record_of(row, Office, unit=lambda _: unit, recipients=lambda _: recipients)
    _filled(office, dict.fromkeys((*_PLACES, *map(str.upper, _PLACES)), "tên"))
    return office


def office_of(unit_id: str, on: date) -> Office:
    """Return the office that issues the unit's report on that day: its own row, else by the rule of its level.

    Raises
    ------
    ConfigError
        If the unit is unknown, or no office is known for it on that day; names the table to complete.
    """
    unit = get_unit(unit_id)
    for office in offices():
        if office.unit == unit_id and office.is_valid(on):
            return _named(office, unit, on)
    for level, rule in office_rules():
        if level == level_on(unit, on) and rule.is_valid(on):
            return _named(rule, unit, on)
    raise ConfigError(
        f"no issuing office for {unit.name} ({unit.id}) on {shown_day(on)}; add a row to the registry table offices.csv"
    )


def _named(rule: Office, unit: Unit, on: date) -> Office:
    """The office of a rule with the names that the unit and the one above it have on a day."""
    above = ancestors(unit)[:1]
    name = name_on(unit, on)
    names = {"name": name, "short": unit.short_name, "kind": _kind(name), "party": _party(name)}
    names |= {"initials": "".join(word[0] for word in name.split() if word != "và")}
    if above:
        parent = name_on(above[0], on)
        names |= {"parent": parent, "parent_short": above[0].short_name, "parent_kind": _kind(parent)}
    names |= {key.upper(): name.upper() for key, name in names.items()}
    return replace(_filled(rule, names), unit=unit.id)


def _filled(office: Office, names: Mapping[str, str]) -> Office:
    """The office with names in the places that its texts leave for them."""
    try:
        said = {field: getattr(office, field).format_map(names) for field in _TEXTS}
        recipients = tuple(line.format_map(names) for line in office.recipients)
    except (KeyError, IndexError, ValueError):
        known = ", ".join(f"{{{name}}}" for name in names)
        raise ConfigError(f"a text has a place in braces for no name that is known; write one of {known}") from None
    return replace(office, recipients=recipients, **said)


def _kind(name: str) -> str:
    """The word before a unit's name: "huyện", "thành phố"."""
    return next((word for word in type_words() if fold(name).startswith(f"{word} ")), "")


def _party(name: str) -> str:
    """The Party's committee of a unit: "Huyện ủy", "Thành ủy"; of what has none, nothing."""
    first = _kind(name).partition(" ")[0]
    return f"{first.capitalize()} ủy" if first else ""
