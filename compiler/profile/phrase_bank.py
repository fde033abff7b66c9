"""The bank of a profile's phrases, as the files that hold them: they are read when the first phrase is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from compiler.domain.frozen import dataclass

if TYPE_CHECKING:  # a check of returns needs no phrase, and none of what reads them
    from compiler.profile.build import Problem
    from compiler.profile.phrases import Phrase, Read


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of phrases: its name as people know it, and its text."""

    name: str
    text: str


@dataclass(frozen=True)
class PhraseBank:
    """The phrases of a profile: its own file first, then those that it extends, and the program's own last.

    The files are read when the first phrase is asked for: a check of returns needs none of them.
    """

    layers: tuple[Layer, ...] = ()

    def phrase(self, key: str) -> Phrase:
        """The phrase of that key; raises KeyError where the program's own bank has none."""
        return self._read.phrases[key]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all phrases, in the order of the program's own file."""
        return tuple(self._read.phrases)

    @property
    def numbers(self) -> Mapping[str, str]:
        """The places that hold numbers, and what they are."""
        return self._read.numbers

    @property
    def places(self) -> Mapping[str, str]:
        """Every place, and what it is."""
        return {**self._read.numbers, **self._read.words}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong in the files, each at its line."""
        return self._read.problems

    @cached_property
    def _read(self) -> Read:
        from compiler.profile.phrases import read_layers

        return read_layers(self.layers)
