"""References as plans print them, read against every distinct reference cell of two real plans and by properties."""

import csv
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.reference import (
    Besides,
    Range,
    Reference,
    ReferenceList,
    Scheme,
    Schemes,
    Unread,
    read_references,
)


def actions(width: int, *prefixes: str) -> list[Scheme]:
    return [
        Scheme(prefix.lower().replace(" ", "-"), prefix, of="action", width=width, separator="") for prefix in prefixes
    ]


DEPARTMENT = Schemes(
    [
        Scheme("ni", "NI"),
        Scheme("psa", "PSA"),
        Scheme("csd-p", "CSD P", width=3, separator="", aliases=("P",)),
        Scheme("laa-cs", "LAA CS", separator=""),
        Scheme("laa-lls", "LAA LLS", separator=""),
        Scheme("laa-cyp", "LAA CYP", separator=""),
        Scheme("lpi-ss", "LPI SS", shape="#a"),
        Scheme("lpi-cs", "LPI CS", shape="#a"),
        *actions(2, "HC A", "CS A", "LL A", "SC A", "JE A"),
        *actions(3, "CSD A", "PA A", "SSS A", "PSI A", "RSS A"),
        *[Scheme(p.lower(), p, of="risk", shape="#-#.#", separator="") for p in ("CPS", "FIN", "ICT", "PER", "POL")],
        Scheme("cypp", "CYPP", of="plan", shape="#.#.#"),
        Scheme("outcome", "O", of="outcome", separator="", aliases=("0",)),
        *[Scheme(f"aim-{p.lower()}", p, of="aim", separator="") for p in "CDE"],
    ]
)
SERVICE = Schemes(
    [
        Scheme("ni", "NI"),
        Scheme("li", "LI"),
        Scheme("bvpi", "BVPI", separator="", aliases=("ex-BVPI",)),
        Scheme("jar", "JAR Recommendation", of="recommendation", aliases=("JAR",)),
        Scheme("risk", "Risk", of="risk"),
        Scheme("objective", "Objective", of="objective"),
    ]
)
CELLS = Path(__file__).with_name("reference_cells.tsv")


def cells() -> list[dict[str, str]]:
    with CELLS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_reference_cell_of_the_plans() -> None:
    read = []
    for cell in cells():
        found = read_references(
            cell["raw"], DEPARTMENT if cell["at"].startswith("001") else SERVICE, cell["default"] or None
        )
        unread = "; ".join(piece.text for piece in found.unread)
        read.append({**cell, "references": found.text, "unread": unread})
    assert read == cells()
    assert len({(cell["raw"], cell["default"]) for cell in cells()}) == len(cells()) >= 500


@pytest.mark.parametrize(
    ("raw", "references", "notes"),
    [
        ("NI 73-78", "NI 73; NI 74; NI 75; NI 76; NI 77; NI 78", ""),
        ("NI116-118", "NI 116; NI 117; NI 118", "'NI116' read as NI 116"),
        ("Ni114", "NI 114", "'Ni114' read as NI 114"),
        ("NI,86", "NI 86", "'NI,86' read as NI 86"),
        ("NI No. 86", "NI 86", "'NI No. 86' read as NI 86"),
        ("PSA 12, 25", "PSA 12; PSA 25", "25 read as PSA 25 (the scheme is left out)"),
        ("NI 81 – 82", "NI 81; NI 82", "'NI 81 – 82' is a range with an en dash"),
        ("NI 81 to 82", "NI 81; NI 82", ""),
        ("NI 98-02", "", ""),
        ("NI 104-6", "NI 104; NI 105; NI 106", "'NI 104-6' read as far as NI 106"),
        ("CSD P028-9", "CSD P028; CSD P029", "'CSD P028-9' read as far as CSD P029"),
        ("P018 - 20", "CSD P018; CSD P019; CSD P020", "'P018' read as CSD P018"),
        (
            "HC A03 - A05",
            "HC A03; HC A04; HC A05",
            "'A05' read as HC A05 (part of the scheme is left out)",
        ),
        ("PE R6-1.1", "PER6-1.1", "'PE R6-1.1' read as PER6-1.1 (letters spaced)"),
        ("POL 6-1.11", "POL6-1.11", "'POL 6-1.11' read as POL6-1.11"),
        ("POL6–1.11", "POL6-1.11", "'POL6–1.11' read as POL6-1.11"),
        ("PER6 1.1", "PER6-1.1", "'PER6 1.1' read as PER6-1.1 (the dash is left out)"),
        ("HC A0 7", "HC A07", "'HC A0 7' read as HC A07 (digits spaced)"),
        ("CSD PO14", "CSD P014", "'CSD PO14' read as CSD P014 (a letter in place of a digit)"),
        ("NІ 72", "NI 72", "'NІ 72' read as NI 72 (the I is a Cyrillic letter)"),
        (
            "ＮＩ\u00a072",
            "NI 72",
            "'ＮＩ 72' read as NI 72 (the N is a full-width letter; the I is a full-width letter)",
        ),
        ("NI 100 (LAA CYP6)", "NI 100; LAA CYP6", ""),
        ("NI52NI55", "NI 52; NI 55", "'NI52' read as NI 52|'NI55' read as NI 55"),
        ("CYPP 5.1.1-5.1.3", "CYPP 5.1.1; CYPP 5.1.2; CYPP 5.1.3", ""),
        ("CYPP 5.1.1 - 3", "CYPP 5.1.1; CYPP 5.1.2; CYPP 5.1.3", ""),
        ("LPI CS 14A", "LPI CS 14a", "'LPI CS 14A' read as LPI CS 14a"),
        ("NI 72 & 72", "NI 72; NI 72", "72 read as NI 72 (the scheme is left out)|NI 72 is stated more than once"),
        ("NI 72 -", "NI 72", "'NI 72 -' is a range with no end"),
        (
            "NI 72 - PSA 12",
            "NI 72; PSA 12",
            "'NI 72 - PSA 12' joins two schemes by a dash: read as two references, not as a range",
        ),
    ],
)
def test_each_repair_is_said(raw: str, references: str, notes: str) -> None:
    found = read_references(raw, DEPARTMENT)
    assert (found.text, "|".join(found.notes)) == (references, notes)


