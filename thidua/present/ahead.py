"""What every report needs of the package itself, read and compiled before there is a report: its tables and templates.

Nothing of a dataset, nothing that a setting or the environment could change, and no file that stays open.
"""

from __future__ import annotations

from thidua.intake.words.tables_said import read_words
from thidua.present import face
from thidua.present.drawing.outlines import outline
from thidua.present.html import environment, notebook_stylesheet
from thidua.present.letters import face_letters
from thidua.present.markdown import markdown_blocks
from thidua.present.numbers import write_percent
from thidua.registry.authorities import authorities, levels
from thidua.registry.award_types import award_types
from thidua.registry.bases import bases
from thidua.registry.dated_names import dated_names
from thidua.registry.law import regimes
from thidua.registry.quotas import quotas
from thidua.registry.recipients import recipient_classes, recipient_kinds
from thidua.registry.statistical_forms import statistical_forms
from thidua.registry.tables import own_rows
from thidua.registry.unit_names import type_words

_DRAWN = {
    False: " %(),/0123456789=–“”BCDGHKLNPSTUVĐabcdeghiklmnopqrstuvxyàáâãèêìíóôýăđĩũơưạảấẩậắằếềểệỉịốồổộớờởỡợủứừựỷ",
    True: "%(),/0123456789CNSTacghilmnoprtuyàáâìăđưạầậếểốộờởự",
}
"""The letters that the charts of every report have, by whether they are bold; others are read as they are drawn."""
_LAID_OVER = ("award_authorities", "award_type_labels", "departments", "office_rules", "reporting_levels")
"""Tables that become records only where it is known which office lays its own over them."""


def read_ahead() -> None:
    """Read it; what comes after finds it read."""
    for template in ("one_part.html.j2", "parts.html.j2"):  # the one takes in the other only when it is written
        environment().get_template(template)
    for is_bold, letters in _DRAWN.items():
        for letter in letters:
            outline(letter, is_bold)
    notebook_stylesheet()
    face_letters()
    for style in ("Regular", "Bold"):
        face.widths(style)
    markdown_blocks("- **…**")  # each kind of line has patterns of its own, compiled when it is first met
    write_percent(0)
    for read in (regimes, quotas, statistical_forms, type_words, levels, authorities, award_types, recipient_kinds):
        read()
    bases()
    recipient_classes()
    dated_names("awards")
    read_words("register_words")
    for name in _LAID_OVER:
        own_rows(name)
