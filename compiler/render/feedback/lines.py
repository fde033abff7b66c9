"""What a team is told: findings as the lines of a list, and as the comments on its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compiler.domain.finding import Finding, Severity, Story, stories
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.text import clean
from compiler.render.findings.concise import follows
from compiler.render.findings.text import alike
from compiler.rules.registry import is_gate

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_LONGEST = 2000
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: how much it weighs, where first, which row that is and where else, and three sentences."""

    weight: str
    where: str
    rows: str
    origin: Origin
    found: str
    allowed: str
    remedy: str
    count: int = 1


def lines_of(findings: Iterable[Finding]) -> tuple[Line, ...]:
    """The findings as lines, errors first, plain ones before those with two sides; like findings are one line.

    What follows from another finding takes no line of its own: it is named in that one's.
    """
    groups = alike(stories(findings), lambda story: story.finding)
    return tuple(_line(same) for same in sorted(groups, key=_plainest))


def _plainest(same: Sequence[Story]) -> tuple[bool, int, bool]:
    first = same[0].finding
    return not is_gate(first.code), _ORDER.index(first.severity), bool(first.others)


def _line(told: Sequence[Story]) -> Line:
    same = [story.finding for story in told]
    first = same[0]
    return Line(
        weight=first.severity.value.capitalize(),
        where=", ".join(filter(None, (first.origin.sheet, first.origin.cell))) or "The whole workbook",
        rows=_rows(same),
        origin=first.origin,
        found=_short(" ".join(filter(None, (first.found, _following(told))))),
        allowed=_short(first.allowed),
        remedy=_remedy(first),
        count=len(same),
    )


def _following(told: Sequence[Story]) -> str:
    """What follows, as places: 'From this follows what is said at I15 and J15.'"""
    first = told[0].finding.origin
    cells = dict.fromkeys(_seen_from(first, each.origin) for story in told for each in story.following)
    shown, more = [*cells][:_MOST_PLACES], len(cells) - _MOST_PLACES
    names = [each.removeprefix(f"{first.sheet}, ") for each in shown] + ([f"{more} more places"] if more > 0 else [])
    listed = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    return f"From this follows what is said at {listed}." if listed else ""


def _remedy(finding: Finding) -> str:
    example = f"For example: {finding.example}." if finding.example else ""
    return _short(" ".join(part for part in (finding.remedy, example) if part))


def _rows(same: Sequence[Finding]) -> str:
    """'HC A03', then 'also F19 (HC A05), F21 (HC A07)', and on a line of its own each further place of the story."""
    first, *rest = same
    cells = [_cell(finding) for finding in rest[:_MOST_PLACES]]
    more = [f"{len(rest) - _MOST_PLACES} more"] if len(rest) > _MOST_PLACES else []
    also = [f"also {', '.join([*cells, *more])}"] if rest else []
    others = dict.fromkeys(_seen_from(first.origin, other) for other in first.others)
    return "\n".join(filter(None, map(_short, (first.subject, *also, *(f"and {words}" for words in others)))))


def _cell(finding: Finding) -> str:
    subject = f"({_short(finding.subject)})" if finding.subject else ""
    return " ".join(filter(None, (finding.origin.cell, subject))) or finding.origin.sheet


def _seen_from(first: Origin, place: Origin) -> str:
    known = place.workbook == first.workbook and place.sheet
    return ", ".join(filter(None, (place.sheet, place.cell))) if known else str(place)


def notes_on(findings: Iterable[Finding]) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """By sheet, and by row and column: what the comment on a cell says; one on a whole row stands on its first cell.

    Findings on a whole sheet or workbook have no cell, and stand in the list alone.
    """
    notes: dict[str, dict[tuple[int, int], str]] = {}
    for finding in sorted(findings, key=lambda finding: _ORDER.index(finding.severity)):
        if finding.origin.sheet and finding.origin.row:
            place = (finding.origin.row, finding.origin.column or 1)
            on_sheet = notes.setdefault(finding.origin.sheet, {})
            on_sheet[place] = "\n\n".join(filter(None, (on_sheet.get(place), _note(finding))))
    return {sheet: dict(sorted(cells.items())) for sheet, cells in notes.items()}


def _note(finding: Finding) -> str:
    told = f"{finding.severity.value.capitalize()} {finding.code}: {_short(finding.found)}"
    remedy = _remedy(finding)
    because = follows(finding)
    return "\n".join(filter(None, (told, _short(finding.allowed), because, f"→ {remedy}" if remedy else "")))


def _short(words: str) -> str:
    line = " ".join(clean(words).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
