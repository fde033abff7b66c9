"""`compile report` as an officer sees it: papers for other bodies, what each covers, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.quarter.running import Outcome, run, squeezed, told
from tests.quarter.town import OUTPUT, make_town

SETTINGS = "workbooks/town/department.toml"
PROFILE = "templates/town/profile.toml"
THERE = "There are: management-team (Departmental Management Team), scrutiny (Scrutiny Committee).\n"


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    return make_town(tmp_path)


def add(folder: Path, name: str, words: str) -> None:
    place = folder / name
    place.write_text(place.read_text(encoding="utf-8") + words, encoding="utf-8")


def meetings(folder: Path) -> None:
    place = folder / SETTINGS
    said = place.read_text(encoding="utf-8")
    place.write_text(
        said.replace("meeting = 2008-08-05", "meeting = 2008-08-05\nmeetings = { scrutiny = 2008-09-09 }"),
        encoding="utf-8",
    )


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / OUTPUT).glob("[!.]*") if path.is_file())


def paper(folder: Path, name: str) -> str:
    return told((folder / OUTPUT / name).read_bytes())


def test_it_asks_whose_paper_and_names_the_nearest(returns: Path, tmp_path: Path) -> None:
    assert run("report", tmp_path) == Outcome(2, "", f"Say whose paper: --audience NAME, or --all. {THERE}")
    assert run("report", tmp_path, "--audience", "Scrutiny Comittee") == Outcome(
        2, "", f"There is no audience called 'Scrutiny Comittee'. Did you mean 'Scrutiny Committee'? {THERE}"
    )
    add(tmp_path, PROFILE, "\n")
    (tmp_path / PROFILE).write_text("audiences = []\n" + (tmp_path / PROFILE).read_text("utf-8"), encoding="utf-8")
    assert run("report", tmp_path, "--all").err.startswith("This format names no other bodies.")


def test_each_body_gets_its_paper_and_is_told_what_is_missing(returns: Path, tmp_path: Path) -> None:
    done = run("report", tmp_path, "--all")
    assert (done.code, done.err) == (0, "")
    assert written(tmp_path) == ["management-team.docx", "scrutiny.docx"]
    assert [squeezed(line) for line in done.out.splitlines() if "docx" in line or "date of" in line] == [
        "Departmental Management Team 6 2 1 draft management-team.docx",
        "Scrutiny Committee 6 2 1 draft scrutiny.docx",
        'The date of the meeting of each body goes into department.toml, under [deadlines."2008-09/Q1"], '
        "such as meetings = { management-team = 2008-06-30 }.",
    ]
    assert done.out.endswith("Next: compile status --year 2008-09 --quarter Q1\n")
    first = (tmp_path / OUTPUT / "scrutiny.docx").read_bytes()
    assert run("report", tmp_path, "--audience", "scrutiny", "--quiet") == Outcome(0, "", "")
    assert (tmp_path / OUTPUT / "scrutiny.docx").read_bytes() == first


def test_a_column_withheld_is_nowhere_in_the_paper(returns: Path, tmp_path: Path) -> None:
    run("report", tmp_path, "--all")
    assert "Responsible officer" in paper(tmp_path, "management-team.docx")
    assert "Responsible officer" not in paper(tmp_path, "scrutiny.docx")


def test_a_final_paper_has_its_own_meeting_and_does_not_wait_for_the_others(returns: Path, tmp_path: Path) -> None:
    meetings(tmp_path)
    done = run("report", tmp_path, "--all", "--final")
    assert done.code == 1
    assert done.err == (
        "No final paper was written for Departmental Management Team. One part is still to be written.\n"
    )
    assert written(tmp_path) == ["scrutiny.docx"]
    assert "Date: 9 September 2008" in paper(tmp_path, "scrutiny.docx").replace("\t", " ")
    ledger = (tmp_path / "workbooks/town/2008-09/ledger.toml").read_text(encoding="utf-8")
    assert 'file = "scrutiny.docx"' in ledger


def test_words_by_hand_stay_when_the_paper_is_written_again(returns: Path, tmp_path: Path) -> None:
    run("report", tmp_path, "--audience", "scrutiny")
    place = tmp_path / OUTPUT / "scrutiny.docx"
    document = docx.Document(str(place))
    document.add_paragraph("The forum asked for this in May.")
    document.save(str(place))
    assert run("report", tmp_path, "--audience", "scrutiny").code == 0
    assert written(tmp_path) == ["scrutiny.docx"]
    assert "The forum asked for this in May." in paper(tmp_path, "scrutiny.docx")
    done = run("report", tmp_path, "--audience", "scrutiny", "--fresh")
    assert done.err == "The report that was edited by hand is now 'scrutiny (edited).docx'.\n"
    assert "The forum asked" not in paper(tmp_path, "scrutiny.docx")
    both = run("report", tmp_path, "--all", "--let-go", "Risks")
    assert both == Outcome(2, "", "Edits are let go in one paper at a time: name one --audience with --let-go.\n")


def test_a_paper_covers_what_the_profile_says_and_says_so_on_its_face(returns: Path, tmp_path: Path) -> None:
    add(
        tmp_path,
        PROFILE,
        '\n[audience.head]\nbody = "Head of {division}"\neach = "division"\ndivisions = ["care", "schools"]\n'
        'kinds = ["action"]\nparts = ["face", "progress", "appendix-actions"]\nlimits = { appendix_rows = 0 }\n',
    )
    done = run("report", tmp_path, "--audience", "head-care", "--format", "json")
    (one,) = json.loads(done.out)["papers"]
    assert (one["audience"], one["body"], one["rows"]) == (
        "head-care",
        "Head of Care Services",
        {"action": 3, "indicator": 0, "risk": 0},
    )
    assert written(tmp_path) == ["head-care.docx"]
    assert "Covers: 3 of the 6 actions: those of Care Services." in paper(tmp_path, "head-care.docx").replace("\t", " ")
    run("report", tmp_path, "--audience", "head", "--quiet")
    assert written(tmp_path) == ["head-care.docx", "head-schools.docx"]


def test_a_body_that_nothing_is_for_gets_no_paper(returns: Path, tmp_path: Path) -> None:
    add(tmp_path, PROFILE, '\n[audience.board]\nbody = "Board"\nwhere = { "actions.reference" = ["none"] }\n')
    add(tmp_path, PROFILE, 'kinds = ["action"]\nperiods = ["Q2"]\n')
    done = run("report", tmp_path, "--audience", "board")
    assert done.err == (
        "No paper for Board: nothing in Quarter 1 2008/09 is covered by [audience.board] in the profile.\n"
    )
    assert written(tmp_path) == []
    run("report", tmp_path, "--all", "--quiet")
    assert written(tmp_path) == ["management-team.docx", "scrutiny.docx"]


@pytest.mark.parametrize(
    ("file", "words", "said"),
    [
        (
            PROFILE,
            '\n[audience.board]\nbody = "Board"\nparts = ["face", "risk"]\n',
            "audience.board.parts: there is no 'risk' among the parts; did you mean 'risks'?",
        ),
        (
            PROFILE,
            '\n[audience.board]\nbody = "Board"\ndivisions = ["shools"]\n',
            "audience.board.divisions: there is no 'shools' among the divisions; did you mean 'schools'?",
        ),
        (
            SETTINGS,
            '\n[deadlines."2008-09/Q2"]\nmeetings = { scrutny = 2008-12-01 }\n',
            "deadlines.2008-09/Q2.meetings: there is no audience 'scrutny' in the profile; did you mean 'scrutiny'?",
        ),
    ],
)
def test_a_mistake_in_the_settings_is_named_with_its_line(
    returns: Path, tmp_path: Path, file: str, words: str, said: str
) -> None:
    add(tmp_path, file, words)
    done = run("report", tmp_path, "--all")
    assert (done.code, done.out) == (2, "")
    lines = (tmp_path / file).read_text(encoding="utf-8").splitlines()
    name = "/".join(Path(file).parts[-2:]) if "profile" in file else file
    assert done.err.splitlines()[1] == f"  {name}, line {len(lines)}: {said}"


@pytest.mark.parametrize("broken", [b"no Word file", b""])
def test_a_template_that_cannot_be_used_is_one_sentence(returns: Path, tmp_path: Path, broken: bytes) -> None:
    add(tmp_path, PROFILE, '\n[audience.board]\nbody = "Board"\ntemplate = "board.docx"\n')
    missing = run("report", tmp_path, "--audience", "board")
    assert (missing.code, missing.out) == (2, "")
    assert missing.err == (
        "The profile has mistakes:\n  town/profile.toml, line 14: audience.board.template: there is no file "
        "'board.docx' in the folder town, nor in base\n"
    )
    (tmp_path / "templates/town/board.docx").write_bytes(broken)
    done = run("report", tmp_path, "--audience", "board")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("The template 'board.docx' in '")
    assert written(tmp_path) == []


def test_a_paper_is_audited_against_what_it_covers(returns: Path, tmp_path: Path) -> None:
    meetings(tmp_path)
    add(
        tmp_path,
        PROFILE,
        '\n[audience.care]\nbody = "Head of Care"\ndivisions = ["care"]\nparts = ["face", "progress"]\n',
    )
    run("report", tmp_path, "--audience", "scrutiny", "--audience", "care")
    run("report", tmp_path, "--audience", "scrutiny", "--final")
    for name in ("care.docx", "scrutiny.docx"):
        done = run("audit", tmp_path, str(tmp_path / OUTPUT / name))
        assert (done.code, done.err) == (0, ""), done.out
    document = docx.Document(str(tmp_path / OUTPUT / "care.docx"))
    document.add_paragraph("Of these, 57 actions were late.")
    document.save(str(tmp_path / OUTPUT / "care.docx"))
    done = run("audit", tmp_path, str(tmp_path / OUTPUT / "care.docx"))
    assert done.code == 1
    assert "57" in done.out


def test_a_format_may_lack_a_part_that_an_audience_it_inherits_names(returns: Path, tmp_path: Path) -> None:
    place = tmp_path / PROFILE
    blocks = 'blocks = ["contents", "relevance", "decision_type", "route", "decision", "background", "contact"]\n'
    place.write_text(blocks + place.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("report", tmp_path, "--audience", "scrutiny")
    assert (done.code, done.err) == (0, "")
    assert "Purpose of report" not in paper(tmp_path, "scrutiny.docx")


@pytest.mark.parametrize("lying", [b"no Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_a_paper_that_cannot_be_read_is_left_and_the_new_one_goes_beside(
    returns: Path, tmp_path: Path, lying: bytes
) -> None:
    run("report", tmp_path, "--audience", "scrutiny")
    first = (tmp_path / OUTPUT / "scrutiny.docx").read_bytes()
    (tmp_path / OUTPUT / "scrutiny.docx").write_bytes(lying)
    done = run("report", tmp_path, "--audience", "scrutiny", "--quiet")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert done.err.startswith("'scrutiny.docx' was left as it is: ")
    assert done.err.endswith(": the new one is 'scrutiny (2).docx'.\n")
    assert (tmp_path / OUTPUT / "scrutiny.docx").read_bytes() == lying
    assert (tmp_path / OUTPUT / "scrutiny (2).docx").read_bytes() == first
