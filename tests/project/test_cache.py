"""Workbooks are kept as they were read: with them and without them a check says the same, whatever lies there."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.domain.finding import Finding
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return, Role
from compiler.pipeline import Upload, check_returns, read_returns
from compiler.project import cache, settings
from compiler.project.cache import keeping
from compiler.project.find import open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.sealed import FOLDER, read_sealed, write_sealed
from compiler.returns.kept import read_kept, write_kept
from compiler.rules.said import read_said, said, write_said

ROOT = Path(__file__).parents[2]
SAMPLE = Path("workbooks", "hartlepool")
QUARTER = Period(Year(2008), 2)
BEFORE = Period(Year(2008), 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two plans of the sample department, and what one division returned in two quarters."""
    for kind, most in (("plan", 2), ("Q1", 1), ("Q2", 1)):
        (tmp_path / SAMPLE / "2008-09" / kind).mkdir(parents=True)
        for path in sorted((ROOT / SAMPLE / "2008-09" / kind).glob("*.xlsx"))[:most]:
            shutil.copy(path, tmp_path / SAMPLE / "2008-09" / kind)
    shutil.copy(ROOT / SAMPLE / "department.toml", tmp_path / SAMPLE)
    return tmp_path


def read(folder: Path) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The plans and returns that a check reads, and what it finds."""
    project = open_project(folder, "hartlepool")
    inputs = keeping(inputs_of(project, QUARTER, Wish()), project)
    plans = read_returns(inputs, inputs.plans, Role.PLAN, QUARTER.year)
    returns = read_returns(inputs, inputs.returns, Role.RETURN, QUARTER.year, QUARTER)
    before = read_returns(inputs, inputs.before, Role.RETURN, BEFORE.year, BEFORE)
    return (*plans, *returns, *before), check_returns(inputs, plans, returns, before)


def kept(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / FOLDER).iterdir())}


def books_kept(folder: Path) -> list[str]:
    whole = {name: text for name, text in kept(folder).items() if "-" not in name}
    return [text for text in whole.values() if text.partition("\n")[2]]  # but for those that were only seen


def test_what_is_kept_is_read_and_found_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(folder)
    named = {json.loads(text.splitlines()[1])[0][1] for text in books_kept(folder)}
    assert named == {book.workbook for book in first[0] if "/" in book.workbook}
    monkeypatch.setattr("compiler.pipeline.read_book", only_returns_of_now(monkeypatch))
    assert read(folder) == first


def change_words(path: Path, old: str, new: str) -> None:
    """Words of a workbook changed, wherever they stand."""
    with ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.infolist()}
    assert any(old.encode() in data for data in parts.values())
    with ZipFile(path, "w") as package:
        for each, data in parts.items():
            package.writestr(each, data.replace(old.encode(), new.encode()))


def test_a_return_that_was_changed_is_read_as_though_never_read_before(folder: Path) -> None:
    found = read(folder)
    (path,) = (folder / SAMPLE / "2008-09" / "Q2").glob("*.xlsx")
    change_words(path, ">Green<", ">Purple<")
    again = read(folder)
    assert again != found
    shutil.rmtree(folder / FOLDER)
    assert read(folder) == again


def test_words_of_a_return_are_read_once_and_then_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(folder)
    for name in ("read_references", "read_when", "read_target", "read_value", "match"):
        monkeypatch.setattr(f"compiler.returns.entries.{name}", None)
    assert read(folder) == found


def test_a_return_that_was_checked_twice_as_it_is_is_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(folder)
    many = len(books_kept(folder))
    assert (read(folder), len(books_kept(folder))) == (first, many + 1)
    with monkeypatch.context() as patch:
        patch.setattr("compiler.pipeline.read_book", None)
        assert read(folder) == first
    (path,) = (folder / SAMPLE / "2008-09" / "Q2").glob("*.xlsx")
    change_words(path, ">Green<", ">Purple<")
    changed = read(folder)
    assert (changed != first, len(books_kept(folder))) == (True, many)
    shutil.rmtree(folder / FOLDER)
    assert read(folder) == changed


def only_returns_of_now(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """The reader, which fails for any workbook but this quarter's returns."""
    from compiler.returns.reader import read_book

    def reader(source: Path | bytes, name: str, **rest: object) -> object:
        assert "/" not in name, f"{name} was read again"
        return read_book(source, name, **rest)  # type: ignore[arg-type]

    return reader


def change_plan(folder: Path) -> None:
    plan = folder / SAMPLE / "2008-09" / "plan"
    first, second, *_ = sorted(plan.glob("*.xlsx"))
    shutil.copy(second, first)


def change_profile(folder: Path) -> None:
    shutil.copytree(ROOT / "templates" / "hartlepool", folder / "templates" / "hartlepool")
    shutil.copytree(ROOT / "templates" / "base", folder / "templates" / "base")
    path = folder / "templates" / "hartlepool" / "profile.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "', 'name = "The ', 1), encoding="utf-8")


def change_department(folder: Path) -> None:
    path = folder / SAMPLE / "department.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "', 'name = "The ', 1), encoding="utf-8")


def spoil(folder: Path) -> None:
    for path in (folder / FOLDER).iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("2009", "2010"), encoding="utf-8")


def cut_off(folder: Path) -> None:
    for path in (folder / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:1000])


def fill_with_rubbish(folder: Path) -> None:
    for path in (folder / FOLDER).iterdir():
        path.write_bytes(b"\xff\x00cos\nsystem\n")


