"""Random deals with random results of random participants: texts as files hold them, from one seed each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random

from drawn_lines import GROUPED, SINGLE, YEARS, conditioned, money, only_of_groups, plain_rates
from drawn_lines import rates as rates_of

from deals import PLAIN, Texts, group_outcome, outcome, overlaid

MISSING = ["not_counted", "not_reached", "deemed_reached"]


@dataclass(frozen=True)
class Drawn:
    """A spec, results and the rows of a table of participants."""

    spec: Texts
    results: Texts
    rows: list[dict[str, str]]


def draw(seed: int) -> Drawn:
    """Return the deal of a seed."""
    random = Random(seed)
    outcomes = {key: _single(random, key) for key in SINGLE}
    outcomes |= {key: _grouped(random, key) for key in GROUPED}
    cohorts = random.random() < 0.4
    effect = _effect(random) if random.random() < 0.2 else {}
    rates = rates_of(random, cohorts)
    if effect.get("effect") in {"expected", "full_price"}:
        rates = plain_rates(random, shares=effect["effect"] == "expected")
    computed = {key for key in GROUPED if "computed" in outcomes[key]["measure"]}
    _of_some(random, rates, computed, cohorts)
    rows = _rows(random, outcomes, rates, cohorts)
    spec, results = _spec(random, outcomes, rates, cohorts, len(rows)), _results(random, rates)
    results["groups"] = {key: value for key, value in results["groups"].items() if key not in computed}
    _compared(Random(-2 * seed - 2), spec["outcomes"], results["groups"])
    if effect:
        _default(random, spec, results, sorted({row["participant"] for row in rows}), effect)
    elif random.random() < 0.2:
        _interim(random, results)
    _retainage(Random(-seed - 1), spec)
    _by_window(Random(-7 * seed - 7), spec, rows)
    if effect:
        _caps_on_default(Random(-8 * seed - 8), spec)
    _in_lots(Random(-9 * seed - 9), spec)
    _carried(Random(-6 * seed - 6), spec)
    _own_amounts(Random(-4 * seed - 4), spec)
    if not effect:
        _multiplied(Random(-5 * seed - 5), spec, results["groups"])
    if results["settlement"] == "final":
        _indexed(Random(-3 * seed - 3), spec, results)
    _ended(Random(-11 * seed - 11), spec, results, rows)
    if results["settlement"] == "final" or "ended" in results:
        _delivered(Random(-10 * seed - 10), spec, results)
    _called(Random(-12 * seed - 12), rows)
    return Drawn(spec, results, rows)


# Outcomes


def _single(random: Random, key: str) -> Texts:
    missing = {"initial": random.choice(MISSING), "final": random.choice(MISSING)}
    measure: Texts = {}
    if random.random() < 0.4:
        measure = {"kind": "gain", "from": "fall", "at_least": "5"}
    elif random.random() < 0.2:
        measure = {"at_least": None, "at_most": "60"}
    elif random.random() < 0.2:
        measure = {"at_least": {"3": "40", "4": "55"}}
    changed = outcome(key.capitalize(), missing=missing, measure=measure)
    changed["measure"] = {name: value for name, value in changed["measure"].items() if value is not None}
    return changed | ({"group": "learners"} if random.random() < 0.15 else {})


def _grouped(random: Random, key: str) -> Texts:
    missing = {"initial": "not_counted", "final": random.choice(MISSING)}
    drawn = group_outcome(key.capitalize()) | {"missing": missing}
    if random.random() < 0.4:
        figure = random.choice(["share", "count", "mean"])
        scale = {"share": "percent of participants", "count": "participants", "mean": "percentile"}[figure]
        computed = {"figure": figure, "of": random.choice(SINGLE)}
        drawn["measure"] |= {"computed": computed, "scale": scale, "at_least": str(random.randint(1, 60))}
        drawn |= {"group": "others"} if random.random() < 0.2 else {}
    return drawn


def _of_some(random: Random, rates: Texts, computed: set[str], cohorts: bool) -> None:
    """Let lines that pay by a computed value count one group or cohort."""
    chosen = {each for line in rates.values() for each in line.get("best_of", ())}
    for key, line in rates.items():
        if line.get("outcome") in computed and key not in chosen and random.random() < 0.5:
            line.update({"cohort": "first"} if cohorts else {"group": "learners"})


# Results


def _rows(random: Random, outcomes: Texts, rates: Texts, cohorts: bool) -> list[dict[str, str]]:
    conditions = [key for key in conditioned(rates) if not only_of_groups(rates[key])]
    two_measures = {key: random.random() < 0.5 for key in SINGLE}
    rows = []
    for number in range(random.choice([1, 5, 12, 40])):
        row = {"participant": f"S-{number:03d}", "served": random.choice(["yes", "yes", "yes", "no"])}
        received = str(random.choice([0, 35, 36, 40, "35.9", 60]))
        row["dosage"] = received if row["served"] == "yes" else "0"
        row["group"] = random.choice(["", "learners", "others", "learners others"])
        row["grade"] = random.choice(["3", "4"])
        row |= {"cohort": random.choice(["first", "second"])} if cohorts else {}
        for key in SINGLE:
            gain = outcomes[key]["measure"]["kind"] == "gain"
            row |= _measured(random, key, gain or two_measures[key])
        row |= {f"condition:{key}": random.choice(["yes", "yes", "no"]) for key in conditions}
        rows.append(row)
    yearly = not cohorts and any("by_year" in line for line in rates.values())
    return _by_year(random, rows) if yearly else rows


def _by_year(random: Random, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows of one year or of both for each participant, with half of the service after the first."""
    years = [random.choice([YEARS, YEARS[:1], YEARS[1:]]) for _ in rows]
    found = [row | {"year": year} for row, own in zip(rows, years, strict=True) for year in own]
    for row, following in pairwise(found):
        if row["participant"] == following["participant"]:
            row["dosage"] = str(Decimal(row["dosage"]) / 2)
    return sorted(found, key=lambda row: row["year"])


