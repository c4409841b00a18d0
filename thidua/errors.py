"""The errors a person can act on, one class for each person who must act.

Bugs are ordinary exceptions and keep their traceback; nothing else belongs here.
"""


class ReportError(Exception):
    """Base of every error whose message is written for a person, as one clear line."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the line itself; where it was raised says nothing to who must act."""
        return [f"{type(self).__name__}: {self}"]


class DataError(ReportError):
    """The sender of the data must act: names file, row or cell, what was found, what to write instead."""


class ConfigError(ReportError):
    """The operator must act: a parameter, a path or a setting is wrong; names the nearest right one."""


class NotebookError(ReportError):
    """The author of a notebook must act: it failed, or lacks what its report requires."""


class DeliveryError(ReportError):
    """The operator must act: a mail could not be composed, was not allowed to go, or did not go."""
