"""Addenda follow one another, and come while proposals can still be changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from obcgen.policy.rule import Rule, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.addenda import in_series

NOT_IN_TURN = Kind("PRO-61", "Addenda that do not follow one another")
AFTER_AWARD = Kind("PRO-66", "An addendum over a contract")
TOO_LATE = Kind("PRO-62", "An addendum that is issued when proposals are due")
QUESTION = Kind("PRO-67", "A question whose number or day cannot be", "warning")


@rule(NOT_IN_TURN, "addenda", source="the RFP's clause Questions and addenda")
def numbers_rise_by_one(spec: Spec) -> Iterator[Problem]:
    """The addenda of an RFP are numbered 1, 2, 3: a gap tells offerors that they missed one."""
    for expected, (number, _) in enumerate(in_series(spec.addenda), 1):
        if number != expected:
            yield NOT_IN_TURN.problem(
                f"There is an Addendum No. {number}, but no Addendum No. {expected}.",
                path=("addenda", str(number)),
                found=str(number),
                expected=str(expected),
                hint=f"Number it {expected}, or extend the file that holds Addendum No. {expected}.",
            )
            return


@rule(NOT_IN_TURN, "addenda", "document", source="the RFP's clause Questions and addenda")
def days_rise(spec: Spec) -> Iterator[Problem]:
    """No addendum is older than the RFP or than an addendum with a lower number."""
    days = [("the RFP", spec.document.issued)]
    days += [(f"Addendum No. {number}", each.issued) for number, each in in_series(spec.addenda)]
    for (before, first), (name, second) in pairwise(days):
        if second < first:
            yield NOT_IN_TURN.problem(
                f"{name} is issued on {second}, before {before} ({first}).",
                path=("addenda", name.rsplit(" ", 1)[-1], "issued"),
                found=str(second),
                expected=f"{first} or later",
                hint=f"Correct the day of {name}, or that of {before}.",
            )


@rule(TOO_LATE, "addenda", "procurement", source="2 CFR 200.319(a): full and open competition")
def issued_before_proposals_are_due(spec: Spec) -> Iterator[Problem]:
    """An addendum is published before the day on which proposals are due."""
    due = spec.procurement.schedule.proposals_due if spec.procurement else None
    for number, each in in_series(spec.addenda) if due else ():
        if due and each.issued >= due.date():
            yield too_late(number, each.issued, due.date())


@rule(QUESTION, "questions", source="the RFP's clause Questions and addenda")
def questions_are_numbered_in_turn(spec: Spec) -> Iterator[Problem]:
    """A gap in the numbers of the questions leaves open whether one was not answered."""
    for expected, number in enumerate(sorted(map(int, spec.questions)), 1):
        if number != expected:
            yield QUESTION.problem(
                f"There is a question {number}, but no question {expected}.",
                path=("questions", str(number)),
                found=str(number),
                expected=str(expected),
                hint=f"Number it {expected}, or extend the file that answers question {expected}.",
            )
            return


@rule(QUESTION, "questions", "addenda", "document", "procurement", source="the RFP's clause Schedule")
def questions_come_in_time(spec: Spec) -> Iterator[Problem]:
    """A question comes in after the RFP is issued, and before the day for questions and its answer end."""
    for number, each in spec.questions.items():
        for when, day, is_wrong in _bounds(spec, each.received) if each.received else ():
            if is_wrong:
                yield QUESTION.problem(
                    f"Question {number} is received on {each.received}, {when} ({day}).",
                    path=("questions", number, "received"),
                    found=str(each.received),
                    expected=f"{day} or {'later' if when.startswith('before') else 'earlier'}",
                    hint=f"Correct received: of question {number}; where that is the day, say why under "
                    "waive: PRO-67.",
                )
                break


def _bounds(spec: Spec, received: date) -> Iterator[tuple[str, date, bool]]:
    """Yield each day by which a question's own day is judged, and whether it is on the wrong side."""
    yield "before the RFP is issued", spec.document.issued, received < spec.document.issued
    series = in_series(spec.addenda)
    if series:
        number, last = series[-1]
        yield f"after Addendum No. {number}, the last that can answer it", last.issued, received > last.issued
    due = spec.procurement.schedule.questions_due if spec.procurement else None
    if due:
        last_day = due.date() if isinstance(due, datetime) else due
        yield "after the last day for questions", last_day, received > last_day


def too_late(number: int, issued: date, due: date) -> Problem:
    """Return the Problem of an addendum that comes when proposals are in."""
    return TOO_LATE.problem(
        f"Addendum No. {number} is issued on {issued}, and proposals are due on {due}.",
        path=("addenda", str(number), "issued"),
        found=str(issued),
        expected=f"a day before {due}",
        hint="Issue it earlier, or let an earlier addendum move procurement.schedule.proposals_due; once "
        "proposals are in, reject them all and ask again, or leave the RFP as it is.",
    )


def after_award(file: str, key: str) -> Problem:
    """Return the Problem of a file that adds to `addenda` or `questions` of a contract."""
    added = "an addendum" if key == "addenda" else "questions about the RFP"
    return AFTER_AWARD.problem(
        f"This adds {added} to the contract after the award: {file} names its provider.",
        path=(key,),
        found="a provider over the RFP",
        expected="an addendum over the RFP, before the award",
        hint=f"Remove {key}: from this file; a contract is changed by amendments:.",
    )


RULES = (Rule(AFTER_AWARD, lambda _: (), frozenset(), "the RFP's clause Questions and addenda"),)
ALWAYS = (
    numbers_rise_by_one,
    days_rise,
    issued_before_proposals_are_due,
    questions_are_numbered_in_turn,
    questions_come_in_time,
)
