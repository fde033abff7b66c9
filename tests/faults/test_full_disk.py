"""A disk that is full after so many bytes, in every scene: every file the old one or the new one, told in a sentence,
and with room again all is as if nothing had been."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.child import command
from tests.faults.disk import Disk, disk_at, may_mount
from tests.faults.scenes import PAGE, SCENES, Stage
from tests.faults.trial import wrong_with
from tests.quarter.town import OUTPUT, make_town

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="commands are run in processes made by fork")

MOUNTED = pytest.mark.skipif(not may_mount(), reason="this machine lets nobody mount a disk of memory")
AGAIN = "a quarter compiled again"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with disk_at(tmp_path / "disk") as disk:
        yield disk


def wrong_with_room(stage: Stage, disk: Disk, room: int) -> list[str]:
    """What is wrong after a run with so many bytes of room and the next with enough."""
    folder = stage.anew()
    disk.leave(room)
    ended = command(folder, stage.scene.arguments, None)
    disk.clear()
    return wrong_with(stage, folder, ended)


@MOUNTED
@pytest.mark.parametrize("scene", SCENES)
def test_a_disk_with_room_for_half_of_it_costs_nothing(scene: str, disk: Disk) -> None:
    stage = Stage(SCENES[scene], disk.place)
    assert wrong_with_room(stage, disk, stage.takes // 2) == []


@MOUNTED
def test_a_disk_with_room_for_any_part_of_a_quarter(disk: Disk) -> None:
    stage = Stage(SCENES[AGAIN], disk.place)
    for room in (0, PAGE, 2 * PAGE, 4 * PAGE, 12 * PAGE, 20 * PAGE):
        assert wrong_with_room(stage, disk, room) == [], room


@MOUNTED
def test_what_is_said_of_a_full_disk(disk: Disk) -> None:
    make_town(disk.place)
    disk.leave(0)
    ended = command(disk.place, ["quarter"], None)
    said = f"The folder '{disk.place / OUTPUT}' cannot be written to (No space left on device).\n"
    assert (ended.code, ended.out, ended.err) == (3, "", said)


@pytest.mark.parametrize("scene", [AGAIN, "a list taken over", "a department founded"])
def test_no_file_may_be_longer_than_so_many_bytes(scene: str, tmp_path: Path) -> None:
    """As a share with a quota has it; this needs no disk of its own."""
    stage = Stage(SCENES[scene], tmp_path)
    folder = stage.anew()
    ended = command(folder, stage.scene.arguments, None, longest=2 * PAGE)
    assert wrong_with(stage, folder, ended) == []
    assert (ended.code, "(File too large)" in ended.err) == (3, True)
