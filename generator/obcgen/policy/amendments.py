"""Amendments of a contract follow one another, and change what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.amendments import amended

NOT_IN_TURN = Kind("AMD-01", "Amendments that do not follow one another")
NO_CONTRACT = Kind("AMD-02", "An amendment of something that is no contract")
BEFORE_ASSENT = Kind("AMD-03", "An amendment that applies before it is approved and signed", "warning")
AFTER_THE_END = Kind("AMD-04", "An amendment that applies after the contract has ended")
CLAUSE = "the contract's clause Amendments"


@rule(NOT_IN_TURN, "amendments", source=CLAUSE)
def numbers_rise_by_one(spec: Spec) -> Iterator[Problem]:
    """The amendments of a contract are numbered 1, 2, 3: a gap leaves open whether one is missing."""
    for expected, (number, _) in enumerate(amended(spec.amendments), 1):
        if number != expected:
            yield NOT_IN_TURN.problem(
                f"There is an Amendment No. {number}, but no Amendment No. {expected}.",
                path=("amendments", str(number)),
                found=str(number),
                expected=str(expected),
                hint=f"Number it {expected}, or extend the file that holds Amendment No. {expected}.",
            )
            return


@rule(NOT_IN_TURN, "amendments", "agreement", source=CLAUSE)
def days_rise(spec: Spec) -> Iterator[Problem]:
    """No amendment applies from a day before the contract does, or before one with a lower number."""
    days = [("the contract", spec.agreement.effective)] if spec.agreement else []
    days += [(f"Amendment No. {number}", each.effective) for number, each in amended(spec.amendments)]
    for (before, first), (name, second) in pairwise(days):
        if second < first:
            yield NOT_IN_TURN.problem(
                f"{name} would apply from {second}, before {before} ({first}).",
                path=("amendments", name.rsplit(" ", 1)[-1], "effective"),
                found=str(second),
                expected=f"{first} or later",
                hint=f"Write effective: {first} or a later day, or correct the day of {before}.",
            )


@rule(NO_CONTRACT, "amendments", "provider", "agreement", source="contract practice")
def there_is_a_contract(spec: Spec) -> Iterator[Problem]:
    """Only a contract is amended; an RFP is changed by an addendum."""
    if spec.amendments and not (spec.provider and spec.agreement):
        lacking = "provider" if spec.agreement else "agreement"
        yield NO_CONTRACT.problem(
            f"This amends something that is no contract: it has no {lacking}.",
            path=("amendments",),
            found=f"no {lacking}",
            expected="the spec of a contract below this file",
            hint="Name the contract's file in extends:; an RFP is changed by addenda:.",
        )


@rule(BEFORE_ASSENT, "amendments", source=CLAUSE)
def assent_comes_first(spec: Spec) -> Iterator[Problem]:
    """An amendment binds once it is approved and signed; to apply it from an earlier day reaches back."""
    for number, each in amended(spec.amendments):
        for key, said in (("approved", each.approved), ("signed", each.signed)):
            if said and said > each.effective:
                yield BEFORE_ASSENT.problem(
                    f"Amendment No. {number} applies from {each.effective}, before it is {key} ({said}).",
                    path=("amendments", str(number), "effective"),
                    found=str(each.effective),
                    expected=f"{said} or later",
                    hint=f"Write effective: {said}, or have counsel confirm that it may reach back.",
                )
                break


@rule(BEFORE_ASSENT, "amendments", source=CLAUSE)
def approval_comes_before_signatures(spec: Spec) -> Iterator[Problem]:
    """Whoever signs for the district states that every approval was given."""
    for number, each in amended(spec.amendments):
        if each.approved and each.signed and each.signed < each.approved:
            yield BEFORE_ASSENT.problem(
                f"Amendment No. {number} is signed on {each.signed}, before it is approved "
                f"({each.approved}).",
                path=("amendments", str(number), "signed"),
                found=str(each.signed),
                expected=f"{each.approved} or later",
                hint="Correct one of the two days; or have it signed again after the approval.",
            )


@rule(AFTER_THE_END, "amendments", "agreement", source="contract practice")
def there_is_something_to_change(spec: Spec) -> Iterator[Problem]:
    """A contract that has ended cannot be amended."""
    for number, each in amended(spec.amendments) if spec.agreement else ():
        if spec.agreement and each.effective > spec.agreement.ends:
            yield AFTER_THE_END.problem(
                f"Amendment No. {number} would apply from {each.effective}; the contract ends on "
                f"{spec.agreement.ends}.",
                path=("amendments", str(number), "effective"),
                found=str(each.effective),
                expected=f"{spec.agreement.ends} or earlier",
                hint="Write an earlier day, or make a new contract.",
            )


ALWAYS = (
    numbers_rise_by_one,
    days_rise,
    there_is_a_contract,
    assent_comes_first,
    approval_comes_before_signatures,
    there_is_something_to_change,
)
