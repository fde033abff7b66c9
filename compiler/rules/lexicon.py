"""The words of all plans and returns: each once, and what stands beside it where a rule goes back to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from compiler.domain.returned import Role
from compiler.domain.tuples import NamedTuple
from compiler.rules.case import Case
from compiler.rules.reading import Gatherer, Look, Page, Seen
from compiler.rules.said import Words, kept_apart, words_compared, words_typed
from compiler.rules.texts import Texts

_MOST_PIECES = 4096
END = "\x00"
"""Stands before, between and after texts whose words follow each other."""
_BETWEEN = f" {END} "


class Lexicon(Gatherer):
    """Every word of plans and returns as it is compared, with the number of the first workbook of its role that has
    it, and every word of four letters and more as it was typed.

    Words hold no spaces, and 13,000 texts have but some thousand pieces between spaces: each is read once while it is
    known, and what was kept of a text is not read at all.
    """

    def __init__(self, case: Case | None = None) -> None:
        self.first: Mapping[Role, dict[str, int]] = {role: {} for role in Role}
        self.typed: set[str] = set()
        self._pieces = {role: Seen(_MOST_PIECES) for role in Role}

    def __call__(self, page: Page) -> tuple[str, ...]:
        """Take what is new in a workbook; no text needs to be seen again for it."""
        kept, _, rest = kept_apart(page.texts)
        pieces = self._pieces[page.role].new(frozenset(rest.plainly.whole.replace(END, " ").split()))
        whole = " ".join(pieces)
        first = self.first[page.role]
        words = {*words_compared(whole), *" ".join(lines[0] for lines in kept).split()}
        first.update(dict.fromkeys(words.difference(first), page.number))
        self.typed.update(words_typed(whole), " ".join(lines[2] for lines in kept).split())
        return ()

    def words(self, *roles: Role) -> set[str]:
        """Every word in the workbooks of some roles."""
        return set().union(*(self.first[role] for role in roles))

    def first_of(self, word: str, roles: Iterable[Role]) -> int:
        """The number of the first workbook of some roles that has a word."""
        return min(first[word] for role in roles if word in (first := self.first[role]))

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "_pieces"}

    def join(self, later: Lexicon) -> None:
        """Take what was read of later workbooks."""
        for role, first in later.first.items():
            self.first[role].update({word: number for word, number in first.items() if word not in self.first[role]})
        self.typed |= later.typed


LEXICON = Look(Lexicon, whole=True)


class Pieces(dict[str, Words]):
    """The words of pieces between spaces as they are compared, for as many as are met at one time."""

    def __missing__(self, piece: str) -> Words:
        if len(self) > _MOST_PIECES:
            self.clear()
        self[piece] = found = words_compared(piece) if piece != END else (END,)
        return found


class Standing(NamedTuple):
    """A word where it stands: the text, its words as they are compared, and which of them it is."""

    text: str
    words: Words
    at: int


class Running:
    """The words of texts as they are compared, one text after the other, with `END` before, between and after them."""

    def __init__(self, texts: Texts, pieces: Pieces) -> None:
        of_kept, known, rest = kept_apart(texts)
        self._texts = (*known.texts, *rest.texts)
        compared, plainly = _BETWEEN.join(lines[0] for lines in of_kept), _BETWEEN.join(rest.plainly.texts)
        between = [END] if of_kept and rest.texts else []
        of_rest = chain.from_iterable(map(pieces.__getitem__, plainly.split()))
        self.words = [END, *compared.split(), *between, *of_rest, END]

    def at(self, wanted: Container[str]) -> list[int]:
        """Where some words stand."""
        return [at for at, word in enumerate(self.words) if word in wanted]

    @cached_property
    def _ends(self) -> Sequence[int]:
        return self.at((END,))

    def standing(self, at: int) -> Standing:
        """The word at a place, in its text."""
        number = bisect_left(self._ends, at) - 1
        begin, end = self._ends[number], self._ends[number + 1]
        return Standing(self._texts[number], tuple(self.words[begin + 1 : end]), at - begin - 1)
