"""Each balanced term that a district chooses: contract and RFP state it alike, as the engine computes it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from obcgen.account.early_end import early_ends
from obcgen.account.scenarios.scenarios import at_target
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.deal.terms import default_sentence
from obcgen.document.dump import dump
from obcgen.document.terms import term_problems
from obcgen.document.tree import Document
from obcgen.pack import builtin
from obcgen.render.context import context
from obcgen.render.proper_names import proper_names
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.spec.shapes import texts_of
from obcgen.trees import resolved

DENVER = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
CHOSEN = {
    "verification.deemed_after": "9 business days",
    "payment.invoicing.late_interest.rate": "9%",
    "payment.invoicing.late_interest.grace": "5 days",
    "payment.invoicing.late_interest.paid_from": "its capital reserve",
    "payment.if_district_defaults.cause": "presumed",
    "payment.if_district_defaults.notice": "21 business days",
    "payment.if_district_defaults.failed_tests": "true",
    "agreement.liability.provider": "$1234000",
    "agreement.liability.district": "$432000",
    "agreement.termination.convenience.last_notice": "2027-12-10",
    "agreement.termination.convenience.in_flight": "35%",
    "agreement.termination.convenience.fee": "$15100",
    "agreement.termination.convenience.start_up": "$40200",
}
IN_BOTH = {
    "verification.deemed_after": ("counts as the decision if", "9 Business Days"),
    "payment.invoicing.late_interest.rate": (
        "bears simple interest of 9% a year for each day of delay",
        "does not count toward the Not-to-Exceed Amount",
    ),
    "payment.invoicing.late_interest.grace": ("after the first 5 days",),
    "payment.invoicing.late_interest.paid_from": (
        "The District shall pay it from its capital reserve, and not from a federal award.",
    ),
    "payment.if_district_defaults.cause": ("counts as the cause", "unless the District shows"),
    "payment.if_district_defaults.notice": (
        "shall give notice of a failure within",
        "21 Business Days",
    ),
    "payment.if_district_defaults.failed_tests": ("A test that the District gives", "or was withdrawn"),
    "agreement.liability.provider": ("no more than $1,234,000 in the aggregate for damages",),
    "agreement.liability.district": ("no more than $432,000 in the aggregate for damages",),
    "agreement.termination.convenience.last_notice": (
        "given after December 10, 2027 ends ",
        "no earlier than the day after the last window",
    ),
    "agreement.termination.convenience.in_flight": ("for results not yet measured: 35% of ",),
    "agreement.termination.convenience.fee": ("shall also pay $15,100 once",),
    "agreement.termination.convenience.start_up": ("up to $40,200",),
}
"""What contract and RFP both say where a term is chosen, and neither where it is not."""


def spec_with(chosen: dict[str, str]) -> Spec:
    return parse(read(DENVER, [f"{path}={value}" for path, value in chosen.items()]), Spec)


@cache
def documents(*, balanced: bool) -> tuple[Document, Document]:
    spec = spec_with(CHOSEN if balanced else {})
    names = context(spec, schedule(spec), builtin())
    contract, rfp = (resolved(kind, names, builtin()) for kind in ("contract", "rfp"))
    return contract, rfp


@cache
def texts(*, balanced: bool) -> tuple[str, ...]:
    return tuple(dump(document) for document in documents(balanced=balanced))


def test_every_term_is_tried() -> None:
    assert CHOSEN.keys() == IN_BOTH.keys()


@pytest.mark.parametrize("path", CHOSEN)
def test_contract_and_rfp_state_a_term_that_is_chosen_and_only_then(path: str) -> None:
    for text, usual in zip(texts(balanced=True), texts(balanced=False), strict=True):
        assert [said for said in IN_BOTH[path] if said not in text] == []
        assert not all(said in usual for said in IN_BOTH[path])


def test_both_print_what_the_engine_computes_for_an_early_end() -> None:
    spec = spec_with(CHOSEN)
    target = f"35% of {at_target(deal_of(spec)).performance}, which is what Performance Funding comes to"
    rows = [
        f"{row.days} | {row.base} | {row.in_flight} | {row.fee} | {row.total}" for row in early_ends(spec)
    ]
    assert len(rows) > 3
    for text in texts(balanced=True):
        assert target in text
        assert [row for row in rows if row not in text] == []


def test_the_rfp_says_first_what_is_payable_at_target() -> None:
    spec = spec_with({})
    found = at_target(deal_of(spec))
    _, rfp = texts(balanced=False)
    first = rfp[: rfp.index("#contents")]
    for said in (
        f"Total, after every cap | {found.total} | {schedule(spec).maximum}",
        "Base Funding | Services are delivered, whatever the results | $900 per participant",
        f" | {found.base} | {schedule(spec).base}",
        f"at least {spec.population.guaranteed} referred",
        f"at most {spec.program.group_size} Participants to an instructor",
        "If no result earns a payment, the District pays Base Funding only, at most $450,000 for the planned",
        "on written notice of 30 days",
        *(row.name for row in (spec.procurement.criteria.values() if spec.procurement else ())),
        "Selection criteria, total of 100 points",
        "30 points",
        "Pre-proposal conference | ",
        ", 10:00 a.m. | ",
        "Two years of tutoring in public schools",
        "Deliver all by April 30, 2027, 2:00 p.m. Mountain Time",
    ):
        assert said in first, said


def test_the_rfp_says_first_of_whom_a_result_is_paid() -> None:
    _, rfp = texts(balanced=False)
    first = rfp[: rfp.index("#contents")]
    assert "Text fluency | Grades 2 and 3; at or above the 40th percentile | $1,000 per participant" in first
    assert "Vocabulary | At or above the 40th percentile | $500 per participant | 30% | 42%" in first
    assert "A Participant counts with at least 36 hours of dosage." in first


def test_terms_of_both_are_defined_and_nothing_is_left_hanging() -> None:
    contract, rfp = documents(balanced=True)
    names = tuple(str(text) for _, text in texts_of(spec_with(CHOSEN)))
    assert term_problems(rfp, contract, names=(*proper_names(builtin()), *names)) == ()
    for text in texts(balanced=True):
        assert "[](" not in text
        assert "Undefined" not in text


def test_a_default_at_full_price_is_stated_alike_with_the_price_of_each_line() -> None:
    full = {"payment.if_district_defaults.effect": "full_price"}
    spec = spec_with(full)
    names = context(spec, schedule(spec), builtin())
    sentence = default_sentence(spec)
    assert all(f"for the line “{line.name}”, " in sentence for line in deal_of(spec).lines.values())
    for kind in ("contract", "rfp"):
        assert sentence in dump(resolved(kind, names, builtin()))
    assert sentence not in texts(balanced=False)[0]


UNLIMITED = "claims of third persons under the indemnity,"


@pytest.mark.parametrize(
    ("indemnity", "said"), [("own", False), ("none", False), ("", True), ("mutual", True)]
)
def test_a_limit_excepts_claims_under_the_indemnity_only_where_there_is_one(
    indemnity: str, said: bool
) -> None:
    limits = {
        "agreement.liability.provider": "$1234000",
        "agreement.liability.not_limited": "[third_party_claims]",
    }
    spec = spec_with(limits | ({"agreement.clauses.indemnity": indemnity} if indemnity else {}))
    names = context(spec, schedule(spec), builtin())
    for kind in ("contract", "rfp"):
        text = dump(resolved(kind, names, builtin()))
        assert (UNLIMITED in text) == said
        assert "gross negligence, claims of third persons" in text
