"""How results are decided (G6, G7): who decides, when the data come, and that payment waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from obcgen.deal.awaited import reading
from obcgen.deal.payable import steps
from obcgen.policy.deadlines import LASTING, Chain, chain, closes
from obcgen.policy.payment.keys import outcome_ids
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Outcome, Spec
from obcgen.words import listed

GAMING = Kind("GUI-12", "A rule for missing scores that invites gaming", "warning")
JUDGE_AND_PARTY = Kind("GUI-15", "The provider alone decides what it is paid for", "warning")
UNREACHABLE = Kind("DAY-01", "A payment date that the contract's own times do not reach", "warning")
CHAIN = (
    "the contract's clauses Review and decision, Settlement, Time for payment; Business Day as it defines it"
)
CHAIN_OF_BASE = (
    "the contract's clauses Roster, Reports, Invoices, Time for payment; Business Day as it defines it"
)
UNCLEAR = Kind("DAY-07", "A condition of base funding of which nobody can tell when it is met", "note")
TOO_EARLY = Kind("PRO-14", "A payment is due before its result can be verified")
DATA_LATE = Kind("PRO-15", "Data are due after they are needed")
DATA_EARLY = Kind("PRO-16", "Data are due before they can exist")


@rule(GAMING, "outcomes", "assessments", source="G6; Standards of Excellence, outcomes")
def missing_scores_help_nobody(spec: Spec) -> Iterator[Problem]:
    """Nobody gains by a score that is missing."""
    for key, outcome in spec.outcomes.items():
        missing = outcome.missing
        tool = spec.assessments.get(outcome.measure.assessment)
        tests_itself = tool is not None and tool.administered_by.who == "provider"
        for score, rule_for in (("initial", missing.initial), ("final", missing.final)):
            if rule_for == "deemed_reached":
                why = "a participant who is not measured is paid for"
            elif rule_for == "not_counted" and score == "final" and tests_itself:
                why = "the provider does the measuring, and a weak participant left out costs it nothing"
            else:
                continue
            yield _gaming(key, outcome, score, rule_for, why)


def _gaming(key: str, outcome: Outcome, score: str, rule_for: str, why: str) -> Problem:
    return GAMING.problem(
        f"A missing {score} score for {outcome.name} is {rule_for.replace('_', ' ')}: {why}.",
        path=("outcomes", key, "missing", score),
        found=f"{score}: {rule_for}",
        expected="not_reached, or not_counted where the district does the measuring",
        hint=f"Write {score}: not_reached.",
    )


@rule(JUDGE_AND_PARTY, "outcomes", source="G6")
def provider_is_not_judge_alone(spec: Spec) -> Iterator[Problem]:
    """A result that the provider reports is decided by somebody else."""
    for key, outcome in spec.outcomes.items():
        decision = outcome.verification
        if decision.decided_by.who == "provider":
            suppliers = {source.from_.who.replace("_", " ") for source in decision.sources.values()}
            yield JUDGE_AND_PARTY.problem(
                f"The provider decides whether {outcome.name} was reached, for which it is paid.",
                path=("outcomes", key, "verification", "decided_by"),
                found=f"decided by the provider, on data of the {' and the '.join(sorted(suppliers))}",
                expected="a decision of the district or of a third party",
                hint="Write decided_by: district, or {who: third_party, name: ...}.",
            )


@rule(DATA_LATE, "outcomes", "payment", source="G6")
def data_come_before_payment(spec: Spec) -> Iterator[Problem]:
    """The data that decide a result are due before the payment that depends on it."""
    for line, due, key in _paid(spec):
        outcome = spec.outcomes[key]
        for name, source in outcome.verification.sources.items():
            if isinstance(source.due, date) and source.due > due:
                path = ("outcomes", key, "verification", "sources", name, "due")
                what = f"The data “{name}” for {outcome.name} are due on {source.due}"
                yield _late(path, f"{what}, after the payment of {line}", source.due, due)


@rule(DATA_LATE, "verification", "payment", source="G7")
def obligations_come_before_payment(spec: Spec) -> Iterator[Problem]:
    """What the provider does for verification is due before the last payment."""
    dues = [rate.due for rate in spec.payment.rates.values() if rate.due is not None]
    must = spec.verification.provider_must if spec.verification else {}
    for key, obligation in must.items():
        lasts = LASTING.search(obligation.duty)
        if dues and isinstance(obligation.by, date) and obligation.by > max(dues) and not lasts:
            path = ("verification", "provider_must", key, "by")
            yield _late(
                path,
                f"The obligation {key} is due on {obligation.by}, after every payment",
                obligation.by,
                max(dues),
            )


@rule(DATA_LATE, "population", "assessments", source="Standards of Excellence 1.3")
def roster_follows_the_entry_scores(spec: Spec) -> Iterator[Problem]:
    """The scores that decide who takes part are there when the roster is locked."""
    criterion, roster = spec.population.criterion, spec.population.roster
    tool = spec.assessments.get(criterion.assessment) if criterion else None
    window = tool.windows.get(criterion.window or "") if criterion and tool else None
    if window is not None and roster is not None and window.closes > roster.locked:
        yield DATA_LATE.problem(
            f"The roster is locked on {roster.locked}, before the window that decides who takes part "
            "closes on "
            f"{window.closes}.",
            path=("population", "roster", "locked"),
            found=str(roster.locked),
            expected=f"{window.closes} or later",
            hint="Lock the roster later, or decide by an earlier window.",
        )


def _late(path: tuple[str, ...], what: str, found: date, needed: date) -> Problem:
    return DATA_LATE.problem(
        f"{what} on {needed}.",
        path=path,
        found=str(found),
        expected=f"{needed} or earlier",
        hint="Ask for them earlier, or let the payment fall due later.",
    )


@rule(DATA_EARLY, "outcomes", "assessments", source="G6")
def data_follow_the_window(spec: Spec) -> Iterator[Problem]:
    """The data that decide a result are due after the window in which it is measured."""
    for key, outcome in spec.outcomes.items():
        closed = closes(spec, outcome)
        dues = {name: source.due for name, source in outcome.verification.sources.items()}
        dated = {name: due for name, due in dues.items() if isinstance(due, date)}
        if closed is None or not dated:
            continue
        last = max(dated, key=lambda name: dated[name])
        if dated[last] < closed:
            yield DATA_EARLY.problem(
                f"The data “{last}” for {outcome.name} are due on {dated[last]}, before the window closes "
                f"on {closed}.",
                path=("outcomes", key, "verification", "sources", last, "due"),
                found=str(dated[last]),
                expected=f"{closed} or later",
                hint="Let them be due after the window, or correct the window.",
            )


@rule(TOO_EARLY, "district", "outcomes", "assessments", "payment", "program", "verification", source="G6")
def payment_waits_for_verification(spec: Spec) -> Iterator[Problem]:
    """A payment falls due once its result can have been verified."""
    chains = _chains(spec)
    for line, due, key in _paid(spec):
        outcome, found = spec.outcomes[key], chains[key]
        if found is not None and _data_in_time(outcome, due) and found.decided > due:
            (what, since), (_, ready) = found.steps[:2]
            yield TOO_EARLY.problem(
                f"The payment of {line} is due on {due}, but {outcome.name} may be decided as late as "
                f"{ready}.",
                path=("payment", "rates", line, "due"),
                found=str(due),
                expected=f"{ready} or later: {what} on {since}, then {outcome.verification.within}",
                hint=f"Write due: {found.payable}, by when the contract has it paid; or decide sooner.",
            )


def _chains(spec: Spec) -> dict[str, Chain | None]:
    """Return the days of each outcome's payment, each reckoned once however many lines pay for it."""
    return {key: chain(spec, outcome) for key, outcome in spec.outcomes.items()}


