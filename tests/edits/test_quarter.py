"""`compile quarter` over a report that was edited by hand: kept, refilled and told; let go, set aside, left alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from xml.etree.ElementTree import fromstring

import pytest

from compiler.domain.period import say_date
from tests.edits.histories import controls
from tests.edits.officer import Desk, text, w
from tests.quarter import town
from tests.quarter.running import Outcome, run
from tests.render.word import shaping
from tests.render.word.shaping import packed, parts_of
from tests.report.making import TEMPLATES

REPORT = f"{town.OUTPUT}/report.docx"
CARE = f"{town.RETURNS}/Care.xlsx"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A department whose report was compiled once."""
    town.make_town(tmp_path)
    assert run("quarter", tmp_path).code == 0
    return tmp_path


def rewritten(folder: Path, before: str, after: str) -> None:
    """Other words in the report, by hand."""
    place = folder / REPORT
    parts = parts_of(place.read_bytes())
    document = parts["word/document.xml"].decode()
    assert before in document
    parts["word/document.xml"] = document.replace(before, after, 1).encode()
    place.write_bytes(packed(parts))


def edited(folder: Path, edit: Callable[[Desk], None]) -> None:
    """The report changed by hand."""
    place = folder / REPORT
    docx = place.read_bytes()
    desk = Desk(parts_of(docx), Random(1), [0] * len(controls(docx)), iter(()))
    edit(desk)
    place.write_bytes(desk.saved())


def words(folder: Path, name: str = "report.docx") -> str:
    """All words of a report."""
    from lxml import etree

    root = etree.fromstring(parts_of((folder / town.OUTPUT / name).read_bytes())["word/document.xml"])
    return "\n".join(text(each) for each in root.iter(w("p")))


def returned(folder: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str) -> None:
    """The return of Care Services comes again with other words."""
    monkeypatch.setitem(town.ACTIONS, "care", town.ACTIONS["care"].replace(before, after))
    (folder / CARE).write_bytes(town.issue(town.CARE))


def told(outcome: Outcome) -> str:
    """What was said, with the lines of a narrow terminal joined."""
    return " ".join(outcome.said.split())


