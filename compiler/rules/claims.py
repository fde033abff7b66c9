"""R: what a row claims. Do its figures and its own words bear the rating out?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.domain.rating import Rating
from compiler.domain.record import State
from compiler.domain.regex import regex
from compiler.domain.remembered import remembered
from compiler.domain.text import plain
from compiler.domain.verdict import Outcome
from compiler.profile.row_checks import AGAINST_FIGURES
from compiler.profile.verdicts import verdict_of
from compiler.rules.case import Answered, Case
from compiler.rules.columnwise import said_under
from compiler.rules.pointing import point_at
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import quote

_GOAL = r"(?:target|milestone|deadline|date|timescale|action|objective|completion)s?"
_NOT_MET = regex(
    rf"""\b{_GOAL}\ (?:was|were|is|are|has\ been|have\ been|will\ be)?\ ?
          (?:not\ (?:be\ |been\ |yet\ )*(?:met|achieved|reached|completed|hit)|missed)\b
      | \b(?:missed|failed\ to\ (?:meet|reach)|did\ not\ (?:meet|reach|achieve)|has\ not\ (?:met|reached|achieved)
          |short\ of|behind)\ (?:the|its|our|this)\ (?:\w+\ )?(?:{_GOAL}|schedule)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MET = regex(
    rf"""\b{_GOAL}\ (?:was|were|is|are|has\ been|have\ been)?\ ?(?:now\ |fully\ |already\ )?
          (?:exceeded|met|achieved|surpassed|completed\ (?:in\ full|ahead))\b
      | \b(?:exceeded|surpassed)\ (?:the|its|our|this)\ (?:\w+\ )?{_GOAL}\b
      | \bahead\ of\ (?:the\ |its\ )?(?:{_GOAL}|schedule)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_NOT_MET = ("not ", "missed", "failed", "short of", "behind")
_OF_MET = ("exceeded", "surpassed", "met", "achieved", "completed", "ahead")
"""What stands in all that the long expressions find: they take 4 ms to compile, and most texts have none of it."""
_DENIED = regex(
    r"\b(?:not|no|never|un(?:til|less)|if|when|once|cannot|will|would|could|should|may|last year|previous|although|but"
    r"|though|except|however|only|some|partly|none|expect\w*|likely|other)\b|n't\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = regex(r"(?<=[.;!?])\s+")
_WORDS = ("progress", "commentary")


def against_figures(case: Case) -> Iterator[Point]:
    """Ratings that the figure and the target of their own row contradict."""
    for cell in case.amiss(AGAINST_FIGURES):
        rating = cell.entry.read(Rating)
        verdict = verdict_of(case.profile, cell.record, case.approved(cell.record))
        if rating is not None and verdict is not None:
            missed = verdict.outcome is Outcome.MISSED
            yield point_at(
                cell,
                f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}', but the target is "
                f"{'missed' if missed else 'met'}: {verdict.reason}.",
                f"{rating.name} means: {rating.meaning}." if rating.meaning else "",
                "Correct the rating or the figure, or say in the commentary why the rating stands.",
                others=(cell.record.entry("figure").origin,),
                most=Severity.ERROR if rating.done or not missed else Severity.NOTE,
            )


def against_words(case: Case) -> Iterator[Point]:
    """Progress or commentary that says the opposite of the rating beside it."""
    for down in (down for down in case.down_under("rating") if not down.of_plan):
        for number, rating in down.read(Rating):
            for key in _WORDS if rating.in_scheme and (rating.done or rating.exception) else ():
                words, state, _ = said_under(down.records[number], key)
                said = _contradiction(rating.done, words) if state is State.VALUE else ""
                if said:
                    yield _contradicted(case, down.cell(number), rating, key, said)


def _contradicted(case: Case, cell: Answered, rating: Rating, key: str, said: str) -> Point:
    origin = cell.record.entry(key).origin
    return point_at(
        cell,
        f"{quote(cell.entry.raw)} under '{case.heading(cell.column)}', but {origin.cell} says {quote(said)}.",
        f"{rating.name} means: {rating.meaning}." if rating.meaning else "",
        "Correct the rating, or say more plainly how the words fit it.",
        others=(origin,),
    )


@remembered(maxsize=8192)
def _contradiction(done: bool, words: str) -> str:
    """The sentence that contradicts a rating as done, or as an exception; '' where none does beyond doubt."""
    pattern, signs = (_NOT_MET, _OF_NOT_MET) if done else (_MET, _OF_MET)
    small = plain(words).casefold()
    if not any(sign in small for sign in signs):
        return ""
    for sentence in _SENTENCE_ENDS.split(plain(words)):
        found = pattern.search(sentence)
        if found and not _DENIED.search(sentence.replace(found[0], " ")):
            return sentence
    return ""


CLAIM_RULES = (
    Rule(
        AGAINST_FIGURES.code,
        AGAINST_FIGURES.title,
        "A light that is green beside a target that was missed is the first thing that a member of the committee sees.",
        AGAINST_FIGURES.severity,
        Scope.ROW,
        against_figures,
    ),
    Rule(
        "R307",
        "Words that contradict the rating",
        "A commentary that praises while the light is red, or the reverse, leaves the reader to guess which is true.",
        Severity.WARNING,
        Scope.ROW,
        against_words,
    ),
)
