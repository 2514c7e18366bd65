"""What is known of results: kinds of identical participants with a count, group results, amounts, defaults.

A settlement, a scenario, a worked example and the most that can be paid are the same computation over
different Facts. 100,000 participants are a few dozen kinds, which is why they settle in a moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from obcgen.deal.effect import Effect
    from obcgen.deal.late_interest import Late
    from obcgen.money import Money

Standing = Literal["reached", "not_reached", "no_initial", "no_final", "not_eligible", "full_price"]
"""`no_initial` and `no_final`: the first or the last measure is missing, and the outcome's own rule says what
follows. `not_eligible`: one who was served is not counted, for whatever reason. `full_price`: the line
pays the most that it can, whatever was measured."""
Ground = Literal["convenience", "district_failure", "cause", "funds", "beyond_control"]
"""Why a contract ended early; on the first two what an end for convenience adds is owed."""
Whose = tuple[str, str, str]
"""An outcome counted by group, the group and the cohort whose result it is; an empty id means everyone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One result: whether the outcome was reached and, where it is known, the value measured.

    `value` is the score, or the gain, on the scale of the outcome's measure; an effect that is not shown has
    none, and `effect` its evidence.
    """

    standing: Standing
    value: Fraction | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Participants who are alike in everything that a payment depends on.

    `marks` holds their results by outcome counted by participant; for an outcome that is not among them they
    are not counted. Where only totals are known, each outcome has kinds of its own, with one mark each.
    """

    count: int
    marks: Mapping[str, Mark]
    cohort: str = ""
    groups: frozenset[str] = frozenset()
    year: str = ""
    """The year of these results, where a line pays by year and there are no cohorts."""
    grade: str = ""
    """The grade, where a threshold goes by grade."""
    served: bool = True
    dosage_met: bool = True
    """Whether they received `program.dosage.minimum`."""
    short: frozenset[str] = frozenset()
    """Outcomes before whose last measure they had not, where dosage is recorded by window."""
    dosage: Fraction | None = None
    """Service received in the unit of the program's dosage; read only by a base with tiers.

    Of somebody with results of several years one stands with all of it, the others with None.
    """
    unmet: frozenset[str] = frozenset()
    """Lines of the rate card whose documented condition they do not meet."""
    affected: frozenset[str] = frozenset()
    """Outcomes of which a district default caused them the loss."""
    kept: frozenset[str] = frozenset()
    """Outcomes for which the minimum dosage counts as received, since the district kept them from it."""
    persons: int = 0
    """Kinds of one number, but 0, are results of the same participants in several years, as many in each."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Of so many sessions or other units scheduled and not excused, those neither delivered nor made up."""

    scheduled: int
    missed: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a payment depends on, of one settlement or one scenario."""

    roster: int
    served: int
    people: tuple[Alike, ...]
    results: Mapping[Whose, Mark] = field(default_factory=dict)
    """Results of outcomes counted by group."""
    units: int | None = None
    """Units bought, where the base is priced per unit; the number in the spec unless given."""
    budget: Money | None = None
    savings: Money | None = None
    costs: Money | None = None
    unmet: frozenset[str] = frozenset()
    """Lines whose documented condition is not met for anyone."""
    affected: frozenset[str] = frozenset()
    """Outcomes of which a district default caused everyone the loss."""
    settled: frozenset[str] | None = None
    """Outcomes with results; only lines about them pay. None means all."""
    until: date | None = None
    """Base installments due by this day are paid; None means all."""
    ended: date | None = None
    """The last day of Services, where the contract ended early."""
    ground: Ground | None = None
    """On what ground it ended early; None where results name none."""
    undelivered: Undelivered | None = None
    """Services by which the base is reduced; None where results say nothing of them."""
    at_target: Money | None = None
    """Where it ended early, what Performance Funding comes to at target as the signed contract prints it."""
    start_up: Money | None = None
    """Start-up cost that is documented, where it ended before service started."""
    verified: date | None = None
    """Of an interim settlement the day on which its results were verified."""
    retains: bool = False
    """Whether retainage is still held back from the base."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was paid before, by id of a payment of the schedule, and what is under dispute.

    `disputed` are lines that are disputed as a whole, `disputed_parts` what is disputed of others. `as_of` is
    the day for which is settled; without it every date has come. `paid_on` is the last day of what was paid,
    `met` that on which the condition of a payment without a date was met. `late` are payments that were made
    late and bear interest, which is no part of what is settled.
    """

    paid: Mapping[str, Money] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    disputed_parts: Mapping[str, Money] = field(default_factory=dict)
    as_of: date | None = None
    paid_on: Mapping[str, date] = field(default_factory=dict)
    met: Mapping[str, date] = field(default_factory=dict)
    late: tuple[Late, ...] = ()
