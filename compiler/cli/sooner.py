"""Our own modules found and read sooner than by Python's general way, which looks at more than there is to look at.

A command loads 60 to 300 modules. Python looks for each in a folder that it lists, makes the name of its compiled file
anew and asks twice how old it is: 35 µs a module more than here, 5 ms of a check. What is loaded is the same: the file
that Python compiled, if that is of its source; whatever is not as usual is left to Python.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from types import CodeType, ModuleType

from compiler.domain.later import later

_PLAIN = bytes(4)
"""How a compiled file says that it is known by its source's time and size."""
_HEAD = 16
"""Bytes before the code: Python's number, how the file is known to be right, its source's time and size."""

_MOST = 100_000
"""So many bytes of a compiled file are read; the largest of ours has half of that."""
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class _Loader(SourceFileLoader):
    """Python's own loader, but that a compiled file which is right is read at once."""

    def __init__(self, name: str, path: str, compiled: str, head: bytes) -> None:
        super().__init__(name, path)
        self._compiled, self._head = compiled, head

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the module."""
        try:
            data = _bytes_of(self._compiled)
        except OSError:
            return super().get_code(fullname)
        if data[:_HEAD] != self._head or len(data) == _MOST:
            return super().get_code(fullname)
        code: CodeType = marshal.loads(memoryview(data)[_HEAD:])
        return code if code.co_filename == self.path else super().get_code(fullname)


def _bytes_of(path: str) -> bytes:
    """What a file holds, as far as we read it: 4 µs, as a file that is opened takes 9."""
    file = os.open(path, _READING)
    try:
        return os.read(file, _MOST)
    finally:
        os.close(file)


class Finder:
    """Finds the modules of one package, which lie in folders."""

    def __init__(self, package: str) -> None:
        self._below = f"{package}."
        self._compiled: dict[str, tuple[str, str]] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """What is to be loaded for a name; None for what is not ours, or not there, which others may find."""
        if not path or not name.startswith(self._below):
            return None
        folder, last = path[0], name.rpartition(".")[2]
        return self._spec(name, folder, last) or self._spec(name, f"{folder}{os.sep}{last}", "__init__")

    def _spec(self, name: str, folder: str, file: str) -> ModuleSpec | None:
        place = f"{folder}{os.sep}{file}.py"
        try:
            about = os.stat(place)
        except OSError:
            return None
        state = (int(each) & 0xFFFFFFFF for each in (about.st_mtime, about.st_size))
        head = b"".join((MAGIC_NUMBER, _PLAIN, *(each.to_bytes(4, "little") for each in state)))
        compiled, package = self._compiled_of(folder, file), file == "__init__"
        spec = ModuleSpec(name, _Loader(name, place, compiled, head), origin=place, is_package=package)
        spec.has_location, spec.cached = True, compiled
        if package:
            spec.submodule_search_locations = [folder]
        return spec

    def _compiled_of(self, folder: str, file: str) -> str:
        """The file to which Python compiles a module of a folder."""
        around = self._compiled.get(folder)
        if around is None:
            before, _, after = cache_from_source(f"{folder}{os.sep}\0.py").partition("\0")
            around = self._compiled[folder] = before, after
        return file.join(around)


def find_sooner(package: ModuleType) -> None:
    """Find the modules of a package so from now on, where it lies in a folder and Python keeps what it compiles."""
    if type(package.__loader__) is SourceFileLoader and sys.implementation.cache_tag:
        sys.meta_path.insert(0, Finder(package.__name__))


_LINKS = "urllib.parse"


def load_paths_alone() -> None:
    """Load `pathlib` without `urllib.parse`, of which it needs one function, to make a link of a path.

    It is 1.3 of the 114 ms of a check. What stands in for the module meanwhile loads it when that function is called.
    """
    if {"pathlib", _LINKS} & sys.modules.keys():
        return
    stand_in = ModuleType(_LINKS)
    stand_in.__dict__["quote_from_bytes"] = later(_LINKS, "quote_from_bytes")
    sys.modules[_LINKS] = stand_in
    with suppress(ImportError):  # a Python whose paths need more than that loads it all when they are asked for
        import_module("pathlib")
    del sys.modules[_LINKS]
