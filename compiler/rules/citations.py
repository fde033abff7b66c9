"""I: indicators across plans, once more. Do the actions that cite indicators, their tables and owners fit together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from compiler.domain.agreement import grouped
from compiler.domain.finding import Severity
from compiler.domain.likeness import words_of
from compiler.domain.origin import Origin
from compiler.domain.record import Kind, Record, State, down
from compiler.domain.reference import Reference, ReferenceList, Unread
from compiler.domain.regex import regex
from compiler.domain.returned import Return
from compiler.domain.text import fold
from compiler.domain.thread import cited, reference_of
from compiler.rules.case import Case
from compiler.rules.pointing import point_at, subject_of
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.wording import a, listed, quote, sentence

_KEY = "indicators"
_SEVERAL = regex("[/;,]")


def not_in_own_table(case: Case) -> Iterator[Point]:
    """Indicators that a plan's actions cite and its own table leaves out; each is told of where it is first cited."""
    for book in case.sound_plans if case.plans_whole else ():
        own = {reference_of(row) for row in book.of(Kind.INDICATOR)}
        told: set[Reference] = set()
        for action in book.of(Kind.ACTION) if own else ():
            lost = [r for r in cited(action, _KEY) if case.thread.is_listed(r) and r not in own and r not in told]
            told.update(lost)
            yield from _left_out(case, book, action, lost)


def _left_out(case: Case, book: Return, action: Record, lost: Sequence[Reference]) -> Iterator[Point]:
    cell = case.planned(action, _KEY) if lost else None
    if cell is not None:
        again = [row for row in book.of(Kind.ACTION) if row is not action and set(lost) & set(cited(row, _KEY))]
        held = dict.fromkeys(case.thread.listed(ref)[0].workbook for ref in lost)
        yield point_at(
            cell,
            sentence(
                f"{listed(map(str, lost))} {'is' if len(lost) == 1 else 'are'} cited here, but not in this plan's own "
                f"table of indicators; {'it stands' if len(lost) == 1 else 'they stand'} in that of {listed(held)}.",
                f"Cited in {listed(row.entry(_KEY).origin.cell for row in again)} too." if again else "",
            ),
            "A plan's own table holds the indicators that its actions are measured by.",
            others=tuple(row.entry(_KEY).origin for row in again),
        )


def cited_by_none(case: Case) -> Iterator[Point]:
    """Indicators in a table that no action cites, where actions cite indicators at all."""
    doubted = _in_doubt(case) if case.plans_whole and case.thread.any_citing else frozenset(case.families)
    for rows in case.thread.every_listed():
        reference = reference_of(rows[0])
        if (
            reference is None
            or reference.scheme in doubted
            or case.thread.citations.is_cited(Kind.INDICATOR, reference)
        ):
            continue
        cell = case.planned(rows[0], "reference")
        if cell is not None:
            others = tuple(row.entry("reference").origin for row in rows[1:])
            yield point_at(
                cell,
                sentence(
                    f"No {case.profile.word('action')} of any plan cites {reference}.",
                    f"It is listed in {listed(map(str, others))} too." if others else "",
                ),
                f"{_called(case)} measures at least one {case.profile.word('action')}.",
                others=others,
            )


def _called(case: Case) -> str:
    article, _, noun = a(case.profile.word("indicator")).partition(" ")
    return f"{article.capitalize()} {noun}"


def _in_doubt(case: Case) -> frozenset[str]:
    """The families of references of which a citation is unread or leads to no row: it may be the one that is missed."""
    thread = case.thread
    lost, pieces = set[str](), list[Unread]()
    said = (content[2] for content in down(thread.actions, _KEY) if type(content) is tuple)
    for read in (value for value in said if isinstance(value, ReferenceList)):
        lost |= {ref.scheme for ref in read.references if ref.scheme in case.families and not thread.is_listed(ref)}
        pieces += read.unread
    return frozenset(lost).union(*(_families_of(case, piece) for piece in pieces))


