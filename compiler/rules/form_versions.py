"""F: the version of the form that a workbook was made on."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.finding import Audience, Severity
from compiler.domain.origin import Origin
from compiler.domain.returned import Return
from compiler.profile.model import Profile
from compiler.profile.versions import Age, age_of, since, told
from compiler.rules.case import Case, whose
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import listed, quote

_MOST_TOLD = 4


def earlier_form(case: Case) -> Iterator[Point]:
    """Workbooks on a form that has been changed since; they are read as though they were on the present one."""
    for book in case.sound:
        if age_of(case.profile, book.identity) is Age.EARLIER:
            yield Point(
                Origin(book.workbook),
                f"This workbook is on version {book.identity.version} of the form; "
                f"the present one is version {case.profile.version}.",
                _read_as(case.profile, book),
                "Nothing this time. Next time, fill in the workbook that you are sent.",
                value=book.identity.version,
                division=book.division,
                audience=whose(book),
            )


def _read_as(profile: Profile, book: Return) -> str:
    """What was taken for what: the first few changes since."""
    changes = list(told(profile, since(profile, book.identity)))
    more = [f"{len(changes) - _MOST_TOLD} more changes"] if len(changes) > _MOST_TOLD else []
    if not changes:
        return "It was read as it is: what was asked for is asked for still."
    return f"It was read as though it were on the present one: {listed([*changes[:_MOST_TOLD], *more])}."


def other_form(case: Case) -> Iterator[Point]:
    """Workbooks on a form that is newer than the profile, or that the profile knows nothing of."""
    for book in case.sound:
        age = age_of(case.profile, book.identity)
        if age in (Age.NEWER, Age.UNKNOWN):
            how = "newer than the profile here" if age is Age.NEWER else "not one that the profile knows"
            yield Point(
                Origin(book.workbook),
                f"This workbook says that it is on version {quote(book.identity.version)} of the form, which is {how}.",
                f"The profile is at version {case.profile.version}{_known(case.profile)}. Columns that are the same "
                "were read.",
                _remedy(age),
                value=book.identity.version,
                division=book.division,
                audience=Audience.OFFICER,
            )


def _known(profile: Profile) -> str:
    names = [each.version for each in profile.versions]
    return f" and knows {listed(names)} besides" if names else ""


def _remedy(age: Age) -> str:
    if age is Age.NEWER:
        return "Put the newest profile into the templates folder, and check the workbook again."
    return "Find out where the workbook was made; if in doubt, issue the form again and have it filled in."


FORM_RULES = (
    Rule(
        "F114",
        "A workbook on an earlier version of the form",
        "Teams fill in last year's file again. It is read all the same, and what was taken for what is told.",
        Severity.NOTE,
        Scope.FILE,
        earlier_form,
    ),
    Rule(
        "F115",
        "A workbook on a version of the form that is not known",
        "What a newer form asks for may stand in columns that are not known here, or may mean something else.",
        Severity.WARNING,
        Scope.FILE,
        other_form,
    ),
)
