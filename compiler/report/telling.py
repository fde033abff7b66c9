"""What every section of the report is told from: the view, the plans that count, and how things are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from compiler.consolidate.view import DepartmentView, Row
from compiler.domain.finding import Finding
from compiler.domain.frozen import dataclass
from compiler.domain.origin import Origin
from compiler.domain.period import Period
from compiler.domain.record import Kind
from compiler.profile.model import Block as NarrativeBlock
from compiler.profile.model import Profile, Tier
from compiler.report.blocks import Block, Words
from compiler.report.phrases.fill import Told, phrase
from compiler.report.sentences import listed, plural

Blocks = tuple[Block, ...]
BEFORE = "Rating before"
"""What the column of the ratings of the period compared with is called, whichever period that is."""


@dataclass(frozen=True)
class Telling:
    """The department view with what a section needs to tell it.

    `final` leaves out remarks that are for the officer alone; `master` is the master workbook's file name.
    """

    view: DepartmentView
    final: bool = False
    master: str = "master.xlsx"

    @property
    def profile(self) -> Profile:
        """The council's format."""
        return self.view.profile

    @cached_property
    def counted(self) -> tuple[Tier, ...]:
        """The tiers that the main tables count."""
        return tuple(tier for tier in self.profile.tiers if tier.counted)

    @cached_property
    def others(self) -> tuple[Tier, ...]:
        """The tiers that have tables of their own."""
        return tuple(tier for tier in self.profile.tiers if not tier.counted)

    @cached_property
    def plan(self) -> str:
        """What the plan that counts is called: 'Departmental Plan'."""
        return "".join(str(part) for part in listed([tier.name for tier in self.counted]))

    def rows(self, kind: Kind, *tiers: Tier) -> tuple[Row, ...]:
        """The rows of a kind in those tiers; none where no tier is named."""
        keys = tuple(tier.key for tier in tiers)
        if not keys:
            return ()
        if (kind, keys) not in self._rows:
            self._rows[kind, keys] = tuple(self.view.of(kind, *keys))
        return self._rows[kind, keys]

    def every(self, kind: Kind) -> tuple[Row, ...]:
        """The rows of a kind in all tiers."""
        if (kind, ()) not in self._rows:
            self._rows[kind, ()] = tuple(self.view.of(kind))
        return self._rows[kind, ()]

    @cached_property
    def _rows(self) -> dict[tuple[Kind, tuple[str, ...]], tuple[Row, ...]]:
        """The rows that were asked for: the facts of a report alone ask 60 times."""
        return {}

    def found_at(self, code: str) -> Mapping[Origin, Finding]:
        """The findings of a rule by where they stand, the first of several at one place."""
        if code not in self._found:
            told = [finding for finding in self.view.findings if finding.code == code]
            self._found[code] = {finding.origin: finding for finding in reversed(told)}
        return self._found[code]

    @cached_property
    def _found(self) -> dict[str, Mapping[Origin, Finding]]:
        return {}

    def noun(self, kind: Kind, number: int = 1) -> str:
        """The council's word for rows of a kind, agreeing with their number."""
        return plural(self.profile.word(kind.value), number)

    @property
    def now(self) -> str:
        """The period in later uses: 'Quarter 4 2007/08'."""
        return self.view.period.short

    @cached_property
    def compared(self) -> Period | None:
        """The period that this one is compared with; None where no row of it stood in that period's returns."""
        return self.view.compared if any(row.before is not None for row in self.view.rows) else None

    @cached_property
    def earlier(self) -> str:
        """The period compared with, without its year where that is this year: 'Quarter 3'; '' where there is none."""
        compared = self.compared
        if compared is None:
            return ""
        label = compared.label.split(" (")[0]
        return label if compared.year == self.view.period.year else compared.short

    def say(self, key: str, **places: Told) -> Words:
        """The sentence of that key in the phrase bank; the plan and the periods need not be given."""
        bank = self.profile.phrases
        usual = {name: _USUAL[name](self) for name in bank.phrase(key).places if name in _USUAL and name not in places}
        return phrase(bank, key, {**usual, **places})

    def filled(self, pattern: str) -> str:
        """Words of the settings with the period, the year, the department and the council in their places."""
        said = {
            "{period}": self.view.period.label,
            "{year}": self.view.period.year.label,
            "{department}": self.view.department.name,
            "{council}": self.view.department.council,
        }
        for place, value in said.items():
            pattern = pattern.replace(place, value)
        return pattern

    def block(self, key: str) -> NarrativeBlock | None:
        """The block of the officer's words of that key, if the format has it."""
        return next((block for block in self.profile.blocks if block.key == key), None)


_USUAL: Mapping[str, Callable[[Telling], str]] = {
    "plan": lambda telling: telling.plan,
    "now": lambda telling: telling.now,
    "earlier": lambda telling: telling.earlier,
    "period": lambda telling: telling.view.period.label,
    "year": lambda telling: telling.view.period.year.label,
    "level": lambda telling: telling.profile.word("outcome"),
    "master": lambda telling: telling.master,
}
"""What every sentence may name, whatever it is about."""

Section = Callable[[Telling], Blocks]
"""Tells one section."""


def together(telling: Telling, sections: Iterable[Section]) -> Blocks:
    """Sections one after the other."""
    return tuple(block for section in sections for block in section(telling))