@pytest.mark.parametrize(
    ("raw", "references", "unread"),
    [
        ("NI 78-73, 81", "NI 81", "'NI 78-73' is not read: the range runs backwards"),
        ("NI 1-500", "", "'NI 1-500' is not read: the range has 500 references, more than 200"),
        ("NI 72-75-78", "", "'NI 72-75-78' is not read: a range has two ends"),
        ("POL6-2.9 - POL6-3.4", "", "'POL6-2.9 - POL6-3.4' is not read: only the last number may differ in a range"),
        (
            "LPI CS 14a-14c",
            "",
            "'LPI CS 14a-14c' is not read: a range of numbers with letters is not written out: list them",
        ),
        ("JE16", "", "'JE16' is not read: no such scheme is known; the nearest is JE A"),
        (
            "LI 2004, 2005",
            "",
            "'LI 2004' is not read: no such scheme is known|'2005' is not read: a number without a scheme",
        ),
        ("FINO-1.11", "", "'FINO-1.11' is not read: no such scheme is known; the nearest is FIN"),
        ("POL6-4 PER6-1.1", "PER6-1.1", "'POL6-4' is not read: such a reference looks like POL1-1.1"),
        ("POL6-1.11 & FIN", "POL6-1.11", "'FIN' is not read: it has no number"),
        ("27.90% (NI116)", "NI 116", "'27.90%' is not read: a figure, not a reference"),
        ("£40k NI 1", "NI 1", "'£40k' is not read: a figure, not a reference"),
        ("NI 72, 2008/09", "NI 72", "'2008/09' is not read: a number without a scheme"),
        ("NI 72 by 31/03/2009", "NI 72", "'31/03/2009' is not read: a number without a scheme"),
        ("NI 72.73", "", "'NI 72.73' is not read: such a reference looks like NI 1"),
        ("NI 88 for 12 schools", "NI 88", "'12' is not read: a number without a scheme"),
        ("NI 12345678901234567890", "", "'NI 12345678901234567890' is not read: such a reference looks like NI 1"),
    ],
)
def test_what_is_no_reference_is_said(raw: str, references: str, unread: str) -> None:
    found = read_references(raw, DEPARTMENT)
    assert (found.text, "|".join(map(str, found.unread))) == (references, unread)


def test_a_cell_read_whole() -> None:
    raw = "Be Healthy HC A03 – HC A04 Information and Communication Technology (ICT) XY 9 CSDA 001"
    assert read_references(raw, DEPARTMENT) == ReferenceList(
        raw=raw,
        references=(
            Reference("hc-a", (3,), "HC A03"),
            Reference("hc-a", (4,), "HC A04"),
            Reference("csd-a", (1,), "CSD A001"),
        ),
        besides=Besides(
            ranges=(Range("HC A03 – HC A04", Reference("hc-a", (3,), "HC A03"), Reference("hc-a", (4,), "HC A04")),),
            unread=(Unread("XY 9", "no such scheme is known"),),
            notes=("'HC A03 – HC A04' is a range with an en dash", "'CSDA 001' read as CSD A001"),
            words=("Be Healthy", "Information and Communication Technology (ICT)"),
        ),
    )


