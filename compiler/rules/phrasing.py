"""W: turns of phrase. Is a form of words written as it can only be written?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.domain.regex import regex
from compiler.rules.case import Case
from compiler.rules.pointing import point_at
from compiler.rules.reading import Look, Page, seen_again
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)"
_PERFECT = (
    "achieve|agree|complete|conclude|decide|develop|deliver|establish|identify|implement|improve|increase|introduce|"
    "reduce|review|support"
)
_MODAL = "(?:could|should|would|must|might)"
_AFTER = "a|an|all|few|its|many|no|our|some|that|the|their"
_CAN_ONLY_BE = (
    ("years", rf"(?P<one>{_NUMBER}[ -])years(?P<two>[ -]olds?)", r"\g<one>year\g<two>"),
    ("relations to", "in relations to", "in relation to"),
    ("regards to", "in regards to", "in regard to"),
    ("accordance to", "in accordance to", "in accordance with"),
    ("result from", "as a result from", "as a result of"),
    ("part off", "as part off", "as part of"),
    ("order too", "in order too", "in order to"),
    ("and/or", "and and/or", "and/or"),
    (" of been", rf"(?P<one>{_MODAL}) of been", r"\g<one> have been"),
    (" he been", rf"(?P<one>{_MODAL}) he been", r"\g<one> have been"),
    ("has ", rf"(?P<one>has(?: been)?) (?P<two>{_PERFECT})(?= (?:{_AFTER})\b)", ""),
    ("have been ", rf"(?P<one>have been) (?P<two>{_PERFECT})(?= (?:{_AFTER})\b)", ""),
)
"""Forms of words that are slips wherever they stand: letters that they have, the form, and the right one; '' for the
right one where the verb lacks its ending."""
_FORMS = tuple(
    (hint, regex(rf"(?<![\w'-]){form}(?![\w'])", re.IGNORECASE), right) for hint, form, right in _CAN_ONLY_BE
)


def _with_slips(page: Page) -> list[str]:
    """The texts of a workbook with forms of words that can only be slips."""
    whole = " ".join(page.texts.as_typed.whole.split())
    if not any(hint in whole and form.search(whole) for hint, form, _ in _FORMS):
        return []
    return [text for text in page.texts.texts if any(_slips(" ".join(text.split())))]


SLIPPED = Look(lambda case: _with_slips)


def slips_of_phrase(case: Case) -> Iterator[Point]:
    """Forms of words that can only be slips."""
    for text, spot in seen_again(case, SLIPPED):
        for found, right in _slips(" ".join(text.split())):
            meant = found.expand(right) if right else _with_ending(found)
            yield point_at(
                spot.cell,
                f"{quote(found[0])} is written for {quote(meant)}.",
                "The words have one form.",
                f"Write {quote(meant)}.",
            )


def _slips(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for hint, form, right in _FORMS:
        if hint in text:
            yield from ((found, right) for found in form.finditer(text))


def _with_ending(found: re.Match[str]) -> str:
    verb = found["two"]
    ending = f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb}d" if verb.endswith("e") else f"{verb}ed"
    return f"{found['one']} {ending}"


PHRASING_RULES = (
    Rule(
        "W912",
        "A form of words that is a slip",
        "A slip that a reader stumbles over makes him doubt the figures beside it.",
        Severity.NOTE,
        Scope.WORDS,
        slips_of_phrase,
        looks=(SLIPPED,),
    ),
)
