"""Deals with one fault in a line each: the deal, the code, the path and words of the message."""

from __future__ import annotations

from typing import Any

from deals import deal, group_outcome, overlaid, rated
from obcgen.spec import Spec

PRICE = {"per_participant": "$500", "due": "2028-07-31"}
TIERS = [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]
STEPS = [{"at_least": "50%", "pay": "$20000"}, {"at_least": "65%", "pay": "$45000"}]
BELOW_SHARE = {"below": "20%", "pay": "$3"}
COHORT = {"starts": "2027-09-01", "ends": "2028-06-01"}
INSTALLMENTS = {
    "launch": {"share": "40%", "due": "2027-10-15"},
    "midyear": {"share": "30%", "due": "2028-02-15"},
    "close": {"share": "25%", "due": "2028-06-30"},
}


def line(**keys: Any) -> Spec:
    return rated({"reading": {"due": "2028-07-31", **keys}})


def payment(**keys: Any) -> Spec:
    return deal(payment=keys)


def awarded(**award: str) -> dict[str, Any]:
    """Return a procurement with this award."""
    return {
        "method": "competitive proposals",
        "time_zone": "America/Denver",
        "schedule": {"issue": "2027-03-01", "proposals_due": "2027-05-14T14:00"},
        "submission": {"how": "electronic", "to": "office@district.example"},
        "award": award,
    }


def overlaid_measure(measure: dict[str, Any]) -> Spec:
    """Return a deal whose outcome is measured with these keys."""
    return deal(outcomes={"reading": {"measure": measure}}, payment={"rates": {"reading": PRICE}})


COUNT = {"computed": {"figure": "count", "of": "reading"}, "scale": "children"}


SHOWN = {"effect": {"against": "the waiting list"}, "scale": "points"}
NOT_REACHED = {"final": "not_reached"}


def together(measure: dict[str, Any], scenarios: dict[str, Any] | None = None, **line: Any) -> Spec:
    """Return a deal with a computed value and a line by unit of it."""
    outcomes = {"together": overlaid(group_outcome("Together"), {"measure": measure})}
    units = {"outcome": "together", "per_unit": "$3", "unit": "child", "at_most": "$90", "due": "2028-07-31"}
    return deal(outcomes=outcomes, payment={"rates": {"units": {**units, **line}}, "scenarios": scenarios})


