"""Findings for people: by workbook and sheet, like with like, with the row shown where the rows are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TypeVar

from compiler.domain.finding import Audience, Finding, Story, stories
from compiler.domain.frozen import dataclass, replace
from compiler.domain.hands import Hands, in_turn
from compiler.domain.remembered import remembered
from compiler.domain.text import clean
from compiler.render.findings.counting import NOTHING, ORDER, counted_stories, more_following, numbers
from compiler.render.findings.rows import Rows
from compiler.render.wrapped import wrapped
from compiler.rules.registry import is_gate

T = TypeVar("T")

_WIDTH = 100
_HANGING = ("  ", "      ")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class _Page:
    """What is printed on: its width, the rows that can be shown, and whether weights stand out in bold."""

    width: int
    rows: Rows | None = None
    bold: bool = False


def findings_text(
    findings: Iterable[Finding],
    width: int = _WIDTH,
    *,
    rows: Rows | None = None,
    bold: bool = False,
    hands: Hands = in_turn,
) -> str:
    """The findings for people: files that cannot be used first, then by workbook, errors first, then by sheet.

    Findings that say the same of many cells are told once, with the cells listed; one that follows from another
    stands under it. The last line counts what stands by itself, and then what follows. With `rows` they stand under a
    heading for each sheet, errors first, and the row is shown with its cell pointed at; `bold` makes the word for the
    weight stand out on a terminal. `hands` write the workbooks' parts.
    """
    return "".join(findings_pieces(findings, width, rows=rows, bold=bold, hands=hands))


def findings_pieces(
    findings: Iterable[Finding],
    width: int = _WIDTH,
    *,
    rows: Rows | None = None,
    bold: bool = False,
    hands: Hands = in_turn,
) -> Iterator[str]:
    """The same text piece by piece, a workbook at a time: of 400 workbooks the whole takes 39 MB more than it has."""
    told = stories(findings)
    if not told:
        yield NOTHING
        return
    page = _Page(width, rows, bold)
    gates = [story for story in told if is_gate(story.finding.code)]
    rest = [story for story in told if not is_gate(story.finding.code)]
    if gates:
        yield f"{_gates(gates, width)}\n"
    groups = (list(group) for _, group in groupby(sorted(rest, key=_heading), key=_heading))
    for written in hands(partial(_workbook, group, page) for group in groups):
        yield f"{written}\n"
    yield f"{counted_stories(told)}\n"


def _gates(gates: Sequence[Story], width: int) -> str:
    many = len({story.finding.origin.workbook for story in gates}) > 1
    lines = ["These files cannot be used" if many else "This file cannot be used", ""]
    for finding, following in gates:
        lines += [*_wrapped(f"{finding.origin.workbook} ({finding.code})", "  ", width), *_message(finding, width)]
        lines += [*_following(finding, following, width), ""]
    return "\n".join(lines)


def _heading(story: Story) -> str:
    return _book(story.finding)


def _book(finding: Finding) -> str:
    approved = " (approved plan)" if finding.audience is Audience.PLAN else ""
    return clean(finding.origin.workbook) + approved


def _workbook(told: Sequence[Story], page: _Page) -> str:
    lines = [f"{_heading(told[0])}: {numbers([story.finding for story in told])}{more_following(told)}", ""]
    if page.rows is None:
        return "\n".join([*lines, *_told(told, page, "")])
    for sheet in dict.fromkeys(story.finding.origin.sheet for story in told):
        of_sheet = [story for story in told if story.finding.origin.sheet == sheet]
        if sheet:
            lines += [f"  {_one_line(sheet)}", "", *_told(of_sheet, replace(page, width=page.width - 2), "  ")]
        else:
            lines += _told(of_sheet, page, "")
    return "\n".join(lines)


def _told(told: Iterable[Story], page: _Page, indent: str) -> list[str]:
    """Some stories, errors first, each with a blank line after it."""
    heaviest = sorted(told, key=lambda story: ORDER.index(story.finding.severity))
    return [
        f"{indent}{line}".rstrip()
        for same in alike(heaviest, lambda story: story.finding)
        for line in (*_story(same, page), "")
    ]


def _story(same: Sequence[Story], page: _Page) -> list[str]:
    """One story: the place, the row, the message, and what follows from it."""
    findings = [story.finding for story in same]
    weight = findings[0].severity.value.capitalize()
    place, *rest = _wrapped(f"{weight} {findings[0].code} · {_place(findings, page)}", "  ", page.width)
    if page.bold:
        place = place.replace(weight, f"{_BOLD}{weight}{_PLAIN}", 1)
    shown = _shown(findings, page.rows, page.width - 4) if page.rows else []
    following = [finding for story in same for finding in story.following]
    return [
        place,
        *rest,
        *(f"    {line}" for line in shown),
        *_message(findings[0], page.width),
        *_following(findings[0], following, page.width),
    ]


def _shown(findings: Sequence[Finding], rows: Rows, width: int) -> list[str]:
    from compiler.render.findings.excerpt import excerpt  # a list without rows does not need it

    return excerpt(findings, rows, width)


def _following(cause: Finding, findings: Sequence[Finding], width: int) -> list[str]:
    """What follows from a finding, indented under it: its weight, place and what was found; like ones are one line."""
    if not findings:
        return []
    lines = ["    Follows from this:"]
    for same in alike(findings, lambda finding: finding):
        first = same[0]
        book = "" if _book(first) == _book(cause) else _book(first)
        sheet = "" if not book and first.origin.sheet == cause.origin.sheet else clean(first.origin.sheet)
        place = ", ".join(filter(None, (book, sheet, ", ".join(filter(None, map(_cell, same))))))
        begin = f"{first.severity.value.capitalize()} {first.code}{f' · {place}' if place else ''}"
        lines += _wrapped(f"{begin}: {first.found}", "      ", width)
    return lines


def alike(told: Iterable[T], finding: Callable[[T], Finding]) -> tuple[list[T], ...]:
    """What says the same of cells of one sheet, together, in the place of the first; `finding` is what each says."""
    groups: dict[tuple[object, ...], list[T]] = {}
    for each in told:
        groups.setdefault(_saying(finding(each)), []).append(each)
    return tuple(groups.values())


def _saying(finding: Finding) -> tuple[object, ...]:
    origin = finding.origin
    return (origin.workbook, origin.sheet, finding.severity, finding.code, finding.message, finding.others)


def _place(same: Sequence[Finding], page: _Page) -> str:
    """Where, as a person would say it, and which rows: 'Actions, F17 (HC A03), F19 (HC A05)'."""
    cells = ", ".join(filter(None, map(_cell, same)))
    if page.rows and same[0].origin.sheet:
        return cells or "the whole sheet"
    return ", ".join(part for part in (clean(same[0].origin.sheet), cells) if part) or "the whole workbook"


def _cell(finding: Finding) -> str:
    subject = _one_line(finding.subject)
    if not finding.origin.cell:
        return subject
    return f"{finding.origin.cell} ({subject})" if subject else finding.origin.cell


def _message(finding: Finding, width: int) -> list[str]:
    """What was found, what is allowed, what to do: a line each."""
    example = f"For example: {finding.example}." if finding.example else ""
    remedy = " ".join(part for part in (finding.remedy, example) if part)
    parts = (finding.found, finding.allowed, f"→ {remedy}" if remedy else "")
    return [line for part in parts if part for line in _wrapped(part, "    ", width)]


@remembered(maxsize=1024)
def _wrapped(words: str, indent: str, width: int) -> tuple[str, ...]:
    """Words on lines, each beginning with the indent; kept, as what is allowed and to be done is the same for many."""
    later = indent + "  " if words.startswith("→") or indent in _HANGING else indent
    return wrapped(_one_line(words), width, indent, later)


def _one_line(words: str) -> str:
    return " ".join(clean(words).split())
