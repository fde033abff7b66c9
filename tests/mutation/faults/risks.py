"""K: the register and the plans that do not name each other, reviews that were not held, sentences that are not so."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Line, Papers, Place, Row
from tests.mutation.planting import Fault, approve, carrying, put, unshared_parents


def _register(papers: Papers, random: Random) -> Row:
    return papers.top, random.choice(papers.top.tables["risks"])


def _elsewhere(papers: Papers, risk: Line) -> list[Line]:
    """The headings of the departmental plan that do not cite a risk."""
    return [line for line in papers.top.tables["objectives"] if risk["reference"] not in line["risks"].split(", ")]


def own_action_silent(papers: Papers, random: Random) -> Place:
    """A register that names an action whose heading cites other risks."""
    row = _register(papers, random)
    heading = random.choice(_elsewhere(papers, row[1]))
    actions = [line for line in papers.top.tables["actions"] if line["objective"] == heading["number"]]
    return approve(papers, row, "risks", "outcome", f"{row[1]['outcome']}, {random.choice(actions)['reference']}")


def heading_elsewhere(papers: Papers, random: Random) -> Place:
    """A heading that cites a risk which the register links with other work."""
    _, risk = _register(papers, random)
    heading = random.choice(_elsewhere(papers, risk))
    words = f"{heading['risks']}, {risk['reference']}"
    return approve(papers, (papers.top, heading), "objectives", "risks", words)


def unlinked(papers: Papers, random: Random) -> Place:
    """An action that cites a risk which nothing links with its work."""
    draft, line = carrying(papers, random)
    known = line["risks"].split(", ")
    others = [risk["reference"] for risk in papers.top.tables["risks"] if risk["reference"] not in known]
    return approve(papers, (draft, line), "actions", "risks", f"{line['risks']}, {random.choice(others)}")


def cited_nowhere(papers: Papers, random: Random) -> Place:
    """A new risk in the register that no plan cites."""
    draft, like = _register(papers, random)
    number = len(draft.tables["risks"]) + 1
    new = {"reference": f"R{number}", "risk": papers.spare["risk"].pop(), "outcome": ""}
    line = papers.add(draft, "risks", like, "new", new)
    _count_again(papers)
    return Place(draft, "risks", (line,), ("reference",))


def _count_again(papers: Papers) -> None:
    """Leave the sentence that counts the register out, where the register was changed."""
    for draft in papers.returns:
        draft.tables["narrative"][0].cells["text"] = "The period went by as planned."


def no_next_review(papers: Papers, random: Random) -> Place:
    """A register that gives the last review and no next one."""
    return approve(
        papers, _register(papers, random), "risks", "reviewed", random.choice(("Last – Dec 07", "Last - November 2007"))
    )


def overdue(papers: Papers, random: Random) -> Place:
    """A review that was to be held in the period, and was not."""
    draft, line = random.choice(papers.rows(papers.returns, "risks"))
    line.cells |= {"last_review": "12/05/2008", "next_review": random.choice(("Aug 2008", "10/09/2008"))}
    return Place(draft, "risks", (line,), ("last_review",))


def disproved(papers: Papers, random: Random) -> Place:
    """A sentence that counts the register wrongly."""
    draft = papers.returns[0]
    high = sum(line["current"] == "H" for line in draft.tables["risks"])
    told = f"The period went by as planned. {high + random.choice((1, 2))} risks are rated high."
    return put((draft, draft.tables["narrative"][0]), "narrative", "text", told)


def left_out_of_register(papers: Papers, random: Random) -> Place:
    """A register that leaves out an action, though its heading and what carries it out cite the risk."""
    row = _register(papers, random)
    named = row[1]["outcome"].split(", ")
    named.remove(random.choice(named))
    return approve(papers, row, "risks", "outcome", ", ".join(named))


def children_elsewhere(papers: Papers, random: Random) -> Place:
    """A risk that nothing which carries its action out cites, though all of it cites another."""
    parent = random.choice(unshared_parents(papers))[1]
    lost, kept = random.sample(parent["risks"].split(", "), 2)
    for draft in papers.below:
        numbers = {each["number"] for each in draft.tables["objectives"] if each["parent"] == parent["reference"]}
        headings = [each for each in draft.tables["objectives"] if each["number"] in numbers]
        for line in [each for each in draft.tables["actions"] if each["objective"] in numbers] + headings:
            papers.change(line, "risks", kept)
    risk = next(line for line in papers.top.tables["risks"] if line["reference"] == lost)
    return Place(papers.top, "risks", (risk,), ("outcome",))


def two_registers(papers: Papers, random: Random) -> Place:
    """A risk in a division's register too, with another priority."""
    _, risk = _register(papers, random)
    at = random.choice((1, 2, 3))
    cells = {"plan": "Divisional Plan", "priority": {"L": "M", "M": "H", "H": "L"}[risk["priority"]], "outcome": ""}
    for drafts, model in ((papers.returns, papers.returned(risk)), (papers.before, papers.last_quarter(risk))):
        drafts[at].tables.setdefault("risks", []).append(Line("new", {**model.cells, **cells}))
    line = Line("new", {**risk.cells, **cells})
    papers.plans[at].tables.setdefault("risks", []).append(line)
    _count_again(papers)
    return Place(papers.plans[at], "risks", (line,), ("priority",))


RISK_FAULTS = (
    Fault("K801", own_action_silent),
    Fault("K802", heading_elsewhere),
    Fault("K803", unlinked),
    Fault("K804", cited_nowhere),
    Fault("K805", no_next_review),
    Fault("K806", overdue),
    Fault("K807", disproved),
    Fault("K808", left_out_of_register),
    Fault("K809", children_elsewhere),
    Fault("K810", two_registers),
)
