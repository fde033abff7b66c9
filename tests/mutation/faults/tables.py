"""T: sheets and columns that are gone or doubled, rows that are none, numbering, sections and totals."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Line, Papers, Place, Row
from tests.mutation.planting import Fault, one, own_work, put

SHEETS = ("actions", "indicators", "risks", "objectives")


def no_sheet(papers: Papers, random: Random) -> Place:
    """A sheet that was deleted, or renamed to something else."""
    draft = one(random, papers.returns)
    sheet = random.choice(SHEETS)
    if random.random() < 0.5:
        draft.sheet_names[sheet] = f"{sheet.capitalize()} (2)"
    else:
        del draft.tables[sheet]
    return Place(draft)


def no_headings(papers: Papers, random: Random) -> Place:
    """A sheet whose row of headings was deleted."""
    draft, sheet = one(random, papers.returns), random.choice(("actions", "indicators"))
    draft.headless.add(sheet)
    return Place(draft, sheet)


def no_column(papers: Papers, random: Random) -> Place:
    """A column that was deleted, or headed otherwise."""
    draft = one(random, papers.returns)
    sheet, column, words = random.choice(
        (
            ("actions", "progress", ""),
            ("actions", "reason", ""),
            ("actions", "remedy", ""),
            ("indicators", "commentary", ""),
        )
    )
    draft.headings[sheet, column] = words
    return Place(draft, sheet, heading=True)


def slip_in_heading(papers: Papers, random: Random) -> Place:
    """A heading with a letter too few, or two that changed places."""
    draft = one(random, papers.returns)
    sheet, column, words = random.choice(
        (
            ("actions", "progress", "Progres"),
            ("actions", "rating", "Ratign"),
            ("actions", "completed", "Complted on"),
            ("indicators", "commentary", "Comentary"),
        )
    )
    draft.headings[sheet, column] = words
    return Place(draft, sheet, columns=(column,), heading=True)


def other_name(papers: Papers, random: Random) -> Place:
    """A sheet that was renamed, with the form's table still on it."""
    draft = one(random, papers.returns)
    draft.sheet_names["actions"] = random.choice(("Actions (2)", "What we did"))
    draft.tabled.add("actions")
    return Place(draft, "actions")


def two_columns(papers: Papers, random: Random) -> Place:
    """A second column under a heading that is there already."""
    draft = one(random, papers.returns)
    sheet, column, heading = random.choice((("actions", "rating", "Rating"), ("indicators", "figure", "Figure")))
    draft.more[sheet, "again"] = heading
    for line in draft.tables[sheet]:
        line.cells["again"] = line.cells.get(column, "")
    return Place(draft, sheet, columns=(column, "again"), heading=True)


def other_years_heading(papers: Papers, random: Random) -> Place:
    """Last year's heading left over this year's column."""
    draft = one(random, (*papers.plans, *papers.returns))
    column, words = random.choice((("target", "Target 2007/08"), ("outturn", "Outturn 2006/07")))
    draft.headings["indicators", column] = words
    return Place(draft, "indicators", columns=(column,), heading=True)


def own_column(papers: Papers, random: Random) -> Place:
    """A column that the team made for itself."""
    draft, sheet = one(random, papers.returns), random.choice(("actions", "indicators"))
    draft.more[sheet, "own"] = "Asked by phone"
    for line in draft.tables[sheet]:
        line.cells["own"] = random.choice(("", "yes"))
    return Place(draft, sheet, columns=("own",), heading=True)


def footnote(papers: Papers, random: Random) -> Place:
    """A note among the rows."""
    draft = one(random, papers.returns)
    sheet, column = random.choice((("actions", "progress"), ("indicators", "commentary")))
    line = Line("footnote", {column: "* as at the end of September"})
    draft.tables[sheet].insert(random.randint(0, len(draft.tables[sheet])), line)
    return Place(draft, sheet, (line,))


def hidden_row(papers: Papers, random: Random) -> Place:
    """A row that a filter hides."""
    draft = one(random, papers.returns)
    random.choice(draft.tables["actions"]).hidden = True
    return Place(draft, "actions")


def stray(papers: Papers, random: Random) -> Place:
    """A value far from the table."""
    draft = one(random, papers.returns)
    at = random.choice(((2000 + random.randint(0, 900), random.randint(1, 9)), (random.randint(1, 9), 300)))
    draft.strays["actions", *at] = "x"
    return Place(draft, "actions", at=at)


