"""The marks by which the rows of plans are known, also where a plan gives none or gives one twice."""

from __future__ import annotations

from collections import Counter

from compiler.domain.record import Kind, Record
from compiler.returns.identity import row_identity

_WORDED = {Kind.OBJECTIVE: "number", Kind.ACTION: "action", Kind.INDICATOR: "definition", Kind.RISK: "risk"}


class Marks:
    """Gives each row its mark; asked for the same rows in the same order, the same marks."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._alike: Counter[tuple[str, ...]] = Counter()

    def of(self, record: Record) -> str:
        """The row's own mark; where it has none, or one that another row has, one made from what it says."""
        mark = record.identity
        while not mark or mark in self._given:
            mark = self._made(record)
        self._given.add(mark)
        return mark

    def _made(self, record: Record) -> str:
        reference, words = record.text("reference"), record.text(_WORDED.get(record.kind, "milestone"))
        self._alike[record.kind.value, record.plan, record.division, reference, words] += 1
        occurrence = self._alike[record.kind.value, record.plan, record.division, reference, words]
        return row_identity(record.kind, record.plan, record.division, reference, words, occurrence)