def _families_of(case: Case, piece: Unread) -> frozenset[str]:
    """The families of indicators that a piece which cannot be read may belong to: by its letters, else every one."""
    letters = "".join(filter(str.isalpha, piece.text)).casefold()
    schemes = [scheme for scheme in case.profile.schemes.of("indicator") if scheme.prefix]
    found = {
        s.key for s in schemes if letters and fold(s.prefix).replace(" ", "") in (letters, fold(piece.nearest or ""))
    }
    return frozenset(found) or frozenset(case.families)


def owner_without_action(case: Case) -> Iterator[Point]:
    """Owners of indicators who are the officer of none of the actions that cite them; each owner is told of once."""
    names = _names(case)
    rows = [row for rows in case.thread.every_listed() for row in rows if row.text("officer")]
    named = _named_in({row.text("officer") for row in rows}, names)
    found = [(name, row) for row in rows for name in named[row.text("officer")] if _elsewhere(case, name, row)]
    for same_name in grouped(found, lambda pair: f"{' '.join(pair[0])}\x1f{pair[1].workbook}").values():
        yield from _owner(case, names[same_name[0][0]], [row for _, row in same_name])


def _names(case: Case) -> dict[tuple[str, ...], str]:
    """The names of those who are the only officer of an action, by their words; of a longer form only the shorter."""
    cells = dict.fromkeys(action.text("officer") for action in case.thread.actions)
    alone = {words: name for name in cells if not _SEVERAL.search(name) and len(words := words_of(name)) > 1}
    begun = grouped(alone, itemgetter(0))
    held = {name: {one for word in name for one in begun.get(word, ()) if one != name} for name in alone}
    longer = {name for name, others in held.items() if any(_named(one, name) for one in others)}
    return {name: said for name, said in alone.items() if name not in longer}


def _named_in(cells: Iterable[str], names: Iterable[tuple[str, ...]]) -> Mapping[str, list[tuple[str, ...]]]:
    """Which of the names each cell says, in their order."""
    order = {name: place for place, name in enumerate(names)}
    begun = grouped(order, itemgetter(0))
    words = {cell: words_of(cell) for cell in cells}
    found = {c: {name for w in said for name in begun.get(w, ()) if _named(name, said)} for c, said in words.items()}
    return {cell: sorted(held, key=order.__getitem__) for cell, held in found.items()}


