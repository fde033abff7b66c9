"""How an edit is told: what was there, what she made of it, and what the returns say there now."""

from __future__ import annotations

import pytest

from compiler.render.word.edits.merge import Edit
from compiler.render.word.edits.stretch import Seen
from compiler.render.word.edits.telling import told_of


def p(words: str) -> Seen:
    """A paragraph in body text."""
    return Seen(f"body text\x1f\x1f{words}", words)


NINE, TEN = p("Of 19 actions, 9 are Green."), p("Of 19 actions, 10 are Green.")
LONG = p(" ".join(f"word{number}" for number in range(60)))

CASES = {
    "rewritten": (
        Edit(NINE, p("Of 19 actions, 9 are well on course."), NINE),
        "Risks: “Of 19 actions, 9 are Green.” → “Of 19 actions, 9 are well on course.”",
    ),
    "rewritten, and the returns say another figure": (
        Edit(NINE, p("Of 19 actions, 9 are well on course."), TEN),
        "Risks: “Of 19 actions, 9 are Green.” → “Of 19 actions, 9 are well on course.”; "
        "the returns now say 10 where your text says 9",
    ),
    "rewritten without that figure": (
        Edit(NINE, p("Most actions are well on course."), TEN),
        "Risks: “Of 19 actions, 9 are Green.” → “Most actions are well on course.”; "
        "the returns now say “Of 19 actions, 10 are Green.”",
    ),
    "rewritten, and gone from the returns": (
        Edit(NINE, p("Of 19 actions, 9 are well."), None),
        "Risks: “Of 19 actions, 9 are Green.” → “Of 19 actions, 9 are well.”; the returns say nothing there now",
    ),
    "set differently": (
        Edit(NINE, Seen("callout\x1f\x1fOf 19 actions, 9 are Green.", NINE.text), NINE),
        "Risks: “Of 19 actions, 9 are Green.” → “Of 19 actions, 9 are Green. (set differently)”",
    ),
    "put in": (Edit(None, p("Well done."), None), "Risks: you put in “Well done.”"),
    "taken out": (Edit(NINE, None, NINE), "Risks: you took out “Of 19 actions, 9 are Green.”"),
    "one word of many": (
        Edit(LONG, p(LONG.text.replace("word30", "another")), LONG),
        "Risks: “… word26 word27 word28 word29 word30 word31 word32 word33 word34 …” → "
        "“… word26 word27 word28 word29 another word31 word32 word33 word34 …”",
    ),
}


@pytest.mark.parametrize(("edit", "line"), CASES.values(), ids=CASES)
def test_an_edit_in_one_line(edit: Edit, line: str) -> None:
    assert told_of("Risks", edit).text == line
