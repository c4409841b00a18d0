"""Why did it fall: which rows of the same period before are gone, and which came, by workplace, form and kind.

Only what both periods know whole is explained. A list tells who is gone; a return has one cell a line, and of that it
is only told how its number changed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from thidua.explore.allowed import allows_names
from thidua.explore.card import html_of
from thidua.explore.ground_rows import OF_AREA, GroundRows, ground_rows, tuples
from thidua.explore.spoken import spoken
from thidua.explore.told import LINE, Side, Told, compared, told_of_facts, why_not_added
from thidua.explore.whose import noted
from thidua.facts.dataset import Dataset
from thidua.measures.change import Change, same_period_change
from thidua.present.language import language, named, tr, tr_count
from thidua.present.numbers import MISSING, write_count, write_number
from thidua.present.words import award_name, kinds_name, unit_name, upper_first
from thidua.registry import Language, Period, Unit, fold, fold_all, get_level, get_unit, last_day_in, regime
from thidua.registry.lookup import look_up
from thidua.registry.quotas import follows_quota

_OF_UNIT = ("workplace", "place")
"""What is told apart by unit as well: every unit has an office."""

BY = ("workplace", "award", "recipient_kind", "recipient_class", "award_type", "level", "authority", "unit", "place")
"""What `Explanation.by` sorts by."""

_NAMED = 3


@dataclass(frozen=True, repr=False, eq=False)
class Explanation:
    """Why a count differs from that of the same period before; what came less what left is the difference.

    Attributes
    ----------
    unit, period, awards
        What is explained; without ``awards`` all forms together.
    now, before
        What both periods know, as numbers; None where some count instances and others recipients, or quoted figures
        hold one another.
    left, came, stayed
        The rows of the period before that have no counterpart now, those of now that had none before, and those with
        one: the same recipient at the same workplace received the same. ``unit`` is that of the period now, empty of
        what was divided and is compared as the sum of an area. ``count`` says how many awards a row is: 1 in
        a list; of cells of returns, by how much their number fell or rose. ``where`` is file, sheet and cell.
    cells
        The lines that a return tells in either period: the number ``before`` and ``now``, with their cells.
    unknown
        The lines of which one period has no figure (``why``: "unknown"), or that the two count otherwise, as instances
        and recipients ("otherwise"): they are in no sum.
    left_out
        The rows of forms and units that only one of the periods knows whole (``why``: "unknown"), or whose unit is not
        the same ground in both ("apart").
    change
        The difference with what chance says of it.
    """

    unit: Unit
    period: Period
    awards: tuple[str, ...]
    left: pd.DataFrame
    came: pd.DataFrame
    stayed: pd.DataFrame
    cells: pd.DataFrame
    unknown: pd.DataFrame
    left_out: pd.DataFrame
    change: Change | None
    dataset: Dataset = field(repr=False)
    lang: Language = field(repr=False)
    _rows: tuple[pd.DataFrame, pd.DataFrame] = field(repr=False)

    @property
    def now(self) -> int | None:
        """How many were awarded in the period, of what both periods know."""
        return None if self.change is None else self.change.count

    @property
    def before(self) -> int | None:
        """How many in the same period before."""
        return None if self.change is None else self.change.before

    @property
    def difference(self) -> int | None:
        """How many more, or less."""
        return None if self.change is None else self.change.difference

    def by(self, what: str = "workplace") -> pd.DataFrame:
        """The difference by workplace, form, kind or another column of the rows, the largest first.

        Parameters
        ----------
        what
            One of `BY`.

        Returns
        -------
        pandas.DataFrame
            One row a value and ``count_unit``: ``before``, ``left``, ``came``, ``now`` and ``difference``; the
            differences add up to that of the whole. What no row tells, as a return has no workplaces, has an empty
            value; of quoted figures that hold one another no sum is made.

        Raises
        ------
        ConfigError
            If there is no such column; names the nearest.
        """
        column = look_up("breakdown", what, {one: one for one in BY})
        told = ["unit", column] if column in _OF_UNIT else [column]
        is_same = (self.stayed[told] == self.stayed[[f"{key}_before" for key in told]].to_numpy()).all(axis=1)
        keys = [*told, "count_unit"]
        sides = {"now": self._rows[0], "before": self._rows[1], "same": self.stayed[is_same]}
        sums = {name: rows.groupby(keys)["count"].sum() for name, rows in sides.items()}
        found = pd.DataFrame(sums).fillna(0).astype("Int64")
        found[_not_to_add(self._rows, keys, found.index)] = pd.NA
        found = found.assign(
            left=found["before"] - found["same"],
            came=found["now"] - found["same"],
            difference=found["now"] - found["before"],
        )
        order = found["difference"].abs().sort_values(ascending=False, kind="stable").index
        found = found.loc[order].rename_axis(keys).reset_index()
        with spoken(self.dataset, self.lang):
            for key in (key for key in reversed(keys) if key in _LABELS):
                labels = {code: _LABELS[key](code, self) for code in found[key].unique()}
                found.insert(list(found.columns).index(key) + 1, f"{key}_name", found[key].map(labels))
        told = [name for name in found.columns if name not in ("before", "now", "same", "left", "came", "difference")]
        found = found[[*told, "before", "left", "came", "now", "difference"]]
        with spoken(self.dataset, self.lang):
            noted(found, self.dataset)
        return found

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The explanation in words: how much, whether chance explains it, what left, what came, what is left out."""
        with spoken(self.dataset, self.lang):
            return tuple(_sentences(self))

    def _repr_html_(self) -> str:
        title, *lines = self.sentences
        return html_of(title, lines)

    def __repr__(self) -> str:
        """The same as a person reads it."""
        return str(self)

    def __str__(self) -> str:
        """Say it in words."""
        return "\n".join(self.sentences)