def _called(random: Random, rows: list[dict[str, str]]) -> None:
    """Let a table with years say what its service is: that of each year, or all that was received so far."""
    if "year" not in rows[0] or "dosage" not in rows[0]:
        return
    in_year, before = random.random() < 0.5, dict[str, Decimal]()
    for row in rows:
        so_far, name = Decimal(row.pop("dosage")), row["participant"]
        alone = so_far - before.get(name, Decimal(0))
        before[name] = so_far
        row.update({"dosage:in_year": str(alone)} if in_year else {"dosage:so_far": str(so_far)})


def _measured(random: Random, key: str, twice: bool) -> dict[str, str]:
    def score() -> str:
        if random.random() < 0.15:
            return ""
        return str(random.choice([random.randint(0, 100), random.randint(0, 1000) / 10, 40, 60, 5, 55]))

    return {f"{key}:from": score(), f"{key}:to": score()} if twice else {key: score()}


def _results(random: Random, rates: Texts) -> Texts:
    of_groups = [key for key in conditioned(rates) if only_of_groups(rates[key])]
    conditions = {key: random.choice(["yes", "yes", "no"]) for key in of_groups}
    return {
        "obcgen": "1",
        "contract": "C-1",
        "settlement": "final",
        "as_of": "2029-08-20",
        "verified": {"by": "Data office", "on": "2029-08-20"},
        "participants": "people.csv",
        "groups": {
            key: random.choice([str(random.randint(0, 100)), str(random.randint(0, 1000) / 10), "missing"])
            for key in GROUPED
        },
        "amounts": {"costs": money(random, 50_000), "savings": money(random, 50_000)},
        "conditions": conditions,
        "units": str(random.randint(0, 100)),
        "paid": _paid(random, rates),
    }


def _paid(random: Random, rates: Texts) -> Texts:
    """Return a ledger of lines with one payment each."""
    chosen = {line for rate in rates.values() for line in rate.get("best_of", ())}
    single = [key for key, line in rates.items() if "by_year" not in line and key not in chosen]
    return {
        f"rates.{key}": {"amount": money(random, 900), "on": "2027-10-30"}
        for key in single
        if random.random() < 0.2
    }


def _interim(random: Random, results: Texts) -> None:
    """Make a settlement an interim one: some groups have no result yet, some of the base is not due."""
    results |= {"settlement": "interim", "as_of": random.choice(["2027-12-01", "2028-03-01"])}
    results["verified"]["on"] = "2027-11-01"
    results["groups"] = {key: value for key, value in results["groups"].items() if random.random() < 0.5}


