"""What the maximum payment is made of: base funding and each line of performance funding, end to end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from obcgen.charts.bars import MOST_ROWS, Bar, bar_rows
from obcgen.charts.canvas import Canvas, Picture, in_full
from obcgen.money import ZERO, Money, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Funding:
    """A part of the maximum payment."""

    name: str
    kind: Literal["base", "performance"]
    amount: Money


def funding_split(canvas: Canvas, parts: tuple[Funding, ...], limit: Money) -> Picture:
    """Return each part's bar where the one before it ends, and the whole below them."""
    shown = _few(parts)
    whole = total(part.amount for part in parts)
    starts = accumulate((part.amount for part in shown), initial=ZERO)
    bars = [_bar(part, start, whole) for part, start in zip(shown, starts, strict=False)]
    base = total(part.amount for part in parts if part.kind == "base")
    bars.append(Bar(canvas.words["most"], base, whole - base, str(whole), is_total=True))
    shapes, height = bar_rows(canvas, bars, limit)
    return canvas.picture(height, shapes, _sentences(canvas.words, shown, whole, limit))


def _few(parts: tuple[Funding, ...]) -> tuple[Funding, ...]:
    """Return the parts, the last of very many in one."""
    if len(parts) <= MOST_ROWS:
        return parts
    rest = parts[MOST_ROWS - 1 :]
    name = f"{len(rest)} further lines together"
    return (*parts[: MOST_ROWS - 1], Funding(name, "performance", total(part.amount for part in rest)))


def _bar(part: Funding, start: Money, whole: Money) -> Bar:
    is_base = part.kind == "base"
    amounts = (part.amount, ZERO) if is_base else (ZERO, part.amount)
    return Bar(part.name, *amounts, f"{part.amount} ({part.amount.over(whole)})", start)


def _sentences(
    words: Mapping[str, str], parts: tuple[Funding, ...], whole: Money, limit: Money
) -> Iterator[str]:
    yield f"Bar chart of what the maximum payment, {whole}, is made of."
    for part in parts:
        share = part.amount.over(whole)
        if part.kind == "base":
            yield f"{in_full(part.name)} is {part.amount}, which is {share}."
        else:
            name = f"{words['performance']} for “{in_full(part.name)}”"
            yield f"{name} is at most {part.amount}, which is {share}."
    yield f"The {words['limit']} is {limit}."
