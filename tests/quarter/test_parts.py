"""The real department's reports taken apart: everything can be placed, and a paper of some parts holds together."""

from __future__ import annotations

import re

from compiler.report.arrange import arranged
from compiler.report.blocks import Chart, Matrix, Table
from compiler.report.glossary import all_words
from compiler.report.slots import default_order, slots_of
from tests.quarter.conftest import Quarter
from tests.report.placeable import assert_guarded, assert_placeable


def test_everything_that_is_told_can_be_placed(quarter: Quarter) -> None:
    assert_placeable(quarter.report, quarter.view.profile)
    assert_guarded(quarter.report)


def test_the_report_is_its_parts_in_the_order_of_the_format(quarter: Quarter) -> None:
    profile = quarter.view.profile
    assert arranged(quarter.report, default_order(profile)) == quarter.report
    assert [part.key for part in quarter.report.parts] == list(default_order(profile))


def test_a_paper_of_every_part_backwards_mentions_only_what_it_has(quarter: Quarter) -> None:
    keys = [slot.key for slot in slots_of(quarter.view.profile) if slot.kind != "fact"]
    blocks = arranged(quarter.report, keys[::-1]).blocks
    named = [block.caption.split(":")[0] for block in blocks if isinstance(block, Table | Chart | Matrix)]
    assert len(set(named)) == len(named) > 20
    assert set(re.findall(r"\b(?:Table|Chart) [0-9]+", "\n".join(all_words(blocks)))) <= set(named)
