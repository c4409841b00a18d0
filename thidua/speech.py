"""In which language the command speaks to the person who runs it: its help, what it says, why it refuses.

The language of a report is another matter, and no business of the machine's: see `present.language`. What is kept for
later (the ledger, logs of runs) and read by programs stays in English.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from thidua.english import english_of
from thidua.languages import LANGUAGES, Language

_spoken: list[Language] = ["en"]
"""The last one is spoken; in all threads, since one person reads what they say."""

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where POSIX says that the language of messages stands; the first that is set counts."""
_VIETNAMESE = 0x2A
"""Vietnamese among the primary languages of Windows (MS-LCID)."""


def spoken() -> Language:
    """The language of the command: English unless a command line was begun in another."""
    return _spoken[-1]


def speak(language: Language) -> None:
    """Speak this language from here on."""
    _spoken[-1] = language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak this language inside the block, and the one before it afterwards."""
    _spoken.append(language)
    try:
        yield
    finally:
        _spoken.pop()


def later(text: str) -> str:
    """A text that is written down before it is known which language is spoken; `now_said` then gives its words."""
    return text


def now_said(text: str) -> str:
    """The words of a `later` text in the language of the command."""
    return _in_language(text)


def say(text: str, /, **values: object) -> str:
    """A text in the language of the command, its ``{places}`` filled; see `present.language.tr`.

    Raises
    ------
    KeyError
        If the catalogue lacks the text: a test compares both, so nobody can meet this.
    """
    found = _in_language(text)
    return found.format_map(values) if values else found


def say_count(text: str, number: int, /, **values: object) -> str:
    """A text that agrees with a number; see `present.language.tr_count`."""
    return _in_language(text, number).format_map(values)


def say_number(number: int) -> str:
    """A whole number with the mark of thousands of the language: "1.224.822", in English "1,224,822"."""
    return f"{number:,}".replace(",", "." if spoken() == "vi" else ",")


def near_or_all(near: Sequence[str], known: Iterable[str]) -> str:
    """The end of a message about something unknown: the nearest that there is, or all there are."""
    if near:
        return say("có phải {names} không?", names=near[0])
    return say("hiện có: {names}", names=", ".join(known) or say("không có gì"))


def _in_language(text: str, number: int = 1) -> str:
    return text if spoken() == "vi" else english_of(text, number)


def language_of(project: Path | None, environment: Mapping[str, str] = os.environ) -> Language:
    """The language that the settings of a project ask for, or else the system's, if it is one that we speak.

    Parameters
    ----------
    project
        The file of its settings; None where there is no project.
    """
    return (_asked_for(project) if project is not None else None) or _of_system(environment)


def _asked_for(project: Path) -> Language | None:
    """The ``lang`` of `reports.toml`; None if it has none, or is not in order, which is told when it is read."""
    try:
        # Keys of the whole file stand before its first table: the rest need not be read for the help.
        head = re.split(r"^\s*\[", project.read_text(encoding="utf-8-sig"), maxsplit=1, flags=re.MULTILINE)[0]
        asked = tomllib.loads(head).get("lang")
    except (OSError, ValueError):
        return None
    return next((language for language in LANGUAGES if language == asked), None)


def _of_system(environment: Mapping[str, str]) -> Language:
    said = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    if not said and sys.platform == "win32":
        import ctypes

        return "vi" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _VIETNAMESE else "en"
    return "vi" if re.split(r"[_.@-]", said)[0].lower() in ("vi", "vietnamese") else "en"
