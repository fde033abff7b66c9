"""What a figure or numeral of the report is, and where it comes from: cells, a date, a reference or a setting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.period import say_date
from compiler.domain.regex import regex
from compiler.domain.text import fold
from compiler.profile.model import Profile
from compiler.render.trace.behind import TELLING, Behind
from compiler.render.trace.numerals import numerals
from compiler.render.trace.printed import Line, Run, runs_of
from compiler.report.blocks import Figure
from compiler.report.made import PLACES

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = regex(
    rf"\b(?:[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})(?: [0-9]{{4}})?|(?:{MONTHS})(?: to (?:{MONTHS}))? [0-9]{{4}}"
    rf"|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}|[0-9]{{4}}(?:/[0-9]|(?: / |[/–-])[0-9]{{2}}(?:[0-9]{{2}})?)(?![0-9])"
    rf"|(?:Quarter |Q)[1-4](?: \([^)]*\))?(?: [0-9]{{4}}/[0-9]{{2}})?)",
    re.IGNORECASE,
)
"""A day, a month, a year of the plan or a period, as it is printed."""
REFERENCE = regex(
    r"\b(?:Tables?|Charts?|Sections?|Appendix:?|Figure|Paragraph|Page) [0-9]+(?:\.[0-9]+)*", re.IGNORECASE
)
"""A part of a document named by its number."""
_OWN_NUMBER = regex(r"^[0-9.]+(?= )")

TracedKind = Literal["figure", "words", "date", "reference", "setting", "unexplained"]


@dataclass(frozen=True, slots=True)
class Traced:
    """What stands at a place of the report and where it comes from.

    `kind` is 'figure' for what was counted, shared out or added up, 'words' for a cell as it was returned or
    approved, else a date, a reference or a setting. `rule` says how it was made; `origins` are the cells, none for
    what a setting or the report itself gives, whose `source` is then said. `start` and `end` are its place in the line.
    """

    line: Line
    start: int
    end: int
    kind: TracedKind
    rule: str
    origins: tuple[Origin, ...] = ()
    source: str = ""

    @property
    def text(self) -> str:
        """As printed."""
        return self.line.text[self.start : self.end]


def traced(line: Line, behind: Behind) -> tuple[Traced, ...]:
    """Everything in a line that comes from cells, and every numeral of the report's own words, in order."""
    return tuple(each for run in runs_of(line.words) for each in _run(line, run, behind))


def _run(line: Line, run: Run, behind: Behind) -> Iterator[Traced]:
    sourced = run.sourced
    if isinstance(sourced, Figure):
        kind, rule = _rule(sourced)
        yield Traced(line, run.start, run.end, kind, rule, tuple(sourced.origins))
    elif sourced is not None and sourced.origins:
        yield Traced(line, run.start, run.end, "words", "rating of the cell", sourced.origins)
    else:
        shown = run.part if isinstance(run.part, str) else run.part.text
        found = [each for each in numerals(shown) if not each.spelt]
        yield from dict.fromkeys(_own(line, run.start + each.start, run.start + each.end, behind) for each in found)


def _rule(figure: Figure) -> tuple[TracedKind, str]:
    """How a figure was made: '9 of 19, share'."""
    number = len(figure.origins)
    if figure.how.startswith("share of "):
        return "figure", f"{number:,} of {int(figure.how.split()[-1]):,}, share"
    if figure.how == "count":
        return "figure", f"{number:,}, count: {'one cell for each' if number else 'there is none'}"
    if figure.how == "count of conflicts":
        return "figure", f"{figure.value}, count of conflicts, each of two or more cells"
    if figure.how.startswith(("change: ", "difference: ")):
        return "figure", f"{figure.how}, one cell for each"
    if figure.how == "sum":
        return "figure", f"sum of {number:,} cells"
    if figure.how == PLACES:
        return "words", "the cells that the figures come from"
    return "words", f"{figure.how}, the words of the cell"


# --- the report's own words -------------------------------------------------------------------------------------------


