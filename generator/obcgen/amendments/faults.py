"""What keeps two specs from being a contract before and after one amendment, or changes what is earned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from obcgen.problems import Kind, Problem
from obcgen.words import listed

if TYPE_CHECKING:
    from obcgen.amendments.earned import Earned
    from obcgen.spec import Spec

NOT_ONE_CONTRACT = Kind("AMD-13", "Two specs that are not one contract before and after one amendment")
EARNED = Kind("AMD-14", "An amendment that changes what is earned already")
VERIFIED_LATER = Kind("AMD-15", "Results that were not verified before an amendment applies")
NOT_PRINTED = Kind("AMD-16", "A change that the templates of the amendment do not print")


def not_one_amendment(old: Spec, new: Spec) -> Iterator[Problem]:
    """Yield why the new spec is not the old one with one more amendment."""
    numbers = [each.agreement.number for each in (old, new) if each.agreement]
    if len(set(numbers)) > 1:
        yield NOT_ONE_CONTRACT.problem(
            f"The contract is {numbers[0]} before and {numbers[1]} after.",
            path=("agreement", "number"),
            found=numbers[1],
            expected=numbers[0],
            hint="Let the new spec extend the old one, and leave agreement.number as it is.",
        )
        return
    added = [number for number in new.amendments if number not in old.amendments]
    expected = str(len(old.amendments) + 1)
    if added != [expected]:
        found = listed([f"Amendment No. {number}" for number in added]) if added else "no amendment"
        yield NOT_ONE_CONTRACT.problem(
            f"Amendment No. {expected} comes next; the new spec adds {found}.",
            path=("amendments",),
            found=found,
            expected=f"Amendment No. {expected} alone",
            hint="Name the spec before the amendment first and the one with it second: obcgen amendment OLD "
            f"NEW. The second holds amendments: {{{expected}: {{effective: 2028-02-01, reason: ...}}}}.",
        )
    for number, each in old.amendments.items():
        if number in new.amendments and new.amendments[number] != each:
            yield NOT_ONE_CONTRACT.problem(
                f"Amendment No. {number} was made, and the new spec says something else of it.",
                path=("amendments", number),
                found="other words or days",
                expected="the amendment as the old spec has it",
                hint=f"Remove {number}: from amendments: in the new file.",
            )


def verified_later(earned: Earned) -> Problem:
    """Return the Problem of results that the amendment may rightly change."""
    return VERIFIED_LATER.problem(
        f"These results were verified on {earned.verified}, and the amendment applies from "
        f"{earned.effective}.",
        found=str(earned.verified),
        expected=f"results that were verified before {earned.effective}",
        hint="Name the last results that were verified before that day; later ones are settled under the "
        "contract as amended: obcgen settle NEW RESULTS.",
    )


def changes_what_is_earned(earned: Earned) -> Iterator[Problem]:
    """Yield each amount that is earned and would be another under the contract as amended."""
    for each in earned.changed:
        after = each.after if each.after is not None else "no such payment"
        yield EARNED.problem(
            f"“{each.name}” comes to {each.before} for results verified on {earned.verified}, and would come "
            f"to {after} under the contract as amended.",
            path=each.path,
            found=str(after),
            expected=f"{each.before}, as it was earned",
            hint="Change what is still to come: another line, cohort or year, or an installment that is not "
            "yet due.",
        )


def not_printed(names: list[str]) -> Problem:
    """Return the Problem of changes that would be agreed to unseen."""
    return NOT_PRINTED.problem(
        f"The templates of the amendment do not print what changes in {listed(names)}.",
        found=names[0],
        expected="every change restated",
        hint="Keep changed_clause(change) for each of changes in amendment/amendment-changes.md of the pack.",
    )
