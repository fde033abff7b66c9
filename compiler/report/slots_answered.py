"""The slots for the tables of a format that rates nothing: what is answered, in words or in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.domain.record import Kind
from compiler.profile.heading import heading_name
from compiler.profile.model import Profile
from compiler.report.dates_in_words import UNDATED, UNDATED_COLUMNS
from compiler.report.in_words import FIGURES, answer_headings, answers_key, figure_columns
from compiler.report.outcomes_in_words import STANDING_COLUMNS, STANDINGS, hang_on_objectives, outcome_columns
from compiler.report.sentences import capital, plural
from compiler.report.slot import Slot


def answer_tables(profile: Profile, rated: Sequence[Kind]) -> Iterator[Slot]:
    """The tables that stand in the place of those by rating; `rated` are the kinds that the format has."""
    if Kind.ACTION in rated:
        nouns, outcome = _nouns(profile, Kind.ACTION), profile.word("outcome")
        what = f"How many {nouns} of each {outcome} are answered in words, completed or overdue."
        columns = (capital(outcome), *answer_headings(profile))
        yield Slot(answers_key(Kind.ACTION), f"Table of answers on {nouns}", what, "table", columns)
        what = f"The {nouns} that arithmetic cannot call late, by what the plan says of their dates."
        yield Slot(UNDATED, f"Table of {nouns} whose dates cannot be judged", what, "table", UNDATED_COLUMNS)
    if Kind.INDICATOR in rated and hang_on_objectives(profile):
        nouns, outcome = _nouns(profile, Kind.INDICATOR), profile.word("outcome")
        what = f"How many {nouns} of each {outcome} have a figure or are told of in words."
        yield Slot(answers_key(Kind.INDICATOR), f"Table of answers on {nouns}", what, "table", outcome_columns(profile))
    elif Kind.INDICATOR in rated:
        noun, nouns = profile.word("indicator"), _nouns(profile, Kind.INDICATOR)
        columns = (capital(noun), *(heading_name(column.heading) for column in figure_columns(profile)))
        what = f"The {nouns} that the returns give a figure for, or words on why there is none."
        yield Slot(FIGURES, f"Table of {nouns} in figures", what, "table", columns)
    sheet = profile.sheet(Kind.INDICATOR)
    if Kind.INDICATOR in rated and sheet and sheet.column("target"):
        nouns = _nouns(profile, Kind.INDICATOR)
        what = f"The {nouns} by what arithmetic says of them; those that a person has to judge by what is aimed at."
        yield Slot(STANDINGS, f"Table of {nouns} by what can be judged", what, "table", STANDING_COLUMNS)


def _nouns(profile: Profile, kind: Kind) -> str:
    return plural(profile.word(kind.value), 2)
