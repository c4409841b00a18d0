"""A mail repeats the headline figures of a report: read again, it must hold each of them.

The mail is composed from the words of the report; what stands in it is held against the values behind these words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from thidua.errors import DeliveryError

if TYPE_CHECKING:
    from thidua.deliver.mail.contents import Item


def judge_repeated(text: str, items: Sequence[Item]) -> None:
    """Refuse a mail whose words lack a headline figure of the report it tells.

    Parameters
    ----------
    text
        The mail as plain lines.
    items
        What it brings; the figures of the first are told.

    Raises
    ------
    DeliveryError
        Naming the edition and the figure.
    """
    from thidua.run.figures import is_printed

    told = items[0]
    lacking = [number for number in told.digest.keyed if not is_printed(number, text)]
    if lacking:
        raise DeliveryError(
            f"{told.enclosure.edition}: its headline shows {lacking[0]}, but its mail does not; build it again"
        )