def test_an_edit_is_kept_and_told_and_all_else_is_as_the_returns_are_now(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(made, "The course is planned.", "The course begins in May.")
    returned(made, monkeypatch, "Half are reviewed.", "Nine of ten are reviewed.")
    outcome = run("quarter", made)
    assert "Kept as edited by hand (1):" in told(outcome)
    assert "planned." in told(outcome)
    assert "→" in told(outcome)
    assert "begins in May." in told(outcome)
    assert '--let-go "Appendix of actions"' in told(outcome)
    assert "The course begins in May." in words(made)
    assert "The course is planned." not in words(made)
    assert "Nine of ten are reviewed." in words(made)
    assert "Half are reviewed." not in words(made)
    assert [path.name for path in (made / town.OUTPUT).glob("*.docx")] == ["report.docx"]


def test_what_the_returns_say_now_is_told_beside_an_edit_until_it_is_let_go(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(made, "Half are reviewed.", "Half are reviewed, as planned.")
    returned(made, monkeypatch, "Half are reviewed.", "Nine of ten are reviewed.")
    for _ in range(2):
        assert "the returns now say" in told(run("quarter", made))
        assert "Half are reviewed, as planned." in words(made)
    outcome = run("quarter", made, "--let-go", "appendix of  ACTIONS")
    assert "Edits let go (1):" in told(outcome)
    assert "Nine of ten are reviewed." in words(made)
    assert "as planned" not in words(made)
    assert "by hand" not in told(run("quarter", made))


def test_an_edit_that_the_returns_come_to_say_is_none_any_more(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten(made, "Half are reviewed.", "Most are reviewed.")
    returned(made, monkeypatch, "Half are reviewed.", "Most are reviewed.")
    assert "by hand" not in told(run("quarter", made))
    returned(made, monkeypatch, "Most are reviewed.", "All are reviewed.")
    run("quarter", made)
    assert "All are reviewed." in words(made)


def test_running_twice_changes_nothing(made: Path) -> None:
    rewritten(made, "The course is planned.", "The course begins in May.")
    run("quarter", made)
    first = {path.name: path.read_bytes() for path in (made / town.OUTPUT).iterdir()}
    run("quarter", made)
    assert {path.name: path.read_bytes() for path in (made / town.OUTPUT).iterdir()} == first


def test_a_title_that_is_not_edited_is_named_with_the_nearest(made: Path) -> None:
    rewritten(made, "The course is planned.", "The course begins in May.")
    outcome = run("quarter", made, "--let-go", "Apendix of actions")
    assert outcome.code == 2
    assert "Did you mean 'Appendix of actions'?" in told(outcome)
    assert "The course begins in May." in words(made)


def test_a_slot_taken_out_stays_out_and_is_told_once(made: Path) -> None:
    def take_out(desk: Desk) -> None:
        slot = next(each for each in desk.blocks if "Risks" in text(each) and "score" in text(each))
        slot.getparent().remove(slot)  # type: ignore[union-attr]

    edited(made, take_out)
    assert "“Risks” was taken out of the report" in told(run("quarter", made))
    assert "taken out" not in told(run("quarter", made))
    assert "Risks" not in controls((made / REPORT).read_bytes())


def test_fresh_makes_the_report_anew_and_sets_the_edited_one_aside(made: Path) -> None:
    whole = (made / REPORT).read_bytes()
    rewritten(made, "The course is planned.", "The course begins in May.")
    outcome = run("quarter", made, "--fresh")
    assert "'report (edited).docx'" in told(outcome)
    assert (made / REPORT).read_bytes() == whole
    assert "The course begins in May." in words(made, "report (edited).docx")
    assert "edited" not in told(run("quarter", made, "--fresh"))


def test_a_gap_that_was_filled_by_hand_no_longer_blocks_the_final_report(tmp_path: Path) -> None:
    town.make_town(tmp_path)
    settings = tmp_path / "workbooks/town/department.toml"
    settings.write_text(settings.read_text().replace("meeting = 2008-08-05", ""), encoding="utf-8")
    assert "still to be written" in told(run("quarter", tmp_path))
    assert run("quarter", tmp_path, "--final").code == 1
    gap = "[officer to write: date of the meeting]"
    assert gap in words(tmp_path)
    rewritten(tmp_path, gap, "7 August 2008")
    outcome = run("quarter", tmp_path, "--final")
    assert outcome.code == 0, told(outcome)
    assert "7 August 2008" in words(tmp_path)
    assert "DRAFT" not in words(tmp_path)


def test_the_edits_for_programs(made: Path) -> None:
    rewritten(made, "The course is planned.", "The course begins in May.")
    (edit,) = json.loads(run("quarter", made, "--format", "json").out)["edits"]["kept"]
    assert edit["title"] == "Appendix of actions"
    assert "begins in May." in edit["after"]
    assert edit["returns"] == ""


def lose_the_copy(folder: Path) -> None:
    """What was written last is lost."""
    (folder / town.OUTPUT / ".report.docx.written").unlink()
    rewritten(folder, "The course is planned.", "The course begins in May.")


def damage(folder: Path) -> None:
    """The document is damaged."""
    (folder / REPORT).write_bytes((folder / REPORT).read_bytes()[:9000])


def protect(folder: Path) -> None:
    """The document is protected by a password."""
    (folder / REPORT).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))


def hold_open(folder: Path) -> None:
    """The document is edited, and open in Word."""
    rewritten(folder, "The course is planned.", "The course begins in May.")
    (folder / town.OUTPUT / "~$report.docx").write_bytes(b"An officer")


def replace_it(folder: Path) -> None:
    """Another document lies there."""
    parts = parts_of((folder / REPORT).read_bytes())
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="{w("")[1:-1]}"><w:body><w:p><w:r><w:t>Minutes</w:t></w:r></w:p></w:body></w:document>'
    ).encode()
    (folder / REPORT).write_bytes(packed(parts))


LEFT_ALONE = {
    lose_the_copy: "which words in it are by hand cannot be told",
    damage: "is no Word document (.docx), or damaged",
    protect: "is protected by a password",
    hold_open: "it is open in Word or LibreOffice",
    replace_it: "it has none of the places that the parts of the report stand in",
}