def _ended(random: Random, spec: Texts, results: Texts, rows: list[dict[str, str]]) -> None:
    """Let the contract end early, on some ground or on none that is named, a few times before service."""
    if random.random() > 0.2:
        return
    convenience: Texts = {"notice": "30 days"}
    convenience |= {"in_flight": random.choice(["30%", "1/3", "100%"])} if random.random() < 0.7 else {}
    convenience |= {"fee": money(random, 900)} if random.random() < 0.5 else {}
    convenience |= {"start_up": money(random, 900)} if random.random() < 0.5 else {}
    spec["agreement"]["termination"] = {
        "convenience": convenience,
        "cause": {"cure": "15 days"},
        "settlement": {
            "base": random.choice(["pro_rata", "pro_rata", "installments_due"]),
            "outcomes": "reached",
        },
    }
    spec["district"] = spec["district"] | {
        "closures": {"winter": {"name": "Winter", "starts": "2027-11-22", "ends": "2028-01-02"}}
    }
    results["ended"] = random.choice(["2028-02-29", "2028-03-01", "2028-05-18", "2028-02-14"])
    if results["settlement"] == "interim":
        results["as_of"] = "2028-05-19"
    if random.random() < 0.15 and "defaults" not in results:
        results["ended"] = "2027-08-31"
        results["amounts"]["start_up"] = money(random, 900)
        for row in rows:
            row["served"] = "no"
            row |= {key: "0" for key in row if key.partition(":")[0] == "dosage"}
    if ground := random.choice(["", "convenience", "district_failure", "cause", "funds", "beyond_control"]):
        results["ground"] = ground


def _delivered(random: Random, spec: Texts, results: Texts) -> None:
    """Let some Services be missed, for which the base is reduced."""
    base = spec["payment"].get("base")
    if base and not {"reimbursed", "tiers"} & base.keys() and random.random() < 0.3:
        scheduled = random.randint(1, 999)
        delivered = random.randint(0, scheduled)
        excused = random.randint(0, scheduled - delivered)
        counts = {"scheduled": scheduled, "delivered": delivered, "excused": excused}
        results["delivery"] = {key: str(count) for key, count in counts.items()}


def _compared(random: Random, outcomes: Texts, groups: Texts) -> None:
    """Let some results of the group be effects against a comparison group, with their evidence."""
    for key, value in groups.items():
        if value == "missing" or random.random() < 0.6:
            continue
        confidence = random.choice(["90%", "95%"])
        effect = {"against": "the schools on the waiting list", "confidence": confidence}
        effect |= {"smallest_group": "20"} if random.random() < 0.5 else {}
        measure = outcomes[key]["measure"] | {"effect": effect, "scale": "percentile points"}
        missing = outcomes[key]["missing"] | {"final": "not_reached"}
        outcomes[key] |= {"measure": measure, "missing": missing}
        estimate = Decimal(value) * random.choice([1, 1, 1, -1])
        wide = Decimal(random.choice([1, 5, 20, 60]))
        groups[key] = {
            "value": str(estimate),
            "interval": [str(estimate - wide), str(estimate + wide)],
            "confidence": confidence,
            "method": "regression on the fall score",
            "n": {
                "program": str(random.choice([5, 19, 20, 90])),
                "comparison": str(random.choice([19, 400])),
            },
        }


def _multiplied(random: Random, spec: Texts, groups: Texts) -> None:
    """Let the group's result on another outcome multiply what some lines earn."""
    rates = spec["payment"]["rates"]
    chosen = {each for line in rates.values() for each in (*line.get("best_of", ()), "best")}
    for key, line in rates.items():
        of = random.choice(GROUPED)
        measure = spec["outcomes"][of]["measure"]
        named = (line.get("outcome"), *line.get("all", ()), *line.get("any", ()), *line.get("score", ()))
        required = (line.get("requires") or {}).get("reached", ())
        fits = "effect" not in measure and measure.get("computed", {}).get("figure", "share") == "share"
        if random.random() < 0.3 and fits and key not in chosen and of not in (*named, *required):
            measure["scale"] = "percent of families"
            quality = {"at_least": "60%"} if random.random() < 0.3 else {}
            quality |= {"at_most": random.choice(["110%", "4/3"])} if random.random() < 0.3 else {}
            line["quality"] = {"of": of, **quality}
            if groups.get(of, "missing") != "missing" and "%" not in groups[of]:
                groups[of] += "%"


def _by_window(random: Random, spec: Texts, rows: list[dict[str, str]]) -> None:
    """Let dosage be recorded up to each window, and some outcomes be measured in an earlier one."""
    if random.random() > 0.2:
        return
    spec["assessments"]["test"]["windows"]["winter"] = {"opens": "2028-01-08", "closes": "2028-01-19"}
    for key in SINGLE:
        spec["outcomes"][key]["measure"]["to"] = random.choice(["winter", "spring"])
    used = {spec["outcomes"][key]["measure"]["to"] for key in SINGLE}
    for row in rows:
        whole = row.pop("dosage")
        earlier = str(random.choice([0, 30, 36, whole])) if Decimal(whole) >= 36 else "0"
        by_window = {"winter": earlier, "spring": whole}
        row |= {f"dosage:{window}": by_window[window] for window in sorted(used)}


