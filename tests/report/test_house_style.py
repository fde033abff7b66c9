"""House style: what is marked in a sentence, what is not, and that no sentence of ours is ever marked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings

from compiler.consolidate.view import DepartmentView
from compiler.domain.language import Language
from compiler.domain.period import Year
from compiler.pipeline import compile_quarter
from compiler.profile.load import load_profile
from compiler.project.find import choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.plan import plans_to_write
from compiler.report.arrange import arranged
from compiler.report.blocks import Paragraph, Part, say
from compiler.report.build import build_report
from compiler.report.first_use import written_out
from compiler.report.house_style import faults, house_style, term_style
from compiler.report.phrases.worded import Worded
from compiler.report.plan_covering import build_covering
from compiler.report.plan_document import build_plan
from tests.report.small import small_view
from tests.report.test_properties import departments

ROOT = Path(__file__).parents[2]
PROFILES = ("base", "hartlepool")
LONG = " ".join(["word"] * 25)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        (f"{LONG}.", "25 words are too many; a sentence has fewer than 25"),
        ("Three  actions are late.", "two spaces follow each other"),
        ("Three actions are late .", "a space stands before a stop or comma"),
        ("Three actions are late..", "two stops follow each other"),
        ("Safety & care are late.", "'&' should be 'and'"),
        ("Some, e.g. three, are late.", "write 'for example', 'that is' or 'and so on'"),
        ("Ages 10-19 are meant.", "a range should be written with 'to'"),
        ("Ages 10 – 19 are meant.", "a range should be written with 'to'"),
        ("It was due on 04/06/2017.", "a date should be written like 4 June 2017"),
        ("It was due on June 4 2017.", "a date should be written like 4 June 2017"),
        ("It was due on the 4th of June.", "a date should be written like 4 June 2017"),
        ("It was 47 % of all.", "'%' should stand close to its figure"),
        ("It was 47 per cent of all.", "'%' should stand close to its figure"),
        ("In all 3 actions are late.", "a number below 10 should be in words"),
        ("The rating is None of these: nan.", "words of the program stand in it"),
        ("The plan has {count} actions.", "words of the program stand in it"),
        ("Three actions (of 47 are late.", "( and ) should come in pairs"),
        ("Three actions are “late.", "“ and ” should come in pairs"),
        ("The PCT is late.", "'PCT' is in no glossary of the profile: write it out, or put it there"),
    ],
)
def test_what_is_against_house_style_is_marked(sentence: str, fault: str) -> None:
    assert fault in list(faults(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Table 3 shows 47 actions (47.4%).",
        "In Quarter 4 (January to March 2008), three of ◇ were due by 4 June 2017.",
        "None is Red.",
        f"Three actions are late: {LONG}.",
        "Three actions are late: ◇, ◇, ◇ and ◇.",
        "The LAC of ages 10 to 19 are met in section 3.1.",
        "A figure within 5% of its target counts as ◇.",
        "Of ◇, 34 are ◇ and ten ◇; in ◇ they were “◇”.",
    ],
)
def test_what_is_right_is_not_marked(sentence: str) -> None:
    assert list(faults(sentence, frozenset({"LAC"}))) == []


def test_every_sample_report_is_in_house_style() -> None:
    view = small_view()
    assert house_style(build_report(view), view.profile.phrases, view.profile.glossary) == ()


@pytest.mark.parametrize(("year", "quarter"), [("2007-08", "Q4"), ("2008-09", "Q1"), ("2008-09", "Q2")])
def test_every_quarter_of_the_sample_department_is_in_house_style(year: str, quarter: str) -> None:
    project = open_project(ROOT, "hartlepool")
    period = choose_period(project, year, quarter)
    report = compile_quarter(inputs_of(project, period, Wish())).report
    assert house_style(report, project.profile.phrases, project.profile.glossary) == ()


def test_the_plans_of_the_sample_department_are_in_house_style() -> None:
    project = open_project(ROOT, "hartlepool")
    plans, _ = plans_to_write(project, Year(2008))
    covering = build_covering(plans)
    assert covering is not None
    for report in (covering, *map(build_plan, plans.papers)):
        assert house_style(report, project.profile.phrases, project.profile.glossary) == ()


@settings(max_examples=30, deadline=None)
@given(departments())
def test_every_department_is_told_in_house_style(made: DepartmentView) -> None:
    assert house_style(build_report(made), made.profile.phrases, made.profile.glossary) == ()


@pytest.mark.parametrize("key", PROFILES)
def test_every_wording_of_the_bank_is_in_house_style(key: str) -> None:
    profile = load_profile(key, (ROOT / "templates",)).profile
    assert profile is not None
    assert profile.phrases.problems == ()
    for name in profile.phrases.keys:
        for variant in profile.phrases.phrase(name).variants:
            plain = re.sub(r"\{[^}|]*\}", "◇", variant.text)
            plain = re.sub(r"\{(?:[^}|:]*: *)?([^}|]*)\|[^}]*\}", r"\1", plain)
            assert list(faults(plain)) == [], name


def test_every_phrase_says_when_it_is_used_and_every_place_what_it_is() -> None:
    bank = tomllib.loads((ROOT / "templates/base/phrases.toml").read_text(encoding="utf-8"))
    named = {**bank["places"]["numbers"], **bank["places"]["words"]}
    phrases = [each for group, entries in bank.items() if group != "places" for each in entries.values()]
    assert all(each["used"] for each in phrases)
    assert {place for each in phrases for place in each["places"]} == set(named)


def test_every_phrase_is_used_by_the_program() -> None:
    keys = set(load_profile("base", (ROOT / "templates",)).profile.phrases.keys)  # type: ignore[union-attr]
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "compiler/report").rglob("*.py"))
    assert {key for key in keys if f'"{key}"' not in source} == set()


def test_periods_and_acronyms_are_written_out_where_they_are_first_used() -> None:
    def part(*words: str) -> Part:
        return Part("p", "P", tuple(Paragraph((Worded(each, "the.phrase"),)) for each in words))

    full = {"Quarter 1": "Quarter 1 (April to June 2008)", "LAC": "Looked After Children (LAC)"}
    made = written_out((part("Since Quarter 1, LAC rose.", "In Quarter 1 LAC fell."), part("Quarter 1 and LAC.")), full)
    assert [say(block.words) for each in made for block in each.blocks if isinstance(block, Paragraph)] == [
        "Since Quarter 1 (April to June 2008), Looked After Children (LAC) rose.",
        "In Quarter 1 LAC fell.",
        "Quarter 1 and LAC.",
    ]


def test_a_paper_in_another_order_writes_them_out_at_its_own_first_use() -> None:
    report = build_report(small_view())
    full = "Quarter 1 (April to June 2008)"
    for order in (["key-points", "progress"], ["progress", "key-points"]):
        said = [say(block.words) for block in arranged(report, order).blocks if isinstance(block, Paragraph)]
        first = next(words for words in said if "Quarter 1" in words)
        assert full in first
        assert sum(words.count(full) for words in said) <= 2


IN_CAPITALS = {"DRAFT", "DRAFT: ", "DRAFT. "}
"""Words that stand out as they are meant to."""


def test_headings_captions_and_labels_are_in_house_style() -> None:
    terms = tomllib.loads((ROOT / "templates/base/terms.toml").read_text(encoding="utf-8"))
    ours = [words for group in ("page", "report", "plans") for words in terms[group]["terms"]]
    assert "Key points" in ours
    wrong = {words: list(faults(re.sub(r"\{[^}]*\}", "◇", words))) for words in ours if words not in IN_CAPITALS}
    assert {words: said for words, said in wrong.items() if said} == {"None.": ["words of the program stand in it"]}


def test_a_format_s_own_words_for_them_are_held_to_it_too() -> None:
    own = {"Key points": "Key points & figures", "None.": "None.", "Ratings, {now}": "Ratings at {now} i.e. now"}
    assert list(term_style(Language(own))) == [
        ("Key points", "'&' should be 'and'"),
        ("Ratings, {now}", "write 'for example', 'that is' or 'and so on'"),
    ]
    assert list(term_style(Language(own, code="cy"))) == []
