"""The phrase bank: what an officer writes in it, and everything that may be wrong with that."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compiler.profile.phrase_bank import Layer, PhraseBank
from compiler.profile.phrase_conditions import Fact, Unreadable, holds, read_condition
from compiler.profile.phrase_reach import never_reached

CONDITIONS = (
    "count = 0",
    "count > 3",
    "count >= 3 and before < 2",
    "count > before",
    "count = before or before is none",
    "not (count < 4 and earlier is none)",
    "earlier = 'Quarter 1'",
)
ROOT = Path(__file__).parents[2]
BASE = """\
[places.numbers]
count = "how many"
before = "how many before"

[places.words]
noun = "what they are"
earlier = "the period before"

[actions.completed]
used = "what was completed"
places = ["count", "before", "noun", "earlier"]
say = [
    { when = "earlier is none", say = "{count} {noun} {has|have} been completed." },
    { say = "Since {earlier}, {count} {noun} {has|have} been completed." },
]

[actions.table]
used = "before the table"
places = ["count", "noun"]
say = "The plan has {count} {noun}."
"""


def problems_of(own: str) -> list[str]:
    """What is wrong with an officer's file over the bank above, one line each."""
    return [
        str(each) for each in PhraseBank((Layer("town/phrases.toml", own), Layer("base/phrases.toml", BASE))).problems
    ]


def test_a_profile_says_only_what_differs() -> None:
    own = Layer("town/phrases.toml", '[actions.table]\nsay = "{count} {noun} {is|are} in the plan."\n')
    bank = PhraseBank((own, Layer("base/phrases.toml", BASE)))

    assert bank.problems == ()
    assert bank.keys == ("actions.completed", "actions.table")
    assert bank.phrase("actions.table").used == "before the table"
    assert [(each.file, each.line, each.text) for each in bank.phrase("actions.table").variants] == [
        ("town/phrases.toml", 2, "{count} {noun} {is|are} in the plan.")
    ]
    assert [each.line for each in bank.phrase("actions.completed").variants] == [13, 14]


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (
            '[actions.tabel]\nsay = "Words."',
            "line 1: actions.tabel: there is no phrase 'actions.tabel'; did you mean 'actions.table'?",
        ),
        (
            '[actions.table]\nsay = "{cuont} {noun}."',
            "line 2: actions.table: there is no place {cuont} in this phrase; did you mean {count}?",
        ),
        (
            '[actions.table]\nsay = "In {earlier}."',
            "line 2: actions.table: there is no place {earlier} in this phrase; this phrase has {count}, {noun}",
        ),
        (
            '[actions.table]\nused = "x"\nsay = "The plan has {count {noun}."',
            "line 3: actions.table: a brace is left open: “{count {noun}.”",
        ),
        (
            '[actions.table]\nsay = "The plan has count} actions."',
            "line 2: actions.table: a brace is closed and was never opened: “} actions.”",
        ),
        (
            '[actions.table]\nsay = "{noun} {is|are} there."',
            "line 2: actions.table: {is|are} agrees with no number: write {count: is|are}",
        ),
        (
            '[actions.table]\nsay = "{count 3} {noun}."',
            "line 2: actions.table: '{count 3}' cannot be read; write for example {count}, {is|are} or {count: is|are}",
        ),
        (
            '[actions.table]\nsay = [\n  { when = "count >", say = "A." },\n  { say = "B." },\n]',
            "line 3: actions.table: the condition “count >” cannot be read: "
            "nothing stands behind 'count' to compare it with",
        ),
        (
            '[actions.table]\nsay = [\n  { when = "count is 3", say = "A." },\n  { say = "B." },\n]',
            "line 3: actions.table: the condition “count is 3” cannot be read: "
            "behind 'count is' stands 'none' or 'not none'; equal is 'count = …'",
        ),
        (
            '[actions.table]\nsay = [\n  { when = "noun > 3", say = "A." },\n  { say = "B." },\n]',
            "line 3: actions.table: 'noun' holds words: compare it as noun = 'words', or write noun is not none",
        ),
        (
            '[actions.table]\nsay = [\n  { when = "count = 0", say = "A." },\n  { when = "count > 0", say = "B." },\n]',
            "line 4: actions.table: the last variant has a condition too: end with one that has no 'when'",
        ),
        (
            '[actions.table]\nsay = [\n  { say = "A." },\n  { when = "count = 0", say = "B." },\n  { say = "C." },\n]',
            "line 4: actions.table: this variant can never be used: one above it holds whenever it does",
        ),
        (
            '[actions.table]\nsay = [ { wenn = "count = 0", say = "B." }, ]',
            "line 2: actions.table: there is no setting 'wenn'; did you mean 'when'?",
        ),
        ('[actions.table]\nsay = [ { when = "count = 0" }, { say = "C." } ]', "a variant needs words"),
        (
            '[actions.table]\nsays = "Words."',
            "line 2: actions.table.says: there is no setting 'says'; did you mean 'say'?",
        ),
        ('[actions]\ntable = "Words."', "line 2: actions.table: a phrase is a table: write [actions.table]"),
        ('[actions.table]\nsay = "Words', "town/phrases.toml: the file cannot be read as TOML:"),
    ],
)
def test_a_mistake_is_told_at_its_line(own: str, told: str) -> None:
    assert any(told in problem for problem in problems_of(own)), problems_of(own)


