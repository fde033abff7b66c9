"""C: single cells that cannot be read, cannot be, or are not what they look like."""

from __future__ import annotations

from random import Random

from tests.mutation.draft import Formula, Papers, Place, Row
from tests.mutation.planting import OTHERS_TOO, Fault, approve, carrying, measured, own_indicator, own_work, put, rated


def no_date(papers: Papers, random: Random) -> Place:
    """Words, or a day that never was, for a date."""
    column, rating = random.choice((("completed", "Green"), ("revised", "Red")))
    words = random.choice(("31/06/2008", "soon", "30 Februry", "after the elections"))
    return put(rated(papers, random, rating), "actions", column, words)


def no_figure(papers: Papers, random: Random) -> Place:
    """Two figures, or words, for one figure."""
    kind = random.choice(("share", "count"))
    return put(
        measured(papers, random, kind),
        "indicators",
        "figure",
        random.choice(("45 to 50", "lower than before", "12 or 14")),
    )


def no_target(papers: Papers, random: Random) -> Place:
    """A target that names two figures, and neither for certain."""
    return approve(papers, own_indicator(papers, random, annual=True), "indicators", "target", "about 45 or 50")


def formula_error(papers: Papers, random: Random) -> Place:
    """A formula whose source is gone."""
    error = Formula(random.choice(("#REF!", "#DIV/0!", "#N/A", "#VALUE!")))
    if random.random() < 0.5:
        return put(rated(papers, random, "Green"), "actions", "completed", error)
    return put(measured(papers, random, "share"), "indicators", "figure", error)


def never_calculated(papers: Papers, random: Random) -> Place:
    """A formula that no program has calculated yet."""
    return put(measured(papers, random, "share"), "indicators", "figure", Formula(""))


def not_in_list(papers: Papers, random: Random) -> Place:
    """A rating or a status in words of one's own."""
    if random.random() < 0.5:
        return put(measured(papers, random, "share"), "indicators", "status", random.choice(("Prelim", "nearly final")))
    return put(
        rated(papers, random, "Amber", "Red", "Green"),
        "actions",
        "rating",
        random.choice(("Ambr", "on track", "Yellow")),
    )


def look_alike_in_list(papers: Papers, random: Random) -> Place:
    """A word of the list with one letter of the Cyrillic alphabet."""
    row = rated(papers, random, "Amber", "Red", "Green")
    words = {"Amber": "Аmber", "Red": "Rеd", "Green": "Grееn"}[row[1]["rating"]]
    return put(row, "actions", "rating", words)


def figure_with_help(papers: Papers, random: Random) -> Place:
    """A figure with a word beside it, or with a letter for a digit."""
    row = measured(papers, random, "share")
    figure = row[1]["figure"]
    slipped = [figure.replace("0", "O", 1)] if "0" in figure else []
    return put(row, "indicators", "figure", random.choice([f"about {figure}", f"approx. {figure}", *slipped]))


def over_hundred(papers: Papers, random: Random) -> Place:
    """A share with its point left out."""
    row = measured(papers, random, "share", "Green")
    return put(row, "indicators", "figure", random.choice(("805%", "104.2%", "1040%")))


def other_unit(papers: Papers, random: Random) -> Place:
    """A percentage where a number is asked for."""
    return put(measured(papers, random, "count"), "indicators", "figure", random.choice(("17%", "42.4%", "£12")))


def no_unit(papers: Papers, random: Random) -> Place:
    """A share without its percent sign."""
    row = measured(papers, random, "share")
    return put(row, "indicators", "figure", row[1]["figure"].rstrip("%"))


def _citing(papers: Papers, random: Random) -> Row:
    """An action that cites indicators."""
    while not (row := random.choice((carrying, own_work))(papers, random))[1]["indicators"]:
        pass
    return row


def other_form(papers: Papers, random: Random) -> Place:
    """A reference typed in a form of one's own."""
    row = _citing(papers, random)
    return approve(papers, row, "actions", "indicators", row[1]["indicators"].replace("NI ", "NI", 1))


def cut_off(papers: Papers, random: Random) -> Place:
    """A range of references that begins and does not end."""
    row = _citing(papers, random)
    return approve(papers, row, "actions", "indicators", f"{row[1]['indicators']} -")


def two_alphabets(papers: Papers, random: Random) -> Place:
    """A Latin word with a Cyrillic letter in it."""
    row = rated(papers, random, "Amber", "Red", "Green")
    return put(row, "actions", "progress", f"{row[1]['progress']} The СAMHS team was told.")


def placeholder(papers: Papers, random: Random) -> Place:
    """Something that was to be filled in later."""
    words = random.choice(
        ("TBC", "Numbers rose by XX% since March.", "xx", "to be confirmed", "Led by [name] since May.")
    )
    return put(rated(papers, random, "Amber", "Red", "Green"), "actions", "progress", words)


def prompt_left(papers: Papers, random: Random) -> Place:
    """The form's own prompt for an answer."""
    sheet = next(sheet for sheet in papers.profile.sheets if sheet.key == "actions")
    prompt = next(column.prompt for column in sheet.columns if column.key == "remedy")
    return put(rated(papers, random, "Red"), "actions", "remedy", prompt)


def instruction_left(papers: Papers, random: Random) -> Place:
    """An instruction to the author of a return, in the place of what he was to write."""
    words = random.choice(["Please complete the column on the left", "Yes / No (delete as applicable)"])
    return put(rated(papers, random, "Amber"), "actions", "progress", words)


def copied(papers: Papers, random: Random) -> Place:
    """Last quarter's progress on work that is still open."""
    rows = papers.rows(
        papers.returns, "actions", lambda line: line["rating"] in ("Amber", "Red") and line["month"] != ""
    )
    draft, line = random.choice([row for row in rows if papers.last_quarter(row[1])["rating"] in ("Amber", "Red")])
    return put((draft, line), "actions", "progress", papers.last_quarter(line)["progress"])


def too_long(papers: Papers, random: Random) -> Place:
    """Words that another program let run on; they are a formula's, as no writer of Excel's own takes them."""
    words = "Visits went on as planned. " * random.randint(1300, 2000)
    return put(rated(papers, random, random.choice(("Green", "Amber"))), "actions", "progress", Formula(words))


def below_nought(papers: Papers, random: Random) -> Place:
    """A change in the place of a level."""
    return approve(papers, own_indicator(papers, random, annual=True), "indicators", "outturn", "-8.5%")


CELL_FAULTS = (
    Fault("C218", below_nought),
    Fault("C201", no_date),
    Fault("C202", no_figure),
    Fault("C203", no_target),
    Fault("C204", formula_error),
    Fault("C205", never_calculated),
    Fault("C206", not_in_list),
    Fault("C207", look_alike_in_list),
    Fault("C208", figure_with_help),
    Fault("C209", over_hundred, OTHERS_TOO),
    Fault("C210", other_unit, OTHERS_TOO),
    Fault("C211", no_unit, OTHERS_TOO),
    Fault("C212", other_form),
    Fault("C213", cut_off),
    Fault("C214", two_alphabets),
    Fault("C215", placeholder),
    Fault("C216", prompt_left),
    Fault("C217", copied),
    Fault("C219", instruction_left),
    Fault("C220", too_long),
)