def _data_in_time(outcome: Outcome, due: date) -> bool:
    """Tell whether no dated source comes after a payment, of which another rule tells."""
    dated = (source.due for source in outcome.verification.sources.values())
    return all(day <= due for day in dated if isinstance(day, date))


@rule(UNREACHABLE, "district", "outcomes", "assessments", "payment", "program", "verification", source=CHAIN)
def payment_dates_can_be_kept(spec: Spec) -> Iterator[Problem]:
    """The date of a payment leaves room for data, decision, Settlement, invoice and terms."""
    late: dict[tuple[date, Chain], list[tuple[str, str]]] = {}
    chains = _chains(spec)
    for line, due, key in _paid(spec):
        found = chains[key]
        if found is not None and found.decided <= due < found.payable and due >= found.steps[0][1]:
            late.setdefault((due, found), []).append((line, spec.outcomes[key].name))
    for (due, found), lines in late.items():
        names = listed(list(dict.fromkeys(name for _, name in lines)))
        yield UNREACHABLE.problem(
            f"The payment for {names} is printed for {due}, but by the contract's own times it need not be "
            f"made before {found.payable}.",
            path=("payment", "rates", lines[0][0], "due"),
            found="; ".join(f"{what}: {day}" for what, day in found.steps),
            expected=f"{found.payable} or later, counted in Business Days without holidays and closures",
            hint=f"Write due: {found.payable} at {listed([line for line, _ in dict.fromkeys(lines)])}; "
            "or shorten verification.within or payment.invoicing.terms.",
        )


