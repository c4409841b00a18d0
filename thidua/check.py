"""The check of what was sent: findings by file as lines for the screen, and answers to the senders.

What is wrong is decided by ``intake`` and ``facts``; here it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from thidua.deliver.lines import some_of
from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset, open_all, open_dataset
from thidua.facts.inbox import Sent, as_name, read_received, sent_file
from thidua.facts.noted import files_below
from thidua.facts.receive import Received, weigh
from thidua.intake.files.limits import Limits
from thidua.intake.finding import SEVERITY_VI, Finding, Repair
from thidua.intake.read_file import read_file
from thidua.intake.told import finding_lines, repair_lines
from thidua.intake.writing.answer import write_answer
from thidua.registry import Territory, get_basis, territory_of
from thidua.registry.tables import parts, provinces
from thidua.speech import say

Told = TypeVar("Told", Finding, Repair)

FEW = 6
"""What so many units have not sent is told unit by unit; of more, in one line for each table."""


def check_paths(paths: Sequence[Path], root: Path, *, today: date, dataset: str | None = None) -> Received:
    """Check files, and the files in folders, together; those of one dataset's inbox under its settings.

    Parameters
    ----------
    dataset
        Under whose settings, and with the units of which province, files are checked that lie in no inbox. Without it
        they are of the province of the project's datasets; where one of these went into another, of the latter.

    Raises
    ------
    ConfigError
        If a path is not there, the files belong to the inboxes of different datasets, or to none where the datasets
        are of several provinces.
    """
    found = _dataset_for(paths, root, dataset)
    basis = found.basis if found else get_basis("administrative")
    limits = found.settings.limits if found else Limits()
    as_of = found.as_of if found else today
    sent = _sent(paths, found)
    territory = found.territory if found else _common_territory(root)
    with territory.in_force():
        reads = [
            read_file(one.path, file=one.file, digest=one.digest, basis=basis, as_of=as_of, limits=limits)
            for one in sent
        ]
        return weigh(sent, reads, basis=basis, as_of=as_of)


def _sent(paths: Sequence[Path], dataset: Dataset | None) -> list[Sent]:
    """Every file once, under a name of its own; what is known of the receipt of an inbox's file holds here as well."""
    found = {file.resolve(): (file, name) for path in paths for file, name in _files(path)}
    repeated = Counter(name for _, name in found.values())
    inbox = dataset.folder.resolve() / "inbox" if dataset else None
    noted = read_received(dataset.folder) if dataset else {}
    sent = []
    for at, (file, name) in found.items():
        noted_as = as_name(at.relative_to(inbox)) if inbox and at.is_relative_to(inbox) else ""
        sent.append(sent_file(file, name if repeated[name] == 1 else as_name(file), noted, noted_as=noted_as))
    return sent


def limits_for(paths: Sequence[Path], root: Path, dataset: str | None = None) -> Limits:
    """How large files may be: as in the dataset in whose inbox they lie, otherwise the default; see `check_paths`."""
    found = _dataset_for(paths, root, dataset)
    return found.settings.limits if found else Limits()


def with_inbox(datasets: Iterable[Dataset]) -> list[Dataset]:
    """Those that receive workbooks."""
    return [dataset for dataset in datasets if (dataset.folder / "inbox").is_dir()]


def _common_territory(root: Path) -> Territory:
    """The territory of the project's datasets; of several provinces, the one whose tables hold all others'."""
    found = dict.fromkeys(dataset.territory for dataset in open_all(root).datasets.values())
    folders = {row["code"]: set(parts(row, "folders")) for row in provinces()}
    widest = [one for one in found if all(folders[one.province] >= folders[other.province] for other in found)]
    if found and not widest:
        codes = ", ".join(sorted({one.province for one in found}))
        raise ConfigError(f"the files are of no dataset, and the datasets are of provinces {codes}; add --dataset NAME")
    return widest[0] if widest else territory_of(root)


def write_answers(received: Received, folder: Path, *, limits: Limits) -> list[Path]:
    """Write an answer for every file with findings; see `thidua.intake.writing.answer.write_answer`."""
    by_file = _by_file(received.findings)
    return [
        write_answer(one.path, by_file[one.file], folder, file=one.file, limits=limits)
        for one in received.sent
        if one.file in by_file
    ]


