"""Who gets what: the recipients of `reports.toml` and of the file it names, and what each is entitled to.

Units are named one by one: to be entitled to a province is not to be entitled to its districts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from thidua.deliver.known_units import known_units
from thidua.deliver.settings import DeliverSettings, RecipientSettings, RoleSettings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all
from thidua.registry import quoted
from thidua.registry.rows import read_saved_rows
from thidua.run.plan import Edition
from thidua.run.reports import get_report, read_reports
from thidua.settings import InvalidError, problem_line

COLUMNS = ("name", "address", "role", "units", "lang")


def read_recipients(settings: DeliverSettings, root: Path) -> list[RecipientSettings]:
    """Every recipient, those of `reports.toml` first.

    Raises
    ------
    ConfigError
        If a role, unit or kind of report is not known, an address is named twice, or the file is not in order; names
        the recipient and what was expected.
    """
    reports = read_reports(root)
    for name, role in settings.roles.items():
        for kind in role.kinds:
            try:
                get_report(reports, kind)
            except ConfigError as problem:
                raise ConfigError(f"reports.toml, roles.{name}: {problem}") from None
    found = [("reports.toml, recipients", each) for each in settings.recipients]
    if settings.mail and settings.mail.recipients_file:
        found += _of_file(root / settings.mail.recipients_file)
    known, addresses = known_units(open_all(root)), set[str]()
    for where, each in found:
        if each.role not in settings.roles:
            roles = ", ".join(settings.roles) or "none"
            raise ConfigError(f"{where}: {each.name} has the unknown role {quoted(each.role)}; there are: {roles}")
        if not each.units:
            raise ConfigError(f"{where}: {each.name} has no unit; name those whose reports they are entitled to")
        for unit in each.units:
            known.check(unit, f"{where}: {each.name}")
        bare = each.mailbox.lower()
        if bare in addresses:
            raise ConfigError(f"{where}: {each.address} is named twice; give one entry all its units")
        addresses.add(bare)
    return [each for _, each in found]


def is_entitled(to: RecipientSettings, role: RoleSettings, edition: Edition) -> bool:
    """Whether a recipient may ever see an edition: one of their units, and names only for those who may have them."""
    return edition.unit.id in to.units and (role.names or not edition.names)


def wants(to: RecipientSettings, role: RoleSettings, edition: Edition) -> bool:
    """Whether a recipient gets an edition: entitled to it, of a kind of their role, in their language."""
    return is_entitled(to, role, edition) and edition.kind in role.kinds and edition.lang == to.lang


def _of_file(path: Path) -> Iterator[tuple[str, RecipientSettings]]:
    """Recipients of a CSV file; units set apart by , ; or |."""
    if not path.is_file():
        raise ConfigError(f"{path.name}: no such file; reports.toml, mail.recipients_file names it")
    for where, said in read_saved_rows(path, COLUMNS, optional=("lang",)):
        units = tuple(filter(None, (unit.strip() for unit in re.split("[,;|]", said.pop("units")))))
        lang = said.pop("lang") or "vi"
        try:
            yield where, RecipientSettings.of({**said, "units": units, "lang": lang})
        except InvalidError as invalid:
            raise ConfigError(f"{where}, {problem_line(invalid, RecipientSettings)}") from None
