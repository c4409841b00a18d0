"""The figures of a meeting pack for other programs: `datapackage.json`, with its tables as CSV files below it.

They are those of the released revisions, read from the notebooks that the ledger knows; the same revisions give the
same bytes. What they show is what the workbooks of the pack show.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.deliver.packs import EditionState, Pack
from thidua.deliver.publication.archive import INVENTED
from thidua.deliver.publication.sealed import sealed_bytes
from thidua.deliver.publication.shelf import Shelf, Wanted
from thidua.errors import NotebookError
from thidua.registry import strip_accents

if TYPE_CHECKING:
    from thidua.export.data_tables import Told

DESCRIPTOR, FOLDER = "datapackage.json", "data"
PROFILE = "tabular-data-package"
UNSPECIFIED = ("notspecified", "Chưa nêu điều kiện sử dụng: hãy hỏi cơ quan phát hành")
"""The licence of figures that nobody gave one, as the Open Definition's list calls it; only whose they are may."""

OWN = "thidua:"
"""Before each property that is ours and none of the format, as in `thidua.present.table`."""
_BEGINNINGS = (b"_unit,_unit_name,", f'{{\n "profile": "{PROFILE}"'.encode())
"""How the files of a package begin."""

_FORM = 1
"""What becomes of a table here; another number writes every package anew."""


def package_address(pack: Pack) -> str:
    """Where the descriptor of a pack stands."""
    return f"{pack.dataset.name}/{pack.period}/{DESCRIPTOR}"


@dataclass(frozen=True)
class DataPackage:
    """The data package of a pack, all of whose editions may be shown.

    Attributes
    ----------
    tell
        Says a line to the operator: of which report there is no data.
    """

    pack: Pack
    tell: Callable[[str], None]

    @cached_property
    def mark(self) -> str:
        """The hash of all that goes into it."""
        of = [
            [str(each.edition), each.edition.unit_name, each.revision.number, each.revision.files.get("ipynb", "")]
            for each in self.pack.editions
            if each.revision is not None
        ]
        said = json.dumps([_FORM, self._head(), of], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The content of each file by its address, the descriptor last; none of a pack without tables."""
        from thidua.export.data_tables import data_files  # only where they are made: `verify` begins without

        base = package_address(self.pack).removesuffix(DESCRIPTOR)
        found: dict[str, bytes] = {}
        resources = []
        by_name = sorted(self.pack.editions, key=lambda state: state.edition.name)
        for name, states in groupby(by_name, key=lambda state: state.edition.name):
            for file in data_files(self._told(states), prefix=name):
                path = f"{FOLDER}/{name}/{file.name}.csv"
                found[base + path] = file.content
                resources.append({**file.resource, "path": path})
        if resources:
            whole = json.dumps({**self._head(), "resources": resources}, ensure_ascii=False, indent=1)
            found[base + DESCRIPTOR] = f"{whole}\n".encode()
        return found

    def wanted(self, shelf: Shelf) -> list[Wanted]:
        """The files as they are to stand in a folder; those that stand there are not made again to be compared."""
        begin = f"data {self.mark} "
        kept = {address: each.made_of for address, each in shelf.known.items() if each.made_of.startswith(begin)}
        if package_address(self.pack) in kept and all(shelf.stands(*each) for each in kept.items()):
            return [Wanted(address, made_of, self._writer(address)) for address, made_of in kept.items()]
        return [
            Wanted(address, f"{begin}{hashlib.sha256(content).hexdigest()}", self._writer(address))
            for address, content in self.files.items()
        ]

    def _writer(self, address: str) -> Callable[[Path], None]:
        def write(path: Path) -> None:
            with path.open("xb") as file:  # never through a link that somebody put there
                file.write(self.files[address])

        return write

    def _told(self, states: Iterator[EditionState]) -> Iterator[Told]:
        from thidua.export.data_tables import Told
        from thidua.export.document import read_document
        from thidua.export.notebook import notebook_of

        for state in states:
            edition = state.edition
            try:
                document = read_document(notebook_of(sealed_bytes(state, "ipynb")), edition.lang)
            except NotebookError as problem:
                self.tell(f"{edition}: its tables are in no {DESCRIPTOR}: its notebook {problem}")
                continue
            yield Told(edition.unit.id, edition.unit_name, document)

    def _head(self) -> dict[str, Any]:
        """What holds for all of it."""
        pack, settings = self.pack, self.pack.dataset.settings
        period, basis = pack.period, pack.dataset.basis
        units = {state.edition.unit.id: state.edition for state in pack.editions}
        says_so = INVENTED.lower() in pack.shown_dataset.lower()
        invented = f" – {INVENTED}" if pack.is_illustrative and not says_so else ""
        return {
            "profile": PROFILE,
            "name": re.sub("[^a-z0-9]+", "-", strip_accents(pack.name).lower()).strip("-"),
            "title": f"Số liệu họp {pack.review} {pack.label}: {pack.shown_dataset}{invented}",
            "sources": [{"title": settings.source}],
            "licenses": [licence_of(settings.licence)],
            f"{OWN}period": {
                "name": str(period),
                "title": pack.label,
                "firstDay": period.first_day(basis).isoformat(),
                "lastDay": period.last_day(basis).isoformat(),
            },
            f"{OWN}area": [{"unit": unit, "name": edition.unit_name} for unit, edition in sorted(units.items())],
            f"{OWN}illustrative": pack.is_illustrative,
        }


def licence_of(said: str) -> dict[str, str]:
    """What `dataset.toml` says of a licence, as the format describes one.

    Examples
    --------
    >>> licence_of("CC-BY-4.0"), licence_of("https://donvi.example/dieu-kien")
    ({'name': 'CC-BY-4.0'}, {'path': 'https://donvi.example/dieu-kien'})
    """
    if not said:
        return dict(zip(("name", "title"), UNSPECIFIED, strict=True))
    return {"path" if "://" in said else "name": said}


def content_hash_in(made_of: str) -> str:
    """The hash of the content of a file of a data package, which stands in what it is made of."""
    return made_of.rpartition(" ")[2]


def begins_as_data(content: bytes) -> bool:
    """Whether a file begins as one of a data package does."""
    return content.startswith(_BEGINNINGS)
