"""Cells of references made many at once, and packed: they say the same as those that were read one by one."""

from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.cells import Content
from compiler.domain.cited import contents_of, contents_of_several, packed, unpacked
from compiler.domain.entry import State
from compiler.domain.reference import Reference, ReferenceList, Schemes, read_references
from compiler.domain.scheme import Scheme
from tests.domain.test_reference import DEPARTMENT, typed

LETTERED = Schemes([Scheme("lpi", "LPI CS", shape="#a"), Scheme("pol", "POL", shape="#-#.#", separator="")])
PRINTED = st.sampled_from(
    ["NI 72", "NI 072", "NI 1234567", "NI ", "NI72", "CSD P014", "CSD P14", "LPI CS 14", "LPI CS 14b", "7", "NI ٧"]
)


def said(raw: str, schemes: Schemes = DEPARTMENT) -> Content:
    found = read_references(raw, schemes)
    return raw, State.VALUE, found, found.notes, ""


@given(st.lists(PRINTED | typed))
def test_many_at_once_are_read_as_each_alone(texts: list[str]) -> None:
    for schemes in (DEPARTMENT, LETTERED):
        found = [each for family in schemes.printed_alike(texts) for each in contents_of(family)]
        assert found == [said(raw, schemes) for raw, *_ in found]
        values = [value for _, _, value, _, _ in found if isinstance(value, ReferenceList)]
        assert [type(each) for value in values for each in value] == [Reference] * len(found)


JOINED = st.lists(PRINTED | typed, min_size=1, max_size=4)


@given(st.lists(JOINED.map("; ".join) | JOINED.map(", ".join)))
def test_several_at_once_are_read_as_each_alone(texts: list[str]) -> None:
    for schemes in (DEPARTMENT, LETTERED):
        found = contents_of_several(schemes.printed_several(texts))
        assert found == [said(raw, schemes) for raw, *_ in found]


def test_what_is_several_in_their_printed_form_is_read_at_once() -> None:
    texts = [
        "NI 72; CSD P014",
        "NI 72; NI 72",
        "NI 72",
        "NI 72;NI 73",
        "NI 72; ",
        "NI 1, NI 2, NI 3",
        "NI 1; 2",
        "NI 1, NI 2; NI 3",
    ]
    found = {raw: " + ".join(map(str, read)) for raw, read in DEPARTMENT.printed_several(texts).items()}
    assert found == {"NI 72; CSD P014": "NI 72 + CSD P014", "NI 1, NI 2, NI 3": "NI 1 + NI 2 + NI 3"}


def test_what_is_in_its_printed_form_is_read_many_at_once() -> None:
    texts = ["NI 72", "NI 73", "CSD P014", "CSD P14", "", "NI 72, 73", "NI 72"]
    found = [tuple(family) for family in DEPARTMENT.printed_alike(texts)]
    assert found == [("ni", ["NI 72", "NI 73", "NI 72"], [72, 73, 72]), ("csd-p", ["CSD P014"], [14])]


EMPTY: Content = "n/a", State.NOT_APPLICABLE, None, (), ""
TOO_LONG: Content = "NI 72", State.UNREADABLE, None, (), "it is too long"


@given(st.lists(st.builds(said, PRINTED | typed) | st.sampled_from(["", EMPTY, TOO_LONG])))
def test_a_column_comes_back_as_it_was_packed(column: list[Content]) -> None:
    data = packed(column)
    assert data is not None
    assert unpacked(data) == tuple(column)


def test_cells_that_share_what_they_say_share_it_again() -> None:
    one, other = said("NI 72"), said("NI 73")
    data = packed([one, other, one, "", one])
    assert data is not None
    first, second, third, _, last = unpacked(data)
    assert first is third is last
    assert (first, second) == (one, other)


def test_what_is_no_column_of_references_is_not_packed() -> None:
    assert packed([said("NI 72"), "words"]) is None
    assert packed([("7", State.VALUE, 7, (), "")]) is None
