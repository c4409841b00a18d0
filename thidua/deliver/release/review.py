"""The review page of a meeting pack: what waits, what failed, what moved, and the command that releases it.

One Vietnamese file that needs no network: a person decides with it, and nothing in it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.called import program
from thidua.deliver.lines import one_line
from thidua.deliver.packs import Pack
from thidua.deliver.release.concerns import find_concerns
from thidua.deliver.release.move import Move
from thidua.deliver.release.reviewed import Reviewed, review_pack
from thidua.deliver.release.revised import rank
from thidua.deliver.release.same_period import WORTH_A_LOOK, surprise
from thidua.measures.change import Comparisons
from thidua.present.chance import comparisons_words
from thidua.present.html import environment_of, policy_hash, stylesheet, template_file
from thidua.present.language import written_in
from thidua.present.names import UNIT_CHANGES
from thidua.present.numbers import write_date
from thidua.put import put

if TYPE_CHECKING:
    import jinja2

PAGE, PACKAGE = "review.html", "thidua.deliver"
SHOWN = 15
"""So many rows are in sight: a reviewer has five minutes; the others are one key away."""
CONCERNS_SHOWN = 6
"""So many lines of one concern are in sight, on a phone as well."""
LISTED = 300
"""So many rows are written at all: whoever needs more opens the edition."""
LONGEST = 400
"""A sentence or row is cut here; the edition has the whole of it."""


@dataclass(frozen=True)
class Found:
    """One move and the edition that it was found in."""

    reviewed: Reviewed
    move: Move

    @property
    def href(self) -> str:
        """The page of the edition, at the part that moved."""
        is_page = self.reviewed.href.endswith(".html")
        return f"{self.reviewed.href}#{self.move.anchor}" if is_page else self.reviewed.href


@dataclass(frozen=True)
class Ranked:
    """Moves over all editions, the first ones in sight."""

    shown: tuple[Found, ...]
    folded: tuple[Found, ...]
    words: tuple[Found, ...]
    """Changed sentences: they follow from the figures, or are a person's own words."""
    left_out: int

    @property
    def all(self) -> tuple[Found, ...]:
        """Those that are written."""
        return (*self.shown, *self.folded, *self.words)

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.all) + self.left_out


def write_review(root: Path, pack: Pack, *, now: datetime) -> Path:
    """Write the review page of a pack beside its editions.

    Parameters
    ----------
    root
        The project folder.
    pack
        As `read_packs` read it just now.
    now
        When the page is written, with its time zone; printed at the top.

    Returns
    -------
    pathlib.Path
        ``reports/<dataset>/<period>/review.html``; put in place in one step.
    """
    path = root / "reports" / pack.dataset.name / str(pack.period) / PAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, review_html(pack, now=now))
    return path


def review_html(pack: Pack, *, now: datetime) -> str:
    """The page itself."""
    css = stylesheet() + template_file(PACKAGE, "review.css")
    with written_in("vi"):
        editions = review_pack(pack)
        concerns = find_concerns(pack, editions)
        since_period = _since_period(editions)
        return (
            _environment()
            .get_template("review.html.j2")
            .render(
                pack=pack,
                now=now,
                css=css,
                css_hash=policy_hash(css),
                concerns=concerns,
                concerns_shown=CONCERNS_SHOWN,
                waiting=[each for each in editions if each.is_waiting],
                stopped=[each for each in editions if _is_stopped(each)],
                withdrawn=[each for each in editions if each.state.release == "withdrawn"],
                decided=[each for each in editions if each.state.decision is not None],
                released=sum(each.state.release == "released" for each in editions),
                commands=release_commands(pack, editions),
                since_period=since_period,
                beyond=sum(found.move.is_beyond_chance for found in since_period.all),
                comparisons=_comparisons(editions),
                since_release=_since_revision(editions, is_released=True),
                since_last=_since_revision(editions, is_released=False),
            )
        )


