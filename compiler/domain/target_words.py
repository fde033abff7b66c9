"""Targets that are words, not figures: promises, directions, benchmarks, 'Monitor', 'to be determined'."""

from __future__ import annotations

import re

from compiler.domain.regex import regex
from compiler.domain.target_model import Movement, Target, TargetKind

_SET = r"(?:determined|confirmed|agreed|set|established|advised|decided|negotiated)"
_UNDETERMINED = regex(
    rf"""^(?:target\s)?(?:tbc|tbd|tba|t\.b\.c\.?)\b(?P<tail>.*)
      | ^(?:(?:target|baseline|figure|level)s?\s)?to\sbe\s{_SET}
          (?P<alone>(?:\s(?:when|following|by|in|once|after|on|with)\b.*)?)[.)]?$
      | (?:target|baseline)s?\s(?:figures?\s)?
          (?:to\sbe|not\syet|yet\sto\sbe|is\sbeing|being|will\sbe|awaited)\s{_SET}(?P<after>[^)]*)
      | ^(?:awaiting|not\syet\s{_SET}|no\stargets?\syet)\b(?P<rest>.*)
      | \btarget\s(?:tbc|tbd)\b(?P<end>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACEHOLDER = regex(
    r"(?<![\w.])[xX]{2,}(?:\.[xX]+)?\b%?|(?<![\w.])[xX]%|^[xX?#…\[\]]+%?$"
    r"|\?{2,}|\[(?:insert|add|figure|number)[^\]]*\]|^insert\b",
    re.IGNORECASE,
)
_MONITOR = regex(r"(?:to be |for )?monitor(?:ed|ing)?(?: only| indicator| purposes)?[.]?", re.IGNORECASE)
_NONE = regex(r"(?:no target(?: set| required| applies)?|not (?:set|required|relevant))[.]?", re.IGNORECASE)
_CUT_OFF = regex(
    r"\b(?:and|or|of|the|a|an|by|to|at|for|in|with|between|from|than|on|as|is|are|will|within|per|key"
    r"|target of)$|[-–,:(&]$",
    re.IGNORECASE,
)
_TREND = regex(
    r"year on year|year-on-year|\b(?:upward|downward|rising|falling|improving|positive) trend"
    r"|(?:halt|reverse|slow|stop) (?:the )?(?:rise|increase|decline|growth)"
    r"|continued? (?:to )?(?:improve|reduc|increas|fall|rise)\w*",
    re.IGNORECASE,
)
_RELATIVE = regex(
    r"\b(?:national|regional|england|english|statistical|family group|comparator|north east|county|similar authorit\w+"
    r"|neighbours?)\b.*\b(?:rate|average|levels?|figure|improvement|quartile|neighbours?|median|mean|performance)\b"
    r"|\b(?:top|upper) quartile|benchmark",
    re.IGNORECASE,
)
_EXTERNAL = regex(
    r"\b(?:as per|as set out in|as (?:stated|defined|agreed) in|refer to|in accordance with|set by)\b|^see\b"
    r"|\bin line with\b.*\b(?:requirements?|timetables?|timescales?|programmes?|plans?|guidance|strategy|targets?)\b"
    r"|\btargets? (?:in|within|are in) (?:the )?[A-Z]|\bwithin (?:the )?(?:\w+ )?timescales?\b",
    re.IGNORECASE,
)
_COVERAGE = regex(
    r"^(?:ensure )?(?:that )?(?:all|every|each)\b|\b(?:for|in|across|by|to) (?:all|every|each)\b"
    r"|\ball (?:\w+ ){0,3}(?:will|to|have|are)\b",
    re.IGNORECASE,
)
_DONE = regex(
    r"\b(?:implement\w*|agreed|in place|develop(?:ed|ment)|deliver(?:ed|y)?|complet\w+|introduc\w+|establish\w*"
    r"|launch\w*|open(?:ed|ing)?|appoint\w*|recruit\w*|publish\w*|produced|approv\w+|submit\w*|ceas\w+|end the|stop"
    r"|achieved|reach\w*|adopt\w*|roll(?:ed)?.?out|review(?:ed)?|sign(?:ed)?.?off|set up|signed|met)\b",
    re.IGNORECASE,
)
_DIRECTIONS = (
    (Movement.DOWN, r"reduc\w*|decreas\w*|lower|cut|minimis\w*|fewer|narrow\w*|less|fall|down(?:ward)?s?|↓"),
    (Movement.UP, r"increas\w*|rais\w*|more|maximis\w*|higher|rise|grow|up(?:ward)?s?|↑"),
    (Movement.HOLD, r"maintain\w*|sustain\w*|keep|hold|stay|no change|↔|→"),
    (Movement.BETTER, r"improv\w*|better"),
)


def read_words(raw: str, text: str, by: str, *, figures: bool) -> Target | None:
    """Read a target for what its words say, or give None where its figures have to speak.

    text is the cell in plain characters, by its date words, figures whether any figure stands in it.
    """
    if _NONE.fullmatch(text):
        return Target(TargetKind.NOT_APPLICABLE, raw)
    if _PLACEHOLDER.search(text):
        return Target(TargetKind.PLACEHOLDER, raw, by=by)
    undetermined = _UNDETERMINED.search(text)
    if undetermined:
        when = next((words for words in undetermined.groups() if words), "").strip(" .,:;-–()")
        return Target(TargetKind.UNDETERMINED, raw, by=when.removeprefix("by "))
    if _MONITOR.fullmatch(text):
        return Target(TargetKind.MONITOR, raw)
    if _CUT_OFF.search(text) or text.count("(") > text.count(")"):
        return Target(TargetKind.CUT_OFF, raw, by=by)
    return None if figures else _promise(raw, text, by)


def _promise(raw: str, text: str, by: str) -> Target | None:
    for kind, pattern in (
        (TargetKind.TREND, _TREND),
        (TargetKind.EXTERNAL, _EXTERNAL),
        (TargetKind.RELATIVE, _RELATIVE),
    ):
        if pattern.search(text):
            return Target(kind, raw, movement=_movement(text), by=by)
    movement = _movement(text)
    if movement and not by:
        return Target(TargetKind.DIRECTION, raw, movement=movement)
    if _COVERAGE.search(text):
        return Target(TargetKind.COVERAGE, raw, by=by)
    if _DONE.search(text) or len(text.replace(by, "").split()) >= (4 if by else 6):
        return Target(TargetKind.MILESTONE, raw, by=by)
    return None


def _movement(text: str) -> Movement | None:
    found = (
        movement for movement, words in _DIRECTIONS if re.match(rf"(?:to )?(?:{words})(?![\w])", text, re.IGNORECASE)
    )
    return next(found, None)
