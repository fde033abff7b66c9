"""What a command prints is words on the screen and nothing else, whatever a workbook says."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from compiler.cli.screen import Progress
from compiler.cli.shown import Shown, only_words, screen_behind
from compiler.domain.text import harmless
from tests.quarter.running import run
from tests.quarter.town import make_town

STEERING = {
    "plain words, é ▲ “quoted”\n\tand a tab": "plain words, é ▲ “quoted”\n\tand a tab",
    "\x1b[2J\x1b]0;title\x07": "\\u001b[2J\\u001b]0;title\\u0007",
    "\x9b31m\x7f\x00": "\\u009b31m\\u007f\\u0000",
    "line\r\x08over": "line\\u000d\\u0008over",
    "\u202egnp.exe\u2066": "\\u202egnp.exe\\u2066",
    "half a \ud83d letter \ufffe": "half a \\ud83d letter \\ufffe",
    "zero\u200bwidth": "zero\u200bwidth",
}


class Screen(io.StringIO):
    """A terminal, as far as a program can tell."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("words", STEERING)
def test_what_would_steer_a_screen_is_written_out(words: str) -> None:
    assert harmless(words) == STEERING[words]
    assert json.loads(harmless(json.dumps({"words": words}, ensure_ascii=False))) == {"words": words}


def test_only_our_own_colours_reach_a_screen() -> None:
    screen, pipe = Screen(), io.StringIO()
    words = "\x1b[1mError\x1b[0m \x1b[2J\u202e"
    for stream in (screen, pipe):
        assert Shown(stream).write(words) == len(words)
    assert screen.getvalue() == "\x1b[1mError\x1b[0m \\u001b[2J\\u202e"
    assert pipe.getvalue() == "\\u001b[1mError\\u001b[0m \\u001b[2J\\u202e"


def test_the_streams_are_as_before_when_a_command_has_ended() -> None:
    before = sys.stdout, sys.stderr
    with only_words():
        assert isinstance(sys.stdout, Shown)
        assert screen_behind(sys.stdout) is before[0]
        assert sys.stdout.isatty() == before[0].isatty()
    assert (sys.stdout, sys.stderr) == before


def test_a_step_is_shown_as_words_even_if_it_looks_like_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with only_words(), Progress(quiet=False) as progress:
        progress.step("Writing the paper for [/bold] [link=http://evil.example]Care[/link]\x1b[8m")
    assert "[/bold] [link=http://evil.example]Care[/link]\\u001b[8m" in screen.getvalue()
    assert "\x1b]8;" not in screen.getvalue()


def test_the_name_of_a_division_is_only_words(tmp_path: Path) -> None:
    make_town(tmp_path)
    settings = tmp_path / "workbooks/town/department.toml"
    named = settings.read_text(encoding="utf-8").replace('"Care Services"', '"[red]Care\\u001b[31m\\u202eServices"')
    settings.write_text(named, encoding="utf-8")
    said = run("status", tmp_path).said
    assert "[red]Care" in said
    assert "\\u202eServices" in said
    assert not {"\x1b", "\u202e"} & set(said)
