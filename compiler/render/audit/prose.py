"""The paragraphs of a finished report held against those that were written, moved and reworded ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from compiler.domain.frozen import dataclass
from compiler.render.audit.document import Spot
from compiler.render.audit.marks import alike, differing, marks, sentences, skeleton
from compiler.render.audit.remark import Remark, changed
from compiler.render.audit.support import Known, fractions, remarks_on

_REWORDED, _SURELY = 0.5, 0.75  # how alike a reworded sentence is to the one that is gone


@dataclass(frozen=True, slots=True)
class _Pool:
    """What was written and stands nowhere unchanged: whole paragraphs, taken as they are found."""

    spots: list[Spot]

    def take(self, wanted: Spot, ratings: tuple[str, ...]) -> Spot | None:
        """The paragraph that differs from one in its numerals and ratings only, of the same kind if there is one."""
        same = [each for each in self.spots if skeleton(each.text, ratings) == skeleton(wanted.text, ratings)]
        found = next((each for each in same if each.kind == wanted.kind), same[0] if same else None)
        if found is not None:
            self.spots.remove(found)
        return found


def prose(now: Sequence[Spot], wrote: Sequence[Spot], facts: Known) -> Iterator[tuple[int, Remark]]:
    """What is to be said of the paragraphs, each remark with the number of its paragraph.

    A paragraph that was written stays clean wherever it stands, and so does one whose words were changed as long as
    its figures are the same. In new words each numeral must be said by something.
    """
    written: Counter[tuple[str, str]] = Counter((spot.kind, spot.text) for spot in wrote)
    left: list[tuple[int, Spot]] = []
    for at, spot in enumerate(now):
        key = (spot.kind, spot.text)
        written[key] -= 1
        if written[key] < 0:
            left.append((at, spot))
    gone = _Pool([spot for spot in reversed(wrote) if _again(written, spot)][::-1])
    copied = {spot.text for spot in wrote}
    open_: list[tuple[int, Spot]] = []
    for at, spot in left:
        was = gone.take(spot, facts.ratings)
        if was is not None:
            yield from ((at, remark) for remark in _differing(spot, spot.text, was.text))
        elif spot.text not in copied:
            open_.append((at, spot))
    yield from _reworded(open_, gone.spots, copied, facts)


def _again(written: Counter[tuple[str, str]], spot: Spot) -> bool:
    """Whether a paragraph that was written is still to be found; each is counted once."""
    key = (spot.kind, spot.text)
    if written[key] <= 0:
        return False
    written[key] -= 1
    return True


def _differing(spot: Spot, text: str, was: str) -> Iterator[Remark]:
    for each in differing(text, was):
        yield changed(spot.where, each.mark.text, each.wrote.text if each.wrote else "", text)


def _reworded(
    open_: Sequence[tuple[int, Spot]], gone: Sequence[Spot], copied: set[str], facts: Known
) -> Iterator[tuple[int, Remark]]:
    """Paragraphs whose words are others, sentence by sentence."""
    missing = [sentence for spot in gone for sentence in sentences(spot.text)]
    standing = {sentence for text in copied for sentence in sentences(text)}
    for at, spot in open_:
        for sentence in sentences(spot.text):
            if sentence in missing:
                missing.remove(sentence)
            elif marks(sentence, facts.ratings) or "of" in sentence:
                yield from ((at, remark) for remark in _sentence(spot, sentence, missing, standing, facts))


def _sentence(spot: Spot, sentence: str, missing: list[str], standing: set[str], facts: Known) -> Iterator[Remark]:
    """What is to be said of one sentence: against the one that stood there before, else as new words."""
    words, about = skeleton(sentence, facts.ratings), f"{spot.text} {spot.section}"
    same = next((each for each in missing if skeleton(each, facts.ratings) == words), None)
    if same is None and sentence in standing:
        return
    surely = same or _like(words, missing, facts.ratings, _SURELY)
    was = surely or _like(words, missing, facts.ratings, _REWORDED)
    if was is None:
        yield from fractions(sentence, spot.where, about, facts)
        for mark in marks(sentence):
            yield from remarks_on(mark, sentence, spot.where, about, facts)
        return
    missing.remove(was)
    for each in differing(sentence, was, facts.ratings):
        unsaid = tuple(remarks_on(each.mark, sentence, spot.where, about, facts))
        if each.wrote is None:
            yield from unsaid
        elif surely or unsaid:
            yield changed(spot.where, each.mark.text, each.wrote.text, sentence)


def _like(words: tuple[str, ...], texts: Sequence[str], ratings: tuple[str, ...], least: float) -> str | None:
    found = alike(words, [skeleton(each, ratings) for each in texts], least)
    return None if found is None else texts[found]
