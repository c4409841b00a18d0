"""What `check` does: reads workbooks as they were sent and tells what is found in them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from thidua import check as checks
from thidua.cli.common import SOME_FAILED, tell_faults, writing
from thidua.cli.doing.as_json import faults_told, print_json, received_told
from thidua.errors import ConfigError
from thidua.facts.dataset import Opened, open_all, open_dataset
from thidua.facts.today import today_in_hanoi
from thidua.project import project_folder
from thidua.speech import say


def check(paths: tuple[Path, ...], dataset: str | None, answer: Path | None, as_json: bool) -> None:
    """Check workbooks as they were sent, and write answers if they are asked for."""
    root = project_folder()
    faults: Mapping[str, ConfigError] = {}
    if paths:
        received = checks.check_paths(paths, root, today=today_in_hanoi(), dataset=dataset)
        results = [("", received, checks.limits_for(paths, root, dataset))]
    else:
        opened = open_all(root) if dataset is None else Opened({dataset: open_dataset(dataset, root)}, {})
        faults = opened.faults
        datasets = checks.with_inbox(opened.datasets.values())
        results = [(each.name, each.received(), each.settings.limits) for each in datasets]
        if not results and not faults:
            raise ConfigError(
                say(
                    "không bộ số liệu nào có thư mục inbox/; hãy ghi tên tệp cần kiểm tra, hoặc tạo data/<bộ số "
                    "liệu>/inbox"
                )
            )
    told = []
    for name, received, limits in results:
        for line in () if as_json else checks.lines(received):
            click.echo(line)
        written: list[Path] = []
        if answer is not None:
            with writing():
                written = checks.write_answers(received, answer / name, limits=limits)
        for path in () if as_json else written:
            click.echo(checks.printable(f"→ {path}"))
        told.append(received_told(name, received, written))
    if as_json:
        print_json({"datasets": told, "faults": faults_told(faults)})
    has_faults = tell_faults(faults)
    if has_faults or any(checks.has_errors(received) for _, received, _ in results):
        sys.exit(SOME_FAILED)
