"""What a statement says in sentences: what is due or owed back, which limits bound, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.terms import cap_sentences, default_sentence, discount_sentence, rounding_sentences
from obcgen.money import ZERO
from obcgen.words import listed

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.statement.statement import Statement


def due_words(statement: Statement) -> str:
    """Return in words what is due, or owed back, and how much of it is payable now."""
    totals = statement.totals
    if totals.due > ZERO:
        words = f"The District owes the Provider {totals.due.exact}."
    elif totals.due < ZERO:
        words = f"The Provider owes back {(-totals.due).exact} to the District."
    else:
        words = "Nothing is due, and nothing is owed back."
    waits = []
    if totals.disputed > ZERO:
        waits.append(f"{totals.disputed.exact} is under dispute")
    elif totals.disputed < ZERO:
        waits.append(f"the return of {(-totals.disputed).exact} is under dispute")
    if totals.retained:
        waits.append(f"{totals.retained.exact} is held back as retainage")
    if not waits:
        return f"{words} All of it is payable now." if totals.due > ZERO else words
    now = totals.payable
    part = f"{now.exact} is payable now" if now >= ZERO else f"{(-now).exact} is to be returned now"
    return f"{words} Of this, {listed(waits)}; {part}."


def bound_words(statement: Statement) -> str:
    """Return which limits cut anything."""
    bound = [row.name for row in statement.limits if row.cut is not None and row.cut > ZERO]
    if not bound:
        return "No limit cut anything."
    verb = "limit cut" if len(bound) == 1 else "limits cut"
    return f"{'This' if len(bound) == 1 else 'These'} {verb} the amounts: {listed(bound)}."


def default_words(spec: Spec, statement: Statement) -> str:
    """Return what a district default adds and on what ground; nothing where it adds nothing."""
    added = statement.totals.added
    if added is None:
        return "Amounts include what a district default adds; it concerns fewer than 10 participants."
    if not added:
        return ""
    return f"A district default adds {added.exact} in all. {default_sentence(spec)}"


def true_up_words(statement: Statement) -> str:
    """Return what corrects earlier payments."""
    back = [row.name for row in statement.ledger if row.due < ZERO]
    if not back:
        return "No payment made before was more than what it settles at."
    return f"More was paid than is settled on {listed(back)}. The difference is set against what is due."


def dispute_words(statement: Statement) -> str:
    """Return what is disputed."""
    lines = [row.name for row in statement.lines if row.disputed]
    if not lines:
        return "Nothing in this Settlement is under dispute."
    return (
        f"Under dispute: {listed(lines)}. What is due on it waits until the dispute is settled; everything "
        "else is payable now."
    )


def open_words(statement: Statement) -> tuple[str, ...]:
    """Return which lines have no results yet."""
    lines = [row.name for row in statement.lines if row.open]
    return (f"There are no results yet for {listed(lines)}.",) if lines else ()


def rule_sentences(spec: Spec) -> tuple[str, ...]:
    """Return the rules of computation in words."""
    sentences = (*cap_sentences(spec), discount_sentence(spec), *rounding_sentences())
    return tuple(sentence for sentence in sentences if sentence)
