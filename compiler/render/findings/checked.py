"""What a check looked at, for the formats that say more than the findings themselves."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.finding import Audience, Finding, Severity
from compiler.domain.frozen import dataclass, field
from compiler.domain.hands import Hands, in_turn
from compiler.domain.returned import Role
from compiler.render.findings.rows import Rows


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked: the workbooks by name, their paths, their rows, and whether warnings count as errors.

    `paths` gives each workbook's path from where the command was run, with '/' between folders. `rows` is None where
    no rows are to be shown. Who does what falls into pieces are the `hands`.
    """

    workbooks: tuple[str, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    rows: Rows | None = None
    strict: bool = False
    hands: Hands = field(default=in_turn, compare=False, repr=False)

    def path(self, workbook: str) -> str:
        """Where a workbook lies; its name where that is not known."""
        return self.paths.get(workbook, workbook)

    def weight(self, finding: Finding) -> Severity:
        """What a finding counts as: a warning counts as an error where the check is strict."""
        raised = self.strict and finding.severity is Severity.WARNING
        return Severity.ERROR if raised else finding.severity


def role_of(finding: Finding) -> Role:
    """Whether a finding points into a plan or a return, where files of both have one name."""
    return Role.PLAN if finding.audience is Audience.PLAN else Role.RETURN
