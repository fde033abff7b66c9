"""What is new and what was put right between two looks: a row that was moved has the same findings as before."""

from __future__ import annotations

from dataclasses import replace

from compiler.domain.origin import Origin
from compiler.render.findings import findings_since
from tests.render.findings_shown import BLANK, CARE, HELPED, UNLISTED

MOVED = replace(BLANK, origin=Origin(CARE, "Actions", 40, 4))


def test_a_moved_row_is_no_news() -> None:
    assert findings_since([BLANK, HELPED], [HELPED, MOVED]) == "Since the last look: nothing new, nothing put right.\n"


def test_a_second_one_alike_is_new_and_what_follows_is_not_named() -> None:
    following = replace(HELPED, cause=UNLISTED)
    assert (
        findings_since([BLANK], [BLANK, MOVED, UNLISTED, following])
        == """\
New since the last look: 2
  Error R301 · Care & Support.xlsx, Actions, D40 (SG A02): 'Rating' is blank.
  Error C206 · Care & Support.xlsx, Actions, D5 (SG A01): 'Ambr' under 'Rating' is not in the list.
"""
    )


def test_of_many_the_first_are_named() -> None:
    many = [replace(BLANK, subject=f"SG A{number:02}") for number in range(1, 8)]
    assert (
        findings_since([*many, UNLISTED], [])
        == """\
Put right since the last look: 8
  Error R301 · Care & Support.xlsx, Actions, D6 (SG A01): 'Rating' is blank.
  Error R301 · Care & Support.xlsx, Actions, D6 (SG A02): 'Rating' is blank.
  Error R301 · Care & Support.xlsx, Actions, D6 (SG A03): 'Rating' is blank.
  Error R301 · Care & Support.xlsx, Actions, D6 (SG A04): 'Rating' is blank.
  Error R301 · Care & Support.xlsx, Actions, D6 (SG A05): 'Rating' is blank.
  and 3 more
"""
    )