def seal_rubbish(folder: Path) -> None:
    """Texts that carry the right seal and say something else: the folder is shared, and anybody can write there."""
    for path in (folder / FOLDER).iterdir():
        mark = path.read_bytes().split()[0].decode("ascii")
        write_sealed(path, mark, "[[0,99]]")
        assert read_sealed(path, mark) == "[[0,99]]"


CHANGES = [change_plan, change_profile, change_department, spoil, cut_off, fill_with_rubbish, seal_rubbish]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_stale_or_spoilt_is_taken(folder: Path, change: Callable[[Path], None]) -> None:
    read(folder)
    change(folder)
    found = read(folder)
    assert read(folder) == found
    shutil.rmtree(folder / FOLDER)
    assert read(folder) == found


def test_another_state_of_the_program_reads_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, before = read(folder), kept(folder)
    for module in (cache, settings):
        monkeypatch.setattr(module, "program", lambda: "another")
    assert read(folder) == found
    after = kept(folder)
    assert before.keys() == after.keys()
    assert all(before[name] != after[name] for name in before)


def test_a_folder_that_cannot_be_written_keeps_nothing(folder: Path) -> None:
    (folder / FOLDER).write_text("a file where the folder would be", encoding="utf-8")
    found = read(folder)
    assert (folder / FOLDER).read_text(encoding="utf-8") == "a file where the folder would be"
    (folder / FOLDER).unlink()
    assert read(folder) == found


def test_a_workbook_that_cannot_be_read_is_not_kept(folder: Path) -> None:
    for path in (folder / SAMPLE / "2008-09" / "plan").glob("*.xlsx"):
        path.write_bytes(b"no workbook")
    read(folder)
    assert all("plan/" not in text for text in kept(folder).values())


@pytest.mark.parametrize(
    "text",
    ["", "null", "{}", "[]", "[1,2,3,4]", "[[0],[],[],[]]", "[[7,1],[],[],[]]", "[[-9],[],[],[]]", "[" * 100_000],
)
def test_other_text_is_no_workbook(text: str) -> None:
    assert read_kept(text) is None


def test_cells_that_were_kept_are_the_same_as_a_dictionary_of_them(folder: Path) -> None:
    (book, *_), _ = read(folder)
    text = write_kept(book)
    again = read_kept(text or "")
    assert again is not None
    for was, now in zip(book.records, again.records, strict=True):
        first = next(iter(was.entries))
        assert [(now.text(key), now.state(key), now.said(key)) for key in was.entries] == [
            (was.text(key), was.state(key), was.said(key)) for key in was.entries
        ]
        assert (now.entries == was.entries, was.entries == now.entries, now == was) == (True, True, True)
        assert (list(now.entries), len(now.entries)) == (list(was.entries), len(was.entries))
        assert (now.entries.get("nowhere"), "nowhere" in now.entries, first in now.entries) == (None, False, True)
        assert pickle.loads(pickle.dumps(now)) == was
        with pytest.raises(KeyError):
            now.entries["nowhere"]


def test_a_workbook_with_what_the_text_cannot_say_has_no_text(folder: Path) -> None:
    (book, *_), _ = read(folder)
    entries = {key: replace(entry, value=1.5j) for key, entry in book.records[0].entries.items()}
    assert write_kept(replace(book, records=(book.records[0].with_entries(entries),))) is None


def test_keeping_is_told_by_upload_name_and_period(folder: Path) -> None:
    project = open_project(folder, "hartlepool")
    inputs = keeping(inputs_of(project, QUARTER, Wish()), project)
    one, *_ = inputs.plans
    read_returns(inputs, [one], Role.PLAN, QUARTER.year)
    read_returns(inputs, [Upload(f"copy of {one.name}", one.source)], Role.PLAN, QUARTER.year)
    assert len(books_kept(folder)) == 2


def test_nothing_is_kept_unless_it_is_wished(folder: Path) -> None:
    inputs = inputs_of(open_project(folder, "hartlepool"), QUARTER, Wish())
    read_returns(inputs, inputs.plans, Role.PLAN, QUARTER.year)
    assert not (folder / FOLDER).exists()


def test_where_many_are_checked_at_once_the_settings_alone_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read(folder)
    assert len(books_kept(folder)) == 3
    shutil.rmtree(folder / FOLDER)
    monkeypatch.setattr(cache, "_MOST_AT_ONCE", 0)
    assert read(folder) == found
    assert [name.partition("-")[0] for name in kept(folder)] == ["settings"]


SAID = [
    "",
    "Children and Young People's Plan",
    "five CAF's - the LAA’s  plan\nOfSTED",
    "\u2028A\x1fB\x85 \tC D",
    "Ａ Ｂ 五",
]


def test_what_texts_say_is_kept_as_it_was_worked_out() -> None:
    assert read_said(write_said(SAID)) == {text: said(text).lines for text in SAID}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_what_any_text_says_can_be_kept(texts: list[str]) -> None:
    assert read_said(write_said(texts)) == {text: said(text).lines for text in texts}


NO_TEXTS = (
    *("", "null", "[1]", "[[1,2,3,4]]", '[["a","b","c","d"]]', '{"a":1}', "[" * 100_000, "[[],[],[],[]]"),
    *('[["a"],"b",["c"],"d"]', '[["a"],"b\\nb",[""],"d"]', '[["a"],"b",[1],"d"]', '[[1],"b",[""],"d"]', '[[],"","",1]'),
)


@pytest.mark.parametrize("text", NO_TEXTS)
def test_other_text_says_nothing(text: str) -> None:
    assert read_said(text) == {}
