"""What a standard workbook says about itself, and the mark by which each of its rows is known again.

A workbook says who it is from in three places: custom document properties, a hidden sheet and the cover. Any one of
them is enough; when they disagree, that is a finding.
"""

from __future__ import annotations

from compiler.domain.record import Kind

FIELDS = ("council", "department", "division", "profile", "year", "period", "role", "version")
"""The keys of the custom document properties and of the hidden sheet's first table, in order."""

IDENTITY_SHEET = "Identity"
FIELD_HEADINGS = ("Field", "Value")
ROW_HEADINGS = ("Sheet", "Row identity", "Source", "Doubtful column")
"""The hidden sheet's second table: one line for each row of the workbook. `Source` is where the row was printed;
`Doubtful column` is the key of a column whose words cannot be read with certainty there."""

COVER_LABELS = {
    "council": "Council",
    "department": "Department",
    "division": "Division",
    "role": "Workbook",
    "year": "Year",
    "period": "Period",
    "deadline": "Return by",
    "prepared_by": "Prepared by",
    "prepared_on": "Prepared on",
    "checked_by": "Checked by",
    "checked_on": "Checked on",
    "nil": "Nothing to report",
    "version": "Format",
}
"""What stands in the cover's first column, beside the words of each field in its second."""

SIGNED = ("prepared_by", "prepared_on", "checked_by", "checked_on", "nil")
"""The fields of the cover that the team fills in when it signs the workbook off; `nil` marks a nil return."""

NIL_WORD = "Yes"
"""What a team chooses under `nil` when it has nothing to report."""

BAND_WORDS = "Completed earlier. Nothing to fill in here; correct a row only if it is wrong."
"""What stands alone in a row above the actions that were completed earlier; the reader passes over it."""

LEGEND_TITLE = "Initials"
"""What stands over the cover's list of initials with the names that they are short for."""

ROLE_WORDS = {"plan": "Approved plan", "return": "Return"}


def row_identity(kind: Kind, plan: str, division: str, reference: str, words: str = "", occurrence: int = 1) -> str:
    """The mark by which a row is known in the plan and in every return, however it was sorted: eight characters.

    The first letter is that of the kind. `occurrence` counts rows that are alike in everything (1 for the first), so
    that a row which a plan prints twice has two marks. Runs of space in the words make no difference.
    """
    import hashlib
    from base64 import b32encode  # only what issues a form makes marks

    parts = (kind.value, plan, division, reference, words, str(occurrence))
    key = "\x1f".join(" ".join(part.split()) for part in parts)
    digest = hashlib.sha256(key.encode("utf-8")).digest()
    return kind.value[0] + b32encode(digest).decode("ascii")[:7].lower()