def test_a_number_alone_needs_a_default() -> None:
    assert read_references("73 - 74", DEPARTMENT).text == ""
    assert read_references("73 - 74", DEPARTMENT, "ni").text == "NI 73; NI 74"
    assert read_references("01 - 03, 5", DEPARTMENT, "outcome").text == "O1; O2; O3; O5"
    assert read_references("NI 01", DEPARTMENT, "outcome").text == "NI 1"
    with pytest.raises(KeyError):
        read_references("73", DEPARTMENT, "nil")


def test_the_only_reference_of_a_cell() -> None:
    assert read_references("(ref: LL A02)", DEPARTMENT).only == Reference("ll-a", (2,), "LL A02")
    assert [read_references(raw, DEPARTMENT).only for raw in ("", "NI 1, 2", "NI 1 XY 2")] == [None, None, None]
    assert [str(each) for each in read_references("NI 2, 1, 2", DEPARTMENT).distinct] == ["NI 2", "NI 1"]


def test_references_sort_by_number_and_not_by_letters() -> None:
    found = read_references("POL6-2.9 NI 100 POL6-1.11 NI 72 LPI CS 14b LPI CS 14a", DEPARTMENT)
    assert " ".join(map(str, sorted(found))) == "LPI CS 14a LPI CS 14b NI 72 NI 100 POL6-1.11 POL6-2.9"


def test_a_faulty_declaration_is_told_and_left_out() -> None:
    schemes = Schemes(
        [
            Scheme("ni", "NI"),
            Scheme("ni", "National"),
            Scheme("n-i", "N I"),
            Scheme("risk", "POL", shape="6-n.n"),
            Scheme("wide", "W", width=9),
            Scheme("dash", "-"),
        ]
    )
    assert [scheme.key for scheme in schemes] == ["ni"]
    assert schemes.problems == (
        ("ni", "the key 'ni' is declared twice"),
        ("n-i", "'N I' is declared for ni as well"),
        ("risk", "the shape '6-n.n' should be made of '#', '-', '.' and '/', such as '#' or '#-#.#'"),
        ("wide", "the width 9 should be from 0 to 6"),
        ("dash", "a prefix or alias has no letter"),
    )


def test_a_table_of_schemes_can_be_asked_and_sent_to_another_process() -> None:
    assert [scheme.prefix for scheme in SERVICE.of("indicator")] == ["NI", "LI", "BVPI"]
    assert str(DEPARTMENT.reference("pol", 6, 1, 11)) == "POL6-1.11"
    assert ("ni" in SERVICE, "psa" in SERVICE, len(SERVICE), SERVICE["jar"].example) == (
        True,
        False,
        6,
        "JAR Recommendation 1",
    )
    copy = pickle.loads(pickle.dumps(DEPARTMENT))
    assert (copy == DEPARTMENT, copy == SERVICE) == (True, False)
    assert read_references("NI 1", copy).text == "NI 1"
    assert read_references("NI 1 none", Schemes()).unread == (Unread("NI 1", "no such scheme is known"),)
    with pytest.raises(ValueError, match="POL takes 3 numbers, not 1"):
        DEPARTMENT.reference("pol", 6)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    scheme = draw(st.sampled_from(list(DEPARTMENT)))
    numbers = draw(st.lists(st.integers(1, 999), min_size=scheme.parts, max_size=scheme.parts))
    letter = draw(st.sampled_from(["", "a", "b"])) if scheme.shape.endswith("a") else ""
    return DEPARTMENT.reference(scheme.key, *numbers, letter=letter)


PIECES = [
    "NI", "72", "73 - 78", "-", "–", ",", "&", "CSD P", "014", "POL6-", "1.11", "O1", "0 7", "%", "£", "(", ")", " ",
    "\n", "\u00a0", "\u200b", "М", "٣", "_x000D_", "\ud800", "to", "and", "Be Healthy", "ref:", "5.1.1", "2008/09",
]  # fmt: skip
pieces = st.lists(st.sampled_from(PIECES), max_size=12)
typed = st.text() | pieces.map("".join) | pieces.map(" ".join)


@given(typed, st.sampled_from([None, *(scheme.key for scheme in DEPARTMENT)]))
def test_reading_never_fails_and_keeps_what_was_typed(raw: str, default: str | None) -> None:
    found = read_references(raw, DEPARTMENT, default)
    assert found.raw == raw
    again = read_references(found.text, DEPARTMENT)
    assert (again.references, again.unread, again.words) == (found.references, (), ())


@given(references())
def test_the_printed_form_reads_back_to_itself(reference: Reference) -> None:
    assert read_references(reference.text, DEPARTMENT) == ReferenceList(reference.text, (reference,))


