"""R and T: targets of a plan that ask for less, for nothing, or stand elsewhere; limits that do not fit together."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Papers, Place
from tests.mutation.planting import Fault, approve, own_indicator


def easier(papers: Papers, random: Random) -> Place:
    """A target and an outturn that changed places."""
    row = own_indicator(papers, random, annual=True)
    outturn, target = row[1]["outturn"], row[1]["target"]
    papers.change(row[1], "outturn", target)
    return approve(papers, row, "indicators", "target", outturn)


def unmoved(papers: Papers, random: Random) -> Place:
    """Last year's outturn as this year's target."""
    row = own_indicator(papers, random, annual=True)
    return approve(papers, row, "indicators", "target", row[1]["outturn"])


def neither(papers: Papers, random: Random) -> Place:
    """An indicator with neither figure."""
    row = own_indicator(papers, random, annual=True)
    papers.change(row[1], "outturn", "")
    return approve(papers, row, "indicators", "target", "")


def one_of_two(papers: Papers, random: Random) -> Place:
    """An indicator with one of its two figures."""
    row = own_indicator(papers, random, annual=True)
    papers.change(row[1], random.choice(("outturn", "target")), "")
    return Place(row[0], "indicators", (row[1],), ("target",))


def under_the_other(papers: Papers, random: Random) -> Place:
    """A milestone under the outturn, or an outturn under the target."""
    row = own_indicator(papers, random, annual=True)
    column, words = random.choice((("outturn", "8.9% (milestone figure)"), ("target", "79.2% (actual)")))
    return approve(papers, row, "indicators", column, words)


def in_definition(papers: Papers, random: Random) -> Place:
    """A target that only the definition states."""
    row = own_indicator(papers, random, annual=True)
    papers.change(row[1], "definition", "Increase the percentage of children with a place in a choir to 96%")
    papers.change(row[1], "outturn", "94%")
    for column in ("red_when", "amber_when", "green_when"):
        papers.change(row[1], column, "")
    return approve(papers, row, "indicators", "target", "")


def gap_or_overlap(papers: Papers, random: Random) -> Place:
    """A red that ends before amber begins, or reaches into it."""
    draft, line = own_indicator(papers, random, annual=True)
    red = float(line["red_when"].removeprefix("below ").rstrip("%")) + random.choice((-3.5, 2.4))
    papers.change(line, "red_when", f"below {red:.1f}%")
    return Place(draft, "indicators", (line,), ("red_when", "amber_when"))


def turned_round(papers: Papers, random: Random) -> Place:
    """The limits of an indicator of the other kind."""
    draft, line = own_indicator(papers, random, annual=True)
    for column, words in (("red_when", "90% or more"), ("amber_when", "80% to 89.9%"), ("green_when", "below 80%")):
        papers.change(line, column, words)
    return Place(draft, "indicators", (line,), ("green_when",))


TARGET_FAULTS = (
    Fault("R318", under_the_other, "R313 R314"),
    Fault("R319", in_definition, "R316"),
    Fault("T418", gap_or_overlap),
    Fault("T419", turned_round),
    Fault("R313", easier),
    Fault("R314", unmoved),
    Fault("R315", neither),
    Fault("R316", one_of_two),
)
