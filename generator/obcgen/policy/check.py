"""All rules over one spec."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.changes.differing import differing
from obcgen.law.law import Law
from obcgen.policy import (
    addenda,
    amended,
    amendments,
    balance,
    changed_in_time,
    contradictions,
    dates,
    days_off,
    departures,
    design,
    documents,
    duties,
    evaluation,
    federal,
    figures,
    final,
    funds,
    guidance,
    law_of_money,
    left_behind,
    less_for_more,
    levels,
    limits,
    moving_data,
    other_state,
    payment,
    privacy,
    scenarios,
    slips,
    state,
    targets,
    times,
    verification,
    written_dates,
)
from obcgen.policy.design import price_score
from obcgen.policy.rule import DocumentKind, Rule
from obcgen.policy.waive import with_waivers
from obcgen.problems import Problem, is_error
from obcgen.spec import Spec

STRUCTURE = (
    *payment.ALWAYS,
    *dates.ALWAYS,
    *addenda.ALWAYS,
    *amendments.ALWAYS,
    *figures.ALWAYS,
    *evaluation.ALWAYS,
    *scenarios.STRUCTURE,
)
"""Rules without which the money, the dates and the counts make no sense."""
SENSE = (
    *guidance.ALWAYS,
    *targets.ALWAYS,
    *design.ALWAYS,
    *limits.ALWAYS,
    *less_for_more.ALWAYS,
    *levels.ALWAYS,
    *verification.ALWAYS,
    *funds.ALWAYS,
    *federal.ALWAYS,
    *duties.ALWAYS,
    *contradictions.ALWAYS,
    *times.ALWAYS,
    *privacy.ALWAYS,
    *moving_data.ALWAYS,
    *law_of_money.ALWAYS,
    *other_state.ALWAYS,
    *written_dates.ALWAYS,
    *slips.ALWAYS,
    *days_off.ALWAYS,
    *scenarios.ALWAYS,
    *balance.ALWAYS,
    *state.ALWAYS,
    *final.ALWAYS,
)
"""Rules that read a section once nothing in it is wrong by itself."""
BEFORE_AWARD = (price_score.CUTS_RESULTS,)
"""What is of no weight in a contract: no offer is scored any more, and prices are as agreed."""
AGAINST = (departures.RULE, left_behind.RULE, *addenda.RULES, *changed_in_time.RULES, *amended.RULES)
"""Rules that hold a spec against the one that it extends."""


def check(
    spec: Spec,
    law: Law,
    kind: DocumentKind | None = None,
    unread: frozenset[str] = frozenset(),
    asked: Spec | None = None,
    before: Spec | None = None,
) -> tuple[Problem, ...]:
    """Return what is wrong, weak or missing; a finding that the spec waives has the severity `waived`.

    Args:
        spec: the spec; sections in `unread` are absent from it.
        law: what law and guidance say on the day of the document.
        kind: the document it is checked for; without one, those that its sections point to.
        unread: sections that have Problems already; rules that need them are skipped.
        asked: for a contract, the RFP that its terms are held against.
        before: for an RFP with an addendum of its own, the RFP that it changes; for a contract with an
            amendment of its own, that contract.
    """
    first = _able(STRUCTURE, unread)
    found = _run(first, spec, law)
    broken = unread | {str(problem.path[0]) for problem in found if problem.path and is_error(problem)}
    then = _able((*SENSE, *_for_documents(spec, kind)), broken)
    if asked or kind == "contract":
        then = tuple(rule for rule in then if rule.kind not in BEFORE_AWARD)
    against = tuple(_against_rfp(spec, asked, before)) if asked else ()
    held, changes = _against_before(spec, law, broken, before) if before else ((), ())
    earlier = None if broken else before or asked
    stale = tuple(left_behind.left_behind(spec, earlier)) if earlier else ()
    told = (*found, *_run(then, spec, law), *against, *changes, *stale)
    ran = (
        *first,
        *then,
        *((departures.RULE,) if asked else ()),
        *((left_behind.RULE,) if earlier else ()),
        *held,
    )
    return with_waivers(_with_own_waivers(spec, before), told, (*every_rule(), *AGAINST), ran)


def _against_rfp(spec: Spec, asked: Spec, before: Spec | None) -> Iterator[Problem]:
    """Yield what a contract changes of its RFP; what its own amendment changes is told as the amendment's."""
    changed = {path for path, _, _ in differing(before, spec, ())} if before else set()
    yield from (each for each in departures.departures(spec, asked) if each.path not in changed)
    yield from departures.misnamed(spec, asked)


def _against_before(
    spec: Spec, law: Law, broken: frozenset[str], before: Spec
) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Return the rules that hold a spec against the one that it changes, and what they find."""
    if not broken and len(spec.amendments) > len(before.amendments):
        return amended.RULES, tuple(amended.of_amendment(before, spec, law))
    if not broken & {"addenda", "procurement", "document"} and len(spec.addenda) > len(before.addenda):
        return changed_in_time.RULES, tuple(changed_in_time.changed_in_time(spec, before, law))
    return (), ()


def _with_own_waivers(spec: Spec, before: Spec | None) -> Spec:
    """Return a spec in which a reason given for an earlier change does not waive what this one changes."""
    if before is None or not spec.waive:
        return spec
    codes = {rule.kind.code for rule in (left_behind.RULE, *amended.RULES, *changed_in_time.RULES)}
    earlier = codes & {code for code, reason in spec.waive.items() if before.waive.get(code) == reason}
    own = {code: reason for code, reason in spec.waive.items() if code not in earlier}
    return spec.model_copy(update={"waive": own})


def nonsense(spec: Spec, law: Law) -> tuple[Problem, ...]:
    """Return the errors by which money, dates and counts of a spec make no sense, whatever else is weak."""
    return tuple(filter(is_error, _run(STRUCTURE, spec, law)))


def _able(rules: tuple[Rule, ...], unread: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if not rule.needs & unread)


def _run(rules: tuple[Rule, ...], spec: Spec, law: Law) -> tuple[Problem, ...]:
    return tuple(problem for rule in rules for problem in rule.run(spec, law))


def _for_documents(spec: Spec, kind: DocumentKind | None) -> tuple[Rule, ...]:
    """Return the rules of a document; without one, of those that the spec's sections point to."""
    if kind is None:
        asks = spec.procurement is not None
        of_contract = documents.FOR_BOTH if asks else documents.FOR_CONTRACT
        return (*(documents.FOR_RFP if asks else ()), *(of_contract if spec.provider is not None else ()))
    by_kind = {
        "rfp": documents.FOR_RFP,
        "response": documents.FOR_RFP,
        "contract": documents.FOR_CONTRACT,
        "draft-contract": documents.FOR_DRAFT_CONTRACT,
    }
    return by_kind[kind]


def every_rule() -> tuple[Rule, ...]:
    """Return all rules, for the reference."""
    return (*STRUCTURE, *SENSE, *documents.FOR_RFP, *documents.FOR_CONTRACT)
