"""Every rule, and the check that runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from sys import intern

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.frozen import replace
from compiler.domain.hands import Hands, in_turn
from compiler.domain.origin import Origin
from compiler.domain.remembered import forget
from compiler.domain.returned import Return
from compiler.domain.text import nearest
from compiler.rules.case import MANY as MANY
from compiler.rules.case import Case
from compiler.rules.consequences import causes_cited, consequences
from compiler.rules.families import FAMILIES, GATES, Family
from compiler.rules.reading import Known, Look, joined, knowing, look_for, looking
from compiler.rules.rule import Point, Rule, Scope
from compiler.rules.said import forget_texts
from compiler.rules.wording import sentence

_WEIGHTS = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_BY_WORD = {severity.value: severity for severity in Severity}


_FAMILY_OF = {code: family for family in FAMILIES for code in family.codes}


def every_rule() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes' families: file, cell, row, table, across workbooks."""
    return tuple(rule for family in FAMILIES for rule in family.rules)


def rule_of(code: str) -> Rule | None:
    """The rule of that code, in capitals or not."""
    wanted = code.strip().upper()
    family = _FAMILY_OF.get(wanted)
    return next((rule for rule in family.rules if rule.code == wanted), None) if family else None


def nearest_code(code: str) -> str | None:
    """The code closest to a mistyped one; None if none is close."""
    return nearest(code, _FAMILY_OF)


def is_gate(code: str) -> bool:
    """Whether findings of that code are about a whole file that cannot be used."""
    rule = rule_of(code)
    return rule is not None and rule.gate


def check(case: Case, alone: Iterable[Finding] | None = None, hands: Hands = in_turn) -> tuple[Finding, ...]:
    """Every finding of every rule, in the order of workbook, sheet, row and column; the same for the same case.

    A profile's `[severity]` sets a rule's weight by its code, switches it off, or brings it in as a warning for its
    first period. What an approved plan answers for is at most a warning, and a doubtful scan at most a note, whatever
    the profile says. A finding that follows from another names it as its cause. `alone` are the findings of the rules
    that look at one division alone, where these were run already; of many workbooks the others are run by `hands`.
    """
    found = [*(check_alone(case) if alone is None else alone), *_found_together(case, hands)]
    cited = frozenset(place for finding in found for place in finding.others if place.column)
    if case.of_returns and cited:
        types: set[str] = set()
        of_plans = case.asked_otherwise(True, cited)
        for some, their_types in hands(_looks_at_cited(of_plans)):
            found += some
            types |= their_types
        vars(of_plans).clear()  # as of every part of a case
        found += _causes_in_plans(case, found, cited, frozenset(types))
    order = {sheet.name: place for place, sheet in enumerate(case.profile.sheets, 1)}
    once = dict.fromkeys(found)
    return consequences(sorted(once, key=lambda finding: _place(finding, order)))


def _found_together(case: Case, hands: Hands) -> list[Finding]:
    """What the rules find that look at the whole department.

    Of many workbooks what one family worked out of their cells goes before the next is asked, who needs little of it:
    it would be twice what the workbooks themselves take.
    """
    if len(case.books) <= MANY:
        return _found(case, lambda rule: not _is_alone(rule))
    looks = _looks(_asked_of(case, _is_of_words))
    known = joined(looks, hands(looking(case, looks)))
    found = [each for some in hands(_families(case, known)) for each in some]
    forget_texts()
    return found


def _families(case: Case, known: Known) -> Iterator[Callable[[], list[Finding]]]:
    """Each family as a piece of work, those on words as one, who share what is known of all texts. It is the longest:
    where several share the pieces, it comes first.

    What was worked out goes between the two kinds, where each piece is done before the next is asked for.
    """
    yield partial(_of_words, case, known)
    case.let_go(whole=True)
    forget()
    yield from (partial(_of_family, case, family) for family in FAMILIES)
    case.let_go(whole=True)
    forget()


def _of_words(case: Case, known: Known) -> list[Finding]:
    knowing(case, known)
    found = _found(case, _is_of_words)
    case.let_go()
    return found


