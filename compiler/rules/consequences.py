"""Which findings follow from which: what would go of itself once another is put right hangs under that other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import chain

from compiler.domain.agreement import grouped
from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.frozen import dataclass, replace
from compiler.domain.origin import Origin
from compiler.domain.regex import regex

Holds = Callable[[Finding, Finding], bool]
"""Whether a finding (the second) can follow from another (the first), by where the two stand."""

_QUOTED = regex(r"'([^']+)'")
_REFERENCE = regex(r"\b[A-Z]{2,}\d? ?[A-Z]?\d[\w.-]*")
_CAPITALS = regex(r"[A-Z]{2,}")
_WEIGHTS = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def _places(finding: Finding) -> tuple[Origin, ...]:
    return (finding.origin, *finding.others)


def _row(origin: Origin) -> tuple[str, str, int]:
    return origin.workbook, origin.sheet, origin.row


def same_cell(cause: Finding, finding: Finding) -> bool:
    """In the same cell, or in one of the further cells that the cause speaks of."""
    return bool(finding.origin.column) and finding.origin in _places(cause)


def cites_it(cause: Finding, finding: Finding) -> bool:
    """The cause's cell is one of those that the finding holds against each other."""
    return bool(cause.origin.column) and cause.origin in _places(finding)


def shares_two_cells(cause: Finding, finding: Finding) -> bool:
    """Both sides of the finding are among the cells that the cause speaks of."""
    return len({place for place in _places(finding) if place.column} & set(_places(cause))) > 1


def lacks_its_reference(cause: Finding, finding: Finding) -> bool:
    """The finding misses in the cause's cell a reference that begins as what could not be read there begins."""
    if cause.origin not in _places(finding):
        return False
    unread = {letters for piece in _QUOTED.findall(cause.found) for letters in _letters(piece)}
    missed = {letters for piece in _REFERENCE.findall(finding.found) for letters in _letters(piece)}
    return any(one.startswith(other) or other.startswith(one) for one in unread for other in missed)


def shows_its_words(cause: Finding, finding: Finding) -> bool:
    """The finding speaks of the cause's cell, and of the very words that the cause quotes."""
    return cites_it(cause, finding) and any(words in finding.found for words in _QUOTED.findall(cause.found))


def names_it_too(cause: Finding, finding: Finding) -> bool:
    """The finding speaks of the cause's cell, and names the first reference that the cause names."""
    named = _REFERENCE.search(cause.found)
    return cites_it(cause, finding) and named is not None and named[0] in finding.found


def _letters(piece: str) -> tuple[str, ...]:
    """The capitals that a reference begins with; none for what begins otherwise."""
    found = _CAPITALS.match(piece)
    return (found[0],) if found else ()


def same_row(cause: Finding, finding: Finding) -> bool:
    """In the same row."""
    return bool(cause.origin.row) and _row(cause.origin) == _row(finding.origin)


def cites_its_row(cause: Finding, finding: Finding) -> bool:
    """The cause's row is one of those that the finding speaks of."""
    return bool(cause.origin.row) and any(_row(place) == _row(cause.origin) for place in _places(finding))


def row_above(cause: Finding, finding: Finding) -> bool:
    """The cause stands in the row just above."""
    workbook, sheet, row = _row(finding.origin)
    return _row(cause.origin) == (workbook, sheet, row - 1) and row > 1


def under_heading(cause: Finding, finding: Finding) -> bool:
    """A cell that the finding speaks of stands in the column under the cause's heading."""
    head = cause.origin
    return bool(head.column) and any(
        (each.workbook, each.sheet, each.column) == (head.workbook, head.sheet, head.column) and each.row > head.row
        for each in _places(finding)
    )


def of_that_heading(cause: Finding, finding: Finding) -> bool:
    """On the same sheet, about the column whose heading the cause quotes."""
    sheet = (cause.origin.workbook, cause.origin.sheet) == (finding.origin.workbook, finding.origin.sheet)
    return sheet and bool(cause.value) and f"'{cause.value}'" in finding.found


def between_copies(cause: Finding, finding: Finding) -> bool:
    """The finding holds the cause's workbooks against each other, and no further one."""
    books = {place.workbook for place in _places(finding)}
    return len(books) > 1 and books <= {place.workbook for place in _places(cause)}


