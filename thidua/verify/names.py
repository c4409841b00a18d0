"""Of which report a file claims to be: by the name under which our files travel, whatever was put before or behind it.

A name proves nothing. It only tells "a report of that name is known, but not with this content" from "unknown".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from thidua.deliver.packs import file_title
from thidua.languages import LANGUAGES
from thidua.registry import strip_accents
from thidua.run.formats import FORMATS
from thidua.run.plan import Edition

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 1_000


class Names:
    """The names of these editions' files."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._by_title: dict[str, list[Edition]] = {}
        self._by_stem: dict[str, list[Edition]] = {}
        for edition in editions:
            for lang in LANGUAGES:
                self._by_title.setdefault(plain(file_title(edition, lang)), []).append(edition)
            self._by_stem.setdefault(edition.name, []).append(edition)

    def meant(self, name: str) -> tuple[Edition, ...]:
        """The editions that a name or a path means: none, one, or all whose files are called so.

        Examples
        --------
        "Fwd Bao cao so ket 6 thang 2023 - huyen Ba Be (1).pdf" means one, "district.pdf" that of every district,
        ".../2023-H1/huyen-ba-be/district.pdf" one.
        """
        path = PurePath(name[-_LONGEST:].replace("\\", "/"))
        stem = next(
            (path.name.removesuffix(f".{each}") for each in (*FORMATS, "ipynb") if path.suffix == f".{each}"), path.stem
        )
        words = f" {plain(stem)} "
        titled = [title for title in self._by_title if f" {title} " in words]
        if titled:
            return tuple(self._by_title[max(titled, key=len)])
        called = self._by_stem.get(re.sub(r" ?\(\d+\)$", "", stem), [])
        placed = [each for each in called if str(path).endswith(f"{each}{path.suffix}")]
        return tuple(placed or called)


def plain(text: str) -> str:
    """The words of a name without accents, capitals and marks: what is left of it on its way through many programs."""
    return " ".join(_WORD.findall(strip_accents(text).lower()))