@pytest.mark.parametrize(("spoil", "why"), LEFT_ALONE.items(), ids=[each.__name__ for each in LEFT_ALONE])
def test_a_report_that_cannot_be_made_over_is_left_alone(made: Path, spoil: Callable[[Path], None], why: str) -> None:
    spoil(made)
    lies_there = (made / REPORT).read_bytes()
    outcome = run("quarter", made)
    assert outcome.code == 0
    assert why in told(outcome)
    assert "the new one is 'report (2).docx'" in told(outcome)
    assert (made / REPORT).read_bytes() == lies_there
    assert "The course is planned." in words(made, "report (2).docx")


def lines(folder: Path) -> dict[str, list[str]]:
    """The lines at the head and foot of the report's pages, by the names of their parts."""
    parts = parts_of((folder / REPORT).read_bytes())
    found = {name: data for name, data in parts.items() if name.startswith(("word/header", "word/footer"))}
    return {
        name: ["".join(each.text or "" for each in line.iter(w("t"))) for line in fromstring(data).iter(w("p"))]
        for name, data in sorted(found.items())
    }


def test_words_typed_into_lines_at_the_head_and_foot_stay_whatever_ours_become(made: Path) -> None:
    settings, place = made / "workbooks/town/department.toml", made / REPORT
    settings.write_text(settings.read_text() + '\n[notices]\n"2008-09/Q1" = "For comment"\n')
    assert run("quarter", made).code == 0
    parts = parts_of(place.read_bytes())
    for name, data in parts.items():
        if name.startswith("word/header"):
            own = b'<w:p><w:pPr><w:pStyle w:val="RunningNotice"/></w:pPr><w:r><w:t>Item 7</w:t></w:r></w:p></w:hdr>'
            parts[name] = data.replace(b">For comment", b">Restricted: For comment", 1).replace(b"</w:hdr>", own)
        if name.startswith("word/footer"):
            parts[name] = data.replace(b"</w:p>", b"<w:r><w:t> (copy 3)</w:t></w:r></w:p>", 1)
    was = lines(made)
    place.write_bytes(packed(parts))
    by_hand = lines(made)
    assert all(by_hand[name] != was[name] for name in was)
    for notice in ("For comment", "For decision", "For decision"):
        settings.write_text(settings.read_text().replace("For comment", notice))
        assert run("quarter", made).code == 0
        said = {name: [line.replace("For comment", notice) for line in each] for name, each in by_hand.items()}
        assert lines(made) == said