def _named(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words of a name stand among others, one after the other."""
    return name[0] in words and any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))


def _elsewhere(case: Case, name: tuple[str, ...], row: Record) -> bool:
    """Whether actions with officers cite the indicator, and none of them is this officer's."""
    reference = reference_of(row)
    citing = case.thread.citing(reference) if reference is not None else ()
    officers = [words_of(action.text("officer")) for action in citing if action.text("officer")]
    return bool(officers) and not any(set(name) <= set(words) for words in officers)


def _owner(case: Case, name: str, rows: Sequence[Record]) -> Iterator[Point]:
    cell = case.planned(rows[0], "officer")
    references = [ref for row in rows if (ref := reference_of(row)) is not None]
    citing = {id(a): a for ref in references for a in case.thread.citing(ref)}.values()
    told = [f"{subject_of(action)} ({action.text('officer')})" for action in citing]
    if cell is not None:
        yield point_at(
            cell,
            f"{name} answers for {listed(map(str, references))}, but for no {case.profile.word('action')} that cites "
            f"{'it' if len(rows) == 1 else 'them'}: {listed(dict.fromkeys(told))}.",
            "Who answers for an indicator carries out something that it measures.",
            for_plan="Settle who answers for it, and list it for amendment of the plan if it is another officer.",
            others=(*(row.entry("officer").origin for row in rows[1:]), *(a.entry("officer").origin for a in citing)),
        )


def _carrying(case: Case) -> Iterator[tuple[Record, tuple[Record, ...], tuple[Record, ...]]]:
    """Actions with those that carry them out: under headings that name them, and all of them."""
    twins = {(id(link.child), id(link.right)) for link in case.thread.reused}
    lists = {(id(link.child), id(link.right)) for link in case.thread.links if link.key == "parents"}
    for parent in case.thread.actions:
        children = case.thread.children.get(id(parent), ())
        under = tuple(row for row in children if (id(row), id(parent)) not in twins | lists)
        if under:
            yield parent, under, children


def carried_by_none(case: Case) -> Iterator[Point]:
    """Indicators of an action of an upper plan that nothing which carries it out is measured by."""
    for parent, under, children in _carrying(case):
        theirs = {ref for row in children for ref in cited(row, _KEY)}
        lost = [ref for ref in cited(parent, _KEY) if case.thread.is_listed(ref) and ref not in theirs]
        cell = case.planned(parent, _KEY) if lost else None
        if cell is not None:
            yield point_at(
                cell,
                f"{listed(map(str, lost))} of {subject_of(parent)} {'is' if len(lost) == 1 else 'are'} cited by none "
                f"of the rows that carry it out: {listed(map(subject_of, under))}.",
                "What measures a row of an upper plan measures something that carries it out.",
                others=_cells(under),
            )


def carried_alone(case: Case) -> Iterator[Point]:
    """Indicators of what carries out an action of an upper plan that the action itself does not cite."""
    for parent, under, _ in _carrying(case):
        mine = cited(parent, _KEY)
        more = [ref for row in under for ref in cited(row, _KEY) if case.thread.is_listed(ref) and ref not in mine]
        rows = [row for row in under if set(more) & set(cited(row, _KEY))]
        cell = case.planned(rows[0], _KEY) if rows and (mine or _blank_among_given(case, parent)) else None
        if cell is not None:
            yield point_at(
                cell,
                f"{listed(map(str, dict.fromkeys(more)))} {'is' if len(set(more)) == 1 else 'are'} cited by "
                f"{listed(subject_of(row) for row in rows)}, but not by {subject_of(parent)}, which "
                f"{'it carries' if len(rows) == 1 else 'they carry'} out ({_cites(parent)}, "
                f"{parent.entry(_KEY).origin}).",
                "What measures a row measures what it carries out too.",
                others=(parent.entry(_KEY).origin, *_cells(rows[1:])),
            )


def _blank_among_given(case: Case, action: Record) -> bool:
    """Whether an action cites no indicator in a plan whose actions do."""
    plan = (row for row in case.thread.actions if (row.workbook, row.plan) == (action.workbook, action.plan))
    return action.entry(_KEY).state is State.BLANK and any(row.text(_KEY) for row in plan)


def _cites(action: Record) -> str:
    return quote(action.text(_KEY), 90) if action.text(_KEY) else "it cites none"


def _cells(rows: Iterable[Record]) -> tuple[Origin, ...]:
    return tuple(row.entry(_KEY).origin for row in rows)


CITATION_RULES = (
    Rule(
        "I701",
        "Cited, but not in the plan's own table",
        "An indicator that the plan's table leaves out has no definition, no target and nobody to return it.",
        Severity.NOTE,
        Scope.INDICATORS,
        not_in_own_table,
        of_plans=True,
    ),
    Rule(
        "I702",
        "Listed, but cited by nothing",
        "An indicator that measures no action takes the work of collecting it and says nothing about the plan.",
        Severity.NOTE,
        Scope.INDICATORS,
        cited_by_none,
        needs=("indicators",),
        of_plans=True,
    ),
    Rule(
        "I707",
        "An owner who carries out nothing that it measures",
        "Who answers for a figure without any part in the work behind it can explain it to nobody.",
        Severity.NOTE,
        Scope.INDICATORS,
        owner_without_action,
        needs=("officer", "indicators"),
        of_plans=True,
    ),
    Rule(
        "I708",
        "An indicator that nothing below carries",
        "What the upper plan is measured by is left to nobody.",
        Severity.NOTE,
        Scope.INDICATORS,
        carried_by_none,
        needs=("indicators", "parent", "parents", "objective"),
        of_plans=True,
    ),
    Rule(
        "I709",
        "An indicator that only the row below has",
        "Two plans measure one piece of work by different figures.",
        Severity.NOTE,
        Scope.INDICATORS,
        carried_alone,
        needs=("indicators", "parent", "parents", "objective"),
        of_plans=True,
    ),
)