def explain(dataset: Dataset, unit: Unit, period: Period, awards: Collection[str] = ()) -> Explanation:
    """Explain the difference between a period and the same period before, row by row.

    Parameters
    ----------
    awards
        The codes of the forms that are explained together; without any, all.

    Returns
    -------
    Explanation
        Who is compared with whom is found by name; the rows have a column ``recipient`` only where the dataset allows
        names in both periods.

    Raises
    ------
    DataError
        If the rows do not add up to the figures; see `thidua.explore.ground_rows.ground_rows`.
    """
    with dataset.territory.in_force():
        found = ground_rows(dataset, unit, period, awards)
        unknown = _unknown(found, awards)
        now, before = with_workplaces(*(_without(rows, unknown) for rows in (found.now, found.before)))
        now, before = _told_apart(now, before, period, dataset)
        listed, stated = _parted(now, before)
        stayed, came, left = _matched(*listed)
        cells = _cells(*stated)
        rises, falls, same = _of_cells(cells)
        names = all(allows_names(dataset, unit, one) for one in (period, period.comparison()))
        total = _total(now, before, period, dataset)
        shown = [_shown(each, names=names) for each in (left, falls, came, rises, stayed, same)]
        return Explanation(
            unit,
            period,
            tuple(awards),
            left=_joined(shown[0], shown[1]),
            came=_joined(shown[2], shown[3]),
            stayed=_joined(shown[4], shown[5]),
            cells=cells,
            unknown=unknown,
            left_out=_left_out(found, names=names),
            change=total,
            dataset=dataset,
            lang=language(),
            _rows=(now, before),
        )


def _unknown(found: GroundRows, awards: Collection[str]) -> pd.DataFrame:
    """The lines of which one period has no figure, or that the two count otherwise."""
    sides = [
        Side([one for one in told_of_facts(facts) if not awards or one.award in awards], known)
        for facts, known in zip((found.ground.now, found.ground.before), found.ground.coverages, strict=True)
    ]
    rows = [(*line, pair.a, pair.b, pair.why) for line, pair in compared(*sides) if not pair.is_compared]
    frame = pd.DataFrame(rows, columns=[*LINE, "now", "before", "why"])
    return frame.astype({**dict.fromkeys((*LINE, "why"), "str"), "now": "Int64", "before": "Int64"})


