"""What a published source tells of awards, form by form, the highest first: nobody published a sum of them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from thidua.measures.counts import KINDS, award_counts
from thidua.measures.shares import class_shares
from thidua.measures.values import records
from thidua.present.award_sentences import base_names, bestowed_words, form_keys
from thidua.present.chapters.classes.classes import coarse_shares
from thidua.present.keyed import ALL, EVERYBODY, Key, Keyed, class_key, key_of, share_figures
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import write_count, write_percent
from thidua.present.overview.sentence import LONGEST, Clause, joined, length, sentence
from thidua.present.words import TOO_FEW, counted, unit_name


def quoted_sentences(report: Known) -> Iterator[Clause | None]:
    """The forms with who received them, as many in a sentence as one breath holds, and how many were direct workers."""
    said = {"period": report.period_label, "unit": unit_name(report.unit)}
    opening = tr("Trong {period}, {unit} có {told}", **said, told="{told}")
    told: list[list[Clause]] = []
    for clause in _forms(report):
        first = Clause(opening.replace("{told}", clause.words), clause.keyed)
        if told and length("; ".join(one.words for one in (*told[-1], clause))) <= LONGEST:
            told[-1].append(clause)
        else:
            told.append([first])
            opening = tr("Có {told}", told="{told}")
    for clauses in told:
        yield sentence(clauses)


def _forms(report: Known) -> Iterator[Clause]:
    """Who received each form: "02 tập thể và 11 cá nhân được tặng thưởng Huân chương Lao động các hạng"."""
    given = [row for row in records(award_counts(report.awarded)) if pd.notna(row["total"]) and row["total"]]
    for form, key, row in zip(base_names(given, report), form_keys(given), given, strict=True):
        if row["other_kind"]:
            total = int(row["total"])
            words = bestowed_words(row["award"], form, counted(total, row["other_kind"], row["count_unit"]))
            yield Clause(words, (Keyed(key_of(report) | Key(award=row["award"]), total),))
            continue
        kinds = [(kind, int(row[kind])) for kind in KINDS if pd.notna(row[kind]) and row[kind]]
        recipients = joined([counted(number, kind, row["count_unit"]) for kind, number in kinds])
        whole = key_of(report) | (key or ALL)
        keyed = tuple(Keyed(whole | Key(kind=kind), number) for kind, number in kinds)
        yield Clause(bestowed_words(row["award"], form, recipients), keyed)
        yield from _direct_workers(report, row["award"], form)


def _direct_workers(report: Known, award: str, form: str) -> Iterator[Clause]:
    """How many of the individuals with a form work directly, where the source tells it of that form."""
    for item in coarse_shares(class_shares(report.awarded)):
        if (item.award, item.recipient_class) == (award, "direct_worker") and item.share.whole >= TOO_FEW:
            said = {"number": write_count(item.share.part), "share": write_percent(item.share.share or 0.0)}
            words = tr("{number} người trực tiếp lao động ({share}) trong số cá nhân được {form}", form=form, **said)
            key = key_of(report) | class_key(item.recipient_class, item.award, EVERYBODY)
            part, _, share = share_figures(key, item.share, few=TOO_FEW)
            yield Clause(words, (part, share))
