"""The oracle: what is due, computed a second time from the words, one participant after another.

Sources: the sentences of the rate card, the contract templates on measurement, missing measures, minimum
dosage, settlement, caps and rounding, and the descriptions in the models. It shares no function with
`obcgen.account`; where the two differ, the words decide who is right. Cents are Fractions until a line's part
is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from oracle_results import (
    ELSEWHERE,
    NOT_COUNTED,
    Result,
    Row,
    joined,
    judged,
    lives_in,
    measured,
    missing,
    of_group,
    of_participant,
    on_scale,
    outcomes_of,
    with_dosage,
)

from obcgen.money import Money
from obcgen.spec.rates import OwnAmount, Tiers, YearPrice

if TYPE_CHECKING:
    from datetime import date

    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

NOTHING = Fraction(0)
HIGHEST = Fraction(10**9)
"""Higher than any tier: a result that is paid at the full price."""
Part = tuple[str, str, str]
"""A part of a line that is rounded by itself: line, cohort, year."""


@dataclass(frozen=True)
class Record:
    """Verified results: participants, results of groups, amounts and conditions."""

    rows: list[Row]
    groups: dict[str, Any] = field(default_factory=dict)
    amounts: dict[str, Money] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)
    units: int | None = None
    lost: dict[str, set[str]] = field(default_factory=dict)
    """By participant, outcomes that a district default took; `all` stands for everyone."""
    paid: int = 0
    index: dict[str, str] = field(default_factory=dict)
    """By year the figure of the index that prices follow."""
    delivery: tuple[int, int] | None = None
    """Sessions scheduled, and those neither delivered nor excused."""
    ended: date | None = None
    """The last day of service, where the contract ended early, and on what ground."""
    ground: str = ""
    until: date | None = None
    """For an interim settlement its day; None for a final one."""


@dataclass(frozen=True)
class Deal:
    """A spec with its results; `relieved` says whether what follows from a district default is counted in."""

    spec: Spec
    record: Record
    relieved: bool = False

    def rate(self, key: str) -> Rate:
        """Return a line."""
        return self.spec.payment.rates[key]

    def cents(self, price: object) -> Fraction:
        """Return a price after the discount."""
        assert isinstance(price, Money)
        return price.cents * (1 - self.spec.payment.discount.value)


# Which participants, which year


def by_participant(deal: Deal, key: str) -> bool:
    """Tell whether a line pays for each participant by himself."""
    rate = deal.rate(key)
    if rate.best_of:
        return by_participant(deal, rate.best_of[0])
    if rate.group_result is not None or rate.share_of is not None:
        return False
    return any(
        deal.spec.outcomes[each].measure.counted_by == "participant" for each in outcomes_of(key, rate)
    )


def fiscal_year(spec: Spec, cohort: str) -> str:
    """Return the fiscal year in which a cohort, or the program, ends."""
    day = spec.cohorts[cohort].ends if cohort else spec.program.ends
    starts = spec.district.fiscal_year_starts
    month, first_day = (starts.month, starts.day) if starts else (7, 1)
    if (month, first_day) == (1, 1):
        return str(day.year)
    first = day.year - ((day.month, day.day) < (month, first_day))
    return f"{first}-{(first + 1) % 100:02d}"


def year_of(deal: Deal, row: Row) -> str:
    """Return the year in which a participant's results count."""
    return row.get("year") or fiscal_year(deal.spec, row.get("cohort", ""))


def counts_year(deal: Deal, rate: Rate, row: Row) -> bool:
    """Tell whether a line counts the year of a row: without prices by year it is the program's last."""
    year = row.get("year")
    return year is None or (year in rate.by_year if rate.by_year else year == fiscal_year(deal.spec, ""))


