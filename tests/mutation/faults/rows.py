"""R: rows of returns that leave out or contradict what their rating asks for; plans without officer or date."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Papers, Place
from tests.mutation.planting import OTHERS_TOO, Fault, approve, carrying, measured, own_work, put, rated


def no_rating(papers: Papers, random: Random) -> Place:
    """A row without its rating, or a risk without its score."""
    if random.random() < 0.3:
        return put(random.choice(papers.rows(papers.returns, "risks")), "risks", "current", "")
    return put(
        rated(papers, random, "Amber", "Red", "Green", "Not due"), "actions", "rating", random.choice(("", "N/A"))
    )


def no_progress(papers: Papers, random: Random) -> Place:
    """A rating of which nothing is told."""
    return put(rated(papers, random, "Amber", "Red", "Green"), "actions", "progress", "")


def no_reason(papers: Papers, random: Random) -> Place:
    """A red row without its reason."""
    return put(rated(papers, random, "Red"), "actions", "reason", "")


def no_completion(papers: Papers, random: Random) -> Place:
    """Completed work without its day."""
    return put(rated(papers, random, "Green"), "actions", "completed", "")


def no_due_date(papers: Papers, random: Random) -> Place:
    """A planned action without a date."""
    return approve(papers, random.choice((carrying, own_work))(papers, random), "actions", "due", "")


def against_figures(papers: Papers, random: Random) -> Place:
    """Green beside a target that was missed, or red beside one that was met, where there are no limits."""
    row = measured(papers, random, "count")
    return put(row, "indicators", "rating", "Red" if row[1]["rating"] == "Green" else "Green")


def against_words(papers: Papers, random: Random) -> Place:
    """A commentary that says the opposite of the rating."""
    draft, line = measured(papers, random, "share", "Green", "Red")
    green = ("The target was not met because of vacancies.", "We missed our target for the year.")
    red = ("The target was exceeded in every month.", "All targets have been met.")
    line.cells["commentary"] = random.choice(green if line["rating"] == "Green" else red)
    return Place(draft, "indicators", (line,), ("rating",))


def odd_completion(papers: Papers, random: Random) -> Place:
    """Completed on a day that had not come, or before the plan began."""
    return put(
        rated(papers, random, "Green"),
        "actions",
        "completed",
        random.choice(("21/10/2008", "14/03/2008", "01/10/2008")),
    )


def late(papers: Papers, random: Random) -> Place:
    """Work that was due within the period, still amber, with no word about it."""
    draft, line = rated(papers, random, "Amber")
    papers.change(line, "due", random.choice(("Aug 2008", "28/09/2008", "July 2008")))
    return Place(draft, "actions", (line,), ("rating",))


def new_date_passed(papers: Papers, random: Random) -> Place:
    """A new date that had gone by when the return was sent."""
    return put(
        rated(papers, random, "Red"), "actions", "revised", random.choice(("May 2008", "20/09/2008", "Aug 2008"))
    )


def due_before_plan(papers: Papers, random: Random) -> Place:
    """Work that was due before the plan's year."""
    rows = papers.rows(
        papers.below, "actions", lambda line: papers.returned(line)["rating"] in ("Green", "Red", "Not due")
    )
    row = random.choice([row for row in rows if not row[1]["reference"].startswith("JT")])
    return approve(papers, row, "actions", "due", random.choice(("Mar 2008", "31/03/2008", "December 2007")))


def due_long_after(papers: Papers, random: Random) -> Place:
    """Work that is due many years after the plan."""
    return approve(
        papers, own_work(papers, random), "actions", "due", random.choice(("Mar 2013", "31/03/2019", "2016"))
    )


def no_officer(papers: Papers, random: Random) -> Place:
    """Work that nobody is named for."""
    return approve(papers, own_work(papers, random, without="indicators"), "actions", "officer", "")


def against_limits(papers: Papers, random: Random) -> Place:
    """A figure within the limits of one colour, rated with the other that misses the target."""
    row = measured(papers, random, "share", "Amber", "Red")
    return put(row, "indicators", "rating", {"Amber": "Red", "Red": "Amber"}[row[1]["rating"]])


ROW_FAULTS = (
    Fault("R320", against_limits, OTHERS_TOO),
    Fault("R301", no_rating),
    Fault("R302", no_progress),
    Fault("R303", no_reason),
    Fault("R304", no_completion),
    Fault("R305", no_due_date),
    Fault("R306", against_figures, OTHERS_TOO),
    Fault("R307", against_words),
    Fault("R308", odd_completion),
    Fault("R309", late),
    Fault("R310", new_date_passed),
    Fault("R311", due_before_plan),
    Fault("R312", due_long_after),
    Fault("R317", no_officer),
)
