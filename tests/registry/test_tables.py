"""Tables are read strictly, so that a slip while correcting one is found at once."""

import unicodedata
from importlib import resources
from pathlib import Path

import pytest

from thidua.errors import ConfigError
from thidua.registry.tables import day, flag, parse_rows, parts

TABLES = Path(str(resources.files("thidua.registry").joinpath("tables")))


def test_row_with_a_missing_or_extra_cell_names_its_line():
    """A lost comma shifts every later cell."""
    with pytest.raises(ConfigError, match=r"registry table units\.csv, line 3: the row does not fit its headings"):
        parse_rows("id,level\na,b\nc\n", "units")
    with pytest.raises(ConfigError, match="line 2"):
        parse_rows("id,level\na,b,c\n", "units")


def test_cells_become_dates_flags_and_parts():
    """An empty date is None; several values are joined with one separator."""
    [row] = parse_rows("from,to,yes,kinds\n2025-06-30,,true,a+b\n", "example")

    assert str(day(row, "from")) == "2025-06-30"
    assert day(row, "to") is None
    assert flag(row, "yes")
    assert parts(row, "kinds") == ("a", "b")
    assert parts(row, "to") == ()


def test_wrong_date_and_flag_are_refused():
    """30/06/2025 is how people write it, and not how tables do."""
    [row] = parse_rows("from,yes\n30/06/2025,1\n", "example")

    with pytest.raises(ConfigError, match='"30/06/2025" is not a date like 2025-06-30'):
        day(row, "from")
    with pytest.raises(ConfigError, match='"1" is neither true nor false'):
        flag(row, "yes")


def test_readme_documents_every_table():
    """A table whose source is not stated cannot be corrected."""
    text = (TABLES / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in (*TABLES.rglob("*.csv"), *TABLES.rglob("*.toml"))}

    assert sorted(name for name in names if f"`{name}`" not in text) == []


def test_every_cell_is_composed_unicode():
    """NFD in a table would look right and match nothing."""
    for path in (*TABLES.rglob("*.csv"), *TABLES.rglob("*.toml"), TABLES / "README.md"):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path
        assert "\u00a0" not in text, path


def test_same_table_has_the_same_columns_in_every_folder():
    """What is read of one province is read of all."""
    heads: dict[str, set[str]] = {}
    for path in TABLES.rglob("*.csv"):
        heads.setdefault(path.name, set()).add(path.read_text(encoding="utf-8").split("\n", 1)[0])

    assert {name for name, found in heads.items() if len(found) > 1} == set()