def price_in(deal: Deal, rate: Rate, year: str) -> Fraction:
    """Return the flat price of a line in a year."""
    price = rate.by_year.get(year, rate.per_unit or rate.per_participant)
    stated = price.pay if isinstance(price, YearPrice) else price
    if stated != "indexed":
        return deal.cents(stated)
    dollars = {each: getattr(x, "pay", x) for each, x in rate.by_year.items()}
    return deal.cents(Money(raised(deal, dollars, year)))


def raised(deal: Deal, stated: dict[str, Any], year: str) -> int:
    """Return the cents of a year: those of the year before, raised as the index was, half a cent upward."""
    if stated[year] != "indexed":
        return int(stated[year].cents)
    before, terms = list(stated)[list(stated).index(year) - 1], deal.spec.payment.indexation
    assert terms is not None
    share = terms.each_year.value if terms.each_year else None
    if share is None:
        rose = Fraction(deal.record.index[year]) / Fraction(deal.record.index[before]) - 1
        floor_of = terms.at_least.value if terms.at_least else NOTHING
        assert terms.at_most is not None
        share = sorted([floor_of, rose, terms.at_most.value])[1]
    return floor(raised(deal, stated, before) * (1 + share) + Fraction(1, 2))


def multiplied(rate: Rate) -> Fraction:
    """Return the part of the price that is paid for, times the loading."""
    factor = rate.factor.value if rate.factor else Fraction(1)
    return factor * rate.loading.value if rate.loading else factor


# What one participant earns on a line


def place_of(deal: Deal, rate: Rate) -> tuple[str, str]:
    """Return the group and the cohort that a line counts; its own group, or that of all its outcomes."""
    named = {deal.spec.outcomes[each].group for each in outcomes_of("", rate)}
    return rate.group or (named.pop() if len(named) == 1 else None) or "", rate.cohort or ""


def result_of(deal: Deal, row: Row, outcome: str, place: tuple[str, str] = ("", "")) -> Result:
    """Return one outcome for one participant; a group's result is everybody's in the place of the line."""
    if deal.spec.outcomes[outcome].measure.counted_by == "participant":
        plain = of_participant(deal.spec, row, outcome)
        served = row.get("served", "yes") == "yes"
        lost = served and bears(deal, row["participant"], outcome) and plain != ELSEWHERE
        return relief(deal, outcome, plain, row) if lost else plain
    return result_of_group(deal, outcome, *place)


def result_of_group(deal: Deal, outcome: str, group: str, cohort: str) -> Result:
    """Return the one result of an outcome counted by group."""
    if deal.spec.outcomes[outcome].measure.computed is not None:
        plain = of_table(deal, outcome, group, cohort)
    else:
        plain = of_group(deal.spec, deal.record.groups, outcome, group, cohort)
    return relief(deal, outcome, plain, {}) if bears(deal, "", outcome) else plain


def of_table(deal: Deal, outcome: str, group: str, cohort: str) -> Result:
    """Return the result of a group that is computed from the table: nothing in it is rounded."""
    stated, last = deal.spec.outcomes[outcome], fiscal_year(deal.spec, "")
    assert stated.measure.computed is not None
    kind, of = stated.measure.computed.figure, stated.measure.computed.of
    asked = {each for each in (group, stated.group) if each}
    rows = [row for row in deal.record.rows if asked <= set(row.get("group", "").split())]
    rows = [row for row in rows if not cohort or row["cohort"] == cohort]
    found = [result_of(deal, row, of) for row in rows if row.get("year", last) == last]
    counted = [each for each in found if each.counted]
    reached = sum((each.part for each in counted if each.reached), NOTHING)
    values = [each.value for each in counted if each.value is not None]
    if not (values if kind == "mean" else counted):
        return missing(stated, stated.missing.final, "")
    if kind == "mean":
        return judged(stated, sum(values, NOTHING) / len(values))
    return judged(stated, 100 * reached / len(counted) if kind == "share" else reached)


