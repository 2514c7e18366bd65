"""Duties missed, as results state them: whose, which outcomes and participants, and whether money follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import minimum_dosage
from obcgen.problems import Kind, Path, Problem
from obcgen.results.record import not_in_table, unknown
from obcgen.spec.on_record import EVERYONE, FAILED_TESTS

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.on_record import Default
    from obcgen.spec.results import Results

NO_EFFECT = Kind("RES-13", "A default that changes no payment", "warning")
NOBODY = Kind("RES-55", "A default that cost dosage names no participant")


def duties_of(spec: Spec, party: Literal["district", "provider"]) -> Mapping[str, str]:
    """Return the duties of a party in words, by id, and what counts as a failure like a missed duty."""
    stated = getattr(spec.duties, party) if spec.duties is not None else {}
    rule = spec.payment.if_district_defaults
    failed = {FAILED_TESTS: "Give each test in its window"} if rule is not None and rule.failed_tests else {}
    return {key: duty.duty for key, duty in stated.items()} | (failed if party == "district" else {})


def defaults_are_known(spec: Spec, results: Results, ids: frozenset[str] | None) -> Iterator[Problem]:
    """Yield a Problem for each duty, outcome or participant of a default that is not known.

    `ids` are the participants of the table, or None where there is none or it cannot be read.
    """
    for index, default in enumerate(results.defaults):
        path: Path = ("defaults", index)
        duties = duties_of(spec, default.party)
        if default.duty not in duties:
            yield unknown(f"duty of the {default.party}", default.duty, duties, (*path, "duty"))
        for at, outcome in enumerate(default.outcomes):
            if outcome not in spec.outcomes:
                yield unknown("outcome", outcome, spec.outcomes, (*path, "outcomes", at))
        if ids is not None and default.participants != (EVERYONE,):
            for at, name in enumerate(default.participants):
                if name not in ids:
                    yield not_in_table(name, ids, (*path, "participants", at))
        if default.lost == "dosage" and EVERYONE in default.participants:
            yield _names_nobody(default, path)
        yield from _without_effect(spec, default, path)


def _names_nobody(default: Default, path: Path) -> Problem:
    """Return that nobody can tell who was kept from the minimum dosage."""
    return NOBODY.problem(
        f"The {default.party}'s failure in “{default.duty}” cost dosage, and nobody can tell whose: that "
        "differs from participant to participant.",
        path=(*path, "participants"),
        found=", ".join(default.participants[:3]),
        expected="participants of the table, by their ids",
        hint="Name those whom the failure kept from the minimum dosage; or write lost: results.",
    )


def _without_effect(spec: Spec, default: Default, path: Path) -> Iterator[Problem]:
    why = _why_without_effect(spec, default)
    if why:
        yield NO_EFFECT.problem(
            f"This default changes no amount: {why}.",
            path=path,
            found=f"{default.party}: {default.duty}",
            hint="See what the contract says about it outside the settlement.",
        )


def _why_without_effect(spec: Spec, default: Default) -> str:
    """Return why a default changes no amount; nothing where it may."""
    if default.party == "provider":
        return "a provider's failure changes no amount of the rate card"
    if deal_of(spec).default is None:
        return "the contract states no payment for a district default"
    if default.lost == "dosage" and minimum_dosage(deal_of(spec)) is None:
        return "the contract asks for no minimum dosage"
    return ""
