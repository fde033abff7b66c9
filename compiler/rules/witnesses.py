"""Whether a word is a slip of another: what the words around both prove, wherever they stand in plans and returns.

A word is held against one that may be meant in four steps, each over fewer: its first places against all of the other,
then, of the few pairs that are left, all of its places, and these against all of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from compiler.domain.agreement import grouped
from compiler.domain.returned import Role
from compiler.rules.case import Case
from compiler.rules.lexicon import END, Lexicon, Pieces, Running, Standing
from compiler.rules.reading import Seen, given_texts, workbooks
from compiler.rules.texts import Texts
from compiler.rules.vocabulary import ending_between
from compiler.rules.words import swapped
from compiler.rules.written import Spot, columns_of_type, given_in, spots_in

_LONG = 5
_SAME_WORDS = 4
_LONG_RUN = 6
_MORE_OFTEN = 3
_FIRST_PLACES = 2


class Trial:
    """A word that may be a slip of a more usual one, in the workbooks of some roles.

    `spots` are the cells in which it stands, `voices` the wordings: a row that stands in two plans speaks with one
    voice, and so do the same words in two rows. `witness` is the first place of the usual word that proves the first
    place of the rare one, with its cell.
    """

    def __init__(self, rare: str, usual: str, roles: Collection[Role]) -> None:
        self.rare, self.usual, self.roles = rare, usual, roles
        self.ending = ending_between(rare, usual)
        self.spots: list[Spot] = []
        self.voices: set[str] = set()
        self.usual_voices: set[str] = set()
        self.places: dict[str, list[Standing]] = {}
        self.proofs: list[Proof] = []
        self.witness: tuple[Standing, Spot] | None = None

    @property
    def heard_first(self) -> tuple[Standing, Spot]:
        """The first witness of a word that is proven to be a slip."""
        assert self.witness is not None
        return self.witness

    def take(self, spot: Spot, text: str, places: list[Standing]) -> None:
        """Take a cell of the rare word, with the places in its text."""
        self.spots.append(spot)
        self.voices.add(_voice(spot, places[0]))
        self.places.setdefault(text, places)

    @property
    def heard_enough(self) -> bool:
        """Whether so many wordings of the usual word were heard that it is the more usual by far."""
        return len(self.usual_voices) >= _MORE_OFTEN * len(self.voices)

    @property
    def proven(self) -> bool:
        """Whether every place of the word is proved, and the other is the more usual."""
        times, is_other = len(self.voices), self.ending is None
        often = is_other and self.heard_enough
        return len(self.usual_voices) > times and all(
            each.voices and (often or (is_other and each.long) or len(each.voices) > times) for each in self.proofs
        )

    def proves(self, place: Standing, left: int, right: int) -> bool:
        """Whether the words that two places share show that one word was meant, and not two."""
        if not (left or right):
            return False
        if self.ending == "s":
            return len(self.rare) < len(self.usual) and left >= 1 and right >= 1 and left + right >= _SAME_WORDS
        near = (*place.words[max(0, place.at - min(left, 2)) : place.at], *place.words[place.at + 1 :][: min(right, 2)])
        telling = any(len(word) >= _LONG for word in near)
        if self.ending is not None:
            return left + right >= 2 and telling
        return left + right >= _SAME_WORDS or (telling and len(self.rare) >= _LONG and swapped(self.rare, self.usual))


class Proof:
    """What proves one place of a word: the wordings in which the other stands in the same words, as many as are needed,
    and whether any shares a long run of words with it."""

    __slots__ = ("long", "place", "trial", "voices")

    def __init__(self, trial: Trial, place: Standing) -> None:
        self.trial, self.place = trial, place
        self.voices: set[str] = set()
        self.long = False

    def hear(self, spot: Spot, standing: Standing, shared: int) -> None:
        """Take a place of the usual word, which shares so many words with this one, in one of its cells."""
        trial = self.trial
        if trial.witness is None and self is trial.proofs[0]:
            trial.witness = standing, spot
        self.long = self.long or shared >= _LONG_RUN
        if len(self.voices) <= len(trial.voices):
            self.voices.add(_voice(spot, standing))


class _Beside:
    """Places of rare words, by the words beside them: without one of these two the words around prove nothing."""

    def __init__(self, proofs: Iterable[Proof]) -> None:
        self._by: dict[str, tuple[dict[str, list[Proof]], dict[str, list[Proof]]]] = {}
        for proof in proofs:
            _, words, at = proof.place
            before, after = self._by.setdefault(proof.trial.usual, ({}, {}))
            after.setdefault(words[at + 1] if at + 1 < len(words) else END, []).append(proof)
            if at:
                before.setdefault(words[at - 1], []).append(proof)

    def proved(self, running: Running, role: Role) -> Iterator[tuple[int, Proof, int]]:
        """Which places are proved by words in their order: where each time, and by how many words that both share."""
        words = running.words
        for at in running.at(self._by):
            before, after = self._by[words[at]]
            for proof in (*before.get(words[at - 1], ()), *after.get(words[at + 1], ())):
                if role in proof.trial.roles:
                    left, right = _shared(proof.place, words, at)
                    if proof.trial.proves(proof.place, left, right):
                        yield at, proof, left + right


def _shared(one: Standing, words: Sequence[str], at: int) -> tuple[int, int]:
    """How many words before and after a word are the same as around another, where its text begins and ends as such."""
    _, own, here = one
    left = right = 0
    while left < here and own[here - left - 1] == words[at - left - 1]:
        left += 1
    while here + right + 1 < len(own) and own[here + right + 1] == words[at + right + 1]:
        right += 1
    return left, right


def proven(case: Case, lexicon: Lexicon, trials: Sequence[Trial]) -> list[Trial]:
    """Those of some trials that prove their word to be a slip."""
    left = _with_first_proof(case, lexicon, trials) if trials else []
    if left:
        _find_places(case, left)
        _hear_witnesses(case, left)
    return [trial for trial in left if trial.proven]


def _with_first_proof(case: Case, lexicon: Lexicon, trials: Sequence[Trial]) -> list[Trial]:
    """The trials of which the first place or two are proved somewhere."""
    first = _first_places(case, lexicon, trials)
    open_ = {proof: None for trial in trials for place in first[trial.rare] if (proof := Proof(trial, place))}
    beside, pieces = _Beside(open_), Pieces()
    seen = {role: Seen() for role in Role}
    for page, _ in given_texts(case):
        role = page.role
        running = Running(Texts(tuple(seen[role].new(frozenset(page.texts.texts)))), pieces)
        proved = {proof for _, proof, _ in beside.proved(running, role)}
        if proved:
            open_ = {proof: None for proof in open_ if proof not in proved}
            beside = _Beside(open_)
        if not open_:
            break
    unproven = {proof.trial for proof in open_}
    return [trial for trial in trials if trial not in unproven]


def _first_places(case: Case, lexicon: Lexicon, trials: Iterable[Trial]) -> Mapping[str, list[Standing]]:
    """A place or two of each rare word, in the first workbook that has it."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for trial in trials:
        wanted[lexicon.first_of(trial.rare, trial.roles)].add(trial.rare)
    found: dict[str, list[Standing]] = defaultdict(list)
    pieces = Pieces()
    for number, _, rows in workbooks(case, wanted):
        running = Running(Texts(tuple(given_in(columns_of_type(rows, "text")))), pieces)
        for at in running.at(wanted[number]):
            word = running.words[at]
            if len(found[word]) < _FIRST_PLACES:
                found[word].append(running.standing(at)._replace(text=""))
    return found