def _of_family(case: Case, family: Family) -> list[Finding]:
    found = _found(case, _is_of_rows, (family,))
    case.let_go()
    return found


def _is_of_words(rule: Rule) -> bool:
    return rule.scope is Scope.WORDS and not _is_alone(rule)


def _is_of_rows(rule: Rule) -> bool:
    return rule.scope is not Scope.WORDS and not _is_alone(rule)


def check_alone(case: Case, at_once: int = 8) -> tuple[Finding, ...]:
    """What the rules find that look at the workbooks of one division alone, in no order and without causes.

    They are asked of a few divisions `at_once`, so that what is worked out of their cells is never held of all; the
    findings are the same for any number.
    """
    found: list[Finding] = []
    for part in _parts(case, at_once):
        found += _found(part, _is_alone)
        if part is not case:
            vars(part).clear()  # what was worked out holds the case: it would stay until circular rubbish is sought
    return tuple(found)


_OF_ONE_DIVISION = (Scope.FILE, Scope.CELL, Scope.ROW, Scope.TABLE, Scope.TIME)
_OF_ALL_THE_SAME = {"C209", "C211", "T411", "T412", "T413", "T414", "T417", "H957", "H958", "H959"}
"""Those of these scopes that look at other divisions too: at other rows of a reference, at sections of other plans."""


_OF_ONE_TOO = {"X502"}
"""One of another scope that looks at one division alone."""


def _is_alone(rule: Rule) -> bool:
    """Whether a rule looks at the plans and returns of each division alone, whatever the others say."""
    if rule.code in _OF_ONE_TOO:
        return True
    return rule.scope in _OF_ONE_DIVISION and rule.code not in _OF_ALL_THE_SAME and not rule.needs


def _parts(case: Case, at_once: int) -> Iterator[Case]:
    """The case of so many divisions at a time; the whole one if it has no more."""
    books = (*case.plans, *case.returns, *case.before)
    divisions = list(dict.fromkeys(book.division for book in books))
    if len(divisions) <= at_once:
        yield case
        return
    of: dict[str, tuple[list[Return], ...]] = {division: ([], [], []) for division in divisions}
    for role, held in enumerate((case.plans, case.returns, case.before)):
        for book in held:
            of[book.division][role].append(book)
    for begin in range(0, len(divisions), at_once):
        few = [of[division] for division in divisions[begin : begin + at_once]]
        plans, returns, before = (tuple(book for each in few for book in each[role]) for role in range(3))
        yield replace(case, plans=plans, returns=returns, before=before)


_OF_CELLS, _LETTERS_OF_CELLS = (Scope.CELL, Scope.ROW), ("C", "R")
"""What may be wrong with a cell of a plan that a finding of a return speaks of, and be the cause of that finding."""


_AT_ONCE = 8
"""Of so many divisions the cells of plans that are spoken of are looked at together."""


def _looks_at_cited(case: Case) -> Iterator[Callable[[], tuple[list[Finding], frozenset[str]]]]:
    """What is wrong in cells of plans that findings of returns speak of, with the types of their columns: of a few
    divisions each, as all rules ask for the same columns, and then what looks at other divisions too."""
    parts = _parts(case, _AT_ONCE) if len(case.books) > MANY else iter((case,))
    yield from (partial(_of_cited_alone, part, case) for part in parts)
    yield lambda: (_found(case, _is_of_cells_of_all), frozenset())


def _of_cited_alone(part: Case, case: Case) -> tuple[list[Finding], frozenset[str]]:
    found = _found(part, _is_of_cells_alone), part.types_asked
    if part is not case:
        vars(part).clear()
    return found


def _is_of_cells_alone(rule: Rule) -> bool:
    return rule.scope in _OF_CELLS and _is_alone(rule)


def _is_of_cells_of_all(rule: Rule) -> bool:
    return rule.scope in _OF_CELLS and not _is_alone(rule)


