"""Phrases filled: which wording is used, forms that agree, figures that stay figures, and gaps for the officer."""

from __future__ import annotations

import datetime as dt

import pytest

from compiler.domain.origin import Origin
from compiler.profile.phrase_bank import Layer, PhraseBank
from compiler.report.blocks import Figure, Pointing, ToWrite, say
from compiler.report.facts import count
from compiler.report.phrases.fill import Told, phrase
from compiler.report.phrases.worded import Worded
from compiler.report.sentences import listed

CELLS = tuple(Origin("Care.xlsx", "Actions", row, 6) for row in range(3, 20))


def bank(said: str) -> PhraseBank:
    """A bank of one phrase, which may name everything."""
    text = f"""
[places.numbers]
count = "how many"
before = "how many before"
share = "a percentage"
[places.words]
noun = "what they are"
earlier = "a period"
names = "a list"
day = "a day"
[the.phrase]
used = "in tests"
places = ["count", "before", "share", "noun", "earlier", "names", "day"]
say = {said}
"""
    made = PhraseBank((Layer("base/phrases.toml", text),))
    assert made.problems == ()
    return made


def told(said: str, **places: Told) -> str:
    """What a phrase says of these places; the others hold nothing."""
    every: dict[str, Told] = {
        "count": 0,
        "before": 0,
        "share": None,
        "noun": "",
        "earlier": "",
        "names": (),
        "day": None,
    }
    return say(phrase(bank(said), "the.phrase", {**every, **places}))


@pytest.mark.parametrize(
    ("number", "said"), [(0, "No actions are late."), (1, "One action is late."), (12, "12 actions are late.")]
)
def test_forms_agree_with_the_number_before_them(number: int, said: str) -> None:
    assert told('"{count} {action|actions} {is|are} late."', count=number) == said


@pytest.mark.parametrize(("number", "said"), [(1, "It is late."), (2, "Both are late."), (3, "All of them are late.")])
def test_three_forms_are_for_one_two_and_many(number: int, said: str) -> None:
    assert told('"{count: It is|Both are|All of them are} late."', count=number) == said


def test_a_form_before_its_number_agrees_with_it() -> None:
    assert (
        told('"The {score|scores} of {count} risks {has|have} risen."', count=1) == "The score of one risks has risen."
    )


@pytest.mark.parametrize(("number", "said"), [(5, "more"), (2, "fewer"), (3, "as many")])
def test_two_numbers_are_compared_in_words(number: int, said: str) -> None:
    comparison = '"{count}, {count against before: more|fewer|as many} than in {earlier}."'
    assert told(comparison, count=number, before=3, earlier="Quarter 1").split(", ")[1] == f"{said} than in Quarter 1."


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"count": 0}, "Nothing."),
        ({"count": 4}, "At first."),
        ({"count": 4, "earlier": "Quarter 1"}, "Since Quarter 1."),
        ({"count": 4, "earlier": "Quarter 1", "share": Figure("92.5%", CELLS, "share of 20", "92.5%")}, "Nearly all."),
    ],
)
def test_the_first_wording_that_holds_is_used(places: dict[str, Told], said: str) -> None:
    wordings = """[
    { when = "count = 0", say = "Nothing." },
    { when = "share >= 90", say = "Nearly all." },
    { when = "earlier is none", say = "At first." },
    { say = "Since {earlier}." },
]"""
    assert told(wordings, **places) == said


def test_dates_articles_capitals_and_lists() -> None:
    said = '"{Noun} of {names} began on {day}; {an noun} it was."'
    names = listed(["Care", "Schools", "Strategy"])
    assert told(said, noun="audit", names=names, day=dt.date(2017, 6, 4)) == (
        "Audit of Care, Schools and Strategy began on 4 June 2017; an audit it was."
    )


def test_figures_keep_their_cells() -> None:
    every: dict[str, Told] = {"before": 0, "share": None, "noun": "actions", "earlier": "", "names": (), "day": None}
    made = phrase(bank('"{count} {noun} {is|are} late."'), "the.phrase", {**every, "count": count(CELLS[:2])})
    assert made == (Figure("Two", CELLS[:2], "count", 2), " ", "actions", " are late.")
    assert [(each.phrase, each.place) for each in made if isinstance(each, Worded)] == [
        ("the.phrase", ""),
        ("the.phrase", "noun"),
        ("the.phrase", ""),
    ]


def test_words_of_a_return_are_never_changed() -> None:
    cell = Figure("iPads were bought.", CELLS[:1], "as returned", "iPads were bought.")
    assert told('"{names}."', names=(cell,)) == "iPads were bought."
    assert told('"The return says: “{names}”."', names=(cell,)) == "The return says: “iPads were bought.”"


def test_a_place_without_words_leaves_no_two_spaces() -> None:
    assert told('"The {noun} {earlier} plan."', noun="old") == "The old plan."


def test_what_points_elsewhere_stays_open_until_the_report_is_arranged() -> None:
    shown = (Pointing((", shown in Table 3",)),)
    assert told('"The plans hold {count} risks{names}."', count=2, names=shown) == (
        "The plans hold two risks, shown in Table 3."
    )


def test_what_is_left_to_the_officer_is_a_gap() -> None:
    every: dict[str, Told] = {"before": 0, "share": None, "noun": "actions", "earlier": "", "names": (), "day": None}
    held = bank('[ { when = "count > 3", say = "All are Red.", write = "why {count} {noun} are" }, { say = "" } ]')
    assert phrase(held, "the.phrase", {**every, "count": 4}) == (
        "All are Red.",
        " ",
        ToWrite("why four actions are", "the.phrase"),
    )
    assert phrase(held, "the.phrase", {**every, "count": 3}) == ()


def test_a_place_that_the_program_forgot_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        phrase(bank('"Words."'), "the.phrase", {"count": 1})


def test_a_bank_with_mistakes_still_tells_something_where_only_a_look_is_taken() -> None:
    text = (
        bank('"Words."')
        .layers[0]
        .text.replace('"Words."', '[ { when = "count = 0", say = "{before: is|are} Words." } ]')
    )
    held = PhraseBank((Layer("base/phrases.toml", text),))
    every: dict[str, Told] = {"before": None, "share": None, "noun": "", "earlier": "", "names": (), "day": None}
    assert len(held.problems) == 1
    assert say(phrase(held, "the.phrase", {**every, "count": 7})) == "Are Words."