def _find_places(case: Case, trials: Iterable[Trial]) -> None:
    """Find all places of the rare words, in the order of their first cells, and their wordings."""
    by_word = grouped(trials, lambda trial: trial.rare)
    pieces = Pieces()
    for page, rows in given_texts(case):
        running = Running(page.texts, pieces)
        held: dict[str, list[Standing]] = {}
        for at in running.at(by_word):
            standing = running.standing(at)
            held.setdefault(standing.text, []).append(standing)
        for text, spot in spots_in(rows, held, "text"):
            for word, places in grouped(held[text], lambda place: place.words[place.at]).items():
                for trial in by_word[word]:
                    if page.role in trial.roles:
                        trial.take(spot, text, places)


def _hear_witnesses(case: Case, trials: Iterable[Trial]) -> None:
    """Hold all places of the rare words against those of the usual ones, and count the wordings of these."""
    by_word = grouped(trials, lambda trial: trial.usual)
    for trial in chain.from_iterable(by_word.values()):
        trial.proofs = [Proof(trial, place) for places in trial.places.values() for place in places]
    beside = _Beside(proof for same in by_word.values() for trial in same for proof in trial.proofs)
    pieces = Pieces()
    for page, rows in given_texts(case):
        role, running = page.role, Running(page.texts, pieces)
        proved: dict[str, list[tuple[Standing, Proof, int]]] = {}
        for at, proof, shared in beside.proved(running, role):
            standing = running.standing(at)
            proved.setdefault(standing.text, []).append((standing, proof, shared))
        held: dict[str, list[tuple[Standing, Trial]]] = {text: [] for text in proved}
        for at in running.at(by_word):
            for trial in by_word[running.words[at]]:
                if role in trial.roles and not trial.heard_enough:
                    standing = running.standing(at)
                    held.setdefault(standing.text, []).append((standing, trial))
        for text, spot in spots_in(rows, held, "text"):
            for standing, trial in held[text]:
                trial.usual_voices.add(_voice(spot, standing))
            for standing, proof, shared in proved.get(text, ()):
                proof.hear(spot, standing, shared)


def _voice(spot: Spot, standing: Standing) -> str:
    """Whose wording a text is: that of its row, or its own where the row has no reference."""
    return spot.row or " ".join(standing.words)
