"""What holds for every report, whatever was returned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.consolidate.view import DepartmentView
from compiler.domain.returned import Return, Role
from compiler.domain.value_model import share
from compiler.report.arrange import arranged
from compiler.report.blocks import Figure, Heading, Paragraph, Rated, Report, Table, Words, say
from compiler.report.build import build_report
from compiler.report.glossary import all_words
from compiler.report.sentences import number_words, numeral
from tests.report.making import DEPARTMENT, PROFILE, Q1, Q2, book, narrative, view
from tests.report.placeable import assert_guarded, assert_placeable
from tests.report.plain import plain_report
from tests.report.small import BEFORE, PLANS, RETURNS

RATINGS = ("Red", "Amber", "Green", "Reported annually", "Awaiting figure", "Not published", "", "no row")
TARGETS = ("50%", "", "NA", "Not published", "to be determined", "Monitor")
ratings = st.sampled_from(RATINGS)


@st.composite
def departments(draw: st.DrawFn) -> DepartmentView:
    """A lead and two divisions with any ratings: returns missing, rows left out, with or without a quarter before."""
    plans: list[Return] = []
    returns: list[Return] = []
    before: list[Return] = []
    for key, sheets in (("lead", ("actions", "indicators")), ("north", ("actions",)), ("south", ("actions",))):
        tier = "departmental" if key == "lead" else "divisional"
        rows = {sheet: draw(st.integers(0, 4)) for sheet in sheets}
        planned = {sheet: _plan(sheet, key, rows[sheet], draw) for sheet in sheets}
        plans.append(book(key, Role.PLAN, plan=tier, using=PROFILE, period=Q2, **planned))
        for books, period in ((returns, Q2), (before, Q1)):
            if draw(st.integers(0, 4)):
                tables = {sheet: _return(key, sheet, rows[sheet], draw) for sheet in sheets}
                books.append(book(key, Role.RETURN, plan=tier, using=PROFILE, period=period, **tables))
    return view(plans, returns, before, expected=DEPARTMENT.divisions)


def _plan(sheet: str, key: str, rows: int, draw: st.DrawFn) -> str:
    words = "definition | target" if sheet == "indicators" else "action"
    cells = [draw(st.sampled_from(TARGETS)) for _ in range(rows)] if sheet == "indicators" else [""] * rows
    lines = [f"{key} {n} | Row {n} of {key}" + (f" | {cells[n]}" if sheet == "indicators" else "") for n in range(rows)]
    return "\n".join([f"reference | {words}", *lines])


def _return(key: str, sheet: str, rows: int, draw: st.DrawFn) -> str:
    given_ = [(number, draw(ratings)) for number in range(rows)]
    lines = [f"{key} {number} | {rating}" for number, rating in given_ if rating != "no row"]
    return "\n".join(["reference | rating", *lines])


def _words(report: Report) -> Iterator[Words]:
    for block in report.blocks:
        if isinstance(block, Paragraph):
            yield block.words
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
            yield block.note


@settings(max_examples=60, deadline=None)
@given(departments())
def test_every_figure_adds_up_from_its_origins(made: DepartmentView) -> None:
    for figure in build_report(made).figures():
        if figure.how == "count":
            assert len(figure.origins) == len(set(figure.origins)) == figure.value
            assert figure.text.lower() in (numeral(len(figure.origins)), number_words(len(figure.origins)))
        elif figure.how.startswith("share of "):
            assert figure.text == share(len(figure.origins), int(figure.how.removeprefix("share of ")))
        elif figure.how in ("as returned", "as approved", "as written"):
            assert len(figure.origins) == 1


@settings(max_examples=60, deadline=None)
@given(departments())
def test_the_lines_of_a_table_add_up_to_its_total(made: DepartmentView) -> None:
    for block in build_report(made).blocks:
        if isinstance(block, Table) and block.total:
            *lines, total = [[_number(cell) for cell in row] for row in block.rows]
            sums = [sum(numbers) for numbers in zip(*lines, strict=True)]
            assert [found for found, printed in zip(sums, total, strict=True) if printed] == [n for n in total if n]


def _number(cell: Words) -> int:
    figures = [part for part in cell if isinstance(part, Figure) and part.how == "count"]
    return int(figures[0].text.replace(",", "")) if figures else 0


@settings(max_examples=40, deadline=None)
@given(departments())
def test_nothing_is_blank_and_no_level_is_skipped(made: DepartmentView) -> None:
    report = build_report(made)
    levels = [block.level for block in report.blocks if isinstance(block, Heading)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    anchors = [block.anchor for block in report.blocks if isinstance(block, Heading)]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)
    for block in report.blocks:
        if isinstance(block, Table):
            assert all(say(cell).strip() for row in block.rows for cell in row)
            assert {len(row) for row in block.rows} == {len(block.columns)}
            assert block.key
            assert block.description


@settings(max_examples=40, deadline=None)
@given(departments())
def test_sentences_have_fewer_than_25_words(made: DepartmentView) -> None:
    """What is quoted from cells counts as one word; lists of names are as long as they are."""
    for words in _words(build_report(made)):
        frame = "".join(_framed(part) for part in words)
        for sentence in re.split(r"(?<=[.?!:])\s", frame):
            assert len(sentence.split()) < 25, sentence


def _framed(part: object) -> str:
    if isinstance(part, Figure) and not part.how.startswith(("count", "share")):
        return "X"
    return part.rating.name if isinstance(part, Rated) else str(getattr(part, "text", part))


@settings(max_examples=40, deadline=None)
@given(departments())
def test_everything_can_be_placed_and_every_mention_can_be_done_without(made: DepartmentView) -> None:
    report = build_report(made)
    assert_placeable(report, PROFILE)
    assert_guarded(report)
    for part in report.offered:
        alone = "\n".join(all_words(arranged(report, [part.key]).blocks))
        assert set(re.findall(r"\b(?:Table|Chart) [0-9]+", alone)) <= set(
            re.findall(r"(?m)^(?:Table|Chart) [0-9]+", alone)
        )


def _shuffled(books: Sequence[Return], random: Random) -> list[Return]:
    """The workbooks in another order, with their rows in another order."""
    mixed = [replace(each, records=tuple(random.sample(each.records, len(each.records)))) for each in books]
    return random.sample(mixed, len(mixed))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_and_of_returned_rows_changes_nothing(random: Random) -> None:
    one = view(PLANS, RETURNS, BEFORE, expected=DEPARTMENT.divisions)
    plans = random.sample(PLANS, len(PLANS))
    other = view(plans, _shuffled(RETURNS, random), _shuffled(BEFORE, random), expected=DEPARTMENT.divisions)

    assert plain_report(build_report(other)) == plain_report(build_report(one))


def test_a_plan_of_hundreds_of_rows_keeps_its_denominator() -> None:
    rows = "\n".join(f"A{n} | Row {n}" for n in range(1204))
    plan = book("lead", Role.PLAN, plan="departmental", actions=f"reference | action\n{rows}")
    now = book("lead", plan="departmental", narrative=narrative(), actions="reference | rating\nA7 | Red")
    report = build_report(view([plan], [now]))

    assert "? No return | 1,203 | 99.9%\nTotal | 1,204 | 100%" in plain_report(report)
    assert "This appendix lists one of 1,204 actions: " in plain_report(report)
    assert "The other 1,203 are in the master workbook, master.xlsx." in plain_report(report)
