"""The words that many cells of a workbook say, each of which stands once in its part of shared words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.render.master.cell import safe_text

if TYPE_CHECKING:
    from xlsxwriter.sharedstrings import SharedStringTable  # type: ignore[import-untyped]

_LONGEST = 250


class SharedWords:
    """A workbook's shared words: so many of them at `most`, as they are held until it is closed.

    Where no more than a `seldom` part of some cells say something that no other says, they are worth sharing.
    """

    most, seldom = 20_000, 0.5

    def __init__(self, table: SharedStringTable) -> None:
        self._table = table

    def number(self, words: str) -> int | None:
        """The number of words among those shared; None where they are blank or long, or there is no room for more."""
        if not words or len(words) > _LONGEST:
            return None
        safe, table = safe_text(words), self._table
        if safe not in table.string_table and table.unique_count >= self.most:
            return None
        return int(table._get_shared_string_index(safe))
