"""The plan as a document, as a profile sets it: its title, its sections in order, and the report that covers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from compiler.domain.frozen import dataclass, field
from compiler.domain.text import nearest

if TYPE_CHECKING:  # what reads settings is loaded where they are read
    from compiler.profile.build import Problems

REST = "*"
"""Stands for every text that no other section or part takes."""

TableOf = Literal[
    "none", "resources", "actions", "indicators", "risks", "objectives", "outcomes", "routes", "sheets", "scenarios"
]
Told = Literal["none", "contents", "decision", "plans"]


@dataclass(frozen=True, slots=True)
class PlanSection:
    """One section of a plan: its heading, the words from the Plan text sheet, then its tables.

    `heading` stands over it. `texts` are how the headings of those words begin; '*' takes what no other section takes,
    each under its own heading where the section has none. `tables` names what is tabled: 'resources', 'actions',
    'indicators', 'risks', 'objectives', 'outcomes' or 'routes' (what is reported to whom); 'sheets' tells each
    objective with its links, its actions and its further words, 'scenarios' the list of risks, their matrix, and each
    risk by itself. `columns` chooses the columns of a table of rows by their keys, all that say anything where none is
    named. `objectives` limits the section to these objectives, by their numbers, and the actions under them; `where` to
    rows that say one of these words in the column of that key; `apart` tables the actions of one objective apart by the
    words in that column, each table with the columns that it has. `prompt` says what the officer has to write where the
    plan has no such words; without it the section is left out.
    """

    key: str
    heading: str = ""
    texts: tuple[str, ...] = ()
    tables: TableOf = "none"
    prompt: str = ""
    columns: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    apart: str = ""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoveringPart:
    """One part of the covering report: its heading, the words from the Plan text sheet, and what is told of the plans.

    `heading` stands over it, `texts` are how the headings of its words begin. `tells` is 'contents' (which plans are
    attached), 'plans' (a table of what they hold) or 'decision' (what is asked for), told where the sheet has no words,
    the table always. `prompt` is what is left to the officer otherwise.
    """

    key: str
    heading: str
    texts: tuple[str, ...] = ()
    tells: Told = "none"
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Covering:
    """The report that asks the members to approve the plans; `texts` begins its headings on the Plan text sheet.

    `summary` and `body` name its parts in order; '*' in `body` is where words stand that no part takes.
    """

    title: str = "{department}: plans for {year}"
    texts: str = "Covering report"
    summary: tuple[CoveringPart, ...] = ()
    body: tuple[CoveringPart, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """How a profile's plans are written out.

    `title` and `titles`, by tier, may hold {plan}, {owner}, {department}, {council}, {year} and {last_of_three}, the
    label of the year two years on. `orders` gives, by tier, the sections in order; '' is for every other tier.
    """

    title: str = "{owner}: {plan} {year}"
    titles: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, tuple[PlanSection, ...]] = field(default_factory=dict)
    covering: Covering | None = None

    def sections(self, tier: str) -> tuple[PlanSection, ...]:
        """The sections of a tier's plans, in order."""
        return self.orders.get(tier, self.orders.get("", ()))


def read_plan_document(table: Mapping[str, Any], tiers: tuple[str, ...], problems: Problems) -> PlanDocument:
    """The table [plan] of a profile; what it names and has not, or what is not known, becomes a problem."""
    from compiler.profile.build import keyed

    known = ("title", "titles", "order", "orders", "section", "covering")
    _unknown(table, known, "plan", problems)
    sections = keyed(PlanSection, _part(table, "section", "plan", problems), "plan.section", problems)
    orders = {"": _chosen(sections, table.get("order", []), "plan.order", problems)}
    for tier, order in _part(table, "orders", "plan", problems).items():
        _of_tier(tier, tiers, f"plan.orders.{tier}", problems)
        orders[tier] = _chosen(sections, order, f"plan.orders.{tier}", problems)
    titles = {tier: str(title) for tier, title in _part(table, "titles", "plan", problems).items()}
    for tier in titles:
        _of_tier(tier, tiers, f"plan.titles.{tier}", problems)
    title = str(table.get("title", PlanDocument().title))
    covering = _covering(_part(table, "covering", "plan", problems), problems) if "covering" in table else None
    return PlanDocument(title, titles, orders, covering)


def _covering(table: Mapping[str, Any], problems: Problems) -> Covering:
    from compiler.profile.build import build, keyed

    path = "plan.covering"
    parts = keyed(CoveringPart, _part(table, "part", path, problems), f"{path}.part", problems)
    parts[REST] = CoveringPart(REST, "", (REST,))
    summary = _chosen(parts, table.get("summary", []), f"{path}.summary", problems)
    body = _chosen(parts, table.get("body", []), f"{path}.body", problems)
    rest = {name: value for name, value in table.items() if name not in ("part", "summary", "body")}
    return build(Covering, rest, path, problems, summary=summary, body=body) or Covering()


def _chosen(made: Mapping[str, Any], order: Any, path: str, problems: Problems) -> tuple[Any, ...]:
    """The sections or parts that a list names, in its order."""
    if not isinstance(order, list):
        problems.add(path, f"should be a list in square brackets, but '{order}' stands there")
        return ()
    for key in order:
        if str(key) not in made:
            _misnamed(str(key), list(made), path, problems)
    return tuple(made[str(key)] for key in order if str(key) in made)


def _part(table: Mapping[str, Any], name: str, path: str, problems: Problems) -> Mapping[str, Any]:
    """A table within a table; an empty one where there is none."""
    found = table.get(name, {})
    if isinstance(found, Mapping):
        return found
    problems.add(f"{path}.{name}", f"should be a table, but '{found}' stands there")
    return {}


def _of_tier(tier: str, tiers: tuple[str, ...], path: str, problems: Problems) -> None:
    if tier not in tiers:
        _misnamed(tier, list(tiers), path, problems)


def _unknown(table: Mapping[str, Any], known: tuple[str, ...], path: str, problems: Problems) -> None:
    for name in table:
        if name not in known:
            _misnamed(name, list(known), f"{path}.{name}", problems)


def _misnamed(name: str, there: list[str], path: str, problems: Problems) -> None:
    close = nearest(name, there)
    hint = f"did you mean '{close}'?" if close else f"there are {', '.join(there) or 'none'}"
    problems.add(path, f"'{name}' is not known; {hint}")
