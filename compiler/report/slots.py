"""The slots of a format: every part, table, chart and fact that an officer can place, whether or not it is filled."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.domain.frozen import replace
from compiler.domain.record import Kind
from compiler.profile.model import Profile
from compiler.report.known_facts import known_facts
from compiler.report.narrative import CLOSING, PLACED, SUMMARY
from compiler.report.sentences import plural
from compiler.report.slot import Slot
from compiler.report.slots_within import slots_within

__all__ = ["KINDS", "Slot", "default_order", "own_blocks", "slots_of", "words_key"]

KINDS = (Kind.ACTION, Kind.INDICATOR, Kind.RISK)
"""What the appendices list, in their order."""


def default_order(profile: Profile) -> tuple[str, ...]:
    """The keys of the parts of a report in the order in which they stand where no template says otherwise."""
    activities, update, *ending = CLOSING
    return (
        *("face", "draft", "partial", "conflicts", "corrections", "key-points", "summary", "contents"),
        *("purpose", "background", "exceptions", "progress", "plans", "risks", "questions", activities, update),
        OWN_WORDS,
        *ending,
        "appendix-amendments",
        *(f"appendix-{kind.value}s" for kind in KINDS),
        "appendix-charts",
        *(("appendix-sources",) if profile.report.annex else ()),
        "glossary",
    )


def own_blocks(profile: Profile) -> tuple[str, ...]:
    """The keys of the blocks of the officer's words that a format adds to the usual ones, in its order."""
    return tuple(block.key for block in profile.blocks if block.key not in PLACED)


OWN_WORDS = "words"
"""The slot for the words under all blocks that a format adds, but for those that stand in the paper by themselves."""


def words_key(block: str) -> str:
    """The key of the slot for a block that a format adds, apart from the keys of all other slots."""
    return f"words-{block}"


def slots_of(profile: Profile) -> tuple[Slot, ...]:
    """Every slot of a format: whole sections, what stands within them, and the facts for places inside sentences.

    Keys and titles are each the slot's own. A format with words of its own for actions or risks finds its slots by
    their usual titles as well, so that it needs no template of its own.
    """
    slots = _slots(profile)
    if not profile.words:
        return slots
    usual = {slot.key: slot.title for slot in _slots(replace(profile, words={}))}
    return tuple(replace(slot, usual=usual.get(slot.key, "")) for slot in slots)


def _slots(profile: Profile) -> tuple[Slot, ...]:
    return (*_sections(profile), *slots_within(profile), *_facts(profile))


def _facts(profile: Profile) -> Iterator[Slot]:
    return (Slot(each.key, each.title, each.what, "fact") for each in known_facts(profile))


def _sections(profile: Profile) -> Iterator[Slot]:
    names = {block.key: block.name for block in profile.blocks}
    actions, indicators, risks = (_plural(profile, kind) for kind in KINDS)
    yield Slot(
        "face", "Face", "The title, the body that the report goes to, whose it is, its subject and date.", "part"
    )
    yield Slot("draft", "Draft mark", "Why the report is a draft; nothing in a final report.", "part")
    yield Slot("partial", "Partial figures", "Which figures are partial, because returns or rows are missing.", "part")
    yield Slot("conflicts", "Conflicts", "What returns say differently of one row, and how it was settled.", "part")
    yield Slot("corrections", "Corrections", "What the last report said that is now otherwise, and why.", "part")
    yield Slot(
        "key-points", "Key points", "One page: key figures, the worst exceptions, what is awaited and asked.", "part"
    )
    yield Slot("summary", "Summary", "The summary that members read first, in numbered parts.", "part")
    yield Slot("contents", "Contents", "The table of contents, with links to the headings.", "part")
    yield from (_words(names, key) for key in ("purpose", "background") if key in names)
    yield Slot("exceptions", "Exceptions", "What is red, worse or overdue: what happened, why, what is done.", "part")
    yield Slot("progress", "Progress", "Ratings and what changed in the plan that counts.", "part")
    yield Slot("plans", "Other plans", "Performance on the plans beneath the one that counts.", "part")
    yield Slot("risks", "Risks", f"The {risks} by score, what changed, and what else will be done.", "part")
    yield Slot(
        "questions", "Questions from members", "What members asked, with its answer or how long it is open.", "part"
    )
    activities, update, *ending = CLOSING
    yield from (_words(names, key) for key in (activities, update) if key in names)
    yield Slot(OWN_WORDS, "Other words", "The officer's words under all headings of the format's own.", "part")
    yield from (Slot(words_key(key), names[key], _own_words(names[key]), "part") for key in own_blocks(profile))
    yield from (_words(names, key) for key in ending if key in names)
    yield Slot(
        "appendix-amendments", "Appendix of amendments", "Changes of plans for decision, and those decided.", "part"
    )
    for kind, nouns in zip(KINDS, (actions, indicators, risks), strict=True):
        yield Slot(
            f"appendix-{kind.value}s", f"Appendix of {nouns}", f"Every one of the {nouns}, plan by plan.", "part"
        )
    yield Slot("appendix-charts", "Appendix of chart figures", "The figures of the charts as tables.", "part")
    yield Slot("appendix-sources", "Sources of the figures", "The cells that each table comes from, and how.", "part")
    yield Slot("glossary", "Abbreviations", "The abbreviations that the report uses, with their meanings.", "part")
    yield from (
        Slot(f"summary-{key}", f"Summary: {names[key]}", _own_words(names[key]), "part")
        for key in SUMMARY
        if key in names
    )


def _words(names: dict[str, str], key: str) -> Slot:
    return Slot(key, names[key], _own_words(names[key]), "part")


def _own_words(name: str) -> str:
    return f"The officer's words under “{name}”."


def _plural(profile: Profile, kind: Kind) -> str:
    return plural(profile.word(kind.value), 2)