def under_merged_cells(papers: Papers, random: Random) -> Place:
    """A value under merged cells."""
    draft = one(random, papers.returns)
    at = random.randint(250, 300), random.randint(45, 60)
    draft.covered["actions", *at] = random.choice(("Half are reviewed", "45%"))
    return Place(draft, "actions", at=at)


def _new_action(papers: Papers, random: Random, **cells: str) -> Row:
    """A new action in a plan and its return, like one that carries out nothing above."""
    draft, like = own_work(papers, random, without="indicators")
    place = random.randint(draft.tables["actions"].index(like) + 1, len(draft.tables["actions"]))
    words = papers.spare["action"].pop()
    return draft, papers.add(draft, "actions", like, "new", {"action": words, **cells}, place)


def doubled_reference(papers: Papers, random: Random) -> Place:
    """A new row of the plan under a reference that another has."""
    draft, line = _new_action(papers, random)
    return Place(draft, "actions", (line,), ("reference",))


def returned_twice(papers: Papers, random: Random) -> Place:
    """A row that was copied in a return."""
    draft = one(random, papers.returns)
    line = random.choice(draft.tables["actions"])
    copy = Line(line.mark, dict(line.cells))
    draft.tables["actions"].append(copy)
    return Place(draft, "actions", (line, copy))


def left_out(papers: Papers, random: Random) -> Place:
    """A row that was taken out of the plan, so that its number is missing."""
    draft = one(random, papers.below)
    rows = [line for line in draft.tables["actions"] if not line["reference"].startswith("JT")]
    ordered = sorted(rows, key=lambda line: line["reference"])
    fitting = [at for at in range(1, len(ordered) - 1) if ordered[at]["objective"] == "2.2"]
    at = random.choice(fitting)
    papers.drop(ordered[at])
    return Place(draft, "actions", (ordered[at + 1],), ("reference",))


def no_actions(papers: Papers, random: Random) -> Place:
    """An objective that no action belongs to."""
    draft = one(random, papers.below)
    like = draft.tables["objectives"][-1]
    words = papers.spare["action"].pop()
    line = papers.add(draft, "objectives", like, "new", {"number": "2.3", "divisional": words})
    return Place(draft, "objectives", (line,), ("number",))


def no_section(papers: Papers, random: Random) -> Place:
    """A plan whose sections skip a number."""
    draft = one(random, papers.below)
    own = [line for line in draft.tables["objectives"] if line["section"].startswith("Section 2")]
    for line in own:
        papers.change(line, "section", line["section"].replace("Section 2", "Section 3"))
    return Place(draft, "objectives", (own[-1],), ("section",))


def _amounts(papers: Papers) -> list[Line]:
    return [line for line in papers.top.tables["resources"] if line["table"] == "Net budget"]


def wrong_total(papers: Papers, random: Random) -> Place:
    """A total, or one of its lines, with two figures swapped."""
    *_, total = lines = _amounts(papers)
    line = random.choice(lines)
    line.cells["amount"] = f"{float(line['amount']) + random.choice((0.09, -0.27, 1.8)):.3f}"
    return Place(papers.top, "resources", (total,), ("amount",))


def comma(papers: Papers, random: Random) -> Place:
    """A comma typed for a point."""
    line = random.choice(_amounts(papers)[:-1])
    return put((papers.top, line), "resources", "amount", line["amount"].replace(".", ","))


def other_years(papers: Papers, random: Random) -> Place:
    """A plan that is named with other years than elsewhere."""
    draft = random.choice(papers.below)
    line = draft.tables["prose"][0]
    line.cells["text"] = line["text"] + " It goes with the Departmental Plan (2008/09-2009/10)."
    return Place(draft, "prose", (line,), ("text",))


TABLE_FAULTS = (
    Fault("T417", other_years),
    Fault("T401", no_sheet),
    Fault("T402", no_headings),
    Fault("T403", no_column),
    Fault("T420", slip_in_heading),
    Fault("T421", other_name),
    Fault("T404", two_columns),
    Fault("T405", other_years_heading),
    Fault("T406", own_column),
    Fault("T407", footnote),
    Fault("T408", hidden_row),
    Fault("T409", stray),
    Fault("T423", under_merged_cells),
    Fault("T410", doubled_reference),
    Fault("T411", returned_twice),
    Fault("T412", left_out),
    Fault("T413", no_actions),
    Fault("T414", no_section),
    Fault("T415", wrong_total, "W911"),
    Fault("T416", comma),
)
