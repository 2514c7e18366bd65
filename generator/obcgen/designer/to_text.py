"""A price design for a terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from obcgen.designer.design import value_of
from obcgen.designer.to_data import METHOD, additional, levels, prices, share, sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.designer.design import Design

WIDTH = 100
INTERNAL = "Internal. It shows what the district can pay and what a provider may cost; do not publish it."


def to_text(found: Design) -> str:
    """Return a design as text: the card, what it meets, what it comes to, and where the provider stands."""
    parts = ([INTERNAL], _card(found), _checks(found), _sums(found), [*_provider(found)], [*_method()])
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _card(found: Design) -> list[str]:
    head = ("Price for each participant", "Now", "Designed", "Baseline", "Target", "Paid at target")
    rows = []
    for one in prices(found):
        own = found.demand.outcomes.get(one.line)
        rows.append(
            (
                one.name,
                str(one.before) if one.before is not None else "-",
                str(one.price),
                str(own.baseline) if own else "",
                str(own.target) if own else "",
                str(one.at_target),
            )
        )
    return _table(head, rows)


def _checks(found: Design) -> list[str]:
    demand, at_target = found.demand, found.at_target
    rows = [
        ("Paid at the targets", f"{demand.budget} at most", str(at_target.total)),
        (
            "Share at risk at the targets",
            f"{demand.at_risk} at least",
            str(at_target.performance.over(at_target.total)),
        ),
        ("Chance of more than the budget", f"{demand.overrun} at most", share(found.overrun)),
        ("Prices in steps of", str(demand.rounding), str(demand.rounding)),
    ]
    if demand.cost:
        rows.append(("Cost of the provider, covered at the targets", str(demand.cost), str(at_target.total)))
    return _table(("What was wanted", "Wanted", "Met by"), rows)


def _sums(found: Design) -> list[str]:
    rows = [(words, str(each.base), str(each.performance), str(each.total)) for _, words, each in sums(found)]
    more = additional(found)
    told = (
        [f"Each result beyond those expected without the program costs {more}."] if more is not None else []
    )
    return [*_table(("What is paid", "Base", "For outcomes", "Total"), rows), *told, *_cut(found)]


def _cut(found: Design) -> Iterator[str]:
    """Yield that the not-to-exceed amount cuts what can be earned, where it does; `check` warns of it too."""
    earned, limit = found.card.in_full(found.demand), found.ground.deal.not_to_exceed
    if earned > limit:
        words = (
            f"If everybody reached everything {earned} would be earned, and the not-to-exceed amount cuts it "
            f"to {limit} (FIG-02). With --overrun 0% and a budget of {limit} or less it cuts nothing."
        )
        yield fill(words, WIDTH)


def _provider(found: Design) -> Iterator[str]:
    """Yield where the provider stands, in sentences."""
    known = levels(found)
    if known is None or found.breaks_even is None or found.loss is None:
        yield "The provider's cost is not known: give --cost for its break-even and its chance of a loss."
        return
    each, margin = value_of(found.demand, found.ground, "cost"), found.at_target.total - found.demand.cost
    yield f"The provider, at a cost of {each} for each participant ({found.demand.cost} in all)"
    if not found.breaks_even:
        yield "  breaks even without any result: the base covers its cost;"
    else:
        at = ", ".join(f"{found.ground.deal.lines[line].name} {level}" for line, level in known.items())
        yield fill(
            f"breaks even at {share(found.breaks_even)} of every target ({at});",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
        )
    yield f"  has {margin} left if every target is met;"
    yield f"  is paid less than its cost with a chance of {share(found.loss)}, at the chances of the targets."


def _method() -> Iterator[str]:
    yield "How the figures are made"
    for text in METHOD:
        yield fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    wide = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    return [
        "  ".join(
            cell.ljust(wide[0]) if not at else cell.rjust(wide[at]) for at, cell in enumerate(row)
        ).rstrip()
        for row in (head, *rows)
    ]