@given(st.lists(st.tuples(references(), st.sampled_from([" ", ", ", ",", "; ", " & ", " and ", "\n", " / ", ". "]))))
def test_the_order_is_kept(stated: list[tuple[Reference, str]]) -> None:
    raw = "".join(reference.text + separator for reference, separator in stated)
    assert list(read_references(raw, DEPARTMENT)) == [reference for reference, _ in stated]


@given(st.sampled_from(["ni", "csd-p", "hc-a"]), st.integers(1, 99), st.integers(0, 199))
def test_a_range_is_every_reference_from_end_to_end(key: str, start: int, more: int) -> None:
    first, last = DEPARTMENT.reference(key, start), DEPARTMENT.reference(key, start + more)
    expected = [DEPARTMENT.reference(key, number) for number in range(start, start + more + 1)]
    for raw in (f"{first}-{last}", f"{first} - {start + more}", f"{first} to {last}"):
        found = read_references(raw, DEPARTMENT)
        assert (list(found), found.unread, found.ranges) == (expected, (), (Range(raw, first, last),))


gaps = st.sampled_from(["", " ", "  ", "\u00a0", "\n", "\t "])
dashes = st.sampled_from(["-", "–", "—", "‑", "−"])


@given(st.data())
def test_spaces_and_dashes_do_not_change_the_reading(data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from([cell for cell in cells() if cell["at"].startswith("001")]))
    usual = read_references(cell["raw"], DEPARTMENT, cell["default"] or None)
    raw = ""
    for character in cell["raw"]:
        if character in "-–":
            raw += data.draw(gaps) + data.draw(dashes) + data.draw(gaps)
        elif character in " ,":
            raw += character + data.draw(gaps)
        else:
            raw += character
    found = read_references(raw, DEPARTMENT, cell["default"] or None)
    assert found.references == usual.references
    assert bool(found.unread) == bool(usual.unread)


prose = st.sampled_from(["Stay Safe", "children", "Mar"])
strange = st.sampled_from(["12.5%", "XQZ 7", "2009/10", "£40k", "JE16"])


@given(
    st.lists(
        st.tuples(st.just("reference"), references())
        | st.tuples(st.just("prose"), prose)
        | st.tuples(st.just("strange"), strange)
    )
)
def test_nothing_is_dropped(stated: list[tuple[str, object]]) -> None:
    found = read_references(" | ".join(str(piece) for _, piece in stated), DEPARTMENT)
    assert list(found) == [piece for kind, piece in stated if kind == "reference"]
    assert [piece.text for piece in found.unread] == [piece for kind, piece in stated if kind == "strange"]
    assert " | ".join(found.words) == " | ".join(str(piece) for kind, piece in stated if kind == "prose")


def test_a_prefix_of_one_letter_is_read_apart_only_where_it_is_printed_so() -> None:
    repairs = Schemes([Scheme("r", "R", of="action"), Scheme("o", "O", of="outcome", separator="")])
    assert [read_references(raw, repairs).text for raw in ("R 1", "R1, 2", "O1", "O 1")] == [
        "R 1",
        "R 1; R 2",
        "O1",
        "",
    ]


RUNS = [
    "NI",
    "LPI CS",
    "O",
    "CSD P",
    "P0",
    "HC A",
    "POL",
    "CYPP",
    "7",
    "07",
    "0 1",
    "12",
    "l",
    "a",
    "-",
    ".",
    " ",
    "%",
    ", ",
]


@given(st.lists(st.sampled_from(RUNS), max_size=9).map("".join), st.sampled_from([each.key for each in DEPARTMENT]))
def test_a_number_ends_the_same_whichever_expression_is_chosen(text: str, key: str) -> None:
    for number in (DEPARTMENT.number[key], *DEPARTMENT.tails[key]):
        for at in range(len(text)):
            chosen, every = number.match(text, at), number.where_another_may_start.match(text, at)
            assert (chosen and chosen.groups()) == (every and every.groups())
            assert (chosen and chosen.span()) == (every and every.span())


def test_bare_numbers_of_several_shapes_are_read_where_one_of_them_is_expected() -> None:
    schemes = Schemes(
        [
            Scheme("sheet", "", of="action", shape="#.#"),
            Scheme("part", "", of="action", shape="#.#.#"),
            Scheme("risk", "", of="risk"),
            Scheme("ni", "NI"),
        ]
    )
    read = read_references("3.4.2, 1.1, NI 5", schemes, "sheet")
    assert [(each.scheme, each.text) for each in read.references] == [
        ("part", "3.4.2"),
        ("sheet", "1.1"),
        ("ni", "NI 5"),
    ]
    assert [each.scheme for each in read_references("1, 2", schemes, "risk").references] == ["risk", "risk"]
    assert not read_references("3.4.2", schemes, "risk").references
    assert not read_references("3.4.2", schemes, "ni").references
