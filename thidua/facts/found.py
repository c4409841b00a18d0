"""Facts found in their Parquet file: of maybe millions of rows those that a question is about.

Rows are sorted by unit and period, so that most of a large file is passed over by what it says of its groups of rows;
of one group what was read is kept. What is done with the rows is for whoever asks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from thidua.facts.areas import Days
from thidua.intake.columns import FACTS

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_LOOKED_AT = ("unit", "period", "decided_on", "proposed_on")
"""What says which rows are meant."""


class Sought(NamedTuple):
    """Rows of units that are listed on some days, or stated for one of some periods."""

    units: Sequence[str]
    stated: Sequence[str]
    days: Days | None


class _Group(NamedTuple):
    """What a file says of one group of its rows: the first and last unit, the last period."""

    first: str
    last: str
    period: str


class FactsFile:
    """The facts of one snapshot."""

    def __init__(self, path: Path) -> None:
        """Those in this file; it is opened when something is asked."""
        self._path = path
        self._kept: dict[str, pa.ChunkedArray] = {}

    def sought(self, columns: Iterable[str], sought: Sequence[Sought]) -> pa.Table:
        """The rows that are sought, in their order."""
        import pyarrow.compute as pc

        rows = self.of(dict.fromkeys((*columns, *_LOOKED_AT)), {unit for one in sought for unit in one.units})
        masks = [_mask(rows, one) for one in sought]
        meant = rows.filter(reduce(pc.or_, masks)) if masks else rows.slice(0, 0)
        return meant.select(list(columns))

    def of(self, columns: Iterable[str], units: Collection[str]) -> pa.Table:
        """The rows of some units, in their order; ``unit`` is among the columns."""
        rows = self._read(columns, lambda group: any(group.first <= unit <= group.last for unit in units))
        return having(rows, "unit", *units)

    def stated(self, columns: Iterable[str]) -> pa.Table:
        """The rows of all units that are stated for a period, in their order; ``period`` is among the columns."""
        return lacking(self._read(columns, lambda group: group.period != ""), "period", "")

    def all(self, columns: Iterable[str]) -> pa.Table:
        """All rows, in their order."""
        return self._read(columns, lambda _: True)

    def of_origin(self, columns: Iterable[str], origin: str, words: Sequence[str] = ()) -> pa.Table:
        """The rows of one origin whose recipient has all of these words, plain and in small letters; in their order.

        They may stand anywhere: one group is looked through after another, and read whole where it has such rows. Of it
        nothing else is held.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        names = list(columns)
        found = [decoded(self._file.read_row_groups([], columns=names))]
        for group in range(len(self._groups)):
            meant = _has_words(self._of([group], ("origin", "recipient") if words else ("origin",)), origin, words)
            if pc.any(meant).as_py():
                found.append(decoded(self._of([group], names).filter(meant)))
        return pa.concat_tables(found)

    def _read(self, columns: Iterable[str], may_have: Callable[[_Group], bool]) -> pa.Table:
        """Some columns of all groups that may have rows that are meant."""
        return self._of([number for number, group in enumerate(self._groups) if may_have(group)], columns)

    def _of(self, groups: Sequence[int], columns: Iterable[str]) -> pa.Table:
        """Some columns of some groups."""
        import pyarrow as pa

        names = list(columns)
        if len(self._groups) != 1:
            return self._file.read_row_groups(groups, columns=names, use_threads=False)
        if unread := [name for name in names if name not in self._kept]:
            read = self._file.read(columns=unread, use_threads=False)
            self._kept |= {name: read[name] for name in unread}
        whole = pa.table([self._kept[name] for name in names], names=names)
        return whole if groups else whole.slice(0, 0)

    @cached_property
    def _file(self) -> pq.ParquetFile:
        import pyarrow.parquet as pq

        # Words come again and again: as they are kept in the file, they are read in half the time.
        words = [field.name for field in FACTS if field.type == "string" and field.name not in _LOOKED_AT]
        return pq.ParquetFile(self._path, read_dictionary=words)

    @cached_property
    def _groups(self) -> list[_Group]:
        metadata = self._file.metadata
        at = {metadata.schema.column(number).name: number for number in range(metadata.num_columns)}
        return [_group(metadata.row_group(number), at) for number in range(metadata.num_row_groups)]


