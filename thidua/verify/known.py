"""What is known of editions beyond the ledger: what they are called, and what changed between two revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from thidua.deliver.allowed import public_packs
from thidua.deliver.lines import one_line
from thidua.deliver.packs import Pack, file_title, read_packs
from thidua.deliver.publication.archive import contents_list
from thidua.deliver.publication.data_package import DataPackage
from thidua.deliver.settings import read_publish_settings
from thidua.errors import ConfigError, NotebookError
from thidua.facts.today import HANOI
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.plan import Edition, known_editions
from thidua.run.record import kept_file
from thidua.run.standing import Standing, standing
from thidua.speech import say, say_count, spoken
from thidua.verify.answer import Answer
from thidua.verify.beside import Beside, Difference, beside, format_of
from thidua.verify.names import Names

SHOWN = 5
"""So many changes are told: whoever wants all of them opens both files."""

READ = 3
"""So many revisions are read beside a file that bears their name; reading a large PDF takes seconds."""

LONGEST, AROUND = 120, 30


@dataclass(frozen=True)
class Known:
    """The editions of a project that stand in its ledger."""

    root: Path
    ledger: Ledger

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """Those of which something can be said, by name: their dataset, report and unit are known still."""
        return {str(each): each for each in known_editions(self.root, self.ledger.edition_names())}

    @cached_property
    def names(self) -> Names:
        """What their files are called."""
        return Names(self.editions.values())

    def lists(self) -> Mapping[str, str]:
        """The hash of the list in the zip of each set that the public folder offers, and what the set is called."""
        return self._lists

    def data(self) -> Mapping[str, str]:
        """The hash of each file of the data packages that the public folder offers, and what their sets are called."""
        return self._data

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        return {content_hash(contents_list(pack, zone=HANOI)): _called(pack) for pack in self._packs}

    @cached_property
    def _data(self) -> Mapping[str, str]:
        found = ((pack, DataPackage(pack, self._silent).files) for pack in self._packs)
        return {content_hash(content): _called(pack) for pack, files in found for content in files.values()}

    @cached_property
    def _packs(self) -> Sequence[Pack]:
        """The sets that the public folder offers."""
        try:
            return public_packs(read_packs(self.root, self.ledger), read_publish_settings(self.root).kinds)
        except ConfigError:  # then the folder offers none, and a list is of none
            return ()

    @staticmethod
    def _silent(_: str) -> None:
        """Of a report without data the command that publishes has told; here nothing is published."""

    def title(self, name: str) -> str:
        """What an edition is called; its name in the ledger where nothing else is known of it."""
        edition = self.editions.get(name)
        if edition is None:
            return name
        invented = f" ({say('số liệu minh họa')})" if edition.dataset.settings.illustrative else ""
        return f"{file_title(edition, spoken())}{invented}"

    def changes(self, found: Standing) -> tuple[str, ...]:
        """What a reader of a revision finds otherwise in the one that holds now, a line each."""
        edition, later = self.editions.get(found.revision.edition), found.in_force or found.decision
        if edition is None or later is None:
            return ()
        if edition.names:
            return (say("có danh sách tên người: hãy mở hai tệp để so"),)
        before, now = (self._notebook(edition, number) for number in (found.revision.number, later.revision))
        if before is None or now is None:
            return (_not_told(),)
        return _changes(before, now)

    def compared(self, answer: Answer) -> tuple[str, ...]:
        """How a file that bears the name of one report reads beside the revision of it that it is nearest to."""
        if len(answer.meant) != 1:
            return ()
        [edition], extension = answer.meant, format_of(answer.content)
        read = [
            (found, number)
            for number, path in self._genuine(edition, extension)
            if (found := beside(answer.content, path, extension)) is not None
        ]
        if not read:
            return (say("không đọc được nội dung để so với các bản đã lập"),)
        found, number = min(read, key=lambda each: each[0].count)
        return tuple(_differences(edition, found, number)) if found.count else self._same(edition, number, extension)

    def _genuine(self, edition: Edition, extension: str) -> Iterator[tuple[int, Path]]:
        """Some revisions' files of a format as they were noted, first that in force, then the newest."""
        revisions, in_force = self.ledger.revisions(str(edition)), self.ledger.released(str(edition))
        first = 0 if in_force is None else in_force.revision
        wanted = sorted(revisions, key=lambda each: (each.number != first, -each.number))
        for revision in wanted[:READ]:
            path = kept_file(edition, revision.number, extension)
            if extension in revision.files and _is_whole(path, revision.files[extension]):
                yield revision.number, path

    def _same(self, edition: Edition, number: int, extension: str) -> tuple[str, ...]:
        name = str(edition)
        revision, decisions = self.ledger.revision(name, number), self.ledger.decisions(name)
        holds = revision is not None and standing(revision, extension, decisions).state == "current"
        said = say(
            "chữ và số đọc được giống bản {number}: có lẽ chỉ được lưu lại hoặc in lại; hình, chữ ẩn và cách trình bày "
            "không so được, hãy lấy tệp gốc",
            number=number,
        )
        return (said,) if holds else (said, say("bản {number} không phải bản hiện hành", number=number))

    def _notebook(self, edition: Edition, number: int) -> Path | None:
        """The notebook of a revision as it was noted; None if it is not that any more."""
        revision, path = self.ledger.revision(str(edition), number), kept_file(edition, number, "ipynb")
        is_whole = revision is not None and _is_whole(path, revision.files.get("ipynb", ""))
        return path if is_whole else None


