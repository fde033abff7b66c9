"""What the divisions answer in the returns of two periods, so that every answer agrees with every other."""

from __future__ import annotations

from random import Random

from tests.mutation import stock
from tests.mutation.draft import Draft, Line, Words

_LATEST = "Nov 2008", "15/12/2008", "Jan 2009"
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six")


def answered(returns: list[Draft], before: list[Draft], random: Random) -> None:
    """Answer every row of this period's returns and of those before, in place; the lead also tells of its register."""
    for now, then in zip(returns, before, strict=True):
        for line, earlier in zip(now.tables["actions"], then.tables["actions"], strict=True):
            _action(line, earlier, random)
        for line, earlier in zip(now.tables["indicators"], then.tables["indicators"], strict=True):
            _indicator(line, earlier, random)
        for line, earlier in zip(now.tables["risks"], then.tables["risks"], strict=True):
            _risk(line, earlier, random)
    for drafts in (returns, before):
        _agree(drafts, "actions", ("rating", "progress", "reason", "remedy", "revised", "completed"))
        _agree(drafts, "indicators", ("figure", "period", "status", "rating", "commentary"))
    for draft in (*returns, *before):
        draft.tables["narrative"] = [Line(f"{draft.name}/narrative", _narrative(draft))]


def _narrative(draft: Draft) -> dict[str, Words]:
    high = sum(line["current"] == "H" for line in draft.tables["risks"])
    told = f" {_NUMBERS[high]} {'risk is' if high == 1 else 'risks are'} rated high." if draft.division.lead else ""
    return {"block": "Performance update", "text": f"The period went by as planned.{told}"}


def _action(now: Line, before: Line, random: Random) -> None:
    """An action's rating in both periods: done in time, late with its reasons, in hand, or not yet due."""
    month = int(now["month"] or 11)
    if month < 3:
        course = ("Green", "Green")
    elif month < 6:
        course = random.choice((("Amber", "Green"), ("Amber", "Red"), ("Red", "Red")))
    else:
        course = random.choice((("Amber", "Amber"), ("Not due", "Amber"), ("Not due", "Not due"), ("Amber", "Red")))
        course = ("Amber", "Amber") if "month" not in now.cells else course
    done = f"{random.randint(10, 28)}/{'06' if course[0] == 'Green' else '09'}/2008"
    for line, rating, parity in ((before, course[0], 0), (now, course[1], 1)):
        line.cells |= {"rating": rating, **_words(rating, parity, random)}
        if rating == "Green":
            line.cells["completed"] = done


def _words(rating: str, parity: int, random: Random) -> dict[str, str]:
    """What a rating asks to be told; the two periods count odd and even, so that no words are copied."""

    def said(forms: tuple[str, ...]) -> str:
        return random.choice(forms).format(n=2 * random.randint(2, 20) + parity)

    words = {} if rating == "Not due" else {"progress": said(stock.PROGRESS)}
    if rating == "Red":
        words |= {"reason": said(stock.REASONS), "remedy": said(stock.REMEDIES), "revised": random.choice(_LATEST)}
    return words


def _agree(returns: list[Draft], sheet: str, columns: tuple[str, ...]) -> None:
    """Give a row that is returned twice the same answers in both places."""
    first: dict[str, Line] = {}
    for line in (line for draft in returns for line in draft.tables[sheet]):
        same = first.setdefault(line["reference"], line)
        line.cells |= {key: same[key] for key in columns}


def _indicator(now: Line, before: Line, random: Random) -> None:
    """Figures on either side of the target with the rating that follows; an annual one is not due."""
    kind, _, annual = now["kind"].partition(" ")
    for line, period, parity in ((before, "April to June 2008", 0), (now, "July to September 2008", 1)):
        if annual:
            line.cells["rating"] = "Not due"
            continue
        figure, met = _figure(line["target"], kind, random.randint(1, 9), random.random() < 0.6)
        rating = "Green" if met else _missed(line, figure, random)
        told = random.choice(stock.COMMENTARIES).format(n=2 * random.randint(20, 90) + parity)
        line.cells |= {"figure": figure, "period": period, "status": "Final", "rating": rating, "commentary": told}


def _missed(line: Line, figure: str, random: Random) -> str:
    """The rating of a figure that misses its target: by the limits of its row, where it has any."""
    limit = line["red_when"].removeprefix("below ").rstrip("%")
    worse = float(figure.rstrip("%")) < float(limit) if limit else random.random() < 0.5
    return "Red" if worse else "Amber"


def _figure(target: str, kind: str, step: int, met: bool) -> tuple[str, bool]:
    if kind == "share":
        return f"{float(target[:-1]) + (step if met else -step):.1f}%", met
    if kind == "count":
        return str(int(target) + (step if met else -step)), met
    days = int(target.split()[0])
    return f"{days - step if met else days + step} days", met


def _risk(now: Line, before: Line, random: Random) -> None:
    last, following = random.randint(3, 27), random.choice(("Dec 2008", "Jan 2009"))
    before.cells |= {"current": random.choice("LMH"), "last_review": f"{last:02}/06/2008", "next_review": "Sep 2008"}
    now.cells |= {"current": random.choice("LMH"), "last_review": f"{last:02}/09/2008", "next_review": following}
