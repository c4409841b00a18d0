"""What was awarded, in words: who gave which title and form to how many, as the text of an office lists it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from thidua.measures.counts import KINDS
from thidua.measures.recipients import recipient_keys
from thidua.measures.values import Record, records, values
from thidua.present.givers import giver_name
from thidua.present.keyed import Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.known_part import of_units_words
from thidua.present.language import language, named, tr
from thidua.present.part import Part, plain, prose
from thidua.present.words import award_name, counted, kinds_name, no_figures, unit_name
from thidua.registry import get_award, merged_awards, rights_at

MOST_WORDS = 36
"""What one gave is told in a sentence of so many words, or else point by point."""
_TITLES = ("title", "honorary")
"""The groups of the catalogue that are titles: "tặng danh hiệu Chiến sĩ thi đua cơ sở"; others are just given."""


_BESTOWED = ("order", "medal", "prize")
"""The groups that the State bestows: "tặng thưởng Huân chương Lao động"."""
_ALL_CLASSES = "các hạng"
"""How a source says that it merges the classes of an order."""


def award_lines(report: Known, counts: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Who gave what to how many, highest first: "Chủ tịch UBND tỉnh", ["tặng danh hiệu … cho 05 cá nhân", …].

    Parameters
    ----------
    counts
        As `thidua.measures.counts.award_counts` gives them. A form of which nothing was awarded is not told: it stands
        in the table, as 0.
    """
    of_givers: dict[str, list[Record]] = {}
    for each in records(counts):
        if pd.isna(each["total"]) or each["total"]:
            of_givers.setdefault(each["authority"], []).append(each)
    again = _given_again(report)
    for authority, rows in of_givers.items():
        of_giver = _of_all_forms(report, rows)
        titles, bestowed, others = list[str](), list[str](), list[str]()
        for name, row in zip(_short_names(rows, report), rows, strict=True):
            recipients = _recipients(report, row, again=(row["award"], row["authority"]) in again)
            of_form = of_units_words(report, row["award"], row["level"])
            item = tr("{form} cho {recipients}", form=name, recipients=recipients)
            item += f" ({of_form})" if of_form and not of_giver else ""
            groups = {award.group for award in merged_awards(row["award"])}
            (titles if groups <= {*_TITLES} else bestowed if groups <= {*_BESTOWED} else others).append(item)
        verbs = [tr("tặng thưởng {told}", told=", ".join(bestowed))] if bestowed else []
        verbs += [tr("tặng danh hiệu {told}", told=", ".join(titles))] if titles else []
        verbs += [tr("tặng {told}", told=item) for item in others]
        giver = giver_name(report, authority)
        yield f"{giver} ({of_giver})" if of_giver else giver, verbs


def bestowed_words(award: str, form: str, recipients: str) -> str:
    """Who was given a form, as said of the recipients: "02 tập thể được tặng thưởng Huân chương Lao động"."""
    groups = {one.group for one in merged_awards(award)}
    said = {"form": form, "recipients": recipients}
    if groups <= {*_BESTOWED}:
        return tr("{recipients} được tặng thưởng {form}", **said)
    if groups <= {*_TITLES}:
        return tr("{recipients} được tặng danh hiệu {form}", **said)
    return tr("{recipients} được tặng {form}", **said)


def receivers(counts: pd.DataFrame) -> str:
    """The kinds that were commended, inside a sentence: "tập thể, cá nhân"."""
    kinds = [kind for kind in KINDS if (counts[kind] > 0).any()]
    return ", ".join(kinds_name(kind, 2) for kind in kinds or KINDS[:2])


def _shown_types(rows: Sequence[Record]) -> list[str]:
    """The type that each form is named with: what tells its rows apart, and types that a source merges.

    Of a form in one row it is nobody's news that an annual title is given for regular merit.
    """
    forms = [(row["level"], row["award"], row["authority"], row["count_unit"]) for row in rows]
    rows_of = Counter(forms)
    return [
        row["award_type"] if rows_of[form] > 1 or "+" in row["award_type"] else ""
        for row, form in zip(rows, forms, strict=True)
    ]


def _of_all_forms(report: Known, rows: Sequence[Record]) -> str:
    """Of which units all forms of a giver are known, where that is the same part of them for each form."""
    found = {of_units_words(report, row["award"], row["level"]) for row in rows}
    return found.pop() if len(found) == 1 else ""


def base_names(rows: Sequence[Record], report: Known) -> list[str]:
    """The name of the form of each row of `award_counts`, with the type that tells it from others."""
    of_all = report.once(_of_all_classes)
    return [
        _name(report, row["award"], kind, is_of_all=row["award"] in of_all)
        for row, kind in zip(rows, _shown_types(rows), strict=True)
    ]


def _of_all_classes(report: Known) -> frozenset[str]:
    """The orders of which a source merges the classes."""
    told = values(report.awarded, "award", "award_label")
    return frozenset(award for award, label in told if str(label).endswith(f" {_ALL_CLASSES}"))