def _cell(finding: Finding) -> list[Hashable]:
    return [finding.origin]


def _cells(finding: Finding) -> list[Hashable]:
    return [place for place in _places(finding) if place.column]


def _its_row(finding: Finding) -> list[Hashable]:
    return [_row(finding.origin)]


def _rows(finding: Finding) -> list[Hashable]:
    return [_row(place) for place in _places(finding)]


def _row_before(finding: Finding) -> list[Hashable]:
    workbook, sheet, row = _row(finding.origin)
    return [(workbook, sheet, row - 1)]


def _its_column(finding: Finding) -> list[Hashable]:
    return [(finding.origin.workbook, finding.origin.sheet, finding.origin.column)]


def _columns(finding: Finding) -> list[Hashable]:
    return [(place.workbook, place.sheet, place.column) for place in _places(finding)]


def _its_sheet(finding: Finding) -> list[Hashable]:
    return [(finding.origin.workbook, finding.origin.sheet)]


def _workbooks(finding: Finding) -> list[Hashable]:
    return [place.workbook for place in _places(finding)]


Keys = Callable[[Finding], list[Hashable]]
_STANDS: Mapping[Holds, tuple[Keys, Keys]] = {
    same_cell: (_cells, _cell),
    cites_it: (_cell, _cells),
    shares_two_cells: (_cells, _cells),
    lacks_its_reference: (_cell, _cells),
    shows_its_words: (_cell, _cells),
    names_it_too: (_cell, _cells),
    same_row: (_its_row, _its_row),
    cites_its_row: (_its_row, _rows),
    row_above: (_its_row, _row_before),
    under_heading: (_its_column, _columns),
    of_that_heading: (_its_sheet, _its_sheet),
    between_copies: (_workbooks, _workbooks),
}
"""For each way of standing what a cause is looked up by, and what by it is looked for in a finding: where it holds, the
two have one of these in common."""
_LEAST: Mapping[Holds, int] = {shares_two_cells: 2}
"""How many of these the two have in common, where one is not enough."""


@dataclass(frozen=True, slots=True)
class Follows:
    """From findings of some codes, those of other codes may follow, where the two stand so to each other; and why."""

    causes: str
    holds: Holds
    codes: str
    why: str


