"""Every fact of a format: whose report it is and on what, how far the returns are in, and what the rows add up to."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.consolidate.view import Receipt, Source
from compiler.domain.language import term
from compiler.domain.origin import Origin
from compiler.profile.department import Division
from compiler.profile.model import Profile
from compiler.report.blocks import Fact, Figure, ToWrite, Words
from compiler.report.facts import tabled
from compiler.report.facts_of_rows import facts_of_rows
from compiler.report.known import Known
from compiler.report.narrative import words_of
from compiler.report.sentences import listed, numeral
from compiler.report.summary import MEETING_DATE, meeting, subject, title
from compiler.report.telling import Telling

STATUS = "status"
"""The key of the fact that says whether the report is a draft; it is told when the report is arranged."""


def known_facts(profile: Profile) -> tuple[Known, ...]:
    """Every fact that a report of this format can tell, in the order of the palette."""
    return (*_about(profile), *_returns(), *_for_members(), *facts_of_rows(profile))


def facts_of(telling: Telling) -> tuple[Fact, ...]:
    """The facts of a period."""
    return tuple(Fact(each.key, each.title, each.tell(telling)) for each in known_facts(telling.profile))


def _about(profile: Profile) -> Iterator[Known]:
    settings = profile.report
    yield Known("council", "Council", "The name of the council.", lambda telling: (telling.view.department.council,))
    yield Known("department", "Department", "The name of the department.", _department)
    yield Known("report-title", "Title of the report", "The title, with the period.", lambda told: (title(told),))
    yield Known("subject", "Subject of the report", "What the report is about.", lambda told: (subject(told),))
    yield Known("period", "Period", "The period in full, with its months.", lambda told: (told.view.period.label,))
    yield Known("period-short", "Period in short", "The period with its year.", lambda told: (told.now,))
    yield Known("year", "Year", "The financial year.", lambda telling: (telling.view.period.year.label,))
    yield Known("earlier-period", "Period before", "The period that this one is compared with.", _earlier)
    yield Known("meeting-date", "Date of the meeting", "The day on which the report is taken.", _meeting)
    if settings.body:
        yield Known("body", "Body", "The body that the report goes to.", lambda telling: (settings.body,))
    if settings.reported_to:
        yield Known("report-to", "Report to", "Whom the report goes to.", lambda told: (settings.reported_to[0],))
    if settings.report_of:
        yield Known("report-of", "Report of", "Whose report it is.", lambda telling: (settings.report_of,))
    if settings.contact or any(block.key == "contact" for block in profile.blocks):
        yield Known("whom-to-ask", "Contact", "Whom to ask about the report.", _contact)
    yield Known(STATUS, "Draft or final", "Whether the report is a draft: 'Draft' or 'Final'.", lambda telling: ())


def _department(telling: Telling) -> Words:
    return (telling.view.department.name,)


def _earlier(telling: Telling) -> Words:
    compared = telling.compared
    return (compared.short,) if compared else (ToWrite("period before; no returns of it are held"),)


def _meeting(telling: Telling) -> Words:
    return (meeting(telling) or ToWrite(term(MEETING_DATE)),)


def _contact(telling: Telling) -> Words:
    """The words of the return on whom to ask, in one line; those of the format where the return has none."""
    block = telling.block("contact")
    if block is None:
        return (telling.profile.report.contact,)
    return listed([said.words for said in words_of(telling, block)], last=", ")


# --- returns ----------------------------------------------------------------------------------------------------------


def _returns() -> Iterator[Known]:
    yield Known("returns-expected", "Returns expected", "How many returns are expected for the period.", _expected)
    yield Known("returns-received", "Returns received", "How many of them were received and can be used.", _received)
    yield Known("returns-missing", "Returns missing", "How many were not received, or cannot be used.", _missing)
    what = "The divisions whose returns are missing; 'none' where none is."
    yield Known("returns-missing-from", "Divisions whose returns are missing", what, _missing_from)
    what = "How many errors stand in the returns, which block a final report."
    yield Known("errors", "Errors in the returns", what, _errors)
    what = "How many rows returns say different things of, and nobody has settled it."
    yield Known("conflicts-to-settle", "Conflicts to settle", what, _conflicts)


def _here(telling: Telling) -> dict[Division | None, Source]:
    """The returns received, by division."""
    returns = [source for source in telling.view.sources if source.role == "return"]
    return {source.division: source for source in returns if source.receipt is Receipt.RECEIVED}


def _number_of(number: int, origins: tuple[Origin, ...]) -> Words:
    return (Figure(numeral(number), origins, "count of returns", number),)


def _expected(telling: Telling) -> Words:
    here = _here(telling)
    return _number_of(len(here) + len(telling.view.missing), _workbooks(here))


def _received(telling: Telling) -> Words:
    here = _here(telling)
    return _number_of(len(here), _workbooks(here))


def _workbooks(here: dict[Division | None, Source]) -> tuple[Origin, ...]:
    return tuple(Origin(source.workbook) for source in here.values())


def _missing(telling: Telling) -> Words:
    return _number_of(len(telling.view.missing), ())


def _missing_from(telling: Telling) -> Words:
    missing = telling.view.missing
    return listed([source.division.name if source.division else source.workbook for source in missing]) or ("none",)


def _errors(telling: Telling) -> Words:
    return (tabled([finding.origin for finding in telling.view.errors]),)


def _conflicts(telling: Telling) -> Words:
    waiting = [each.conflict for each in telling.view.conflicts if not each.settled]
    origins = tuple(claim.entry.origin for conflict in waiting for claim in conflict.claims)
    return (Figure(numeral(len(waiting)), origins, "count of conflicts", len(waiting)),)


# --- what members are told and asked ----------------------------------------------------------------------------------


def _for_members() -> Iterator[Known]:
    what = "How many changes of the plans the returns propose, for the members' decision."
    yield Known("amendments-proposed", "Amendments proposed", what, _proposed)
    what = "How many figures and ratings of the last report are now otherwise."
    yield Known("number-of-corrections", "Corrections of the last report", what, _corrected)
    what = "How many questions of members are not answered yet."
    yield Known("questions-open", "Questions that are open", what, _questions)


def _proposed(telling: Telling) -> Words:
    return (tabled([each.to.origin for each in telling.view.proposals]),)


def _corrected(telling: Telling) -> Words:
    return (tabled([each.now.origin for each in telling.view.restated]),)


def _questions(telling: Telling) -> Words:
    return (tabled([each.question.origin for each in telling.view.questions if not each.answered]),)