def _name(report: Known, award: str, award_type: str, *, is_of_all: bool) -> str:
    """The name of a form; of orders whose classes the source merges, that it is of all of them."""
    name = award_name(award, award_type, regime=report.regime)
    return tr("{form} các hạng", form=name) if is_of_all and _ALL_CLASSES not in name else name


def _short_names(rows: Sequence[Record], report: Known) -> list[str]:
    """The forms of one giver, who is named before them: "Bằng khen" and not "Bằng khen của Chủ tịch UBND tỉnh"."""
    full = base_names(rows, report)
    short = [_without_giver(name, row) for name, row in zip(full, rows, strict=True)]
    alike = Counter(short)
    return [name if alike[name] == 1 else whole for name, whole in zip(short, full, strict=True)]


def _without_giver(name: str, row: Record) -> str:
    """A name without the giver that it ends with, if that is who gave it; only in Vietnamese it does."""
    of_giver = named(get_award(row["award"])).partition(" của ") if "+" not in row["award"] else ("", "", "")
    givers = {
        giver for right in rights_at(row["award"], row["level"]) for giver in (right.authority, right.in_the_name_of)
    }
    if language() != "vi" or not of_giver[1] or row["authority"] not in givers:
        return name
    return name.replace("".join(of_giver[1:]), "", 1)


def _given_again(report: Known) -> set[tuple[str, str]]:
    """The forms that lists name somebody for more than once: their awards are more than those who received them."""
    rows = report.listed
    rows = rows[(rows["status"] == "awarded") & (rows["recipient"] != "")]
    keys = zip(rows["award"], rows["authority"], recipient_keys(rows), strict=True)
    return {(award, authority) for (award, authority, _), times in Counter(keys).items() if times > 1}


def _recipients(report: Known, row: Record, *, again: bool) -> str:
    """To how many of which kind; as instances only where one may have received the form more than once."""
    is_once = report.period.kind != "stage" and not again
    count_unit = "recipient" if is_once else row["count_unit"]
    if row["other_kind"] and pd.notna(row["total"]):
        return counted(int(row["total"]), row["other_kind"], count_unit)
    known = [(kind, row[kind]) for kind in KINDS if pd.notna(row[kind]) and row[kind] > 0]
    told = ", ".join(counted(int(count), kind, count_unit) for kind, count in known)
    if pd.isna(row["total"]):
        return tr("{told}, đối tượng khác chưa có số liệu", told=told) if told else tr("đối tượng chưa có số liệu")
    return told


def summary(report: Known, counts: pd.DataFrame, *, name: str = "award_summary") -> Part:
    """What was awarded, one line for each who gave it, each form with its recipients."""
    if counts.empty:
        return no_figures(name, report, tr("số liệu khen thưởng"))
    told = [_line(giver, forms) for giver, forms in award_lines(report, counts)]
    words = {"period": report.period_label, "unit": unit_name(report.unit)}
    if not told:
        return plain(name, tr("Trong {period}, {unit} không có trường hợp nào được khen thưởng.", **words))
    opening = tr(
        "Trong {period}, {receivers} của {unit} được khen thưởng như sau:", receivers=receivers(counts), **words
    )
    return prose(name, "\n".join([opening, "", *told]), _figures(report, counts))


def _line(giver: str, forms: Sequence[str]) -> str:
    """What one gave, in a sentence; where that is too long to be read aloud, point by point."""
    if len(forms) < 2 or sum(len(form.split()) for form in forms) <= MOST_WORDS:
        return f"- **{giver}** {'; '.join(forms)}."
    return "\n".join([f"- **{giver}**:", *(f"  - {form};" for form in forms[:-1]), f"  - {forms[-1]}."])


def _figures(report: Known, counts: pd.DataFrame) -> list[Keyed]:
    """The counts that the sentences tell: of each form by kind, those that are not 0."""
    whole, rows = key_of(report), records(counts)
    return [
        Keyed(whole | key | Key(kind=kind), int(row[kind]))
        for key, row in zip(form_keys(rows), rows, strict=True)
        for kind in KINDS
        if key is not None and pd.notna(row[kind]) and row[kind] > 0
    ]


def form_keys(rows: Sequence[Record]) -> list[Key | None]:
    """What the figures of each row of `award_counts` are; None for a figure of several recipient kinds at once.

    A form that has one row is told by its code alone, and so is the same as in a chart or a sentence; several rows of
    one form are told apart.
    """
    rows_of = Counter(row["award"] for row in rows)
    return [None if row["other_kind"] else _form_key(row, is_one=rows_of[row["award"]] == 1) for row in rows]


def _form_key(row: Record, *, is_one: bool) -> Key:
    if is_one:
        return Key(award=row["award"])
    return Key(**{name: row[name] for name in ("award", "award_type", "level", "authority", "count_unit")})
