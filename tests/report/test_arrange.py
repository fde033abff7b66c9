"""Papers with any parts in any order: what stands in them is numbered through, and what is mentioned stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.consolidate.view import DepartmentView
from compiler.domain.returned import Role
from compiler.report.arrange import arranged, in_order
from compiler.report.blocks import (
    Block,
    Chart,
    Heading,
    Matrix,
    Mention,
    PageBreak,
    Paragraph,
    Part,
    Pointing,
    Report,
    Table,
    TableColumn,
    Words,
    say,
    whole,
)
from compiler.report.build import build_report
from compiler.report.glossary import all_words
from compiler.report.numbering import OwnHeading, letters
from compiler.report.slots import default_order, slots_of
from tests.report.making import PROFILE, book, narrative, view
from tests.report.placeable import words_of
from tests.report.plain import plain, plain_report
from tests.report.small import small_view
from tests.report.test_whole_report import _view

SMALL, PUBLISHED = build_report(small_view()), build_report(_view())
KEYS = tuple(slot.key for slot in slots_of(PROFILE) if slot.kind != "fact")
OWN = (OwnHeading(2), OwnHeading(3), OwnHeading(2, numbered=False))

places = st.lists(st.one_of(st.sampled_from(KEYS), st.sampled_from(OWN)), max_size=25)
orders = st.permutations(default_order(PROFILE)).flatmap(
    lambda order: st.integers(0, len(order)).map(lambda number: order[:number])
)
papers = st.one_of(places, orders)
reports = st.sampled_from((SMALL, PUBLISHED))


def _captions(blocks: Sequence[Block], *kinds: type) -> list[str]:
    return [getattr(block, "caption", "") for block in blocks if isinstance(block, kinds)]


def _numbers(captions: Sequence[str], label: str) -> list[int]:
    return [int(found[1]) for caption in captions if (found := re.match(rf"{label} ([0-9]+): ", caption))]


@settings(max_examples=120, deadline=None)
@given(reports, papers)
def test_tables_charts_and_appendices_count_through(report: Report, order: Sequence[str | OwnHeading]) -> None:
    blocks = arranged(report, order).blocks
    for kinds, label in (((Table, Matrix), "Table"), ((Chart,), "Chart")):
        captions = _captions(blocks, *kinds)
        assert _numbers(captions, label) == list(range(1, len(captions) + 1))
    appendices = [block.text for block in blocks if isinstance(block, Heading) and block.counted == "appendix"]
    assert [text.split(": ")[0] for text in appendices] == [
        f"Appendix {letters(n + 1)}" for n in range(len(appendices))
    ]


@settings(max_examples=120, deadline=None)
@given(reports, papers)
def test_sections_and_their_parts_count_through_with_the_officers_own(
    report: Report, order: Sequence[str | OwnHeading]
) -> None:
    parts = iter(arranged(report, order).parts)
    section, below, seen = 0, 0, list[str]()
    for place in order:
        for heading in (place,) if isinstance(place, OwnHeading) else _counted(next(parts)):
            if heading.level == 2:
                section, below = section + (not isinstance(heading, OwnHeading) or heading.numbered), 0
            else:
                below += 1
            if isinstance(heading, Heading):
                assert heading.number == (str(section) if heading.level == 2 else f"{section}.{below}")
                seen.append(heading.number)
    assert len(set(seen)) == len(seen)


def _counted(part: Part) -> list[Heading]:
    """The headings that are numbered as sections and their parts, and the appendices, which end a section."""
    found = [block for block in part.blocks if isinstance(block, Heading) and block.counted in ("section", "summary")]
    return [heading for heading in found if heading.number and (heading.counted == "section" or "." in heading.number)]


SAID = (
    (r"(Table [0-9]+) summarises progress", "actions-by-rating"),
    (r"(Table [0-9]+) summarises the results", "indicators-by-rating"),
    (r"shown by score in (Table [0-9]+)", "risks-by-score"),
    (r"(Chart [0-9]+) shows the", "actions-by-outcome"),
    (r"(Chart [0-9]+) shows \w+ indicators? against", "indicators-against-target"),
    (r"Divisional Plans hold \w+ actions?, shown in (Table [0-9]+)", "divisional-actions-by-division"),
    (r"Divisional Plans hold \w+ actions?, shown in (?:Table [0-9]+ and )?(Chart [0-9]+)", "actions-of-divisions"),
)


@settings(max_examples=150, deadline=None)
@given(reports, papers)
def test_every_mention_names_what_is_there_and_is_meant(report: Report, order: Sequence[str | OwnHeading]) -> None:
    blocks = arranged(report, order).blocks
    named = {block.caption.split(":")[0]: block.key for block in blocks if isinstance(block, Table | Chart | Matrix)}
    text = "\n".join(all_words(blocks))
    assert set(re.findall(r"\b(?:Table|Chart) [0-9]+", text)) <= set(named)
    numbers = {f"section {block.number}" for block in blocks if isinstance(block, Heading)}
    appendices = {block.text.split(":")[0] for block in blocks if isinstance(block, Heading)}
    assert set(re.findall(r"\bsection [0-9.]*[0-9]", text)) <= numbers
    assert set(re.findall(r"\bAppendix [A-Z]+\b", text)) <= appendices
    for pattern, key in SAID:
        assert {named[name] for name in re.findall(pattern, text)} <= {key}
    for block in blocks:
        if isinstance(block, Chart):
            (pointed,) = re.findall(r"(Table [0-9]+) gives the figures\.", say(block.note)) or [""]
            held = {each.key for each in blocks if isinstance(each, Table)} & {block.figures, f"figures-of-{block.key}"}
            assert (named[pointed] in held) if held - {""} else not pointed
        if isinstance(block, Table) and block.of:
            assert named[re.findall(r"Chart [0-9]+", block.caption)[0]] == block.of


@settings(max_examples=120, deadline=None)
@given(reports, papers)
def test_nothing_is_left_open_or_blank(report: Report, order: Sequence[str | OwnHeading]) -> None:
    paper = arranged(report, order)
    assert [part.key for part in paper.parts] == [key for key in order if isinstance(key, str)]
    for words in words_of(paper.blocks):
        assert not any(isinstance(inline, Mention | Pointing) for inline in words)
        assert "  " not in say(words)
        assert say(words) == say(words).rstrip(" ")
    assert all(block.words for block in paper.blocks if isinstance(block, Paragraph))
    assert not any(isinstance(block, PageBreak) for block in paper.blocks[:1])
    gaps = len({gap.what for gap in paper.gaps})
    assert ("still to be written" in paper.draft) == bool(gaps)


@settings(max_examples=60, deadline=None)
@given(reports, papers)
def test_the_figures_and_abbreviations_are_those_of_the_paper(
    report: Report, order: Sequence[str | OwnHeading]
) -> None:
    paper = arranged(report, order)
    blocks = [block for part in paper.parts if part.key != "glossary" for block in part.blocks]
    text = "\n".join(all_words(blocks))
    known = {short for short in PROFILE.glossary if re.search(rf"(?<!\w){re.escape(short)}s?(?!\w)", text)}
    charts = {block.key for block in blocks if isinstance(block, Chart)}
    for part in paper.parts:
        if part.key == "glossary":
            assert {say(row[0]) for block in part.blocks if isinstance(block, Table) for row in block.rows} == known
        elif part.key == "appendix-charts":
            assert {block.of for block in part.blocks if isinstance(block, Table)} <= charts


def test_the_default_order_is_the_report() -> None:
    for report in (SMALL, PUBLISHED):
        assert arranged(report, default_order(PROFILE)) == report
        assert plain_report(arranged(report, default_order(PROFILE))) == plain_report(report)


# --- single papers ----------------------------------------------------------------------------------------------------


def _paper(*order: str | OwnHeading) -> str:
    return plain(arranged(SHORT, order).blocks)


def _short() -> DepartmentView:
    plan = book(
        "lead",
        Role.PLAN,
        plan="departmental",
        objectives="number | departmental\n1 | Be Healthy\n2 | Stay Safe",
        actions="reference | objective | action\nA1 | 1 | Open\nA2 | 2 | Close",
    )
    now = book(
        "lead",
        plan="departmental",
        narrative=narrative(purpose=""),
        actions="reference | rating\nA1 | Amber\nA2 | Amber",
    )
    return view([plan], [now])


SHORT = build_report(_short())


def test_a_chart_alone_has_its_figures_in_the_appendix() -> None:
    assert (
        _paper("actions-by-outcome", "appendix-charts")
        == """
