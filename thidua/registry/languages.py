"""The languages in which the registry has names and the reports are written; Vietnamese is the first."""

from typing import Literal, get_args

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
