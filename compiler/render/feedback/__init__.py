"""What a team has to put right, in its own workbook: a list as the first sheet, and a comment on each faulty cell."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.book import NotABook
from compiler.domain.finding import Audience, Finding
from compiler.render.feedback.book import forget_notes, put_first, put_notes, sheets_of
from compiler.render.feedback.lines import lines_of, notes_on
from compiler.render.feedback.listing import MOST, TITLE, listing
from compiler.render.feedback.parts import Parts
from compiler.render.feedback.splice import NotSpliced
from compiler.render.feedback.styles import add_styles
from compiler.returns.reader import is_opendocument, read_book

__all__ = ["MOST", "TITLE", "everything_in", "feedback", "findings_for", "has_more"]


def findings_for(name: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that the team of a return, by its file's name, can put right in it."""
    return tuple(each for each in findings if each.origin.workbook == name and each.audience is Audience.TEAM)


def everything_in(name: str) -> str:
    """The file beside a feedback workbook that lists all its findings, or tells of a file that is no workbook."""
    return f"{name} findings.txt"


def has_more(findings: Sequence[Finding]) -> bool:
    """Whether the findings of a return are more lines than its list shows."""
    return len(lines_of(findings)) > MOST


def feedback(original: bytes, name: str, findings: Sequence[Finding], whose: str, when: str) -> bytes | None:
    """The team's own workbook with the list "What to put right" in front and a comment on each faulty cell.

    Every part that need not change is kept to the byte. `whose` and `when` are printed under the title, `when` with
    the day of the check. None if there is nothing to put right, or if the file is no Excel workbook, or one so unusual
    that nothing can be added to it. The workbook is a return as before: the list is read by nobody but the team.
    """
    told = findings_for(name, findings)
    if not told or isinstance(read_book(original, name, sheets=frozenset()), NotABook) or is_opendocument(original):
        return None
    try:
        return _told(Parts(original), name, told, whose, when)
    except NotSpliced:
        return None


def _told(parts: Parts, name: str, findings: Sequence[Finding], whose: str, when: str) -> bytes:
    lines = lines_of(findings)
    styles = add_styles(parts)
    rest = everything_in(name)
    put_first(parts, lambda sheets: listing(parts.space, lines, whose, when, rest, styles, sheets))
    sheets = sheets_of(parts)
    forget_notes(parts, [part for title, part in sheets.items() if title != TITLE])
    for sheet, notes in notes_on(findings).items():
        if sheets.get(sheet):
            put_notes(parts, sheets[sheet], notes)
    return parts.packed()