def test_everything_wrong_is_told_at_once() -> None:
    own = '[actions.tabel]\nsay = "A."\n[actions.table]\nsay = "{cuont}."\n[actions.completed]\nsay = "{"\n'
    assert problems_of(own) == [
        "town/phrases.toml, line 1: actions.tabel: there is no phrase 'actions.tabel'; did you mean 'actions.table'?",
        "town/phrases.toml, line 4: actions.table: there is no place {cuont} in this phrase; did you mean {count}?",
        "town/phrases.toml, line 6: actions.completed: a brace is left open: “{”",
    ]


def test_the_phrase_that_the_readme_shows_can_be_used() -> None:
    shown = re.findall(r"```toml\n(\[movement.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    base = Layer("base/phrases.toml", (ROOT / "templates/base/phrases.toml").read_text(encoding="utf-8"))
    assert [PhraseBank((Layer("ours/phrases.toml", each), base)).problems for each in shown] == [()]


@pytest.mark.parametrize(
    ("second", "reached"),
    [
        ("count > 2", False),
        ("count = 1", True),
        ("count = 4 and before = 0", False),
        ("count < before", True),
        ("earlier = 'Quarter 1'", True),
        ("not count > 1 and count > 1", False),
    ],
)
def test_a_variant_that_can_never_be_used_is_found(second: str, reached: bool) -> None:
    own = f"""[actions.completed]
say = [
    {{ when = "count > 1", say = "A." }},
    {{ when = "{second}", say = "B." }},
    {{ say = "C." }},
]"""
    never = "this variant can never be used: one above it holds whenever it does"
    assert problems_of(own) == ([] if reached else [f"town/phrases.toml, line 4: actions.completed: {never}"])


@pytest.mark.parametrize(
    ("condition", "holding"),
    [
        ("count = 3", True),
        ("count != 3", False),
        ("count ≥ 3 and before < count", True),
        ("count > 3 or earlier is none", False),
        ("not (count > 3 or earlier is none)", True),
        ("earlier = 'Quarter 1'", True),
        ("noun is none", True),
        ("noun != 'x'", True),
        ("noun = 'x'", False),
        ("share >= 90%", True),
        ("before > 1 or before = 1 and count = 3", True),
    ],
)
def test_conditions_hold_for_facts(condition: str, holding: bool) -> None:
    facts: dict[str, Fact] = {"count": 3.0, "before": 1.0, "earlier": "Quarter 1", "noun": None, "share": 92.5}
    assert holds(read_condition(condition), facts) is holding


@pytest.mark.parametrize(
    "text", ["", "count", "count = ", "= 3", "count == 3", "(count = 3", "count = 3 4", "and", "§"]
)
def test_what_is_no_condition_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_condition(text)


@given(st.text(alphabet="{}|: abcount.<>='()0123 andorisnone", max_size=40))
def test_whatever_is_written_is_read_or_told(text: str) -> None:
    own = (
        f"[actions.completed]\nsay = [\n  {{ when = {_quoted(text)}, say = {_quoted(text)} }},\n  {{ say = 'B.' }},\n]"
    )
    problems = PhraseBank((Layer("town/phrases.toml", own), Layer("base/phrases.toml", BASE))).problems
    assert all((each.file, each.line) == ("town/phrases.toml", 3) for each in problems)


def _quoted(text: str) -> str:
    return json.dumps(text)


@example(["count > before", "count = before or before is none", "count > 3"], 4, 5, False)
@given(
    st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=3), st.integers(-1, 6), st.integers(-1, 6), st.booleans()
)
def test_no_variant_that_can_be_used_is_called_unreachable(
    conditions: list[str], count: int, before: int, first: bool
) -> None:
    tests = [read_condition(each) for each in conditions]
    facts: dict[str, Fact] = {"count": float(count), "before": float(before), "earlier": None if first else "Quarter 1"}
    used = next((at for at, each in enumerate(tests) if holds(each, facts)), len(tests))
    assert used not in never_reached((*tests, None), frozenset({"count", "before"}))
