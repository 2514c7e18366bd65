"""A price design as data, for JSON and for the studio: money and shares as text. Keys may be added."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from obcgen.account.scenarios.assumed import nearest
from obcgen.designer.design import value_of
from obcgen.designer.ground import BASE, amount_at, base_of, price_of
from obcgen.money import Money, Share, plain
from obcgen.problems import dotted
from obcgen.source.nodes import at

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.designer.design import Design
    from obcgen.problems import Path

Data = dict[str, object]
METHOD = (
    (
        "At the targets as many participants reach each outcome as its target's share of those who count, to "
        "the nearest participant. What is paid then, at the baselines, for no result and at most is the "
        "settlement of the deal with these prices."
    ),
    ("Share at risk: what is paid for results at the targets, divided by all that is paid at the targets."),
    (
        "Chance of more than the budget: the chance that base and results come to more than it, before any "
        "limit, if each participant reaches an outcome with its target's chance, whatever others do, and who "
        "reaches a harder outcome also reaches the easier ones. It is the exact distribution of the sum, in "
        "whole numbers (for one outcome the binomial; J. C. P. Miller's recurrence for powers of a "
        "polynomial)."
    ),
    (
        "Break-even: cost less base, divided by the mean of what results pay at the targets, as a share of "
        "every target (break-even of cost accounting: what is left to cover over what each unit contributes)."
    ),
    (
        "Chance of a loss: the chance, by the same distribution, that less than the cost is paid within the "
        "not-to-exceed amount."
    ),
)
"""How the figures are made, with the source of each formula."""


def to_data(found: Design) -> Data:
    """Return a design: what was wanted, the card, its checks, sums and edits."""
    return {
        "card": [_price(found, row) for row in prices(found)],
        "checks": _checks(found),
        "sums": [
            {
                "id": key,
                "words": words,
                "base": account.base.plain,
                "performance": account.performance.plain,
                "total": account.total.plain,
            }
            for key, words, account in sums(found)
        ],
        "overrun": share(found.overrun),
        "earned_in_full": found.card.in_full(found.demand).plain,
        "per_additional_result": plain(additional(found)),
        "provider": _provider(found),
        "edits": edits_told(found),
        "method": list(METHOD),
    }


def share(part: Fraction) -> str:
    """Return a chance or a share in percent as people read it; the very small is not nothing."""
    text = str(Share(part))
    return (
        "less than 0.01%"
        if text == "0%" and part
        else "more than 99.99%"
        if text == "100%" and part != 1
        else text
    )


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price of a card: `line` is empty for the base, `before` what the spec has now."""

    line: str
    name: str
    price: Money
    before: Money | None
    at_target: Money


def prices(found: Design) -> list[PriceRow]:
    """Return the price of the base, where there is one, and of each line."""
    source, deal, demand = found.ground.source, found.ground.deal, found.demand
    at_base = base_of(source)
    name = "Base funding" if at_base == BASE else "Base funding, at most"
    base = PriceRow("", name, Money(found.card.base), amount_at(source, at_base), found.at_target.base)
    lines = [
        PriceRow(
            line,
            deal.lines[line].name,
            found.card.price(demand, line),
            amount_at(source, price_of(line)),
            found.at_target.line(line).amount,
        )
        for line in demand.outcomes
    ]
    return [*([base] if demand.base else []), *lines]


def _price(found: Design, row: PriceRow) -> Data:
    own = found.demand.outcomes.get(row.line)
    return {
        "id": row.line or "base",
        "name": row.name,
        "price": row.price.plain,
        "before": plain(row.before),
        "at_target": row.at_target.plain,
        "baseline": own.baseline.plain if own else None,
        "target": own.target.plain if own else None,
        "counted": own.counted if own else found.demand.base,
    }


def _checks(found: Design) -> list[Data]:
    """Return what was wanted beside what the card has."""
    demand, total = found.demand, found.at_target.total
    rows: list[tuple[str, str, object, object]] = [
        ("budget", "Paid at the targets, within the budget", demand.budget.plain, total.plain),
        (
            "at_risk",
            "Share at risk at the targets, at least",
            demand.at_risk.plain,
            found.at_target.performance.over(total).plain,
        ),
        (
            "overrun",
            "Chance of more than the budget, at most",
            demand.overrun.plain,
            Share(found.overrun).plain,
        ),
        ("rounding", "Prices in steps", demand.rounding.plain, demand.rounding.plain),
    ]
    if demand.cost:
        rows.append(("cost", "Cost of the provider, covered at the targets", demand.cost.plain, total.plain))
    return [{"id": key, "words": words, "wanted": wanted, "found": has} for key, words, wanted, has in rows]


def sums(found: Design) -> tuple[tuple[str, str, Account], ...]:
    """Return the accounts that a design is judged by: id, words, account."""
    return (
        ("none", "No outcome is reached", found.nothing),
        ("expected", "Expected without the program", found.at_baseline),
        ("target", "Every target is met", found.at_target),
        ("all", "Everything is reached", found.most),
    )


def additional(found: Design) -> Money | None:
    """Return what each result costs beyond those expected without the program, at the targets."""
    more = sum(
        nearest(each.counted, each.target.value) - nearest(each.counted, each.baseline.value)
        for each in found.demand.outcomes.values()
    )
    return found.at_target.total.times(Fraction(1, more)) if more > 0 else None


def levels(found: Design) -> dict[str, Share] | None:
    """Return by line the attainment at which the provider breaks even, all moving as their targets do."""
    part = found.breaks_even
    if part is None:
        return None
    return {line: Share(each.target.value * part) for line, each in found.demand.outcomes.items()}


def _provider(found: Design) -> Data | None:
    """Return where the provider stands; null where its cost is not known."""
    known = levels(found)
    if known is None or found.breaks_even is None or found.loss is None:
        return None
    return {
        "cost": found.demand.cost.plain,
        "cost_per_participant": value_of(found.demand, found.ground, "cost").plain,
        "breaks_even_at": Share(found.breaks_even).plain,
        "attainment": [
            {"id": line, "level": level.plain, "possible": level.value <= 1} for line, level in known.items()
        ],
        "loss": Share(found.loss).plain,
        "margin_at_target": (found.at_target.total - found.demand.cost).plain,
    }


def edits(found: Design) -> dict[Path, str]:
    """Return by path the values that the spec does not have yet, however it writes them."""
    return {path: value for path, value in found.values.items() if not _same(_before(found, path), value)}


def edits_told(found: Design) -> list[dict[str, Any]]:
    """Return those values as data, each with its path and what the spec has there now."""
    return [
        {"path": list(path), "dotted": dotted(path), "value": value, "before": _before(found, path)}
        for path, value in edits(found).items()
    ]


def _same(before: str | None, value: str) -> bool:
    """Tell whether two texts are one amount or one share."""
    if before is None:
        return False
    for read in (Money.parse, Share.parse):
        with suppress(ValueError):
            return read(before) == read(value)
    return before == value


def _before(found: Design, path: Path) -> str | None:
    node = at(found.ground.source.root, path)
    return node.value if node is not None and isinstance(node.value, str) else None
