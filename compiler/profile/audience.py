"""Who reads a paper of its own made from the same returns: what it covers, how it is called, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from compiler.domain.frozen import dataclass, field, fields, replace
from compiler.domain.period import Year
from compiler.domain.record import Kind
from compiler.domain.regex import regex
from compiler.domain.text import nearest
from compiler.profile.limits import Limits, check_limits

if TYPE_CHECKING:  # what reads settings is loaded where they are read
    from compiler.profile.build import Problems

_NAME = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAKEN = ("report", "master", "findings", "feedback", "returns")
KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)
"""The kinds of rows that a paper can be about."""


@dataclass(frozen=True, slots=True)
class Audience:
    """One body that is given a paper of its own, made from the same returns as the default report.

    `key` is also the name of the file. `body` is who reads it; `title`, `subject` and `report_of` are those of the
    default report where they are blank, and `template` is its template. `parts` are the parts in their order, for a
    template that does not place them itself; all in the usual order where none is named. `periods` are those at whose
    end it is due ('Q2', 'Q4'), every one where none is named.

    What it covers: `tiers`, `divisions` and `kinds` (all where none is named); `where` limits the rows of a sheet to
    those with one of some words in a column, by 'sheet.column'; `only` 'exceptions' leaves the actions and indicators
    that ask for a reason, are rated worse than before or are overdue. `each` 'division' makes one paper for each
    division. `withhold` names columns that are not printed, such as officer. `words` are the words of blocks: what
    returns say under those that speak to the body of the default report is not for this one. `limits` are how long its
    parts may be.

    `document` and `section` cite where it is laid down that this body is reported to.
    """

    key: str
    body: str
    title: str = ""
    subject: str = ""
    report_of: str = ""
    template: str = ""
    parts: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Literal["", "exceptions"] = ""
    each: Literal["", "division"] = ""
    withhold: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    document: str = ""
    section: str = ""

    @property
    def filtered(self) -> bool:
        """Whether it covers less than the department."""
        return bool(self.tiers or self.divisions or self.kinds or self.where or self.only)

    def due_in(self, period: str) -> bool:
        """Whether the paper is due for a period, by its name ('Q2')."""
        return not self.periods or period in self.periods


def one_by_one(audience: Audience, divisions: Mapping[str, str]) -> tuple[Audience, ...]:
    """The papers of an audience: itself, or one for each of the divisions, given by key with their names.

    A division's own paper has its key in the name of the file, and its name in place of {division}.
    """
    if not audience.each:
        return (audience,)
    chosen = {key: name for key, name in divisions.items() if not audience.divisions or key in audience.divisions}
    return tuple(_of_one(audience, key, name) for key, name in chosen.items())


def _of_one(audience: Audience, key: str, name: str) -> Audience:
    def named(words: str) -> str:
        return words.replace("{division}", name)

    return replace(
        audience,
        key=f"{audience.key}-{key}",
        each="",
        divisions=(key,),
        body=named(audience.body),
        title=named(audience.title),
        subject=named(audience.subject),
        report_of=named(audience.report_of),
        words={block: named(words) for block, words in audience.words.items()},
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What the settings of an audience may name, by their keys; columns by 'sheet.column'.

    A format may leave out what it inherits: `known` has the columns that it could have, `columns` those that it has.
    """

    tiers: tuple[str, ...]
    blocks: tuple[str, ...]
    columns: tuple[str, ...]
    known: tuple[str, ...]
    documents: tuple[str, ...]
    periods: int = 4


def read_audiences(
    tables: Mapping[str, Any], order: list[str] | None, limits: Mapping[str, Any], names: Names, problems: Problems
) -> tuple[Audience, ...]:
    """The audiences of a profile in the order of the list, or as they stand; what is wrong in them becomes problems.

    `limits` are those of the default report, which hold wherever an audience sets no other.
    """
    from compiler.profile.build import in_order, keyed

    made = keyed(Audience, {key: _without_limits(table) for key, table in tables.items()}, "audience", problems)
    checked = {key: _checked(each, tables[key], limits, names, problems) for key, each in made.items()}
    return in_order(checked, order, "audiences", problems)


def _without_limits(table: Any) -> Any:
    return {name: value for name, value in table.items() if name != "limits"} if isinstance(table, Mapping) else table


def _checked(
    audience: Audience, table: Mapping[str, Any], limits: Mapping[str, Any], names: Names, problems: Problems
) -> Audience:
    path = f"audience.{audience.key}"
    _check_key(audience.key, path, problems)
    periods = tuple(period.name for period in Year(2000).periods(names.periods))
    withheld = tuple(dict.fromkeys(column.partition(".")[2] for column in names.known))
    named: tuple[tuple[str, Sequence[str], Sequence[str], str], ...] = (
        ("tiers", audience.tiers, names.tiers, "tier of this format"),
        ("kinds", [kind.value for kind in audience.kinds], [kind.value for kind in KINDS], "kind that a paper covers"),
        ("where", tuple(audience.where), names.columns, "column of this format, written as sheet.column"),
        ("withhold", audience.withhold, withheld, "column of this format"),
        ("words", tuple(audience.words), names.blocks, "block of the narrative"),
        ("periods", audience.periods, periods, "period of this format's year"),
        ("document", [audience.document] if audience.document else [], names.documents, "document of sources.toml"),
    )
    for name, given, known, what in named:
        _check_named(f"{path}.{name}", given, known, what, problems)
    return replace(audience, limits=_limits(table, limits, path, problems))


def _check_key(key: str, path: str, problems: Problems) -> None:
    if not _NAME.fullmatch(key):
        problems.add(path, "the key names a file: write it in small letters, digits and hyphens, as in scrutiny-panel")
    elif key in _TAKEN:
        problems.add(path, f"'{key}' is the name of another file or folder of the output; choose another")


def _check_named(path: str, given: Sequence[str], known: Sequence[str], what: str, problems: Problems) -> None:
    """Note every name that this format has not got, with the nearest one that it has."""
    for name in given:
        if name not in known:
            close = nearest(name, list(known))
            hint = f"did you mean '{close}'?" if close else f"there are {', '.join(known) or 'none'}"
            problems.add(path, f"'{name}' is no {what}; {hint}")


def _limits(table: Mapping[str, Any], below: Mapping[str, Any], path: str, problems: Problems) -> Limits:
    """The limits of the default report with those that the audience sets."""
    from compiler.profile.build import build

    own = table.get("limits", {})
    known = {each.name for each in fields(Limits)}
    kept = {name: value for name, value in below.items() if name in known and isinstance(value, int)}
    if not isinstance(own, Mapping):
        problems.add(f"{path}.limits", f"should be a table, but '{own}' stands there")
        own = {}
    set_here = build(Limits, own, f"{path}.limits", problems)
    if set_here is not None:
        check_limits(set_here, problems, f"{path}.limits")
        kept |= {name: getattr(set_here, name) for name in own if name in known}
    return replace(Limits(), **kept)
