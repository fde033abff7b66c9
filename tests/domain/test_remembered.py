"""Answers about words are remembered until they are let go of."""

from __future__ import annotations

from compiler.domain.remembered import forget, remembered


def test_an_answer_is_worked_out_again_only_when_it_was_forgotten() -> None:
    asked: list[str] = []

    @remembered(maxsize=2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("plan"), length("plan"), length("risk")] == [4, 4, 4]
    assert asked == ["plan", "risk"]
    forget()
    assert [length("risk"), length("plan"), length("return"), length("risk")] == [4, 4, 6, 4]
    assert asked == ["plan", "risk", "risk", "plan", "return", "risk"], "no more than two are remembered"
