"""The names that the templates of `templates/statement/` may use: the statement in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from obcgen.account.kind import called_where_negative, settlement_called
from obcgen.money import total
from obcgen.spec.nouns import buyer_called
from obcgen.statement import rows, words
from obcgen.statement.finance import SMALL_SENTENCE

if TYPE_CHECKING:
    from datetime import date

    from obcgen.money import Money
    from obcgen.spec import Spec
    from obcgen.statement.evidence import Evidence
    from obcgen.statement.statement import Statement

LONGEST_LIST: Final = 500
"""Participants whom a document lists: 500 rows take about 4 seconds to lay out, 2,000 take 20. The files for
spreadsheets hold any number."""
_EDITIONS: Final = {
    "full": "Full. It names Participants by identifier: give it only to those who may see their records",
    "finance": "Finance. It names no participant",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What the document says of itself."""

    number: str
    title: str
    notice: str | None
    status: str = "final"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its name."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class Made:
    """One payment that was made."""

    name: str
    amount: Money
    on: date


def names(spec: Spec, statement: Statement) -> dict[str, object]:
    """Return every name that a template of a statement may use."""
    disputed = any(row.disputed for row in statement.lines)
    kind = settlement_called(final=statement.head.final, disputed=disputed)
    return {
        "document": Cover(statement.head.contract, spec.document.title, spec.document.notice),
        "district": spec.district,
        "provider": spec.provider,
        "provider_name": spec.provider.name if spec.provider else "Provider",
        "agreement": spec.agreement,
        "fact": {
            "has_participants": bool(statement.people),
            "has_evidence": statement.evidence is not None,
            "has_defaults": bool(statement.defaults),
            "has_interest": bool(statement.late),
            "has_oddities": bool(statement.oddities),
            "has_funding_sources": bool(statement.sources),
        },
        "kind_words": kind.replace("settlement", "settlement statement"),
        "edition_words": _EDITIONS[statement.edition],
        "head": statement.head,
        "totals": statement.totals,
        **_words(spec, statement),
        **_tables(spec, statement),
        **_people(statement),
        **_evidence(statement.evidence),
    }


def _words(spec: Spec, statement: Statement) -> dict[str, object]:
    return {
        "due_words": words.due_words(statement),
        "payable_words": words.payable_words(statement),
        "verified_words": words.verified_words(statement.head),
        "people_words": words.people_words(statement.head),
        "base_words": statement.base_arithmetic,
        "bound_words": words.bound_words(statement),
        "default_words": words.default_words(spec, statement),
        "open_words": words.open_words(statement),
        "small_words": SMALL_SENTENCE if statement.edition == "finance" else "",
        "true_up_words": words.true_up_words(statement),
        "dispute_words": words.dispute_words(statement),
        "demand_words": words.demand_words(spec),
        "served_words": words.served_words(spec, statement),
        "source_words": words.source_words(spec, statement),
        "rule_sentences": words.rule_sentences(spec),
    }


def _tables(spec: Spec, statement: Statement) -> dict[str, object]:
    totals = statement.totals
    return {
        "total_rows": _totals(statement),
        "base": statement.base,
        "retains": bool(totals.retained),
        "disputed": any(row.disputed for row in statement.lines),
        "count_rows": rows.count_rows(statement),
        "line_rows": rows.line_rows(statement),
        "defaults": statement.defaults,
        "oddities": statement.oddities,
        "limit_rows": rows.limit_rows(statement),
        "step_rows": rows.step_rows(statement),
        "index": tuple(map(rows.index_words, statement.index)),
        "effects": tuple(map(rows.effect_words, statement.effects)),
        "attainment": rows.attainment_words(statement),
        "due_rows": rows.due_rows(statement, buyer_called(spec.district.role)),
        "entries": tuple(Made(paid_for(statement, e.payment), e.amount, e.on) for e in statement.entries),
        "late": tuple(replace(each, payment=paid_for(statement, each.payment)) for each in statement.late),
        "interest_due": total(each.due for each in statement.late),
        "ledger": statement.ledger,
        "settled_now": totals.total - totals.retained,
        "due_now": totals.due - totals.retained,
        "dispute_rows": (
            Figure("Due", totals.due.exact),
            Figure("Of it, under dispute", totals.disputed.exact),
            *([Figure("Of it, held back as retainage", totals.retained.exact)] if totals.retained else []),
            Figure("Of it, not due before a later date", totals.later.exact),
            Figure("Payable now", totals.payable.exact),
        ),
        "sources": statement.sources,
    }


def _totals(statement: Statement) -> tuple[Figure, ...]:
    totals, negative = statement.totals, called_where_negative(final=statement.head.returns)
    return (
        Figure("Base Funding", totals.base.exact),
        Figure("Performance Funding, after every limit", totals.performance.exact),
        Figure("Total", totals.total.exact),
        Figure("Paid before", totals.paid.exact),
        Figure("Due" if totals.due.cents >= 0 else f"{negative} (negative)", totals.due.exact),
    )


def paid_for(statement: Statement, payment: str) -> str:
    """Return the name of the payment that an entry of the ledger was made for."""
    whole = ".".join(payment.split(".")[:2])
    return next((row.name for row in statement.ledger if row.id in {payment, whole}), payment)


def _people(statement: Statement) -> dict[str, object]:
    """Return the table of participants, or why it is not printed."""
    listed = len(statement.people) <= LONGEST_LIST
    heads = rows.people_heads(statement)
    each = 84 // (len(heads) - 1)
    widths = [100 - each * (len(heads) - 1), *[each] * (len(heads) - 1)]
    return {
        "listed": listed,
        "not_listed_words": (
            f"This Settlement concerns {len(statement.people):,} participants. A document lists "
            f"{LONGEST_LIST} at most; the CSV file and the workbook of this Settlement hold a row for each."
        ),
        "people_heads": heads,
        "people_widths": " ".join(map(str, widths)),
        "people_align": " ".join(["left", *["right"] * (len(heads) - 1)]),
        "people": rows.people_rows(statement) if listed else (),
        "people_totals": rows.people_totals(statement),
    }


def _evidence(evidence: Evidence | None) -> dict[str, object]:
    """Return the table of evidence; nothing where there is none, or too much to print."""
    if evidence is None or len(evidence.ids) > LONGEST_LIST:
        return {"evidence_heads": (), "evidence": ()}
    heads = rows.evidence_heads(evidence)
    each = 74 // len(evidence.outcomes)
    service_columns = len(evidence.service)
    service = max((86 - each * len(evidence.outcomes)) // max(service_columns, 1), 1)
    widths = [0, *[service] * service_columns, *[each] * len(evidence.outcomes)]
    widths[0] = 100 - sum(widths)
    return {
        "evidence_heads": heads,
        "evidence_widths": " ".join(map(str, widths)),
        "evidence_align": " ".join(
            ["left", *["right"] * service_columns, *["left"] * len(evidence.outcomes)]
        ),
        "evidence": tuple(rows.evidence_rows(evidence)),
    }
