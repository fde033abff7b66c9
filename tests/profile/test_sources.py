"""The documents behind a format: what a mistake in sources.toml says and where, and how a citation is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.profile.load import load_profile
from compiler.profile.sources import cited, read_sources
from compiler.rules.explain import explain
from compiler.rules.registry import every_rule, rule_of

TEMPLATES = Path(__file__).parents[2] / "templates"
PROFILES = sorted(path.parent.name for path in TEMPLATES.glob("*/profile.toml"))
SOURCES = """\
[plan]
title = "Departmental Plan 2008/09"
date = "2008-05-20"
by = "Sandhaven Borough Council"

[rule]
C201 = { document = "plan", section = "Section 1", seen = "a date that is none" }
"""
NOT_ABOUT_WHAT_IS_PRINTED = {
    "F101", "F102", "F110", "F111", "F114", "F115", "F116", "C214", "C220", "T402", "T404", "T406", "T408", "T409",
    "T420", "T421", "T423", "H959", "X507", "X509",
}  # fmt: skip
"""Rules about files, workbooks and the council's own settings, of which printed papers say nothing."""


def problems_of(folder: Path, text: str) -> list[str]:
    (folder / "mine").mkdir(exist_ok=True)
    (folder / "mine" / "sources.toml").write_text(text, encoding="utf-8")
    found = read_sources([folder / "mine"], lambda code: code == "C201")
    return [str(problem) for problem in (*found.problems, *found.remarks)]


@pytest.mark.parametrize("key", PROFILES)
def test_each_citation_is_of_a_rule_and_of_a_document(key: str) -> None:
    loaded = load_profile(key, (TEMPLATES,), lambda code: rule_of(code) is not None)
    assert [str(problem) for problem in (*loaded.problems, *loaded.remarks)] == []
    assert loaded.profile is not None
    assert set(loaded.profile.citations) <= {rule.code for rule in every_rule()}
    assert {each.document for each in loaded.profile.citations.values()} <= set(loaded.profile.documents)


def test_every_rule_about_what_is_printed_is_borne_out_by_a_document() -> None:
    profiles = [profile for key in PROFILES if (profile := load_profile(key, (TEMPLATES,)).profile)]
    codes = {rule.code for rule in every_rule()}
    assert {code for code in codes if not any(code in p.citations for p in profiles)} <= NOT_ABOUT_WHAT_IS_PRINTED


def test_sources_without_a_mistake_say_so_and_a_citation_reads_as_one(tmp_path: Path) -> None:
    assert problems_of(tmp_path, SOURCES) == []
    found = read_sources([tmp_path / "mine"])
    assert cited(found.documents, found.citations["C201"]) == (
        "Seen in: Departmental Plan 2008/09 (Sandhaven Borough Council), 20 May 2008, Section 1: a date that is none."
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("C201 =", "C999 =", "mine/sources.toml, line 7: rule.C999: no rule has the code 'C999'"),
        (
            'document = "plan"',
            'document = "plna"',
            "mine/sources.toml, line 7: rule.C201.document: there is no document 'plna'; did you mean 'plan'?",
        ),
        (
            'seen = "a date that is none"',
            'asked = "a date", seen = "none"',
            "mine/sources.toml, line 7: rule.C201: give either 'seen', what stands there, or 'asked', what it asks for",
        ),
        ("section =", "secton =", "rule.C201.secton: the key 'secton' is not known here; did you mean 'section'?"),
        ("title =", "titel =", "plan.titel: the key 'titel' is not known here; did you mean 'title'?"),
        ("[plan]", "[plan", "mine/sources.toml: the file cannot be read as TOML"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert said in "\n".join(problems_of(tmp_path, SOURCES.replace(before, after, 1)))


def test_a_citation_with_a_mistake_is_left_out_and_stops_nothing(tmp_path: Path) -> None:
    problems_of(tmp_path, SOURCES + 'C999 = { document = "plan", seen = "nothing" }\n')
    found = read_sources([tmp_path / "mine"], lambda code: code == "C201")
    assert (found.problems, list(found.citations)) == ((), ["C201"])
    assert [str(each) for each in found.remarks] == [
        "mine/sources.toml, line 8: rule.C999: no rule has the code 'C999'"
    ]


def test_what_a_profile_says_itself_comes_before_what_it_extends(tmp_path: Path) -> None:
    problems_of(tmp_path, SOURCES)
    (tmp_path / "above").mkdir()
    (tmp_path / "above" / "sources.toml").write_text(
        '[rule]\nC201 = { document = "plan", asked = "dates" }\n', encoding="utf-8"
    )
    found = read_sources([tmp_path / "above", tmp_path / "mine"])
    assert (found.problems, found.citations["C201"].asked) == ((), "dates")


def test_an_explanation_cites_the_first_profile_that_has_a_passage() -> None:
    profiles = [load_profile(key, (TEMPLATES,)).profile for key in ("base", "hartlepool")]
    told = explain("K805", [profile for profile in profiles if profile]) or ""
    assert told.splitlines()[:5] == [
        "K805: The next review of risks is not given (warning, risks)",
        "",
        "A register that says only when a risk was last looked at sets no day by which anyone must look again.",
        "Seen in: Children's Services Departmental Plan 2008/09 - 2010/11 (Hartlepool Borough Council, Children's",
        "Services Department), 20 May 2008, Associated Risks: 'Last - Dec 07' under 'Last/Next', and no next review.",
    ]