def bears(deal: Deal, name: str, outcome: str) -> bool:
    """Tell whether a district default bears on an outcome of a participant; without a name, on everyone's."""
    rule, lost = deal.spec.payment.if_district_defaults, deal.record.lost
    if rule is None or not deal.relieved:
        return False
    some = set().union(*lost.values())
    if rule.reach == "contract":
        return bool(some)
    if rule.reach == "outcome":
        return outcome in some
    return outcome in lost.get(name, set()) | lost.get("all", set())


def relief(deal: Deal, outcome: str, plain: Result, row: Row) -> Result:
    """Return what a lost result counts as. Minimum dosage is not asked of it; no result becomes worse."""
    rule = deal.spec.payment.if_district_defaults
    assert rule is not None
    if plain.counted and plain.reached:
        return replace(plain, excused=True, value=HIGHEST if rule.effect == "full_price" else plain.value)
    if rule.effect == "excluded":
        return NOT_COUNTED
    part = expected(deal, outcome) if rule.effect == "expected" else Fraction(1)
    value = HIGHEST if rule.effect == "full_price" else better(deal, outcome, row)
    return Result(True, True, value, excused=True, part=part)


def better(deal: Deal, outcome: str, row: Row) -> Fraction | None:
    """Return the threshold, or what was measured if that is better."""
    deemed = missing(deal.spec.outcomes[outcome], "deemed_reached", row.get("grade", ""))
    found = measured(deal.spec, row, outcome) if row else deemed
    return found.value if found.counted and found.reached else deemed.value


def expected(deal: Deal, outcome: str) -> Fraction:
    """Return the part at which those count who lost an outcome, so that all who lost it meet its target."""
    if deal.spec.outcomes[outcome].measure.counted_by == "group":
        return Fraction(1)
    served = [row for row in deal.record.rows if row.get("served", "yes") == "yes"]
    rows = [row for row in served if bears(deal, row["participant"], outcome)]
    results = [of_participant(deal.spec, row, outcome) for row in rows]
    concerned = [each for each in results if each != ELSEWHERE]
    reached = sum(each.counted and each.reached for each in concerned)
    target = deal.spec.outcomes[outcome].target.value * len(concerned)
    return max(NOTHING, (target - reached) / (len(concerned) - reached))


def through(deal: Deal, row: Row, rate: Rate) -> Fraction:
    """Return the part of one participant's result that the outcomes required beside it let through."""
    gates = (rate.requires.reached if rate.requires else None) or ()
    found = [result_of(deal, row, gate, place_of(deal, rate)) for gate in gates]
    return min(
        [each.part if each.counted and each.reached else NOTHING for each in found], default=Fraction(1)
    )


def gated(deal: Deal, row: Row, rate: Rate, outcome: str) -> Result:
    """Return one outcome for one participant, once the line's minimum dosage is asked for."""
    let = through(deal, row, rate)
    if not let:
        return NOT_COUNTED
    found = result_of(deal, row, outcome, place_of(deal, rate))
    found = replace(found, part=min(found.part, let))
    return found if found.excused or with_dosage(deal.spec, rate, row, outcome) else NOT_COUNTED


def value_of(deal: Deal, row: Row, key: str) -> Fraction | None:
    """Return the measured result that sets what a line pays, weighted where it is a score."""
    rate = deal.rate(key)
    if not rate.score:
        found = gated(deal, row, rate, outcomes_of(key, rate)[0])
        return found.value if found.counted else None
    values = [(gated(deal, row, rate, each).value, share.value) for each, share in rate.score.items()]
    known = [value * weight for value, weight in values if value is not None]
    return sum(known, NOTHING) if len(known) == len(values) else None


def tiered(deal: Deal, tiers: Tiers, value: Fraction) -> Fraction:
    """Return what tiers pay for a measured result."""
    reached = [deal.cents(tier.pay) for tier in tiers.tiers if value >= Fraction(tier.at_least)]
    return sum(reached, NOTHING) if tiers.combine == "cumulative" else (reached or [NOTHING])[-1]


