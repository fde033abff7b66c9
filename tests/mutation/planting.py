"""What planters share: which rows a fault can stand in, and how its place is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.mutation.checking import Plant
from tests.mutation.draft import Draft, Papers, Place, Row, Words

OTHERS_TOO = "X504 X508"
"""What may follow where another division returns the row as well: that the two say different things of it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: the rule that is to find it, what is done, and the rules that may tell what follows from it."""

    code: str
    plant: Plant
    follows: str = ""


def put(row: Row, sheet: str, column: str, words: Words) -> Place:
    """Type words over one cell of one workbook; its place."""
    draft, line = row
    line.cells[column] = words
    return Place(draft, sheet, (line,), (column,))


def approve(papers: Papers, row: Row, sheet: str, column: str, words: str) -> Place:
    """Change an approved cell in the plan and in the returns that repeat it; its place in the plan."""
    papers.change(row[1], column, words)
    return Place(row[0], sheet, (row[1],), (column,))


def row_place(row: Row, sheet: str) -> Place:
    """The place of a row as a whole."""
    return Place(row[0], sheet, (row[1],))


def rated(papers: Papers, random: Random, *ratings: str, sheet: str = "actions") -> Row:
    """A row of a return with one of these ratings, that no other division returns too."""
    rows = papers.rows(
        papers.returns, sheet, lambda line: line["rating"] in ratings and not line["reference"].startswith("JT")
    )
    return random.choice(rows)


def measured(papers: Papers, random: Random, kind: str, *ratings: str) -> Row:
    """An indicator of a return of one kind (share, count, time) that has a figure and one of these ratings, if any."""
    wanted = ratings or ("Green", "Amber", "Red")
    rows = papers.rows(papers.returns, "indicators", lambda line: line["kind"] == kind and line["rating"] in wanted)
    return random.choice(rows)


def own_work(papers: Papers, random: Random, without: str = "") -> Row:
    """An action of a plan that carries out nothing above; `without` names a column that is to be blank."""
    rows = papers.rows(papers.below, "actions", lambda line: line["objective"].startswith("2."))
    return random.choice([row for row in rows if not without or not row[1][without]])


def carrying(papers: Papers, random: Random) -> Row:
    """An action of a divisional plan that carries out one of the departmental plan."""
    return random.choice(papers.rows(papers.below, "actions", lambda line: line["objective"].startswith("1.")))


def shared(papers: Papers, random: Random) -> Row:
    """A row of the lead's own plan that is a row of the departmental plan too."""
    return random.choice(papers.rows([papers.joint], "actions"))


def linked(papers: Papers, random: Random) -> Row:
    """An objective that names the departmental action that it carries out."""
    return random.choice(papers.rows(papers.below, "objectives", lambda line: bool(line["parent"])))


def unshared_parents(papers: Papers) -> list[Row]:
    """The actions of the departmental plan that stand in no other plan."""
    twice = {line["reference"] for line in papers.joint.tables["actions"]}
    return papers.rows([papers.top], "actions", lambda line: line["reference"] not in twice)


def own_indicator(papers: Papers, random: Random, annual: bool = False) -> Row:
    """An indicator that stands in one plan's table alone; an annual one is a share that has no figure yet."""
    above = {line["reference"] for _, line in papers.rows([papers.top], "indicators")}
    rows = papers.rows(papers.below, "indicators", lambda line: line["reference"] not in above)
    return random.choice([row for row in rows if not annual or "annual" in row[1]["kind"]])


def listed_twice(papers: Papers, random: Random, kind: str) -> Row:
    """A row of a division's table of an indicator, of one kind if there is one, that the departmental table has too."""
    above = {line["reference"] for _, line in papers.rows([papers.top], "indicators")}
    rows = papers.rows(papers.below, "indicators", lambda line: line["reference"] in above)
    return random.choice([row for row in rows if row[1]["kind"] == kind] or rows)


def one(random: Random, drafts: Sequence[Draft]) -> Draft:
    """One of the workbooks."""
    return random.choice(drafts)
