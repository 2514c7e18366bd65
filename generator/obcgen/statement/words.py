"""What a statement says in sentences: what is due or owed back, which limits bound, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.kind import comes_off
from obcgen.account.sources import SOURCE_SENTENCE
from obcgen.deal.base_funding import Counting
from obcgen.deal.compile import deal_of
from obcgen.deal.terms import cap_sentences, default_sentence, discount_sentence, rounding_sentences
from obcgen.money import ZERO, Money, total
from obcgen.spec.dates import day_words
from obcgen.statement.defaults import LONGEST_NAMED
from obcgen.statement.oddities import UNANSWERED
from obcgen.words import ended, listed

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.statement.statement import Head, Statement, Totals


def payable_words(statement: Statement) -> str:
    """Return the answer that a reader looks for first: what is payable now."""
    payable = statement.totals.payable
    if payable < ZERO:
        return "What is due"
    return f"Payable now: {payable.exact}" if payable else "Nothing is payable now"


def due_words(statement: Statement) -> str:
    """Return in words what is due, or owed back, how much of it is payable now, and what is not answered."""
    asked = " First ask about what is not answered under “Unlikely results, and the verifier's answers”."
    return _due_words(statement) + (
        asked if any(row.answer == UNANSWERED for row in statement.oddities) else ""
    )


def _owed(totals: Totals) -> str:
    """Return what the Provider gets; the District does not certify that it owes what is under dispute."""
    if totals.disputed > ZERO:
        return f"The computation comes to {totals.due.exact} for the Provider."
    return f"The District owes the Provider {totals.due.exact}."


def _due_words(statement: Statement) -> str:
    totals = statement.totals
    if totals.due > ZERO:
        words = _owed(totals)
    elif totals.due < ZERO:
        words = f"The Provider owes back {(-totals.due).exact} to the District."
    else:
        words = "Nothing is due, and nothing is owed back."
    if totals.due < ZERO and not statement.head.returns:
        words = (
            f"The Provider was paid {(-totals.due).exact} more than is settled so far. The next payment is "
            "less by that amount; what no later payment can absorb, the Provider pays back."
        )
    waits = []
    if totals.disputed > ZERO:
        waits.append(f"{totals.disputed.exact} is under dispute")
    elif totals.disputed < ZERO:
        waits.append(f"the return of {(-totals.disputed).exact} is under dispute")
    if totals.retained:
        waits.append(f"{totals.retained.exact} is held back as retainage")
    if totals.later > ZERO:
        waits.append(f"{totals.later.exact} cannot be demanded before it falls due")
    elif totals.later < ZERO:
        waits.append(f"{(-totals.later).exact} is to be returned at a later date")
    if not waits:
        return f"{words} All of it is payable now." if totals.due > ZERO else words
    now = totals.payable
    off = comes_off(now, totals.later, final=statement.head.final, ended=statement.head.ended)
    back = "comes off the next payment" if off else "is to be returned now"
    part = f"{now.exact} is payable now" if now > ZERO else f"{(-now).exact} {back}"
    part = part if now else "nothing is payable now"
    return f"{words} Of this, {listed(waits)}; {part}."


def verified_words(head: Head) -> str:
    """Return who verified the results, and when."""
    return f"By {head.verified_by}, on {day_words(head.verified_on)}"


def people_words(head: Head) -> str | None:
    """Return how many are on the roster and how many were served, where that is known."""
    counts = ((head.roster, "on the Roster"), (head.served, "served"))
    return ", ".join(f"{count:,} {what}" for count, what in counts if count is not None) or None


def bound_words(statement: Statement) -> str:
    """Return which limits cut anything."""
    bound = [row.name for row in statement.limits if row.cut is not None and row.cut > ZERO]
    moved = [
        f"Of what “{row.name}” takes off in its year, {each.amount.exact} is carried over into {each.year}."
        for row in statement.limits
        for each in row.carried
    ]
    moved += _counted_in_full(statement)
    if not bound:
        return " ".join(["No limit cut anything.", *moved])
    verb = "limit cut" if len(bound) == 1 else "limits cut"
    words = f"{'This' if len(bound) == 1 else 'These'} {verb} the amounts: {listed(bound)}."
    return " ".join([words, *moved, *_divided_words(statement)])


def _counted_in_full(statement: Statement) -> list[str]:
    """Return that the not-to-exceed amount counts the whole base, where less of it is paid so far."""
    paid = total(part.amount for part in statement.base if not part.id.startswith("ending."))
    if paid >= statement.whole_base:
        return []
    name = next(row.name for row in statement.limits if row.scope == "not_to_exceed")
    why = (
        "What of it is not earned makes no room for results; amounts that the early end adds may use it, but "
        "for what is taken off for Services not delivered."
        if statement.head.ended
        else "What of it is not due yet, or is taken off it, makes no room for other amounts."
    )
    return [f"“{name}” counts the whole of Base Funding, {statement.whole_base.exact}. {why}"]


def _divided_words(statement: Statement) -> tuple[str, ...]:
    """Return how what limits take off agrees with the table of lines, where a default is cut too."""
    of_default = total(step.before - step.after for step in statement.steps if step.gain)
    if not of_default or statement.edition != "full":
        return ()
    whole = total(row.cut for row in statement.limits if row.cut is not None)
    words = (
        f"Of the {whole.exact} taken off, {(whole - of_default).exact} comes off what the lines "
        f"earn, as the table of lines shows, and {of_default.exact} off what a District Default would have "
        "added."
    )
    return (words,)


def default_words(spec: Spec, statement: Statement) -> str:
    """Return what a district default adds and on what ground; nothing where it adds nothing."""
    added = statement.totals.added
    if added is None:
        return "Amounts include what a District Default adds; it concerns fewer than 10 Participants."
    if not added:
        return ""
    return f"A District Default adds {added.exact} in all. {default_sentence(spec)}"


def source_words(spec: Spec, statement: Statement) -> str:
    """Return how payments are charged to sources, also what a district default adds."""
    added, federal = statement.totals.added, any(each.federal for each in spec.funding.sources.values())
    if not federal or added == ZERO:
        return SOURCE_SENTENCE
    what = (
        f"The {added.exact} that a District Default adds stands"
        if added
        else "What a District Default adds stands"
    )
    return (
        f"{SOURCE_SENTENCE} {what} in this table by the same rule. To sign this Statement charges no federal "
        "award with it. Before an award is charged, the District shall make sure that the award allows it, "
        "and shall pay the rest from other money, whatever this table shows."
    )


def true_up_words(statement: Statement) -> str:
    """Return what corrects earlier payments."""
    back = [row.name for row in statement.ledger if row.due < ZERO]
    if not back:
        return "No payment made before was more than what it settles at."
    return f"More was paid than is settled on {listed(back)}. The difference is set against what is due."


def dispute_words(statement: Statement) -> str:
    """Return what is disputed."""
    rows = [row for row in statement.lines if row.disputed]
    if not rows:
        return "Nothing in this Settlement is under dispute."
    names = [
        row.name
        if _is_disputed(statement, row.id) and row.id not in statement.disputed_for
        else f"{_disputed(statement, row.id).exact} of {row.name}{_for_whom(statement, row.id)}"
        for row in rows
    ]
    waits = "That waits until the dispute is settled. Nothing else waits for it."
    said = [statement.said_of_disputes.get(row.id, "") for row in rows]
    if not any(said):
        return f"Under dispute: {listed(names)}. {waits}"
    told = [ended(f"{name}, {words}" if words else name) for name, words in zip(names, said, strict=True)]
    return f"Under dispute: {' '.join(told)} {waits}"


def _for_whom(statement: Statement, line: str) -> str:
    """Return in words for which participants a line is disputed."""
    named = statement.disputed_for.get(line, ())
    if len(named) > LONGEST_NAMED:
        return f" for {len(named):,} participants named in the results file"
    return f" for {listed(named)}" if named else ""


def _disputed(statement: Statement, line: str) -> Money:
    return total(due.disputed for due in statement.dues if due.payment == f"rates.{line}")


def _is_disputed(statement: Statement, line: str) -> bool:
    """Tell whether all that is due on a line is under dispute."""
    return all(due.disputed == due.due for due in statement.dues if due.payment == f"rates.{line}")


def demand_words(spec: Spec) -> str:
    """Return from when an amount can be demanded, and how long there is to pay it and to dispute it."""
    invoicing = spec.payment.invoicing
    terms = invoicing.terms if invoicing is not None and invoicing.terms is not None else "30 days"
    dispute = spec.verification.dispute if spec.verification is not None else None
    notice = str(dispute.notice if dispute is not None else "10 business days")
    days = notice.replace("business day", "Business Day")
    return (
        "The date of a payment is the earliest on which the District has to pay it. The District pays what "
        f"is not under dispute within {terms} after it receives a proper invoice, and need not pay before "
        "the date. A Party that disputes this Settlement says so in writing within "
        f"{days} after it receives it. The fiscal year is that of the date; an invoice that comes later can "
        "move the payment into the next."
    )


def served_words(spec: Spec, statement: Statement) -> str:
    """Return what base funding pays for places in which nobody was served; nothing where there are none."""
    head, base = statement.head, deal_of(spec).base_funding
    counted = base.counted if isinstance(base, Counting) else "planned"
    places = head.roster if counted == "roster" else spec.population.planned
    if not statement.base or counted == "served" or places is None or head.served is None:
        return ""
    if places <= head.served:
        return ""
    where = "on the Roster" if counted == "roster" else "planned"
    missed = places - head.served
    were, more = ("was" if count == 1 else "were" for count in (head.served, missed))
    return (
        f"Of {places:,} {'place' if places == 1 else 'places'} {where}, {head.served:,} {were} filled by a "
        f"Participant who was served and {missed:,} {more} not. Base Funding is the same for places "
        "in which nobody was served."
    )


def open_words(statement: Statement) -> tuple[str, ...]:
    """Return which lines have no results yet."""
    lines = [row.name for row in statement.lines if row.open]
    return (f"There are no results yet for {listed(lines)}.",) if lines else ()


def rule_sentences(spec: Spec) -> tuple[str, ...]:
    """Return the rules of computation in words."""
    sentences = (*cap_sentences(spec), discount_sentence(spec), *rounding_sentences(spec))
    return tuple(sentence for sentence in sentences if sentence)
