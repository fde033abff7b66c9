"""G: the golden thread, where one piece of work stands in two plans. Do the two agree?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.likeness import ALIKE, apart, letters_once, same, words_of
from compiler.domain.lookup import together
from compiler.domain.record import Kind, Record
from compiler.domain.reference import ReferenceList
from compiler.domain.regex import regex
from compiler.domain.text import plain
from compiler.domain.thread import Link, cited, reference_of
from compiler.domain.when import When
from compiler.rules.case import Answered, Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.tiers import most
from compiler.rules.wording import LONGEST, counted, listed, quote, sentence

_FEWEST_WORDS = 4
_SHORT = regex(r"\b[A-Z][A-Z&]*[A-Z]\b")
_INITIALS = regex(r"[A-Z&]{2,4}(?:[,;/ ]+[A-Z&]{2,4})*")
Differs = Callable[[Record, Record], str]


def code_reused(case: Case) -> Iterator[Point]:
    """Rows that stand under a reference of the plan above and are another piece of work."""
    for link in case.thread.reused:
        other_work = link.meant is None and link.close < ALIKE
        cell = case.planned(link.child, "action") if other_work else None
        if cell is not None:
            other = link.parent.entry("action").origin
            yield point_at(
                cell,
                sentence(
                    f"{quote(str(link.reference))} is here {quote(link.words, LONGEST)}; in the plan above it is "
                    f"{quote(link.parent.text('action'), LONGEST)} ({other}).",
                    *_too(link),
                    _section_of_its_own(case, link.child),
                ),
                "A row that carries out another in other words has a reference of its own and names the other.",
                others=(other,),
                most=most(case, link.parent, "action"),
            )


def _too(link: Link) -> Iterator[str]:
    """What else is not the same, in a sentence each."""
    if different_date(link.child, link.parent):
        yield f"It is due {quote(link.child.text('due'))} here and {quote(link.parent.text('due'))} there."
    if different_officer(link.child, link.parent):
        yield f"Its officer is {quote(link.child.text('officer'))} here and {quote(link.parent.text('officer'))} there."


def code_taken_over(case: Case) -> Iterator[Point]:
    """Rows that keep the reference of the plan above, where most rows of their tier have references of their own."""
    kept = [link for link in case.thread.reused if link.meant or link.close >= ALIKE]
    for links in grouped(kept, lambda link: f"{link.child.workbook}\x1f{link.child.plan}").values():
        tier = [row for row in case.thread.actions if row.plan == links[0].child.plan and reference_of(row)]
        own = [row for row in tier if not any(case.thread.above(row, ref) for ref in cited(row, "reference"))]
        cell = case.planned(links[0].child, "reference")
        if cell is not None and len(own) > len(tier) / 2:
            yield _taken_over(case, cell, links, len(own), len(tier))


def _taken_over(case: Case, cell: Answered, links: Sequence[Link], own: int, every: int) -> Point:
    cells = [each.entry("reference").origin for link in links for each in (link.child, link.parent)]
    word = case.profile.word("action")
    return point_at(
        cell,
        f"{listed(str(link.reference) for link in links)} {'stands' if len(links) == 1 else 'stand'} here under "
        f"{'its reference' if len(links) == 1 else 'their references'} in the plan above. Of the "
        f"{counted(every, word)} in plans of this kind, {own} have references of their own.",
        f"In plans of one kind every {word} has a reference of its own, or none has.",
        for_plan="Settle which it is to be, and list the exceptions for amendment of the plan.",
        others=tuple(dict.fromkeys(origin for origin in cells if origin != cell.entry.origin)),
    )


def _section_of_its_own(case: Case, action: Record) -> str:
    """Where an action stands among objectives that name no row above, though objectives of other sections do."""
    objective = case.thread.objective_of(action)
    section = objective.text("section") if objective is not None else ""
    plan = [row for row in case.thread.objectives if (row.plan, row.division) == (action.plan, action.division)]
    linked = {row.text("section") for row in plan if row.text("parent")}
    apart_from_them = section and linked and section not in linked
    return (
        f"It stands in {quote(section, LONGEST)}, none of whose objectives names a row above."
        if apart_from_them
        else ""
    )


def other_words(case: Case) -> Iterator[Point]:
    """Rows that stand in two plans under one reference, their words changed."""
    for link in case.thread.reused:
        if link.meant or link.close < ALIKE or same(link.words, link.parent.text("action")):
            continue
        cell = case.planned(link.child, "action")
        if cell is None:
            continue
        here, there = apart(link.words, link.parent.text("action"))
        origin = link.parent.entry("action").origin
        yield point_at(
            cell,
            f"{quote(str(link.reference))} has here {quote(here, LONGEST)}, in the plan above {quote(there, LONGEST)} "
            f"({origin}).",
            "What has one reference has the same words in every plan.",
            others=(origin,),
            most=most(case, link.parent, "action"),
        )


def different_date(one: Record, other: Record) -> str:
    """How two rows differ in when they are due; '' where they do not, or where one of them does not say."""
    first, second = one.read("due", When), other.read("due", When)
    if first is None or second is None or not (first.readable and second.readable):
        return ""
    if first.end and second.end:
        alike = first.end == second.end
    else:
        alike = (first.kind, first.start, first.end) == (second.kind, second.start, second.end)
    return "" if alike else "is due"


def different_officer(one: Record, other: Record, key: Mapping[str, str] | None = None) -> str:
    """How two rows differ in who answers for them; a name cut short is not another name.

    `key` explains initials. Those that it leaves out are nobody's name, but not his for whom it has other ones.
    """
    first, second = (_written_out(row.text("officer"), key or {}) for row in (one, other))
    if not (first and second):
        return ""
    short = [bool(_INITIALS.fullmatch(plain(name).strip())) for name in (first, second)]
    if any(short):
        known = second if short[0] else first
        return "has the officer" if known in (key or {}).values() and not all(short) else ""
    names = sorted((set(words_of(first)), set(words_of(second))), key=len)
    return "" if names[0] <= names[1] else "has the officer"


def _written_out(names: str, key: Mapping[str, str]) -> str:
    """A cell of owners with the initials that a key explains written out."""
    return _SHORT.sub(lambda short: key.get(short[0], short[0]), names)


def other_officer(case: Case) -> Iterator[Point]:
    """Rows that are one piece of work in two plans and have two officers."""
    key = {initials: name for book in case.sound_plans for initials, name in book.legend.items()}
    allowed = "One piece of work has the same officer in every plan."
    return differing("officer", partial(different_officer, key=key), allowed, case)


def different_references(key: str, verb: str, one: Record, other: Record) -> str:
    """How two rows differ in what they cite; '' where they cite the same or one of them cannot be read."""
    first, second = one.read(key, ReferenceList), other.read(key, ReferenceList)
    if first is None or second is None or first.unread or second.unread or not (first.references and second.references):
        return ""
    return verb if set(first.references) != set(second.references) else ""


def differing(key: str, differs: Differs, allowed: str, case: Case) -> Iterator[Point]:
    """Rows that are one piece of work in two plans and differ in what stands under a column."""
    for link in case.thread.pairs:
        cell = case.planned(link.child, key)
        verb = differs(link.child, link.right)
        if cell is not None and verb:
            yield _differing(case, cell, link, key, verb, allowed)


def _differing(case: Case, cell: Answered, link: Link, key: str, verb: str, allowed: str) -> Point:
    origin = link.right.entry(key).origin
    return point_at(
        cell,
        sentence(
            f"{quote(subject_of(link.child))} {verb} {quote(cell.entry.raw, LONGEST)}; {_there(link)} {verb} "
            f"{quote(link.right.text(key), LONGEST)} ({origin}).",
            _only(link.child, link.right, key),
        ),
        allowed,
        others=(origin,),
        most=most(case, link.right, key),
    )


def _there(link: Link) -> str:
    return "in the plan above it" if link.meant is None else f"the row of its words, {subject_of(link.meant)},"


def _only(one: Record, other: Record, key: str) -> str:
    """Which references stand in one of two cells alone."""
    first, second = one.read(key, ReferenceList), other.read(key, ReferenceList)
    if first is None or second is None:
        return ""
    here = [str(r) for r in first.distinct if r not in second.references]
    there = [str(r) for r in second.distinct if r not in first.references]
    return sentence(
        f"Only here: {listed(here)}." if here else "",
        f"Only there: {listed(there)}." if there else "",
    )


def two_references(case: Case) -> Iterator[Point]:
    """Rows of one wording under two references, but for what a plan asks for anew under each objective."""
    told = {frozenset((id(link.child), id(link.meant))) for link in case.thread.links if link.meant}
    for key, kind in (("action", Kind.ACTION), ("definition", Kind.INDICATOR), ("risk", Kind.RISK)):
        rows = [row for book in case.sound_plans for row in book.of(kind)]
        for same_words in together(rows, partial(_letters, key)):
            named = [row for row in same_words if reference_of(row)]
            alike = [row for row in named if len(words_of(row.text(key))) >= _FEWEST_WORDS]
            if len(alike) < 2:
                continue
            first = min(alike, key=case.thread.rank)
            seen = {reference_of(first)}
            for row in alike:
                if reference_of(row) not in seen and frozenset((id(row), id(first))) not in told:
                    seen.add(reference_of(row))
                    yield from () if _again_elsewhere(row, first) else _twice(case, row, first, key)


def _letters(key: str, row: Record) -> str:
    return letters_once(row.text(key))


def _again_elsewhere(row: Record, first: Record) -> bool:
    """Whether a plan asks for the same under another objective, of other people or for other indicators."""
    one_plan = (row.workbook, row.plan) == (first.workbook, first.plan)
    elsewhere = one_plan and row.text("objective") != first.text("objective")
    measured = cited(row, "indicators"), cited(first, "indicators")
    return elsewhere and (bool(different_officer(row, first)) or (all(measured) and measured[0] != measured[1]))


def _twice(case: Case, row: Record, first: Record, key: str) -> Iterator[Point]:
    cell = case.planned(row, key)
    if cell is not None:
        origin = first.entry(key).origin
        dates = f"It is due {quote(row.text('due'))} here and {quote(first.text('due'))} there."
        yield point_at(
            cell,
            sentence(
                f"{quote(subject_of(row))} has the words of {subject_of(first)} ({origin}), "
                f"{quote(cell.entry.raw, LONGEST)}.",
                dates if different_date(row, first) else "",
            ),
            "One piece of work has one reference.",
            others=(origin,),
            most=most(case, first, key),
        )


SAME_REFERENCE_RULES = (
    Rule(
        "G608",
        "A reference is used again for other work",
        "Under one reference two teams report on two different things, and the report takes them for one.",
        Severity.WARNING,
        Scope.THREAD,
        code_reused,
        needs=("action",),
        of_plans=True,
    ),
    Rule(
        "G615",
        "The reference of the plan above, kept for the row below",
        "Where some rows keep it and others do not, a reference no longer says which plan is meant.",
        Severity.NOTE,
        Scope.THREAD,
        code_taken_over,
        of_plans=True,
    ),
    Rule(
        "G609",
        "One row in two plans: other words",
        "What is worded in two ways is carried out in two ways.",
        Severity.NOTE,
        Scope.THREAD,
        other_words,
        of_plans=True,
    ),
    Rule(
        "G610",
        "One row in two plans: another date",
        "With two dates nobody can say whether the work is late.",
        Severity.WARNING,
        Scope.THREAD,
        partial(differing, "due", different_date, "One piece of work is due on one date in every plan."),
        of_plans=True,
    ),
    Rule(
        "G611",
        "One row in two plans: another officer",
        "With two names nobody answers for it.",
        Severity.WARNING,
        Scope.THREAD,
        other_officer,
        of_plans=True,
    ),
    Rule(
        "G612",
        "One row in two plans: other indicators",
        "Its success would be measured in two ways.",
        Severity.WARNING,
        Scope.THREAD,
        partial(
            differing,
            "indicators",
            partial(different_references, "indicators", "cites"),
            "One piece of work is measured by the same indicators in every plan.",
        ),
        of_plans=True,
    ),
    Rule(
        "G613",
        "One row in two plans: other risks",
        "A risk that only one of the two plans sees is managed by nobody in the other.",
        Severity.WARNING,
        Scope.THREAD,
        partial(
            differing,
            "risks",
            partial(different_references, "risks", "names the risks"),
            "One piece of work has the same risks in every plan.",
        ),
        of_plans=True,
    ),
    Rule(
        "G614",
        "The same words under two references",
        "Work that stands in the plans twice is counted twice, perhaps with two ratings.",
        Severity.WARNING,
        Scope.THREAD,
        two_references,
        of_plans=True,
    ),
)