def release_commands(pack: Pack, editions: Iterable[Reviewed]) -> list[str]:
    """What a person types to release what waits, up to the name, which only they can add.

    The first command releases all that has no names of recipients; each kind that has them needs its own.
    """
    waiting = [each.edition for each in editions if each.is_waiting]
    start = f"{program()} release {_typed(str(pack.period))} --dataset {_typed(pack.dataset.name)}"
    restricted = dict.fromkeys(f"{edition.kind}-names" for edition in waiting if edition.names)
    ordinary = [f"{start} --by "] if any(not edition.names for edition in waiting) else []
    return [*ordinary, *(f"{start} --kind {_typed(kind)} --by " for kind in restricted)]


def _typed(word: str) -> str:
    """A word as a shell takes it: in quotes unless it is plain."""
    return word if re.fullmatch(r"[\w.-]+", word) else '"' + re.sub(r'["$`\\!%]', "", word) + '"'


def _is_stopped(reviewed: Reviewed) -> bool:
    state = reviewed.state
    return reviewed.has_failed or state.revision is None or not state.is_sealed


def _since_period(editions: list[Reviewed]) -> Ranked:
    """What moved against the same period, over all editions."""
    # The province and the block show the same units: what both tell is told once.
    once = {
        (move.anchor, move.row, move.before, move.now) if move.anchor == UNIT_CHANGES else id(move): Found(each, move)
        for each in reversed(_told_once(editions))
        for move in each.since_period
    }
    found = list(reversed(once.values()))
    found.sort(key=lambda one: surprise(one.move), reverse=True)
    worth = [one for one in found if one.move.is_beyond_chance or one.move.size >= WORTH_A_LOOK][:SHOWN]
    return _ranked(found, max(len(worth), min(5, len(found))))


def _comparisons(editions: list[Reviewed]) -> str:
    """How many comparisons the reports make, and how many of them chance alone lets pass, in one sentence."""
    once = {each.told_by: each for one in _told_once(editions) for each in one.compared}
    found = Comparisons(sum(each.made for each in once.values()), sum(each.by_chance for each in once.values()))
    return comparisons_words(found)


def _told_once(editions: list[Reviewed]) -> list[Reviewed]:
    """The first edition of each kind and unit: its other languages and its restricted copy show the same figures.

    Of an edition with the names of recipients the list of editions gives the number alone: this page is for more eyes.
    """
    first: dict[tuple[str, str], Reviewed] = {}
    for each in editions:
        if not each.edition.names:
            first.setdefault((each.edition.kind, each.edition.unit.id), each)
    return list(first.values())


def _since_revision(editions: list[Reviewed], *, is_released: bool) -> Ranked:
    """What differs from an earlier revision: the last released one, or another that was built last."""
    found = [
        Found(each, move)
        for each in _told_once(editions)
        for comparison in each.comparisons
        if comparison.is_released is is_released
        for move in comparison.moves
    ]
    found.sort(key=lambda one: rank(one.move))
    return _ranked(found, SHOWN)


def _ranked(found: list[Found], shown: int) -> Ranked:
    figures = [one for one in found if one.move.kind != "words"]
    words = [one for one in found if one.move.kind == "words"]
    return Ranked(
        tuple(figures[:shown]),
        tuple(figures[shown:LISTED]),
        tuple(words[:LISTED]),
        max(0, len(figures) - LISTED) + max(0, len(words) - LISTED),
    )


def _moment(at: datetime) -> str:
    return f"{at:%H:%M} ngày {write_date(at.date())}"


def _interval(text: str) -> str:
    """A ratio whose limits stay on one line: a browser would break after the dash (U+2060 forbids it)."""
    return text.replace("–", "\u2060–\u2060") if "(" in text else text


def _cut(text: str) -> str:
    return one_line(text, LONGEST)


@cache
def _environment() -> jinja2.Environment:
    templates = environment_of(PACKAGE)
    templates.filters.update(moment=_moment, cut=_cut, interval=_interval)
    return templates
