"""What is told of a person's edits in a report: which are kept, what she changed, what the returns say now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from compiler.domain.frozen import dataclass
from compiler.render.word.edits.merge import Edit, merged
from compiler.render.word.edits.settle import Compared, Kept
from compiler.render.word.edits.stretch import Seen

_AROUND = 4
"""How many words stand round a change, so that it is found again."""
_LONGEST = 140
_FEW = 3
"""So many words are told as 'x where your text says y', and are shown rather than left out."""


@dataclass(frozen=True, slots=True)
class Told:
    """One edit by hand for the screen: the slot's title, what was there and what is there now ('' where there was or is
    nothing), and what the returns say now, where that is something else."""

    title: str
    before: str
    after: str
    returns: str = ""

    @property
    def text(self) -> str:
        """The edit as one line."""
        if not self.before:
            change = f"you put in “{self.after}”"
        elif not self.after:
            change = f"you took out “{self.before}”"
        else:
            change = f"“{self.before}” → “{self.after}”"
        return f"{self.title}: {change}{f'; {self.returns}' if self.returns else ''}"


def told(compared: Compared) -> tuple[Told, ...]:
    """Every edit that is kept, slot by slot, and those among the lines at the head and foot of pages."""
    kept = (told_of(kept.slot.title, edit) for kept in compared.keep.values() for edit in kept.edits)
    return (*kept, *_typed(compared, gone=False))


def told_let_go(compared: Compared) -> tuple[Told, ...]:
    """Every edit that is not kept, because she let it go."""
    gone = (told_of(kept.slot.title, edit) for kept in compared.let_go for edit in _against_base(kept))
    return (*gone, *_typed(compared, gone=True))


def _typed(compared: Compared, gone: bool) -> Iterator[Told]:
    """What a person typed at the head and foot of pages: what is kept of it, or what is let go."""
    let_go = compared.running.let_go if compared.running else frozenset()
    for each in compared.typed:
        if (each.title in let_go) == gone:
            was = Seen(each.was, each.was) if each.was else None
            yield told_of(each.title, Edit(was, Seen(each.now, each.now), was))


def _against_base(kept: Kept) -> Sequence[Edit]:
    before = kept.before or ()
    return merged(before, kept.slot.content.seen, [line.now for line in before if line.now]).edits


def told_of(title: str, edit: Edit) -> Told:
    """One edit in the slot of that title."""
    if edit.was is None or edit.hers is None:
        was, hers = (short(each.text) if each else "" for each in (edit.was, edit.hers))
    else:
        was, hers = _difference(edit.was, edit.hers)
    return Told(title, was, hers, _returns(edit))


def _difference(was: Seen, hers: Seen) -> tuple[str, str]:
    """What is different between two versions of a stretch, with some words round it."""
    left, right = was.text.split(), hers.text.split()
    if left == right:
        return short(was.text), f"{short(hers.text)} (set differently)"
    start = next(
        (at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other),
        min(len(left), len(right)),
    )
    most = min(len(left), len(right)) - start
    same = (one == other for one, other in zip(reversed(left), reversed(right), strict=False))
    end = min(next((at for at, equal in enumerate(same) if not equal), most), most)
    return _window(left, start, end), _window(right, start, end)


def _window(words: Sequence[str], start: int, end: int) -> str:
    first, last = start - _AROUND, len(words) - end + _AROUND
    # A word or two are not worth a gap.
    first, last = first if first > _FEW else 0, last if last < len(words) - _FEW else len(words)
    text = " ".join(words[first:last])
    return f"{'… ' if first else ''}{short(text)}{' …' if last < len(words) else ''}"


def _returns(edit: Edit) -> str:
    """What the returns say now in place of what she changed; '' where they say what they said then."""
    if not edit.overtaken or edit.was is None:
        return ""
    if edit.now is None:
        return "the returns say nothing there now"
    for before, now in _changes(edit.was.text.split(), edit.now.text.split()):
        if edit.hers is not None and now and before and len(now) <= _FEW and _has(edit.hers.text.split(), before):
            return f"the returns now say {' '.join(now)} where your text says {' '.join(before)}"
    return f"the returns now say “{_difference(edit.was, edit.now)[1]}”"


def _changes(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "replace":
            yield was[a:b], now[c:d]


def _has(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))


def short(text: str) -> str:
    """The text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
