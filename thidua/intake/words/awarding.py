"""Which title or form a sender means, and who conferred it: weighs words, kind, day and the sender's level.

What a single word can mean is in ``award_words`` and ``authority_words``; rules and competences are dated tables.
"""

from __future__ import annotations

from datetime import date

from thidua.intake.words.authority_words import authority_for, authority_on
from thidua.intake.words.award_words import awards_meant, choose_award
from thidua.registry import Award, authorities_of, giver_of, merged_awards, regime
from thidua.registry.territory import per_territory


@per_territory(maxsize=4096)
def only_kind(award_text: str) -> str:
    """The one kind that every title or form meant by the text is for, if it is one."""
    meant = {
        kind for code in awards_meant(award_text) for award in merged_awards(code) for kind in award.recipient_kinds
    }
    return meant.pop() if len(meant) == 1 else ""


@per_territory(maxsize=65536)
def decide_award(award_text: str, authority_text: str, kind: str, on: date, level: str) -> tuple[str, str, str]:
    """Which title or form is meant, and who conferred it: codes, and the message that refuses them or empty.

    Where nobody is named, it is the giver that the law gives the award on that day; of several, that of the sender's
    level. Where that leaves more than one it is asked for.

    Parameters
    ----------
    award_text, authority_text
        As written; the authority may be empty.
    kind
        Code of the recipient kind, or empty.
    on
        The day of the decision, or the first day with the same rules and names of units, which is remembered better.
    level
        Level of commendation of the sender ("HUYEN"), which tells a district's certificate from a commune's.
    """
    if not award_text:
        return "", "", "V02-missing"
    candidates = awards_meant(award_text)
    if not candidates:
        return "", "", "V02-award"
    authority = authority_on(authority_text, on) if authority_text else ""
    if authority is None:
        return candidates[0], "", "V03-unknown"
    chosen = choose_award(candidates, authority or None, kind or None, on, level)
    if len(chosen) != 1:
        return (
            "",
            authority,
            "V03-authority" if authority and not _can_confer(candidates, authority, on) else "V02-ambiguous",
        )
    (code,) = chosen
    awards = merged_awards(code)
    if not all(award.is_valid(on) for award in awards):
        return code, authority, "V02-date"
    if authority and not _can_confer((code,), authority, on):
        return code, authority, "V03-authority"
    authority = authority or authority_for(code, on, level) or ""
    if not authority:
        return code, "", "V03-missing"
    # One flag has one giver, whoever of the two a sender names.
    authority = giver_of(code, authority, on)
    return code, authority, _kind_message(awards, kind, on)


def _can_confer(codes: tuple[str, ...], authority: str, on: date) -> bool:
    return any(
        all(authority in {giver.code for giver in authorities_of(award.code, on)} for award in merged_awards(code))
        for code in codes
    )


def _kind_message(awards: tuple[Award, ...], kind: str, on: date) -> str:
    """A title for another kind of recipient is refused; a household under the law of 2003 is only pointed out."""
    if not kind or any(kind in award.recipient_kinds for award in awards):
        return ""
    return "V02-household" if kind == "household" and regime(on) == "2003" else "V02-kind"


@per_territory(maxsize=256)
def is_reward(award: str) -> bool:
    """Titles build on one another; of the forms of commendation, one achievement earns one (Law 06/2022, art. 5)."""
    rewards = ("certificate_of_merit", "commendation_certificate", "order", "medal")
    return all(each.group in rewards for each in merged_awards(award))
