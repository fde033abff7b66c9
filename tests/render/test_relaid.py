"""A template laid out again for another paper: the slots that were asked for, on pages that lie as they should."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT

from compiler.render.word.opc import TemplateError
from compiler.render.word.slots import places_in
from compiler.render.word.slots.relaid import relaid
from compiler.report.slots import default_order, slots_of
from tests.report.making import PROFILE

SLOTS = slots_of(PROFILE)
TEMPLATE = (Path(__file__).parents[2] / "templates/hartlepool/report.docx").read_bytes()


def pages(word: bytes) -> list[str]:
    return [
        "landscape" if section.orientation == WD_ORIENT.LANDSCAPE else "upright"
        for section in docx.Document(BytesIO(word)).sections
    ]


@pytest.mark.parametrize(
    ("places", "lie"),
    [
        (("face", "risks", "progress"), ["upright"]),
        (("appendix-risks", "face"), ["landscape", "upright"]),
        (("face", "appendix-actions", "appendix-risks", "glossary"), ["upright", "landscape", "upright"]),
        (("face", "face", "matrix-of-risks"), ["upright"]),
        (default_order(PROFILE), ["upright", "landscape", "upright"]),
    ],
)
def test_the_slots_asked_for_stand_in_their_order(places: tuple[str, ...], lie: list[str]) -> None:
    made = relaid(TEMPLATE, places, SLOTS)
    keys = {slot.key for slot in SLOTS}
    assert places_in(made, SLOTS) == tuple(key for key in places if key in keys)
    assert pages(made) == lie
    assert relaid(TEMPLATE, places, SLOTS) == made


def test_the_first_page_alone_has_the_header_of_a_first_page() -> None:
    made = docx.Document(BytesIO(relaid(TEMPLATE, ("face", "appendix-risks", "risks"), SLOTS)))
    assert [section.different_first_page_header_footer for section in made.sections] == [True, False, False]


def test_words_before_the_first_slot_and_after_the_last_stay() -> None:
    document = docx.Document(BytesIO(TEMPLATE))
    document.element.body[0].addprevious(document.add_paragraph("Our first words")._p)
    document.add_paragraph("Our last words")
    saved = BytesIO()
    document.save(saved)
    made = docx.Document(BytesIO(relaid(saved.getvalue(), ("risks",), SLOTS)))
    words = [paragraph.text for paragraph in made.paragraphs]
    assert (words[0], words[-1]) == ("Our first words", "Our last words")


def test_a_slot_that_the_template_has_not_got_is_put_in() -> None:
    alone = relaid(TEMPLATE, ("actions-by-rating",), SLOTS)
    assert places_in(alone, SLOTS) == ("actions-by-rating",)


def test_a_template_without_slots_is_as_it_was() -> None:
    empty = BytesIO()
    docx.Document().save(empty)
    assert relaid(empty.getvalue(), ("face",), SLOTS) == empty.getvalue()
    with pytest.raises(TemplateError):
        relaid(b"no Word file", ("face",), SLOTS)
