"""X and G: references to nothing, and the golden thread between the plans and to the returns."""

from __future__ import annotations

import datetime as dt
from random import Random

from compiler.domain.decision import Decisions, Settlement
from tests.mutation.draft import Draft, Line, Papers, Place, Row
from tests.mutation.planting import Fault, approve, carrying, linked, one, own_work, shared, unshared_parents


def to_nothing(papers: Papers, random: Random) -> Place:
    """An indicator that is in no table."""
    row = own_work(papers, random)
    cited = [row[1]["indicators"]] if row[1]["indicators"] else []
    return approve(papers, row, "actions", "indicators", ", ".join([*cited, f"NI {random.randint(200, 900)}"]))


def no_reference(papers: Papers, random: Random) -> Place:
    """Something that looks like a reference and is none."""
    row = own_work(papers, random, without="indicators")
    return approve(papers, row, "actions", "indicators", random.choice(("NIS 59", "XY 12", "NJ 60")))


def no_objective(papers: Papers, random: Random) -> Place:
    """An action under an objective that its plan has not got."""
    return approve(papers, own_work(papers, random), "actions", "objective", random.choice(("9.9", "4.1", "2.7")))


def _both(papers: Papers, random: Random) -> tuple[Row, Row]:
    """A row that the lead and a division return, with a figure in both."""
    lead, *others = papers.returns
    marked = {line["reference"]: line for line in lead.tables["indicators"] if line["plan"] == "Departmental Plan"}
    joint = {line["reference"] for line in papers.joint.tables["indicators"]}
    once = {reference: line for reference, line in marked.items() if reference not in joint}
    rows = papers.rows(others, "indicators", lambda line: bool(line["figure"]) and line["reference"] in once)
    row = random.choice(rows)
    return (lead, once[row[1]["reference"]]), row


def two_ratings(papers: Papers, random: Random) -> Place:
    """One indicator that two divisions rate differently."""
    (draft, first), (_, line) = _both(papers, random)
    line.cells["rating"] = {"Green": "Amber", "Amber": "Red", "Red": "Amber"}[line["rating"]]
    return Place(draft, "indicators", (first,), ("rating",))


def two_answers(papers: Papers, random: Random) -> Place:
    """One indicator of which two divisions give different figures, on one side of the target."""
    (draft, first), (_, line) = _both(papers, random)
    figure, further = line["figure"], 3 if (line["rating"] == "Green") == (line["polarity"] == "Higher") else -3
    whole = figure.rstrip("% days")
    number = f"{float(whole) + further:.1f}" if "." in whole else str(int(whole) + further)
    line.cells["figure"] = figure.replace(whole, number)
    return Place(draft, "indicators", (first,), ("figure",))


def _drop_from(draft: Draft, line: Line) -> None:
    for table in draft.tables.values():
        table[:] = [each for each in table if each is not line]


def not_returned(papers: Papers, random: Random) -> Place:
    """A row of the plan that was deleted from the return."""
    sheet = random.choice(("actions", "indicators"))
    draft, line = random.choice(papers.rows(papers.returns, sheet))
    _drop_from(draft, line)
    return Place(draft, sheet)


def not_in_plan(papers: Papers, random: Random) -> Place:
    """A row of the return that is in no plan."""
    draft, like = random.choice(papers.rows(papers.returns, "actions", lambda line: line["rating"] == "Amber"))
    new = {"reference": f"SG A{random.randint(70, 99)}", "action": papers.spare["action"].pop(), "identity": "anew"}
    line = Line("new", {**like.cells, **new})
    draft.tables["actions"].append(line)
    return Place(draft, "actions", (line,))


def parent_beside(papers: Papers, random: Random) -> Place:
    """An objective of the division's own that names an action of its own plan as its parent."""
    row = random.choice(papers.rows(papers.below, "objectives", lambda line: line["number"] == "2.1"))
    ours = [line["reference"] for line in row[0].tables["actions"] if line["objective"] == "2.2"]
    return approve(papers, row, "objectives", "parent", random.choice(ours))


def wrong_code(papers: Papers, random: Random) -> Place:
    """A heading with the right words and the reference of another action."""
    row = linked(papers, random)
    others = [line["reference"] for line in papers.top.tables["actions"] if line["reference"] != row[1]["parent"]]
    return approve(papers, row, "objectives", "parent", random.choice(others))


def no_parent(papers: Papers, random: Random) -> Place:
    """A heading of the linked section that names no action above."""
    row = random.choice(
        papers.rows(papers.below, "objectives", lambda line: bool(line["parent"]) and line["number"] != "1.1")
    )
    return approve(papers, row, "objectives", "parent", "")


def _new_parent(papers: Papers, random: Random) -> Row:
    top = papers.top
    like = random.choice(unshared_parents(papers))[1]
    number = len(top.tables["actions"]) + 1
    words = papers.spare["action"].pop()
    cells = {"reference": f"JT A{number:02}", "action": words, "indicators": "", "risks": ""}
    return top, papers.add(top, "actions", like, "new", cells)