def _caps_on_default(random: Random, spec: Texts) -> None:
    """Let one kind of cap leave little room for what a default adds."""
    lines = spec["payment"]["rates"].values()
    outcome = next((line["outcome"] for line in lines if "outcome" in line), "")
    caps: list[Texts] = [{}, {"total": money(random, 5000)}]
    caps += [{"outcome": {outcome: money(random, 3000)}}] if outcome else []
    caps += [{"year": {"2027-28": money(random, 3000)}}]
    caps += [{"cohort": {"first": money(random, 2000)}}] if "cohorts" in spec else []
    spec["payment"]["caps"] = random.choice(caps)


def _in_lots(random: Random, spec: Texts) -> None:
    """Let the contract be about some lots of an RFP, which set it a ceiling and nothing else."""
    if random.random() < 0.15:
        ceiling = spec["funding"]["not_to_exceed"]
        spec["lots"] = {key: {"name": key.capitalize(), "not_to_exceed": ceiling} for key in ("east", "west")}
        spec["provider"] = {"name": "Provider", "address": "2 Side Street"}
        spec["agreement"]["award"] = {"date": "2027-06-17", "lots": ["west"]}


def _carried(random: Random, spec: Texts) -> None:
    """Let what the cap for a year takes off be paid in the next one."""
    caps = spec["payment"]["caps"]
    several = "cohorts" in spec or any("by_year" in line for line in spec["payment"]["rates"].values())
    if several and "if_district_defaults" not in spec["payment"] and random.random() < 0.4:
        caps["year"] = {year: money(random, random.choice([300, 9000])) for year in YEARS}
        caps["carry_over"] = "true"


def _own_amounts(random: Random, spec: Texts) -> None:
    """Let some lines by unit pay a share of an amount that is measured in dollars."""
    for line in spec["payment"]["rates"].values():
        by_unit = "per_unit" in line and line.get("outcome") in SINGLE and "by_year" not in line
        if by_unit and random.random() < 0.5:
            for key in ("per_unit", "unit", "fractions"):
                line.pop(key, None)
            own = {"share": random.choice(["12.5%", "1/3", "40%", "100%"])}
            line["per_participant"] = own | ({"above": line.pop("above")} if "above" in line else {})
            spec["outcomes"][line["outcome"]]["measure"]["scale"] = "dollars a week"


def _indexed(random: Random, spec: Texts, results: Texts) -> None:
    """Let prices of the second year, and sometimes the base, follow an index or a step."""
    first, second = YEARS
    yearly = [line for line in spec["payment"]["rates"].values() if "by_year" in line]
    lines = [line for line in yearly if random.random() < 0.7]
    for line in lines:
        line["by_year"] = line["by_year"] | {second: "indexed"}
    base = spec["payment"].get("base")
    if base and "fixed" in base and random.random() < 0.7:
        launch = {"pay": base["fixed"], "due": "2027-10-15"}
        years = {first: launch, second: {"pay": "indexed", "due": "2028-10-15"}}
        spec["payment"]["base"] = {"by_year": years}
    elif not lines:
        return
    if random.random() < 0.3:
        spec["payment"]["indexation"] = {"each_year": random.choice(["3%", "2.5%", "1/3"])}
        return
    most, least = random.choice([("3%", "1%"), ("4%", None), ("2.5%", "0.1%")])
    spec["payment"]["indexation"] = {"index": "Consumer Price Index", "at_most": most}
    spec["payment"]["indexation"] |= {"at_least": least} if least else {}
    figures = {first: "312.332", second: random.choice(["311.9", "313.1", "318.7", "321.465", "350"])}
    results["index"] = {
        year: {"figure": figure, "source": "BLS", "published": "2028-06-12"}
        for year, figure in figures.items()
    }


def _retainage(random: Random, spec: Texts) -> None:
    """Let part of the base be held back until the final settlement, or until a day."""
    if random.random() < 0.7 and spec["payment"].get("base"):
        released = random.choice([{}, {}, {"released": "2028-01-15"}])
        spec["payment"]["invoicing"] = {"retainage": random.choice(["7.5%", "1/3", "10%"]), **released}