def _group(group: pq.RowGroupMetaData, at: Mapping[str, int]) -> _Group:
    unit, period = (group.column(at[name]).statistics for name in ("unit", "period"))
    first, last = (unit.min, unit.max) if unit is not None and unit.has_min_max else ("", chr(sys.maxunicode))
    return _Group(first, last, period.max if period is not None and period.has_min_max else "unknown")


def _mask(rows: pa.Table, sought: Sought) -> pa.ChunkedArray:
    """Which rows are meant."""
    import pyarrow.compute as pc

    of_units, meant = _is_one_of(rows["unit"], sought.units), _is_one_of(rows["period"], sought.stated)
    if sought.days is not None:
        first, last = sought.days
        # What is proposed and not decided yet belongs to the period in which it was proposed.
        day = pc.coalesce(rows["decided_on"], rows["proposed_on"])
        of_days = pc.fill_null(pc.and_(pc.greater_equal(day, first), pc.less_equal(day, last)), False)
        meant = pc.or_(meant, pc.and_(pc.equal(rows["period"], ""), of_days))
    return pc.and_(of_units, meant)


def _is_one_of(column: pa.ChunkedArray, words: Collection[str]) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.is_in(column, value_set=pa.array(list(words), pa.string()))


def _has_words(rows: pa.Table, origin: str, words: Sequence[str]) -> pa.ChunkedArray:
    """Which rows are of this origin, and name a recipient in whose plain letters all of these words stand."""
    import pyarrow.compute as pc

    meant = _is_one_of(rows["origin"], (origin,))
    if words:
        plain = in_plain_letters(rows["recipient"])
        meant = reduce(pc.and_, (pc.match_substring(plain, word) for word in words), meant)
    return meant


def in_plain_letters(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts in small letters without diacritics, and with d for đ."""
    import pyarrow as pa
    import pyarrow.compute as pc

    letters = pc.utf8_normalize(pc.utf8_lower(texts.cast(pa.string())), form="NFD")
    bare = pc.replace_substring_regex(letters, pattern="\\p{M}+", replacement="")
    return pc.replace_substring(pc.utf8_normalize(bare, form="NFC"), pattern="đ", replacement="d")


def having(rows: pa.Table, column: str, *words: str) -> pa.Table:
    """The rows with one of these words in a column, in their order."""
    return rows.filter(_is_one_of(rows[column], words))


def lacking(rows: pa.Table, column: str, *words: str) -> pa.Table:
    """The rows with none of these words in a column, in their order."""
    import pyarrow.compute as pc

    return rows.filter(pc.invert(_is_one_of(rows[column], words)))


def distinct(rows: pa.Table) -> pa.Table:
    """Each row that is there once; in no order."""
    return decoded(rows).group_by(rows.column_names, use_threads=False).aggregate([])


def decoded(rows: pa.Table) -> pa.Table:
    """The same rows, their words as plain texts."""
    import pyarrow as pa

    columns = [one.cast(pa.string()) if pa.types.is_dictionary(one.type) else one for one in rows.columns]
    return pa.table(columns, names=rows.column_names)


def plain_rows(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    """Row by row, plain values; None where there is none."""
    return zip(*map(_plain, rows.columns), strict=True)


def _plain(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column; of words and numbers without gaps at one go, which takes a tenth of the time."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    if pa.types.is_string(column.type) or (pa.types.is_integer(column.type) and not column.null_count):
        return list(column.to_numpy().tolist())
    return list(column.to_pylist())
