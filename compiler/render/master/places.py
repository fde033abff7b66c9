"""Names for people, and the way from a row of the master workbook to the cell that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from compiler.consolidate.view import DepartmentView, Movement, Receipt, Row, Source
from compiler.domain.finding import Audience, Finding
from compiler.domain.frozen import dataclass
from compiler.domain.language import term
from compiler.domain.origin import Origin, column_letters
from compiler.domain.regex import regex
from compiler.profile.heading import heading_words
from compiler.render.master.cell import Link
from compiler.report.sentences import capital

NO_OUTCOME = "No outcome"
_LONGEST_TARGET = 2_000
_ODD = regex(r"[%#]")
_ESCAPED = regex(r'[%# "<>\[\]^`{}]')


@dataclass(frozen=True)
class Places:
    """One view's names and links. `returns` and `plans` are the folders, relative to the master workbook, in which the
    returns and plans lie; None where nothing may lead out of the workbook."""

    view: DepartmentView
    returns: str | None = None
    plans: str | None = None

    def plan(self, key: str) -> str:
        """The name of a tier of plans."""
        tier = self.view.profile.tier(key)
        return tier.name if tier else key

    def division(self, key: str) -> str:
        """The name of a division."""
        division = self.view.department.division(key)
        return division.name if division else key

    def heading(self, words: str) -> str:
        """A heading of the profile with its year and period written out."""
        return heading_words(words, self.view.period.year, self.view.period)

    def to_return(self, origin: Origin) -> Link:
        """A place within a return ('Actions, F12'), leading to it."""
        return Link(_within(origin), _target(self.returns, origin))

    def to_cell(self, origin: Origin, role: str) -> Link:
        """A place within a 'plan' or 'return', leading to it; only its words where the file plays no such part."""
        return Link(_within(origin), _target({"return": self.returns, "plan": self.plans}.get(role), origin))

    def source_file(self, row: Row) -> str:
        """The file in which a row was returned, or approved if no return holds it."""
        if row.returned:
            return row.returned.origin.workbook
        return term("{workbook} (the approved plan)", workbook=row.record.origin.workbook)

    def source_row(self, row: Row) -> Link:
        """The place within that file, leading to it."""
        if row.returned:
            return self.to_return(row.returned.origin)
        return Link(_within(row.record.origin), _target(self.plans if row.planned else None, row.record.origin))

    def file(self, source: Source) -> Link:
        """A file's name, leading to it if it was received."""
        folder = {"return": self.returns, "plan": self.plans}.get(source.role)
        received = source.receipt is Receipt.RECEIVED
        return Link(source.workbook, _target(folder if received else None, Origin(source.workbook)))

    @cached_property
    def _roles(self) -> Mapping[str, frozenset[str]]:
        """What each file is, by its name."""
        roles: dict[str, set[str]] = {}
        for source in self.view.sources:
            roles.setdefault(source.workbook, set()).add(source.role)
        return {name: frozenset(each) for name, each in roles.items()}

    def finding(self, finding: Finding) -> str:
        """What the cell of a finding leads to; '' where there is no one file that it can be."""
        name = finding.origin.workbook
        roles = self._roles.get(name, frozenset())
        if not roles & {"return", "plan"}:
            return ""
        planned = "plan" in roles and ("return" not in roles or finding.audience is Audience.PLAN)
        return _target(self.plans if planned else self.returns, finding.origin)


def _within(origin: Origin) -> str:
    sheet, cell = origin.sheet, origin.cell
    return f"{sheet}, {cell}" if sheet and cell else sheet or cell


def movement_words(movement: Movement) -> str:
    """What became of a row, as it stands in a cell."""
    return capital(term(str(movement.value)))


def outcome_words(row: Row) -> str:
    """The outcome that a row belongs to, in words even where there is none."""
    return row.outcome or term(NO_OUTCOME)


def _target(folder: str | None, origin: Origin) -> str:
    """The link to a cell of a neighbouring workbook; '' where none is wanted or none can be made."""
    if folder is None or not origin.workbook:
        return ""
    target = _sheet(folder, origin.workbook, origin.sheet)
    if origin.sheet:
        target += f"{column_letters(origin.column or 1)}{origin.row or 1}"
    return target if len(target) <= _LONGEST_TARGET else ""


@lru_cache(maxsize=1024)
def _sheet(folder: str, workbook: str, sheet: str) -> str:
    """The link to a sheet of a neighbouring workbook, as far as before the cell; to the workbook for a blank sheet."""
    path = "/".join(part for part in (folder.strip("/"), workbook) if part)
    if _ODD.search(path):  # the writer escapes other paths itself, and takes one with these for escaped
        path = _ESCAPED.sub(lambda letter: f"%{ord(letter[0]):02x}", path)
    name = sheet.replace("'", "''")
    return f"external:{path}#'{name}'!" if sheet else f"external:{path}"