def said_in(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The lines that say anything."""
    return {name: [line for line in each if line] for name, each in found.items()}


def test_words_typed_at_the_head_and_foot_of_pages_are_told_and_can_be_let_go(made: Path) -> None:
    was, place = lines(made), made / REPORT
    parts = parts_of(place.read_bytes())
    for name, data in parts.items():
        if name.startswith("word/header"):
            own = b'<w:p><w:pPr><w:pStyle w:val="RunningNotice"/></w:pPr><w:r><w:t>Item 7</w:t></w:r></w:p></w:hdr>'
            parts[name] = data.replace(b"</w:hdr>", own)
        if name.startswith("word/footer"):
            parts[name] = data.replace(b"</w:p>", b"<w:r><w:t> (copy 3)</w:t></w:r></w:p>", 1)
    place.write_bytes(packed(parts))
    by_hand = lines(made)
    for _ in range(2):
        said = told(run("quarter", made))
        assert "Kept as edited by hand (2): Header: you put in “Item 7” Footer: " in said
        assert "(copy 3)”" in said
        assert '--let-go "Header"' in said
    assert "Edited are: Header, Footer." in told(run("quarter", made, "--let-go", "Risks"))
    assert said_in(lines(made)) == said_in(by_hand)
    outcome = run("quarter", made, "--let-go", "Footer")
    assert "Edits let go (1): Footer: " in told(outcome)
    now = lines(made)
    assert [now[name] for name in now if "footer" in name] == [was[name] for name in was if "footer" in name]
    assert "Item 7" in str(now)
    run("quarter", made, "--let-go", "header")
    assert said_in(lines(made)) == said_in(was)
    assert "by hand" not in told(run("quarter", made))


def test_an_edited_table_gets_other_columns_and_keeps_what_was_changed_in_it(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(made, "The course is planned.", "The course begins in May.")
    rewritten(made, "Team Manager", "The new Team Manager")
    template = shaping.Desk((TEMPLATES / "base/report.docx").read_bytes())
    headings = ("Ref", "Action", "Progress this quarter", "Rating")
    template.put(shaping.sample_table(*((heading, 2000) for heading in headings)), "Appendix of actions")
    (made / "templates/town/report.docx").write_bytes(template.saved())
    returned(made, monkeypatch, "Half are reviewed.", "Nine of ten are reviewed.")
    outcome = run("quarter", made)
    assert "Progress this quarter: The course is planned.” →" in told(outcome)
    assert "the returns say nothing there now" in told(outcome)
    assert "Nine of ten are reviewed." in words(made)
    assert "The course begins in May." in words(made)
    assert "Responsible officer: The new Team Manager" in words(made)
    whole = (made / REPORT).read_bytes()
    run("quarter", made)
    assert (made / REPORT).read_bytes() == whole


# --- an older report put back ---


def test_an_older_report_put_back_is_no_edited_one(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = (made / REPORT).read_bytes()
    returned(made, monkeypatch, "Half are reviewed.", "Nine of ten are reviewed.")
    assert run("quarter", made).code == 0
    newest = (made / REPORT).read_bytes()
    (made / REPORT).write_bytes(first)
    outcome = run("quarter", made)
    day = say_date(dt.datetime.now().astimezone().date())
    assert f"'report.docx' was the report as written on {day} at " in told(outcome)
    assert "put back. Nothing in it was by hand, and it is replaced." in told(outcome)
    assert "Kept as edited" not in told(outcome)
    assert (made / REPORT).read_bytes() == newest


def test_an_older_report_with_edits_put_back_keeps_those_and_says_what_the_returns_are_now(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(made, "The course is planned.", "The course begins in May.")
    run("quarter", made)
    older = (made / REPORT).read_bytes()
    rewritten(made, "The course begins in May.", "The course begins in June.")
    returned(made, monkeypatch, "Half are reviewed.", "Nine of ten are reviewed.")
    run("quarter", made)
    (made / REPORT).write_bytes(older)
    outcome = run("quarter", made)
    assert "put back. What was edited since is not in it." in told(outcome)
    assert "Kept as edited by hand (1):" in told(outcome)
    assert "The course begins in May." in words(made)
    assert "Nine of ten are reviewed." in words(made)
    assert "Half are reviewed." not in words(made)


def test_an_older_report_put_back_and_edited_is_held_against_what_it_was(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (made / REPORT).read_bytes()
    for before, after in (("Half are reviewed.", "Nine of ten are reviewed."), ("Amber", "Red"), ("Nine of", "Two of")):
        returned(made, monkeypatch, before, after)
        run("quarter", made)
    (made / REPORT).write_bytes(first)
    rewritten(made, "The course is planned.", "The course begins in May.")
    outcome = run("quarter", made)
    assert "put back and edited since." in told(outcome)
    assert "Kept as edited by hand (1):" in told(outcome)
    assert "The course begins in May." in words(made)
    assert "Two of ten are reviewed." in words(made)


def test_one_too_old_to_tell_its_edits_is_left_as_it_is(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten(made, "The course is planned.", "The course begins in May.")
    run("quarter", made)
    older, now = (made / REPORT).read_bytes(), "Half are reviewed."
    for after in ("All are.", "Most are.", "Few are.", "Some are.", "None is.", "One is."):
        returned(made, monkeypatch, now, after)
        run("quarter", made)
        now = after
    (made / REPORT).write_bytes(older)
    outcome = run("quarter", made)
    assert "with words by hand; which these are is not kept for one so old" in told(outcome)
    assert (made / REPORT).read_bytes() == older
    assert "One is." in words(made, "report (2).docx")
