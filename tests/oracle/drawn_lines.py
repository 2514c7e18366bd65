"""Random lines of a rate card, of every shape, with whatever may stand on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import Money

if TYPE_CHECKING:
    from random import Random

    from deals import Texts

SINGLE, GROUPED = ("reading", "math", "writing"), ("absence", "climate")
YEARS = ("2027-28", "2028-29")


def money(random: Random, most: int) -> str:
    """Return an amount, often with odd cents."""
    whole = random.randint(1, most)
    return Money(whole * 100 + random.choice([0, 0, random.randint(0, 99)])).plain


def _ladder(random: Random, level: str, sign: str, size: int) -> list[Texts]:
    levels = sorted(random.sample(range(5, 95), size))
    pays = sorted(random.sample(range(1, 10**6), size))
    return [{level: f"{at}{sign}", "pay": Money(pay).plain} for at, pay in zip(levels, pays, strict=True)]


def rates(random: Random, cohorts: bool) -> Texts:
    found: Texts = {}
    for index in range(random.randint(1, 5)):
        makers = [_flat, _flat, _joint, _tiers, _units, _shares, _shares, _value, _value, _share, _scored]
        line = random.choice(makers)(random)
        _limits(random, line, cohorts)
        found[f"line_{index}"] = line
    if random.random() < 0.25:
        _best(random, found)
    return found


def plain_rates(random: Random, *, shares: bool) -> Texts:
    """Return lines on one outcome each: flat prices, and tiers or payments for a share who reach it."""
    makers = (_flat, _shares) if shares else (_flat, _tiers, _units)
    found = {f"line_{index}": random.choice(makers)(random) for index in range(random.randint(1, 4))}
    for line in found.values():
        line.pop("deduction", None)
        line["outcome"] = random.choice(SINGLE) if line.get("outcome") in GROUPED else line.get("outcome")
        if "all" in line or "any" in line:
            line["outcome"] = (line.pop("all", None) or line.pop("any"))[0]
        line["due"] = "2028-07-31"
        if random.random() < 0.5:
            line["requires"] = {"dosage": "minimum"}
    return found


def _flat(random: Random) -> Texts:
    line: Texts = {"outcome": random.choice(SINGLE), "per_participant": money(random, 900)}
    return line | _deducted(random)


def _joint(random: Random) -> Texts:
    named = random.sample(SINGLE, random.randint(2, 3))
    if random.random() < 0.2:
        named[0] = random.choice(GROUPED)
    return {random.choice(["all", "any"]): named, "per_participant": money(random, 900)}


def _tiers(random: Random) -> Texts:
    tiers: Texts = {"tiers": _ladder(random, "at_least", "", random.randint(1, 4))}
    tiers |= {"combine": random.choice(["highest", "cumulative"])}
    return {"outcome": random.choice(SINGLE), "per_participant": tiers}


def _units(random: Random) -> Texts:
    which = random.choice([*SINGLE, *GROUPED])
    line = {"outcome": which, "per_unit": money(random, 40), "unit": "point", "at_most": money(random, 9000)}
    line |= {"above": str(random.randint(0, 30))} if random.random() < 0.5 else {}
    line |= {"fractions": "true"} if random.random() < 0.3 else {}
    return line | _deducted(random)


def _result(random: Random, sign: str) -> Texts:
    size = random.randint(2, 4)
    if random.random() < 0.5:
        return {"steps": _ladder(random, "at_least", sign, size)}
    ends = {
        "below": random.choice(["nothing", "first", "extend"]),
        "above": random.choice(["last", "extend"]),
    }
    return {"line": _ladder(random, "at", sign, size), **ends}


def _shares(random: Random) -> Texts:
    subject: Texts = {"outcome": random.choice(SINGLE)}
    if random.random() < 0.4:
        subject = {random.choice(["all", "any"]): random.sample(SINGLE, 2)}
    return {**subject, "group_result": _result(random, "%"), "at_most": money(random, 20_000)}


def _value(random: Random) -> Texts:
    line: Texts = {"outcome": random.choice(GROUPED), "group_result": _result(random, "")}
    line["at_most"] = money(random, 20_000)
    return line | _deducted(random)


def _share(random: Random) -> Texts:
    subject: Texts = {"outcome": random.choice(GROUPED)}
    if random.random() < 0.3:
        subject = {random.choice(["all", "any"]): list(GROUPED)}
    share = random.choice(
        [{"savings": "95%"}, {"budget": "9%", "of": money(random, 90_000)}, {"actual_cost": "3%"}]
    )
    line = {**subject, "share_of": share, "at_most": money(random, 20_000)}
    return line if "outcome" not in subject else line | _deducted(random)


def _deducted(random: Random) -> Texts:
    """Return a deduction in points, or none."""
    if random.random() < 0.7:
        return {}
    gives_back = {"gives_back": "true"} if random.random() < 0.5 else {}
    deduction = {"below": str(random.randint(0, 60)), "pay": money(random, 60), **gives_back}
    if random.random() < 0.4:
        deduction["for_each"] = "point"
        deduction |= {"at_most": money(random, 900)} if random.random() < 0.5 else {}
    return {"deduction": deduction}


def _scored(random: Random) -> Texts:
    weight = random.randint(1, 99)
    first, second = random.sample(SINGLE, 2)
    score = {first: f"{weight}%", second: f"{100 - weight}%"}
    if random.random() < 0.5:
        tiers = {"tiers": _ladder(random, "at_least", "", 3)}
        return {"score": score, "per_participant": tiers}
    return {"score": score, "group_result": _result(random, "%"), "at_most": money(random, 20_000)}


def _limits(random: Random, line: Texts, cohorts: bool) -> None:
    """Add what may stand on any line."""
    line["due"] = "2028-07-31"
    by_value = "per_unit" in line or isinstance(line.get("per_participant"), dict)
    if by_value and line.get("outcome") not in GROUPED and random.random() < 0.3:
        line["at_most_each"] = money(random, 500)
    if random.random() < 0.3:
        line["factor"] = random.choice(["5/6", "1/3", "37.5%", "99/100"])
    if random.random() < 0.1:
        line["loading"] = random.choice(["125%", "4/3"])
    if random.random() < 0.2:
        line["at_most"] = money(random, 3000)
    named = [line.get("outcome"), *line.get("all", ()), *line.get("any", ())]
    grouped = any(each in GROUPED for each in named)
    place = random.choice(["", "", "", "group", "cohort" if cohorts else ""])
    if place and not grouped:
        line[place] = {"group": "learners", "cohort": "first"}[place]
    flat = isinstance(line.get("per_participant"), str) or "per_unit" in line
    if flat and not place and random.random() < (0.4 if cohorts else 0.1):
        line["by_year"] = {year: money(random, 50) for year in YEARS}
    if random.random() < 0.1:
        singly = "per_participant" in line or ("per_unit" in line and not grouped)
        gates = [*(SINGLE if singly else ()), *GROUPED]
        line["requires"] = (
            {"reached": random.sample(gates, random.randint(1, min(2, len(gates))))} if gates else {}
        )
    elif random.random() < 0.3:
        line["requires"] = {} if grouped else {"dosage": "minimum"}
        if grouped or random.random() < 0.5:
            line["requires"]["condition"] = "the participant is enrolled"


def _best(random: Random, rates: Texts) -> None:
    """Let one more line choose among lines of one kind, if there are two."""
    flat = [
        key
        for key, line in rates.items()
        if "per_participant" in line and not line.keys() & {"group", "cohort", "at_most"}
    ]
    once = [key for key, line in rates.items() if "group_result" in line and "group" not in line]
    once = [key for key in once if "cohort" not in rates[key]]
    for kind in (flat, once):
        if len(kind) > 1:
            for key in kind[:2]:
                rates[key].pop("deduction", None)
            rates["best"] = {"best_of": kind[:2], "due": "2028-07-31"}
            if random.random() < 0.3:
                rates["best"]["factor"] = "5/6"
            return


def conditioned(rates: Texts) -> list[str]:
    return [key for key, line in rates.items() if (line.get("requires") or {}).get("condition")]


def only_of_groups(line: Texts) -> bool:
    named = line.get("all") or line.get("any") or line.get("score") or [line.get("outcome")]
    return all(each in GROUPED for each in named)