def _own(line: Line, start: int, end: int, behind: Behind) -> Traced:
    """A numeral of the report's own words: a date, a reference, or a setting."""
    text = line.text
    numbered = _covering(_OWN_NUMBER, text, start) if line.kind == "heading" else None
    reference = _covering(REFERENCE, text, start) or numbered
    if reference or _is_column_of_numbers(line):
        place = reference or (start, end)
        return Traced(line, *place, "reference", "the number of a part", source="the report's own numbering")
    quoted = _quoted(line, start, behind)
    if quoted:
        at, origin = quoted
        return Traced(line, *at, "words", "repeated here, the words of the cell", (origin,))
    date = _covering(DATE, text, start)
    if date:
        rule, source = _dated(text[slice(*date)], behind)
        return Traced(line, *date, "date", rule, source=source)
    source = _setting(line, behind)
    if source:
        return Traced(line, start, end, "setting", "a setting, printed as it is", source=source)
    return Traced(line, start, end, "unexplained", "words of the report itself")


def _is_column_of_numbers(line: Line) -> bool:
    """Whether a cell says which appendix its row is."""
    return (
        line.kind == "cell" and line.table is not None and fold(line.table.columns[line.column].heading) == "appendix"
    )


def _quoted(line: Line, at: int, behind: Behind) -> tuple[tuple[int, int], Origin] | None:
    """Where a heading, caption or cell repeats the words of a cell round a numeral, and that cell; else None."""
    if line.kind not in ("heading", "caption", "column", "cell"):
        return None
    digits = next(each[0] for each in re.finditer("[0-9]+", line.text) if each.end() > at)
    named = line.kind in ("heading", "caption")
    for words, origin in (each for each in behind.quotable.get(digits, ()) if named or len(each[0]) >= TELLING):
        begins = line.text.find(words, max(0, at - len(words)), at + len(words))
        while 0 <= begins <= at:
            if at < begins + len(words) and _stands_alone(line.text, begins, begins + len(words)):
                return (begins, begins + len(words)), origin
            begins = line.text.find(words, begins + 1, at + len(words))
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not re.search(r"[\w.]$", text[:start]) and not re.match(r"\w|\.\w", text[end:])


def _covering(pattern: re.Pattern[str], text: str, at: int) -> tuple[int, int] | None:
    return next((found.span() for found in pattern.finditer(text) if found.start() <= at < found.end()), None)


def _dated(words: str, behind: Behind) -> tuple[str, str]:
    """What a date is the date of, and where it is set."""
    if behind.meeting and words == say_date(behind.meeting[0]):
        return "the date of the meeting", behind.meeting[1]
    for span in behind.spans:
        if any(words in said for said in span.words):
            return span.rule, span.source
    return "a date or year", "reckoned from the period of the report"


def _setting(line: Line, behind: Behind) -> str:
    """Which setting the words of a line come from; '' for none that is known."""
    profile, text = behind.profile, line.text
    if line.table is not None and line.table.key == "glossary":
        return "the profile's [glossary]"
    if line.kind == "running" or text in (behind.notice, profile.report.contact):
        return "department.toml and the profile's [report]"
    if any(text.endswith(heading) for heading in _headings(profile)):
        return "the profile's headings"
    states = profile.ratings.states if profile.ratings else ()
    if any(state.meaning and state.meaning in text for state in states):
        return "the profile's meanings of the ratings"
    levels = (*profile.risks.levels, *profile.risks.impact) if profile.risks else ()
    if any(level.name in text for level in levels):
        return "the profile's scales of risk"
    named = (*(tier.name for tier in profile.tiers), *(each.name for each in behind.department.divisions))
    if any(re.search("[0-9]", name) and name in text for name in named):
        return "the names of plans and divisions"
    return ""


def _headings(profile: Profile) -> Iterator[str]:
    """What the profile writes over sections and columns, where that has a numeral."""
    sections = (section.heading for sections in profile.plan.orders.values() for section in sections)
    columns = (column.heading for sheet in profile.sheets for column in sheet.columns)
    yield from (each for each in (*sections, *columns) if re.search("[0-9]", each))
