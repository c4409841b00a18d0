"""Which title or form of commendation a sender means, and which of several the row's other cells leave.

Spellings are rows of ``tables/award_words.csv``; the awards themselves belong to the registry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from thidua.intake.words.authority_words import authorities_meant
from thidua.intake.words.competence import conferring, conferring_then
from thidua.intake.words.near_words import NearWords
from thidua.intake.words.tables_said import read_words
from thidua.intake.words.word_keys import WordTable, word_keys
from thidua.registry import awards, get_authority, merged_awards
from thidua.registry.dated_names import dated_names
from thidua.registry.territory import per_territory

# "LĐTT năm 2020", "CSTĐ cơ sở năm học 2020-2021": the year of an achievement is not part of its title.
_YEAR = re.compile(r" (?:của )?năm (?:học )?[0-9]{4}(?:-[0-9]{4})?$")
_CLASS = re.compile(r"\bhạng (?:(1|i|nhất)|(2|ii|nhì)|(3|iii|ba))\b")
_CLASSES = ("hạng nhất", "hạng nhì", "hạng ba")
# "Lao động tiên tiến (LĐTT)"
_IN_BRACKETS = re.compile(r"([^()]+)\(([^()]+)\)\W*")


@per_territory(maxsize=16384)
def awards_meant(text: str) -> tuple[str, ...]:
    """Return the codes of the awards that a written title or form can mean.

    Parameters
    ----------
    text
        A repaired text: "CSTĐCS", "Tặng Giấy khen của Chủ tịch UBND huyện Ba Bể", "Bằng khen".

    Returns
    -------
    tuple of str
        One code when the text decides, several when the authority must ("Bằng khen"), none when it is unknown.
        A merged figure is one code: "LDTT+CSTT".

    Examples
    --------
    >>> awards_meant("BK"), awards_meant("Bằng khen TTg"), awards_meant("Lao động tiên tiến, Chiến sĩ tiên tiến")
    (('BKTTG', 'BKB', 'BKT'), ('BKTTG',), ('LDTT+CSTT',))
    """
    keys = word_keys(text)
    for key in keys:
        classed = _CLASS.sub(lambda found: _CLASSES[(found.lastindex or 1) - 1], key)
        for written in dict.fromkeys((classed, _YEAR.sub("", classed))):
            if found := _codes_of(written):
                return found
    if keys and (twice := _IN_BRACKETS.fullmatch(text)):
        full, short = awards_meant(twice[1]), awards_meant(twice[2])
        return full if full == short else ()
    return ()


def names_several_awards(text: str) -> bool:
    """Whether a text that means no award names two or more: "Lao động tiên tiến, Chiến sĩ thi đua cơ sở".

    Examples
    --------
    >>> names_several_awards("LĐTT; Giấy khen"), names_several_awards("LĐTT, CSTT"), names_several_awards("Giấy ban")
    (True, False, False)
    """
    parts = [part for part in re.split(r"\s*(?:[;,+\n/]|\bvà\b)\s*", text) if part.strip()]
    return len(parts) > 1 and not awards_meant(text) and all(map(awards_meant, parts))


def _codes_of(key: str) -> tuple[str, ...]:
    table = _table()
    if key in table.whole:
        return tuple(table.whole[key].split("|"))
    for ending, meaning, rest in table.opened(key):
        codes = tuple(meaning.split("|"))
        if ending == "*":
            return codes
        if ending == "<award>":
            if found := _codes_of(rest.lstrip(",-")) if rest else ():
                return found
        elif ending == "<authority>" and (authorities := authorities_meant(rest, None)):
            return tuple(code for code in codes if not set(authorities).isdisjoint(conferring(code, None)))
    return ()


@per_territory
def _table() -> WordTable:
    known = [(text, award.code) for award in awards() for text in (award.name_vi, award.short_vi, award.code)]
    known += [(text, one.code) for one in dated_names("awards") for text in (one.name_vi, one.short_vi) if text]
    return WordTable.read("award_words", "codes", known)


@per_territory(maxsize=65536)
def choose_award(
    codes: tuple[str, ...], authority: str | None, kind: str | None, on: date | None, sender_level: str
) -> tuple[str, ...]:
    """Narrow what a title can mean by who confers it and who receives it.

    Parameters
    ----------
    codes
        What ``awards_meant`` returned.
    authority
        Code of the authority that the row names, if it names one.
    kind
        Code of the recipient's kind, if known.
    on
        The day whose competences count; None for any day.
    sender_level
        Level of the sender ("HUYEN"): what it may confer itself is meant where the row names no authority.

    Returns
    -------
    tuple of str
        One code when decided. What would leave nothing narrows nothing, so that the caller can say what is wrong.
    """
    if len(codes) < 2:
        return codes
    if authority:
        left = [code for code in codes if authority in conferring(code, on)]
        left = left or [code for code in codes if authority in conferring_then(code, on)]
    else:
        left = [code for code in codes if any(get_authority(one).level == sender_level for one in conferring(code, on))]
    left = left or list(codes)
    return tuple(code for code in left if kind is None or _may_go_to(code, kind)) or tuple(left)


def _may_go_to(code: str, kind: str) -> bool:
    return all(kind in award.recipient_kinds for award in merged_awards(code))


@per_territory(maxsize=16384)
def nearest_awards(text: str) -> tuple[str, ...]:
    """The names of the awards that are near to a title nobody knows, the closest first; at most two.

    Parameters
    ----------
    text
        A repaired text that ``awards_meant`` does not know: "Lao động tiến tiến".

    Returns
    -------
    tuple of str
        Names to propose, never to take; none where nothing is near.

    Examples
    --------
    >>> nearest_awards("Danh hiệu Lao động tiến tiến"), nearest_awards("Giấy khên của Chủ tịch UBND huyện")
    (('Lao động tiên tiến',), ('Giấy khen',))
    """
    written = [frame for key in word_keys(text) for frame in _without_frame(_YEAR.sub("", key))]
    for most in (0, None):
        for frame in written:
            if found := _near().find(frame, 2, most):
                return found
    return ()


def _without_frame(key: str) -> Iterator[str]:
    """A key without the words before a title ("danh hiệu"), as it stands, and without who confers it."""
    for ending, _, rest in _table().opened(key):
        if ending == "<award>" and rest:
            yield from _without_frame(rest.lstrip(",-"))
            break
    yield key
    words = key.split(" ")
    for count in range(1, len(words)):
        if words[count] == "của" or authorities_meant(" ".join(words[count:]), None):
            yield " ".join(words[:count])
            return


@per_territory
def _near() -> NearWords:
    """Every spelling of a title to the name that is proposed: that of its award, or of several as the table has it."""
    names = {award.code: award.name_vi for award in awards()}
    written = {award.name_vi: award.name_vi for award in awards()}
    written |= {award.short_vi: award.name_vi for award in awards() if award.short_vi}
    for row in read_words("award_words"):
        text = row["text"].partition(" <")[0].removesuffix(" *")
        if row["codes"]:
            written.setdefault(text, names.get(row["codes"], text))
    return NearWords(written)
