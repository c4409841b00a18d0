"""The manner of an award (loại hình, phương thức): regular, thematic, ad hoc and so on, worded by regime.

One internal code serves both laws; only the words differ.
"""

from dataclasses import dataclass
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.law import regimes
from thidua.registry.lookup import look_up, split_merged
from thidua.registry.tables import read_rows
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class AwardType:
    """A type of award; ``aliases`` its English words in data, ``rank`` its order on a page."""

    code: str
    aliases: tuple[str, ...]
    rank: int


@cache
def _types() -> dict[str, AwardType]:
    return {name: kind for kind in typed("award_types", AwardType) for name in (kind.code, *kind.aliases)}


def award_types() -> tuple[AwardType, ...]:
    """Return the types in their order on a page."""
    return tuple(sorted(set(_types().values()), key=lambda kind: kind.rank))


def get_award_type(code: str) -> AwardType:
    """Return the type of that code or English word (``PTR``, ``thematic``); ConfigError names the nearest."""
    return look_up("award type", code, _types())


def merged_award_types(codes: str) -> tuple[AwardType, ...]:
    """Return the types of a figure that merges several, order kept."""
    return tuple(get_award_type(code) for code in split_merged("award type", codes))


def award_type_label(codes: str, *, regime: str, wording: str = "statistical", lang: str = "vi") -> str:
    """Return the words for one type, or for several that a figure merges.

    Parameters
    ----------
    codes
        ``PTR``, or ``PTR+DOT``.
    regime
        ``2003`` or ``2022``, as ``regime(on)`` gives it.
    wording
        ``statistical`` for the words of the statistical forms and the press, ``legal`` for those of the law.
    lang
        ``vi`` or ``en``.

    Returns
    -------
    str
        In lower case, joined with commas.

    Raises
    ------
    ConfigError
        If a code, the regime, the wording or the language is unknown.

    Examples
    --------
    >>> award_type_label("PTR+DOT", regime="2022")
    'chuyên đề, đột xuất'
    >>> award_type_label("PTR", regime="2022", wording="legal")
    'phong trào thi đua'
    """
    look_up("regime", regime, {known.id: known for known in regimes()})
    heading = f"{'label' if wording == 'legal' else wording}_{lang}"
    by_code = {row["code"]: row for row in read_rows("award_type_labels") if row["regime"] == regime}
    words = []
    for kind in merged_award_types(codes):
        label = by_code[kind.code].get(heading)
        if label is None:
            raise ConfigError(f'no award type labels "{wording}" in "{lang}"; expected statistical or legal, vi or en')
        words.append(label[:1].lower() + label[1:])
    return ", ".join(words)
