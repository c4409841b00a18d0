"""The index of measures says what the code says."""

from __future__ import annotations

import pkgutil

import thidua.measures
from tests.conftest import REPOSITORY
from thidua.measures.index import page, read_index

SERVING = {"extremes", "funnel", "index", "outcomes", "quantiles", "values"}
"""Modules whose functions serve measures of others, or that hold methods alone."""


def test_page_of_measures_is_what_the_docstrings_say():
    """A copy by hand would go stale: mend the docstring, then `python -m thidua.measures.index > docs/measures.md`."""
    assert (REPOSITORY / "docs" / "measures.md").read_text(encoding="utf-8") == page()


def test_every_measure_has_a_name_a_definition_a_unit_and_a_source():
    """A number without its unit, or a method that nobody can look up, is of no use to whoever reads the index."""
    index = read_index()
    lacking = [one.function for one in index if not (one.name and one.definition and one.unit and one.source)]

    assert lacking == []
    assert len({one.function for one in index}) == len(index)


def test_every_module_of_measures_has_an_entry():
    """A new measure that is not in the index would be found by those alone who wrote it."""
    modules = {found.name for found in pkgutil.iter_modules(thidua.measures.__path__)}

    assert modules - SERVING <= {one.function.partition(".")[0] for one in read_index()}


def test_every_number_of_the_indicator_catalogue_is_there():
    """K01 to K20 are what the office asks for by number."""
    codes = {code for one in read_index() for code in one.codes}

    assert codes == {f"K{number:02d}" for number in range(1, 21)}
