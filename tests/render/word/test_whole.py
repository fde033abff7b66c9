from __future__ import annotations

import pytest

from compiler.render.word.opc import TemplateError, parse, too_large, whole


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("-3", -3), (None, 7), ("", 7), ("x", 7), ("²", 7), ("1.5", 7), ("9" * 5000, 7)]
)
def test_an_attribute_that_says_no_number_says_the_usual_one(text: str | None, number: int) -> None:
    assert whole(text, 7) == number


def test_more_paragraphs_than_any_document_has_are_told_before_they_are_parsed() -> None:
    assert not too_large(b"<w:body>" + b"<w:p><w:r/></w:p>" * 40_000)
    assert too_large(b"<w:body>" + b"<w:p/>" * 90_001)
    assert too_large(b"<w:body>" + b"<w:r/>" * 500_000)
    with pytest.raises(TemplateError, match="too large"):
        parse(b"<w:body>" + b"<w:p/>" * 90_001)


@pytest.mark.parametrize("before", ["", "<!--" + " " * 5000 + "-->"])
def test_a_document_type_is_refused_wherever_it_stands(before: str) -> None:
    with pytest.raises(TemplateError, match="document type"):
        parse(f'{before}<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode())
