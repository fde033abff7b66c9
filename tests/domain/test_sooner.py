"""What is read by one pattern, because most cells are such, is read as it would be the long way."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.domain.figures import Unit, unit_of
from compiler.domain.reference import ReferenceList, Scheme, Schemes, _Reader
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
references = st.builds(
    "{} {}".format, st.sampled_from(["DA", "LI", "LIS", "REF", "NI", "PSA", "TO", "P"]), st.integers(0, 99999)
)


@quickly
@given(
    references | st.from_regex(r"[A-Z]{2,5} [0-9OI]{1,6}", fullmatch=True),
    st.sampled_from([PLAIN, DEPARTMENT, SERVICE]),
)
def test_a_printed_reference_is_the_same_reference(raw: str, schemes: Schemes) -> None:
    found = schemes.printed(raw)
    for default in (None, *(scheme.key for scheme in schemes)):
        read = _Reader(raw, schemes, schemes[default] if default else None).read()
        assert found is None or read == ReferenceList(raw, (found,))


def test_most_references_are_printed_ones() -> None:
    printed = {
        raw: str(PLAIN.printed(raw)) for raw in ("DA 2049", "LI 007", "LI 7", "LIS 7", "REF 1", "da 1", "DA1", "DA 1a")
    }
    assert printed == dict.fromkeys(printed, "None") | {"DA 2049": "DA 2049", "LIS 7": "LIS 7"}


words = st.text(st.sampled_from("NnAaÅ\u030a/ .-_x000D_&Т"), max_size=8)


@quickly
@given(words | st.text(max_size=8), st.sets(words.map(fold)))
def test_what_may_not_be_one_of_some_words_is_none_of_them(text: str, some: set[str]) -> None:
    assert Openings(some)[text[:2]] or fold(text) not in some
