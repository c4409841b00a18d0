"""What was awarded, in words: who gave which title and form to how many, as the text of an office lists it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from thidua.measures.counts import KINDS
from thidua.measures.recipients import recipient_keys
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
    told = counts[~(counts["total"] == 0).fillna(False)]
    again = _given_again(report)
    for authority, rows in told.groupby("authority", sort=False):
        of_giver = _of_all_forms(report, rows)
        titles, bestowed, others = list[str](), list[str](), list[str]()
        for name, (_, row) in zip(_short_names(rows, report), rows.iterrows(), strict=True):
            recipients = _recipients(report, row, again=(row["award"], row["authority"]) in again)
            of_form = of_units_words(report, row["award"], row["level"])
            item = tr("{form} cho {recipients}", form=name, recipients=recipients)
            item += f" ({of_form})" if of_form and not of_giver else ""
            groups = {award.group for award in merged_awards(row["award"])}
            (titles if groups <= {*_TITLES} else bestowed if groups <= {*_BESTOWED} else others).append(item)
        verbs = [tr("tặng thưởng {told}", told=", ".join(bestowed))] if bestowed else []
        verbs += [tr("tặng danh hiệu {told}", told=", ".join(titles))] if titles else []
        verbs += [tr("tặng {told}", told=item) for item in others]
        giver = giver_name(report, str(authority))
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


def shown_type(counts: pd.DataFrame) -> pd.Series:
    """The type that a form is named with: what tells its rows apart, and types that a source merges.

    Of a form in one row it is nobody's news that an annual title is given for regular merit.
    """
    several = counts.groupby(["level", "award", "authority", "count_unit"], sort=False)["award_type"].transform("size")
    is_merged = counts["award_type"].str.contains("+", regex=False)
    return counts["award_type"].where((several > 1) | is_merged, "")


def _of_all_forms(report: Known, rows: pd.DataFrame) -> str:
    """Of which units all forms of a giver are known, where that is the same part of them for each form."""
    found = {of_units_words(report, award, level) for award, level in zip(rows["award"], rows["level"], strict=True)}
    return found.pop() if len(found) == 1 else ""


def base_names(counts: pd.DataFrame, report: Known) -> list[str]:
    """The name of the form of each row, with the type that tells it from others."""
    types = shown_type(counts)
    return [_name(report, award, kind) for award, kind in zip(counts["award"], types, strict=True)]


def _name(report: Known, award: str, award_type: str) -> str:
    """The name of a form; of orders whose classes the source merges, that it is of all of them."""
    name = award_name(award, award_type, regime=report.regime)
    labels = report.awarded.loc[report.awarded["award"] == award, "award_label"]
    is_merged = bool(labels.str.endswith(f" {_ALL_CLASSES}").any()) and _ALL_CLASSES not in name
    return tr("{form} các hạng", form=name) if is_merged else name


def _short_names(rows: pd.DataFrame, report: Known) -> list[str]:
    """The forms of one giver, who is named before them: "Bằng khen" and not "Bằng khen của Chủ tịch UBND tỉnh"."""
    full = base_names(rows, report)
    short = [_without_giver(name, row) for name, (_, row) in zip(full, rows.iterrows(), strict=True)]
    alike = Counter(short)
    return [name if alike[name] == 1 else whole for name, whole in zip(short, full, strict=True)]


def _without_giver(name: str, row: pd.Series) -> str:
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


def _recipients(report: Known, row: pd.Series, *, again: bool) -> str:
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
    whole = key_of(report)
    return [
        Keyed(whole | key | Key(kind=kind), int(row[kind]))
        for key, (_, row) in zip(form_keys(counts), counts.iterrows(), strict=True)
        for kind in KINDS
        if key is not None and pd.notna(row[kind]) and row[kind] > 0
    ]


def form_keys(counts: pd.DataFrame) -> list[Key | None]:
    """What the figures of each row are; None for a figure of several recipient kinds at once.

    A form that has one row is told by its code alone, and so is the same as in a chart or a sentence; several rows of
    one form are told apart.
    """
    rows_of = Counter(counts["award"])
    names = ["award", "award_type", "level", "authority", "count_unit"]
    return [
        None if other else Key(**dict(zip(names, form, strict=True))) if rows_of[form[0]] > 1 else Key(award=form[0])
        for *form, other in counts[[*names, "other_kind"]].itertuples(index=False, name=None)
    ]