def not_carried_out(papers: Papers, random: Random) -> Place:
    """An action of the upper plan that no division takes up."""
    draft, line = _new_parent(papers, random)
    return Place(draft, "actions", (line,), ("reference",))


def due_after_parent(papers: Papers, random: Random) -> Place:
    """A date after that of the action which it is to carry out."""
    return approve(
        papers, carrying(papers, random), "actions", "due", random.choice(("Jun 2009", "30/04/2009", "Apr 2010"))
    )


def outcome_reworded(papers: Papers, random: Random) -> Place:
    """An outcome with a word more in one plan."""
    row = linked(papers, random)
    return approve(papers, row, "objectives", "departmental", f"{row[1]['departmental']} in our borough")


def heading_reworded(papers: Papers, random: Random) -> Place:
    """A heading with words more than the action that it names."""
    row = linked(papers, random)
    return approve(papers, row, "objectives", "divisional", f"{row[1]['divisional']} in all wards")


def code_reused(papers: Papers, random: Random) -> Place:
    """A departmental reference over other work."""
    return approve(papers, shared(papers, random), "actions", "action", papers.spare["action"].pop())


def row_reworded(papers: Papers, random: Random) -> Place:
    """A row of two plans, with words more in one."""
    row = shared(papers, random)
    return approve(papers, row, "actions", "action", f"{row[1]['action']} in all wards")


def other_date(papers: Papers, random: Random) -> Place:
    """A row of two plans with two dates."""
    return approve(papers, shared(papers, random), "actions", "due", random.choice(("Oct 2008", "15/11/2008")))


def other_officer(papers: Papers, random: Random) -> Place:
    """A row of two plans with two officers."""
    return approve(papers, shared(papers, random), "actions", "officer", "Edith Marlow")


def taken_over(papers: Papers, random: Random) -> Place:
    """A row of a plan above in a divisional plan, under its reference there, where other rows have their own."""
    parent = random.choice(unshared_parents(papers))[1]
    draft = one(random, papers.below)
    like = next(line for line in draft.tables["actions"] if line["objective"] == "2.2")
    answers = ("rating", "progress", "reason", "remedy", "revised", "completed")
    same = {key: parent[key] for key in ("reference", "action", "due", "officer", "risks")}
    line = papers.add(draft, "actions", like, "new", same)
    for answered in (papers.returned, papers.last_quarter):
        answered(line).cells |= {key: answered(parent)[key] for key in answers}
    return Place(draft, "actions", (line,), ("reference",))


def other_indicators(papers: Papers, random: Random) -> Place:
    """A row of two plans that cites fewer indicators in one."""
    row = shared(papers, random)
    return approve(papers, row, "actions", "indicators", random.choice(row[1]["indicators"].split(", ")))


def other_risks(papers: Papers, random: Random) -> Place:
    """A row of two plans that cites fewer risks in one."""
    row = shared(papers, random)
    return approve(papers, row, "actions", "risks", random.choice(row[1]["risks"].split(", ")))


def same_words(papers: Papers, random: Random) -> Place:
    """The words of a departmental action under a division's own reference."""
    parent = random.choice(unshared_parents(papers))[1]
    return approve(papers, own_work(papers, random), "actions", "action", parent["action"])


def lapsed(papers: Papers, random: Random) -> Place:
    """Two ratings of one indicator that were settled when other ratings stood there."""
    (draft, first), (other, line) = _both(papers, random)
    line.cells["rating"] = {"Green": "Amber", "Amber": "Red", "Red": "Amber"}[line["rating"]]
    settlement = Settlement(
        papers.period.year.name, papers.period.name, "indicator", line["reference"], "rating",
        ("departmental/strategy", f"divisional/{other.division.key}"), ("Not due", "Green"), "Green",
        "Performance Board", dt.date(2008, 9, 20),
    )  # fmt: skip
    papers.decisions = Decisions(settlements=(settlement,))
    return Place(draft, "indicators", (first,), ("rating",))


THREAD_FAULTS = (
    Fault("X509", lapsed, "R320"),
    Fault("X501", to_nothing),
    Fault("X502", no_reference),
    Fault("X503", no_objective),
    Fault("X504", two_ratings, "R320"),
    Fault("X508", two_answers, "R320"),
    Fault("X505", not_returned),
    Fault("X506", not_in_plan),
    Fault("G601", parent_beside),
    Fault("G602", wrong_code),
    Fault("G603", no_parent),
    Fault("G604", not_carried_out),
    Fault("G605", due_after_parent),
    Fault("G606", outcome_reworded),
    Fault("G607", heading_reworded),
    Fault("G608", code_reused),
    Fault("G609", row_reworded),
    Fault("G610", other_date),
    Fault("G611", other_officer),
    Fault("G612", other_indicators),
    Fault("G613", other_risks),
    Fault("G614", same_words),
    Fault("G615", taken_over),
)