def _default(random: Random, spec: Texts, results: Texts, names: list[str], effect: Texts) -> None:
    """Let the district default, in a deal whose limits leave room for what that adds."""
    payment = spec["payment"]
    payment |= {"caps": {}, "if_district_defaults": effect}
    spec["funding"]["not_to_exceed"] = "90000000"
    for line in payment["rates"].values():
        if "at_most" in line:
            line["at_most"] = "9000000"
    everyone = random.random() < 0.3
    lost = names if everyone else random.sample(names, random.randint(1, len(names)))
    default = {"party": "district", "duty": "rosters", "notice": "2027-10-05", "cure_failed": "2027-10-20"}
    outcomes = random.sample([*SINGLE, *GROUPED], 2)
    results["defaults"] = [default | {"outcomes": outcomes, "participants": "all" if everyone else lost}]
    spec["duties"] = {
        "district": {"rosters": {"duty": "Provide rosters", "measure": "all", "cure": "10 days"}}
    }


def _effect(random: Random) -> Texts:
    effect = {
        "effect": random.choice(["deemed_met", "deemed_met", "excluded", "expected", "full_price"]),
        "reach": random.choice(["affected_participants", "outcome", "contract"]),
    }
    return effect | ({"at_most": money(random, 5000)} if random.random() < 0.4 else {})


# The rest of the spec


def _base(random: Random) -> Texts:
    price = money(random, random.choice([20, 900]))
    kinds: list[Texts] = [
        {"fixed": price},
        {"per_participant": price, "counted": random.choice(["planned", "roster", "served"])},
        {"per_unit": price, "unit": "license", "units": "100"},
        {"reimbursed": {"budget": money(random, 60_000)}},
        {
            "tiers": [
                {"at_least": "12 hours", "pay": money(random, 300)},
                {"at_least": "36 hours", "pay": money(random, 300)},
            ],
            "combine": "cumulative",
            "counted": random.choice(["planned", "roster", "served"]),
        },
        {},
    ]
    return random.choice(kinds)


def _caps(random: Random, outcomes: set[str], cohorts: bool) -> Texts:
    caps: Texts = {}
    if random.random() < 0.4:
        caps["participant"] = money(random, 900)
    if random.random() < 0.3:
        caps["outcome"] = {key: money(random, 9000) for key in sorted(outcomes)[:2]}
    if cohorts and random.random() < 0.4:
        caps["cohort"] = {"first": money(random, 5000)}
    if random.random() < 0.3:
        caps["year"] = {"2027-28": money(random, 9000)}
    if random.random() < 0.3:
        caps["total"] = money(random, 20_000)
    return caps


def _spec(random: Random, outcomes: Texts, rates: Texts, cohorts: bool, count: int) -> Texts:
    base = _base(random)
    paid: set[str] = set()
    for line in rates.values():
        named = (
            [line["outcome"]]
            if "outcome" in line
            else line.get("all") or line.get("any") or line.get("score")
        )
        paid |= set(named or ())
    groups = {key: {"name": key.capitalize(), "planned": "40"} for key in ("learners", "others")}
    ends = {"first": "2028-06-01", "second": "2029-06-01"}
    parts = {
        key: {"name": key.capitalize(), "planned": "40", "starts": "2027-09-01", "ends": day}
        for key, day in ends.items()
    }
    windows = {
        name: {"opens": f"{day}-01", "closes": f"{day}-12"}
        for name, day in [("fall", "2027-09"), ("spring", "2028-05")]
    }
    changes: Texts = {
        "assessments": {"test": {"windows": windows}},
        "population": {"planned": str(count), "maximum": "100", "grades": ["3", "4"], "groups": groups},
        "outcomes": {"absence": None, **outcomes},
        "funding": {"not_to_exceed": money(random, random.choice([100_000, 400_000]))},
        "agreement": {
            "number": "C-1", "effective": "2027-07-01", "ends": "2030-12-31", "governing_law": "Colorado"
        },
        "payment": {
            "base": None,
            "rates": None,
            "caps": _caps(random, paid, cohorts),
            "discount": random.choice(["0%", "0%", "2.5%", "1/3"]),
        },
    }  # fmt: skip
    spec: Texts = overlaid(PLAIN, changes)
    spec["outcomes"] = outcomes
    spec["payment"]["rates"] = rates
    if base:
        share = random.randint(1, 99)
        parts_of_base = {
            "launch": {"share": f"{share}%", "due": "2027-10-15"},
            "close": {"share": f"{100 - share}%", "due": "2028-02-15"},
        }
        dated: Texts = random.choice([{"due": "2027-10-15"}, {"installments": parts_of_base}])
        spec["payment"]["base"] = base | dated
    return spec | ({"cohorts": parts} if cohorts else {})