def _without(rows: pd.DataFrame, unknown: pd.DataFrame) -> pd.DataFrame:
    """The rows that count, without those of lines that are not known, each under the unit that it is compared as."""
    lines = set(tuples(unknown, LINE))
    is_known = [line not in lines for line in tuples(rows, LINE)]
    kept = rows[pd.Series(is_known, index=rows.index, dtype=bool) & (rows["state"] == "counted")]
    return kept.assign(unit=kept["group"], whose=kept["unit"])


def _told_apart(now: pd.DataFrame, before: pd.DataFrame, period: Period, dataset: Dataset) -> list[pd.DataFrame]:
    """The rows, their unit behind the name of a workplace that several of an area have: each has a "Phòng Nội vụ"."""
    named: set[str] = set()
    for rows in (now, before):
        of_area = rows[(rows["group"] == OF_AREA) & (rows["workplace"] != "")]
        units = of_area.groupby("workplace")["whose"].nunique()
        named.update(units[units > 1].index)
    return [_with_unit(rows, named, one, dataset) for rows, one in ((now, period), (before, period.comparison()))]


def _with_unit(rows: pd.DataFrame, named: set[str], period: Period, dataset: Dataset) -> pd.DataFrame:
    is_named = (rows["group"] == OF_AREA) & rows["workplace"].isin(named)
    if not is_named.any():
        return rows
    units = {code: get_unit(code) for code in rows.loc[is_named, "whose"].unique()}
    names = {code: unit_name(one, last_day_in(one, period, dataset.basis)) for code, one in units.items()}
    told = rows["workplace"] + ", " + rows["whose"].map(names).astype("str")
    return rows.assign(workplace=rows["workplace"].mask(is_named, told))


