"""R, T: what stands under another heading, and columns of targets that nothing fills."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Line, Papers, Place
from tests.mutation.planting import Fault, approve, own_indicator, own_work

_STEPS = (
    "The premises are found", "The tender is out", "The contract is signed", "The team is in post",
    "The software is bought", "The first families are in", "The survey is back", "The forum has met",
    "The leaflet is printed", "The garden is planted",
)  # fmt: skip


def _milestones(papers: Papers) -> list[Line]:
    """Milestones of the departmental plan's actions, each with what it is to achieve."""
    actions = papers.top.tables["actions"]
    rows = papers.top.tables["milestones"] = []
    for number, step in enumerate(_STEPS):
        action = actions[number % len(actions)]
        cells = {"of_action": action["reference"], "plan": "Departmental Plan", "milestone": step}
        rows.append(Line(f"step/{number}", {**cells, "due": action["due"], "targets": f"{number + 3} wards"}))
    return rows


def astray(papers: Papers, random: Random) -> Place:
    """An indicator under the means of a milestone, whose own column for indicators is blank."""
    line = random.choice(_milestones(papers))
    line.cells["means"] = random.choice(papers.top.tables["indicators"])["reference"]
    return Place(papers.top, "milestones", (line,), ("means",))


def only_a_date(papers: Papers, random: Random) -> Place:
    """A date in place of what is to be reached."""
    line = random.choice(_milestones(papers))
    line.cells["milestone"] = random.choice(("March 2009", "Feb 09", "31 January 2009"))
    return Place(papers.top, "milestones", (line,), ("milestone",))


def no_targets(papers: Papers, random: Random) -> Place:
    """A column of targets that one row fills, or none."""
    rows = _milestones(papers)
    for line in rows:
        line.cells["targets"] = ""
    if random.random() < 0.5:
        rows[-1].cells["targets"] = "12 wards"
    return Place(papers.top, "milestones", (rows[0],), ("targets",))


def turned_dates(papers: Papers, random: Random) -> Place:
    """Two dates of a cell of which the later stands first, or a month without the space before its year."""
    words = random.choice(("March 2009 Sept 2008", "Feb 2009 Oct 2008", "March2009", "January2009"))
    return approve(papers, own_work(papers, random), "actions", "due", words)


def contrary_aim(papers: Papers, random: Random) -> Place:
    """An indicator's words with one turned."""
    words = random.choice(
        (
            "Reduce the percentage of reviews completed within 20 days",
            "Decrease the proportion of calls answered in under two days",
            "Increase the number of families who are waiting for more than six weeks",
        )
    )
    draft, line = own_indicator(papers, random)
    return approve(papers, (draft, line), "indicators", "definition", words)


COLUMN_FAULTS = (
    Fault("C221", turned_dates),
    Fault("R322", contrary_aim, "R313 C210 R306"),
    Fault("R321", astray),
    Fault("R321", only_a_date),
    Fault("T422", no_targets),
)
