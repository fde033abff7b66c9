"""`compile export`: a small department's tables held whole, and the five councils' read back as their package says."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import os
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pytest
from openpyxl import load_workbook

from compiler.pipeline import view_of
from compiler.project.find import choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.render.export import tables_of
from compiler.render.export.frames import frames
from compiler.render.export.table import Field, Table
from compiler.render.export.written import csv_bytes, json_bytes
from tests.quarter.running import run
from tests.quarter.town import OUTPUT, make_town

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "exports"
DEPARTMENTS = ("darlington", "hartlepool", "stockton-partnership", "stockton-services", "stockton-strategy")
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": dt.date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    path = make_town(folder) / "Care.xlsx"
    book = load_workbook(path)
    cells = {str(cell.value): cell for row in book["Actions"].iter_rows() for cell in row}
    assert "Amber" in cells
    cells["Amber"].value = "Ambr"
    book.save(path)
    return folder


@pytest.fixture(scope="module", params=DEPARTMENTS)
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is exported of a council's newest quarter."""
    folder = tmp_path_factory.mktemp(request.param)
    done = run("export", ROOT, "--department", request.param, "--to", str(folder), "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
    return folder


def read(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    """A file of ours as any program reads it."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def package(folder: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return held


def test_every_table_of_a_small_department_is_as_kept(town: Path) -> None:
    done = run("export", town)
    assert done.code == 0
    made = sorted((town / OUTPUT / "export").glob("[!.]*"))
    text = done.out + "".join(f"\n## {path.name}\n{path.read_bytes().decode()}" for path in made)
    text = re.sub("[0-9a-f]{64}", "(its hash)", text.replace("\r\n", "\n"))
    kept = KEPT / "town.txt"
    if os.environ.get("REWRITE_GOLDEN"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


def test_every_file_is_what_the_package_says(council: Path) -> None:
    told = package(council)
    assert {each["path"] for each in told["resources"]} == {path.name for path in council.glob("*.csv")}
    assert re.fullmatch(r"[a-z0-9._-]+", told["name"])
    for each in told["resources"]:
        data = (council / each["path"]).read_bytes()
        assert each["bytes"] == len(data)
        assert each["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        rows = read(council / each["path"], each["encoding"])
        fields = each["schema"]["fields"]
        assert rows, f"{each['path']} is empty"
        assert list(rows[0]) == [field["name"] for field in fields]
        assert len({field["name"] for field in fields}) == len(fields)
        for row in rows:
            for field in fields:
                if row[field["name"]] != "":
                    READ[field["type"]](row[field["name"]])
        for name in each["schema"].get("primaryKey", ()):
            assert len({row[name] for row in rows}) == len(rows)
            assert all(row[name] for row in rows)


def test_rows_of_other_tables_are_named_by_their_keys(council: Path) -> None:
    told = package(council)["resources"]
    keyed = [each["path"] for each in told if "primaryKey" in each["schema"]]
    keys = {row["row"] for path in keyed for row in read(council / path)}
    for name, columns in (("links", ("row", "to_row")), ("gaps", ("row",))):
        path = council / f"{name}.csv"
        for row in read(path) if path.is_file() else ():
            assert {row[column] for column in columns} <= keys


def test_every_cell_that_is_told_holds_the_words_beside_it(council: Path) -> None:
    """Against the workbooks as another reader reads them: numbers and dates are told as the cell shows them."""
    books: dict[str, Any] = {}
    folder = ROOT / "workbooks" / council.name.rstrip("0123456789") / _year(council)
    checked = 0
    for path in (council / f"{name}.csv" for name in ("actions", "indicators", "risks", "objectives")):
        for row in read(path) if path.is_file() else ():
            for name in (each for each in row if each.endswith("_cell") and each.removesuffix("_cell") in row):
                place = re.fullmatch(r"\[(.+)\](.+)!([A-Z]+[0-9]+)", row[name])
                words = row[name.removesuffix("_cell")]
                if place is None or not words:
                    continue
                file = folder / ("" if place[1].startswith("plan/") else row["report_period"]) / place[1]
                book: Any = books.get(str(file)) or load_workbook(file)
                books[str(file)] = book
                value: object = book[place[2]][place[3]].value
                if isinstance(value, str):
                    assert words == value
                    checked += 1
    assert checked > 50


def _year(council: Path) -> str:
    return read(council / "actions.csv")[0]["report_year"]


def test_ratings_over_time_are_those_of_each_quarters_own_report() -> None:
    project = open_project(ROOT, "hartlepool")
    newest = choose_period(project, "2008-09", "Q2")
    views = [view_of(inputs_of(project, period, Wish()))[0] for period in project.periods() if period <= newest]
    history = next(table for table in tables_of(views[-1], views) if table.name == "history")
    names = [field.name for field in history.fields]
    told = [dict(zip(names, row, strict=True)) for row in history.rows]
    for view in views:
        own = [
            each
            for each in told
            if (each["report_year"], each["report_period"]) == (view.period.year.name, view.period.name)
        ]
        returned = [row for row in view.rows if row.returned is not None and row.kind.value in ("action", "indicator")]
        counted = [each for each in own if each["kind"] in ("actions", "indicators")]
        assert sorted(str(each["rating"]) for each in counted) == sorted(
            row.rating.key for row in returned if row.rating
        )
    again = [each["row"] for each in told]
    assert len(set(again)) < len(again)


def test_frames_hold_what_the_files_hold_with_a_type_for_each_column() -> None:
    project = open_project(ROOT, "darlington")
    view, _ = view_of(inputs_of(project, choose_period(project, "", ""), Wish()))
    tables = {table.name: table for table in tables_of(view)}
    made = frames(tables.values())
    assert list(made) == list(tables)
    for name, table in tables.items():
        text = pd.read_csv(io.BytesIO(csv_bytes(table)), dtype="string", keep_default_na=False)
        frame = made[name]
        assert list(frame.columns) == list(text.columns)
        assert len(frame) == len(text)
        for field in table.fields:
            if field.type == "string":
                assert frame[field.name].fillna("").tolist() == text[field.name].tolist()
    steps = made["milestones"].set_index("row")
    assert steps["completed_end"].dtype == "datetime64[ms]"
    assert steps["plan_row"].dtype == "Int64"


TABLE = Table(
    "things",
    "Things",
    (
        Field("row", "string", "Row"),
        Field("words", "string", "Words"),
        Field("number", "number", "Number"),
        Field("day", "date", "Day"),
        Field("right", "boolean", "Right"),
    ),
    (
        ("a", '=HYPERLINK("x")', Decimal("-45.70"), dt.date(2008, 6, 30), True),
        ("-b", "two\nlines, “quoted” ▲", Decimal("1E+3"), None, False),
        ("c", "N/A", None, None, None),
        ("d", "", Decimal("0.1"), None, None),
    ),
    key="row",
)  # fmt: skip


def test_csv_is_for_programs_and_guards_formulas_only_for_excel() -> None:
    assert csv_bytes(TABLE).decode() == (
        "row,words,number,day,right\r\n"
        'a,"=HYPERLINK(""x"")",-45.7,2008-06-30,true\r\n'
        '-b,"two\nlines, “quoted” ▲",1000,,false\r\n'
        "c,N/A,,,\r\n"
        "d,,0.1,,\r\n"
    )
    guarded = csv_bytes(TABLE).decode().replace("=HYP", "'=HYP").replace("-b,", "'-b,")
    assert csv_bytes(TABLE, for_excel=True) == guarded.encode("utf-8-sig")


def test_json_has_numbers_as_numbers_and_what_is_not_there_as_null() -> None:
    assert json.loads(json_bytes(TABLE)) == [
        {"row": "a", "words": '=HYPERLINK("x")', "number": -45.7, "day": "2008-06-30", "right": True},
        {"row": "-b", "words": "two\nlines, “quoted” ▲", "number": 1000, "day": None, "right": False},
        {"row": "c", "words": "N/A", "number": None, "day": None, "right": None},
        {"row": "d", "words": "", "number": 0.1, "day": None, "right": None},
    ]


def test_parquet_gives_back_the_frame(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from compiler.render.export.frames import parquet_bytes

    (tmp_path / "things.parquet").write_bytes(parquet_bytes(TABLE))
    assert parquet_bytes(TABLE) == parquet_bytes(TABLE)
    held = pd.read_parquet(tmp_path / "things.parquet")
    pd.testing.assert_frame_equal(held, frames([TABLE])["things"], check_dtype=False)


def test_without_pandas_parquet_is_refused_with_the_way_out_and_csv_is_written(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    done = run("export", town, "--format", "parquet", "--to", str(tmp_path / "out"))
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "Parquet is written by pandas and pyarrow, and 'pandas' is not installed: "
        'python -m pip install "report-compiler[export]". CSV and JSON need neither.\n'
    )
    assert run("export", town, "--to", str(tmp_path / "out"), "--quiet").code == 0
    assert (tmp_path / "out" / "actions.csv").is_file()


def test_json_and_the_mark_for_excel_are_told_in_the_package(town: Path, tmp_path: Path) -> None:
    assert run("export", town, "--format", "json", "--to", str(tmp_path / "json"), "--quiet").code == 0
    told = package(tmp_path / "json")
    assert {each["path"] for each in told["resources"]} == {p.name for p in (tmp_path / "json").glob("[!.d]*.json")}
    for each in told["resources"]:
        rows = json.loads((tmp_path / "json" / each["path"]).read_text(encoding="utf-8"))
        assert list(rows[0]) == [field["name"] for field in each["schema"]["fields"]]
    assert run("export", town, "--for-excel", "--to", str(tmp_path / "excel"), "--quiet").code == 0
    assert {each["encoding"] for each in package(tmp_path / "excel")["resources"]} == {"utf-8-sig"}
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in (tmp_path / "excel").glob("*.csv"))


def test_the_same_returns_give_the_same_bytes_and_a_file_changed_by_hand_is_left(town: Path, tmp_path: Path) -> None:
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.glob("*.*") if not path.name.startswith(".")}

    assert run("export", town, "--to", str(tmp_path), "--quiet").code == 0
    first = files()
    assert run("export", town, "--to", str(tmp_path), "--quiet").code == 0
    assert files() == first
    (tmp_path / "actions.csv").write_text("mine", encoding="utf-8")
    done = run("export", town, "--to", str(tmp_path), "--quiet")
    assert (
        done.err == "'actions.csv' has been changed by hand and was left as it is: the new one is 'actions (2).csv'.\n"
    )
    assert (tmp_path / "actions.csv").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "actions (2).csv").read_bytes() == first["actions.csv"]


def test_a_dry_run_writes_nothing(town: Path, tmp_path: Path) -> None:
    done = run("export", town, "--dry-run", "--to", str(tmp_path / "none"))
    assert (done.code, (tmp_path / "none").exists()) == (0, False)
    assert "Would write these and datapackage.json to" in done.out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--format", "xlsx"), "There is no format 'xlsx'. There are: csv, json, parquet."),
        (("--format", "json", "--for-excel"), "--for-excel is for CSV: leave it out, or the format."),
        (("--quarter", "Q4"), "There are no returns for Q4. There are returns for: Q1 2008-09."),
    ],
)
def test_what_cannot_be_exported_is_said(town: Path, asked: tuple[str, ...], said: str) -> None:
    done = run("export", town, *asked)
    assert (done.code, done.out, done.err) == (2, "", f"{said}\n")


def test_csv_is_written_without_pandas_and_without_what_writes_word_or_excel(town: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys\nfrom compiler.cli import main\ntry:\n    main()\nfinally:\n"
        "    print('@', [n for n in ('pandas', 'openpyxl', 'lxml', 'docx', 'xlsxwriter') if n in sys.modules])\n"
    )
    asked = ("export", "--folder", str(town), "--to", str(tmp_path), "--quiet")
    done = subprocess.run([sys.executable, "-c", script, *asked], capture_output=True, text=True, timeout=60)
    assert done.stdout.rpartition("@ ")[2].strip() == "[]"
