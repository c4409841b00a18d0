"""A template is compiled once for all processes, and anew where its text or what it is escaped by is another."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from thidua.present import compiled
from thidua.present.compiled import KeptTemplates, kept_templates
from thidua.present.html import environment_of


class _Counting(jinja2.Environment):
    """Tells which texts it compiled."""

    def __init__(self, folder: Path, text: str) -> None:
        super().__init__(
            loader=jinja2.DictLoader({"page": text}), bytecode_cache=KeptTemplates(folder), autoescape=True
        )
        self.compiled: list[str] = []

    def compile(self, source, *rest, **named):
        self.compiled.append(source)
        return super().compile(source, *rest, **named)


def _page(folder: Path, text: str) -> tuple[str, list[str]]:
    environment = _Counting(folder, text)
    return environment.get_template("page").render(unit="<Ba Bể>"), environment.compiled


def test_compiled_template_is_found_by_the_next_process(tmp_path: Path) -> None:
    """To compile the pages took a tenth of a second of every command."""
    folder = tmp_path / "__pycache__"

    assert _page(folder, "{{ unit }}") == ("&lt;Ba Bể&gt;", ["{{ unit }}"])
    assert _page(folder, "{{ unit }}") == ("&lt;Ba Bể&gt;", [])


def test_another_text_is_compiled_anew(tmp_path: Path) -> None:
    """Else a corrected page would read as before."""
    _page(tmp_path, "{{ unit }}")

    assert _page(tmp_path, "({{ unit }})") == ("(&lt;Ba Bể&gt;)", ["({{ unit }})"])


def test_same_text_under_other_options_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is escaped is compiled into a template: it must not outlive the code that says so."""
    _page(tmp_path, "{{ unit }}")
    monkeypatch.setattr(compiled, "_OPTIONS_IN", "markdown.py")

    assert _page(tmp_path, "{{ unit }}") == ("&lt;Ba Bể&gt;", ["{{ unit }}"])


@pytest.mark.parametrize("length", [0, 30, 60, 200])
def test_torn_file_is_none(tmp_path: Path, length: int) -> None:
    """A machine that lost power may leave one; no page fails for it."""
    _page(tmp_path, "{{ unit }}")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:length])

    assert _page(tmp_path, "{{ unit }}") == ("&lt;Ba Bể&gt;", ["{{ unit }}"])
    assert _page(tmp_path, "{{ unit }}") == ("&lt;Ba Bể&gt;", [])


def test_where_nothing_can_be_kept_a_template_is_compiled_each_time(tmp_path: Path) -> None:
    """A package may lie where its user cannot write."""
    folder = tmp_path / "__pycache__"
    folder.write_text("a file stands in its place", encoding="utf-8")

    for _ in range(2):
        assert _page(folder, "{{ unit }}") == ("&lt;Ba Bể&gt;", ["{{ unit }}"])


def test_nothing_is_kept_where_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forbids compiled files in the package forbids these as well."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert kept_templates("thidua.present") is None

    monkeypatch.setattr("sys.dont_write_bytecode", False)
    assert isinstance(environment_of("thidua.present").bytecode_cache, KeptTemplates)
