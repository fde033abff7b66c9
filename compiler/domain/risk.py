"""Risk scales: one list of levels, or likelihood against impact with an appetite line."""

from __future__ import annotations

from compiler.domain.frozen import dataclass
from compiler.domain.text import fold


@dataclass(frozen=True, slots=True)
class RiskLevel:
    """One step of a scale: its letter or number, its name, and its rank (1 is lowest).

    `name` may be written for its key, as High for H. `rank` orders the steps; those of two axes are multiplied. `fill`
    and `ink` are RRGGBB colours for its cells.
    """

    key: str
    name: str
    rank: int
    fill: str = "FFFFFF"
    ink: str = "000000"


@dataclass(frozen=True, slots=True)
class RiskScore:
    """A score as read: a level of one scale, or a likelihood and an impact. `rank` orders scores (higher is worse)."""

    text: str
    rank: int
    levels: tuple[RiskLevel, ...]


@dataclass(frozen=True, slots=True)
class RiskScheme:
    """How a council scores risks.

    With one scale, `levels` holds it and `impact` is empty. With two, `levels` is likelihood and `impact` the other
    axis; a score is written as the two keys together ('C3'). `appetite` names the scores above the line; it is None
    when the council's papers do not say where the line runs.
    """

    levels: tuple[RiskLevel, ...]
    impact: tuple[RiskLevel, ...] = ()
    appetite: tuple[str, ...] | None = None

    def read(self, raw: str) -> RiskScore | None:
        """The score that the words give, look-alike letters folded; None if it is no score of this scheme."""
        wanted = fold(raw).replace(" ", "")
        for score in self.scores():
            names = "".join(level.name for level in score.levels)
            if wanted in (fold(score.text), fold(names).replace(" ", "")):
                return score
        return None

    def scores(self) -> tuple[RiskScore, ...]:
        """Every score of the scheme, lowest first."""
        if not self.impact:
            found = [RiskScore(level.key, level.rank, (level,)) for level in self.levels]
        else:
            found = [
                RiskScore(likelihood.key + impact.key, likelihood.rank * impact.rank, (likelihood, impact))
                for likelihood in self.levels
                for impact in self.impact
            ]
        return tuple(sorted(found, key=lambda score: (score.rank, score.text)))
