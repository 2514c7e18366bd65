"""How proposals are compared: every factor is published, and no bidder wrote the request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.words import listed

WEIGHTS = Kind("PRO-02", "The weights of the criteria do not sum to 100")
NO_FORMULA = Kind("PRO-18", "A price criterion without a formula", "warning")
NO_WEIGHT = Kind("PRO-19", "A criterion that decides nothing", "warning")
WROTE_IT = Kind("PRO-20", "The provider helped to write the request")
UNSAID = Kind("PRO-22", "Nothing says what evaluators look for", "warning")

_NAMED = 5
"""How many of the criteria at fault a message names."""
_PRICE = re.compile(r"\b(price|prices|cost|costs|budget)\b", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"\b(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|the)\b|[^a-z0-9 ]")


@rule(WEIGHTS, "procurement", source="2 CFR 200.320")
def weights_sum_to_100(spec: Spec) -> Iterator[Problem]:
    """The weights of all criteria sum to 100."""
    criteria = spec.procurement.criteria if spec.procurement else {}
    found = sum((criterion.weight for criterion in criteria.values()), Decimal(0))
    if criteria and found != 100:
        terms = " + ".join(f"{name} {criterion.weight}" for name, criterion in criteria.items())
        short = 100 - found
        yield WEIGHTS.problem(
            f"The weights of the criteria sum to {found}, not 100.",
            path=("procurement", "criteria"),
            found=f"{terms} = {found}",
            expected="weights that sum to 100",
            hint=f"Add {short} to one of them." if short > 0 else f"Take {-short} from one of them.",
        )


@rule(NO_FORMULA, "procurement", source="2 CFR 200.320(b)(2)")
def price_has_a_formula(spec: Spec) -> Iterator[Problem]:
    """A criterion of price says how points follow from prices, so that any bidder can recompute them."""
    for key, criterion in (spec.procurement.criteria if spec.procurement else {}).items():
        if _is_of_price(key, criterion.name) and criterion.scoring is None and criterion.weight:
            yield NO_FORMULA.problem(
                f"“{criterion.name}” weighs {criterion.weight} of 100, but nothing says how a price "
                "becomes points.",
                path=("procurement", "criteria", key),
                found="no scoring",
                expected="what is compared, at which attainment, by which formula",
                hint="Add scoring: "
                "{compare: expected_total, attainment: target, formula: lowest_over_offer}.",
            )


def _is_of_price(key: str, name: str) -> bool:
    return bool(_PRICE.search(name) or _PRICE.search(key.replace("_", " ")))


@rule(UNSAID, "procurement", source="2 CFR 200.320(b)(2)")
def criteria_say_what_counts(spec: Spec) -> Iterator[Problem]:
    """A criterion says what evaluators look for, or by which formula it is computed."""
    criteria = spec.procurement.criteria if spec.procurement else {}
    bare = [
        key
        for key, each in criteria.items()
        if each.weight and not (each.description or each.scoring or _is_of_price(key, each.name))
    ]
    if bare:
        weight = sum((criteria[key].weight for key in bare), Decimal(0))
        named = [criteria[key].name for key in bare[:_NAMED]]
        names = listed([*named, f"{len(bare) - _NAMED} more"] if len(bare) > _NAMED else named)
        yield UNSAID.problem(
            f"{weight} of 100 points go to criteria that do not say what evaluators look for: {names}.",
            path=("procurement", "criteria", bare[0]),
            found="no description",
            expected="what evaluators look for under each criterion",
            hint=f"Add to {bare[0]}: description: and what a strong proposal shows.",
        )


@rule(NO_WEIGHT, "procurement", source="2 CFR 200.320(b)(2)")
def every_criterion_counts(spec: Spec) -> Iterator[Problem]:
    """A criterion that is published counts for something."""
    procurement = spec.procurement
    for key, criterion in (procurement.criteria if procurement else {}).items():
        if procurement and not criterion.weight and key not in procurement.tie_break:
            yield NO_WEIGHT.problem(
                f"The criterion “{criterion.name}” has a weight of 0 and breaks no tie: it is never used.",
                path=("procurement", "criteria", key, "weight"),
                found="0",
                expected="a weight, or a place in procurement.tie_break",
                hint="Give it a weight, or remove it.",
            )


@rule(WROTE_IT, "procurement", "provider", source="2 CFR 200.319(b)")
def nobody_bids_on_their_own_words(spec: Spec) -> Iterator[Problem]:
    """Whoever helped to write the request may not bid."""
    if spec.procurement is None or spec.provider is None:
        return
    for at, helper in enumerate(spec.procurement.prepared_with):
        if _plain(helper) == _plain(spec.provider.name):
            yield WROTE_IT.problem(
                f"{spec.provider.name} helped to write the request and so may not be awarded the contract.",
                path=("procurement", "prepared_with", at),
                found=helper,
                expected="a provider that had no part in the specifications (2 CFR 200.319(b))",
                hint="Award to another bidder, or write the request anew without its help.",
            )


def _plain(name: str) -> str:
    """Return a firm's name without its legal form, for comparison."""
    return " ".join(_LEGAL_FORM.sub(" ", name.lower()).split())


ALWAYS = (
    weights_sum_to_100,
    price_has_a_formula,
    every_criterion_counts,
    criteria_say_what_counts,
    nobody_bids_on_their_own_words,
)
