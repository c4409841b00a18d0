"""The languages in which reports are written and the command speaks; Vietnamese is the first."""

from typing import Literal, get_args

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
