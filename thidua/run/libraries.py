"""Which versions of which libraries are installed: other ones, other bytes."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata

from thidua.errors import ConfigError

PACKAGE = "thidua"


@cache
def libraries() -> dict[str, str]:
    """The version of each library that the package needs, and of those that they need, without its extras.

    Raises
    ------
    ConfigError
        If the package is not installed here, so that nobody knows what it needs.
    """
    found: dict[str, str] = {}
    waiting = [PACKAGE]
    while waiting:
        name = waiting.pop()
        try:
            known = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            if name == PACKAGE:
                raise ConfigError(f"{PACKAGE} is not installed here; install it: `pip install -e .`") from None
            continue  # one that only another system needs
        for need in known.requires or ():
            words, _, condition = need.partition(";")
            required = _plain((re.match(r"[\w.-]+", words) or [""])[0])
            if "extra" not in condition and required not in found:
                found[required] = ""
                waiting.append(required)
        found[name] = known.version
    del found[PACKAGE]
    return {name: version for name, version in sorted(found.items()) if version}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
