"""A nil return: a workbook that says of itself that there is nothing to report."""

from __future__ import annotations

from compiler.domain.record import Kind, Record
from compiler.domain.returned import Return, Role
from compiler.domain.text import fold
from compiler.profile.model import Profile

NIL_ANSWERS = frozenset(map(fold, ("Yes", "Nil", "Nil return", "Nothing to report", "True")))
"""What beside "Nothing to report" on the cover marks a nil return, folded."""

_NIL_WORDS = frozenset(map(fold, ("Nil", "Nil return", "Nothing to report", "There is nothing to report")))


def said_nil(profile: Profile, book: Return) -> str:
    """Where a return says that it is a nil return, in half a sentence; '' where it does not say so."""
    if book.role is not Role.RETURN:
        return ""
    if fold(book.signed.get("nil", "")) in NIL_ANSWERS:
        return "its cover says so"
    words = {fold(record.text("text")) for record in book.of(Kind.NARRATIVE) if record.text("text")}
    if words and words <= _NIL_WORDS and not any(answers(profile, record) for record in book.records):
        return "its narrative says so"
    return ""


def answers(profile: Profile, row: Record) -> bool:
    """Whether a row other than the narrative's answers anything that a return is asked."""
    return row.kind is not Kind.NARRATIVE and any(row.entry(key).given for key in asked(profile, row))


def asked(profile: Profile, row: Record) -> list[str]:
    """The keys of the columns in which a return answers for a row of this kind."""
    sheet = profile.sheet(row.kind)
    return [column.key for column in sheet.columns if column.part == "return"] if sheet else []