Chart 1: Departmental Plan actions by outcome and rating, Quarter 2 2008/09
[stacked: Of two actions, two are Amber. None is Red.]
Outcome (number of actions) | Amber
Be Healthy (1) | 1 (1)
Stay Safe (1) | 1 (1)
Note: Table 1 gives the figures.


[new page, landscape]

## Appendix A: figures of the charts

Table 1: Figures of Chart 1: Departmental Plan actions by outcome and rating, Quarter 2 2008/09
Outcome (number of actions) | Amber
Be Healthy (1) | 1
Stay Safe (1) | 1

"""
    )


def test_words_point_to_nothing_that_is_not_in_the_paper() -> None:
    said = arranged(SHORT, ["actions-by-outcome"]).blocks
    assert [say(block.note) for block in said if isinstance(block, Chart)] == [""]


def test_a_part_of_a_section_is_a_section_unless_it_stands_under_the_officers_own_heading() -> None:
    numbers = [
        (block.level, block.number, block.anchor)
        for block in arranged(
            SHORT, ["actions", "background", "indicators", OwnHeading(2), "actions", OwnHeading(3), "indicators"]
        ).blocks
        if isinstance(block, Heading)
    ]
    assert numbers == [
        (2, "1", "actions"),
        (2, "2", "background"),
        (2, "3", "indicators"),
        (3, "4.1", "actions"),
        (3, "4.3", "indicators"),
    ]


def test_parts_under_a_heading_without_a_number_have_none() -> None:
    blocks = arranged(SHORT, [OwnHeading(2, numbered=False), "actions", "summary-route"]).blocks
    numbers = [(block.level, block.number) for block in blocks if isinstance(block, Heading)]
    assert numbers == [(3, ""), (3, "1")]


def test_a_part_that_stands_twice_is_numbered_twice_and_mentions_its_own_table() -> None:
    twice = arranged(SHORT, ["actions", "actions"])
    assert [re.findall(r"(?:Table|Chart) [0-9]+", " ".join(all_words(part.blocks))) for part in twice.parts] == [
        ["Table 1", "Table 1", "Chart 1", "Chart 1"],
        ["Table 2", "Table 2", "Chart 2", "Chart 2"],
    ]


def test_a_gap_that_is_not_in_the_paper_holds_nothing_up() -> None:
    assert arranged(SHORT, ["purpose"]).draft == "One part is still to be written."
    assert arranged(SHORT, ["background"]).draft == ""
    assert arranged(SHORT, ["background"], facts=["earlier-period"]).draft == "One part is still to be written."
    assert [plain(part.blocks) for part in arranged(SHORT, ["draft", "purpose"]).parts] == [
        "! DRAFT. One part is still to be written.\n",
        "\n## 1 Purpose of report\n[officer to write: what the report is for]\n",
    ]


def test_a_slot_that_nothing_fills_has_a_part_without_blocks() -> None:
    assert [(part.key, part.blocks) for part in arranged(SHORT, ["risks", "no such key"]).parts] == [
        ("risks", ()),
        ("no such key", ()),
    ]


# --- words that point -------------------------------------------------------------------------------------------------

TABLE = Table("Actions", (TableColumn("Rating"),), (), key="actions")


def _pointing(*words: Words) -> list[str]:
    blocks = in_order((*(Paragraph(each) for each in words), TABLE, Heading(2, "rows", "rows", counted="appendix")))
    return [say(block.words) for block in blocks if isinstance(block, Paragraph)]


def test_a_pointing_says_where_a_thing_is_or_what_to_say_otherwise() -> None:
    there: Words = ("See ", Mention("table", "actions"), " and ", Mention("appendix", "rows"), ".")
    nowhere: Words = ("See ", Mention("chart", "actions"), ".")
    assert _pointing((Pointing(there, ("No.",)),), (Pointing(nowhere, ("No ", Pointing(there), "!")),)) == [
        "See Table 1 and Appendix A.",
        "No See Table 1 and Appendix A.!",
    ]


def test_what_is_left_out_takes_its_space_along() -> None:
    nowhere = Pointing(("See ", Mention("chart", "actions"), "."))
    assert _pointing(("One. ", nowhere, " Two."), (nowhere, " Two."), ("One. ", nowhere), (nowhere,)) == [
        "One. Two.",
        "Two.",
        "One.",
    ]


def test_letters_go_on_beyond_the_alphabet() -> None:
    assert [letters(number) for number in (1, 8, 26, 27, 52, 53)] == ["A", "H", "Z", "AA", "AZ", "BA"]


def test_a_page_turns_where_a_part_asks_for_it() -> None:
    said = Paragraph(("Words.",))
    parts = [Part("1", "", (said,), "new"), Part("2", "", (), "turned"), Part("3", "", (said,), "turned")]
    parts += [Part("4", "", (said,), "turned"), Part("5", "", (said,)), Part("6", "", (said,), "new")]
    report = replace(SMALL, parts=tuple(parts))
    assert report.blocks == (
        said,
        PageBreak(landscape=True),
        said,
        said,
        PageBreak(),
        said,
        PageBreak(),
        said,
    )
    assert replace(SMALL, parts=whole(said)).blocks == (said,)
