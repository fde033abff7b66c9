"""G, I: a grid of outcomes that headings and actions do not bear out."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Line, Papers, Place
from tests.mutation.faults.indicators import not_cited
from tests.mutation.planting import Fault

AIMS = ("Better schools", "Safer streets")


def _grid(papers: Papers) -> list[Line]:
    """A grid in the departmental plan: each of its objectives serves a goal, and each goal is measured by what the
    actions of its objectives cite."""
    top = papers.top
    goals = top.tables["outcomes"] = []
    for place, aim in enumerate(AIMS):
        objectives = top.tables["objectives"][place::2]
        numbers = {line["number"] for line in objectives}
        cited = [line["indicators"] for line in top.tables["actions"] if line["objective"] in numbers]
        number = f"G{place + 1}"
        cells = {"number": number, "plan": "Departmental Plan", "goal": f"Goal of {aim.lower()}"}
        goals.append(Line(f"grid/{number}", {**cells, "aim": aim, "indicators": ", ".join(cited)}))
        for line in objectives:
            papers.change(line, "goals", number)
            papers.change(line, "aim", aim)
    return goals


def other_aim(papers: Papers, random: Random) -> Place:
    """A heading with another aim than the grid has for its goal."""
    _grid(papers)
    line = random.choice(papers.top.tables["objectives"])
    papers.change(line, "aim", "Value for money")
    for each in papers.below[0].tables["objectives"][:1]:  # so that the aim which the heading lost is served elsewhere
        for aim in (aim for aim in AIMS if aim not in {other["aim"] for other in papers.top.tables["objectives"]}):
            papers.change(each, "aim", aim)
    return Place(papers.top, "objectives", (line,), ("aim",))


def unserved(papers: Papers, random: Random) -> Place:
    """A goal with an aim that no heading has."""
    goals = _grid(papers)
    line = Line("grid/G3", {**goals[0].cells, "number": "G3", "goal": "Goal of thrift", "aim": "Value for money"})
    goals.insert(random.randrange(len(goals) + 1), line)
    return Place(papers.top, "outcomes", (line,), ("aim",))


def worked_on_by_none(papers: Papers, random: Random) -> Place:
    """A new indicator that measures a goal, and that no action cites."""
    line = random.choice(_grid(papers))
    new = not_cited(papers, random).lines[0]
    line.cells["indicators"] = f"{line['indicators']}, {new['reference']}"
    return Place(papers.top, "outcomes", (line,), ("indicators",))


def unmeasured(papers: Papers, random: Random) -> Place:
    """An objective of the departmental plan none of whose actions cites an indicator."""
    goals = _grid(papers)
    number = random.choice(papers.top.tables["objectives"])["number"]
    actions = [line for line in papers.top.tables["actions"] if line["objective"] == number]
    for line in actions:
        papers.change(line, "indicators", "")
    for goal in goals:
        kept = ", ".join(line["indicators"] for line in papers.top.tables["actions"] if line["indicators"])
        goal.cells["indicators"] = kept
    return Place(papers.top, "actions", (actions[0],), ("indicators",))


def other_words(papers: Papers, random: Random) -> Place:
    """A heading that the plan repeats in a second column, there in other words."""
    objectives = papers.top.tables["objectives"]
    for line in objectives:
        papers.change(line, "short", line["departmental"])
    line = random.choice(objectives)
    papers.change(line, "short", " ".join((*line["departmental"].split()[:-2], random.choice(("in short", "again")))))
    return Place(papers.top, "objectives", (line,), ("short",))


GRID_FAULTS = (
    Fault("G618", other_words),
    Fault("G616", other_aim),
    Fault("G617", unserved),
    Fault("I712", worked_on_by_none),
    Fault("I713", unmeasured, "I702 I707 I708 I709 I710 R305"),
)
