"""What is read by one pattern, because most cells are such, is read as it would be the long way."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.figures import Unit, unit_of
from compiler.domain.reference import Scheme, Schemes, _Reader, read_references
from compiler.domain.target import Target, read_target
from compiler.domain.text import Openings, fold
from compiler.domain.value import Reading, plain_figure, read_value
from tests.domain.test_reference import DEPARTMENT, SERVICE

UNITS = [None, *map(unit_of, ("%", "number", "£", "£m", "days", "per 1,000", "points", "young people"))]
figures = st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,6})?%?", fullmatch=True)
quickly = settings(max_examples=300, deadline=None, derandomize=True)


def long_way(raw: str, unit: Unit | None) -> tuple[Reading, Target]:
    """A figure and a target as they are read without the pattern."""
    with (
        patch("compiler.domain.value.plain_figure", return_value=None),
        patch("compiler.domain.target.plain_figure", return_value=None),
    ):
        return read_value(raw, unit=unit), read_target(raw, unit=unit)


@quickly
@given(figures, st.sampled_from(UNITS))
def test_a_plain_figure_is_the_same_figure_and_target(raw: str, unit: Unit | None) -> None:
    assert plain_figure(raw)
    assert (read_value(raw, unit=unit), read_target(raw, unit=unit)) == long_way(raw, unit)


PLAIN = Schemes([Scheme("da", "DA"), Scheme("li", "LI", width=3), Scheme("lis", "LIS"), Scheme("ref", "REF")])
NUMBERED = Schemes(
    [
        *(
            Scheme("action", "", "action", "#.#"),
            Scheme("part", "", "action", "#.#.#"),
            Scheme("outcome", "", "outcome"),
        ),
        *(Scheme("padded", "", "risk", width=2), Scheme("dated", "", "milestone", "#/#"), Scheme("ni", "NI")),
        *(
            Scheme("c", "C", "criterion", "#.#", separator=""),
            Scheme("old", "ex-BVPI", aliases=("BVPI",), separator=""),
        ),
    ]
)
DOUBTFUL = Schemes(
    [
        *(Scheme("p", "P", separator=""), Scheme("p1", "P1-", separator=""), Scheme("to", "TO"), Scheme("or", "OR A")),
        *(Scheme("nought", "O", "outcome", separator="", aliases=("0",)), Scheme("bare", "", "outcome", "#.#")),
        *(Scheme("letters", "LPI", shape="#a"), Scheme("low", "lpi x"), Scheme("parts", "POL", shape="#-#.#a")),
        *(Scheme("dash", "A", separator="-"), Scheme("odd", "É"), Scheme("mark", "B/"), Scheme("wide", "W", width=6)),
    ]
)
ALL = [PLAIN, DEPARTMENT, SERVICE, NUMBERED, DOUBTFUL]
numbers = st.integers(0, 120) | st.sampled_from([999, 2008, 99999, 100000, 185004, 999999, 1000000])
between = st.sampled_from(["; ", ", ", " ", " ", ";", " - ", "-", " and "])


@st.composite
def printed(draw: st.DrawFn, schemes: Schemes) -> str:
    """A reference as its scheme prints it."""
    scheme = draw(st.sampled_from(list(schemes)))
    letter = draw(st.sampled_from(["", "", "a", "b", "o", "l"])) if scheme.shape.endswith("a") else ""
    return scheme.form(tuple(draw(numbers) for _ in range(scheme.parts)), letter)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, Schemes]:
    """One or more references in print with whatever may stand between them, and sometimes a letter changed."""
    schemes = draw(st.sampled_from(ALL))
    some = draw(st.lists(printed(schemes), min_size=1, max_size=3))
    raw = some[0] + "".join(draw(between) + each for each in some[1:])
    if draw(st.booleans()):
        return raw, schemes
    place, odd = (
        draw(st.integers(0, len(raw))),
        draw(st.sampled_from(["", " ", "0", "O", "l", ".", "-", "\n", "x", "%"])),
    )
    return raw[:place] + odd + raw[place + draw(st.integers(0, 1)) :], schemes


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(texts(), st.data())
def test_a_printed_reference_is_the_same_reference(said: tuple[str, Schemes], data: st.DataObject) -> None:
    raw, schemes = said
    default = data.draw(st.none() | st.sampled_from([scheme.key for scheme in schemes]))
    read = _Reader(raw, schemes, schemes[default] if default else None).read()
    assert read_references(raw, schemes, default) == read


def test_most_references_are_printed_ones() -> None:
    for schemes, default, texts in (
        (PLAIN, "", ("DA 2049", "DA 185004", "LIS 7", "LI 007; LIS 3")),
        (
            DEPARTMENT,
            "",
            ("CSD P014", "POL6-1.11", "LPI CS 14a", "LAA CS21", "O1", "POL6-2.9 POL6-1.11", "NI 5, HC A04"),
        ),
        (SERVICE, "", ("JAR Recommendation 3", "Risk 4", "BVPI2")),
        (NUMBERED, "action", ("10.5", "3.5.8", "C1.2", "ex-BVPI12")),
        (NUMBERED, "outcome", ("3", "999999")),
    ):
        quickly = [text for text in texts if schemes.printed(text) or schemes.printed_bare(text, default or "ni")]
        assert quickly == list(texts)
    seldom = (
        "LI 7",
        "REF 1",
        "da 1",
        "DA1",
        "DA 1a",
        "DA 0185004",
        "DA 1850041",
        "DA 5, 6",
        "DA 5; DA 5",
        "DA 5 - DA 6",
    )
    assert [text for text in seldom if PLAIN.printed(text)] == []


words = st.text(st.sampled_from("NnAaÅ\u030a/ .-_x000D_&Т"), max_size=8)


@quickly
@given(words | st.text(max_size=8), st.sets(words.map(fold)))
def test_what_may_not_be_one_of_some_words_is_none_of_them(text: str, some: set[str]) -> None:
    assert Openings(some)[text[:2]] or fold(text) not in some
