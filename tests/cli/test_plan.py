"""`compile plan` as an officer sees it, on a department of its own; and the documents of the sample department."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from compiler.render.access import look_over
from tests.cli.test_quarter import said
from tests.quarter.running import run
from tests.quarter.town import make_town
from tests.render.docx_lint import lint
from tests.validators import missing, validate_docx

DOCUMENTS = "output/town/2008-09/plan/documents"
DEPARTMENTAL, CARE, SCHOOLS, COVERING = FILES = (
    "Departmental Plan.docx",
    "Divisional Plan, Care Services.docx",
    "Divisional Plan, School Services.docx",
    "Covering report.docx",
)
ROOT = Path(__file__).parents[2]
needs_validators = pytest.mark.skipif(bool(missing()), reason=f"not installed here: {', '.join(missing())}")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A department with its plans and the returns of Quarter 1."""
    make_town(tmp_path)
    return tmp_path


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / DOCUMENTS).glob("*.docx"))}


def words(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_every_plan_is_written_with_the_report_that_asks_for_approval(town: Path) -> None:
    done = run("plan", town)
    assert (done.code, done.err) == (0, "")
    assert said(done.out) == [
        "Town Department: plans for 2008/09",
        "Document Objectives Actions Indicators Risks Status File",
        "Departmental Plan 2 2 2 1 for approval Departmental Plan.docx",
        "Divisional Plan, Care Services 1 3 0 0 for approval Divisional Plan, Care Services.docx",
        "Divisional Plan, School Services 1 1 0 0 for approval Divisional Plan, School Services.docx",
        "Covering report draft Covering report.docx",
        f"Written to {DOCUMENTS}/",
        "Departmental Plan.docx is a DRAFT. One place is still to be written by the officer.",
        "Divisional Plan, Care Services.docx is a DRAFT. One place is still to be written by the officer.",
        "Divisional Plan, School Services.docx is a DRAFT. One place is still to be written by the officer.",
        "Covering report.docx is a DRAFT. Eight places are still to be written by the officer.",
        "Next: write what is missing, in the sheet 'Plan text' of the plans or in the documents",
    ]
    assert sorted(written(town)) == sorted(FILES)


def test_the_same_plans_give_the_same_bytes(town: Path) -> None:
    run("plan", town)
    before = written(town)
    assert run("plan", town).code == 0
    assert written(town) == before


def test_one_division_has_its_plans_alone(town: Path) -> None:
    assert run("plan", town, "--division", "Care").code == 0
    assert list(written(town)) == [CARE]


def test_a_dry_run_writes_nothing(town: Path) -> None:
    done = run("plan", town, "--dry-run")
    assert f"Would write to {DOCUMENTS}/" in done.out
    assert not (town / "output").exists()


def test_a_document_changed_by_hand_is_left_as_it_is(town: Path) -> None:
    run("plan", town)
    path = town / DOCUMENTS / CARE
    edited = docx.Document(str(path))
    edited.add_paragraph("Agreed with the team.")
    edited.save(str(path))
    kept = path.read_bytes()
    done = run("plan", town)
    assert path.read_bytes() == kept
    other = CARE.replace(".docx", " (2).docx")
    assert done.err == f"'{CARE}' has been changed by hand and was left as it is: the new one is '{other}'.\n"


def test_the_drafts_of_a_new_year_are_kept_apart(town: Path) -> None:
    drafts = town / "output/town/2008-09/plan"
    drafts.mkdir(parents=True)
    (drafts / "Care.xlsx").write_bytes(b"a draft")
    run("plan", town)
    assert (drafts / "Care.xlsx").read_bytes() == b"a draft"
    assert sorted(path.name for path in drafts.iterdir()) == ["Care.xlsx", "documents"]


def test_a_plan_that_cannot_be_read_is_named_and_the_others_are_written(town: Path) -> None:
    (town / "workbooks/town/2008-09/plan/Schools.xlsx").write_bytes(b"no workbook")
    done = run("plan", town)
    assert done.code == 0
    assert done.err == "plan/Schools.xlsx is a text file, not a workbook.\nNo plan of School Services is there.\n"
    assert sorted(written(town)) == sorted({DEPARTMENTAL, CARE, COVERING})
    assert "No plan of School Services is there." in words(town / DOCUMENTS / COVERING)


def test_a_year_or_a_division_without_a_plan_is_said(town: Path) -> None:
    done = run("plan", town, "--year", "2011-12")
    assert (done.code, done.err) == (
        2,
        "There are no plans for 2011/12. There are plans for: 2008-09. Put the workbooks of a plan into "
        "workbooks/town/2011-12/plan/.\n",
    )
    schools = town / "workbooks/town/2008-09/plan/Schools.xlsx"
    schools.write_bytes(b"no workbook")
    done = run("plan", town, "--division", "Schools")
    assert (done.code, done.err) == (
        2,
        "There is no plan of School Services for 2008/09. plan/Schools.xlsx is a text file, not a workbook.\n",
    )
    schools.unlink()
    done = run("plan", town, "--division", "Schools")
    assert (done.code, done.err) == (2, "There is no plan of School Services for 2008/09.\n")


def test_a_program_is_told_the_same(town: Path) -> None:
    told = json.loads(run("plan", town, "--format", "json", "--division", "Care").out)
    assert told == {
        "department": "Town Department",
        "year": "2008-09",
        "documents": [
            {
                "title": "Care Services: Divisional Plan 2008/09",
                "file": CARE,
                "written": str(town / DOCUMENTS / CARE),
                "draft": "One place is still to be written by the officer.",
                "status": "for approval",
                "rows": {"objective": 1, "action": 3, "indicator": 0, "risk": 0},
            }
        ],
        "pdfs": [],
        "missing": [],
        "findings": 0,
    }


def test_an_approved_amendment_is_in_force_and_marked(town: Path) -> None:
    (town / "workbooks/town/decisions.toml").write_text(
        """
[[amendments]]
year = "2008-09"
division = "care"
reference = "CA 1"
column = "due"
was = "Dec 2008"
to = "Mar 2009"
decision = "approved"
by = "the Cabinet Member"
on = 2008-09-04
""",
        encoding="utf-8",
    )
    assert run("plan", town).code == 0
    document = docx.Document(str(town / DOCUMENTS / CARE))
    cells = [[cell.text for cell in row.cells][:3] for row in document.tables[0].rows]
    assert cells[1] == ["CA 1", "Review every placement", "Mar 2009 (amended)"]
    assert (
        "CA 1, Date to be completed: amended from “Dec 2008” to “Mar 2009”, approved by the Cabinet Member on "
        "4 September 2008, in force from 4 September 2008."
    ) in words(town / DOCUMENTS / CARE)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The documents of the sample department."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "workbooks").symlink_to(ROOT / "workbooks")
    assert run("plan", folder, "--department", "hartlepool", "--year", "2008-09").code == 0
    return sorted((folder / "output/hartlepool/2008-09/plan/documents").glob("*.docx"))


def test_everyone_can_read_the_documents_of_the_sample(sample: list[Path]) -> None:
    assert {path.name: lint(path.read_bytes()) for path in sample} == {path.name: [] for path in sample}
    assert len(sample) == 7


def test_nothing_in_them_keeps_readers_out(sample: list[Path]) -> None:
    found = {barrier.code for path in sample for barrier in look_over(path.name, path.read_bytes())}
    assert found == set()


@needs_validators
def test_the_documents_of_the_sample_pass_the_validators(sample: list[Path]) -> None:
    chosen = [path for path in sample if path.name.startswith(("Covering", "Departmental", "Operational"))]
    assert {path.name: validate_docx(path) for path in chosen} == {path.name: [] for path in chosen}
    assert len(chosen) == 3
