"""Words as people type them: cleaned, folded, matched, and the nearest suggested."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.text import Lookalike, Match, clean, fold, lookalikes, match, match_several, nearest, plain

# Surrogates are what a damaged file gives; hypothesis leaves them out unless asked.
anything = st.text(st.characters() | st.characters(categories=("Cs", "Cc", "Cf")))
typed = st.text(st.sampled_from("ABCМНеoRed &.,-–'’“ \u00a0\u200b\t\n_x000D_"), max_size=20)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("PCT Sheila O'Connor", "PCT Sheila O'Connor"),
        ("English 5.9%_x000D_\nMaths 6.4%", "English 5.9%\nMaths 6.4%"),
        ("English 5.9%\r\nMaths 6.4%\rICT\x0bArt\x0cMusic", "English 5.9%\nMaths 6.4%\nICT\nArt\nMusic"),
        ("a\x00b\x07c\ufffed\uffffe", "abcde"),
        ("half \ud83d, both \ud83d\ude00", "half , both 😀"),
        ("_x0007_bell_xFFFE__xd800_", "bell"),
        ("_x00_x0000_0D_", "\n"),
        ("file_x0041_name, 4_x_3", "file_x0041_name, 4_x_3"),
        ("tab\tline\nkept – “curly”", "tab\tline\nkept – “curly”"),
    ],
)
def test_clean(text: str, safe: str) -> None:
    assert clean(text) == safe


@given(anything)
def test_clean_text_is_safe_for_xml_and_clean(text: str) -> None:
    safe = clean(text)
    element = ElementTree.Element("t")
    element.text = safe
    assert (ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text or "") == safe
    assert clean(safe) == safe


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Red", " rEd\u00a0"),
        ("M", "М"),
        ("H", "Н"),
        ("Associated PIs & LAA reference", "Associated  PIs and LAA\nreference:"),
        ("Children's Services", "Children’s Services."),
        ("2008/09 – 2010/11", "2008/09-2010 / 11"),
        ("HC A03", "ＨＣ Ａ０３"),
        ("Safe\u200bguarding", "Safeguarding"),
        ("P&A", "P & A"),
        ('"Working Together"', "“Working Together”"),
        ("Ref:", "REF"),
    ],
)
def test_folds_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("HC A03", "HC A04"), ("N/A", "NA"), ("-8.5", "8.5"), ("Red", "Red / Amber"), ("?", "!"), ("8.5%", "8.5")],
)
def test_folds_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(typed)
def test_what_is_folded_away_does_not_count(text: str) -> None:
    spaced = text.replace(" ", "\u00a0 ")
    assert fold(f"\u200b {spaced}\n") == fold(text) == fold(plain(text))


def test_lookalikes_are_named() -> None:
    found = lookalikes("М, Ｈ, L, Ο, З, ５")
    assert found == (
        Lookalike(0, "М", "M", "Cyrillic"),
        Lookalike(3, "Ｈ", "H", "full-width"),
        Lookalike(9, "Ο", "O", "Greek"),
        Lookalike(12, "З", "3", "Cyrillic"),
        Lookalike(15, "５", "5", "full-width"),
    )
    assert [str(letter) for letter in found] == [
        "the M is a Cyrillic letter",
        "the H is a full-width letter",
        "the O is a Greek letter",
        "the 3 is a Cyrillic letter",
        "the 5 is a full-width digit",
    ]
    assert lookalikes("M – “Performanæ”, £40k") == ()


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Amber", Match("Amber", "exact")),
        ("amber", Match("Amber", "folded", "'amber' read as 'Amber': capital letters differ")),
        ("Amber.", Match("Amber", "folded", "'Amber.' read as 'Amber': spaces or punctuation differ")),
        ("\u00a0Amber", Match("Amber", "folded", "'Amber' read as 'Amber': spaces, dashes or quotation marks differ")),
        ("Am\u200bber", Match("Amber", "folded", "'Am\u200bber' read as 'Amber': it holds an invisible character")),
        (
            "АMBER",
            Match("Amber", "folded", "'АMBER' read as 'Amber': the A is a Cyrillic letter; capital letters differ"),
        ),
        (
            "Stay safe & well",
            Match(
                "Stay safe and well", "folded", "'Stay safe & well' read as 'Stay safe and well': '&' stands for 'and'"
            ),
        ),
        ("on course", Match("Amber", "alias", "'on course' read as 'Amber'")),
        ("Ambre", None),
        ("Green", None),
        ("", None),
    ],
)
def test_match(word: str, found: Match | None) -> None:
    assert match(word, ["Red", "Amber", "Stay safe and well"], {"On course": "Amber"}) == found


def test_two_options_that_fold_to_the_same_are_not_chosen_between() -> None:
    assert match("h", ["H", "h."]) is None
    assert match("h.", ["H", "h."]) == Match("h.", "exact")
    assert match("late", ["Red", "Amber"], {"late": "Red", "LATE": "Amber"}) is None


@given(typed, st.lists(typed, unique=True, max_size=5))
def test_every_option_matches_itself(word: str, options: list[str]) -> None:
    assert match(word, [*options, word]) == Match(word, "exact")


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("Rde", "Red"),
        ("gren", "Green"),
        ("Responsble Oficer", "Responsible Officer"),
        ("Officer responsible", "Responsible Officer"),
        ("Assocated Risk", "Associated Risks"),
        ("J Smith", None),
        ("Budget", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_nearest(word: str, suggestion: str | None) -> None:
    headings = [
        "Red",
        "Amber",
        "Green",
        "Responsible Officer",
        "Associated Risks",
        "Associated PIs",
        "A Smith",
        "B Smith",
    ]
    assert nearest(word, headings) == suggestion


@given(anything, st.lists(anything, max_size=4))
def test_nearest_is_one_of_the_options(word: str, options: list[str]) -> None:
    assert nearest(word, options) in [*options, None]


THEMES = ["Healthy", "Safer", "Aspiring", "All", "Children, schools and families"]


@pytest.mark.parametrize(
    ("words", "found", "unread"),
    [
        ("Healthy, Safer", ["Healthy", "Safer"], []),
        ("ALL", ["All"], []),
        ("Children, schools and families, safer", ["Safer"], ["Children", "schools and families"]),
        ("Children, schools and families\nsafer;", ["Children, schools and families", "Safer"], []),
        ("Aspring, Healthy", ["Healthy"], ["Aspring"]),
        (" , ", [], []),
    ],
)
def test_several_words_of_a_list_in_one_cell(words: str, found: list[str], unread: list[str]) -> None:
    matches, rest = match_several(words, THEMES)
    assert ([each.option for each in matches], list(rest)) == (found, unread)


@given(st.lists(st.sampled_from(["Healthy", "Safer", "All"]), min_size=1), st.sampled_from([", ", "\n", " ; "]))
def test_whatever_stands_between_them_they_are_all_found(chosen: list[str], between: str) -> None:
    matches, unread = match_several(between.join(chosen), THEMES)
    assert ([each.option for each in matches], unread) == (chosen, ())
