"""Ditto marks: what people write for "the same as above". From which cell a value is taken belongs to the layouts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from thidua.intake.cells.values import CACHED

# One of these, or a pair of single ones, alone or between hyphens: ", ”, 〃, '', - " -.
_MARK = re.compile(r"[\"“”„‟″〃❞❝¨«»]+|(?:''|’’|‘‘|′′|´´|``)+|/{2,}|\\{2,}|nt|n[./]t|idem|ditto|↑")
_WHAT = "dòng|hàng|ô|số|mục|cột|quyết định|qđ|ngày|người|phần"
_SAID = re.compile(rf"(?:như|giống|theo)(?: các)?(?: (?:{_WHAT}))?(?: (?:ở|phía|kể|bên))? trên")


@lru_cache(maxsize=CACHED)
def is_ditto(text: str) -> bool:
    """Say whether a cell only repeats the one above: nt, -nt-, ", //, như trên. A dash says that nothing belongs there.

    Examples
    --------
    >>> [is_ditto(text) for text in ("nt", "- nt -", '"', "-//-", "(Như trên)", "-", "", "Nt Nam")]
    [True, True, True, True, True, False, False, False]
    """
    if len(text) > 40:
        return False
    plain = "".join(c for c in unicodedata.normalize("NFC", text).lower() if unicodedata.category(c) != "Cf")
    bare = " ".join(plain.split()).strip(" -‐‑–—−=.…,;:()[]")
    return bool(_MARK.fullmatch(bare) or _SAID.fullmatch(bare))
