"""The words of a period: the label a report prints, and the period meant by a text that is nearly one.

The patterns are in ``tables/bases.toml``; the rules of what a period is are in ``periods``.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from thidua.errors import ConfigError
from thidua.registry.tables import read_toml
from thidua.registry.text import fold

# Words that a label may have or lack without another meaning.
_SILENT = frozenset({"năm", "giai", "đoạn", "of", "the", "stage", "kì", "báo", "cáo", "từ", "đến", "to"})
_NUMBER_OF_MONTHS = re.compile(r"(?<![0-9])([0-9]{1,2}) tháng\b(?! (?:đầu|cuối)\b)")
_LISTED = re.compile(r"[,;&]|\bvà\b|\band\b")
"""What stands between two that are meant each by itself."""
_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def period_label(kind: str, year: int, number: int | None, labels: str, lang: str) -> str:
    """Return the label of a period from the pattern of its kind.

    Parameters
    ----------
    labels
        The set of patterns, ``year`` or ``school-year``.
    lang
        ``vi`` or ``en``.

    Raises
    ------
    ConfigError
        If the language is another one.
    """
    patterns: dict[str, dict[str, str]] = read_toml("bases")["labels"][labels]
    if lang not in patterns:
        raise ConfigError(f'no period labels in "{lang}"; expected vi or en')
    key = f"half-{number}" if kind == "half" else kind
    values: dict[str, Any] = {"year": year, "next_year": year + 1, "number": number}
    if kind == "stage" and number is not None:
        values |= {"last_year": number, "after_last_year": number + 1}
    elif number is not None:
        # Each list of words reaches as far as the kinds that use it: four ordinals, twelve month names.
        for word, words in read_toml("bases")["words"].items():
            values[word] = words[number - 1] if number <= len(words) else ""
    return patterns[lang][key].format(**values)


def _tokens(text: str) -> tuple[str, ...]:
    words = re.findall(r"[0-9]+|[^\W\d_]+", fold(text))
    plain = (_NUMERALS.get(word, word.lstrip("0") or "0") for word in words if word not in _SILENT)
    return tuple(sorted(plain))


def _periods_of(year: int) -> Iterator[tuple[str, int | None, str]]:
    """Yield kind, number and canonical text of the periods of one year, the ones people mean most first."""
    yield "year", None, f"{year}"
    for half in (1, 2):
        yield "half", half, f"{year}-H{half}"
    for quarter in (1, 2, 3, 4):
        yield "quarter", quarter, f"{year}-Q{quarter}"
    for month in range(1, 13):
        yield "month", month, f"{year}-{month:02d}"
    for months in range(1, 12):
        yield "months-to-date", months, f"{year}-M{months}"


@lru_cache(maxsize=64)
def _written_as(year: int) -> dict[tuple[str, ...], str]:
    """Map every way to write a period of the year to its canonical text."""
    meant: dict[tuple[str, ...], str] = {}
    for kind, number, canonical in _periods_of(year):
        printed = [period_label(kind, year, number, labels, lang) for labels, lang in _label_sets()]
        for way in (canonical, *printed):
            meant.setdefault(_tokens(way), canonical)
    # The twelve months to date are the year.
    for way in (f"{year}-M12", f"12 tháng đầu năm {year}", f"12 tháng năm {year}", f"cả năm {year}"):
        meant.setdefault(_tokens(way), f"{year}")
    return meant


def _label_sets() -> list[tuple[str, str]]:
    return [(labels, lang) for labels, patterns in read_toml("bases")["labels"].items() for lang in patterns]


def nearly_written(text: str, first_year: int, last_year: int) -> str | None:
    """Return the canonical text of the period that a label or a careless text means, or None.

    Examples
    --------
    >>> nearly_written("giai đoạn 2016-2020", 1945, 2100), nearly_written("2017h1", 1945, 2100)
    ('2016..2020', '2017-H1')
    >>> nearly_written("6 tháng 2023", 1945, 2100), nearly_written("tháng 6/2023", 1945, 2100)
    ('2023-H1', '2023-06')
    """
    if len(text) > 100:
        return None
    # "6 tháng" are six months, "tháng 6" is June: the same words in another order.
    text = _NUMBER_OF_MONTHS.sub(r"\1 tháng đầu ", fold(text))
    tokens = _tokens(text)
    named = sorted({int(token) for token in tokens if re.fullmatch("[0-9]{4}", token)})
    years = [year for year in named if first_year <= year <= last_year]
    for year in years:
        if canonical := _written_as(year).get(tokens):
            return canonical
    if len(years) == 2 and tokens == tuple(str(year) for year in years) and not _LISTED.search(text):
        return f"{years[0]}..{years[1]}"
    return None