CONSEQUENCES = (
    Follows(
        "F113",
        between_copies,
        "G601 G602 G605 G606 G607 G608 G609 G610 G611 G612 G613 G614 I703 I704 I705 I706 T410 W901 W911 X504 X508",
        "What two copies of a plan say differently is one question: which of them is approved.",
    ),
    Follows(
        "T404",
        of_that_heading,
        "R301 R302 R303 R304 R305 R317",
        "What is missing under the first of two columns may stand in the second, which is not read.",
    ),
    Follows(
        "T405",
        under_heading,
        "H951 H952 H956 I704",
        "Under the heading of another year a figure is held against one that it was never meant to be.",
    ),
    Follows(
        "T411",
        same_row,
        "C217 H951 R301 R302 R303 R304 R309 X504 X506 X508",
        "One of two copies of a row goes, and what is wrong with it goes too.",
    ),
    Follows(
        "C204 C205",
        same_cell,
        "C201 C202 C203 C206 C209 C210 C211 C213 C215 H956 X501 X502",
        "A formula without a result is no value that could be right or wrong.",
    ),
    Follows(
        "X502 C213",
        lacks_its_reference,
        "G612 G613 I708 I709",
        "A reference that cannot be read cites nothing, so it is missed where it is looked for.",
    ),
    Follows(
        "X502 X501",
        same_cell,
        "G603",
        "A parent that cannot be found is no parent.",
    ),
    Follows(
        "X501",
        names_it_too,
        "G601 G612 G613 I701 I709 K802 K803",
        "A reference to nothing is found nowhere else either.",
    ),
    Follows(
        "X502 C213",
        same_cell,
        "X501",
        "What was read of a reference in part may be of none that is there.",
    ),
    Follows(
        "G602",
        cites_its_row,
        "G603 G604 G607",
        "With the wrong reference a row is held against other work, and the work that is meant looks neglected.",
    ),
    Follows(
        "T410",
        cites_its_row,
        "G604 G607 G609 G610 G611 G612 G613 X504",
        "Under a reference that two rows have, words, date, officer and ratings cannot agree.",
    ),
    Follows(
        "G608 G615",
        cites_its_row,
        "G607 G609 G610 G611 G612 G613 G614 X504",
        "Under a reference that belongs to other work, words, date, officer and ratings cannot agree.",
    ),
    Follows(
        "T410 G608 G615 R305",
        row_above,
        "T412",
        "A row that stands under another reference, or under none, leaves a gap where its own would be.",
    ),
    Follows(
        "G601",
        same_cell,
        "G603 G605",
        "A parent that is not above is no parent, and sets no date.",
    ),
    Follows(
        "R305",
        same_cell,
        "G603 R315 R316 R317",
        "A blank is told once.",
    ),
    Follows(
        "R311 R312",
        cites_it,
        "G605 G610 R309",
        "A date in the wrong year is out of step with every other.",
    ),
    Follows(
        "R318",
        same_cell,
        "C210 C211 H951 I704 I705 R313 R314",
        "Under the heading of another a figure is held against what it is not.",
    ),
    Follows(
        "C209 C210 C218",
        cites_it,
        "C211 H951 I704 I705 R306",
        "A figure of the wrong size or unit is out of step with every other.",
    ),
    Follows(
        "C211",
        cites_it,
        "H951 I704 I705 R306",
        "A figure without its unit may be of another size.",
    ),
    Follows(
        "C208 T416",
        cites_it,
        "C209 C210 C211 H951 I704 I705 R306 T415 W905 W911",
        "A figure that may have been read wrongly is out of step with every other.",
    ),
    Follows(
        "T415",
        cites_it,
        "W905 W911",
        "A total that does not add up is not what the plan says of it in words.",
    ),
    Follows(
        "I706",
        same_row,
        "I704 I705",
        "Two definitions have two figures.",
    ),
    Follows(
        "I705",
        same_row,
        "I704",
        "In two units a figure is two figures.",
    ),
    Follows(
        "W901 W903",
        shares_two_cells,
        "G611 I707",
        "One person under two names looks like two.",
    ),
    Follows(
        "W902",
        cites_it,
        "G611",
        "Initials that nobody can place look like another person.",
    ),
    Follows(
        "C214",
        cites_it,
        "W904 W906 W907 W908",
        "A letter of another alphabet makes another word.",
    ),
    Follows(
        "W904 W906 W907 W908 W909 C214",
        shows_its_words,
        "G606 G607 G609 I706",
        "With a slip in them the words are other words.",
    ),
    Follows(
        "K801",
        cites_it,
        "K802 K803",
        "What the register names, and what cites it, are two sides of one line of the register.",
    ),
    Follows(
        "C215 C216",
        cites_it,
        "C217 R307",
        "What only keeps a place says nothing that could be held against the rating.",
    ),
    Follows(
        "C217",
        cites_it,
        "R307",
        "Last period's words cannot fit this period's rating.",
    ),
    Follows(
        "R306",
        same_cell,
        "H953 R307 R309",
        "A rating that its figures contradict is contradicted by its words too.",
    ),
    Follows(
        "R307",
        cites_it,
        "H953 R309 X504 X508",
        "A rating that its own words contradict looks late, open again, or unlike another return's.",
    ),
    Follows(
        "H953",
        cites_it,
        "R309 X504 X508",
        "A completed action that is rated as open by mistake looks late, or unlike another return's.",
    ),
    Follows(
        "C201 C202 C203 C209 C210 C211 C213 G602 G608 R311 R312 T410 W901 W904 X501 X502 X503",
        cites_it,
        "H956",
        "Where the approved cell is at fault, a return that has it otherwise may have it right.",
    ),
)
"""Every way in which one finding follows from another, the surest first. A finding takes the first that holds."""


def causes_cited(codes: Collection[str], types: Collection[str]) -> frozenset[str]:
    """The codes of findings at a cell that findings of these codes cite, from which they may follow.

    `types` are those of the columns in which the cited cells stand.
    """
    follows = (
        each for each in CONSEQUENCES if each.holds is cites_it and not set(codes).isdisjoint(each.codes.split())
    )
    causes = frozenset(code for each in follows for code in each.causes.split())
    return frozenset(code for code in causes if not set(POINTS_AT.get(code, types)).isdisjoint(types))