def with_workplaces(now: pd.DataFrame, before: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with the place of work alone where a job stands before it; a collective is its own.

    "Giáo viên, Trường THCS Cư Lễ" is taken apart only where "Trường THCS Cư Lễ" stands by itself in another row:
    "Trung tâm Văn hóa, Thể thao và Truyền thông" has a comma and no job.
    """
    own = [
        rows["workplace"].mask((rows["recipient_kind"] == "collective") & (rows["workplace"] == ""), rows["recipient"])
        for rows in (now, before)
    ]
    known = set(fold_all([text for places in own for text in places.unique()]))

    def place(text: str) -> str:
        _, comma, rest = text.partition(", ")
        return rest if comma and fold(rest) in known else text

    places = {text: place(text) for column in own for text in column.unique()}
    return now.assign(workplace=own[0].map(places)), before.assign(workplace=own[1].map(places))


def _parted(
    now: pd.DataFrame, before: pd.DataFrame
) -> tuple[tuple[pd.DataFrame, pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]]:
    """The rows of lines that lists alone tell in both periods, and those of lines that a cell tells in one of them."""
    key = ["group", *LINE]
    told = pd.concat([rows.loc[rows["origin"] != "decision_list", key] for rows in (now, before)])
    stated = set(tuples(told, key))
    is_stated = [
        pd.Series([line in stated for line in tuples(rows, key)], rows.index, dtype=bool) for rows in (now, before)
    ]
    listed = now[~is_stated[0]], before[~is_stated[1]]
    return (listed[0], listed[1]), (now[is_stated[0]], before[is_stated[1]])


def _matched(now: pd.DataFrame, before: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows of lists that have a counterpart, those of now that have none, and those of before that have none."""
    open_rows: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for place, who in enumerate(_who(before)):
        open_rows[who].append(place)
    pairs, came = [], []
    for place, who in enumerate(_who(now)):
        # Whom nobody names is nobody's counterpart.
        if who[0] and open_rows[who]:
            pairs.append((place, open_rows[who].popleft()))
        else:
            came.append(place)
    left = sorted(place for places in open_rows.values() for place in places)
    now, before = (rows.assign(where=where_of(rows)) for rows in (now, before))
    counterparts = before.iloc[[place for _, place in pairs]]
    stayed = now.iloc[[place for place, _ in pairs]]
    stayed = stayed.assign(**{f"{name}_before": counterparts[name].to_numpy() for name in (*BY, "where")})
    return stayed, now.iloc[came], before.iloc[left]


def _who(rows: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Who received what, and where they work: what makes a row of one period the counterpart of one of the other."""
    names, places = (fold_all(list(rows[name].to_numpy(dtype=object))) for name in ("recipient", "workplace"))
    lines = tuples(rows, ("group", *LINE))
    return ((name, place, *line) for name, place, line in zip(names, places, lines, strict=True))


def _cells(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The lines that cells tell: both numbers, and where they stand."""
    key = ["group", *LINE]
    sides = []
    for rows in (now, before):
        of_line = rows.assign(where=where_of(rows)).groupby(key)
        sides.append(pd.DataFrame({"count": of_line["count"].sum(), "where": of_line["where"].agg(_several)}))
    found = pd.concat([sides[0].add_suffix("_now"), sides[1].add_suffix("_before")], axis=1).reset_index()
    numbers = {name: found[f"count_{name}"].fillna(0).astype("int64") for name in ("before", "now")}
    places = {f"where_{name}": found[f"where_{name}"].astype("str").fillna("") for name in ("before", "now")}
    found = found[key].assign(**numbers, difference=numbers["now"] - numbers["before"], **places)
    return found.rename(columns={"group": "unit"})


def _several(places: pd.Series) -> str:
    """Where several rows stand: all of their places if they are few, else the first and how many there are."""
    found = list(dict.fromkeys(places))
    rest = len(found) - _NAMED
    return "; ".join(found[:_NAMED]) + (f"; … (+{rest})" if rest > 0 else "")


def _of_cells(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Cells as rows: by how much their numbers rose, by how much they fell, and what both periods have."""
    rose, fell = cells["difference"].clip(lower=0), (-cells["difference"]).clip(lower=0)
    same = cells[["now", "before"]].min(axis=1)
    base = cells.assign(where=cells["where_before"] + " → " + cells["where_now"], origin="summary_return")
    kept = [base.assign(count=number)[number > 0] for number in (rose, fell, same)]
    return kept[0], kept[1], kept[2].assign(**{f"{name}_before": kept[2][name] for name in (*LINE, "unit")})


def _shown(rows: pd.DataFrame, *, names: bool) -> pd.DataFrame:
    """The rows as they are handed out: with their place, and with names only where they may be."""
    before = [name for name in rows.columns if name.endswith("_before") and not name.startswith("recipient_b")]
    columns = [name for name in (*_COLUMNS, *(["recipient"] if names else [])) if name in rows]
    return rows[columns + [name for name in before if name.removesuffix("_before") in (*BY, "where")]]


_COLUMNS = (
    *("unit", "award", "level", "authority", "award_type", "recipient_kind", "recipient_class", "count_unit"),
    *("place", "workplace", "decision_no", "decided_on", "count", "origin", "where"),
)


def _joined(listed: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    """Rows of lists and of cells together; what a cell does not tell is empty."""
    found = listed if stated.empty else pd.concat([listed, stated], ignore_index=True)
    texts = [name for name in found.columns if name not in ("count", "decided_on")]
    found = found.assign(**{name: found[name].astype("str").fillna("") for name in texts})
    return found.assign(count=found["count"].astype("int64")).reset_index(drop=True)


def where_of(rows: pd.DataFrame) -> pd.Series:
    """File, sheet and cell of each row in one text; of a quotation, whose words they are."""
    columns = ["file", "sheet", "cell", "source", "quote"]
    places = [
        f"{source}: “{quote}”" if not file else " › ".join(part for part in (file, sheet, cell) if part)
        for file, sheet, cell, source, quote in tuples(rows, columns)
    ]
    return pd.Series(places, index=rows.index, dtype="str")


def _left_out(found: GroundRows, *, names: bool) -> pd.DataFrame:
    """What one period alone knows whole; ``why`` is "unknown", or "apart" where its unit has no counterpart."""
    sides = []
    for side, rows in (("now", found.left_now), ("before", found.left_before)):
        together = {unit for group in found.ground.groups for unit in getattr(group, side)}
        why = ["unknown" if unit in together else "apart" for unit in rows["unit"]]
        sides.append(rows.assign(side=side, why=why, where=where_of(rows)))
    rows = pd.concat(sides, ignore_index=True)
    named_too = ["recipient"] if names else []
    return rows[["side", "why", *(name for name in (*_COLUMNS, *named_too, "state") if name in rows)]]


def _told(rows: pd.DataFrame) -> list[Told]:
    """Rows as they may be added."""
    columns = ("award", "level", "authority", "recipient_kind", "award_type", "count_unit", "origin")
    return [
        Told(award, level, giver, kind, "", award_type, counted_in, is_quoted=origin == "quotation")
        for award, level, giver, kind, award_type, counted_in, origin in tuples(rows, columns)
    ]


def _not_to_add(sides: tuple[pd.DataFrame, pd.DataFrame], keys: list[str], index: pd.Index) -> list[bool]:
    """Which groups hold quoted figures that may count the same awards."""
    held: set[Any] = set()
    for rows in sides:
        quoted = rows[rows["origin"] == "quotation"]
        held |= {key for key, those in quoted.groupby(keys) if why_not_added(_told(those))}
    return [key in held for key in index]


def _total(now: pd.DataFrame, before: pd.DataFrame, period: Period, dataset: Dataset) -> Change | None:
    """The whole difference; None where nothing is known, or some count instances and others recipients."""
    if (now.empty and before.empty) or any(why_not_added(_told(rows)) for rows in (now, before)):
        return None
    if len({*now["count_unit"], *before["count_unit"]}) > 1:
        return None
    days = [one.last_day(dataset.basis) for one in (period, period.comparison())]
    awards = {code for merged in (*now["award"], *before["award"]) for code in merged.split("+")}
    by_quota = any(follows_quota(code, *days) for code in awards)
    return same_period_change(int(now["count"].sum()), int(before["count"].sum()), follows_quota=by_quota)


def _label_of_award(code: str, about: Explanation) -> str:
    day = last_day_in(about.unit, about.period, about.dataset.basis)
    return award_name(code, regime=regime(day))


def _label_of_unit(code: str, about: Explanation) -> str:
    if code == OF_AREA:
        return tr("các đơn vị đã chia lại, cộng cả địa bàn")
    return unit_name(get_unit(code), last_day_in(get_unit(code), about.period, about.dataset.basis))


def _label_of_kind(code: str, about: Explanation) -> str:
    return kinds_name(code, 2)


def _label_of_level(code: str, about: Explanation) -> str:
    return named(get_level(code)) if code else ""


_LABELS = {
    "award": _label_of_award,
    "unit": _label_of_unit,
    "recipient_kind": _label_of_kind,
    "level": _label_of_level,
}
"""What a code is called."""


def _sentences(about: Explanation) -> Iterator[str]:
    period, before = (one.label(about.dataset.basis, language()) for one in (about.period, about.period.comparison()))
    what = ", ".join(_label_of_award(code, about) for code in _told_of(about)) or tr("mọi hình thức")
    name = upper_first(_label_of_unit(about.unit.id, about))
    if about.change is None:
        yield tr("{unit}, {what}: hai kỳ không có số so sánh được.", unit=name, what=what)
    else:
        yield tr(
            "{unit}, {what}: {now} trong {period}, {before} trong {before_period} ({difference}); {verdict}.",
            unit=name,
            what=what,
            period=period,
            now=write_number(about.change.count),
            before_period=before,
            before=write_number(about.change.before),
            difference=_in_words(about.change.difference),
            verdict=verdict_words(about.change.verdict),
        )
    yield from _of_rows(about)
    yield from _not_compared(about)


def _told_of(about: Explanation) -> tuple[str, ...]:
    """The forms asked for of which anything is told; of "giấy khen" those that anybody of the unit gave."""
    frames = (*about._rows, about.unknown, about.left_out)
    told = {code for frame in frames for merged in frame["award"].unique() for code in merged.split("+")}
    return tuple(code for code in about.awards if code in told) or about.awards


def _of_rows(about: Explanation) -> Iterator[str]:
    listed = [rows[rows["origin"] == "decision_list"] for rows in (about.left, about.came, about.stayed)]
    if any(len(rows) for rows in listed):
        left, came, stayed = (write_number(int(rows["count"].sum())) for rows in listed)
        yield tr(
            "Theo danh sách: {left} lượt của kỳ trước không còn, {came} lượt mới, {stayed} lượt có ở cả hai kỳ "
            "(cùng tên, cùng nơi công tác).",
            left=left,
            came=came,
            stayed=stayed,
        )
        places = about.by("workplace")
        told = places[(places["difference"] != 0) & (places["workplace"] != "")].head(_NAMED)
        if len(told):
            is_several = about.unit.level == "province"
            columns = ["unit", "unit_name", "workplace", "before", "now"]
            names = [f" ({name})" if is_several and unit != OF_AREA else "" for unit, name in tuples(told, columns[:2])]
            words = "; ".join(
                f"{workplace}{name} {write_number(before)} – {write_number(now)}"
                for name, (workplace, before, now) in zip(names, tuples(told, columns[2:]), strict=True)
            )
            yield tr("Thay đổi nhiều nhất theo nơi công tác: {words}.", words=words)
    if len(about.cells):
        number = len(about.cells)
        yield tr_count(
            "{number} dòng chỉ có số trong biểu tổng hợp hoặc trích dẫn: so từng ô, không biết ai có, ai không.",
            number,
            number=write_count(number),
        )


def _not_compared(about: Explanation) -> Iterator[str]:
    for reason, rows in about.unknown.groupby("why"):
        words = ", ".join(dict.fromkeys(_label_of_award(code, about) for code in rows["award"]))
        if reason == "otherwise":
            yield tr(
                "Hai kỳ đếm khác nhau (lượt hay số; tách hay gộp hình thức, đối tượng), không so: {words}.", words=words
            )
        else:
            yield tr("Chưa có số của một kỳ ({mark}), không so: {words}.", mark=MISSING, words=words)
    for side, period in (("now", about.period), ("before", about.period.comparison())):
        for why, rows in about.left_out[about.left_out["side"] == side].groupby("why"):
            told = {
                "period": period.label(about.dataset.basis, language()),
                "forms": ", ".join(dict.fromkeys(_label_of_award(code, about) for code in rows["award"])),
            }
            if why_not_added(_told(rows)):
                yield tr("Không so, và không cộng được: {forms} của {period} (xem .left_out).", **told)
                continue
            told["number"] = write_number(int(rows["count"].sum()))
            if why == "apart":
                yield tr("Không so vì hai kỳ không cùng địa bàn: {number} của {period} ({forms}).", **told)
            else:
                yield tr("Không so vì kỳ kia chưa đủ số liệu: {number} của {period} ({forms}).", **told)


def _in_words(difference: int) -> str:
    """A difference as a sentence tells it."""
    if difference == 0:
        return tr("không đổi")
    number = write_number(abs(difference))
    return tr("tăng {number}", number=number) if difference > 0 else tr("giảm {number}", number=number)


def signed(number: int) -> str:
    """A difference with its sign: "+3", "-12", "0"."""
    return f"{'+' if number > 0 else ''}{write_number(number)}"


def verdict_words(verdict: str) -> str:
    """What chance says of a change, in words."""
    return {
        "beyond": tr("vượt mức chỉ do ngẫu nhiên"),
        "within": tr("trong mức dao động ngẫu nhiên"),
        "by_quota": tr("theo tỷ lệ quy định, không xét ngẫu nhiên"),
    }[verdict]