def _called(pack: Pack) -> str:
    return f"{pack.label}, {pack.shown_dataset}"


def _is_whole(path: Path, expected: str) -> bool:
    """Whether a kept file is what was noted of it."""
    try:
        return content_hash(path.read_bytes()) == expected
    except OSError:
        return False


def _differences(edition: Edition, found: Beside, number: int) -> Iterator[str]:
    """Where it reads differently; names of people that a restricted edition holds are not told in a terminal."""
    yield say_count("đọc khác bản {number} ở {count} chỗ", found.count, number=number, count=found.count)
    if edition.names:
        return
    yield from (f"  {_difference(each)}" for each in found.first)
    rest = found.count - len(found.first)
    if rest > 0:
        yield "  " + say_count("và {count} chỗ khác", rest, count=rest)


def _difference(each: Difference) -> str:
    place = say("trang {page}", page=each.place) if each.place.isdecimal() else one_line(each.place, LONGEST)
    texts = (one_line(text, LONGEST) for text in _around(each.before, each.now))
    before, now = (f"“{text}”" if text else say("không có") for text in texts)
    return f"{f'{place}: ' if place else ''}{before} → {now}"


def _around(before: str, now: str) -> tuple[str, str]:
    """What differs in two long texts, with some letters before and after it."""
    begin = _shared(before, now)
    end = _shared(before[begin:][::-1], now[begin:][::-1])
    first = max(0, begin - AROUND)

    def cut(text: str) -> str:
        last = len(text) - end + AROUND
        return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"

    return (cut(before), cut(now)) if before and now else (before, now)


def _shared(one: str, other: str) -> int:
    """With how many letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changes(before: Path, now: Path) -> tuple[str, ...]:
    # Imported here, because it takes pandas: most files that are asked about did not change.
    from thidua.deliver.release.moved import change_lines
    from thidua.export.document import read_document
    from thidua.export.notebook import read_notebook
    from thidua.present.language import written_in

    try:
        earlier, later = (read_document(read_notebook(each)) for each in (before, now))
    except NotebookError:
        return (_not_told(),)
    with written_in(spoken()):
        lines = change_lines(earlier, later, SHOWN)
    if not lines:
        return (say("người đọc không thấy gì khác: chỉ cách trình bày thay đổi"),)
    return (say("đã thay đổi:"), *(f"  {line}" for line in lines))


def _not_told() -> str:
    return say("không nói được đã thay đổi những gì: sổ tay của một trong hai bản không còn nguyên")