_NAMES, _REFERENCES = ("officer",), ("reference", "references")
POINTS_AT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("G602", "K801", "T410", "X501", "X502"), _REFERENCES),
    **dict.fromkeys(("W901", "W902"), _NAMES),
    **{"G608": ("text",), "W904": ("text", "choice", "choices", "officer")},
}
"""The types of columns at whose cells findings of some codes point. A return that has another date than its plan need
not have the names in all plans held against each other: it took 14 of 100 ms of the check of one return."""


def consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings in the same order, each that follows from another with its cause.

    Nothing hangs under a finding that weighs less than it does, so that no error is hidden under a note, nor under one
    that others have to put right. A cause follows from nothing itself: what follows from a consequence follows from
    its cause.
    """
    told = tuple(findings)
    near = _Causes(told).of_each()
    causes = (_first(number, near) for number in range(len(told)))
    pairs = zip(told, (None if cause is None else told[cause] for cause in causes), strict=True)
    return tuple(each if each.cause is cause else replace(each, cause=cause) for each, cause in pairs)


def _first(number: int, near: Sequence[int | None]) -> int | None:
    """The finding at the head of the chain; None where there is no chain."""
    cause = near[number]
    while cause is not None and (further := near[cause]) is not None:
        cause = further
    return cause


class _Causes:
    """Finds what findings follow from: those that stand so to each other are looked up by place, not tried in turn.

    Of 200 workbooks with 11,000 findings it takes 0.1 s; every one held against every other it took 0.7, and four
    times as long for twice as many.
    """

    def __init__(self, told: Sequence[Finding]) -> None:
        self.told = told
        self._by_code = grouped(range(len(told)), lambda number: told[number].code)
        self._held: dict[tuple[str, Holds], Mapping[Hashable, list[int]]] = {}

    def of_each(self) -> list[int | None]:
        """The cause of each finding, both by number; None where it follows from nothing."""
        return [self._of(finding) for finding in self.told]

    def _of(self, finding: Finding) -> int | None:
        """What a finding follows from: of several the surest, then the heaviest, then the first of the sheet."""
        for line in _BY_CODE.get(finding.code, ()):
            likely = [number for code in line.causes.split() for number in self._likely(code, line.holds, finding)]
            causes = ((number, self.told[number]) for number in likely)
            found = [(n, c) for n, c in causes if line.holds(c, finding) and _may_explain(c, finding)]
            if found:
                return min(found, key=lambda each: _rank(each[1]))[0]
        return None

    def _likely(self, code: str, holds: Holds, finding: Finding) -> Sequence[int]:
        """The findings of a code that stand where one must stand that this one follows from."""
        if code not in self._by_code:
            return ()
        held = self._held.get((code, holds))
        if held is None:
            held = self._held[code, holds] = self._placed(code, _STANDS[holds][0])
        keys = dict.fromkeys(_STANDS[holds][1](finding))
        found = Counter(chain.from_iterable(held[key] for key in keys if key in held))
        least = _LEAST.get(holds, 1)
        return sorted(number for number, shared in found.items() if shared >= least)

    def _placed(self, code: str, keys: Keys) -> Mapping[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = {}
        for number in self._by_code[code]:
            for key in dict.fromkeys(keys(self.told[number])):
                found.setdefault(key, []).append(number)
        return found


def _rank(cause: Finding) -> tuple[object, ...]:
    return -_WEIGHTS.index(cause.severity), cause.origin, cause.code, cause.found, cause.subject, cause.others


def _may_explain(cause: Finding, finding: Finding) -> bool:
    """Whether the cause is another finding, weighs as much, and is told to the same people; the officer is told all."""
    if cause.code == finding.code or _WEIGHTS.index(cause.severity) < _WEIGHTS.index(finding.severity):
        return False
    return cause.audience is finding.audience or Audience.OFFICER in (cause.audience, finding.audience)


def _lines_by_code() -> Mapping[str, Sequence[Follows]]:
    found: dict[str, list[Follows]] = {}
    for line in CONSEQUENCES:
        for code in dict.fromkeys(line.codes.split()):
            found.setdefault(code, []).append(line)
    return found


_BY_CODE = _lines_by_code()