def lines(received: Received) -> Iterator[str]:
    """What was found, file by file, in Vietnamese, for the screen; then one line of sums. See `thidua.intake.told`.

    Names of files and sheets are the sender's: what would move or colour the screen is shown as a blank.
    """
    yield from map(printable, _lines(received))


def printable(line: str) -> str:
    """The line without characters that a screen obeys instead of showing."""
    return line if line.isprintable() else "".join(c if c.isprintable() else " " for c in line)


def _lines(received: Received) -> Iterator[str]:
    by_file, repairs = _by_file(received.findings), _by_file(received.repairs)
    for file in [*(one.file for one in received.sent), ""]:
        findings = by_file.get(file, [])
        if findings or repairs.get(file):
            yield f"{file or 'Cả bộ số liệu'}: {_counted(findings)}"
            many = {key: group for key, group in _missing(findings).items() if len(group) > FEW}
            yield from (f"  {_line_of_many(group)}" for group in many.values())
            in_one = {id(finding) for group in many.values() for finding in group}
            yield from (f"  {line}" for line in finding_lines(each for each in findings if id(each) not in in_one))
            yield from (f"  {line}" for line in repair_lines(repairs.get(file, [])))
    errors = {finding.file for finding in received.findings if finding.severity == "error"}
    warned = {finding.file for finding in received.findings if finding.file} - errors
    yield (
        f"{len(received.sent)} tệp: {len(received.sent) - len(errors) - len(warned)} đạt, "
        f"{len(warned)} có cảnh báo, {len(errors)} có lỗi (chưa được tính)"
    )


def _missing(findings: Iterable[Finding]) -> dict[tuple[tuple[str, str], ...], list[Finding]]:
    """The findings that a table did not come, by all that they say but the unit."""
    found: dict[tuple[tuple[str, str], ...], list[Finding]] = {}
    for finding in findings:
        if finding.message == "V20-missing":
            found.setdefault(tuple(pair for pair in finding.words if pair[0] != "unit"), []).append(finding)
    return found


def _line_of_many(missing: Sequence[Finding]) -> str:
    """What many have not sent, in one line."""
    first, words = missing[0], dict(missing[0].words)
    names = some_of([dict(each.words)["unit"] for each in missing], more="và {count} đơn vị khác")
    said = f"{len(missing)} đơn vị chưa gửi {words['what']} {words['period']}: {names}. {first.advice}."
    return f"{SEVERITY_VI[first.severity]} {first.rule}: {said}"


def has_errors(received: Received) -> bool:
    """Whether some file does not count."""
    return any(finding.severity == "error" for finding in received.findings)


def _counted(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    said = [f"{counts['error']} lỗi"] if counts["error"] else []
    said += [f"{counts['warning']} cảnh báo"] if counts["warning"] else []
    return ", ".join(said) or "đạt"


def _by_file(found: Iterable[Told]) -> dict[str, list[Told]]:
    grouped: dict[str, list[Told]] = {}
    for each in found:
        grouped.setdefault(each.file, []).append(each)
    return grouped


def _files(path: Path) -> list[tuple[Path, str]]:
    """A file under its own name, or the files below a folder under their paths in it; of a dataset, its inbox."""
    if (path / "dataset.toml").is_file():
        path = path / "inbox"
    if path.is_dir():
        return [(file, as_name(file.relative_to(path))) for file in files_below(path)]
    if not path.exists():
        raise ConfigError(
            say("{path}: không có; hãy ghi tên một bảng tính hoặc một thư mục có bảng tính", path=printable(str(path)))
        )
    return [(path, as_name(Path(path.name)))]


def _dataset_for(paths: Sequence[Path], root: Path, name: str | None) -> Dataset | None:
    return open_dataset(name, root) if name else _common_dataset(paths, root)


def _common_dataset(paths: Sequence[Path], root: Path) -> Dataset | None:
    names = {name for path in paths if (name := _dataset_of(path, root))}
    if len(names) > 1:
        raise ConfigError(f"the files belong to several datasets ({', '.join(sorted(names))}); check them one by one")
    return open_dataset(names.pop(), root) if names else None


def _dataset_of(path: Path, root: Path) -> str:
    """The dataset in whose inbox a path lies, or whose folder it is; empty outside of any."""
    try:
        steps = path.resolve().relative_to((root / "data").resolve()).parts
    except ValueError:
        return ""
    return steps[0] if steps[1:2] == ("inbox",) or (len(steps) == 1 and (path / "dataset.toml").is_file()) else ""
