"""How the parts of the payment language are called in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import Share
from obcgen.payment.subjects import named_outcomes, subject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as a sentence lists them: `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def combined(steps: int, how: str) -> str:
    """Return how several steps reached combine, as a clause after them; nothing where there is one."""
    if steps < 2:
        return ""
    if how == "cumulative":
        return ", all of those reached being added together"
    return ", only the highest of those reached being counted"


def level_text(level: Share | Decimal) -> str:
    """Return a result as a sentence states it: `50%`, `3.5`."""
    return level.exact if isinstance(level, Share) else str(level)


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def ordinal(number: str) -> str:
    """Return a number as a rank: `40th`."""
    if not number.isdigit() or number[-2:] in {"11", "12", "13"}:
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def in_words(key: str) -> str:
    """Return an id as words: `phonemic_awareness` is Phonemic awareness."""
    words = key.replace("_", " ").replace("-", " ").strip()
    return capital(words)


def outcome_name(spec: Spec, key: str) -> str:
    """Return the name of an outcome."""
    return spec.outcomes[key].name


def rate_name(spec: Spec, key: str) -> str:
    """Return the name of a line: its own, that of the outcome it alone pays for, or its id in words."""
    rates = spec.payment.rates
    rate = rates[key]
    if rate.name:
        return rate.name
    outcomes = named_outcomes(key, rate)
    if subject(rate) != "outcome":
        return in_words(key)
    alone = all(named_outcomes(other, rates[other]) != outcomes for other in rates if other != key)
    return outcome_name(spec, outcomes[0]) if alone or key == outcomes[0] else in_words(key)


def quoted(names: Sequence[str], last: str = "and") -> str:
    """Return names in quotation marks, as a sentence lists them."""
    return listed([f"“{name}”" for name in names], last)


def outcomes_phrase(spec: Spec, ids: Sequence[str], last: str = "and") -> str:
    """Return outcomes as a sentence names them: the Outcomes “A” and “B”."""
    noun = "Outcome" if len(ids) == 1 else "Outcomes"
    return f"the {noun} {quoted([outcome_name(spec, key) for key in ids], last)}"


def restriction(spec: Spec, rate: Rate, group: str) -> str:
    """Return which participants a line counts: ` in the group “G” of the cohort “C”`, or nothing."""
    words = f" in the group “{spec.population.groups[group].name}”" if group else ""
    return words + (f" of the cohort “{spec.cohorts[rate.cohort].name}”" if rate.cohort else "")
