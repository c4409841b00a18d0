"""What every report needs of the package itself, read and compiled before there is a report: its tables and templates.

Nothing of a dataset, nothing that a setting or the environment could change, and no file that stays open.
"""

from __future__ import annotations

from thidua.present.html import environment, notebook_stylesheet
from thidua.present.letters import face_letters
from thidua.present.markdown import markdown_blocks
from thidua.registry.law import regimes
from thidua.registry.quotas import quotas
from thidua.registry.statistical_forms import statistical_forms
from thidua.registry.unit_names import type_words


def read_ahead() -> None:
    """Read it; what comes after finds it read."""
    environment().get_template("one_part.html.j2")
    notebook_stylesheet()
    face_letters()
    markdown_blocks("")
    for read in (regimes, quotas, statistical_forms, type_words):
        read()
