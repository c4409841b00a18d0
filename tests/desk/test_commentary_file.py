"""A unit's words as a file: begun with its header, kept if it can be read, never written over."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from thidua.errors import ConfigError, DataError
from thidua.explore.commentary_file import CommentaryFile
from thidua.explore.opened import open_named
from thidua.facts.commentary import SECTIONS, read_commentary


def opened(project: Project) -> CommentaryFile:
    """The words of Ba Bể about 2020."""
    return open_named("thu", root=project.root).commentary("Ba Bể", 2020)


def written(file: CommentaryFile, words: str, under: str = "situation") -> str:
    """The text of a file with words under one of its headings."""
    heading = f"## {SECTIONS[under]}\n"
    return file.text.replace(heading, f"{heading}\n{words}\n")


def test_begun_words_have_the_header_and_every_heading(project: Project):
    """Nobody has to know what a commentary looks like to write one."""
    begun = opened(project)

    assert not begun.is_there
    assert not begun.path.exists()
    assert begun.path == project.root / "data/thu/commentary/2020/huyen-ba-be.md"
    assert all(f"## {heading}\n" in begun.text for heading in SECTIONS.values())


def test_saved_words_are_read_by_the_reports(project: Project):
    """What is written on the desk stands in the next report; headings without words do not."""
    begun = opened(project)
    saved = begun.save(written(begun, "Mưa lớn đầu năm."))
    read = read_commentary(saved.path)

    assert dict(read.sections) == {"situation": "Mưa lớn đầu năm."}
    assert "huyện Ba Bể" in read.citation
    assert opened(project).text == saved.text


def test_words_that_another_wrote_meanwhile_stay(project: Project):
    """Two people at two desks: the second is told, and loses nothing of the first."""
    mine, other = opened(project), opened(project)
    other.save(written(other, "Của người khác."))
    with pytest.raises(ConfigError, match="đã đổi từ khi mở"):
        mine.save(written(mine, "Của tôi."))

    assert "Của người khác." in mine.path.read_text(encoding="utf-8")


def test_words_that_a_report_could_not_read_are_not_kept(project: Project):
    """The report of the whole unit would fail tomorrow; the writer is here now."""
    begun = opened(project)
    with pytest.raises(DataError, match=r"commentary/2020/huyen-ba-be\.md: không có đề mục"):
        begun.save(begun.text.replace("## Hội nghị", "## Hội nghi vui") + "\nabc\n")

    assert not begun.path.exists()


def test_words_that_say_nothing_are_not_kept(project: Project):
    """An empty file would make the report sign words that are not there."""
    begun = opened(project)
    with pytest.raises(DataError, match="chưa có lời nào"):
        begun.save(begun.text)

    assert not begun.path.parent.exists()


def test_folder_in_the_place_of_a_commentary_is_told(project: Project):
    """To say that the file is not there yet would promise that it can be saved."""
    opened(project).path.mkdir(parents=True)
    with pytest.raises(ConfigError, match=r"commentary/2020/huyen-ba-be\.md là một thư mục"):
        opened(project)


def test_words_that_cannot_be_written_are_told(project: Project):
    """Whoever wrote for an hour must know that nothing was kept."""
    begun = opened(project)
    begun.path.parent.parent.write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="không ghi được"):
        begun.save(written(begun, "Của tôi."))
