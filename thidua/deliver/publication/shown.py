"""Whether an edition stands in the public folder now: what a link in a mail would lead to."""

from __future__ import annotations

import filecmp
from collections.abc import Mapping
from pathlib import Path

from thidua.deliver.allowed import stable_address
from thidua.deliver.publication.place import public_folder
from thidua.errors import ConfigError
from thidua.run.plan import Edition


def is_shown(edition: Edition, files: Mapping[str, Path], folder: str) -> bool:
    """Whether just these files of an edition stand where readers find them.

    Parameters
    ----------
    files
        Of the revision that is meant, by extension.
    folder
        As ``[publish] folder`` names it.
    """
    try:
        place = public_folder(edition.root, folder)
        return all(
            filecmp.cmp(path, place.joinpath(*stable_address(edition, extension)), shallow=False)
            for extension, path in files.items()
        )
    except (ConfigError, OSError):
        return False  # the folder is not there, or nobody can read it
