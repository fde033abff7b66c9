"""F: the wrong file, two of one, and files that say two things of themselves."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from compiler.domain.period import Year
from tests.mutation.draft import Draft, Papers, Place
from tests.mutation.planting import Fault, one


def not_a_workbook(papers: Papers, random: Random) -> Place:
    """A return saved as something else under a workbook's name."""
    draft = one(random, papers.returns)
    draft.content = random.choice(
        (b"%PDF-1.4 a page", b"Ref,Action,Rating\nSG A01,Visit,Amber\n", b"<html><table></table></html>")
    )
    return Place(draft)


def _saying(papers: Papers, random: Random, field: str, said: str, cover: str) -> Place:
    draft = one(random, papers.returns)
    draft.said[field], draft.cover[field] = said, cover
    return Place(draft)


def other_council(papers: Papers, random: Random) -> Place:
    """A return of a neighbouring council."""
    return _saying(papers, random, "council", "Anyshire County Council", "Anyshire County Council")


def other_department(papers: Papers, random: Random) -> Place:
    """A return of another department."""
    return _saying(papers, random, "department", "adults", "Adult Services")


def plan_for_return(papers: Papers, random: Random) -> Place:
    """An approved plan among the returns."""
    return _saying(papers, random, "role", "plan", "Approved plan")


def other_year(papers: Papers, random: Random) -> Place:
    """Last year's return."""
    return _saying(papers, random, "year", Year(2007).name, Year(2007).label)


def other_period(papers: Papers, random: Random) -> Place:
    """The return of another quarter of the year."""
    number = random.choice((1, 3, 4))
    return _saying(papers, random, "period", f"Q{number}", f"Quarter {number} 2008/09")


def no_division(papers: Papers, random: Random) -> Place:
    """A return from a division that nobody knows."""
    return _saying(papers, random, "division", "museums", "Museums")


def other_division(papers: Papers, random: Random) -> Place:
    """A neighbour's return, saved under one's own name."""
    draft, other = random.sample(papers.returns, 2)
    draft.said["division"], draft.cover["division"] = other.division.key, other.division.name
    papers.returns.remove(other)
    return Place(draft)


def _copy(draft: Draft, random: Random, column: str, words: str) -> Draft:
    """A copy of a workbook under another name, with one cell changed."""
    copy = deepcopy(draft)
    copy.name = draft.name.replace(".xlsx", " (1).xlsx")
    random.choice(copy.tables["actions"]).cells[column] = words
    return copy


def two_returns(papers: Papers, random: Random) -> Place:
    """Two versions of one return in the folder."""
    copy = _copy(one(random, papers.returns), random, "progress", "Another version of these words was typed here.")
    papers.returns.append(copy)
    return Place(copy)


def macros(papers: Papers, random: Random) -> Place:
    """A workbook with macros in it."""
    draft = one(random, (*papers.plans, *papers.returns))
    draft.macros = True
    return Place(draft)


def links(papers: Papers, random: Random) -> Place:
    """A workbook whose formulas point into another."""
    draft = one(random, (*papers.plans, *papers.returns))
    draft.links = True
    return Place(draft)


def two_things(papers: Papers, random: Random) -> Place:
    """A cover typed over a file that says otherwise inside."""
    draft = one(random, (*papers.plans, *papers.returns))
    field, words = random.choice((("department", "Adult Services"), ("year", "2007/08"), ("council", "Anyshire")))
    draft.cover[field] = words
    return Place(draft)


def two_plans(papers: Papers, random: Random) -> Place:
    """An older version of a plan beside the approved one."""
    copy = _copy(one(random, papers.plans), random, "officer", "Edith Marlow")
    papers.plans.append(copy)
    return Place(copy)


def old_form(papers: Papers, random: Random) -> Place:
    """A return typed into last year's form, with its headings and its words."""
    draft = one(random, papers.returns)
    draft.said["version"] = "1"
    draft.headings["actions", "progress"] = "Position"
    draft.more["actions", "own"] = "Cost centre"
    for line in draft.tables["actions"]:
        line.cells["own"] = "4711"
        if line["rating"] == "Green":
            line.cells["rating"] = "On track"
    return Place(draft)


def unknown_form(papers: Papers, random: Random) -> Place:
    """A return on a form that is newer than the profile, or of which it knows nothing."""
    draft = one(random, papers.returns)
    draft.said["version"] = random.choice(("3", "2.1", "draft", "0"))
    return Place(draft)


def nil_return(papers: Papers, random: Random) -> Place:
    """A return with "nothing to report" on its cover, though its rows are rated."""
    draft = one(random, papers.returns)
    draft.cover["nil"] = random.choice(("Yes", "YES", "Nil return"))
    return Place(draft)


FILE_FAULTS = (
    Fault("F101", not_a_workbook),
    Fault("F102", other_council),
    Fault("F103", other_department),
    Fault("F104", plan_for_return),
    Fault("F105", other_year),
    Fault("F106", other_period),
    Fault("F107", no_division),
    Fault("F108", other_division),
    Fault("F109", two_returns),
    Fault("F110", macros),
    Fault("F111", links),
    Fault("F112", two_things),
    Fault("F113", two_plans, "G611"),
    Fault("F114", old_form),
    Fault("F115", unknown_form),
    Fault("F116", nil_return),
)
