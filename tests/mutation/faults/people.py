"""W: people, posts and short forms spelt two ways, and a budget that is stated two ways."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Papers, Place, Row
from tests.mutation.planting import Fault, approve, one, own_work, put, rated
from tests.mutation.stock import PEOPLE


def two_spellings(papers: Papers, random: Random) -> Place:
    """A surname with a letter doubled, in one place."""
    row = own_work(papers, random, without="indicators")
    counted = [line["officer"] for _, line in papers.rows(papers.plans, "actions") if line is not row[1]]
    name = random.choice(sorted({officer for officer in counted if officer in PEOPLE and counted.count(officer) > 1}))
    first, last = name.split()
    at = random.randrange(1, len(last))
    return approve(papers, row, "actions", "officer", f"{first} {last[:at]}{last[at]}{last[at:]}")


def unexplained(papers: Papers, random: Random) -> Place:
    """Initials that the plan's key leaves out."""
    draft = papers.below[-1]
    line = random.choice([each for each in draft.tables["actions"] if each["reference"].startswith("RS")])
    return approve(papers, (draft, line), "actions", "officer", f"{line['officer']}, {random.choice(('PD', 'XJ'))}")


def two_titles(papers: Papers, random: Random) -> Place:
    """A post under its title with a comma, beside its usual one."""
    post = "Head of Housing Advice Services"
    rows = [own_work(papers, random, without="indicators") for _ in range(2)]
    while rows[0][1] is rows[1][1] or any(draft.division.key == "resources" for draft, _ in rows):
        rows = [own_work(papers, random, without="indicators") for _ in range(2)]
    taken = [row[1] for row in rows]
    free = papers.rows(papers.below[:2], "actions", lambda line: line["objective"] == "2.2" and line not in taken)
    other = random.choice(free)
    for row in (*rows, other):
        papers.change(row[1], "officer", post)
    return approve(papers, rows[0], "actions", "officer", "Head, Housing Advice Services")


def swapped(papers: Papers, random: Random) -> Place:
    """A short form with two letters swapped."""
    if random.random() < 0.5:
        row = rated(papers, random, "Amber", "Red", "Green")
        return put(row, "actions", "progress", f"{row[1]['progress']} The CAHMS team was told.")
    row = own_work(papers, random)
    return approve(papers, row, "actions", "action", f"{row[1]['action']} with CAHMS")


def other_budget(papers: Papers, random: Random) -> Place:
    """An amount in words that the budget gives otherwise."""
    draft = random.choice([papers.top, *papers.below])
    return put(
        (draft, draft.tables["prose"][0]), "prose", "text", "The net budget of the division is £12.598m, as before."
    )


def other_table(papers: Papers, random: Random) -> Place:
    """A net budget that one of the two tables of the departmental plan gives otherwise."""
    table = random.choice(("Net budget", "Summary by division"))
    lines = [line for line in papers.top.tables["resources"] if line["table"] == table]
    line = random.choice(lines[:-1])
    second = [each for each in papers.top.tables["resources"] if each["line"] == line["line"]][-1]
    line.cells["amount"] = f"{float(line['amount']) + random.choice((0.1, 2, -0.4)):.3f}"
    return Place(papers.top, "resources", (second,), ("amount",))


def _told_of(papers: Papers, random: Random, *tails: str) -> list[Row]:
    """Rows of one return, in any order, with a sentence more each in their progress."""
    draft = one(random, papers.returns[1:])
    lines = [line for line in draft.tables["actions"] if line["progress"]]
    rows = [(draft, line) for line in random.sample(lines, len(tails))]
    for (_, line), tail in zip(rows, tails, strict=True):
        line.cells["progress"] = f"{line['progress']} {tail}"
    return rows


def slip(papers: Papers, random: Random) -> Place:
    """A word with two letters turned, where others write it in the same words."""
    right = "It is part of the joint plan for substance misuse with the trust."
    draft, line = _told_of(papers, random, right.replace("misuse", "misues"), right, right)[0]
    return Place(draft, "actions", (line,), ("progress",))


def two_names(papers: Papers, random: Random) -> Place:
    """A board under two forms of its name."""
    right = "It went to the Local Safeguarding Children Board."
    draft, line = _told_of(papers, random, right.replace("Children", "Children's"), right, right)[0]
    return Place(draft, "actions", (line,), ("progress",))


def two_letters(papers: Papers, random: Random) -> Place:
    """A name with other capitals than elsewhere."""
    tails = ("It was sent to OfSTED.", "It was sent to Ofsted.", "We asked Ofsted about it.")
    draft, line = _told_of(papers, random, *tails)[0]
    return Place(draft, "actions", (line,), ("progress",))


def word_twice(papers: Papers, random: Random) -> Place:
    """A word twice in succession."""
    word = random.choice(("the", "and", "panel"))
    draft, line = _told_of(papers, random, f"It was seen by all members of {word} {word} board.")[0]
    return Place(draft, "actions", (line,), ("progress",))


def slip_of_phrase(papers: Papers, random: Random) -> Place:
    """A form of words that is a slip wherever it stands."""
    words = random.choice(("in relations to", "and and/or", "for two years olds", "as a result from"))
    draft, line = _told_of(papers, random, f"The panel met {words} its programme.")[0]
    return Place(draft, "actions", (line,), ("progress",))


def other_name(papers: Papers, random: Random) -> Place:
    """A division under the name that it had before."""
    lines = [line for line in papers.top.tables["resources"] if line["line"] == "Planning"]
    return put((papers.top, random.choice(lines)), "resources", "line", "Planning & Places")


PEOPLE_FAULTS = (
    Fault("W906", slip),
    Fault("W907", two_names),
    Fault("W908", two_letters),
    Fault("W909", word_twice),
    Fault("W910", other_name),
    Fault("W912", slip_of_phrase, "W909"),
    Fault("W901", two_spellings),
    Fault("W902", unexplained),
    Fault("W903", two_titles),
    Fault("W904", swapped),
    Fault("W905", other_budget),
    Fault("W911", other_table, "W905 T415"),
)
