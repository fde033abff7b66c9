"""R: figures and their columns. Does each stand under the heading that it belongs to?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.domain.record import Kind, Record, State
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.text import fold
from compiler.profile.model import Column
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_WORDS_BESIDE = regex(r"[0-9] ?%? ?[(\[]?(?P<words>[A-Za-z][^()\[\]]*?)[)\]]?\s*$")
_AIM = regex(
    r"(?:the |our |a )?(?:(?:interim|annual|final|year[- ]end|national|local|provisional|revised|stretch) )?"
    r"(?:milestone|target)(?: (?:figure|value|level))?(?: (?:for )?[0-9/ -]+)?",
    re.IGNORECASE,
)
_REACHED = regex(r"(?:the |our )?(?:actual|outturn|baseline)(?: (?:figure|value|level))?(?: [0-9/ -]+)?", re.I)
_BELONGS = {"outturn": (_AIM, "target"), "figure": (_AIM, "target"), "target": (_REACHED, "outturn")}
"""What a figure in each column may call itself, and the column that it then belongs into."""
_NOT_THIS = regex(r"^(?:no|not|without|above|below|over|under|on|off|versus|vs|met|missed|near|against)\b", re.I)
_STATED = regex(
    r"\b(?P<whole>(?:increas|rais|improv|reduc|cut|lower|decreas)\w*\b[^.;]*?"
    r"(?:\bfrom [0-9][0-9.,]* ?%? |(?<![0-9%] ))to (?P<aim>(?:at least |over |under |below )?[0-9][0-9.,]* ?%))"
    r"(?= *(?:$|[(,.;]|by\b|in\b|or\b))",
    re.IGNORECASE,
)
_CONTRIBUTED = "contributes"


@remembered(maxsize=8192)
def _words_beside(raw: str) -> str:
    """The words after a figure, without their brackets: 'milestone figure' of '8.9 (milestone figure)'."""
    found = _WORDS_BESIDE.search(" ".join(raw.split()))
    return found["words"] if found and not _NOT_THIS.match(found["words"]) else ""


def named_otherwise(record: Record, key: str) -> str:
    """The words by which the figure in a column calls itself what belongs into another; '' where it does not."""
    entry = record.entry(key)
    meant, _ = _BELONGS[key]
    words = _words_beside(entry.raw) if entry.state is State.VALUE else ""
    return words if meant.fullmatch(words) else ""


def stated_target(record: Record) -> re.Match[str] | None:
    """What the definition says of a target ('increase … to 96%'), as `whole` and `aim`; None where it does not."""
    return _STATED.search(" ".join(record.text("definition").split()))


def other_column(case: Case) -> Iterator[Point]:
    """Figures that call themselves a target under the outturn, or an outturn under the target."""
    for key, (_, name) in _BELONGS.items():
        for down in case.down_under(key):
            asked = down.sheet.column(name) if down.sheet.kind is Kind.INDICATOR else None
            beside = down.saying(frozenset(filter(_words_beside, down.said))) if asked else ()
            for cell in down.at(beside):
                words = named_otherwise(cell.record, key)
                if asked and words:
                    yield _misplaced(case, cell, words, asked)


def _misplaced(case: Case, cell: Answered, words: str, asked: Column) -> Point:
    other, heading = cell.record.entry(asked.key), f"'{case.heading(asked)}'"
    empty = other.state is State.BLANK
    return point_at(
        cell,
        f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}' calls itself {quote(words)}"
        f"{f', and {heading} ({other.origin.cell}) is blank' if empty else ''}.",
        f"Such a figure stands under {heading}.",
        "Put the figure under its own heading, and here what is asked for.",
        others=(other.origin,) if empty else (),
    )


def in_definition(case: Case) -> Iterator[Point]:
    """Targets that only the definition states, beside a blank target."""
    blank = (cell for down in case.down_under("target") if down.of_plan for cell in down.in_state(State.BLANK))
    for cell in blank:
        if cell.record.kind is not Kind.INDICATOR or fold(cell.record.text("held")) == _CONTRIBUTED:
            continue
        definition = cell.record.entry("definition")
        stated = stated_target(cell.record)
        if stated:
            yield point_at(
                cell,
                f"'{case.heading(cell.column)}' is blank, but the definition in {definition.origin.cell} says "
                f"{quote(stated['whole'], 120)}.",
                f"The target of {stated['aim']} stands where targets are looked for.",
                for_plan="List it for amendment of the plan: the target in its column, the definition without it.",
                others=(definition.origin,),
            )


PLACING_RULES = (
    Rule(
        "R318",
        "A figure under the heading of another",
        "A milestone that stands under the outturn is read as reached, and the target that it is seems not to be set.",
        Severity.WARNING,
        Scope.ROW,
        other_column,
    ),
    Rule(
        "R319",
        "A target that only the definition states",
        "Whoever compares figures with the target column passes over a target that is hidden in a sentence.",
        Severity.WARNING,
        Scope.ROW,
        in_definition,
    ),
)
