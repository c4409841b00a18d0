"""A unit's own words about a period as a file that a person opens, or begins, and keeps; nothing of another is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from thidua.errors import ConfigError, DataError
from thidua.explore.card import html_of
from thidua.facts.commentary import SECTIONS, read_commentary
from thidua.facts.dataset import Dataset
from thidua.present.language import named_on, tr, written_in
from thidua.present.words import unit_name
from thidua.put import put
from thidua.registry import Period, Unit, last_day_in

_EMPTY = re.compile(rf"^## (?:{'|'.join(map(re.escape, SECTIONS.values()))})[ \t]*\n\s*(?=^## |\Z)", re.MULTILINE)


@dataclass(frozen=True, repr=False)
class CommentaryFile:
    """The file of one commentary, as it was when it was opened.

    Attributes
    ----------
    path
        Where it stands, or will stand.
    text
        What is in it; of one that is not there yet, its header and the headings to write under.
    is_there
        Whether it is there.
    """

    path: Path
    text: str
    is_there: bool

    def save(self, text: str) -> CommentaryFile:
        """Keep the words; headings under which nothing is written are left out.

        Raises
        ------
        DataError
            If it could not be read as a commentary, or says nothing; in Vietnamese, with the line where there is one.
        ConfigError
            If another wrote the file meanwhile, which is never written over, or if it cannot be written.
        """
        kept = _EMPTY.sub("", text.replace("\r\n", "\n")).rstrip() + "\n"
        self._check(kept)
        now = self.path.read_text(encoding="utf-8-sig") if self.path.is_file() else None
        if now != (self.text if self.is_there else None):
            told = tr(
                "{file} đã đổi từ khi mở ra đây; hãy mở lại rồi sửa tiếp. Tệp được giữ nguyên.", file=self.path.name
            )
            raise ConfigError(told)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            put(self.path, kept)
        except OSError as problem:
            why = problem.strerror or str(problem)
            raise ConfigError(tr("{file}: không ghi được ({why}).", file=self.path.name, why=why)) from None
        return CommentaryFile(self.path, kept, True)

    def _check(self, text: str) -> None:
        with TemporaryDirectory(prefix="thidua-") as folder:
            tried = Path(folder).joinpath(*self.path.parts[-3:])
            tried.parent.mkdir(parents=True)
            tried.write_text(text, encoding="utf-8")
            if not read_commentary(tried).sections:
                where = "/".join(self.path.parts[-3:])
                raise DataError(f"{where}: chưa có lời nào; hãy viết dưới một đề mục rồi lưu")

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        title, *lines = self._lines()
        return html_of(title, lines)

    def _lines(self) -> list[str]:
        state = tr("đã có lời văn") if self.is_there else tr("chưa có: lưu lần đầu thì tệp được lập")
        return [str(self.path), state]


def commentary_file(dataset: Dataset, unit: Unit, period: Period) -> CommentaryFile:
    """The file of a unit's words about a period, opened, or begun with its header and all headings.

    Raises
    ------
    DataError
        If it is not UTF-8.
    ConfigError
        If a folder has its name, or it cannot be read.
    """
    path = dataset.commentary_path(unit, period)
    where = "/".join(path.parts[-3:])
    if path.exists() and not path.is_file():
        raise ConfigError(tr("{file} là một thư mục, không phải tệp lời văn; hãy đổi tên thư mục ấy.", file=where))
    if not path.is_file():
        return CommentaryFile(path, _begun(dataset, unit, period), False)
    try:
        return CommentaryFile(path, path.read_text(encoding="utf-8-sig"), True)
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise ConfigError(tr("{file}: không đọc được ({why}).", file=where, why=why)) from None
    except UnicodeDecodeError:
        raise DataError(f"{where}: không phải văn bản UTF-8; hãy lưu lại theo mã UTF-8") from None


def _begun(dataset: Dataset, unit: Unit, period: Period) -> str:
    """What a commentary begins with, in Vietnamese as all of it: whose words, and the headings it may have."""
    day = last_day_in(unit, period, dataset.basis)
    with written_in("vi"), named_on(day):
        citation = f"Lời văn của {unit_name(unit, day)}, {period.label(dataset.basis)}"
    headings = "".join(f"\n## {heading}\n" for heading in SECTIONS.values())
    return f'---\nsource: "{unit.id}"\ncitation: "{citation}"\n---\n{headings}'
