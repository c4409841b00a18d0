"""What several commands share and needs nothing but the clock: what is said apart from results, exit statuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from thidua.errors import ConfigError, ReportError
from thidua.facts.today import HANOI
from thidua.put import is_forbidden, is_full
from thidua.speech import say

SOME_FAILED = 1


def clock() -> datetime:
    """The time it is, as the office reads it; everything below the command line is given it."""
    return datetime.now(UTC).astimezone(HANOI)


def complain(line: str) -> None:
    """Say a line to the operator, apart from results."""
    click.echo(line, err=True)


def tell_faults(faults: Mapping[str, ConfigError]) -> bool:
    """Name each dataset that is not in order, apart from results; True if there is one: the exit status is then 1."""
    for problem in faults.values():
        complain(say("lỗi: {problem}; chưa sửa xong thì không làm gì với bộ số liệu này", problem=problem))
    return bool(faults)


@contextmanager
def told() -> Iterator[None]:
    """A second failure is told, and does not hide the first."""
    try:
        yield
    except (ReportError, OSError, sqlite3.Error) as problem:
        complain(say("lỗi: {problem}", problem=problem))


@contextmanager
def writing() -> Iterator[None]:
    """A file that cannot be written is for the operator: one line says which and what to do, and not a traceback."""
    try:
        yield
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        raise ConfigError(where + _not_written(problem)) from None


def _not_written(problem: OSError) -> str:
    reason = problem.strerror or str(problem)
    if is_full(problem):
        return say("không ghi được ({reason}); hãy giải phóng chỗ trên đĩa rồi chạy lại", reason=reason)
    if is_forbidden(problem):
        return say("không ghi được ({reason}); hãy đóng tệp nếu đang mở, hoặc cấp quyền ghi vào đó", reason=reason)
    return say("không ghi được ({reason}); hãy đóng tệp nếu đang mở, hoặc chọn thư mục khác", reason=reason)
