"""I: indicators that are cited and not listed, listed and not cited, or not the same in two tables."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Papers, Place
from tests.mutation.planting import (
    Fault,
    approve,
    carrying,
    listed_twice,
    own_indicator,
    own_work,
    unshared_parents,
)


def not_listed(papers: Papers, random: Random) -> Place:
    """An indicator that only another plan's table has."""
    draft, line = own_work(papers, random, without="indicators")
    here = {each["reference"] for each in draft.tables["indicators"]}
    others = [each["reference"] for _, each in papers.rows(papers.below, "indicators") if each["reference"] not in here]
    return approve(papers, (draft, line), "actions", "indicators", random.choice(others))


def not_cited(papers: Papers, random: Random) -> Place:
    """A new indicator that no action cites."""
    draft, like = own_indicator(papers, random, annual=True)
    last = max(int(line["reference"][3:]) for _, line in papers.rows(papers.plans, "indicators"))
    new = {
        "reference": f"NI {last + 1}",
        "definition": papers.spare["share"].pop(),
        "outturn": "41.3%",
        "target": "44%",
    }
    line = papers.add(draft, "indicators", like, "new", {"polarity": "Higher", **new})
    return Place(draft, "indicators", (line,), ("reference",))


def held_by_two(papers: Papers, random: Random) -> Place:
    """An indicator of one division in another division's table too."""
    draft, line = own_indicator(papers, random)
    other = random.choice([each for each in papers.below if each is not draft])
    model = other.tables["indicators"][0]
    limits = ("red_when", "amber_when", "green_when")
    own = ("reference", "definition", "officer", "polarity", "outturn", "target", "kind", *limits)
    cells = {key: line[key] for key in own}
    copy = papers.add(other, "indicators", model, "new", cells)
    here = papers.returned(line)
    answered = ("figure", "period", "status", "rating", "commentary")
    papers.returned(copy).cells |= {key: here[key] for key in answered}
    papers.last_quarter(copy).cells |= {key: papers.last_quarter(line)[key] for key in answered}
    first = min((draft, line), (other, copy), key=lambda row: row[0].name)
    return Place(first[0], "indicators", (first[1],), ("reference",))


def other_figure(papers: Papers, random: Random) -> Place:
    """Another outturn in the division's table than in the department's."""
    row = listed_twice(papers, random, "share")
    figure, kind = row[1]["outturn"], row[1]["kind"]
    number = float(figure.removesuffix(" days").rstrip("%")) + (3 if kind == "time" else -1.5)
    words = {"share": f"{number:.1f}%", "count": f"{number:.0f}", "time": f"{number:.0f} days"}[kind]
    return approve(papers, row, "indicators", "outturn", words)


def other_unit(papers: Papers, random: Random) -> Place:
    """The number of the department's table, in another unit."""
    row = listed_twice(papers, random, random.choice(("share", "time")))
    figure = row[1]["outturn"]
    words = {"share": figure.replace("%", " days"), "time": figure.replace(" days", "%")}.get(
        row[1]["kind"], f"{figure}%"
    )
    return approve(papers, row, "indicators", "outturn", words)


def other_definition(papers: Papers, random: Random) -> Place:
    """Another definition than in the department's table."""
    row = listed_twice(papers, random, "share")
    return approve(papers, row, "indicators", "definition", papers.spare["share"].pop())


def owner_elsewhere(papers: Papers, random: Random) -> Place:
    """An owner who carries out other work than what the indicator measures."""
    draft, line = own_indicator(papers, random)
    while draft.division.key == "resources":
        draft, line = own_indicator(papers, random)
    citing = {
        each["officer"] for _, each in papers.rows(papers.plans, "actions") if line["reference"] in each["indicators"]
    }
    others = [
        each["officer"]
        for _, each in papers.rows([papers.top, *papers.below[:2]], "actions")
        if each["officer"] not in citing
    ]
    return approve(papers, (draft, line), "indicators", "officer", random.choice(others))


def not_carried(papers: Papers, random: Random) -> Place:
    """An indicator of a departmental action that nothing under it cites."""
    draft, line = random.choice(unshared_parents(papers))
    others = [each["reference"] for each in draft.tables["indicators"] if each["reference"] not in line["indicators"]]
    words = f"{line['indicators']}, {random.choice(others)}"
    return approve(papers, (draft, line), "actions", "indicators", words)


def carried_alone(papers: Papers, random: Random) -> Place:
    """An indicator that only the row below cites."""
    draft, line = carrying(papers, random)
    parents = [each for each in draft.tables["objectives"] if each["number"] == line["objective"]]
    above = next(each for each in papers.top.tables["actions"] if each["reference"] == parents[0]["parent"])
    ours = [each["reference"] for each in draft.tables["indicators"] if each["reference"] not in above["indicators"]]
    return approve(papers, (draft, line), "actions", "indicators", f"{line['indicators']}, {random.choice(ours)}")


def held_by_none(papers: Papers, random: Random) -> Place:
    """An indicator of the departmental table that no division's table has."""
    joint = {line["reference"] for line in papers.joint.tables["indicators"]}
    _, line = random.choice(papers.rows([papers.top], "indicators", lambda each: each["reference"] not in joint))
    for _, below in papers.rows(papers.below, "indicators", lambda each: each["reference"] == line["reference"]):
        papers.drop(below)
    for _, action in papers.rows(
        papers.plans, "actions", lambda each: line["reference"] in each["indicators"].split(", ")
    ):
        if action["plan"] != "Departmental Plan":
            cited = [each for each in action["indicators"].split(", ") if each != line["reference"]]
            papers.change(action, "indicators", ", ".join(cited))
    return Place(papers.top, "indicators", (line,), ("reference",))


def lent_figure(papers: Papers, random: Random) -> Place:
    """An outturn that is said to be another indicator's, beside a target that is not its target."""
    row = own_indicator(papers, random, annual=True)
    others = papers.rows(
        papers.below, "indicators", lambda line: line["kind"].startswith("share") and line is not row[1]
    )
    other = random.choice([line for _, line in others if line["reference"] != row[1]["reference"]])
    papers.change(row[1], "outturn", f"{other['outturn']} ({other['reference']})")
    for column in ("red_when", "amber_when", "green_when"):
        papers.change(row[1], column, other[column])
    return approve(papers, row, "indicators", "target", f"{float(other['target'].rstrip('%')) + 1.5:.1f}%")


INDICATOR_FAULTS = (
    Fault("I711", lent_figure),
    Fault("I710", held_by_none, "I708"),
    Fault("I701", not_listed),
    Fault("I702", not_cited),
    Fault("I703", held_by_two),
    Fault("I704", other_figure),
    Fault("I705", other_unit, "C210"),
    Fault("I706", other_definition),
    Fault("I707", owner_elsewhere),
    Fault("I708", not_carried),
    Fault("I709", carried_alone),
)
