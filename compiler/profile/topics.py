"""The columns in which returns that report on one row have to agree."""

from __future__ import annotations

from compiler.domain.conflict import NAMED_BY, Topic
from compiler.profile.model import Column, Profile, Sheet

_ASKED = frozenset({"rating", "value", "risk", "when", "date", "officer"})
_REPEATED = frozenset({"value", "target", "when", "date", "officer"})


def topics_of(profile: Profile) -> tuple[Topic, ...]:
    """The ratings, figures, dates, scores and officers of a format, and the words of its rows, in its own order.

    Commentary is not among them: two teams may tell of one action in words of their own.
    """
    return tuple(
        Topic(sheet.kind, column.key, column.part == "return")
        for sheet in profile.sheets
        if sheet.kind in NAMED_BY
        for column in sheet.columns
        if _compared(sheet, column)
    )


def _compared(sheet: Sheet, column: Column) -> bool:
    if column.part == "return":
        return column.type in _ASKED
    return column.part == "plan" and (column.type in _REPEATED or column.key == NAMED_BY[sheet.kind])