@rule(UNREACHABLE, "district", "duties", "payment", "population", "program", source=CHAIN_OF_BASE)
def base_dates_can_be_kept(spec: Spec) -> Iterator[Problem]:
    """The date of Base Funding leaves room for report, acceptance, invoice and terms."""
    for path, due, when in _base_parts(spec):
        found = steps(spec, when)
        if found is not None and due < found.payable:
            yield UNREACHABLE.problem(
                f"Base Funding is printed for {due}, but by the contract's own times it need not be paid "
                f"before {found.payable}: the fiscal year of that day pays it.",
                path=(*path, "due"),
                found="; ".join(f"{what}: {day}" for what, day in found.steps),
                expected=f"{found.payable} or later, counted in Business Days without holidays and closures",
                hint=f"Write due: {found.payable}; or pay on an earlier report.",
            )


@rule(UNCLEAR, "district", "payment", "population", "program", source=CHAIN_OF_BASE)
def conditions_of_base_have_a_day(spec: Spec) -> Iterator[Problem]:
    """A condition of Base Funding that names a report or the roster says plainly when it can be met."""
    for path, due, when in _base_parts(spec):
        if reading(spec, when).unclear:
            yield UNCLEAR.problem(
                f"By when “{when}” is met cannot be worked out, so this payment is counted on {due}, the "
                "date that is printed, also where it is paid later.",
                path=(*path, "when"),
                found=when,
                expected="a report for months with their year, or the final report, that is accepted; or the "
                "roster that is confirmed",
                hint="Write it like: the monthly report for January 2028 is accepted.",
            )


def _base_parts(spec: Spec) -> Iterator[tuple[Path, date, str]]:
    """Yield each payment of Base Funding with a date: its place, its date and its condition."""
    base = spec.payment.base
    parts: dict[Path, tuple[date | None, str | None]] = {
        ("payment", "base", "installments", key): (part.due, part.when)
        for key, part in (base.installments if base else {}).items()
    }
    parts |= {
        ("payment", "base", "by_year", key): (part.due, part.when)
        for key, part in (base.by_year if base else {}).items()
    }
    if base is not None:
        parts["payment", "base"] = base.due, base.when
    yield from ((path, due, when or "") for path, (due, when) in parts.items() if due is not None)


def _paid(spec: Spec) -> Iterator[tuple[str, date, str]]:
    """Yield each line that is paid on one date, the date, and each outcome it pays for."""
    rates = spec.payment.rates
    for line, rate in rates.items():
        if rate.due is not None and not rate.by_year:
            yield from ((line, rate.due, key) for key in outcome_ids(line, rates) if key in spec.outcomes)


ALWAYS = (
    missing_scores_help_nobody,
    provider_is_not_judge_alone,
    data_come_before_payment,
    obligations_come_before_payment,
    roster_follows_the_entry_scores,
    data_follow_the_window,
    payment_waits_for_verification,
    payment_dates_can_be_kept,
    base_dates_can_be_kept,
    conditions_of_base_have_a_day,
)