def _causes_in_plans(
    case: Case, found: Iterable[Finding], cited: frozenset[Origin], types: frozenset[str]
) -> list[Finding]:
    """What the plans alone answer for, at cells of theirs that findings of returns speak of and may follow from.

    `types` are those of the columns in which the cited cells stand.
    """
    causing = causes_cited({finding.code for finding in found}, types)
    codes = {code for code in causing if not code.startswith(_LETTERS_OF_CELLS)}
    families = [family for family in FAMILIES if not codes.isdisjoint(family.codes)]
    of_all = case.asked_otherwise(False)
    causes = _found(of_all, lambda rule: rule.code in codes, families)
    vars(of_all).clear()
    return [each for each in causes if each.origin in cited]


def _found(
    case: Case, wanted: Callable[[Rule], bool] = lambda rule: True, families: Iterable[Family] = FAMILIES
) -> list[Finding]:
    """What the rules that are wanted find, of those families that the case has anything for."""
    asked = _asked_of(case, wanted, families)
    look_for(case, _looks(asked))
    return [_finding(rule, weight, point, _news(rule, case)) for rule, weight in asked for point in rule.points(case)]


def _asked_of(
    case: Case, wanted: Callable[[Rule], bool], families: Iterable[Family] = FAMILIES
) -> list[tuple[Rule, Severity]]:
    """The rules that are wanted and have anything to say, of those families that the case has anything for, each with
    what it weighs."""
    return [
        (rule, severity)
        for family in families
        if family.may_hold(wanted) and family.looks_at(case)
        for rule in family.rules
        if wanted(rule) and _asked(rule, case) and (severity := _severity(rule, case)) is not None
    ]


def _looks(asked: Iterable[tuple[Rule, Severity]]) -> list[Look]:
    return [*dict.fromkeys(look for rule, _ in asked for look in rule.looks)]


def check_gates(case: Case) -> tuple[Finding, ...]:
    """The findings about whole files that cannot be used, and no others, in the order of the workbooks."""
    gates = (rule for rule in GATES.rules if rule.gate)
    found = [_finding(rule, rule.severity, point, "") for rule in gates for point in rule.points(case)]
    return tuple(sorted(found, key=lambda finding: (finding.origin.workbook, finding.code, finding.found)))


def _asked(rule: Rule, case: Case) -> bool:
    """Whether the rule has anything to say: what it needs could be read, and those that it speaks to are asked for."""
    return case.plans_have(*rule.needs) and not (case.of_returns and rule.of_plans)


def _severity(rule: Rule, case: Case) -> Severity | None:
    """What the rule weighs in this profile; None if it is switched off. A gate cannot be: its workbook is not used."""
    if rule.gate:
        return rule.severity
    weighing = case.profile.severities.get(rule.code)
    word = weighing.at(case.period, case.year) if weighing else rule.severity.value
    return None if word == "off" else _BY_WORD[word]


def _news(rule: Rule, case: Case) -> str:
    """What is said of a rule that will be an error and is told for the first time; '' of any other."""
    weighing = None if rule.gate else case.profile.severities.get(rule.code)
    new = weighing is not None and weighing.weight == "error" and weighing.is_new(case.period, case.year)
    return f"This is new: a warning in {case.period or case.year}, an error from then on." if new else ""


def _finding(rule: Rule, severity: Severity, point: Point, news: str) -> Finding:
    limits = [point.most, *([Severity.WARNING] if point.audience is Audience.PLAN else [])]
    can_be_error = all(limit is Severity.ERROR for limit in limits)
    return Finding(
        code=rule.code,
        severity=min([severity, *limits], key=_WEIGHTS.index),
        origin=point.origin,
        found=point.found,
        allowed=intern(sentence(point.allowed, news if can_be_error else "")),  # most findings of a rule say the same
        remedy=intern(point.remedy),
        example=point.example,
        value=point.value,
        subject=point.subject,
        division=point.division,
        audience=point.audience,
        others=point.others,
    )


def _place(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    origin = finding.origin
    sheet = order.get(origin.sheet, len(order) + 1) if origin.sheet else 0
    return (
        origin.workbook,
        finding.audience is Audience.PLAN,  # a plan and a return may have files of one name
        sheet,
        origin.sheet,
        origin.row,
        origin.column,
        finding.code,
        finding.found,
        finding.subject,
        finding.others,
    )
