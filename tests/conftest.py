"""Nothing that any test makes the program write holds a surprise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.surprises.watch import Watch


@pytest.fixture(scope="session")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """Every file that the program writes while the tests run, also in processes of their own."""
    base = tmp_path_factory.getbasetemp()
    watch = Watch(base / "written")
    watch.install()
    yield watch
    watch.remove()
    found = watch.walk(base)
    assert not found, "surprises in what was written:\n" + "\n".join(found[:40])


@pytest.fixture(autouse=True)
def nothing_written_surprises(watch: Watch) -> Iterator[None]:
    """Each test answers for what was written while it ran."""
    yield
    found = watch.look()
    assert not found, "surprises in what was written:\n" + "\n".join(found[:40])
