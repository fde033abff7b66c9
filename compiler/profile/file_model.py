"""What may stand in a `profile.toml`: its tables as they are written, down to those that become parts of a profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from compiler.domain.rating import RatedBy, Rating
from compiler.domain.reference import Scheme
from compiler.domain.risk import RiskLevel
from compiler.profile.audience import Audience
from compiler.profile.model import Block, Calendar, Level, ReportSettings, Sheet, Tier, Tolerance, Version
from compiler.profile.plan_document import CoveringPart, PlanSection


class RatingTable(TypedDict, total=False):
    """How progress is rated. Without `states` the format has no ratings: progress is told in words.

    `states` names the states, worst first, then those outside the scheme. `state` describes each. `by` says whose
    rating counts: the 'officer''s, that of the 'figures', or 'both', the worse of the two where they differ.
    """

    by: RatedBy
    states: tuple[str, ...]
    state: Mapping[str, Rating]


class RiskTable(TypedDict, total=False):
    """How risks are scored. Without `levels` the format has no scores.

    `levels` names the steps of the scale, or of likelihood where `impact` describes a second axis. `level` describes
    each step. `appetite` names the scores above the line that the council has drawn, such as "D4"; leave it out where
    its papers do not say where the line runs.
    """

    levels: tuple[str, ...]
    level: Mapping[str, RiskLevel]
    impact: Mapping[str, RiskLevel]
    appetite: tuple[str, ...]


class CoveringTable(TypedDict, total=False):
    """The report that asks the members to approve the plans.

    `title` is its heading. `texts` is how the headings of its words begin on the Plan text sheet. `summary` and `body`
    name its parts in order, '*' in `body` being where words stand that no part takes. `part` describes each part.
    """

    title: str
    texts: str
    summary: tuple[str, ...]
    body: tuple[str, ...]
    part: Mapping[str, CoveringPart]


class PlanTable(TypedDict, total=False):
    """How plans are written out as documents.

    `title` and `titles`, by tier, may hold {plan}, {owner}, {department}, {council}, {year} and {last_of_three}.
    `order` and, by tier, `orders` name the sections. `section` describes each. `covering` is the report that asks for
    approval.
    """

    title: str
    titles: Mapping[str, str]
    order: tuple[str, ...]
    orders: Mapping[str, tuple[str, ...]]
    section: Mapping[str, PlanSection]
    covering: CoveringTable


class ProfileFile(TypedDict, total=False):
    """A profile: one council's format as data.

    `extends` names the profile that this one lays its own keys over: tables key by key, lists whole. `name` is the
    council's name. `version` counts the form up whenever its headings or lists change. `calendar` is the council's
    year. `order` names the sheets of the workbook in order; what it leaves out is neither asked for nor reported.
    `tiers` names the tiers of plans, `tier` describes each. `levels` names the levels above an action, outermost
    first, `level` describes each. `sheet` describes the sheets and their columns. `blocks` names the blocks of the
    officer's words in the order of the report, `block` describes each. `list` holds the lists that cells are chosen
    from. `scheme` declares the families of references. `rating` says how progress is rated, `risk` how risks are
    scored. `empty` gives, for each empty state, the words that declare it. `report` is how the committee's report is
    called and how long it may be. `words` are the council's terms for the product's nouns, such as action = "key
    action"; `plurals` are several of them and `articles` 'a' or 'an' before one, by the same nouns, where the rules of
    English do not give them. `terms` are its words for words of the product's own, such as "no figure" = "dim ffigur";
    which there are stands in terms.toml beside the base profile. `language` is the language that outputs are in, as
    programs name it: "en-GB", "cy". `glossary` writes out abbreviations. `tolerance` is how far from its target a
    figure may be. `severity` gives findings another weight, by their codes. `polarity` lists the references of which
    higher, lower or neither (none) is better. `versions` tells, under [[versions]], what earlier versions of the form
    had otherwise. `plan` is how plans are written out. `audiences` names the bodies that get papers of their own,
    `audience` describes each.
    """

    extends: str
    name: str
    version: str
    calendar: Calendar
    order: tuple[str, ...]
    tiers: tuple[str, ...]
    tier: Mapping[str, Tier]
    levels: tuple[str, ...]
    level: Mapping[str, Level]
    sheet: Mapping[str, Sheet]
    blocks: tuple[str, ...]
    block: Mapping[str, Block]
    list: Mapping[str, tuple[str, ...]]
    scheme: Mapping[str, Scheme]
    rating: RatingTable
    risk: RiskTable
    empty: Mapping[str, tuple[str, ...]]
    report: ReportSettings
    words: Mapping[str, str]
    plurals: Mapping[str, str]
    articles: Mapping[str, str]
    terms: Mapping[str, str]
    language: str
    glossary: Mapping[str, str]
    tolerance: Tolerance
    severity: Mapping[str, Any]
    polarity: Mapping[str, tuple[str, ...]]
    versions: tuple[Version, ...]
    plan: PlanTable
    audiences: tuple[str, ...]
    audience: Mapping[str, Audience]
