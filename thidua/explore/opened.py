"""An opened dataset: what people ask, each question one method, answered in its own territory and language.

How a question is answered is in the module that it names; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from thidua.errors import ConfigError
from thidua.explore.marks import note_opened
from thidua.explore.spoken import spoken
from thidua.explore.whose import noted
from thidua.facts.dataset import Dataset, dataset_names, open_dataset
from thidua.project import project_of_notebook
from thidua.registry import LANGUAGES, Language, Period, Unit, get_unit, quoted

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from thidua.explore.commentary_file import CommentaryFile
    from thidua.explore.comparison import Comparison
    from thidua.explore.explanation import Explanation
    from thidua.explore.trace import Trace
    from thidua.present.report import Report
    from thidua.run.preview import Preview

Question = TypeVar("Question", bound=Callable[..., Any])


def in_its_own(question: Question) -> Question:
    """Answer a question in the territory and the language of the dataset, whatever was opened since."""

    @wraps(question)
    def answer(self: OpenedDataset, *args: Any, **named: Any) -> Any:
        with self.in_force():
            return noted(question(self, *args, **named), self.dataset)

    return cast(Question, answer)


@dataclass(frozen=True, repr=False)
class OpenedDataset:
    """A dataset that was opened to be asked; see `thidua` for all its questions on one page.

    Attributes
    ----------
    dataset
        The dataset below: its settings, facts and commentary.
    lang
        The language of its answers, "vi" or "en".
    """

    dataset: Dataset
    lang: Language = "vi"

    @property
    def name(self) -> str:
        """What it is called under ``data/``."""
        return self.dataset.name

    @contextmanager
    def in_force(self) -> Iterator[OpenedDataset]:
        """Work in its territory and language for as long as the block runs; names are those of the day asked about."""
        with spoken(self.dataset, self.lang):
            yield self

    @in_its_own
    def units(
        self, level: str | None = None, *, below: str | None = None, on: str | date | None = None
    ) -> pd.DataFrame:
        """The units, as the province lists them.

        Parameters
        ----------
        level
            Only those of a level: "district", "các huyện, thành phố"; without it, those of which the dataset has
            figures.
        below
            Only those below a unit: "tỉnh Bắc Kạn".
        on
            Only those that exist on a day: "2025-07-01", "01/7/2025".

        Returns
        -------
        pandas.DataFrame
            One row a unit: ``unit``, ``name``, ``short_name``, ``level``, ``code``, ``parent``, ``parent_name``,
            ``valid_from``, ``valid_to``, and ``known``: whether the dataset has figures of it.

        Raises
        ------
        ConfigError
            If the level, the unit or the day is none; names the nearest.

        Examples
        --------
        >>> import thidua
        >>> thidua.open("illustrative").units("các huyện")["short_name"].tolist()[:3]
        ['Pác Nặm', 'Ba Bể', 'Ngân Sơn']
        """
        from thidua.explore.listed_units import units_frame

        return units_frame(self.dataset, level, below=below, on=on)

    @in_its_own
    def periods(self, unit: str | None = None) -> pd.DataFrame:
        """The periods of which a unit, or anybody, has figures, from early to late; some contain others.

        Returns
        -------
        pandas.DataFrame
            One row a period: ``period``, ``label``, ``kind``, ``first_day``, ``last_day`` under the dataset's basis.

        Raises
        ------
        ConfigError
            If there is no such unit; names the nearest.

        Examples
        --------
        >>> import thidua
        >>> thidua.open("published").periods("thành phố Bắc Kạn")["label"].tolist()
        ['giai đoạn 2015-2020', '10 tháng đầu năm 2021']
        """
        from thidua.explore.listed_periods import periods_frame

        return periods_frame(self.dataset, unit)

    @in_its_own
    def awards(self, on: str | date | None = None) -> pd.DataFrame:
        """The titles and forms of commendation; on a day, those that hold then, under the names of the day.

        Returns
        -------
        pandas.DataFrame
            One row a form in the order of a page: ``award``, ``name``, ``short_name``, ``group``, ``levels`` and
            ``authorities`` that may give it, ``recipient_kinds``, ``valid_from``, ``valid_to``, ``legal_basis``.

        Examples
        --------
        >>> import thidua
        >>> awards = thidua.open("illustrative").awards()
        >>> awards.loc[awards["award"] == "BKT", "name"].item()
        'Bằng khen của Chủ tịch UBND tỉnh'
        """
        from thidua.explore.listed_awards import awards_frame

        return awards_frame(on)

    @in_its_own
    def facts(
        self,
        units: Any = None,
        periods: Any = None,
        *,
        awards: Any = None,
        status: Any = "awarded",
        by: Any = None,
    ) -> pd.DataFrame:
        """The figures of units and periods, one row a figure, and one for what is not known.

        Parameters
        ----------
        units
            "Ba Bể", ["Ba Bể", "Na Rì"], or a level: "các huyện", "các huyện, thành phố", "các đơn vị" for all that
            report to the province. Without it, every unit with figures of its own.
        periods
            "6 tháng đầu năm 2023", "2023-H1", "quý I/2020", "2016..2020", a year as 2023, or a list of them. Without
            it, those of which each unit has figures; some may contain others.
        awards
            "BKT", "bằng khen" (of whatever level), a group as "title", or a list. A figure that merges several is
            found by each, and is no sum of one of them.
        status
            "awarded", "đề nghị", … or a list; figures of two statuses are never added.
        by
            Adds figures up and tells them apart by these alone: "award", "level", "authority", "recipient_kind",
            "recipient_class", "award_type", a list of them, or () for one sum a unit and period.

        Returns
        -------
        pandas.DataFrame
            Units as the province lists them, periods by day, awards by rank. Columns: ``unit``, ``unit_name``,
            ``period``, ``period_label``, ``award``, ``award_name``, ``level``, ``authority``, ``recipient_kind``,
            ``recipient_class``, ``award_type``, ``status``; ``count`` (``<NA>`` is not known) in ``count_unit``
            (instances or recipients); ``state``; ``coverage``, what is known of all that is counted; ``origin`` and
            ``source``, where it comes from and what a part does not hold, or why it is not known; ``figure``, the
            text that names it to ``trace`` and ``history``. What is added up has no column.

        Raises
        ------
        ConfigError
            On what is no unit, period, award, status or column; names the nearest, or what to write.

        Notes
        -----
        Without ``by`` the counts of all recipients stand there, so that a column of one unit, period and count unit
        adds up; classes split the same recipients and come with ``by="recipient_class"``. A sum of which a part is
        missing is missing, and so is one of quoted figures that hold one another. A form of which nothing is told is 0
        only where all lists and returns that could tell it are there. Of a group each form is asked for that a level
        which tells of the unit may give; one that is not known has a row, and the sum is a part. So is a sum of all
        forms of which quotations alone tell.

        A name that two units of a period bear one after the other, as "Ba Bể" in 2025, means both.

        Examples
        --------
        >>> import thidua
        >>> facts = thidua.open("published").facts("thành phố Bắc Kạn", "2015..2020", awards="giấy khen")
        >>> facts[["award", "recipient_kind", "count"]].values.tolist()
        [['GKH', 'collective', 1069], ['GKH', 'individual', 1280]]
        """
        from thidua.explore.facts import facts_frame

        return facts_frame(self.dataset, units, periods, awards=awards, status=status, by=by)

    @in_its_own
    def decisions(self, units: Any = None, periods: Any = None, **filters: Any) -> pd.DataFrame:
        """The rows of decision lists of units and periods, each with its file, sheet and cell.

        Parameters
        ----------
        units, periods
            As in ``facts``; without periods, all years.
        filters
            ``awards`` and ``status`` as in ``facts``; any other column with one value or a list. A column of text is
            searched, however the text is spelt: ``workplace="trạm y tế"``. Codes are looked up, by code or by name:
            ``gender="nữ"``, ``recipient_kind="cá nhân"``. A day is one day or a pair, the first and the last:
            ``decided_on=("01/3/2023", "31/5/2023")``; a flag ``True`` or ``False``.

        Returns
        -------
        pandas.DataFrame
            One row a line of a list, by unit, period and day. ``recipient``, ``achievement`` and ``note`` are missing
            where the dataset does not allow names: where it is not illustrative and ``dataset.toml`` declares no
            edition with ``names = true`` of the unit and of a period in which the day of the row lies.

        Raises
        ------
        ConfigError
            As ``facts`` does; on a column that there is none of; on a filter that asks for names where they are not
            allowed.

        Examples
        --------
        >>> import thidua
        >>> rows = thidua.open("illustrative").decisions("Ba Bể", "2023-H1", awards="giấy khen", workplace="trường")
        >>> len(rows)
        8
        """
        from thidua.explore.decisions import decisions_frame

        return decisions_frame(self.dataset, units, periods, **filters)

    def report(self, unit: str, period: str | int, *, names: bool = False) -> Report:
        """The report on a unit and period: its chapters, each measured, told, drawn and tabulated when it is asked.

        Raises
        ------
        ConfigError
            If the unit or period is none (names the nearest), or if names are asked for that the dataset does not
            allow.

        Examples
        --------
        >>> import thidua
        >>> thidua.open("illustrative").report("Ba Bể", "6 tháng đầu năm 2023").period_label
        '6 tháng đầu năm 2023'
        """
        from thidua.explore.allowed import check_names
        from thidua.explore.in_hand import take_in_hand

        with self.in_force():
            asked = self.one_period(period)
            whose = self.one_unit(unit, asked)
            if names:
                check_names(self.dataset, whose, asked)
        return take_in_hand(self.dataset, whose, asked, self.lang, names=names)

    def with_files(self, *files: str | Path) -> OpenedDataset:
        """The dataset as it would be if these files came today; the inbox stays as it is.

        Every question may be asked of it, and beside it of the dataset as it is: what would the meeting see?

        Raises
        ------
        ConfigError
            If there is no such file.
        DataError
            If one of them would not be counted; names the first reason, with sheet and cell.
        """
        from thidua.explore.late import with_files

        with self.in_force():
            return OpenedDataset(with_files(self.dataset, files), self.lang)

    @in_its_own
    def explain(self, unit: str, period: str | int, award: Any = None) -> Explanation:
        """Why a count rose or fell against the same period before: which rows left and which came, with their cells.

        Parameters
        ----------
        award
            One title or form, or several: "GKH", "giấy khen"; without it, all together.

        Returns
        -------
        Explanation
            ``left``, ``came``, ``stayed``, ``cells``, ``left_out`` and ``by("workplace")``; printed, a few sentences.

        Raises
        ------
        ConfigError
            If unit, period or form is none; names the nearest.

        Examples
        --------
        >>> import thidua
        >>> found = thidua.open("illustrative").explain("Na Rì", "2023-H1", "GKH")
        >>> found.before, found.now, found.difference == len(found.came) - len(found.left)
        (21, 22, True)
        """
        from thidua.explore.explanation import explain
        from thidua.explore.names import asked_awards

        asked = self.one_period(period)
        codes = () if award is None else tuple(code for codes in asked_awards(award) for code in codes)
        return explain(self.dataset, self.one_unit(unit, asked), asked, codes)

    @in_its_own
    def trace(self, figure: Any = None, **said: Any) -> Trace:
        """Where a figure comes from: file, sheet and cell, or the words quoted; sums down to their parts.

        Parameters
        ----------
        figure
            The text in the column ``figure`` of `facts`, or one row of it.
        said
            Instead of it: ``unit``, ``period``, and what else tells it apart: ``award``, ``kind``, ``level``, …

        Raises
        ------
        ConfigError
            If it is no figure; says what to write.

        Examples
        --------
        >>> import thidua
        >>> found = thidua.open("published").trace(unit="thành phố Bắc Kạn", period="2015..2020", award="GKH")
        >>> found.count, found.rows["quote"].tolist()[0]
        (2349, 'tặng Giấy khen cho 1.069 lượt tập thể')
        """
        from thidua.explore.asked import figure_asked
        from thidua.explore.trace import trace

        asked = figure_asked(self, figure, said)
        return trace(self.dataset, asked, get_unit(asked.whose))

    @in_its_own
    def preview(
        self, unit: str, period: str | int, kind: str | None = None, formats: Sequence[str] = ("html",)
    ) -> Preview:
        """The very edition that a schedule would make, declared or not, marked on every page; nothing is published.

        Parameters
        ----------
        kind
            The kind of report; without it, the one that the dataset declares for such a unit and period.
        formats
            "html", "pdf", or both.

        Raises
        ------
        ConfigError
            If the unit, period, kind or format is none; names the nearest.
        """
        from thidua.run.preview import preview_edition

        asked = self.one_period(period)
        whose = self.one_unit(unit, asked)
        root = self.dataset.folder.parent.parent
        told = (formats,) if isinstance(formats, str) else tuple(formats)
        return preview_edition(root, self.dataset, whose, asked, kind=kind, formats=told, lang=self.lang)

    @in_its_own
    def commentary(self, unit: str, period: str | int) -> CommentaryFile:
        """The unit's own words about a period: the file, opened or begun; ``save(text)`` keeps what is written.

        Raises
        ------
        ConfigError
            If the unit or period is none; names the nearest.
        """
        from thidua.explore.commentary_file import commentary_file

        asked = self.one_period(period)
        return commentary_file(self.dataset, self.one_unit(unit, asked), asked)

    @in_its_own
    def compare(self, a: Any, b: Any, *, unit: str | None = None, period: str | int | None = None) -> Comparison:
        """Two units, or two periods of one, side by side: only what is known whole of both, and what is left out.

        Parameters
        ----------
        a, b
            Two units with ``period``, two periods with ``unit``, or two pairs of a unit and a period.

        Raises
        ------
        ConfigError
            If one of them is no unit or period (names the nearest), or their periods are of different length.

        Examples
        --------
        >>> import thidua
        >>> found = thidua.open("illustrative").compare("2022-H1", "2023-H1", unit="Na Rì")
        >>> found.is_whole, found.frame.loc[found.frame["award"] == "CSTDCS", ["a", "b"]].values.tolist()
        (True, [[24, 25]])
        """
        from thidua.explore.asked_sides import sides_asked
        from thidua.explore.comparison import compare

        return compare(self.dataset, *sides_asked(self, a, b, unit, period))

    @in_its_own
    def unusual(self, period: str | int, units: Any = None) -> pd.DataFrame:
        """What is unusual in a period, the most surprising first, with the call that shows what is behind each row.

        Parameters
        ----------
        units
            Only these: "Ba Bể", "các huyện"; without it, all with figures.

        Returns
        -------
        pandas.DataFrame
            See `thidua.explore.unusual.unusual`; ``attrs["words"]`` says how many comparisons were made.

        Raises
        ------
        ConfigError
            If it is no period or unit; names the nearest.

        Examples
        --------
        >>> import thidua
        >>> found = thidua.open("illustrative").unusual("2023-H1")
        >>> found["detail"].tolist()[1], found.attrs["words"]
        ('data.explain("huyen-cho-moi", "2023-H1", "GKH")', 'Trong 91 so sánh, khoảng 4,6 vượt mức chỉ do ngẫu nhiên.')
        """
        from thidua.explore.names import units_meant
        from thidua.explore.unusual import unusual

        asked = self.one_period(period)
        return unusual(self.dataset, asked, () if units is None else units_meant(units, asked, self.dataset.basis))

    @in_its_own
    def history(self, figure: Any = None, **said: Any) -> pd.DataFrame:
        """A figure over the revisions of the editions that print it: its value, the day, and whether it was released.

        Parameters
        ----------
        figure, said
            As in `trace`.

        Returns
        -------
        pandas.DataFrame
            See `thidua.explore.history.history`; without rows where no kept edition prints it.

        Raises
        ------
        ConfigError
            If it is no figure, or the ledger cannot be read.

        Examples
        --------
        >>> import thidua
        >>> found = thidua.open("published").history(unit="thành phố Bắc Kạn", period="2015..2020", award="GKH")
        >>> found.columns.tolist()[:5]
        ['edition', 'revision', 'made_on', 'released', 'released_on']
        """
        from thidua.explore.asked import figure_asked
        from thidua.explore.history import history

        return history(self.dataset, figure_asked(self, figure, said))

    @in_its_own
    def search(self, name: str, award: Any = None) -> pd.DataFrame:
        """The awards of a person or collective over the years, accents and capitals aside; a title's history of one.

        Parameters
        ----------
        name
            A name, or some words of it.
        award
            Only this title or form: "CSTĐCS", "giấy khen".

        Returns
        -------
        pandas.DataFrame
            See `thidua.explore.search.search`. People stand in it only where the dataset allows their names.

        Raises
        ------
        ConfigError
            If the name is too short, or the form none.

        Examples
        --------
        >>> import thidua
        >>> found = thidua.open("illustrative").search("truong thcs son thanh")
        >>> found[["recipient", "year", "award", "match"]].values.tolist()[0]
        ['Trường THCS Sơn Thành', 2020, 'BKT', 'accents']
        """
        from thidua.explore.names import asked_awards
        from thidua.explore.search import search

        codes = () if award is None else [code for codes in asked_awards(award) for code in codes]
        return search(self.dataset, name, codes)

    # --- for the modules that answer: what a text means here ---

    @in_its_own
    def one_period(self, period: Any) -> Period:
        """The one period that a text or a year means.

        Raises
        ------
        ConfigError
            If it is none (names the nearest), or has not begun on the day to which the dataset goes.
        """
        from thidua.explore.begun import check_begun
        from thidua.explore.names import period_meant

        found = period_meant(period, self.dataset.basis)
        check_begun(self.dataset, [found])
        return found

    @in_its_own
    def one_unit(self, unit: Any, period: Period) -> Unit:
        """The one unit that a text means in a period.

        Raises
        ------
        ConfigError
            If it is none, or a group, names the nearest; if it is one unit until a day of the period and another
            since, names both.
        """
        from thidua.explore.names import one_unit_named

        if isinstance(unit, Unit):
            return unit
        if not isinstance(unit, str):
            raise ConfigError(f'{quoted(unit)} is not a unit; write a name ("Ba Bể") or an id (huyen-ba-be)')
        return one_unit_named(unit, period, self.dataset.basis)

    def __repr__(self) -> str:
        """What it is, in a few lines."""
        from thidua.explore.card import plain_card

        return plain_card(self)

    def _repr_html_(self) -> str:
        from thidua.explore.card import html_card

        return html_card(self)


def datasets(root: str | Path | None = None) -> tuple[str, ...]:
    """The datasets of a project, in alphabetical order.

    Parameters
    ----------
    root
        The project's folder; without it, what ``THIDUA_ROOT`` says, else the nearest that holds ``reports.toml``.

    Examples
    --------
    >>> import thidua
    >>> "illustrative" in thidua.datasets()
    True
    """
    return dataset_names(project_of_notebook(root))


def open_named(dataset: str, *, lang: str = "vi", root: str | Path | None = None) -> OpenedDataset:
    """Open a dataset to ask it; several may be open side by side, in two languages as well.

    Parameters
    ----------
    dataset
        Its name, as `datasets` gives it.
    lang
        "vi" or "en": the language of what it answers.
    root
        As in `datasets`.

    Raises
    ------
    ConfigError
        If there is no such dataset or language; names the nearest.

    Examples
    --------
    >>> import thidua
    >>> thidua.open("illustrative").facts("Ba Bể", "2023-H1", awards="CSTĐCS")["count"].tolist()
    [32]
    """
    if not isinstance(dataset, str):
        known = ", ".join(f'"{one}"' for one in datasets(root))
        raise ConfigError(f"{quoted(dataset)} is no name of a dataset; write one of {known}")
    if lang not in LANGUAGES:
        raise ConfigError(f"no language {quoted(lang)}; there are: {', '.join(LANGUAGES)}")
    opened = open_dataset(dataset, project_of_notebook(root))
    note_opened(opened)
    return OpenedDataset(opened, lang)
