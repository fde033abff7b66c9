"""H and X: what changed since the period before, since the plan was approved, and waivers that have run out."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from random import Random

from compiler.domain.decision import Amendment, Approval, Decisions, Waiver
from compiler.domain.question import Question
from tests.mutation.draft import Draft, Line, Papers, Place
from tests.mutation.planting import OTHERS_TOO, Fault, measured, one, own_work, put, rated


def run_out(papers: Papers, random: Random) -> Place:
    """A waiver that was to hold until a day that has passed."""
    until = dt.date(2008, random.randint(4, 9), 15)
    waiver = Waiver("R303", "The post is vacant.", "Performance Board", until, reference="SG A02")
    papers.decisions = Decisions(waivers=(waiver,))
    return Place("decisions.toml")


def reported_otherwise(papers: Papers, random: Random) -> Place:
    """Another figure for the quarter before, and no correction."""
    row = measured(papers, random, "share")
    earlier = papers.last_quarter(row[1])
    row[1].cells |= {key: earlier[key] for key in ("rating",)}
    row[1].cells["period"] = random.choice((earlier["period"], "Quarter 1 2008/09"))
    sign = 1 if earlier["rating"] == "Green" else -1
    return put(row, "indicators", "figure", f"{float(earlier['figure'].rstrip('%')) + sign * 0.7:.1f}%")


def empty_correction(papers: Papers, random: Random) -> Place:
    """A correction of a figure that was not given, or was given just so."""
    row = measured(papers, random, "share")
    earlier = papers.last_quarter(row[1])
    words = earlier["figure"]
    if random.random() < 0.5:
        earlier.cells |= {"figure": "", "rating": "Not due"}
    return put(row, "indicators", "correction", words)


def undone(papers: Papers, random: Random) -> Place:
    """Completed work that is open again."""
    done = [row for row in papers.rows(papers.returns, "actions") if papers.last_quarter(row[1])["rating"] == "Green"]
    draft, line = random.choice(done)
    line.cells |= {"rating": "Red", "completed": "", "reason": "A part was missing.", "remedy": "It is ordered."}
    line.cells |= {"progress": "The work is open again.", "revised": "Dec 2008"}
    return Place(draft, "actions", (line,), ("rating",))


def _without_plan(papers: Papers, random: Random) -> Draft:
    """The return of a division whose plan nobody has handed in."""
    plan = random.choice(papers.below)
    papers.plans.remove(plan)
    return next(draft for draft in papers.returns if draft.division == plan.division)


def _one_action(draft: Draft, random: Random) -> Line:
    return random.choice([line for line in draft.tables["actions"] if line["objective"] == "2.2"])


def vanished(papers: Papers, random: Random) -> Place:
    """A row of the return before that is gone, where there is no plan."""
    draft = _without_plan(papers, random)
    draft.tables["actions"].remove(_one_action(draft, random))
    return Place(draft, "actions")


def appeared(papers: Papers, random: Random) -> Place:
    """A row that the return before had not got, where there is no plan."""
    draft = _without_plan(papers, random)
    line = _one_action(draft, random)
    before = next(each for each in papers.before if each.division == draft.division)
    before.tables["actions"] = [each for each in before.tables["actions"] if each.mark != line.mark]
    return Place(draft, "actions", (line,))


def amended(papers: Papers, random: Random) -> Place:
    """An approved date, officer or wording that the return has otherwise."""
    row = rated(papers, random, "Amber", "Red", "Green", "Not due")
    column, words = random.choice(
        (("due", "Jan 2010"), ("officer", "Edith Marlow"), ("action", f"{row[1]['action']} in all wards"))
    )
    return put(row, "actions", column, words)


def changed_since(papers: Papers, random: Random) -> Place:
    """A return with another cell than when it was accepted."""
    draft = one(random, papers.returns)
    papers.accepted = [deepcopy(draft)]
    line = random.choice([line for line in draft.tables["actions"] if line["progress"]])
    line.cells["progress"] = "These words were put in later."
    return Place(draft)


def misfit(papers: Papers, random: Random) -> Place:
    """An amendment of a date that the plan has not got."""
    draft, line = own_work(papers, random)
    day = dt.date(2008, 6, 17)
    amendment = Amendment(
        "2008-09", draft.division.name, "due", "Dec 2011", "Jun 2012", "approved", "the Cabinet Member", day,
        reference=line["reference"],
    )  # fmt: skip
    papers.decisions = Decisions(amendments=(amendment,))
    return Place("decisions.toml")


def altered(papers: Papers, random: Random) -> Place:
    """A plan that is not the file that was approved."""
    draft = one(random, papers.plans)
    name, day = draft.name.removeprefix("plan/"), dt.date(2008, 4, 15)
    papers.decisions = Decisions(approvals=(Approval("2008-09", name, "0" * 64, "the Cabinet Member", day),))
    return Place(draft)


def about_nothing(papers: Papers, random: Random) -> Place:
    """A question about a row that no plan has."""
    _, line = own_work(papers, random)
    question = Question(dt.date(2008, 5, 20), "Forum", "the Chair", "How does this stand?", f"{line['reference']}9")
    papers.decisions = Decisions(questions=(question,))
    return Place("decisions.toml")


TIME_FAULTS = (
    Fault("X510", changed_since),
    Fault("H957", misfit),
    Fault("H958", altered),
    Fault("H959", about_nothing),
    Fault("X507", run_out),
    Fault("H951", reported_otherwise, f"{OTHERS_TOO} R320"),
    Fault("H952", empty_correction),
    Fault("H953", undone),
    Fault("H954", vanished),
    Fault("H955", appeared),
    Fault("H956", amended),
)