BAD_LINES: list[tuple[Spec, str, str, str]] = [
    # subjects and shapes
    (
        line(all=["reading"], any=["math"], **PRICE),
        "PAY-01",
        "rates.reading.any",
        "more than one thing: “all” and “any”",
    ),
    (line(all=[], **PRICE), "PAY-01", "rates.reading.all", "names no outcome"),
    (line(any=["math", "math"], **PRICE), "PAY-01", "rates.reading.any", "names an outcome twice"),
    (line(), "PAY-02", "rates.reading", "pays in no way"),
    (
        line(per_participant="$5", per_unit="$5", unit="day", at_most="$9"),
        "PAY-02",
        "rates.reading.per_unit",
        "more than one way: “per_participant” and “per_unit”",
    ),
    (line(group_result={}), "PAY-02", "rates.reading.group_result", "exactly one of steps or line"),
    (
        line(outcome="absence", share_of={"budget": "9%", "savings": "5%", "of": "$9"}, at_most="$9"),
        "PAY-02",
        "rates.reading.share_of.budget",
        "exactly one of savings, budget or actual_cost",
    ),
    (
        rated({"reading": PRICE, "math": PRICE, "best": {"best_of": ["reading", "math"], **PRICE}}),
        "PAY-02",
        "rates.best.per_participant",
        "a price of its own",
    ),
    # keys that mean nothing where they stand
    (line(unit="day", **PRICE), "PAY-14", "rates.reading.unit", "belongs to per_unit"),
    (line(above="3", **PRICE), "PAY-14", "rates.reading.above", "belongs to per_unit"),
    (
        line(group_result={"steps": STEPS}, by_year={"2027-28": "$5"}),
        "PAY-14",
        "rates.reading.by_year",
        "a flat price",
    ),
    (
        line(group_result={"steps": STEPS, "below": "first"}),
        "PAY-14",
        "rates.reading.group_result.below",
        "belongs to line",
    ),
    (
        line(all=["reading", "math"], deduction={"below": "0", "pay": "$5"}, **PRICE),
        "PAY-14",
        "rates.reading.deduction",
        "one outcome or a score",
    ),
    (
        line(outcome="absence", share_of={"savings": "5%", "of": "$9"}, at_most="$9"),
        "PAY-14",
        "rates.reading.share_of.of",
        "belongs to share_of.budget",
    ),
    (line(per_unit="$5", at_most="$9"), "PAY-14", "rates.reading.per_unit", "does not say what a unit is"),
    (
        rated(
            {
                "absence": {
                    "group_result": {"steps": [{"at_least": "3", "pay": "$5"}]},
                    "requires": {"dosage": "minimum"},
                }
            }
        ),
        "PAY-14",
        "rates.absence.requires.dosage",
        "not counted by participant",
    ),
    (
        deal(
            population={"groups": {"g": {"name": "G", "planned": "9"}}},
            cohorts={"c": {"name": "C", "planned": "9", **COHORT}},
            payment={"rates": {"reading": {"group": "g", "by_year": {"2027-28": "$5"}}}},
        ),
        "PAY-14",
        "rates.reading.by_year",
        "not the cohort whose year is meant",
    ),
    (line(factor="0%", **PRICE), "PAY-17", "rates.reading.factor", "factor of the line reading is 0%"),
    (line(loading="5/6", **PRICE), "PAY-17", "rates.reading.loading", "which raises nothing"),
    (line(loading="100%", **PRICE), "PAY-17", "rates.reading.loading", "is 100%"),
    (line(factor="6/5", **PRICE), "PAY-17", "rates.reading.factor", "is 120%"),
    (payment(invoicing={"retainage": "100%"}), "PAY-17", "invoicing.retainage", "holds back everything"),
    # what is required beside, and the most for one
    (
        rated({"absence": {"share_of": {"budget": "9%", "of": "$9"}, "requires": {"reached": ["math"]}}}),
        "PAY-16",
        "rates.absence.requires.reached",
        "pays once for all, but requires math",
    ),
    (line(requires={"reached": []}, **PRICE), "PAY-14", "rates.reading.requires.reached", "names no outcome"),
    (line(requires={}, **PRICE), "PAY-14", "rates.reading.requires", "requires is empty"),
    (
        line(at_most_each="$9", **PRICE),
        "PAY-14",
        "rates.reading.at_most_each",
        "its price is the most for one participant",
    ),
    # how outcomes are counted
    (rated({"absence": PRICE}), "PAY-16", "rates.absence.per_participant", "one value for the whole group"),
    (
        line(share_of={"budget": "9%", "of": "$9"}),
        "PAY-16",
        "rates.reading.share_of",
        "counted by participant",
    ),
    (
        line(all=["reading", "math"], per_participant={"tiers": TIERS}),
        "PAY-16",
        "rates.reading",
        "needs one result",
    ),
    (line(score={"reading": "80%", "math": "20%"}, **PRICE), "PAY-16", "rates.reading", "no threshold"),
    (
        line(group_result={"steps": [{"at_least": "50", "pay": "$5"}]}),
        "PAY-16",
        "rates.reading.group_result.steps.1",
        "50 is not a share",
    ),
    (
        deal(
            cohorts={
                "a": {"name": "A", "planned": "60", **COHORT},
                "b": {"name": "B", "planned": "60", **COHORT},
            }
        ),
        "PAY-20",
        "cohorts",
        "plan 120 participants, but the population has at most 100",
    ),
    (
        line(
            group_result={"steps": [{"at_least": "50%", "pay": "$5"}]}, deduction={"below": "20", "pay": "$5"}
        ),
        "PAY-28",
        "rates.reading.deduction.below",
        "below 20, but the line's results are shares",
    ),
    (
        line(per_participant="$5", deduction={"below": "20%", "pay": "$3"}),
        "PAY-28",
        "rates.reading.deduction.below",
        "below 20%, but the line's results are numbers",
    ),
    (
        line(outcome="absence", per_unit="$5", unit="day", at_most="$9", deduction=BELOW_SHARE),
        "PAY-28",
        "rates.reading.deduction.below",
        "below 20%, but the line's results are numbers",
    ),
    (
        line(outcome="absence", share_of={"budget": "9%", "of": "$9"}, deduction=BELOW_SHARE),
        "PAY-28",
        "rates.reading.deduction.below",
        "below 20%, but the line's results are numbers",
    ),
    (
        line(
            outcome="absence",
            group_result={"steps": [{"at_least": "50", "pay": "$5"}]},
            deduction=BELOW_SHARE,
        ),
        "PAY-28",
        "rates.reading.deduction.below",
        "below 20%, but the line's results are numbers",
    ),
    (
        line(outcome="absence", group_result={"steps": STEPS}),
        "PAY-28",
        "rates.reading.group_result.steps.1",
        "50% on the line reading is a share, but its results are numbers on the scale “percentile”",
    ),
    (
        rated(
            {
                "reading": {"at_most": "$900", **PRICE},
                "math": PRICE,
                "best": {"best_of": ["reading", "math"], "due": "2028-07-31"},
            }
        ),
        "PAY-14",
        "rates.reading.at_most",
        "best chooses for each participant",
    ),
    (
        rated(
            {
                "reading": PRICE,
                "math": PRICE,
                "best": {
                    "best_of": ["reading", "math"],
                    "requires": {"dosage": "minimum"},
                    "due": "2028-07-31",
                },
            }
        ),
        "PAY-14",
        "rates.best.requires.dosage",
        "belongs to the lines that best_of names",
    ),
    (
        deal(
            payment={
                "base": {
                    "fixed": None,
                    "tiers": [{"at_least": "2 weeks", "pay": "$5"}, {"at_least": "4 weeks", "pay": "$9"}],
                }
            }
        ),
        "PAY-19",
        "base.tiers.1",
        "count weeks, but the minimum dosage is 36 hours",
    ),
    # lots, awards and results that are deemed reached
    (
        deal(lots={"a": {"name": "A", "planned": "60"}, "b": {"name": "B", "planned": "60"}}),
        "PAY-26",
        "lots",
        "The lots plan 120 participants",
    ),
    (
        deal(
            lots={
                "a": {"name": "A", "not_to_exceed": "$900,000"},
                "b": {"name": "B", "not_to_exceed": "$200,000"},
            }
        ),
        "PAY-26",
        "funding.not_to_exceed",
        "come to $1,100,000, but the not-to-exceed amount of all is $1,000,000",
    ),
    (
        deal(
            lots={"a": {"name": "A", "not_to_exceed": "$900,000"}},
            provider={"name": "P", "address": "1 Street"},
        ),
        "PAY-26",
        "funding.not_to_exceed",
        "but the not-to-exceed amount of the contract is $1,000,000",
    ),
    (deal(procurement=awarded(kind="by_lot")), "PAY-26", "procurement.award.kind", "there are no lots"),
    (
        deal(procurement=awarded(kind="single", providers="2")),
        "PAY-26",
        "procurement.award.providers",
        "means nothing where the award is single",
    ),
    (
        deal(
            outcomes={"reading": {"measure": {"at_least": None}, "missing": {"final": "deemed_reached"}}},
            payment={"rates": {"reading": {"per_participant": {"tiers": TIERS}}}},
        ),
        "PAY-27",
        "rates.reading",
        "which a missing measure deems reached",
    ),
    # the best of several lines
    (
        rated({"a": {"best_of": ["b", "reading"]}, "b": {"best_of": ["a", "reading"]}, "reading": PRICE}),
        "PAY-10",
        "rates.a.best_of",
        "from itself",
    ),
    (
        rated({"reading": PRICE, "a": {"best_of": ["reading"]}}),
        "PAY-10",
        "rates.a.best_of",
        "two or more different",
    ),
    (
        rated(
            {
                "reading": PRICE,
                "math": PRICE,
                "a": {"best_of": ["reading", "math"]},
                "b": {"best_of": ["math", "a"]},
            }
        ),
        "PAY-10",
        "rates.b.best_of.1",
        "math is chosen by a and by b, so its result would be paid twice",
    ),
    (
        rated(
            {
                "reading": PRICE | {"deduction": {"below": "10", "pay": "$5"}},
                "math": PRICE,
                "a": {"best_of": ["reading", "math"], "due": "2028-07-31"},
            }
        ),
        "PAY-10",
        "rates.reading.deduction",
        "but a chooses the largest amount",
    ),
    (
        rated(
            {
                "reading": PRICE,
                "absence": {"group_result": {"steps": [{"at_least": "3", "pay": "$5"}]}},
                "a": {"best_of": ["reading", "absence"]},
            }
        ),
        "PAY-10",
        "rates.a.best_of",
        "do not count the same participants",
    ),
    # ladders and weights
    (
        line(per_participant={"tiers": list(reversed(TIERS))}),
        "PAY-04",
        "rates.reading.per_participant.tiers.2.at_least",
        "40 stands after 60",
    ),
    (
        line(per_participant={"tiers": [{"at_least": "400", "pay": "$100"}, *TIERS]}),
        "PAY-04",
        "rates.reading.per_participant.tiers.1.at_least",
        "400 stands before 40",
    ),
    (
        line(per_participant={"tiers": [*TIERS, {"at_least": "8", "pay": "$900"}]}),
        "PAY-04",
        "rates.reading.per_participant.tiers.3.at_least",
        "8 stands after 60",
    ),
    (
        line(per_participant={"tiers": [TIERS[0], {"at_least": "60", "pay": "$200"}]}),
        "PAY-04",
        "rates.reading.per_participant.tiers.2.pay",
        "$200 at 60 is not more than $250 at 40",
    ),
    (
        line(group_result={"steps": [STEPS[0], {"at_least": "50%", "pay": "$30000"}]}),
        "PAY-04",
        "rates.reading.group_result.steps.2.at_least",
        "50% stands after 50%",
    ),
    (line(group_result={"steps": []}), "PAY-04", "rates.reading.group_result.steps", "0 steps; 1 or more"),
    (
        line(group_result={"line": [{"at": "40%", "pay": "$5"}]}),
        "PAY-04",
        "rates.reading.group_result.line",
        "1 points; 2 or more",
    ),
    (
        payment(
            base={
                "fixed": None,
                "tiers": [{"at_least": "36 hours", "pay": "$5"}, {"at_least": "12 hours", "pay": "$9"}],
            }
        ),
        "PAY-04",
        "base.tiers.2",
        "$9 at 12 hours does not rise above $5 at 36 hours",
    ),
    (
        line(score={"reading": "80%", "math": "30%"}, group_result={"steps": STEPS}),
        "PAY-05",
        "rates.reading.score",
        "add up to 110%, not 100%",
    ),
    (
        line(score={"reading": "100%", "math": "0%"}, group_result={"steps": STEPS}),
        "PAY-05",
        "rates.reading.score",
        "has no weight",
    ),
    (
        line(outcome="absence", group_result={"steps": [{"at_least": "3", "pay": "$5"}, STEPS[1]]}),
        "PAY-19",
        "rates.reading.group_result.steps.2.at_least",
        "3 and 65% cannot be compared",
    ),
    (
        payment(
            base={
                "fixed": None,
                "tiers": [{"at_least": "12 hours", "pay": "$5"}, {"at_least": "4 weeks", "pay": "$9"}],
            }
        ),
        "PAY-19",
        "base.tiers",
        "different units",
    ),
    # values of the group that are computed
    (
        together({"computed": {"figure": "count", "of": "absence"}, "scale": "children"}),
        "PAY-40",
        "outcomes.together.measure.computed",
        "has one value itself",
    ),
    (
        together({"computed": {"figure": "count", "of": "reading"}, "scale": "percent"}),
        "PAY-40",
        "outcomes.together.measure.scale",
        "is a count, but its scale is “percent”",
    ),
    (
        together(COUNT, by_year={"2027-28": "$3"}),
        "PAY-40",
        "rates.units.by_year",
        "computed once for all",
    ),
    (
        together(COUNT, {"weak": {"attainment": {"together": "10"}}}),
        "PAY-40",
        "payment.scenarios.weak.attainment.together",
        "it follows from reading",
    ),
    # effects against a comparison group
    (
        deal(
            outcomes={
                "effect": overlaid(group_outcome("Effect"), {"measure": SHOWN, "missing": NOT_REACHED})
            },
            payment={"rates": {"effect": {"group_result": {"steps": [{"at_least": "0", "pay": "$5"}]}}}},
        ),
        "PAY-41",
        "rates.effect.group_result.steps.1",
        "pays from 0 on, which is no effect",
    ),
    # prices that follow an index
    (
        line(by_year={"2027-28": "$5", "2028-29": "indexed"}, **PRICE),
        "PAY-42",
        "rates.reading.by_year",
        "does not say how",
    ),
    (payment(indexation={"each_year": "3%"}), "PAY-42", "indexation", "No price is indexed"),
    (
        payment(
            rates={"reading": {"per_participant": "$5", "by_year": {"2027-28": "$5", "2028-29": "indexed"}}},
            indexation={"index": "CPI"},
        ),
        "PAY-42",
        "indexation",
        "no most is stated",
    ),
    (
        payment(
            rates={"reading": {"per_participant": "$5", "by_year": {"2027-28": "indexed", "2028-29": "$5"}}},
            indexation={"each_year": "3%"},
        ),
        "PAY-42",
        "rates.reading.by_year",
        "no price comes before it",
    ),
    (
        payment(base={"fixed": None, "by_year": {"2027-28": {"pay": "$5", "due": "2027-10-15"}}}),
        "PAY-22",
        "base.due",
        "an amount for each year and also due",
    ),
    (
        payment(
            base={
                "fixed": None,
                "due": None,
                "by_year": {
                    "2027-28": {"pay": "$5", "due": "2028-10-15"},
                    "2028-29": {"pay": "$5", "due": "2027-10-15"},
                },
            }
        ),
        "PAY-11",
        "base.by_year.2028-29",
        "before 2027-28",
    ),
    # shares of a participant's own amount
    (
        line(per_participant={"share": "12.5%"}, at_most="$900"),
        "PAY-43",
        "rates.reading.per_participant.share",
        "measured as percentile",
    ),
    # results that multiply a line
    (
        line(quality={"of": "absence"}, **PRICE),
        "PAY-44",
        "rates.reading.quality.of",
        "its scale is “percentile”",
    ),
    # one threshold
    (
        overlaid_measure({"at_least": "40", "at_most": "60"}),
        "PAY-47",
        "outcomes.reading.measure.at_most",
        "two thresholds",
    ),
    # days before the last one
    (
        line(per_participant="$5", interim=["2027-12-15"]),
        "PAY-45",
        "rates.reading.interim.1",
        "its last day falls into 2028-29",
    ),
    (
        line(per_participant="$5", interim=["2028-07-05", "2028-07-03", "2028-07-10"]),
        "PAY-45",
        "rates.reading.interim.2",
        "2028-07-03 follows 2028-07-05",
    ),
    (
        line(per_participant="$5", interim=["2028-07-05", "2028-07-31"]),
        "PAY-45",
        "rates.reading.interim.2",
        "2028-07-31 follows 2028-07-31",
    ),
]