def earned_by(deal: Deal, row: Row, key: str) -> Fraction:
    """Return the exact cents that one participant earns on a line."""
    earned, most = uncapped(deal, row, key), deal.rate(key).at_most_each
    return earned if most is None else min(earned, Fraction(most.cents))


def uncapped(deal: Deal, row: Row, key: str) -> Fraction:
    """Return the same before the most that the line pays for one participant."""
    rate = deal.rate(key)
    factor = multiplied(rate)
    if rate.best_of:
        return factor * max(earned_by(deal, row, line) for line in rate.best_of)
    met = deal.record.conditions.get(key, "yes") == "yes"
    if not (met and counts_year(deal, rate, row) and lives_in(deal.spec, key, rate, row)):
        return NOTHING
    if isinstance(rate.per_participant, Tiers | OwnAmount) or rate.per_unit is not None:
        value = value_of(deal, row, key)
        pays = NOTHING if value is None else by_value(deal, row, key, value)
    else:
        joint = joined(rate, [gated(deal, row, rate, each) for each in outcomes_of(key, rate)])
        price = price_in(deal, rate, year_of(deal, row)) if joint.counted and joint.reached else NOTHING
        pays = price * joint.part
        value = value_of(deal, row, key) if rate.deduction else None
    return factor * pays * quality_of(deal, rate) - deducted(rate, value)


def quality_of(deal: Deal, rate: Rate) -> Fraction:
    """Return by what a line is multiplied: the group's result in percent, within the bounds stated."""
    if rate.quality is None:
        return Fraction(1)
    found = result_of_group(deal, rate.quality.of, *place_of(deal, rate))
    if not found.counted or found.value is None:
        return NOTHING
    if rate.quality.at_least is not None and found.value < 100 * rate.quality.at_least.value:
        return NOTHING
    return max(NOTHING, min(found.value / 100, rate.quality.at_most.value))


def by_value(deal: Deal, row: Row, key: str, value: Fraction) -> Fraction:
    """Return what a price by measured result pays before the factor."""
    rate = deal.rate(key)
    if isinstance(rate.per_participant, Tiers):
        return tiered(deal, rate.per_participant, value)
    if value == HIGHEST:
        return full_units(deal, key)
    if isinstance(rate.per_participant, OwnAmount):
        own = rate.per_participant
        dollars = max(NOTHING, value - Fraction(own.above))
        return 100 * dollars * own.share.value * (1 - deal.spec.payment.discount.value)
    above = max(NOTHING, value - Fraction(rate.above))
    units = above if rate.fractions else floor(above)
    return units * price_in(deal, rate, year_of(deal, row))


def full_units(deal: Deal, key: str) -> Fraction:
    """Return the full price of units: what the line pays at most over all whom it can count, factor apart."""
    spec, rate = deal.spec, deal.rate(key)
    if rate.at_most_each is not None:
        return Fraction(rate.at_most_each.cents) / multiplied(rate)
    assert rate.at_most is not None
    rooms = [spec.population.maximum or spec.population.planned]
    group = rate.group or spec.outcomes[outcomes_of(key, rate)[0]].group
    rooms += [spec.population.groups[group].planned] if group else []
    rooms += [spec.cohorts[rate.cohort].planned] if rate.cohort else []
    years = len(rate.by_year) if rate.by_year and not spec.cohorts else 1
    factor = multiplied(rate)
    return Fraction(rate.at_most.cents) / (min(rooms) * years) / factor


def deducted(rate: Rate, value: Fraction | None) -> Fraction:
    """Return what is taken off for a result that was measured and is too low."""
    if rate.deduction is None or value is None or value >= on_scale(rate.deduction.below):
        return NOTHING
    pay = Fraction(rate.deduction.pay.cents)
    if not rate.deduction.for_each:
        return pay
    whole = pay * floor(on_scale(rate.deduction.below) - value)
    return min(whole, Fraction(rate.deduction.at_most.cents)) if rate.deduction.at_most else whole
