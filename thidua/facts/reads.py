"""Reads: what an edition asked of a dataset, each question noted with a digest of its answer, and nothing else asked.

An edition is made from its notebook, package, settings and parameters, and from what it read of datasets. The former
are hashed whole (`thidua.run.key`). Of a dataset, whole hashes would rebuild everything for one corrected cell, and
lists of what a kind of report reads, kept by hand, are wrong the day a chapter reads more. So it is noted.

**What can be read.** Of a snapshot: the counts of a unit and period; what is known of them (which takes the lists,
returns, wishes and refusals of the whole dataset); rows as they were sent; registers; which files came, what was found
and put right in them; which units and periods there are. Beside it: a unit's own words, the people that rates are
counted over, the editions declared, the day it is, and `dataset.toml` with the tables of the province.

**By construction.** Tables of a snapshot are opened in ``answers`` alone, and every public method there is a
`question`, or the class cannot be made; what a `Dataset` reads beside its snapshot is a `question` as well. Whoever is
after the files themselves (`Facts.snapshot`) asks a question too, whose answer is all of them. Asking is noting: there
is one wrapper, and what it returns is what it noted.

**Why equal answers mean equal bytes.** A report computes from its answers alone: its first question does not depend on
facts, and each later one follows from the answers before it. If every noted question has the same answer in another
snapshot, the same run would ask just these questions, get just these answers, and write just these bytes. So what
matters of the answer is digested, not the rows that it was taken from: a list of another year changes the files of a
unit and not what is known of it this year. The converse is not claimed: a changed answer may end in the same bytes.

A process notes into the file that `NOTES` names, line by line, so that a kernel which is ended loses none. Without it
nothing is digested: a person in JupyterLab pays nothing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from thidua.errors import ConfigError

NOTES = "THIDUA_READS"
"""The variable that names the file into which a process notes what it reads."""

_DIGITS = 16
"""Hexadecimal digits of a digest: two answers to one question are taken for equal by chance once in 10¹⁹."""

Reads = Mapping[str, Mapping[str, str]]
"""The digest of each answer, by dataset and question: {"illustrative": {"counts huyen-ba-be 2023-H1": "…"}}."""


class AskedTwiceError(Exception):
    """One question got two answers within one run: what it was asked of changed meanwhile."""


class Asked(Protocol):
    """What can be asked: the dataset it is of, and its answers so far."""

    @property
    def dataset_name(self) -> str:
        """The name of the dataset."""


Of = TypeVar("Of", bound=Asked)
P = ParamSpec("P")
R = TypeVar("R")


def question(method: Callable[Concatenate[Of, P], R]) -> Callable[Concatenate[Of, P], R]:
    """Make a method a question: asked with words alone, answered once for each object, and noted whenever asked.

    The name of the method with its words is the question as it is written down: ``counts huyen-ba-be 2023-H1``. Of
    the words only the last may hold spaces.
    """
    name = method.__name__.lstrip("_")

    @wraps(method)
    def ask(self: Of, *words: P.args, **_: P.kwargs) -> R:
        return cast(R, _answer(self, name, method, words))

    ask.question = name  # type: ignore[attr-defined]
    return cast(Callable[Concatenate[Of, P], R], ask)


def _answer(self: Asked, name: str, method: Callable[..., Any], words: tuple[object, ...]) -> Any:
    of = self.__dict__
    notes = os.environ.get(NOTES, "")
    if of.setdefault("_notes", notes) != notes:
        # What was made of its answers before may be kept by now, and would be used without being asked for.
        raise RuntimeError(f"{self.dataset_name} was opened before its reads were noted there; open it anew")
    known: dict[tuple[object, ...], Any] = of.setdefault("_answered", {})
    key = (name, *words)
    is_new = key not in known
    if is_new:
        known[key] = method(self, *words)
    if notes and is_new:
        note(self.dataset_name, " ".join(map(str, key)), known[key])
    return known[key]


def questions_of(of: type) -> Mapping[str, Callable[..., Any]]:
    """The questions that objects of a class answer, by name."""
    if of not in _questions:
        methods = (getattr(of, name) for name in dir(of) if not name.startswith("__"))
        _questions[of] = {one.question: one for one in methods if hasattr(one, "question")}
    return _questions[of]


_questions: dict[type, Mapping[str, Callable[..., Any]]] = {}
"""Those of each class that was asked for: a build asks for them as often as there are answers to compare."""


def ask_again(of: Asked, asked: str) -> str:
    """The digest of the answer to a question as it was written down; noted nowhere.

    Raises
    ------
    KeyError
        If there is no such question.
    """
    method = questions_of(type(of))[asked.partition(" ")[0]]
    number = method.__wrapped__.__code__.co_argcount - 1  # type: ignore[attr-defined]
    return digest(method(of, *asked.split(" ", number)[1:]))


def note(dataset: str, asked: str, answer: object) -> None:
    """Write a question down with the digest of its answer, where reads are noted."""
    notes = os.environ.get(NOTES)
    if not notes:
        return
    line = json.dumps([dataset, asked, digest(answer)], ensure_ascii=False) + "\n"
    # One write of one line at the end: what a process that ours started notes meanwhile stays whole.
    file = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        written = os.write(file, line.encode())
    except OSError as problem:
        raise _not_noted(str(problem.strerror)) from problem
    finally:
        os.close(file)
    if written < len(line.encode()):
        raise _not_noted(os.strerror(errno.ENOSPC))


def _not_noted(why: str) -> ConfigError:
    """A report whose reads are not known would be taken for current when it is not."""
    return ConfigError(f"what is read cannot be noted in reports/ ({why}); free some space there, and build again")


def read_notes(path: Path) -> Reads | None:
    """What was noted in a file, in the order of the alphabet; None if nothing was: then nobody knows what was read.

    Raises
    ------
    AskedTwiceError
        If one question got two answers; names it.
    """
    if not path.is_file():
        return None
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        dataset, asked, answered = json.loads(line)
        if found[dataset].setdefault(asked, answered) != answered:
            raise AskedTwiceError(asked)
    return {name: dict(sorted(of.items())) for name, of in sorted(found.items())}


def digest(answer: object) -> str:
    """A digest that differs where anything differs in an answer: values, order, kinds; not how a set happens to lie.

    Examples
    --------
    >>> digest(frozenset({"TINH", "HUYEN"})) == digest(frozenset({"HUYEN", "TINH"})), digest(1) == digest("1")
    (True, False)
    """
    said = hashlib.blake2b(digest_size=_DIGITS // 2)
    said.update("".join(_told(answer)).encode("utf-8", "surrogatepass"))
    return said.hexdigest()


_PLAIN = (str, int, float, bool, bytes, type(None))


def _told(value: Any) -> Iterable[str]:
    """An answer as text, piece by piece."""
    if isinstance(value, _PLAIN):
        yield repr(value)
    elif isinstance(value, tuple | list):
        if all(isinstance(one, _PLAIN) for one in value):
            yield repr(tuple(value))
        else:
            yield "("
            for one in value:
                yield from _told(one)
                yield ","
            yield ")"
    elif isinstance(value, frozenset | set):
        yield "{" + ",".join(sorted("".join(_told(one)) for one in value)) + "}"
    elif isinstance(value, Mapping):
        yield "{" + ",".join(sorted("".join([*_told(key), ":", *_told(of)]) for key, of in value.items())) + "}"
    elif hasattr(value, "dtypes") and hasattr(value, "columns"):
        yield from _of_frame(value)
    elif is_dataclass(value):
        yield type(value).__name__
        yield from _told([getattr(value, each.name) for each in fields(value) if each.compare])
    else:
        # Days, and the typed values of the registry: each says itself whole.
        yield f"<{type(value).__name__} {value}>"


def _of_frame(frame: Any) -> Iterable[str]:
    """A frame, column by column, with the kinds of its values."""
    for name in frame.columns:
        column = frame[name]
        yield f"[{name} {column.dtype} {len(column)}]"
        yield _of_column(column)


def _of_column(column: Any) -> str:
    """The values of a column, those that are missing apart from all others; texts and days at one go."""
    if column.dtype == "str":
        import pyarrow as pa  # whoever has a frame has it imported
        import pyarrow.compute as pc

        texts = pa.array(column, type=pa.large_string())
        # How long each is, then all of them: no two columns have both alike.
        long = pc.fill_null(pc.binary_length(texts), -1).to_numpy()
        return f"{long.tobytes().hex()} {''.join(filter(None, texts.to_pylist()))!r}"
    if column.dtype.kind == "M" and getattr(column.dtype, "tz", None) is None:
        return str(column.to_numpy().view("int64").tobytes().hex())
    if column.dtype in ("Int64", "boolean"):
        import pandas as pd

        # A report digests twenty such columns: this takes a seventh of the time of what follows, and gives the same.
        return repr([None if one is pd.NA else one for one in column.tolist()])
    values = column.astype(object)
    return repr(values.where(values.notna(), None).tolist())
