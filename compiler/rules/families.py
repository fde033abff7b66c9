"""The families of rules: which module holds which rules, and what these look at.

A check of one return needs half of the modules: each is loaded when a case has what its rules look at, or when one of
its rules is asked for by its code. The other half took 10 ms of every start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module

from compiler.domain.frozen import dataclass
from compiler.rules.case import Case
from compiler.rules.rule import Rule

Looks = Callable[[Case], bool]
"""Whether a case has what the rules of a family look at; where it has not, none of them points out anything."""


def _everywhere(case: Case) -> bool:
    return True


def _plans(case: Case) -> bool:
    """What the plans alone answer for is asked for."""
    return not case.of_returns


def _before(case: Case) -> bool:
    return bool(case.before)


def _several(case: Case) -> bool:
    return len(case.returns) > 1


def _bands(case: Case) -> bool:
    """The format has columns for the limits of colours."""
    return any(column.band for sheet in case.profile.sheets for column in sheet.columns)


def _under(*keys: str) -> Looks:
    """Cells under one of these columns are asked for."""
    return lambda case: case.asks_under(*keys)


@dataclass(frozen=True)
class Family:
    """The rules of one module: `place` is the module in this room and their name in it, `words` their codes."""

    place: str
    words: str
    looks_at: Looks = _everywhere

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the rules."""
        return tuple(self.words.split())

    def may_hold(self, wanted: Callable[[Rule], bool]) -> bool:
        """Whether any of its rules is wanted, as far as they were loaded: what they look at need not be asked first."""
        rules: tuple[Rule, ...] | None = vars(self).get("rules")
        return rules is None or any(map(wanted, rules))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules themselves; the module is loaded now if it was not."""
        module, _, name = self.place.partition(".")
        found: tuple[Rule, ...] = getattr(import_module(f"compiler.rules.{module}"), name)
        return found


FAMILIES = (
    Family("files.FILE_RULES", "F101 F102 F103 F104 F105 F106 F107 F108 F109 F110 F111"),
    Family("identity_places.IDENTITY_RULES", "F112 F113"),
    Family("form_versions.FORM_RULES", "F114 F115"),
    Family("nil_returns.NIL_RULES", "F116", lambda case: bool(case.nil)),
    Family("cells.CELL_RULES", "C201 C202 C203 C204 C205 C206 C207 C208 C220"),
    Family("units.UNIT_RULES", "C209 C210 C211 C218", _under("outturn", "target", "figure")),
    Family("references.REFERENCE_RULES", "C212 C213 C214"),
    Family("leftovers.LEFTOVER_RULES", "C215 C216 C219 C217"),
    Family("entries.ROW_RULES", "R301 R302 R303 R304 R305"),
    Family("claims.CLAIM_RULES", "R306 R307", _under("rating")),
    Family("progress.PROGRESS_RULES", "R308 R309 R310"),
    Family("plan_dates.PLAN_DATE_RULES", "R311 R312", _under("due")),
    Family("targets.TARGET_RULES", "R313 R314 R315 R316 R317", _under("outturn", "target", "officer")),
    Family("placing.PLACING_RULES", "R318 R319", _under("outturn", "target", "figure")),
    Family("turned.TURNED_RULES", "C221 R322", _plans),
    Family("columns.COLUMN_RULES", "R321 T422", _plans),
    Family("tables.TABLE_RULES", "T401 T402 T403 T404 T405 T406 T407 T408 T409 T423 T420 T421"),
    Family("doubles.DOUBLE_RULES", "T410 T411"),
    Family("numbering.NUMBERING_RULES", "T412 T413 T414", _plans),
    Family("plan_years.PLAN_YEAR_RULES", "T417", _plans),
    Family("totals.TOTAL_RULES", "T415 T416", _plans),
    Family("thresholds.THRESHOLD_RULES", "T418 T419 R320", _bands),
    Family("across.ACROSS_RULES", "X501 X502 X503 X505 X506"),
    Family("conflicts.CONFLICT_RULES", "X504 X508 X509", _several),
    Family("accepted.ACCEPTED_RULES", "X510", lambda case: bool(case.changed)),
    Family("waivers.WAIVER_RULES", "X507", lambda case: bool(case.decisions.waivers)),
    Family("parents.PARENT_RULES", "G601 G602 G603 G604 G605", _plans),
    Family("tiers.TIER_RULES", "G606 G607", _plans),
    Family("other_words.OTHER_WORDS_RULES", "G618", _plans),
    Family("same_reference.SAME_REFERENCE_RULES", "G608 G615 G609 G610 G611 G612 G613 G614", _plans),
    Family("indicator_tables.INDICATOR_TABLE_RULES", "I703 I710 I704 I705 I706", _plans),
    Family("borrowed_figures.BORROWED_FIGURE_RULES", "I711", _plans),
    Family("citations.CITATION_RULES", "I701 I702 I707 I708 I709", _plans),
    Family("grid.GRID_RULES", "G616 G617 I712 I713", _plans),
    Family("register.REGISTER_RULES", "K801 K802 K803 K804", _plans),
    Family("risk_gaps.RISK_GAP_RULES", "K808 K809", _plans),
    Family("two_registers.TWO_REGISTER_RULES", "K810", _plans),
    Family("reviews.REVIEW_RULES", "K805 K806", _under("reviewed", "last_review", "next_review")),
    Family("statements.STATEMENT_RULES", "K807", _under("text")),
    Family("people.PEOPLE_RULES", "W901 W902 W903", _plans),
    Family("words.WORD_RULES", "W904"),
    Family("budgets.BUDGET_RULES", "W905 W911", _plans),
    Family("names.NAME_RULES", "W907 W908 W910"),
    Family("slips.SLIP_RULES", "W906 W909"),
    Family("phrasing.PHRASING_RULES", "W912"),
    Family("over_time.OVER_TIME_RULES", "H951 H952 H953 H954 H955", _before),
    Family("amendments.AMENDMENT_RULES", "H956 H957 H958"),
    Family("questions.QUESTION_RULES", "H959", lambda case: bool(case.decisions.questions)),
)
"""Every family, in the order of the codes': file, cell, row, table, across workbooks."""

GATES = FAMILIES[0]
"""The family of the rules about whole files that cannot be used."""
