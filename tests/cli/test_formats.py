"""The formats of `compile check` from the command line: the schema, the paths, the terminal and the pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from compiler.render.findings import findings_json, findings_schema, findings_text
from compiler.rules.registry import every_rule
from tests.quarter.running import run
from tests.quarter.town import RETURNS, make_town
from tests.render.findings_shown import HELPED, ROWS, TWO_TARGETS

ROOT = Path(__file__).parents[2]
CARE = f"{RETURNS}/Care.xlsx"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A department whose Care return has a rating that is not in the list."""
    path = make_town(tmp_path) / "Care.xlsx"
    book = load_workbook(path)
    book["Actions"]["I5"] = "Ambr"
    book.save(path)
    return tmp_path


def test_the_schema_is_printed_is_one_and_says_what_each_key_means(tmp_path: Path) -> None:
    done = run("check", tmp_path, "--schema")
    assert (done.code, done.out, done.err) == (0, findings_schema(), "")
    schema = json.loads(done.out)
    Draft202012Validator.check_schema(schema)
    for name, shape in schema["$defs"].items():
        for key, meant in shape.get("properties", {}).items():
            told = schema["$defs"][meant["$ref"].split("/")[-1]] if "$ref" in meant else meant
            assert told["description"].endswith("."), f"{name}.{key}"


@pytest.mark.parametrize("year", ["2007-08", "2008-09"])
@pytest.mark.parametrize("plan", [False, True], ids=["returns", "plans"])
def test_the_json_of_real_quarters_follows_the_schema(year: str, plan: bool) -> None:
    done = run("check", ROOT, "--format", "json", "--year", year, *(["--plan"] if plan else []))
    validator = Draft202012Validator(json.loads(findings_schema()))
    assert [error.message for error in validator.iter_errors(json.loads(done.out))] == []


def test_json_of_two_sides_follows_the_schema_and_less_than_all_keys_does_not() -> None:
    validator = Draft202012Validator(json.loads(findings_schema()))
    told = json.loads(findings_json([TWO_TARGETS, HELPED], ROWS))
    assert list(validator.iter_errors(told)) == []
    for key in list(told[0]):
        short = {name: value for name, value in told[0].items() if name != key}
        assert not validator.is_valid([short]), key
    assert not validator.is_valid([{**told[0], "more": 1}])


def test_the_schema_allows_every_rule_s_code() -> None:
    code = json.loads(findings_schema())["$defs"]["finding"]["properties"]["code"]
    assert [rule.code for rule in every_rule() if not Draft202012Validator(code).is_valid(rule.code)] == []


def test_sarif_github_and_junit_name_the_file_from_where_the_command_was_run(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (town, ROOT):  # within the department's folder, and away from it
        monkeypatch.chdir(folder)
        (result,) = json.loads(run("check", town, "--format", "sarif").out)["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == CARE
        assert run("check", town, "--format", "github").out.startswith(f"::error file={CARE},title=C206 Actions%2C I5")
        suites = Xml.fromstring(run("check", town, "--format", "junit").out.encode())
        assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [
            (CARE, "1"),
            (f"{RETURNS}/Schools.xlsx", "0"),
            (f"{RETURNS}/Strategy.xlsx", "0"),
        ]


def test_a_file_outside_is_named_without_its_folders(town: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("received") / "Care.xlsx"
    outside.write_bytes((town / CARE).read_bytes())
    assert run("check", town, str(outside), "--format", "github").out.startswith("::error file=Care.xlsx,")


def test_formats_for_programs_are_whole_also_when_quiet_and_clean(tmp_path: Path) -> None:
    make_town(tmp_path)
    assert json.loads(run("check", tmp_path, "--quiet", "--format", "json").out) == []
    (log,) = json.loads(run("check", tmp_path, "--quiet", "--format", "sarif").out)["runs"]
    assert (log["results"], len(log["artifacts"])) == ([], 3)
    assert len(Xml.fromstring(run("check", tmp_path, "--quiet", "--format", "junit").out.encode())) == 3
    assert run("check", tmp_path, "--quiet", "--format", "github").out == ""


DECISION = """
[[waivers]]
code = "R303"
reason = "The post is vacant."
by = "Performance Board"
on = 2008-02-01
until = 2008-03-31
"""


def test_a_waiver_that_has_run_out_is_told_with_the_whole_quarter_at_its_file(town: Path) -> None:
    path = town / "workbooks/town/decisions.toml"
    path.write_text(DECISION, encoding="utf-8")
    begin = "::warning file=workbooks/town/decisions.toml,line=2,title=X507 "
    for arguments in ([], ["--plan"]):
        lines = run("check", town, "--format", "github", *arguments).out.splitlines()
        assert [line.startswith(begin) for line in lines].count(True) == 1
    assert begin not in run("check", town, str(town / CARE), "--format", "github").out


SHOWN = """\
Care.xlsx: 1 error

  Actions

    Error C206 · I5 (CA 1)
        A5 │ Ref    │ CA 1
        D5 │ Action │ Review every placement
      → I5 │ Rating │ Ambr
      'Ambr' under 'Rating' is not in the list.
      Allowed are Red, Amber, Green or Not due
      this quarter.
      → Did you mean 'Amber'? Choose one from
        the list in the cell.

1 error in 1 workbook.
Next: compile explain C206
"""


@pytest.mark.skipif(find_spec("pty") is None, reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "weight"),
    [({}, "\x1b[1mError\x1b[0m"), ({"NO_COLOR": "1"}, "Error"), ({"TERM": "dumb"}, "Error")],
    ids=["bold", "NO_COLOR", "dumb"],
)
def test_a_terminal_is_filled_to_its_width_and_weights_are_bold_unless_it_says_no(
    town: Path, environment: dict[str, str], weight: str
) -> None:
    assert on_a_terminal(town, 48, environment) == SHOWN.replace("Error", weight)


def test_a_pipe_gets_plain_words() -> None:
    said = findings_text([HELPED], rows=ROWS)
    assert "\x1b" not in said
    assert "\x1b" not in run("check", ROOT, "--year", "2008-09").out


def on_a_terminal(folder: Path, columns: int, environment: dict[str, str]) -> str:
    """What the command prints on a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from compiler.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", script, "check"],
        cwd=folder, env={**clean, "TERM": "xterm", **environment}, stdout=theirs,
    ):  # fmt: skip
        os.close(theirs)
        printed = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return printed.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""
