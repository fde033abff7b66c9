"""The phrase bank as a run uses it: refused with all its mistakes; the officer is told what is against house style."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.profile.model import Profile
from compiler.project.find import Project, WrongUse
from compiler.report.blocks import Report
from compiler.report.house_style import house_style, term_style

_MOST = 5
"""So many notes on style are shown; the others are counted."""


def phrases_usable(project: Project) -> None:
    """WrongUse, with everything that is wrong, where the officer's phrases cannot be used as they stand."""
    problems = project.profile.phrases.problems
    if problems:
        raise WrongUse("The phrases have mistakes:\n" + "\n".join(f"  {each}" for each in problems))


def style_notes(profile: Profile, reports: Iterable[Report]) -> tuple[str, ...]:
    """What is against house style in the sentences that the bank made for these papers, and in the format's own words
    for headings and captions, a line for each."""
    glossary = frozenset(profile.glossary)
    told = dict.fromkeys(str(note) for report in reports for note in house_style(report, profile.phrases, glossary))
    terms = [
        f"{profile.key}/profile.toml, [terms], '{words}': {fault}: “{profile.language.terms[words]}”"
        for words, fault in term_style(profile.language, glossary)
    ]
    lines = [f"House style: {line}" for line in (*told, *terms)]
    more = len(lines) - _MOST
    return (*lines[:_MOST], *((f"House style: {more} more like these.",) if more > 0 else ()))
